"""The user's guide travels with the program, and says nothing that is not so."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QKeySequence

import resources
from app.ui.imports.walk_strip import BACK_KEYS, LEAVE_KEYS, NEXT_KEYS
from app.ui.window.actions import MENUS
from tests.end2end.screenshots import PICTURES

ROOT = Path(__file__).parents[3]
GUIDE = ROOT / "docs" / "guide"
PAGES = sorted(GUIDE.glob("*.md"))
_MOST_BYTES = 1_000_000
_KEYS = re.compile(r"\*\*((?:(?:Ctrl|Shift|Alt)\+)*(?:F\d+|\+|-|[A-Z0-9,]|[A-Z][A-Za-z]+))\*\*")
_MENU_PATH = re.compile(r"\*(?:Help|Edit)\*, \*([^*]+)\*|\*File\*, \*([^*]+)\*|\*Connection\*, \*([^*]+)\*")

OF_FIELDS = {
    *("Tab", "Shift+Tab", "Enter", "Esc", "Space", "Up", "Down", "Right", "Del", "F4", "Alt+Down", "Alt+Up"),
    *("Alt+Enter", "F2"),
    *("Ctrl+Delete", "Ctrl+D", "Ctrl++", "Ctrl+-", "Ctrl+PgUp", "Ctrl+PgDown"),
}
"""Keys that fields and lists have themselves; tests of theirs press them."""
OF_THE_GUIDE = {"F3", "Shift+F3", "Alt+Left", "Alt+Right"}
LETTERS = {"Ctrl", "Alt", "Alt+Y", "Alt+L", "Alt+E", "Alt+T"}
OF_DRAFTS = {"Drafts", "Check for a newer version …"}
"""Entries of menus that are put in beside the table of actions."""


def _entries() -> Iterator[str]:
    for title, entries in MENUS.items():
        yield title.replace("&", "")
        yield from (entry.text.replace("&&", "\0").replace("&", "").replace("\0", "&") for entry in entries)


def test_every_page_and_picture_is_a_resource() -> None:
    files = {path.relative_to(ROOT / "docs").as_posix() for path in GUIDE.rglob("*") if path.is_file()}
    assert files == {name for name in resources.NAMES if name.startswith("guide/")}
    assert [name for name in files if not resources.is_there(name)] == []


def test_wheel_and_installers_bring_it_along() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    targets = settings["tool"]["hatch"]["build"]["targets"]
    assert targets["wheel"]["force-include"] == {"docs/guide": "resources/guide"}
    assert "docs" in targets["sdist"]["include"]
    recipe = (ROOT / "packaging" / "contact-entry.spec").read_text(encoding="utf-8")
    assert '(str(root / "docs" / "guide"), "resources/guide")' in recipe


def test_an_installed_guide_comes_before_that_of_a_checkout(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for folder, text in (("docs/guide", "checkout"), ("resources/guide", "installed")):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "index.md").write_text(text, encoding="utf-8")
    monkeypatch.setattr(resources, "_FOLDER", str(tmp_path / "resources"))
    assert resources.text("guide/index.md") == "installed"
    (tmp_path / "resources" / "guide" / "index.md").unlink()
    assert resources.text("guide/index.md") == "checkout"


def test_the_pictures_are_small_and_whole() -> None:
    pictures = sorted(GUIDE.glob("pictures/*"))
    assert sum(path.stat().st_size for path in pictures) < _MOST_BYTES
    assert [path.name for path in pictures if path.suffix != ".png" or QImage(str(path)).isNull()] == []


def test_make_screenshots_makes_every_picture() -> None:
    assert {path.stem for path in GUIDE.glob("pictures/*")} == {*PICTURES}


def test_every_key_that_the_guide_names_is_there() -> None:
    keys = {
        QKeySequence(one).toString()
        for entries in MENUS.values()
        for entry in entries
        for one in (*entry.keys, entry.own_keys)
    }
    others = OF_FIELDS | OF_THE_GUIDE | LETTERS | {NEXT_KEYS, BACK_KEYS, LEAVE_KEYS}
    known = keys | {QKeySequence(one).toString() for one in others}
    named = {(page.name, one) for page in PAGES for one in _KEYS.findall(page.read_text(encoding="utf-8"))}
    assert len(named) > 60
    assert sorted((page, one) for page, one in named if QKeySequence(one).toString() not in known) == []


def test_the_page_of_keys_has_every_key_of_the_menus() -> None:
    page = (GUIDE / "12-keys.md").read_text(encoding="utf-8")
    named = {QKeySequence(one).toString() for one in _KEYS.findall(page)}
    # Of the pages it has the first and the last.
    named |= {f"Ctrl+{number}" for number in range(2, 6)}
    keys = {entry.keys[0]: entry.name for entries in MENUS.values() for entry in entries if entry.keys}
    assert {name for key, name in keys.items() if QKeySequence(key).toString() not in named} == set()


def test_every_menu_entry_that_the_guide_names_is_there() -> None:
    known = {*_entries()} | OF_DRAFTS
    named = [
        (page.name, next(filter(None, found)))
        for page in PAGES
        for found in _MENU_PATH.findall(page.read_text(encoding="utf-8"))
    ]
    assert len(named) >= 5
    assert [(page, entry) for page, entry in named if entry not in known] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_has_one_title_and_no_address_outside(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"^# .+", text, re.MULTILINE) == [text.partition("\n")[0]]
    assert "](http" not in text
    assert page.name == "index.md" or re.fullmatch(r"\d\d-[a-z-]+\.md", page.name)
