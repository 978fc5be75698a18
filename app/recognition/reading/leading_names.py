"""The person whose name a part of a line begins with, or stands behind an office or a title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.recognition.language import patterns
from app.recognition.language.honorifics import academic_title, bare_name, is_credential, is_polite
from app.recognition.language.names import fits_mailbox, parse_name
from app.recognition.language.person_names import Name
from app.recognition.reading.findings import PersonBuilder
from app.recognition.reading.line_parts import LinePart

_LONGEST_OFFICE = 3  # words
_MOST_OF_A_HEADING = 6  # words


@dataclass
class NamedPerson:
    """A person whose name stands in the part with index `at` (-1: in the header of a mail).

    `rest` holds the words after the name in that part.
    """

    name: Name
    at: int
    snippet: str
    rest: str = ""
    mail: str = ""
    mail_snippet: str = ""
    salutation: str = ""
    builder: PersonBuilder = field(default_factory=lambda: PersonBuilder({}))


def leading_name(line_part: LinePart, at: int) -> NamedPerson | None:
    """Returns the person named at the beginning of a part, with the words after the name."""
    title = academic_title(line_part.words)
    if name := parse_name(line_part.words):
        return NamedPerson(name, at, line_part.text, salutation=title)
    for separator in (r",\s+", r"\s+[–—-]\s+", r"\s+/\s+", r"\s*:\s+", r"\s+\((?=[^)]{3,60}\))", r"\s{2,}"):
        first, *others = re.split(separator, line_part.words, maxsplit=1)
        if others and (name := parse_name(first)):
            rest = "" if is_credential(others[0]) else others[0].strip()
            rest = rest.replace(")", "", 1).strip() if "(" in separator else rest
            return NamedPerson(name, at, line_part.text, "" if is_polite(rest) else rest, salutation=title)
    return _behind_office(line_part, at) or _behind_title(line_part, at)


def _behind_title(line_part: LinePart, at: int) -> NamedPerson | None:
    """Returns the person right behind an occupation: ``Prosjektleder Nina Solbakken``."""
    words = line_part.words.split()
    for count in range(1, min(len(words) - 1, _LONGEST_OFFICE + 1)):
        title, rest = " ".join(words[:count]), " ".join(words[count:])
        occupation = [match for match in patterns.OCCUPATION.finditer(title) if match.end() == len(title)]
        if occupation and (name := parse_name(rest)):
            return NamedPerson(name, at, line_part.text, title, salutation=academic_title(rest))
    return None


def _behind_office(line_part: LinePart, at: int) -> NamedPerson | None:
    """Returns the person behind an office: ``Daglig leder: Kari Lie``."""
    office, colon, rest = line_part.words.partition(":")
    name = parse_name(rest) if colon and len(office.split()) <= _LONGEST_OFFICE else None
    if name is None or not patterns.OCCUPATION.search(office):
        return None
    return NamedPerson(name, at, line_part.text, office.strip(), salutation=academic_title(rest.strip()))


def office_of_heading(text: str) -> str:
    """Returns the office of a heading above the names of who holds it; empty for other lines.

    ``Vertreten durch die Geschäftsführer:`` and ``Daglig leder:`` are such headings.
    """
    is_heading = text.rstrip().endswith(":") and len(text.split()) <= _MOST_OF_A_HEADING
    office = patterns.OCCUPATION.search(text) if is_heading and not re.search(r"\d", text) else None
    return text[office.start() :].rstrip(" :") if office else ""


def lone_first_name(line_parts: Sequence[LinePart], mail: str) -> NamedPerson | None:
    """Returns the person of a lone first name, such as ``Jonas`` above ``jonas@example.de``."""
    for at, line_part in enumerate(line_parts):
        word = bare_name(line_part.words)
        name = Name(word, "", "")
        if word.isalpha() and word[0].isupper() and fits_mailbox(name, mail):
            return NamedPerson(name, at, line_part.text, mail=mail)
    return None
