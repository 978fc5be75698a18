"""From the lines of a signature to the company and the people in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.model.carriers.lists import Country
from app.model.internet_domains import domain_of_email, host_of
from app.recognition.language import patterns as words
from app.recognition.language.countries import region_named
from app.recognition.language.names import company_in, sounds_like_any
from app.recognition.language.social_hosts import is_social
from app.recognition.reading.findings import Draft
from app.recognition.reading.line_parts import find_numbers, pieces_of
from app.recognition.reading.mail_trimming import Trimmed
from app.recognition.reading.people_finder import PeopleFinder, TitleFinder, Who
from app.recognition.reading.phone_owners import share_numbers
from app.recognition.reading.postal_addresses import Line, PostalAddress, read_addresses
from app.recognition.reading.region_hints import guess_region

_LONGEST_NAME = 6  # words


class SignatureReader:
    """Reads one trimmed text. `region` is the country whose numbers are written without a prefix."""

    def __init__(self, trimmed: Trimmed, region: str, countries: Sequence[Country]) -> None:
        self._trimmed = trimmed
        self._countries = countries
        self._pieces = pieces_of(trimmed.lines)
        self._draft = Draft.empty()
        self._guess, self._guessed_from = guess_region(self._pieces, trimmed.senders, countries)
        self._region = self._guess or region
        find_numbers(self._pieces, self._region)
        # The places of pieces that are understood as a whole.
        self._used: set[int] = set()

    def read(self) -> Draft:
        finder = PeopleFinder(
            self._pieces, self._draft, self._used, self._domains(), signed=self._trimmed.signed
        )
        people = finder.find(self._trimmed.senders)
        name_at = self._find_company(people)
        addresses = self._find_addresses()
        if name_at < 0 and addresses:
            self._name_company_above(addresses[0], people)
        titles = TitleFinder(self._pieces, self._used, self._countries)
        ends = [*(person.at for person in people[1:]), len(self._pieces)]
        for person, below in zip(people, ends, strict=False):
            titles.find(person, below)
        self._fill_people(people)
        company_at = [at for at in (name_at, *(min(one.lines) for one in addresses)) if at >= 0]
        places = [(person.at, person.draft) for person in people]
        share_numbers(self._pieces, places, min(company_at, default=len(self._pieces)), self._draft)
        self._fill_company(addresses)
        return self._draft

    def _domains(self) -> list[str]:
        mails = [sender.mail for sender in self._trimmed.senders]
        mails += [mail for piece in self._pieces for mail in piece.mails]
        hosts = [host_of(url) for piece in self._pieces for url in piece.urls if not is_social(url)]
        # The name of a provider's mailbox may be the company's: holmbygg@gmail.com.
        names = [f"{mail.partition('@')[0]}.name" for mail in mails if not domain_of_email(mail)]
        return [domain for domain in dict.fromkeys([*map(domain_of_email, mails), *hosts, *names]) if domain]

    def _find_company(self, people: Sequence[Who]) -> int:
        """Names the company by its form, else by its domain; the place of its name, -1 without one."""
        texts = list(self._company_texts(people))
        for at, text in texts:
            if name := company_in(text):
                return self._name_company(at, name)
        for at, text in texts:
            if at not in self._used and _may_be_company(text) and sounds_like_any(text, self._domains()):
                return self._name_company(at, text)
        return -1

    def _company_texts(self, people: Sequence[Who]) -> Iterator[tuple[int, str]]:
        """Where a company can be named; where it is registered comes last."""
        rests = {person.at: person.rest for person in people}
        legal = [at for at, piece in enumerate(self._pieces) if words.LEGAL.search(piece.text)]
        for at, piece in enumerate(self._pieces):
            if at not in legal:
                yield at, rests.get(at, piece.words)
        for at in legal:
            yield at, re.split(r"\s(?:is|er|är|ist)\s|\(", self._pieces[at].text)[0]

    def _name_company(self, at: int, name: str) -> int:
        self._draft.set("Name", name, self._pieces[at].text)
        if self._pieces[at].words.strip() == name:
            self._used.add(at)
        return at

    def _name_company_above(self, address: PostalAddress, people: Sequence[Who]) -> None:
        """Words right above the address are the company's name, unless they are a person's title."""
        at = min(address.lines) - 1
        names_at = {person.at for person in people}
        if at < 0 or not people or at in self._used or names_at & {at, at - 1}:
            return
        text = self._pieces[at].words
        if text[:1].isupper() and _may_be_company(text):
            self._name_company(at, text)

    def _find_addresses(self) -> list[PostalAddress]:
        lines = []
        for at, piece in enumerate(self._pieces):
            if at in self._used or words.LEGAL.search(piece.text):
                continue
            company = company_in(piece.words)
            text = piece.words.replace(company, "", 1).strip(" ,;–-") if company else piece.words
            if text and not region_named(text, self._countries):
                lines.append(Line(at, text))
        addresses = read_addresses(lines, self._region, self._countries)
        for address in addresses:
            self._used |= address.lines
        return addresses

    def _fill_people(self, people: Sequence[Who]) -> None:
        for person in people:
            for name, value in (
                ("Firstname", person.name.first),
                ("MiddleName", person.name.middle),
                ("Lastname", person.name.last),
                ("Salutation", person.salutation),
            ):
                person.draft.set(name, value, person.snippet)
            beside = (piece.text for piece in self._pieces if person.mail in piece.mails)
            person.draft.set("Email", person.mail, next(beside, person.mail_snippet or person.snippet))
            self._draft.persons.append(person.draft)

    def _fill_company(self, addresses: Sequence[PostalAddress]) -> None:
        filled = set()
        for address in addresses:
            if address.kind not in filled:
                filled.add(address.kind)
                for name, value in address.parts.items():
                    self._draft.set(f"Address.{address.kind}.{name}", value, address.snippet)
        named = next((one for one in addresses if one.region), None)
        if named is not None:
            self._draft.set("Country", named.region, named.snippet)
        self._draft.set("Country", self._guess, self._guessed_from)
        numbers = [(number, is_vat, piece) for piece in self._pieces for number, is_vat in piece.org_numbers]
        # The VAT number goes before the register's.
        for number, _, piece in sorted(numbers, key=lambda one: not one[1])[:1]:
            self._draft.set("OrgNr", number, piece.text)
        self._fill_urls()

    def _fill_urls(self) -> None:
        """The company's web addresses: those of its mail domain, else the first two."""
        urls = [(url, piece.text) for piece in self._pieces for url in piece.urls if not is_social(url)]
        domains = [
            domain for piece in self._pieces for mail in piece.mails if (domain := domain_of_email(mail))
        ]
        own = [one for one in urls if any(host_of(one[0]).endswith(domain) for domain in domains)]
        hosts: set[str] = set()
        for url, snippet in own or urls[:2]:
            if host_of(url) not in hosts:
                hosts.add(host_of(url))
                self._draft.add("Urls", url, snippet)


def _may_be_company(text: str) -> bool:
    return len(text.split()) <= _LONGEST_NAME and not words.TITLE.search(text) and not re.search(r"\d", text)
