import time
import unicodedata
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model import visible_text
from app.model.visible_text import (
    one_line,
    several_lines,
    visible_line,
    visible_lines,
    without_any_unseen,
    without_unseen,
)

NEEDED = {
    "two people at work": "👩\u200d💻 👨\u200d🔧",
    "a family": "👨\u200d👩\u200d👧\u200d👦",
    "a colour of skin and a selector": "🤷🏼\u200d♀\ufe0f",
    "a heart in colour": "❤\ufe0f",
    "the flag of England": "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "a keycap": "1\ufe0f\u20e3",
    "Persian": "می\u200cخواهم",
    "Hindi": "क\u094d\u200dष",
    "Malayalam": "ന\u0d4d\u200d",
    "Thai": "ปลา\u200bทอง",
    "a form of an ideograph": "葛\U000e0100",
    "Mongolian": "ᠠ\u180b",
    "Hebrew with a Latin word": "שלום \u200eABC AS\u200e",
    "Arabic numbers": "\u0600١٢",
    "Hangul by its parts": "\u1100\u1160",
}


@pytest.mark.parametrize("text", [text for name, text in NEEDED.items() if name != "Malayalam"])
def test_what_scripts_and_emoji_need_stays(text: str) -> None:
    assert visible_line(text) == unicodedata.normalize("NFC", text)
    assert visible_lines(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\u200b", ""),
        ("\u3164", ""),
        ("\u2800 \u2060", ""),
        ("\u200e", ""),
        ("a\u200bb", "ab"),
        ("Moe\u200d AS", "Moe AS"),
        ("\u202d+47 911\u202c", "+47 911"),
        ("\u202egpj.exe", "gpj.exe"),
        ("Kari\u200e", "Kari"),
        ("sam\u00adarbeid", "samarbeid"),
        ("\ufeffFjell", "Fjell"),
        ("Fjell\ufe0f", "Fjell"),
        ("x\U000e0067", "x"),
        ("a\u0000b\u0007", "ab"),
        ("a\ud800b", "ab"),
        ("👩\u200d", "👩"),
        ("\u200d👩", "👩"),
        ("  Fjell  AS ", "Fjell  AS"),
        ("A\u030as", "Ås"),
    ],
)
def test_what_carries_nothing_is_left_out(text: str, seen: str) -> None:
    assert visible_line(text) == seen
    assert visible_lines(text) == seen


@pytest.mark.parametrize(
    ("text", "line", "lines"),
    [
        ("a\nb", "a b", "a\nb"),
        ("a\r\n\r\n  b", "a b", "a\n\n  b"),
        ("a\tb\tc", "a b c", "a\tb\tc"),
        ("a\u2028b\u2029c\x85d\x0be", "a b c d e", "a\nb\nc\nd\ne"),
        ("\n a \n", "a", "a"),
        ("a\u00a0b", "a\u00a0b", "a\u00a0b"),
    ],
)
def test_line_breaks_are_blanks_in_one_line(text: str, line: str, lines: str) -> None:
    assert (visible_line(text), visible_lines(text)) == (line, lines)


@pytest.mark.parametrize("text", ["می\u200c", "👩\u200d", "❤\ufe0f", "ปลา\u200b", "क\u094d\u200d"])
def test_what_may_still_get_a_meaning_stays_while_one_types(text: str) -> None:
    assert one_line(text) == several_lines(text) == text


@pytest.mark.parametrize("mark", ["\u200b", "\u200d", "\ufe0f", "\u3164", "\x00", "\u202d", "\u00ad"])
def test_a_code_has_nothing_unseen_at_all(mark: str) -> None:
    assert without_any_unseen(f"{mark}9{mark}8") == "98"


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("\u200b\u200d\u202d\ufe0f\u2800\u3164👩م\n\t")))
def test_what_goes_out_is_stable_and_has_no_control_characters(text: str) -> None:
    line, lines = visible_line(text), visible_lines(text)
    assert visible_line(line) == line
    assert visible_lines(lines) == lines
    assert not [one for one in line if unicodedata.category(one) in ("Cc", "Cs")]
    assert not [one for one in lines if unicodedata.category(one) in ("Cc", "Cs") and one not in "\n\t"]


@pytest.mark.parametrize(
    "text", ["\u200d" * 300_000, "a\u200d" * 30_000, "æ" * 300_000, "\n\u2028 " * 100_000]
)
def test_long_texts_cost_little(text: str) -> None:
    began = time.thread_time()
    without_unseen(text)
    visible_line(text)
    assert time.thread_time() - began < 2


@pytest.mark.parametrize(
    "text", ["👨\u200d👩\u200d👧\u200d👦", "🤷🏼\u200d♀\ufe0f", "❤\ufe0f\u200d🔥", "👩🏽\u200d💻", "☎\ufe0f"]
)
def test_of_thousands_of_pictures_none_is_asked_about_alone(text: str) -> None:
    """20,000 characters of families took a fifth of a second with each key."""
    with patch.object(visible_text, "_carries") as asked:
        assert without_unseen(text * 2_000) == text * 2_000
    asked.assert_not_called()


@given(st.text("👩👨🏼🏽♀❤☎aमक🔥🏴\U000e0067\u0301\n\u200b\u200c\u200d\ufe0f", max_size=12), st.booleans())
def test_what_is_kept_without_asking_is_what_would_be_kept(text: str, is_whole: bool) -> None:
    kept = without_unseen(text, is_whole=is_whole)
    with patch.object(visible_text, "_IN_DOUBT", visible_text._UNSEEN):
        assert kept == without_unseen(text, is_whole=is_whole)
