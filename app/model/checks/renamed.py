"""Decides if a name can be what a server has made of another.

Servers and their filters collapse blanks, cut names at the length of a column, change quotes, escape HTML,
write ss for ß, capitals, or Latin letters for those of another script.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from app.model.text_normalization import normalize_for_search

# So much of two names has to be the same; "Fjord AS" and "Fjell AS" have four letters of seven in common.
_ALIKE: Final = 0.75
# A name that was cut is no shorter: no column is.
_CUT: Final = 20
# No column holds more; an answer may have megabytes.
_LONGEST: Final = 1000
_LAST_LATIN: Final = "\u024f"
# What stands for a letter that a server cannot hold.
_REPLACEMENTS: Final = "?\ufffd"


def may_have_become(sent: str, found: str) -> bool:
    """Returns True if a record that was sent under one name can be on the server under the other.

    True where the letters do not tell: none are left, or they are of different scripts.
    """
    sent, found = sent[:_LONGEST], found[:_LONGEST]
    mine, theirs = _words(sent), _words(found)
    if sorted(mine) == sorted(theirs) or not mine or not theirs:
        return True
    one, other = "".join(mine), "".join(theirs)
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter) and len(shorter) >= _CUT:
        return True
    if _digits(one) != _digits(other):
        return False
    if any(found.count(mark) > sent.count(mark) for mark in _REPLACEMENTS):
        return True
    if _is_latin(one) != _is_latin(other):
        return True
    # Few names come so far, and a window at rest has none.
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE <= matcher.ratio()


def _words(name: str) -> list[str]:
    """Returns the words of a name, without case, accents and signs."""
    import html  # see above

    plain = unicodedata.normalize("NFKC", html.unescape(html.unescape(name)))
    bare = unicodedata.normalize("NFKD", normalize_for_search(plain))
    letters = "".join(one for one in bare if not unicodedata.combining(one))
    return "".join(one if one.isalnum() else " " for one in letters).split()


def _digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(one)) for one in text if one.isdecimal())


def _is_latin(text: str) -> bool:
    return all(one <= _LAST_LATIN for one in text if one.isalpha())
