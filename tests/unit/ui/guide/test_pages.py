"""The pages of the guide: read whole, searched by words."""

from pathlib import Path

import pytest

import resources
from app.ui.guide.pages import FIRST, Guide, Page, read_guide


def guide_of(**texts: str) -> Guide:
    return Guide(tuple(Page.of(f"{name}.md", text) for name, text in texts.items()), {})


def test_the_contents_come_first_and_lead_to_every_page_in_its_order() -> None:
    guide = read_guide()
    first, *others = guide.pages
    assert first.name == FIRST
    assert 10 <= len(others) <= 15
    places = [first.text.find(f"]({page.name})") for page in others]
    assert places == sorted(places)
    assert -1 not in places
    for page in others:
        assert f"[{page.title}]({page.name})" in first.text


def test_every_picture_is_in_a_page() -> None:
    guide = read_guide()
    texts = "".join(page.text for page in guide.pages)
    assert guide.pictures
    assert [name for name in guide.pictures if f"](pictures/{name})" not in texts] == []


def test_pages_with_every_word_are_found_with_how_often_they_come() -> None:
    guide = guide_of(
        one="# Save\n\nSave, and save again.", two="# Outbox\n\nWhat you saved.", three="# Keys\n"
    )
    assert [(page.title, count) for page, count in guide.find("SAVE")] == [("Save", 3), ("Outbox", 1)]
    assert [(page.title, count) for page, count in guide.find(" again save ")] == [("Save", 4)]
    assert list(guide.find("save keys")) == []
    assert list(guide.find("  ")) == []


@pytest.mark.parametrize("hidden", ["picture", "target", "alt"])
def test_what_nobody_sees_is_not_found(hidden: str) -> None:
    guide = guide_of(one="# One\n\n![alt](pictures/picture.png)\n\nSee [the other page](target.md).")
    assert list(guide.find(hidden)) == []


def test_words_are_found_across_marks_and_lines() -> None:
    (page,) = guide_of(
        one="# One\n\n- **Ctrl+G** goes to\n  a *field*.\n\n| a | b |\n|---|---|\n| c | d |\n"
    ).pages
    assert page.words.split() == ["one", "ctrl+g", "goes", "to", "a", "field.", "a", "b", "c", "d"]


def test_a_page_that_is_missing_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "_FOLDER", str(tmp_path / "resources"))
    with pytest.raises(FileNotFoundError):
        read_guide()
