"""Decides if a name, or another value, can be what a server has made of another.

Servers and their filters collapse blanks, cut names at the length of a column, change quotes, escape HTML,
write ss for ß, capitals, or Latin letters for those of another script. They write codes without blanks,
phones without their extension, and web addresses with or without www.

Whoever compares values of records asks here, whichever form they have: carriers (`same_record`) or JSON
(`app.model.additions.merging`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import Final

from app.model.text_normalization import equal_ignoring_case, normalize, normalize_for_search

# So much of two names has to be the same; "Fjord AS" and "Fjell AS" have four letters of seven in common.
_ALIKE: Final = 0.75
# A name that was cut is no shorter: no column is.
_CUT: Final = 20
# No column holds more; an answer may have megabytes.
_LONGEST: Final = 1000
_LAST_LATIN: Final = "\u024f"
# What stands for a letter that a server cannot hold.
_REPLACEMENTS: Final = "?\ufffd"
# No column is shorter; less of a text may be another's as well.
_CUT_VALUE: Final = 8
_CUT_EMAIL: Final = 6
# Postcodes have four, numbers of companies more; less is a part of a code with letters.
_CODE_DIGITS: Final = 4
_SUBSCRIBER_DIGITS: Final = 6
_EXTENSION_DIGITS: Final = 6
# No column holds more; an answer may have megabytes.
_LONGEST_VALUE: Final = 10_000
# Six digits or more, then what no number has.
_BEFORE_EXTENSION: Final = re.compile(r"(?:[^\w#;,]*\d){6,}[^\w#;,]*(?=[^\W\d]|[#;,])")
_NO_LETTER_OR_DIGIT: Final = re.compile(r"[\W_]+")
_NOT_A_DIGIT: Final = re.compile(r"\D+")
_NO_ASCII: Final = re.compile(r"[^a-z0-9]+")


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


class ValueKind(Enum):
    """How a value is compared."""

    TEXT = auto()
    CODE = auto()
    """What people write with and without blanks and dots. Of other texts they may tell 1.5 from 15."""
    PHONE = auto()
    WEB = auto()
    EMAIL = auto()


KINDS: Final[Mapping[str, ValueKind]] = {
    **dict.fromkeys(("OrgNr", "Zipcode"), ValueKind.CODE),
    **dict.fromkeys(("Urls", "Domains"), ValueKind.WEB),
    **dict.fromkeys(("Phones", "Faxes", "InternetPhones", "MobilePhones", "OfficePhones"), ValueKind.PHONE),
    **dict.fromkeys(("PrivatePhones", "OtherPhones"), ValueKind.PHONE),
    "Emails": ValueKind.EMAIL,
}
"""By the server's name of the property; everything else is a text."""


def is_same_value(kind: ValueKind, mine: str, theirs: str) -> bool:
    """Returns True if both have one meaning, whoever has written them."""
    return _SAME[kind](mine, theirs)


def can_have_become(kind: ValueKind, mine: str, theirs: str) -> bool:
    """Returns True if a server can have made `theirs` of `mine`: it is the same, cut, or has signs replaced.

    A server that keeps nothing of it is another matter.
    """
    mine, theirs = mine[:_LONGEST_VALUE], theirs[:_LONGEST_VALUE]
    if is_same_value(kind, mine, theirs):
        return True
    return bool(theirs.strip()) and kind is not ValueKind.PHONE and _is_made_of(kind, mine, theirs)


def bare_code(text: str) -> str:
    """Returns what codes are compared by: "914 778 271" is "914778271"."""
    return _NO_LETTER_OR_DIGIT.sub("", normalize(text)) or text.strip()


def bare_web_address(text: str) -> str:
    """Returns a web address, or domain, without what some write: the scheme, www and the last slash."""
    return re.sub(r"^\w+://", "", normalize(text)).removeprefix("www.").rstrip("/")


def _is_same_phone(mine: str, theirs: str) -> bool:
    """By digits; the prefix of the country or of the area may have been added, changed or taken away.

    So may an extension, but two different ones are two phones.
    """
    if have_same_digits(mine, theirs):
        return True
    one, other = _without_extension(mine), _without_extension(theirs)
    return (one == mine) != (other == theirs) and have_same_digits(one, other)


def have_same_digits(mine: str, theirs: str) -> bool:
    """Returns True for one number, with or without the prefix of a country or area."""
    one, other = (_NOT_A_DIGIT.sub("", text).lstrip("0") for text in (mine, theirs))
    if not one or not other:
        return equal_ignoring_case(mine, theirs)
    if min(len(one), len(other)) < _SUBSCRIBER_DIGITS:
        return one == other
    return one[-_SUBSCRIBER_DIGITS:] == other[-_SUBSCRIBER_DIGITS:]


def _without_extension(phone: str) -> str:
    """Returns the number alone of "22 33 44 55 ext. 12"; two numbers stay two."""
    found = _BEFORE_EXTENSION.match(phone[:_LONGEST_VALUE])
    if not found or len(_NOT_A_DIGIT.sub("", phone[found.end() :])) > _EXTENSION_DIGITS:
        return phone
    return found[0]


def _is_made_of(kind: ValueKind, mine: str, theirs: str) -> bool:
    if any(theirs.count(mark) > mine.count(mark) for mark in _REPLACEMENTS):
        one, other = (_NO_ASCII.sub("", text.casefold()) for text in (mine, theirs))
        if one == other or _is_beginning(other, one, _CUT_VALUE):
            return True
    if kind is ValueKind.EMAIL:
        return _is_beginning(normalize(theirs), normalize(mine), _CUT_EMAIL)
    if kind is ValueKind.WEB:
        return _is_beginning(bare_web_address(theirs), bare_web_address(mine), _CUT_VALUE)
    if kind is ValueKind.CODE:
        one, other = (_NOT_A_DIGIT.sub("", text) for text in (mine, theirs))
        return one == other and len(one) >= _CODE_DIGITS
    one, other = ("".join(_words(text)) for text in (mine, theirs))
    return (one == other and bool(one)) or _is_beginning(other, one, _CUT_VALUE)


def _is_beginning(part: str, whole: str, least: int) -> bool:
    return len(part) >= least and whole.startswith(part)


_SAME: Final[Mapping[ValueKind, Callable[[str, str], bool]]] = {
    ValueKind.TEXT: equal_ignoring_case,
    ValueKind.EMAIL: equal_ignoring_case,
    ValueKind.CODE: lambda mine, theirs: bare_code(mine) == bare_code(theirs),
    ValueKind.WEB: lambda mine, theirs: bare_web_address(mine) == bare_web_address(theirs),
    ValueKind.PHONE: _is_same_phone,
}
