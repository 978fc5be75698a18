"""The parts of a cell that names people, and what stands in each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from app.recognition.cells.cell_people import parsed_name, says_work, without_title
from app.recognition.language.honorifics import bare_name, is_addressed
from app.recognition.language.person_names import is_particle
from app.recognition.people.values_beside import without_values

AND: Final = r"(?:&|\+|u\.|o\.|og|och|und|and|en|et|ja|samt|sowie|eller|el\.|oder|or)"
"""What stands between people, as a part of an expression."""
_LISTED: Final = re.compile(
    rf"(?P<sure>(?<=>)\s*,\s*|\s*[\n;|•·]\s*)|\s+/\s+|(?<=[^\W\d_])/(?=[^\W\d_]{{2}})|,?\s+{AND}\s+"
    r"|\s+[-–—]\s+|\s{2,}|\t"
)
_INITIAL: Final = re.compile(r"(?<!\w)[ou]\.")
_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]*[)\]]")
NAME: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’-])*")


@dataclass
class Piece:
    """A part of a cell between commas: a name, what somebody is, or values alone."""

    text: str
    told: list[tuple[str, str]]

    @cached_property
    def read(self) -> tuple[str, str]:
        """The name and the title in it."""
        return without_title(self.text) if self.text else ("", "")

    @cached_property
    def is_whole(self) -> bool:
        """True for a first and a last name."""
        name = self.read[0]
        return bool(name) and parsed_name(name.title() if name.islower() else name) is not None

    @property
    def is_one_word(self) -> bool:
        """True for what may be a first name or a surname, but is no title."""
        return bool(NAME.fullmatch(self.text)) and self.text[:1].isupper() and not says_work(self.text)

    @property
    def is_addressed(self) -> bool:
        """True for a name with a form of address: ``Frau Müller``, ``Dr. Hans Meier``."""
        bare = bare_name(self.text)
        return bare != self.text and bool(bare) and self.text.endswith(bare)

    @property
    def is_of_somebody(self) -> bool:
        """True for a name with a form of address, whatever stands behind it: ``Hr. Vogt (Leiter)``."""
        return is_addressed(self.text) and bool(bare_name(self.text))

    @property
    def is_of_names(self) -> bool:
        """True for words such as stand before or behind the comma of a name whose surname comes first."""
        words = bare_name(self.text).split()
        return all(NAME.fullmatch(word) and (word[0].isupper() or is_particle(word)) for word in words)


def parts_of(text: str) -> tuple[list[str], bool]:
    """Returns the parts of a cell, and whether signs part them that are in no name: lines, semicolons.

    "Salgs- og markedssjef" and "Salg/marked" stay together; so does what is in brackets.
    """
    masked = _BRACKETS.sub(lambda match: "(" * len(match[0]), text)
    if text.isupper():
        masked = _INITIAL.sub(lambda match: match[0].upper(), masked.lower())  # "KARI OG PER O. MOE"
    parts, start, is_sure = [""], 0, False
    ends = [(match.start(), match.end(), match) for match in _LISTED.finditer(masked)]
    between = ""
    for begin, end, match in [*ends, (len(text), len(text), None)]:
        part = text[start:begin]
        if part.strip():
            is_weak = not between.strip(" \t\u00a0-–—")
            is_glued = bool(between) and not _begins_person(parts[-1], part, is_weak=is_weak)
            if is_glued:
                parts[-1] += between + part
            else:
                parts.append(part.strip())
            between = ""
        if match is not None:
            is_line = match["sure"] is not None
            is_sure = is_sure or (is_line and bool(part.strip()) and bool(text[end:].strip()))
            between = "" if is_line else between or match[0]
        start = end
    return [part for part in parts if part], is_sure


def _begins_person(before: str, part: str, *, is_weak: bool) -> bool:
    """Returns True for a part behind an "and" or a slash that is about somebody else.

    Dashes and blanks part two whole names alone.
    """
    piece = piece_of(part.partition(",")[0])
    if is_weak or not before:
        return piece.is_whole and piece_of(before.rpartition(",")[2]).is_whole
    return piece.is_whole or piece.is_one_word or piece.is_addressed or bool(piece.told)


def pieces_of(part: str) -> list[Piece]:
    """Returns what commas part, those in brackets left alone."""
    masked = _BRACKETS.sub(lambda match: "(" * len(match[0]), part)
    pieces, start = [], 0
    for end in [*(match.start() for match in re.finditer(",", masked)), len(part)]:
        if part[start:end].strip():
            pieces.append(piece_of(part[start:end]))
        start = end + 1
    return [piece for piece in pieces if piece.text or piece.told]


def piece_of(text: str) -> Piece:
    bare, told = without_values(text.strip())
    return Piece(bare.strip(), told)
