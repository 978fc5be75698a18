"""Who is named in the pieces of a text, with which mailbox and title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.model.carriers.lists import Country
from app.recognition.language import patterns as words
from app.recognition.language.countries import region_named
from app.recognition.language.names import (
    Name,
    academic_title,
    bare_name,
    company_in,
    fits,
    is_role,
    name_of_mail,
    read_name,
    sounds_like_any,
)
from app.recognition.reading.findings import Draft, PersonDraft
from app.recognition.reading.line_parts import Piece
from app.recognition.reading.mail_trimming import Mailbox, mailboxes

_IN_HEADER = -1
_TITLE_WITHIN = 6


@dataclass
class Who:
    """A person: where the name stands (-1 for the header of a mail), and the words behind it."""

    name: Name
    at: int
    snippet: str
    rest: str = ""
    mail: str = ""
    mail_snippet: str = ""
    salutation: str = ""
    draft: PersonDraft = field(default_factory=lambda: PersonDraft({}))


class PeopleFinder:
    """Finds the people of one text. Pieces that are nothing but a name or a title go into `used`.

    `domains` are those of the text; mailboxes that are no person's go into `draft`.
    """

    def __init__(
        self, pieces: Sequence[Piece], draft: Draft, used: set[int], domains: Sequence[str], *, signed: bool
    ) -> None:
        self._pieces = pieces
        self._draft = draft
        self._used = used
        self._domains = domains
        self._signed = signed
        self._people: list[Who] = []

    def find(self, senders: Sequence[Mailbox]) -> list[Who]:
        """In the order in which their names stand; the sender of a mail is first where the text is silent."""
        for sender in senders:
            self._take_mailbox(sender, _IN_HEADER)
        candidates = list(self._candidates())
        self._match_mails(candidates)
        if not self._people:
            self._take_first(candidates)
        self._take_mails()
        return sorted(self._people, key=lambda one: one.at)

    def _take_mailbox(self, box: Mailbox, at: int) -> bool:
        """A person by name and address as they stand together; a role's mailbox is the company's."""
        name = read_name(box.name) or (None if is_role(box.mail) else name_of_mail(box.mail))
        if name is not None:
            self._people.append(Who(name, at, box.snippet, mail=box.mail, mail_snippet=box.snippet))
        elif is_role(box.mail):
            self._draft.add("Emails", box.mail, box.snippet)
        return name is not None

    def _candidates(self) -> Iterator[Who]:
        for at, piece in enumerate(self._pieces):
            boxes = mailboxes(piece.text) if piece.mails else ()
            taken = [self._take_mailbox(box, at) for box in boxes if box.name]
            if any(taken):
                self._used.add(at)
            elif not words.LEGAL.search(piece.text) and (who := _leading_name(piece, at)):
                yield who

    def _match_mails(self, candidates: Sequence[Who]) -> None:
        """Candidates that a mailbox or the sender's name bears out are people."""
        known = {one.mail.lower() for one in self._people}
        free = [mail for mail in self._personal_mails() if mail.lower() not in known]
        for who in candidates:
            same = next((one for one in self._people if one.name.is_same(who.name)), None)
            who.mail = next((mail for mail in free if fits(who.name, mail)), "")
            if same is not None:
                self._used.add(who.at)
                if same.at == _IN_HEADER:
                    same.name, same.at, same.snippet, same.rest = who.name, who.at, who.snippet, who.rest
                    same.salutation = who.salutation
            elif who.mail:
                free.remove(who.mail)
                self._people.append(who)
                self._used.add(who.at)

    def _take_first(self, candidates: Sequence[Who]) -> None:
        """The name that a signature begins with, borne out by nothing but its place."""
        first = next((at for at, piece in enumerate(self._pieces) if piece.words), 0)
        who = next((who for who in candidates if who.at <= first + 1), None)
        has_details = any(piece.mails or piece.numbers for piece in self._pieces)
        if who is None or not (has_details or self._signed) or sounds_like_any(who.snippet, self._domains):
            return
        mails = self._personal_mails()
        who.mail = mails[0] if len(mails) == 1 else ""
        self._people.append(who)
        self._used.add(who.at)

    def _take_mails(self) -> None:
        """Mailboxes such as ``ola.hansen@`` that stand alone are people too; others are the company's."""
        taken = {one.mail.lower() for one in self._people}
        for at, piece in enumerate(self._pieces):
            for mail in piece.mails:
                if mail.lower() not in taken:
                    taken.add(mail.lower())
                    self._take_mail(mail, at, piece)

    def _take_mail(self, mail: str, at: int, piece: Piece) -> None:
        only = self._people[0] if len(self._people) == 1 else None
        if is_role(mail):
            self._draft.add("Emails", mail, piece.text)
        elif only is not None and not only.mail and only.at <= at:
            only.mail = mail
        elif name := name_of_mail(mail):
            self._people.append(Who(name, at, piece.text, mail=mail))
        elif not self._people and (lone := self._lone_first_name(mail)):
            self._people.append(lone)
        else:
            self._draft.add("Emails", mail, piece.text)

    def _lone_first_name(self, mail: str) -> Who | None:
        """``Jonas`` above ``jonas@example.de``, where nothing tells more."""
        for at, piece in enumerate(self._pieces):
            word = bare_name(piece.words)
            name = Name(word, "", "")
            if word.isalpha() and word[0].isupper() and fits(name, mail):
                self._used.add(at)
                return Who(name, at, piece.text, mail=mail)
        return None

    def _personal_mails(self) -> list[str]:
        mails = (mail for piece in self._pieces for mail in piece.mails if not is_role(mail))
        return list(dict.fromkeys(mails))


class TitleFinder:
    """Finds what people are, in the pieces that are nothing else."""

    def __init__(self, pieces: Sequence[Piece], used: set[int], countries: Sequence[Country]) -> None:
        self._pieces = pieces
        self._used = used
        self._countries = countries

    def find(self, person: Who, below: int) -> None:
        """What stands behind the name, else the first free words above `below`, the next person's name."""
        if rest := _before_company(person.rest):
            person.draft.set("Title", rest, person.snippet)
            return
        start = max(person.at, 0)
        for at in range(person.at + 1, min(below, start + _TITLE_WITHIN)):
            text = _before_company(self._pieces[at].words)
            near = self._pieces[at].line <= self._pieces[start].line + 3
            likely = at == person.at + 1 or self._is_telling(text)
            if (
                self._is_free(at)
                and likely
                and self._may_be_title(text)
                and (near or words.TITLE.search(text))
            ):
                whole = " | ".join([text, *self._same_line(at, below)])
                person.draft.set("Title", whole, self._pieces[at].text)
                self._used.add(at)
                return

    def _same_line(self, at: int, below: int) -> Iterator[str]:
        """Further titles beside the one at `at`."""
        for other in range(at + 1, below):
            text = self._pieces[other].words
            is_beside = self._pieces[other].line == self._pieces[at].line
            is_title = self._is_telling(text) and self._may_be_title(text) and not company_in(text)
            if is_beside and self._is_free(other) and is_title:
                yield text

    def _is_free(self, at: int) -> bool:
        return at not in self._used and not words.LEGAL.search(self._pieces[at].text)

    def _may_be_title(self, text: str) -> bool:
        if not 2 <= len(text) <= 100 or not text[0].isalpha() or region_named(text, self._countries):
            return False
        is_place = re.search(r"\d", text) and (words.STREET.search(text) or words.PO_BOX.search(text))
        return not (is_place or words.CLOSING.fullmatch(text))

    def _is_telling(self, text: str) -> bool:
        """A short word alone may be anything, such as the town of an office."""
        return len(text.split()) > 1 or len(text) > 6 or text.isupper() or bool(words.TITLE.search(text))


def _leading_name(piece: Piece, at: int) -> Who | None:
    """A name at the beginning of a piece, with what stands behind it."""
    title = academic_title(piece.words)
    if name := read_name(piece.words):
        return Who(name, at, piece.text, salutation=title)
    for separator in (r",\s+", r"\s+[–—-]\s+", r"\s+/\s+", r"\s*:\s+"):
        first, *others = re.split(separator, piece.words, maxsplit=1)
        if others and (name := read_name(first)):
            rest = "" if words.CREDENTIAL.fullmatch(f", {others[0]}") else others[0].strip()
            return Who(name, at, piece.text, rest, salutation=title)
    return None


def _before_company(text: str) -> str:
    """``Daglig leder`` of ``Daglig leder, Fjell AS``."""
    company = company_in(text)
    if not company:
        return text.strip()
    return re.sub(r"[\s,–-]+(?:at|hos|bei)?\s*$", "", text.partition(company)[0]).strip(" ,–-")
