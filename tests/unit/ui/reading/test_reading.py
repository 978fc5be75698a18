"""Texts of every script as plain ones."""

import pytest

from app.ui.reading.reading import MOST_CHARACTERS, plain, quoted


@pytest.mark.parametrize(
    ("text", "is_plain"),
    [
        (" １２，５ ", "12,5"),
        ("٣\u200f/٤", "3/4"),
        ("\N{MINUS SIGN}5", "-5"),
        ("1\N{NARROW NO-BREAK SPACE}0\ufeff", "1 0"),
        ("½²", "½²"),
        ("", ""),
    ],
)
def test_digits_signs_and_blanks_are_those_of_ascii(text: str, is_plain: str) -> None:
    assert plain(text) == is_plain


def test_a_long_text_is_neither_looked_at_nor_repeated() -> None:
    assert len(plain("9" * 5_000_000)) == MOST_CHARACTERS + 1
    assert len(quoted("x" * 5_000_000)) < 30
    assert quoted("a\n b") == "“a b”"
