"""Papers of a sale: whom goods and invoices go to is not who wrote them; who answers for them is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.recognition.language import patterns
from app.recognition.language.names import parse_name
from app.recognition.language.tables import table

_MOST_LINES_ABOVE = 8  # of a title
_MOST_OF_A_TITLE = 6  # words
_MOST_OF_A_BLOCK = 8  # lines
_DETAILS = re.compile(r"@|\d{4}|\bwww\.")
_GAP = re.compile(r"\s{2,}|\t|\s+[|•·]\s+")


def _any_of(name: str) -> str:
    known = {" ".join(words.split()) for words in table("labels")["orders"][name].split(",")}
    return "|".join(sorted(map(re.escape, filter(None, known)), key=len, reverse=True))


_PAPER = re.compile(rf"\W*(?:{_any_of('papers')})(?!\w)", re.IGNORECASE)
_RECEIVER = re.compile(rf"\s*(?:{_any_of('receivers')})\s*(?::\s*(?P<rest>.*)|(?P<alone>$))", re.IGNORECASE)
_OURS = re.compile(rf"\s*(?:{_any_of('ours')})\s*[:.]+\s*(?P<name>\S.*)", re.IGNORECASE)
_THEIRS = re.compile(rf"\s*(?:{_any_of('theirs')})\s*[:.]+\s*\S", re.IGNORECASE)


def without_receivers(lines: Sequence[str]) -> list[str]:
    """Returns the lines of a seller's paper without those about the customer; other texts as they are.

    A paper begins with its title (``Ordrebekreftelse 1044``). Whom it goes to stands behind a label, or below
    it up to a blank line. What our reference is, if it is a person, gets the label of one.
    """
    if not _is_paper(lines):
        return list(lines)
    own = list(_own_lines(lines))
    untitled = [line for line in own if not _PAPER.match(line)]
    is_about_sender = any(patterns.FORM.search(line) or _DETAILS.search(line) for line in untitled)
    return own if is_about_sender else list(lines)


def _is_paper(lines: Sequence[str]) -> bool:
    above = [line for line in lines if line.strip()][:_MOST_LINES_ABOVE]
    return any(_PAPER.match(line) and len(line.split()) <= _MOST_OF_A_TITLE for line in above)


def _own_lines(lines: Sequence[str]) -> Iterator[str]:
    left = 0
    for line in lines:
        receiver = _RECEIVER.match(line)
        if not line.strip():
            left = 0
            yield line
        elif receiver:
            left = _MOST_OF_A_BLOCK
        elif left and not _begins_label(line):
            left -= 1
        else:
            left = 0
            yield from _with_our_person(line)


def _begins_label(line: str) -> bool:
    """Returns True for another label, which ends what a label is about: ``Betaling: 14 dager``."""
    return bool(re.match(r"\s*[^\W\d_][\w .-]{2,30}:", line))


def _with_our_person(line: str) -> Iterator[str]:
    for part in _GAP.split(line.strip()) if _OURS.search(line) or _THEIRS.search(line) else [line]:
        ours = _OURS.match(part)
        if ours and parse_name(ours["name"]):
            yield f"Kontaktperson: {ours['name']}"
        elif not _THEIRS.match(part):
            yield part
