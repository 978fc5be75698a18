"""What an input makes of typed text: a value, nothing, or a sentence about what would do instead."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QLocale

from app.model.visible_text import without_any_unseen
from app.translation.joined_names import quoted as in_quotes

T = TypeVar("T")

MOST_CHARACTERS = 100
"""Longer text is no number and no date in any notation, and is not looked at further."""
_SIGNS = {"\N{MINUS SIGN}": "-", "\N{HYPHEN}": "-", "\N{NON-BREAKING HYPHEN}": "-", "\N{EN DASH}": "-"}
_QUOTED = 24  # characters of the user's text that a sentence repeats


@dataclass(frozen=True)
class Reading(Generic[T]):
    """A value or, where the text has none, a sentence for the user; neither for an empty text.

    `is_ambiguous` says that the problem is a text with two meanings.
    """

    value: T | None = None
    problem: str = ""
    is_ambiguous: bool = False


def plain(text: str) -> str:
    """Returns the text with ASCII digits, signs and blanks, as people of every script would type them.

    Digits of every script become 0 to 9, full-width characters their narrow ones; marks that nobody sees are
    left out.
    """
    if len(text) > MOST_CHARACTERS:
        return text[: MOST_CHARACTERS + 1]
    if text.isascii() and text.isprintable():  # all of it stays, and most is
        return text.strip()
    return "".join(map(_plain, without_any_unseen(text))).strip()


def in_locale_digits(text: str) -> str:
    """Returns the text with the digits that the desktop's locale writes."""
    zero = QLocale().zeroDigit()
    if zero == "0" or len(zero) != 1:
        return text
    return "".join(chr(ord(zero) + int(one)) if one.isdecimal() else one for one in text)


def quoted(text: str) -> str:
    """Returns the text in quotes, shortened to a few words."""
    text = " ".join(text.split())
    return in_quotes(f"{text[:_QUOTED]}…" if len(text) > _QUOTED else text)


def _plain(letter: str) -> str:
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    if letter.isspace():
        return " "
    letter = _SIGNS.get(letter, letter)
    return unicodedata.normalize("NFKC", letter) if "\uff01" <= letter <= "\uff5e" else letter
