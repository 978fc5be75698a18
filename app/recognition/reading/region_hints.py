"""Guesses the country of a text from what it says itself, the surest hint first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from app.model.carriers.lists import Country
from app.model.internet_domains import domain_of_email, host_of
from app.recognition.language.countries import (
    region_of_domain,
    region_of_name,
    region_of_phone,
    region_of_vat,
)
from app.recognition.language.postcodes import region_of_postcode, regions_of_city
from app.recognition.language.tables import table
from app.recognition.reading.line_parts import LinePart
from app.recognition.reading.mail_trimming import Mailbox

Hint = tuple[str, str]
# Two noughts begin a number only where none has begun: not in "61 13 44 00 / 911 22 333".
_DIALLED = re.compile(r"(?:\+|(?<![\w.,/-])(?<!\d[ /-])(?<!\d [/-])00)[\d ()./-]{7,}\d")

_PROVINCE = re.compile(r"\([A-Z]{2}\)")
_DOMAIN = re.compile(r"[@.][\w-]+\.[a-z]{2}(?![\w.-])", re.IGNORECASE)

_FEWEST_AGAINST = 2
_MOST_READ = 50_000  # characters: more than any mail


def guess_region(
    line_parts: Sequence[LinePart], senders: Sequence[Mailbox], countries: Sequence[Country]
) -> tuple[str, str]:
    """Returns the ISO 3166 code and the words that revealed it.

    Both are empty if there is no hint. Hints of one kind that contradict each other are ignored.
    """
    for hints in (
        _by_name(line_parts, countries),
        _by_postcode(line_parts),
        _by_city(line_parts),
        _by_vat_number(line_parts),
        _by_domain(line_parts, senders),
        _by_dialling_code(line_parts),
    ):
        found = dict(hints)
        if len(found) == 1:
            return next(iter(found.items()))
    return "", ""


def _by_name(line_parts: Sequence[LinePart], countries: Sequence[Country]) -> Iterator[Hint]:
    for line_part in line_parts:
        parts = line_part.words.split(",")
        for text in (*parts, parts[-1].rpartition(" ")[2]):
            # Small letters are other words: "Das tun wir ungern" is not about Hungary.
            # "Albino (BG)" lies in the province of Bergamo.
            is_province = _PROVINCE.fullmatch(text.strip())
            if (
                len(text) > 1
                and not (is_province or text.strip().islower())
                and (code := region_of_name(text, countries))
            ):
                yield code, line_part.text


def _by_postcode(line_parts: Sequence[LinePart]) -> Iterator[Hint]:
    for line_part in line_parts:
        if code := region_of_postcode(line_part.words):
            yield code, line_part.text


def _by_city(line_parts: Sequence[LinePart]) -> Iterator[Hint]:
    """Yields the country of each postcode whose city lies in one country alone."""
    for line_part in line_parts:
        codes = regions_of_city(line_part.words)
        if len(codes) == 1:
            yield codes[0], line_part.text


def _by_vat_number(line_parts: Sequence[LinePart]) -> Iterator[Hint]:
    for line_part in line_parts:
        for number, _ in line_part.org_numbers:
            if code := region_of_vat(number) or line_part.register_country:
                yield code, line_part.text


def _by_domain(line_parts: Sequence[LinePart], senders: Sequence[Mailbox]) -> Iterator[Hint]:
    for mail in (
        *(sender.mail for sender in senders),
        *(mail for line_part in line_parts for mail in line_part.mails),
    ):
        if code := region_of_domain(domain_of_email(mail)):
            yield code, mail
    for line_part in line_parts:
        for url in line_part.urls:
            if code := region_of_domain(host_of(url)):
                yield code, url


def _by_dialling_code(line_parts: Sequence[LinePart]) -> Iterator[Hint]:
    for line_part in line_parts:
        for match in _DIALLED.finditer(line_part.words):
            if code := region_of_phone(match.group()):
                yield code, match.group()


def region_of_words(text: str, region: str = "") -> str:
    """Returns the country in which a whole text, quoted mails included, was likely written; else `region`.

    It tells how numbers in national form are meant where nothing names a country (`guess_region`): by legal
    forms, by what programs and people write in one language, and by domains of those who are quoted. All of
    them together must leave one country, and two must speak against the `region` of who reads the text.
    """
    text = text[:_MOST_READ]
    hints = [countries for countries, pattern in _telling_words() if pattern.search(text)]
    domains = {region_of_domain(match.group()) for match in _DOMAIN.finditer(text)}
    hints += [frozenset([code]) for code in domains if code]
    common = frozenset.intersection(*hints) if hints else frozenset()
    is_sure = len(common) == 1 and (not region or sum(region not in one for one in hints) >= _FEWEST_AGAINST)
    return next(iter(common)) if is_sure else region


@cache
def _telling_words() -> list[tuple[frozenset[str], re.Pattern[str]]]:
    """Returns the countries in which people write so, with the pattern of the words."""
    known = table("countries")
    return [
        (frozenset(codes.split()), re.compile(rf"(?<![\w.-])(?:{_any_of(words)}){behind}", re.MULTILINE))
        for name, behind in (("forms", r"(?=\s*(?:$|[,|•·(]))"), ("words", r"(?![\w-])"))
        for codes, words in known[name].items()
    ]


def _any_of(words: str) -> str:
    return "|".join(re.escape(word.strip()) for word in words.split(","))
