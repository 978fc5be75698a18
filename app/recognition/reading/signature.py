"""Reads the company and the people from the lines of a signature."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from app.model.carriers.lists import Country
from app.model.internet_domains import domain_of_email, host_of
from app.recognition.language import patterns, vocabulary
from app.recognition.language.company_domains import domain_likeness, resembles_any_domain
from app.recognition.language.countries import region_of_name
from app.recognition.language.names import (
    before_company,
    behind_occupation,
    company_name_in,
    employer_in,
    is_trade_word,
    names_trade,
    parse_name,
)
from app.recognition.reading.findings import ResultBuilder
from app.recognition.reading.leading_names import NamedPerson
from app.recognition.reading.line_parts import add_phone_numbers, split_into_parts
from app.recognition.reading.mail_trimming import TrimmedMail
from app.recognition.reading.people_finder import PeopleFinder
from app.recognition.reading.phone_owners import add_own_numbers, assign_phone_numbers
from app.recognition.reading.postal_addresses import AddressLine, PostalAddress, read_addresses
from app.recognition.reading.region_hints import guess_region
from app.recognition.reading.title_finder import TitleFinder
from app.recognition.values.company_texts import (
    is_of_domain,
    is_trade_alone,
    may_be_company,
    names_family,
    names_owner,
    without_agent,
    without_dashed_department,
)
from app.recognition.values.town_lines import town_in
from app.recognition.values.web_addresses import is_social

_LONGEST = 100  # characters
_WITH_EXTENSIONS = ("DE", "AT")
_MOST_LEGAL = 20  # lines
_MOST_DOMAINS = 5  # of one company
_MOST_DOMAINS_OF_A_TEXT = 100  # a list of as many companies is none of one
# Within proper names; "für" and "for" are of titles.
_WORDS_WITHIN = ("&", "+", *vocabulary.split_words("og och und and et en ja de du la le les des der den van"))
_SHORTEST_FAMILY = 2  # letters


class SignatureReader:
    """Reads one trimmed mail. `region` is the country whose phone numbers may lack a prefix."""

    def __init__(self, trimmed: TrimmedMail, region: str, countries: Sequence[Country]) -> None:
        self._trimmed = trimmed
        self._countries = countries
        self._line_parts = split_into_parts(trimmed.lines, trimmed.blocks)
        self._builder = ResultBuilder.empty()
        self._guess, self._guessed_from = guess_region(self._line_parts, trimmed.senders, countries)
        self._region = self._guess or region
        add_phone_numbers(self._line_parts, self._region)
        # Indexes of the parts that are understood as a whole.
        self._used: set[int] = set()

    def read(self) -> ResultBuilder:
        """Reads people, company, addresses, titles and numbers, each from the parts that are left."""
        finder = PeopleFinder(
            self._line_parts,
            self._builder,
            self._used,
            self._domains(),
            has_signature=self._trimmed.has_signature,
        )
        people = finder.find(self._trimmed.senders)
        name_at = self._find_company(people)
        addresses = self._find_addresses(name_at)
        if name_at < 0 and addresses and addresses[0].lines:
            self._name_company_above(addresses[0], people)
        if not self._builder.names_company:
            name_at = self._name_company_of_block(people)
        titles = TitleFinder(
            self._line_parts,
            self._used,
            self._countries,
            domains=self._domains(),
            has_signature=self._trimmed.has_signature,
            company=self._builder.company.get("Name", ("", ""))[0],
        )
        ends = [*(person.at for person in people[1:]), len(self._line_parts)]
        for person, below in zip(people, ends, strict=False):
            titles.find(person, below)
        self._title_beside_company(people, name_at)
        self._fill_people(people)
        company_at = [at for at in (name_at, *(min(one.lines, default=-1) for one in addresses)) if at >= 0]
        starts = [(person.at, person.builder) for person in people]
        assign_phone_numbers(
            self._line_parts,
            starts,
            min(company_at, default=len(self._line_parts)),
            self._builder,
            has_extensions=self._trimmed.has_signature and self._region in _WITH_EXTENSIONS,
        )
        if people:
            add_own_numbers(self._trimmed.own_numbers, people[0].builder, self._region)
        self._fill_company(addresses)
        return self._builder

    def _domains(self) -> list[str]:
        mails = [sender.mail for sender in self._trimmed.senders]
        mails += [mail for line_part in self._line_parts for mail in line_part.mails]
        hosts = [
            host_of(url) for line_part in self._line_parts for url in line_part.urls if not is_social(url)
        ]
        # At a free provider, the mailbox itself may be the company's name: holmbygg@gmail.com.
        names = [f"{mail.partition('@')[0]}.name" for mail in mails if not domain_of_email(mail)]
        every = dict.fromkeys([*map(domain_of_email, mails), *hosts, *names])
        return [domain for domain in every if domain][:_MOST_DOMAINS_OF_A_TEXT]

    def _find_company(self, people: Sequence[NamedPerson]) -> int:
        """Names the company by its legal form, else by its domain. Returns the index of its name, or -1."""
        texts = list(self._company_texts(people))
        for at, text in texts:
            if self._line_parts[at].promised == "company":
                is_legal = patterns.LEGAL.search(self._line_parts[at].text)
                return self._name_company(at, (company_name_in(text) if is_legal else "") or text)
        for at, text in texts:
            if name := company_name_in(text):
                return self._name_company(at, without_agent(name))
        for at, text in ((at, text) for at, text in texts if len(text) <= _LONGEST):
            if name := employer_in(self._line_parts[at].words if at in self._used else text):
                return self._name_company(at, name)
        domains = self._domains()
        texts = [(at, without_dashed_department(text)) for at, text in texts]
        alike = [
            (domain_likeness(text, domains), -at, text)
            for at, text in texts
            if at not in self._used and is_of_domain(text, domains)
        ]
        if not alike:
            left = [(0.0, -at, text) for at, text in texts if self._is_left(at, text)]
            family = [person.name.last for person in people if len(person.name.last) > _SHORTEST_FAMILY]
            named = [
                one
                for one in left
                if (len(one[2]) <= _LONGEST and names_trade(one[2])) or names_family(one[2], family)
            ]
            alike = [one for one in named if may_be_company(one[2])][:1]
        if not alike:
            return -1
        # A notice may name the company in short: "Oakham & Vale is a trading name of …".
        alike = [one for one in alike if not any(two[2].startswith(f"{one[2]} ") for two in alike)]
        _, at, text = max(alike)
        return self._name_company(-at, self._without_department(without_agent(text)))

    def _without_department(self, name: str) -> str:
        """Returns the company before a comma that is named as a whole: ``Fjordby kommune, Teknisk etat``."""
        first, comma, rest = name.partition(", ")
        is_whole = comma and (names_trade(first) or resembles_any_domain(first, self._domains()))
        if is_whole:
            self._builder.add_doubtful("Department", rest, name)
        return first if is_whole else name

    def _is_left(self, at: int, text: str) -> bool:
        """Returns True for a part that is not understood yet, and for what stands behind a person's name."""
        return at not in self._used or text != self._line_parts[at].words

    def _company_texts(self, people: Sequence[NamedPerson]) -> Iterator[tuple[int, str]]:
        """Yields the texts in which a company may be named, with their indexes; legal notices come last."""
        rests = {person.at: person.rest for person in people}
        legal = [at for at, line_part in enumerate(self._line_parts) if patterns.LEGAL.search(line_part.text)]
        trades = self._listed_trades()
        for at, line_part in enumerate(self._line_parts):
            if at not in legal and at not in trades:
                text = rests.get(at, line_part.words)
                yield at, text
                if employer := behind_occupation(text):
                    yield at, employer
        for at in legal[:_MOST_LEGAL]:
            yield at, re.split(r"\s(?:is|er|är|ist)\s|\(", self._line_parts[at].text)[0]

    def _listed_trades(self) -> set[int]:
        """Returns the parts that tell what a company does and not its name: ``Plomberie - Chauffage``."""
        trades = [at for at, part in enumerate(self._line_parts) if is_trade_alone(part.words)]
        lines = Counter(self._line_parts[at].line for at in trades)
        return {at for at in trades if lines[self._line_parts[at].line] > 1}

    def _name_company(self, at: int, name: str) -> int:
        # The stars of a hotel are no part of its name.
        self._builder.set("Name", name.strip(" *★☆"), self._line_parts[at].text)
        if self._line_parts[at].words.strip() == name:
            self._used.add(at)
        return at

    def _name_company_above(self, address: PostalAddress, people: Sequence[NamedPerson]) -> None:
        """Takes the words right above the address as the company's name, unless they are a title."""
        first = min(address.lines)
        above = [at for at in (first - 1, first - 2) if at >= 0 and at not in self._used]
        trades = self._listed_trades()
        above = [at for at in above if self._line_parts[at].words and at not in trades]
        is_registered = any(part.org_numbers for part in self._line_parts)
        of_trade = [at for at in above if any(map(is_trade_word, self._line_parts[at].words.split()))]
        names_at = {person.at for person in people}
        for at in (*of_trade, *above[:1]):
            text = self._line_parts[at].words
            is_below_person = bool(people and names_at & {at, at - 1})
            is_likely = at in of_trade or not is_below_person or self._is_name_below_person(at)
            if text[:1].isupper() and is_likely and may_be_company(text) and not names_owner(text):
                if people or is_registered or at in of_trade or not parse_name(text):
                    self._name_company(at, text)
                else:  # two words above an address and nobody else: a person at home, or a company
                    self._builder.add_doubtful("Name", text, self._line_parts[at].text)
                return

    def _name_company_of_block(self, people: Sequence[NamedPerson]) -> int:
        """Takes the words that begin a block of details below the person; returns their index or -1."""
        last = max((person.at for person in people), default=-1)
        for at in range(last + 1, len(self._line_parts)):
            part = self._line_parts[at]
            if at in self._used or not self._begins_block(at) or not may_be_company(part.words):
                continue
            if part.words[:1].isupper() and self._has_details(part.block) and not parse_name(part.words):
                if people and at > 0 and " " in part.words:
                    return self._name_company(at, part.words)
                self._builder.add_doubtful("Name", part.words, part.text)
                break
        return -1

    def _is_name_below_person(self, at: int) -> bool:
        """Returns True for words between a person and the address that are a name rather than a title."""
        words = self._line_parts[at].words.split()
        are_proper = len(words) > 1 and all(word[0].isupper() or word in _WORDS_WITHIN for word in words)
        return self._begins_block(at) or are_proper

    def _begins_block(self, at: int) -> bool:
        return at == 0 or self._line_parts[at - 1].block != self._line_parts[at].block

    def _has_details(self, block: int) -> bool:
        """Returns True if a number, an address of any kind, or a web address stands in a block."""
        return any(
            part.numbers or part.mails or part.urls or (index in self._used and re.search(r"\d", part.text))
            for index, part in enumerate(self._line_parts)
            if part.block == block
        )

    def _find_addresses(self, name_at: int) -> list[PostalAddress]:
        lines = []
        for at, line_part in enumerate(self._line_parts):
            if at in self._used or patterns.LEGAL.search(line_part.text):
                continue
            company = company_name_in(line_part.words)
            text = line_part.words.replace(company, "", 1).strip(" ,;–-") if company else line_part.words
            if text and not region_of_name(text, self._countries):
                is_below = at - 1 == name_at >= 0 and not self._begins_block(at)
                lines.append(AddressLine(at, text, is_below))
        addresses = read_addresses(lines, self._region, self._countries)
        if not addresses:
            addresses = list(self._town_alone(lines, name_at))
        for address in addresses:
            self._used |= address.lines
        return addresses

    def _town_alone(self, lines: Sequence[AddressLine], name_at: int) -> Iterator[PostalAddress]:
        """Yields the town that stands beside the company's name without any address: ``Fjell AS, Voss``."""
        beside = next((line.text for line in lines if line.index == name_at), "")
        if town := town_in(beside):
            yield PostalAddress({"City": town}, snippets=[self._line_parts[name_at].text])

    def _title_beside_company(self, people: Sequence[NamedPerson], name_at: int) -> None:
        """Takes an occupation before the company as the title of the only person, wherever it stands."""
        if len(people) != 1 or name_at < 0 or "Title" in people[0].builder.values:
            return
        part = self._line_parts[name_at]
        title = before_company(part.words)
        if title != part.words and patterns.OCCUPATION.search(title) and not parse_name(title):
            people[0].builder.set("Title", title, part.text)

    def _fill_people(self, people: Sequence[NamedPerson]) -> None:
        for person in people:
            whole = person.name.in_order_of(person.mail, self._region).of_country(self._region)
            for name, value in (
                ("Firstname", whole.first),
                ("MiddleName", whole.middle),
                ("Lastname", whole.last),
                ("Salutation", person.salutation),
            ):
                person.builder.set(name, value, person.snippet)
            beside = (line_part.text for line_part in self._line_parts if person.mail in line_part.mails)
            person.builder.set("Email", person.mail, next(beside, person.mail_snippet or person.snippet))
            self._builder.persons.append(person.builder)

    def _fill_company(self, addresses: Sequence[PostalAddress]) -> None:
        filled = set()
        for address in addresses:
            if address.kind not in filled:
                filled.add(address.kind)
                for name, value in address.parts.items():
                    self._builder.set(f"Address.{address.kind}.{name}", value, address.snippet)
        named = next((one for one in addresses if one.region), None)
        if named is not None:
            self._builder.set("Country", named.region, named.snippet)
        self._builder.set("Country", self._guess, self._guessed_from)
        numbers = [
            (number, is_vat, line_part)
            for line_part in self._line_parts
            for number, is_vat in line_part.org_numbers
        ]
        # The VAT number takes precedence over the register's number.
        for number, _, line_part in sorted(numbers, key=lambda one: not one[1])[:1]:
            self._builder.set("OrgNr", number, line_part.text)
        for line_part in self._line_parts:
            for number in line_part.doubtful_org_numbers:
                self._builder.add_doubtful("OrgNr", number, line_part.text)
        free = (part for at, part in enumerate(self._line_parts) if at not in self._used)
        self._builder.add_department(part.words for part in free)
        self._fill_urls()

    def _fill_urls(self) -> None:
        """Adds the company's web addresses: those of its mail domain, else the first two."""
        urls = [
            (url, line_part.text)
            for line_part in self._line_parts
            for url in line_part.urls
            if not is_social(url)
        ]
        domains = [
            domain
            for line_part in self._line_parts
            for mail in line_part.mails
            if (domain := domain_of_email(mail))
        ]
        own = [one for one in urls if any(host_of(one[0]).endswith(domain) for domain in domains)]
        own = own or list(self._own_sites_in_prose(domains))
        hosts: set[str] = set()
        for url, snippet in own or urls[:2]:
            if host_of(url) not in hosts:
                hosts.add(host_of(url))
                self._builder.add("Urls", url, snippet)

    def _own_sites_in_prose(self, domains: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yields the company's own site from a sentence that was left out: ``Les utilisateurs du site …``."""
        sites = "|".join(re.escape(domain) for domain in [*dict.fromkeys(domains)][:_MOST_DOMAINS])
        found = re.search(
            rf"(?:https?://(?:www\.)?|\bwww\.)(?:{sites})(?![\w@-]|\.\w|/\w)", self._trimmed.body
        )
        if sites and found:
            yield found.group(), found.group()
