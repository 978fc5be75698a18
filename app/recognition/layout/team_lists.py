"""Lists of people: each gets a block of their own, and the departments above them go."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from app.recognition.language import patterns, vocabulary
from app.recognition.language.names import is_trade_word, parse_name

_MOST_LINES = 1000
_FEWEST_PEOPLE = 2
_LONGEST = 160  # characters
_MOST_OF_A_DEPARTMENT = 5  # words
_MOST_OF_A_PERSON = 7  # lines
_BETWEEN = re.compile(r",\s|\s[|–—•·/-]\s|\t| {3,}|:\s|\s\(|;")
_DETAILS = re.compile(r"\S@\S|\d{2}[\d .()/-]{3,}\d")
_AREAS = frozenset((*vocabulary.DEPARTMENTS, *vocabulary.AREA_WORDS))
_ENDS = (
    "avdeling",
    "avdelingen",
    "avdelning",
    "avdelningen",
    "afdeling",
    "afdelingen",
    "abteilung",
    "osasto",
)
_JOINING = frozenset(
    vocabulary.split_words("og och und and en et ja & + / de la des du the der die das team vårt our")
)


def with_people_apart(lines: Sequence[str]) -> list[str]:
    """Returns the lines of a list with a blank line above each person, and without their departments.

    At least two must be named, each with an occupation and a number or a mailbox. A department is a line of
    nothing but its words right above a name: it is no title of who stands above or below it.
    """
    if not _FEWEST_PEOPLE <= len(lines) <= _MOST_LINES:
        return list(lines)
    named = [at for at, line in enumerate(lines) if _names_person(line)]
    ends = [*named[1:], len(lines)]
    people = list(zip(named, ends, strict=False))
    listed = {at for at, end in people if _is_listed(lines, at, end)}
    if len(listed) < _FEWEST_PEOPLE:
        return list(lines)
    # One of them may have no occupation: the department above is none, either.
    return list(_parted(lines, listed | {at for at, end in people if _has_details(lines, at, end)}))


def _parted(lines: Sequence[str], listed: Collection[int]) -> Iterator[str]:
    for at, line in enumerate(lines):
        if is_department(line) and _below(lines, at) in listed and _ends_a_person(lines, at):
            yield ""
            continue
        if at in listed:
            yield ""
        yield line


def _below(lines: Sequence[str], at: int) -> int:
    """Returns the index of the next line that is not blank, over at most two that are."""
    return next((index for index in range(at + 1, min(at + 4, len(lines))) if lines[index].strip()), -1)


def _ends_a_person(lines: Sequence[str], at: int) -> bool:
    """Returns True unless a line right below a name may be that person's title: ``Innkjøp``."""
    above = lines[at - 1] if at else ""
    return not above.strip() or bool(_DETAILS.search(above)) or is_department(above)


def _names_person(line: str) -> bool:
    """Returns True for a line that begins with a name, with or without more behind it."""
    first = _BETWEEN.split(line.strip(" *•-–"), maxsplit=1)[0] if len(line) <= _LONGEST else ""
    return bool(first) and parse_name(first) is not None


def _is_listed(lines: Sequence[str], at: int, end: int) -> bool:
    """Returns True if an occupation stands beside or below a name, and a number or a mailbox near it."""
    beside = _BETWEEN.split(lines[at].strip(" *•-–"), maxsplit=1)[1:]
    below = _below(lines, at)
    titles = [*beside, lines[below] if at < below < end else ""]
    return any(map(patterns.OCCUPATION.search, titles)) and _has_details(lines, at, end)


def _has_details(lines: Sequence[str], at: int, end: int) -> bool:
    return any(map(_DETAILS.search, lines[at : min(end, at + _MOST_OF_A_PERSON)]))


def is_department(line: str) -> bool:
    """Returns True for a line that names a part of a company and nothing else: ``Salg og marked``."""
    words = re.findall(r"[^\W\d_]+|[&+/\d@]", line.lower())
    if not 0 < len(words) <= _MOST_OF_A_DEPARTMENT or not line.strip(" *•-–")[:1].isupper():
        return False
    telling = [word for word in words if word not in _JOINING]
    return bool(telling) and all(
        word in _AREAS or word.endswith(_ENDS) or is_trade_word(word) for word in telling
    )
