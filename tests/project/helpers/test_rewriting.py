"""Two processes compile each test module once, as pytest would itself."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from _pytest.assertion.rewrite import PYC_TAIL, _read_pyc, get_cache_dir

from tests.helpers.processes.rewriting import compile_share


def compiled(folder: Path) -> list[str]:
    """The modules that pytest finds compiled."""
    modules = sorted(folder.rglob("*.py"))
    return [one.stem for one in modules if _read_pyc(one, get_cache_dir(one) / f"{one.stem}{PYC_TAIL}")]


def test_each_process_compiles_its_share_and_what_is_there_is_left_alone(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("conftest", "test_a", "sub/test_b", "helper"):
        (tmp_path / f"{name}.py").write_text("def test_one() -> None:\n    assert 1 + 1 == 2\n")
    as_worker = {"stash": pytestconfig.stash, "getini": pytestconfig.getini, "hook": pytestconfig.hook}
    for number, names in enumerate((["conftest", "test_a"], ["conftest", "test_a", "test_b"])):
        given = {"workerid": f"gw{number}", "workercount": 2}
        config = SimpleNamespace(**as_worker, workerinput=given)
        compile_share(cast("pytest.Config", config), tmp_path)
        assert sorted(compiled(tmp_path)) == names
    before = get_cache_dir(tmp_path / "test_a.py") / f"test_a{PYC_TAIL}"
    written = before.stat().st_mtime_ns
    compile_share(cast("pytest.Config", config), tmp_path)
    assert before.stat().st_mtime_ns == written


def test_a_process_that_is_alone_compiles_as_it_goes(tmp_path: Path) -> None:
    (tmp_path / "test_a.py").write_text("assert True\n")
    compile_share(cast("pytest.Config", SimpleNamespace()), tmp_path)
    assert compiled(tmp_path) == []
