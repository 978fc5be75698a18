"""Test modules of a fresh clone are compiled once, not by each of several processes that test."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest


def compile_share(config: pytest.Config, folder: Path) -> None:
    """Compiles this process' share of the test modules of `folder` that are not, before it collects them.

    pytest puts its own words into each ``assert``, which takes eight seconds for all; the processes would do
    so side by side, with the same module at a time. Where pytest has no such functions, they do.
    """
    given = getattr(config, "workerinput", None)
    if given is None:
        return
    number = int(given["workerid"].removeprefix("gw"))
    modules = sorted([*folder.rglob("test_*.py"), *folder.rglob("conftest.py")])
    with suppress(ImportError, AttributeError, TypeError):
        _compile(config, modules[number :: given["workercount"]])


def _compile(config: pytest.Config, modules: Sequence[Path]) -> None:
    from _pytest.assertion import rewrite

    state = config.stash[rewrite.assertstate_key]
    for module in modules:
        pyc = rewrite.get_cache_dir(module) / f"{module.stem}{rewrite.PYC_TAIL}"
        if not pyc.exists() and rewrite.try_makedirs(pyc.parent):
            source, code = rewrite._rewrite_test(module, config)
            rewrite._write_pyc(state, code, source, pyc)
