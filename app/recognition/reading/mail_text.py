"""Reads a mail signature, a whole mail, or names with addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.model.carriers.lists import Country
from app.model.internet_domains import domain_of_email
from app.recognition.language import patterns
from app.recognition.language.company_domains import resembles_domain
from app.recognition.language.names import parse_name
from app.recognition.language.person_names import Name, in_reading_order
from app.recognition.lines.prose_people import is_told, lines_of_contact
from app.recognition.reading.findings import FoundValue, RecognitionResult
from app.recognition.reading.mail_trimming import extract_signature, mailboxes
from app.recognition.reading.region_hints import region_of_words
from app.recognition.reading.signature import SignatureReader

# How many quoted mails are tried if the newer ones say nothing about their writers.
_DEEPEST = 5
_MOST_LINES_OF_HEADERS = 200
_LONGEST_HEADER = 1000


def read_text(text: str, region: str = "", countries: Sequence[Country] = ()) -> RecognitionResult:
    """Reads the newest part of a mail; if it holds no details, the quoted mail below it.

    Where nothing is left, a contact that its sentences tell of counts.

    Where it names a person without a company, what the same person wrote below an older mail is added.

    The words of the whole text may tell better than `region` how its numbers are meant.
    """
    region = region_of_words(text, region)
    whole = text
    for depth in range(_DEEPEST):
        trimmed = extract_signature(text)
        found = SignatureReader(trimmed, region, countries).read().result()
        is_note = is_told(whole)
        if is_note and found.persons and (told := _told_of(whole, found, region, countries)):
            return told
        if found and (found.persons or not is_note):
            found = _with_own_mailbox(found, trimmed.older_part)
            lacks = len(found.persons) == 1 and not any(one.path == "Name" for one in found.company)
            older = trimmed.older_part if lacks else ""
            return _completed(found, older, region, countries, _DEEPEST - depth)
        if found or not trimmed.older_part.strip():
            break
        text = trimmed.older_part
    contact = _contact_of(whole, region, countries)
    return contact if contact.persons or not found else found


def _contact_of(text: str, region: str, countries: Sequence[Country]) -> RecognitionResult:
    told = "\n".join(lines_of_contact(text))
    return SignatureReader(extract_signature(told), region, countries).read().result()


def _told_of(
    text: str, found: RecognitionResult, region: str, countries: Sequence[Country]
) -> RecognitionResult | None:
    """Returns the contact of a note if words of its sentence got into the company: ``Husk Café Lind``."""
    contact = _contact_of(text, region, countries)
    name, told = (
        next((one.value for one in result.company if one.path == "Name"), "") for result in (found, contact)
    )
    return contact if told and name != told and name.endswith(told) else None


def _completed(
    found: RecognitionResult, older: str, region: str, countries: Sequence[Country], depth: int
) -> RecognitionResult:
    """Adds what the same person wrote below an older mail of the thread: the answer is signed in short."""
    for _ in range(depth):
        if not older.strip():
            break
        trimmed = extract_signature(older)
        below = SignatureReader(trimmed, region, countries).read().result()
        same = [one for one in below.persons if _is_same(one, found.persons[0])]
        if same and len(below.persons) == 1:
            person = _joined(found.persons[0], same[0])
            return replace(found, company=_joined(found.company, below.company), persons=(person,))
        older = trimmed.older_part
    return found


def _with_own_mailbox(found: RecognitionResult, older: str) -> RecognitionResult:
    """Adds the mailbox that headers of older mails name beside the only person: who answers was written to.

    One of another company than the text names is an old one.
    """
    if len(found.persons) != 1 or any(one.path.endswith(".Email") for one in found.persons[0]):
        return found
    person = found.persons[0]
    company = next((one.value for one in found.company if one.path == "Name"), "")
    for line in older.split("\n", _MOST_LINES_OF_HEADERS)[:_MOST_LINES_OF_HEADERS]:
        if "@" not in line or len(line) > _LONGEST_HEADER:
            continue
        header = patterns.HEADER.fullmatch(line.lstrip("> ").rstrip())
        for box in mailboxes(header["value"] if header else line):
            name = parse_name(in_reading_order(box.name))
            is_old = company and not resembles_domain(company, domain_of_email(box.mail))
            if name is not None and name.is_same(_name_of(person)) and not is_old:
                own = FoundValue("Persons[0].Email", box.mail, box.snippet)
                return replace(found, persons=((*person, own),))
    return found


def _is_same(one: Sequence[FoundValue], other: Sequence[FoundValue]) -> bool:
    first, second = (_name_of(person) for person in (one, other))
    return bool(first.last and first.is_same(second))


def _name_of(person: Sequence[FoundValue]) -> Name:
    values = {one.path.partition("].")[2]: one.value for one in person}
    return Name(values.get("Firstname", ""), "", values.get("Lastname", ""))


def _joined(newer: Sequence[FoundValue], older: Sequence[FoundValue]) -> tuple[FoundValue, ...]:
    """Returns the newer values, then those of the older mail alone; a whole first name beats an initial."""
    have = {re.sub(r"\[\d+\](?=\.Value)", "", one.path): one for one in newer}
    names = {one.path: one.value for one in older}
    kept = [
        replace(one, value=names[one.path])
        if one.path.endswith(".Firstname") and len(one.value.strip(".")) == 1 and one.path in names
        else one
        for one in newer
    ]
    return (*kept, *(one for one in older if re.sub(r"\[\d+\](?=\.Value)", "", one.path) not in have))
