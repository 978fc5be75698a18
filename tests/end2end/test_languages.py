"""The window in each language, from scene to scene: nothing in English, nothing cut off, and keys that work.

All scenes, at two sizes, with pictures: ``python -m tests.end2end.languages``.
"""

from __future__ import annotations

import pytest

from tests.end2end.languages import SHORT, walk


@pytest.mark.parametrize("language", ["nb", "nl"])
def test_the_pages_and_menus_are_whole(language: str) -> None:
    told = walk(language, "", SHORT)
    assert (told["english"], told["cut"]) == ({}, {})
    assert told["scenes"] > 20
