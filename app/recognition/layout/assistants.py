"""Secretaries and assistants beside somebody: their numbers are theirs, not those of who signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from app.recognition.language.labels import FAX, MOBILE, kinds_before
from app.recognition.language.names import parse_name
from app.recognition.language.tables import phrases

_MOST_LINES = 500
_LONGEST = 200  # characters
_PHRASES = "|".join(sorted(map(re.escape, phrases("labels", "lines", "assistants")), key=len, reverse=True))
_LABEL = re.compile(
    rf"\s*(?P<label>{_PHRASES})(?:\s(?:til|to|of|för|for|für|von|van|de)\s[^:\d@]{{2,40}})?\s*:\s*(?=\S)",
    re.IGNORECASE,
)
# "Contact my assistant Amy Holt, 01632 960120"
_IN_PROSE = re.compile(
    rf"(?:^|.{{0,60}}\s)(?P<label>{_PHRASES})\s(?=[A-ZÆØÅÄÖÜÉ][^\W\d_]+\s[A-ZÆØÅÄÖÜÉ])", re.IGNORECASE
)
_END_OF_NAME = re.compile(r",|;|\s[|–—/·•-]\s|\s\(|\s(?=[+(]?\d)|\t|\s(?=\S+@)")
_VALUES = re.compile(
    r"(?P<mail>[\w.+-]{1,64}@[\w.-]{3,80}\w)|(?P<number>(?:\+|\((?=\d{1,6}\)))?\d[\d ()/.–-]{4,20}\d)"
)
_PLACES = ("sekretariat", "sekretariatet", "secrétariat", "secretariaat", "vorzimmer", "office of")
_LABEL_OF_NOBODY = "Assistent"
"""The label of numbers that answer for somebody who signs; see `phone.assistant` of the labels."""


def with_assistants_apart(lines: Sequence[str]) -> list[str]:
    """Returns the lines with whoever answers for somebody in blocks of their own, at the end.

    ``PA: Amy Holt, T: 01632 960120`` is a person with a title and a number. Without a name, and below
    somebody's, the number gets a label that says whose it is.
    """
    if len(lines) > _MOST_LINES:
        return list(lines)
    kept, apart = list[str](), list[str]()
    for at, line in enumerate(lines):
        label = (_LABEL.match(line) or _IN_PROSE.match(line)) if 0 < len(line) <= _LONGEST else None
        if label is None or _is_in_a_list(lines, at):
            kept.append(line)
            continue
        rest = line[label.end() :]
        name = _END_OF_NAME.split(rest, maxsplit=1)[0].strip()
        is_named = parse_name(name) is not None
        values = list(_values(rest[len(name) :] if is_named else rest))
        if is_named and values:
            apart += ["", name, *_title(label["label"]), *values]
        elif label.re is _LABEL and values and _is_below_somebody(lines, at):
            kept += [one.replace(_OWN, f"{_LABEL_OF_NOBODY}: ") for one in values]
        else:
            kept.append(line)
    return kept + apart


_OWN = "Personal: "


def _is_in_a_list(lines: Sequence[str], at: int) -> bool:
    """Returns True for one of several offices with the names of who holds them, as boards have them."""
    beside = (lines[index] for index in (at - 1, at + 1) if 0 <= index < len(lines))
    parted = (line[:_LONGEST].partition(":") for line in beside)
    return any(
        colon and parse_name(_END_OF_NAME.split(rest.strip(), maxsplit=1)[0]) for _, colon, rest in parted
    )


def _title(label: str) -> Iterator[str]:
    if label.lower() not in _PLACES:
        yield f"Title: {label}"


def _values(text: str) -> Iterator[str]:
    """Yields the mailbox and the numbers behind a name, each with its label, else that of their own."""
    end = 0
    for match in _VALUES.finditer(text):
        kinds = kinds_before(text[end : match.start()])
        label = "Fax: " if FAX in kinds else "Mobile: " if MOBILE in kinds else _OWN
        yield match["mail"] or f"{label}{match['number']}"
        end = match.end()


def _is_below_somebody(lines: Sequence[str], at: int) -> bool:
    """Returns True if a person's name stands above a line in its block."""
    above = takewhile(str.strip, reversed(lines[max(0, at - 8) : at]))
    return any(parse_name(re.split(r",\s|\s[|–—-]\s", line)[0]) for line in above)
