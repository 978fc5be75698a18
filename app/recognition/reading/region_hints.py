"""The country that a text speaks of, by what it says itself: the surest hint first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.model.carriers.lists import Country
from app.model.internet_domains import domain_of_email, host_of
from app.recognition.language.countries import region_named, region_of_domain, region_of_phone, region_of_vat
from app.recognition.reading.line_parts import Piece
from app.recognition.reading.mail_trimming import Mailbox
from app.recognition.reading.postal_addresses import region_of_postcode

Hint = tuple[str, str]
_DIALLED = re.compile(r"(?:\+|\b00)[\d ()./-]{7,}\d")


def guess_region(
    pieces: Sequence[Piece], senders: Sequence[Mailbox], countries: Sequence[Country]
) -> tuple[str, str]:
    """The ISO code and the words that gave it away; empty where hints of one kind contradict each other."""
    for hints in (
        _named(pieces, countries),
        _postcodes(pieces),
        _vat_numbers(pieces),
        _domains(pieces, senders),
        _dialled(pieces),
    ):
        found = dict(hints)
        if len(found) == 1:
            return next(iter(found.items()))
    return "", ""


def _named(pieces: Sequence[Piece], countries: Sequence[Country]) -> Iterator[Hint]:
    for piece in pieces:
        parts = piece.words.split(",")
        for text in (*parts, parts[-1].rpartition(" ")[2]):
            if len(text) > 1 and (code := region_named(text, countries)):
                yield code, piece.text


def _postcodes(pieces: Sequence[Piece]) -> Iterator[Hint]:
    for piece in pieces:
        if code := region_of_postcode(piece.words):
            yield code, piece.text


def _vat_numbers(pieces: Sequence[Piece]) -> Iterator[Hint]:
    for piece in pieces:
        for number, _ in piece.org_numbers:
            if code := region_of_vat(number):
                yield code, piece.text


def _domains(pieces: Sequence[Piece], senders: Sequence[Mailbox]) -> Iterator[Hint]:
    for mail in (*(sender.mail for sender in senders), *(mail for piece in pieces for mail in piece.mails)):
        if code := region_of_domain(domain_of_email(mail)):
            yield code, mail
    for piece in pieces:
        for url in piece.urls:
            if code := region_of_domain(host_of(url)):
                yield code, url


def _dialled(pieces: Sequence[Piece]) -> Iterator[Hint]:
    for piece in pieces:
        for match in _DIALLED.finditer(piece.words):
            if code := region_of_phone(match.group()):
                yield code, match.group()
