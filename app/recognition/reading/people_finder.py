"""Finds the people named in a text, with their mailboxes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from app.model.internet_domains import domain_of_email, host_of
from app.model.text_normalization import ascii_letters
from app.recognition.language import patterns
from app.recognition.language.company_domains import is_whole_domain
from app.recognition.language.honorifics import academic_title
from app.recognition.language.names import (
    answers_no_customer,
    fits_mailbox,
    is_role_mailbox,
    name_from_mailbox,
    parse_name,
)
from app.recognition.language.person_names import in_reading_order
from app.recognition.reading.findings import ResultBuilder
from app.recognition.reading.leading_names import (
    NamedPerson,
    add_academic_titles,
    are_signing,
    has_role_below,
    has_title,
    holder_above,
    is_above_own_firm,
    is_bare,
    leading_name,
    listed_first_names,
    lone_first_name,
    office_of_heading,
    officers,
    signed_first_name,
)
from app.recognition.reading.line_parts import LinePart
from app.recognition.reading.mail_trimming import Mailbox, mailboxes

_IN_HEADER = -1
_SHORTEST_DEPARTMENT = 5  # letters
_LONGEST_WITH_OFFICE = 120  # characters
_BRACKET = re.compile(r"\s\([^()]*\)$")


class PeopleFinder:
    """Finds the people of one text.

    The indexes of parts that are only a name or a title are added to `used`. `domains` are those of the text;
    mailboxes that belong to no person are added to `builder`.
    """

    def __init__(
        self,
        line_parts: Sequence[LinePart],
        builder: ResultBuilder,
        used: set[int],
        domains: Sequence[str],
        *,
        has_signature: bool,
    ) -> None:
        self._line_parts = line_parts
        self._builder = builder
        self._used = used
        self._domains = domains
        self._has_signature = has_signature
        self._people: list[NamedPerson] = []

    def find(self, senders: Sequence[Mailbox]) -> list[NamedPerson]:
        """Returns the people in the order of their names; one named only in the header is first."""
        for sender in senders:
            self._add_mailbox(sender, _IN_HEADER)
        self._find_sign_off()
        candidates = list(self._candidates())
        self._add_confirmed(candidates)
        self._add_labelled(candidates)
        if not self._people:
            self._add_first_name(candidates)
            self._add_titled(candidates)
        elif self._has_signature:
            self._add_signing(candidates)
        self._add_listed(candidates)
        self._add_lone_mails()
        if not self._people and self._has_signature:
            self._add_all(signed_first_name(self._line_parts, self._used, self._domains))
        elif self._people:
            self._add_all(listed_first_names(self._line_parts, self._used, self._people))
        if not self._has_signature:
            self._add_officers()
        add_academic_titles(self._people, self._line_parts, self._used)
        return sorted(self._people, key=lambda one: one.at)

    def _add_all(self, people: Iterable[NamedPerson]) -> None:
        for who in people:
            self._used.add(who.at)
            self._people.append(who)

    def _add_mailbox(self, box: Mailbox, at: int) -> bool:
        """Adds the person of a mailbox; a role's mailbox goes to the company. Returns True for a person."""
        # Directories write the company or the department behind it: "Lie, Kari (Fjell AS)".
        name = parse_name(in_reading_order(_BRACKET.sub("", box.name))) or (
            None if is_role_mailbox(box.mail) else name_from_mailbox(box.mail)
        )
        if name is not None:
            person = NamedPerson(name, at, box.snippet, mail=box.mail, mail_snippet=box.snippet)
            person.salutation = academic_title(box.name)
            self._people.append(person)
        elif is_role_mailbox(box.mail):
            self._add_company_mail(box.mail, box.snippet)
        return name is not None

    def _find_sign_off(self) -> None:
        """Finds where a sender named in the header signs with the first name only."""
        for person in self._people:
            first = person.name.first.partition(" ")[0]
            for at, part in enumerate(self._line_parts):
                if first and part.words.strip(" ,.!-–").casefold() == first.casefold():
                    self._used.add(at)
                    person.at = at

    def _candidates(self) -> Iterator[NamedPerson]:
        for at, line_part in enumerate(self._line_parts):
            boxes = mailboxes(line_part.text) if line_part.mails else ()
            taken = [self._add_mailbox(box, at) for box in boxes if box.name]
            if any(taken):
                self._used.add(at)
            elif line_part.promised in ("company", "title"):
                continue
            elif not patterns.LEGAL.search(line_part.text) and (who := leading_name(line_part, at)):
                yield who

    def _add_confirmed(self, candidates: Sequence[NamedPerson]) -> None:
        """Adds the candidates whose name is confirmed by a mailbox or by the sender."""
        known = {one.mail.lower() for one in self._people}
        free = [mail for mail in self._personal_mails() if mail.lower() not in known]
        for who in candidates:
            same = next((one for one in self._people if one.name.is_same(who.name)), None)
            who.mail = next((mail for mail in free if fits_mailbox(who.name, mail)), "")
            if same is not None:
                self._used.add(who.at)
                self._sign(same, who)
            elif who.mail:
                free.remove(who.mail)
                self._people.append(who)
                self._used.add(who.at)

    def _add_labelled(self, candidates: Sequence[NamedPerson]) -> None:
        """Adds those whom a label names: ``Kontaktperson: Kari Lie``, ``v/ Kari Lie``."""
        for who in candidates:
            is_new = who.at not in self._used and not any(one.name.is_same(who.name) for one in self._people)
            if is_new and self._line_parts[who.at].promised == "person":
                # Who signed above is the same: "Jürgen Stiegler … Inh. Jürgen Stiegler".
                first = next(one for one in candidates if one.name.is_same(who.name))
                self._people.append(first)
                self._used |= {first.at, who.at}

    def _add_officers(self) -> None:
        """Adds who is named with an office where nobody else is: ``Inhaberin: Petra Hahn``."""
        for at, part in enumerate(self._line_parts):
            if title := office_of_heading(part.text) if at not in self._used else "":
                self._add_below_heading(at, title)
            if at not in self._used and not any(one.mail for one in self._people):
                self._add_holders(officers(part, at))
            if self._people and not part.numbers:
                continue  # of several, those who can be called
            is_short = at not in self._used and len(part.words) <= _LONGEST_WITH_OFFICE
            who = leading_name(part, at) if is_short else None
            is_new = who and not any(one.name.is_same(who.name) for one in self._people)
            if who is not None and is_new and (patterns.OCCUPATION.search(who.rest) or who.salutation):
                self._people.append(who)
                self._used.add(at)

    def _add_holders(self, holders: Sequence[NamedPerson]) -> None:
        """Adds those who hold an office together; one who is there without a title holds it, too."""
        for who in holders:
            there = next((one for one in self._people if one.name.is_same(who.name)), None)
            if there is None:
                self._add_all([who])
            elif len(holders) > 1 and not patterns.OCCUPATION.search(there.rest):
                there.rest, there.at = who.rest, who.at
                self._people.remove(there)
                self._add_all([there])

    def _add_below_heading(self, at: int, title: str) -> None:
        """Adds those whose names stand below an office, a line each, up to the end of the block."""
        block = self._line_parts[at].block
        below = takewhile(lambda one: one[1].block == block, enumerate(self._line_parts[at + 1 :], at + 1))
        holders = [
            leading_name(part, index)
            for index, part in takewhile(lambda one: parse_name(one[1].words), below)
        ]
        there = {who.at: who for who in self._people}
        # Where others are named already, these are not the ones to write to.
        if there and not any(who and who.at in there for who in holders):
            return
        for holder in filter(None, holders):
            who = there.get(holder.at, holder)
            who.rest = who.rest or title
            self._people += [who] * (who is holder)
            self._used |= {at, who.at}

    def _sign(self, sender: NamedPerson, below: NamedPerson) -> None:
        """Places a sender of the header where the same name stands in full, unless it does already."""
        signed = self._line_parts[sender.at].words if sender.at != _IN_HEADER else ""
        if sender.at == _IN_HEADER or signed.casefold() in sender.name.first.casefold():
            is_fuller = len(below.name.first) > 2 or len(sender.name.first) <= 2
            sender.name = below.name if is_fuller else sender.name
            sender.at, sender.snippet, sender.rest = below.at, below.snippet, below.rest
            sender.salutation = below.salutation or sender.salutation

    def _add_first_name(self, candidates: Sequence[NamedPerson]) -> None:
        """Adds the name that a signature begins with, even if nothing else confirms it."""
        # A company's name in capitals, with its domain below, is no person above the person.
        who = next((who for who in candidates if self._is_first(who, candidates)), None)
        has_details = any(line_part.mails or line_part.numbers for line_part in self._line_parts)
        is_told = has_details or self._has_signature or (who is not None and has_title(who, self._line_parts))
        if who is None or self._is_registered(who) or not is_told:
            return
        mails = [
            mail
            for mail in self._personal_mails()
            if fits_mailbox(who.name, mail) or not self._is_of_department(mail)
        ]
        who.mail = mails[0] if len(mails) == 1 else ""
        self._people.append(who)
        self._used.add(who.at)

    def _add_signing(self, candidates: Sequence[NamedPerson]) -> None:
        """Adds who signs with an occupation in a block above that of all others, who stand in for them."""
        who = next((who for who in candidates if who.at not in self._used and self._is_first(who)), None)
        blocks = [self._line_parts[one.at].block if one.at >= 0 else -1 for one in self._people]
        is_above = who is not None and self._line_parts[who.at].block < min(blocks)
        if who and is_above and (has_title(who, self._line_parts) or has_role_below(who, self._line_parts)):
            self._add_all([who])

    def _add_titled(self, candidates: Sequence[NamedPerson]) -> None:
        """Adds who stands by the first one as he does: with an academic title, or an occupation."""
        for who in candidates:
            last = self._people[-1] if self._people else None
            is_below = last is not None and who.at == last.at + 1 and not who.rest
            is_titled = last is not None and last.salutation and who.salutation
            is_beside = last is not None and self._has_signature and are_signing(last, who, self._line_parts)
            if last and ((is_below and is_titled) or is_beside) and not last.name.is_same(who.name):
                self._people.append(who)
                self._used.add(who.at)

    def _add_listed(self, candidates: Sequence[NamedPerson]) -> None:
        """Adds those of a list who begin a block with an occupation and a number: their mailbox is shared."""
        with_number = {part.block for part in self._line_parts if part.numbers}
        for who in candidates:
            block = self._line_parts[who.at].block
            is_first = who.at == 0 or self._line_parts[who.at - 1].block != block
            if not is_first or who.at in self._used or block not in with_number:
                continue
            is_new = not any(one.name.is_same(who.name) for one in self._people)
            if is_new and (has_title(who, self._line_parts) or is_bare(who, self._line_parts, self._people)):
                self._people.append(who)
                self._used.add(who.at)

    def _is_certain(self, who: NamedPerson, candidates: Sequence[NamedPerson]) -> bool:
        """Returns True for a person after whom the domain is called: by a title, or signed twice."""
        is_repeated = sum(one.name.is_same(who.name) for one in candidates) > 1
        return bool(who.salutation) or is_repeated or has_title(who, self._line_parts)

    def _is_registered(self, who: NamedPerson) -> bool:
        """Returns True for the two words above a register's number that are a company: ``Tveit Landbruk``."""
        is_alone = not (
            self._has_signature
            or self._personal_mails()
            or has_title(who, self._line_parts)
            or who.salutation
        )
        is_other = not is_alone or is_above_own_firm(who, self._line_parts)
        return not is_other and any(part.org_numbers for part in self._line_parts)

    def _is_first(self, who: NamedPerson, candidates: Sequence[NamedPerson] = ()) -> bool:
        """Returns True if a name begins the signature, after a closing or its first name alone.

        Among `candidates`, one after whom the domain is called must be certain.
        """
        if candidates and is_whole_domain(who.name, self._domains) and not self._is_certain(who, candidates):
            return False
        first = who.name.first.partition(" ")[0].casefold()
        above = ((part.line, part.words.strip(" /,.!–-")) for part in self._line_parts[: who.at])
        others = [(line, text) for line, text in above if text and text.casefold() != first]
        return len({line for line, text in others if not patterns.CLOSING.fullmatch(text)}) <= 1

    def _add_lone_mails(self) -> None:
        """Adds people for lone mailboxes such as ``ola.hansen@``; other mailboxes go to the company."""
        taken = {one.mail.lower() for one in self._people}
        for at, line_part in enumerate(self._line_parts):
            for mail in line_part.mails:
                if mail.lower() not in taken:
                    taken.add(mail.lower())
                    self._add_lone_mail(mail, at, line_part)

    def _add_lone_mail(self, mail: str, at: int, line_part: LinePart) -> None:
        only = self._people[0] if len(self._people) == 1 else holder_above(at, self._people, self._line_parts)
        if is_role_mailbox(mail) or (self._people and self._is_of_department(mail)):
            self._add_company_mail(mail, line_part.text)
        elif only is not None and not only.mail and only.at <= at:
            only.mail = mail
        elif name := name_from_mailbox(mail):
            # Who signs with the first name stands there, above the numbers.
            signed = (index for index, part in enumerate(self._line_parts[:at]) if part.words == name.first)
            self._people.append(NamedPerson(name, next(signed, at), line_part.text, mail=mail))
        elif not self._people and (lone := lone_first_name(self._line_parts, mail)):
            self._used.add(lone.at)
            self._people.append(lone)
        else:
            self._add_company_mail(mail, line_part.text)

    def _add_company_mail(self, mail: str, snippet: str) -> None:
        """Adds a mailbox of the company; one that answers no customer is in doubt: ``jobs@``, ``dpo@``."""
        domains = {domain_of_email(one) for part in self._line_parts for one in part.mails}
        # Where invoices go may be a service that scans them.
        is_scanned = patterns.POSTAL.match(snippet) and len(domains) > 1
        if answers_no_customer(mail) or (is_scanned and not self._is_of_a_site(mail)):
            self._builder.add_doubtful("Emails", mail, snippet)
        else:
            self._builder.add("Emails", mail, snippet)

    def _is_of_a_site(self, mail: str) -> bool:
        """Returns True for a mailbox of a person's domain, or of that of a web site."""
        known = {domain_of_email(one.mail) for one in self._people if one.mail}
        known |= {host_of(url).removeprefix("www.") for part in self._line_parts for url in part.urls}
        return domain_of_email(mail) in known

    def _is_of_department(self, mail: str) -> bool:
        """Returns True for a mailbox called as a department of the text: ``urbanisme@``, ``blumen@``."""
        local = ascii_letters(mail.partition("@")[0])
        # That of an office is its holder's: clerk@, rektor@.
        if len(local) < _SHORTEST_DEPARTMENT or patterns.OCCUPATION.search(local):
            return False
        if any(fits_mailbox(one.name, mail) for one in self._people):
            return False
        words = (word for part in self._line_parts for word in part.words.split())
        return any(ascii_letters(word).startswith(local) for word in words)

    def _personal_mails(self) -> list[str]:
        mails = (
            mail for line_part in self._line_parts for mail in line_part.mails if not is_role_mailbox(mail)
        )
        return list(dict.fromkeys(mails))
