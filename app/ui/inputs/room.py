"""How many characters a text has left, as the server counts."""

from __future__ import annotations

from functools import lru_cache

from app.model.text_normalization import utf16_length
from app.model.visible_text import visible_lines
from app.translation import _
from app.ui.inputs.incoming import seen_characters

_NEAR = 10
"""Within a tenth of its limit, a text shows how much of it is left."""


@lru_cache(maxsize=1)  # with a key it is asked for twice: is it another one, and what is it
def room_note(text: str, limit: int) -> tuple[str, bool]:
    """Returns what is said about the room for `text`, empty if it has enough, and whether it is too long."""
    if limit - 2 * len(text) > limit // _NEAR:
        return "", False  # however many units its characters have
    text = visible_lines(text)
    left = limit - utf16_length(text)
    if left < 0:
        return _("{left} more than the {limit} that fit").format(left=-left, limit=limit), True
    if not text or left > limit // _NEAR:
        return "", False
    note = _("{left} of {limit} left")
    if seen_characters(text) < utf16_length(text):
        note = _("{left} of {limit} left; an emoji or a letter with signs of its own counts as two or more")
    return note.format(left=left, limit=limit), False
