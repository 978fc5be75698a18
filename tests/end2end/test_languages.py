"""The window in each language, from scene to scene: nothing in English, nothing cut off, and keys that work.

All scenes, at two sizes, with pictures: ``python -m tests.end2end.languages``.
"""

from __future__ import annotations

import pytest

from app.translation.languages import LANGUAGES
from tests.end2end.languages import LOW, PSEUDO, SHORT, walk
from tests.end2end.pseudo_language import is_unmarked


@pytest.mark.long
@pytest.mark.parametrize("language", ["nb", "nl"])
def test_the_pages_and_menus_are_whole(language: str) -> None:
    told = walk(language, "", SHORT)
    assert (told["english"], told["cut"]) == ({}, {})
    assert told["scenes"] > 20


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_window_fits_the_smallest_screen(language: str) -> None:
    told = walk(language, "", 1, size=LOW)
    width, height = told["largest"]
    # What a desktop's frame and title take is left to it: `fitting_size`.
    assert width <= LOW[0] - 16
    assert height <= LOW[1] - 48
    assert told["cut"] == {}


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.timeout(600)
def test_every_text_comes_through_the_catalogue() -> None:
    told = walk(PSEUDO, "")
    assert told["english"] == {}
    assert told["scenes"] > 130


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("⟦Save⟧ (Ctrl+Enter)", False),
        ("⟦⟦Norway⟧ was left out.⟧", False),
        ("Norway", False),
        ("Norsk bokmål", False),
        ("Sunday, 29 November 2026 10:04:53 Coordinated Universal Time", False),
        ("Nothing was found.", True),
        ("⟦Save⟧: forgotten here", True),
    ],
)
def test_a_text_without_a_mark_is_found(text: str, is_found: bool) -> None:
    assert is_unmarked(text) is is_found
