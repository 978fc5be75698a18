"""What runs in the built program before its own code: very little, and modules are found all the same."""

from __future__ import annotations

import pkgutil
import runpy
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from bundle import selection

BUNDLE = Path(__file__).parents[3] / "packaging" / "bundle"
_LOADED = """
import os, sys, types
archive = types.SimpleNamespace(_filename="contact-entry")
stand_in = types.ModuleType("pyimod02_importers")
stand_in.PyiFrozenFinder, stand_in.pyz_archive = type("PyiFrozenFinder", (), {}), archive
sys.modules["pyimod02_importers"] = stand_in
before = set(sys.modules)
for file in sys.argv[1:]:
    exec(compile(open(file, encoding="utf-8").read(), file, "exec"), {"__name__": "hook"})
print(*sorted(set(sys.modules) - before))
"""


class Finder:
    """PyInstaller's, for the modules of one package."""

    fallback_finder = None

    def __init__(self, package: str) -> None:
        self._pyz_entry_prefix = package


def in_finder(asked: Any, prefix: str = "") -> list[tuple[str, bool]]:
    """What pkgutil finds by it, as `walk_packages` asks."""
    found = pkgutil.iter_importer_modules(asked, prefix)  # type: ignore[attr-defined]  # typeshed has it not
    return list(found)


@pytest.fixture
def finder(monkeypatch: pytest.MonkeyPatch) -> Any:
    stand_in: Any = ModuleType("pyimod02_importers")
    tree = {"app": {"ui": {"window": "app.ui.window"}, "child_process": "app.child_process"}, "httpx": {}}
    stand_in.PyiFrozenFinder, stand_in.get_pyz_toc_tree = Finder, lambda: tree
    monkeypatch.setitem(sys.modules, "pyimod02_importers", stand_in)
    monkeypatch.setattr(Finder, "iter_modules", None, raising=False)
    runpy.run_path(str(BUNDLE / "modules_by_name.py"))
    return Finder


@pytest.mark.parametrize(
    ("package", "found"),
    [
        ("app", [("app.ui", True), ("app.child_process", False)]),
        ("app.ui", [("app.window", False)]),
        ("app.child_process", []),
        ("nothing.of.this", []),
    ],
)
def test_modules_of_the_archive_are_found_by_name(
    finder: Any, package: str, found: list[tuple[str, bool]]
) -> None:
    assert in_finder(finder(package), "app.") == found


def test_modules_that_are_files_are_found_as_well(finder: Any, tmp_path: Path) -> None:
    (tmp_path / "stdnum.py").touch()
    asked = finder("nothing")
    asked.fallback_finder = pkgutil.get_importer(str(tmp_path))
    assert in_finder(asked) == [("stdnum", False)]


def test_what_runs_first_loads_no_module() -> None:
    files = [str(BUNDLE / name) for name in selection.FIRST]
    assert files
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _LOADED, *files], capture_output=True, text=True, check=True
    )
    # Annotations are not evaluated, that is all.
    assert done.stdout.split() == ["__future__"]


def test_the_hooks_that_are_left_out_are_there_to_be_left_out() -> None:
    spec = find_spec("PyInstaller")
    if spec is None or spec.origin is None:
        pytest.skip("the tools for packaging are not installed")
    hooks = Path(spec.origin).parent / "hooks" / "rthooks"
    assert [name for name in selection.UNUSED_HOOKS if not (hooks / f"{name}.py").exists()] == []
    assert "selection.UNUSED_HOOKS" in (BUNDLE.parent / "contact-entry.spec").read_text(encoding="utf-8")
