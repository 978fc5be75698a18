"""What of a text can be seen, and what of the rest it needs: the one rule for every text that goes out.

Control characters and lone surrogates are never kept; line breaks and tabs are blanks in one line. Format
characters (Unicode's category Cf and what DerivedCoreProperties.txt calls ignorable) are kept where scripts
and emoji need them: joiners in Persian and Indic words and in emoji, directions in right-to-left text,
selectors after what has several forms. Where that is: Unicode Standard Annex 31, section 2.3, and Unicode
Technical Standard 51.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from app.model.text_normalization import narrow

_BREAKS = str.maketrans(dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n"))
_BREAKS_AND_TABS = _BREAKS | dict.fromkeys(map(ord, "\t\x1c\x1d\x1e"), "\n")
# Expressions that are compiled when the first letter beyond ASCII comes, not before the first paint.
# Categories Cc, Cs and Cf, what else is ignorable by default in DerivedCoreProperties.txt, and the empty
# Braille sign; without line feed and tab, and without signs of category Cf that have a shape, as those before
# Arabic numbers.
_UNSEEN = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
# What is kept wherever it stands, as a note may have thousands of them: a joiner between two pictures, with a
# colour of skin or without, and a selector after a sign.
_PICTURE = "\U0001f300-\U0001f3fa\U0001f400-\U0001f64f\U0001f680-\U0001f6c5\U0001f900-\U0001f9ff"
_SIGN = "\u2600-\u2767"
_COLOUR = "[\U0001f3fb-\U0001f3ff]"
_IN_DOUBT = (
    f"{_UNSEEN}(?:(?<![{_PICTURE}]\u200d)(?<![{_PICTURE}]{_COLOUR}\u200d)(?<![{_SIGN}]\ufe0f\u200d)"
    f"|(?![{_PICTURE}{_SIGN}]))(?<![{_SIGN}]\ufe0f)"
)
# The longest that means something: a flag of a region, by its letters and digits.
_LONGEST_RUN = 16
_DIRECTIONS = frozenset("\u200e\u200f\u061c")
_ZERO_WIDTH_SPACE, _NON_JOINER, _JOINER = "\u200b", "\u200c", "\u200d"
_EMPTY_BRAILLE = "\u2800"
_BLACK_FLAG = "\U0001f3f4"
# Between these, letters join or do not: Hebrew to the Vedic extensions, without Latin, Greek and Cyrillic.
_JOINING = "[\u0590-\u1c7f\u1cd0-\u1cff\ua800-\uabff\U00010a00-\U00011fff]"
# Scripts that part words, where they do, by nothing that is seen: Thai, Lao, Tibetan, Burmese, Khmer.
_UNSPACED = "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\ua9e0-\ua9ff\uaa60-\uaa7f]"
_RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_HANGUL = "[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]"
_MONGOLIAN = "[\u1800-\u18af]"
_IDEOGRAPHIC = "[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_TAGS = "".join(map(chr, range(0xE0000, 0xE0080)))
_KEYCAPS = frozenset("0123456789#*")


def visible_line(text: str) -> str:
    """Returns the text as it goes out in one line: composed (NFC), without what carries nothing."""
    text = one_line(text, is_whole=True)
    return (text if text.isascii() else unicodedata.normalize("NFC", text)).strip()


def visible_lines(text: str) -> str:
    """Returns a text of several lines as it goes out; tabs stay."""
    text = several_lines(text, is_whole=True)
    return (text if text.isascii() else unicodedata.normalize("NFC", text)).strip()


def visible_code(text: str) -> str:
    """Returns a number, address or code as it goes out: narrow letters and blanks, nothing unseen at all."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return narrow(without_any_unseen(one_line(text))).strip()


def one_line(text: str, *, is_whole: bool = False) -> str:
    """Returns the text as one line: each line break or tab is a blank, what carries nothing is left out.

    This is what a field of one line makes of what is typed and pasted. A text that is not whole may go on
    with what gives its last character a meaning.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").translate(_BREAKS_AND_TABS)
    if "\n" not in text:
        return without_unseen(text, is_whole=is_whole)
    return re.sub(r" *\n[ \n]*", " ", without_unseen(text, is_whole=is_whole).strip("\n"))


def several_lines(text: str, *, is_whole: bool = False) -> str:
    """Returns a text of several lines without what carries nothing; `is_whole` as for `one_line`."""
    text = text.replace("\r\n", "\n").translate(_BREAKS)
    return without_unseen(text, is_whole=is_whole)


def without_unseen(text: str, *, is_whole: bool = True) -> str:
    """Returns the text without control and format characters that carry nothing; line feeds and tabs stay."""
    if re.search(_IN_DOUBT, text) is None:
        return text
    keeps_directions = re.search(_RIGHT_TO_LEFT, text) is not None
    kept, place = "", 0
    parts = []
    for run in re.finditer(_IN_DOUBT, text):
        seen = text[place : run.start()]
        place = run.end()
        kept = (kept + seen)[-_LONGEST_RUN:]
        parts.append(seen)
        after = text[place : place + 1]
        for letter in run.group() if place - run.start() <= _LONGEST_RUN else ():
            if letter in _DIRECTIONS:
                is_kept = keeps_directions
            else:
                is_kept = letter == _EMPTY_BRAILLE or _carries(letter, kept, after, is_whole=is_whole)
            if is_kept:
                kept += letter
                parts.append(" " if letter == _EMPTY_BRAILLE else letter)
    return "".join((*parts, text[place:]))


@lru_cache(maxsize=256)  # a family of pictures has several, and a note may have thousands of them
def _carries(letter: str, before: str, after: str, *, is_whole: bool) -> bool:
    """Returns True if an unseen character changes how those around it look."""
    last = before[-1:]
    if _is_selector(letter):
        return bool(last) and _has_forms(last)
    if "\U000e0000" <= letter <= "\U000e007f":  # the letters of a flag
        return before.rstrip(_TAGS)[-1:] == _BLACK_FLAG
    if letter in ("\u115f", "\u1160"):
        return bool(re.match(_HANGUL, after) or re.match(_HANGUL, last))
    if not after and not is_whole:
        after = _base_of(before)
    if letter in (_NON_JOINER, _JOINER) and re.match(_JOINING, last) and re.match(_JOINING, after):
        return True
    if letter == _JOINER:
        return _is_picture(after) and _is_picture(_base_of(before))
    return letter == _ZERO_WIDTH_SPACE and bool(re.match(_UNSPACED, last) and re.match(_UNSPACED, after))


def _base_of(text: str) -> str:
    """Returns the last character that is no selector and no colour of skin."""
    return next(
        (one for one in reversed(text) if not _is_selector(one) and unicodedata.category(one) != "Sk"), ""
    )


def _is_picture(letter: str) -> bool:
    return bool(letter) and unicodedata.category(letter) in ("So", "Sm", "Sk")


def _has_forms(letter: str) -> bool:
    is_sign = unicodedata.category(letter)[0] in "SP" or letter in _KEYCAPS
    return is_sign or bool(re.match(_IDEOGRAPHIC, letter) or re.match(_MONGOLIAN, letter))


def _is_selector(letter: str) -> bool:
    return (
        "\ufe00" <= letter <= "\ufe0f"
        or "\u180b" <= letter <= "\u180f"
        or "\U000e0100" <= letter <= "\U000e01ef"
    )


def without_any_unseen(text: str) -> str:
    """Returns a number, address or code without any unseen character: none has a meaning there."""
    return text if text.isascii() and text.isprintable() else re.sub(_UNSEEN, "", text)
