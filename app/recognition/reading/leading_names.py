"""The person whose name a part of a line begins with, or stands behind an office or a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from app.recognition.language import patterns, vocabulary
from app.recognition.language.company_domains import resembles_any_domain
from app.recognition.language.honorifics import academic_title, bare_name, is_credential, is_polite
from app.recognition.language.labels import names_field
from app.recognition.language.names import before_company, fits_mailbox, is_trade_word, parse_name
from app.recognition.language.person_names import Name
from app.recognition.language.postcodes import is_place_name
from app.recognition.reading.findings import PersonBuilder
from app.recognition.reading.line_parts import LinePart
from app.recognition.values.company_texts import names_family
from app.recognition.values.street_lines import is_street

_FIRST_NAME = re.compile(r"[A-ZÆØÅÄÖÜÉ][^\W\d_]{1,14}(?:-[A-ZÆØÅÄÖÜÉ][^\W\d_]{1,14})?")
_FEWEST_OF_A_LIST = 2
_LONGEST_OFFICE = 3  # words
_MOST_OF_A_HEADING = 6  # words
_MOST_OF_AN_OFFICE = 5  # words
_NAMES = re.compile(r",\s+|\s+(?:und|u\.|and|og|och|et|en|y|&)\s+")


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
            rest = _without_credentials(others[0])
            rest = (rest.replace(")", "", 1) if "(" in separator else rest).strip().removesuffix("(").strip()
            return NamedPerson(name, at, line_part.text, "" if is_polite(rest) else rest, salutation=title)
    return _behind_office(line_part, at) or _behind_title(line_part, at)


def _without_credentials(rest: str) -> str:
    """Returns ``vedoucí prodeje`` of ``Ph.D. - vedoucí prodeje``; nothing of a credential alone."""
    if is_credential(rest):
        return ""
    first, *more = re.split(r"\s+[–—-]\s+|,\s+", rest.strip(), maxsplit=1)
    return _without_credentials(more[0]) if more and is_credential(first) else rest.strip()


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


def officers(line_part: LinePart, at: int) -> list[NamedPerson]:
    """Returns those named behind an office or a body: ``Vorstand: Dr. Ina Holm (Vorsitz), Jens Lau``.

    What stands behind a name in brackets, or is an occupation behind its comma, is the title.
    """
    office, colon, rest = line_part.words.partition(":")
    if not colon or not _is_office(office):
        return []
    found: list[NamedPerson] = []
    for text in _NAMES.split(rest.strip()):
        bare, _, behind = text.partition("(")
        if name := parse_name(bare):
            title = behind.strip(" )") if patterns.OCCUPATION.search(behind) else office.strip()
            found.append(
                NamedPerson(name, at, line_part.text, title, salutation=academic_title(bare.strip()))
            )
        elif found and patterns.OCCUPATION.search(text):
            found[-1].rest = text.strip()
        else:
            break
    # Who answers for a page need not work for the company, unless it is said what they do there.
    return [who for who in found if who.rest != office.strip() or not patterns.PUBLICATION.search(office)]


def _is_office(text: str) -> bool:
    """Returns True for an office, or a body of a company other than the one that supervises it."""
    if len(text.split()) > _MOST_OF_AN_OFFICE or patterns.SUPERVISION.search(text):
        return False
    words = text.lower().replace(" ", "-")
    return words in vocabulary.OFFICES or bool(patterns.OCCUPATION.search(text))


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


def signed_first_name(
    line_parts: Sequence[LinePart], used: set[int], domains: Sequence[str]
) -> Iterator[NamedPerson]:
    """Yields who signs with the first name alone, above a number, a title or the company."""
    at = next((at for at, part in enumerate(line_parts) if part.words or part.numbers), 0)
    if not line_parts or at + 1 >= len(line_parts) or at in used:
        return
    word, below = bare_name(line_parts[at].words), line_parts[at + 1]
    # Some first names are those of towns, too: what has a block of its own is no part of an address.
    is_place = is_place_name(word) and line_parts[at].block == below.block
    is_other = patterns.TITLE.search(word) or is_trade_word(word) or is_place
    # What has a block of its own is somebody who signs: "Lotta" above "Lottas Keramik".
    is_of_company = resembles_any_domain(word, domains) and line_parts[at].block == below.block
    is_company = is_street(below.words) or is_of_company
    if _FIRST_NAME.fullmatch(word) and not is_other and not is_company:
        yield NamedPerson(Name(word, "", ""), at, line_parts[at].text)


def listed_first_names(
    line_parts: Sequence[LinePart], used: set[int], people: Sequence[NamedPerson]
) -> Iterator[NamedPerson]:
    """Yields those of a list who are named by the first name alone, above an occupation and a number.

    They stand in blocks of their own, below or above the other `people` of the list.
    """
    taken = {line_parts[who.at].block for who in people if who.at >= 0}
    for at, (part, below) in enumerate(pairwise(line_parts)):
        is_first = at == 0 or line_parts[at - 1].block != part.block
        if (
            at in used
            or not is_first
            or part.block in taken
            or not _FIRST_NAME.fullmatch(part.words)
            or part.numbers
            or part.mails
        ):
            continue
        block = [one for one in line_parts[at + 1 :] if one.block == part.block]
        can_be_reached = any(one.numbers or one.mails for one in block)
        is_titled = below.block == part.block and patterns.OCCUPATION.search(below.words)
        is_other = patterns.TITLE.search(part.words) or is_trade_word(part.words) or names_field(part.words)
        if can_be_reached and is_titled and not is_other:
            yield NamedPerson(Name(part.words, "", ""), at, part.text)


def is_bare(who: NamedPerson, line_parts: Sequence[LinePart], people: Sequence[NamedPerson]) -> bool:
    """Returns True for a name with nothing but details below it, after two of the same list."""
    if len(people) < _FEWEST_OF_A_LIST or who.rest:
        return False
    block = line_parts[who.at].block
    return [at for at, part in enumerate(line_parts) if part.block == block and part.words] == [who.at]


def is_above_own_firm(who: NamedPerson, line_parts: Sequence[LinePart]) -> bool:
    """Returns True for a name right above a firm that bears it: ``Ole Wiig`` above ``Wiig Takservice``."""
    below = line_parts[who.at + 1] if who.at + 1 < len(line_parts) else None
    if below is None or below.block != line_parts[who.at].block:
        return False
    firm = re.sub(r"\s\([^()]*\)$", "", below.words)
    family = who.name.last.split()[-1:]  # "Pieter de Wit" above "De Wit Stukadoors"
    return bool(family) and names_family(firm, family)


def has_title(who: NamedPerson, line_parts: Sequence[LinePart]) -> bool:
    """Returns True if an occupation stands behind or right below a name."""
    part_below = next((part for part in line_parts[who.at + 1 :] if part.words), None)
    below = part_below.words if part_below else ""
    is_labelled = part_below is not None and part_below.promised == "title"
    return is_labelled or any(
        patterns.OCCUPATION.search(before_company(text)) for text in (who.rest, below) if ":" not in text
    )


def are_signing(one: NamedPerson, other: NamedPerson, line_parts: Sequence[LinePart]) -> bool:
    """Returns True for two in one block, each with an occupation."""
    blocks = {line_parts[who.at].block for who in (one, other)}
    return len(blocks) == 1 and has_title(one, line_parts) and has_title(other, line_parts)


def holder_above(
    at: int, people: Sequence[NamedPerson], line_parts: Sequence[LinePart]
) -> NamedPerson | None:
    """Returns the person whose block a mailbox stands in, if it is the only one there."""
    block = line_parts[at].block
    there = [who for who in people if who.at >= 0 and line_parts[who.at].block == block]
    mails = {mail for part in line_parts if part.block == block for mail in part.mails}
    return there[0] if len(there) == len(mails) == 1 else None


def has_role_below(who: NamedPerson, line_parts: Sequence[LinePart]) -> bool:
    """Returns True if a word of titles, or a company, stands below a name: ``Technischer Vertrieb``."""
    block = line_parts[who.at].block
    below = [part.words for part in line_parts[who.at + 1 : who.at + 3] if part.block == block]
    return any(patterns.TITLE.search(words) or patterns.FORM.search(words) for words in below)


def add_academic_titles(
    people: Sequence[NamedPerson], line_parts: Sequence[LinePart], used: set[int]
) -> None:
    """Adds the academic title that stands in a line of its own, right below a name or above it."""
    for who in (one for one in people if one.at >= 0 and not one.salutation):
        for at in (who.at + 1, who.at - 1):
            words = line_parts[at].words.strip() if 0 <= at < len(line_parts) else ""
            is_free = words and at not in used
            # "Dipl. Architekt ETH" is an occupation.
            if is_free and academic_title(words) == words and not patterns.OCCUPATION.search(words):
                who.salutation = words
                used.add(at)
                break
