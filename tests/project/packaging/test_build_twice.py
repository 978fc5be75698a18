"""Two builds are compared file by file."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture
def twice(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(ROOT / "packaging" / "linux")
    return import_module("build_twice")


def test_what_differs_or_is_missing_is_named(twice: Any, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, texts in ((first, "same one gone"), (second, "same two more")):
        (folder / "below").mkdir(parents=True)
        for name, text in zip(("below/a", "b", f"c-{folder.name}"), texts.split(), strict=True):
            (folder / name).write_text(text)
    found = twice.differing(twice.digests(first), twice.digests(second))
    assert found == ["b", "c-first", "c-second"]
    assert twice.differing(twice.digests(first), twice.digests(first)) == []


@pytest.mark.long
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="git tells which files are the project's")
@pytest.mark.skipif(os.name == "nt", reason="packages for Linux are built there")
def test_the_copy_has_the_sources_and_nothing_that_was_built(twice: Any, tmp_path: Path) -> None:
    twice.copy_sources(tmp_path)
    assert (tmp_path / "packaging" / "linux" / "build.sh").is_file()
    assert (tmp_path / ".venv").is_symlink()
    assert {"build", "dist", ".git"}.isdisjoint(one.name for one in tmp_path.iterdir())
