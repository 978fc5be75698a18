"""Makes text of bytes: in which encoding a file was written, where nothing in it says so."""

from __future__ import annotations

import codecs
import re
import unicodedata
from itertools import islice
from typing import Final

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SAMPLE: Final = 64 * 1024
_LOOKED_AT: Final = 1024 * 1024
_WESTERN: Final = "cp1252"
_PAGES: Final = (_WESTERN, "cp850", "mac_roman", "cp1250", "iso8859_2")
"""Windows, DOS (accounting programs still export so), Mac, and Windows and others in the middle of Europe."""
_HEAD_START: Final = 1.0
"""What the first of them is ahead: it is by far the most usual."""
_BEYOND: Final = re.compile(r"[^\x00-\x7f]")
_MOST_SIGNS: Final = 3000
_MANY_TO_ONE: Final = 4
_NORDIC: Final = frozenset("æøåäöüéßÆØÅÄÖÜ")
_USUAL: Final = frozenset("èêëáàâãíîïóôõúñçÉÈÁÓÇðþÞłąęćńśźżčřšžýěůőŁŚŻČŘŠŽ")
_RARE: Final = frozenset("ìòùûÿœăđťďňľţűÀÂÃÊËÌÍÎÏÐÑÒÔÕÙÚÛÝŒĄĆĘŃŹĎĚŇŤŮŐŰĐĽ")
_ALONE: Final = frozenset("åÅöÖøØàéèÀ")
"""Letters that are words."""
_VOWELS: Final = frozenset("aeiouyæøåäöüéèêëáàâãíìîïóòôõúùûÿœěůőű")
_OPENING: Final = "“‘„‚«‹"
_CLOSING: Final = "”’“‘»›"
_DASHES: Final = "–—"
_SUMS: Final = "£€¥"
_ANYWHERE: Final = "\xa0–—•·§"
_OF_NUMBERS: Final = "½¼¾±×µ"
_BEHIND: Final = "™®©°…²³ªº´"
_NEVER: Final = -2.0
_UNDEFINED: Final = -3.0
_MENDING: Final = "contact-entry-mending"


def decoded(data: bytes) -> str:
    """Returns the text of a file: by its mark, as UTF-8 or UTF-16, else by what its bytes look like."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if encoding := _wide_encoding(data):
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if _is_mostly_utf_8(data):
            return data.decode("utf-8", _MENDING)
        return data.decode(_western(data) or _guessed(data), "replace")


def _wide_encoding(data: bytes) -> str:
    """Returns UTF-16's name for a text without a mark: every other byte of its letters is empty."""
    sample = data[:2000]
    if len(sample) < 4 or b"\x00" not in sample:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 < len(sample):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_mostly_utf_8(data: bytes) -> bool:
    """Returns True for UTF-8 with a damaged letter, the half of one at its end, or a few lines of Windows."""
    known = data[:_LOOKED_AT].decode("utf-8", "replace")
    lost, letters = known.count("\ufffd"), sum(map((_NORDIC | _USUAL).__contains__, known))
    return letters > _MANY_TO_ONE * lost


def _one_of_windows(error: UnicodeError) -> tuple[str, int]:
    """Reads what is no UTF-8 as Windows has it, if it is a letter there; files are put together of both."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    data, at = error.object, error.start
    sign = data[at : at + 1].decode(_WESTERN, "replace")
    is_letter = sign in _NORDIC or sign in _USUAL
    return (sign if is_letter and at + 1 < len(data) else "\ufffd"), at + 1


codecs.register_error(_MENDING, _one_of_windows)


def _western(data: bytes) -> str:
    """Returns the encoding in which the bytes beyond ASCII make words best; empty if they do in none.

    Each has its letters at other places: what is a letter in one is a sign, or a letter of another language,
    in the others.
    """
    sample = data[:_LOOKED_AT]
    best, most = "", 0.0
    for page in _PAGES:
        score = _score(sample.decode(page, "replace")) + (_HEAD_START if page == _WESTERN else 0)
        if score > most:
            best, most = page, score
    return best


def _score(text: str) -> float:
    """Returns how well the letters and signs beyond ASCII fit to what stands around them."""
    return sum(
        _fit(text[max(0, match.start() - 2) : match.start()], match[0], text[match.end() : match.end() + 2])
        for match in islice(_BEYOND.finditer(text), _MOST_SIGNS)
    )


def _fit(before: str, sign: str, behind: str) -> float:
    if sign == "\ufffd" or unicodedata.category(sign)[0] == "C":
        return _UNDEFINED
    return _fit_of_letter(before, sign, behind) if sign.isalpha() else _fit_of_sign(before, sign, behind)


def _fit_of_letter(before: str, letter: str, behind: str) -> float:
    """Returns how well a letter stands where it does: "Bäck" and "Bõck", "Seán" and "Seßn"."""
    last, following = before[-1:], behind[:1]
    if not last.isalpha() and not following.isalpha():
        return 1 if letter in _ALONE and not last.isdigit() else -1
    if _is_odd(before, letter, following):
        return _NEVER
    low, near = letter.lower(), (last.lower(), following.lower())
    are_vowels = [one in _VOWELS for one in near]
    weight = _weight(letter) - (0.5 if letter.islower() and not last.isalpha() else 0)
    if low in _VOWELS:
        is_doubled = low in "áàíóú" and unicodedata.normalize("NFD", low)[0] == near[0]
        return weight - 2 * all(are_vowels) - 2 * is_doubled
    return weight if any(are_vowels) or not last.isalpha() else weight - 2


def _is_odd(before: str, letter: str, following: str) -> bool:
    """Returns True for a letter of the wrong case, between others beyond ASCII, or behind a digit."""
    last = before[-1:]
    if last.isdigit() or (last.isalpha() and not last.isascii() and not following.isascii()):
        return True
    if letter == "ß" and last.lower() not in _VOWELS:
        return True
    if letter.isupper():
        is_within = last.islower() or (last.isalpha() and following.islower())
        return is_within and not before.startswith(("Mc", "Ma"))
    return following.isupper() or (len(before) == len("AB") and before.isupper() and before.isalpha())


def _weight(letter: str) -> float:
    """Returns how usual a letter is where this program is used; others are ligatures, or of other scripts."""
    if letter in _NORDIC:
        return 2
    return 1.5 if letter in _USUAL else 0.5 if letter in _RARE else _NEVER


def _fit_of_sign(before: str, sign: str, behind: str) -> float:
    """Returns how well a sign stands where it does: none but an apostrophe or a dash is within a word."""
    last, following = before[-1:], behind[:1]
    if last.isalpha() and following.isalpha():
        return _fit_within(before, sign, following)
    if sign in _SUMS:
        return -1 if following.isalpha() or (last.isalpha() and not following.strip()) else 1
    if sign in _ANYWHERE:
        return 0.5
    if following.isalpha():
        return 0.5 if sign in _OPENING else -1
    if last.isalpha():
        return 0.5 if sign in _CLOSING or sign in _BEHIND else -1
    return 0.5 if sign in _BEHIND or sign in _CLOSING or sign in _OF_NUMBERS else 0


def _fit_within(before: str, sign: str, following: str) -> float:
    """Returns how well a sign stands within a word: "O’Brien", "Lee’s", "L’Oréal", "Oslo–Bergen"."""
    if sign == "’":
        is_elided = len(before) == 1 or not before[-2].isalpha() or following in "st"
        return 1 if is_elided else -1
    if sign == "\xa0":
        return 0.5
    return 0.5 if sign in _DASHES and following.isupper() else _NEVER


def _guessed(data: bytes) -> str:
    """Returns the encoding that a library finds likely, Windows' Western one where it has no idea."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    # Short lists of names look like many code pages; users of this program have the Western one.
    if best is None or best.encoding.startswith(("cp125", "latin", "iso8859", "mac", "cp4", "cp8", "cp7")):
        return _WESTERN
    return best.encoding
