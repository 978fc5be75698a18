"""Forms of address, academic titles and degrees, which are no part of a person's name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from app.recognition.language import patterns, vocabulary
from app.recognition.language.tables import table

_FEWEST_NAMES = 2
LONGEST_NAME = 400
"""Characters of somebody's name with all that is written around it; what is longer is none."""


def _any_of(expressions: Iterable[str]) -> str:
    return "|".join(sorted(expressions, key=len, reverse=True))


def _known(section: str) -> list[str]:
    return [expression for language in table("honorifics")[section].values() for expression in language]


_BEFORE = re.compile(rf"(?>(?:{_any_of([*_known('polite'), *_known('academic')])})\s++)++", re.IGNORECASE)
_POLITE = re.compile(rf"(?:{_any_of(_known('polite'))})(?:\s+|$)", re.IGNORECASE)
# Two forms of address: of two people, or of one of whom it is not known which.
_PAIR = re.compile(
    rf"(?:{_any_of(_known('polite'))})(?P<between>\s?/\s?|\s(?:&|\+|u\.?|o\.?|og|och|und|and|en|et)\s)"
    rf"(?P<second>{_any_of(_known('polite'))})(?P<end>\s+|$)",
    re.IGNORECASE,
)
_ACADEMIC = re.compile(rf"(?:{_any_of(_known('academic'))})\s+", re.IGNORECASE)
# Each word counts as one thing alone, without going back: tried as another as well, every word more would
# double the time that a name takes.
_BEHIND = re.compile(
    rf"(?<![,\s])(?>[,\s]++(?:(?:{_any_of(_known('behind'))})(?=$|[\s,(])"
    r"|\((?:hons|fh|tu|oxon|cantab|mnif|mna|mnef|h)\.?\)"
    # Letters of a society or a degree: "MRCVS", "FRICS", "MNEF".
    r"|(?-i:[B-DF-HJ-NP-TV-XZ]{2,6})(?=$|[\s,(])"
    # Small letters within: "CiLCA", "MBChB", "BScEcon"; not "McD".
    r"|(?-i:(?!Mc|Mac|O['’])[A-Z]{1,4}[a-z]{1,2}[A-Z]{1,4}[a-z]?)(?=$|[\s,(]))"
    r"|\s*+,[,\s]*+(?-i:[A-Z]{2,6})(?=$|[\s,(]))++\s*+$",
    re.IGNORECASE,
)
_PRONOUNS = re.compile(
    r"(?<!\s)\s*+\(?\b(?:she|he|they|hun|han|hon|hen|sie|er)\s*[/|]\s*"
    r"(?:her|him|them|henne|ham|honom|hen|hens|ihr|ihm)s?\b(?:\s*/\s*\w+)?\)?",
    re.IGNORECASE,
)


# A nickname between first and last name: Mikael "Micke" Sundqvist.
_NICKNAME = re.compile(r"""(?<!\s)\s++["“”„«»'‘’][^\W\d_]{2,15}["“”„«»'‘’]\s+(?=[^\W\d_])""")
# R.J. (Rob) Mulder, J.W. (Jan Willem) Bakker
_CALL_NAME = re.compile(r"(?<=\.)\s\([^\W\d_]+(?:[ -][^\W\d_]+)?\)(?=\s)")
_MARKS = dict.fromkeys(map(ord, "®™©"))


@lru_cache(maxsize=256)
def bare_name(text: str) -> str:
    """Removes honorifics, degrees and pronouns from a name."""
    if len(text) > LONGEST_NAME:
        return text.strip(" ,")
    text = _PRONOUNS.sub("", text).translate(_MARKS).strip(" ,;:-–")
    text = _NICKNAME.sub(" ", text)
    text = _CALL_NAME.sub("", text)
    if honorific := _BEFORE.match(f"{text} "):
        text = text[honorific.end() :].strip()
    letters = _BEHIND.search(text)
    if letters is None or not is_credential(letters.group()):
        return text.strip(" ,")
    # In capitals alone, letters of a society stand behind a whole name: "LIE, KARI" is one.
    named = [word for word in text[: letters.start()].split() if word.lower() not in vocabulary.PARTICLES]
    if text.isupper() and ("," not in text or len(named) < _FEWEST_NAMES):
        return text.strip(" ,")
    return text[: letters.start()].strip(" ,")


def is_credential(text: str) -> bool:
    """Returns True for the letters of a degree or a society behind a name, not for ``CEO`` and ``ApS``."""
    if len(text) > LONGEST_NAME:
        return False
    is_other = patterns.TITLE.search(text) or patterns.FORM.search(text)
    return bool(_BEHIND.fullmatch(f", {text.strip(' ,')}")) and not is_other


def is_polite(text: str) -> bool:
    """Returns True for a form of address: ``Mr.``, ``Frau``."""
    return bool(_POLITE.fullmatch(text))


def is_addressed(text: str) -> bool:
    """Returns True for what a form of address begins: ``Frau Müller``, ``Hr Nilsen``."""
    return bool(_POLITE.match(text))


def without_pair(text: str) -> tuple[str, bool]:
    """Returns a name with the second of two forms of address, and whether they are of two people.

    ``Mr & Mrs Jones`` are two, ``Dhr/Mevr Smit`` is one.
    """
    pair = _PAIR.match(text)
    return (text[pair.start("second") :], "/" not in pair["between"]) if pair else (text, False)


def academic_title(text: str) -> str:
    """Returns the academic title before a name: ``Dr.`` of ``i. V. Dr. Weber``; empty if there is none."""
    text = f"{text.strip()} "
    honorific = _BEFORE.match(text)
    if honorific is None:
        return ""
    # Whether a form of address is one may depend on the name that follows: "M. Luc MOREL"; "mr." is one
    # unless a Dutch degree follows: "mr. drs.".
    title, end = "", 0
    while end < honorific.end():
        word = _ACADEMIC.match(text, end) or _POLITE.match(text, end)
        if word is None:
            break
        title += word.group() if word.re is _ACADEMIC else ""
        end = word.end()
    return (title + text[end : honorific.end()]).strip()
