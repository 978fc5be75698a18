"""Reading vCards (2.1, RFC 2426 for 3.0, RFC 6350 for 4.0) with vobject."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any

from app.model.carriers.lists import Country
from app.recognition.language import patterns as words
from app.recognition.language.countries import region_named
from app.recognition.language.names import academic_title, is_role, split_name
from app.recognition.language.social_hosts import is_social
from app.recognition.reading.findings import Draft, PersonDraft, Recognised

_BEGIN = re.compile(r"^[ \t]*BEGIN:VCARD[ \t\r]*$", re.IGNORECASE | re.MULTILINE)
_END = re.compile(r"^[ \t]*END:VCARD[ \t\r]*$", re.IGNORECASE | re.MULTILINE)
# What is large and not wanted.
_PICTURES = re.compile(
    r"^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:].*\n?(?:[ \t]+.*\n?)*", re.IGNORECASE | re.MULTILINE
)
_DAMAGED = (
    "{} of the cards could not be read and was left out. Open the file in a text editor to see what is in it."
)
_SEVERAL = "The cards name several companies; the first one is shown here, and all the people."


def holds_cards(text: str) -> bool:
    return _BEGIN.search(text) is not None


def read_cards(text: str, countries: Sequence[Country] = ()) -> Recognised:
    """All cards of a text: people, and the company that the first of them names."""
    draft = Draft.empty()
    damaged, companies = 0, set()
    for card in _cards(text):
        reader = _CardReader(card, draft, countries) if card is not None else None
        if reader is None or not reader.read():
            damaged += 1
        elif reader.company:
            companies.add(reader.company.casefold())
    found = draft.result()
    notes = [_DAMAGED.format("One" if damaged == 1 else str(damaged))] if damaged else []
    notes += [_SEVERAL] if len(companies) > 1 else []
    return Recognised(found.company, found.persons, " ".join(notes))


def _cards(text: str) -> Iterator[Any]:
    """The cards one by one, so that a damaged one costs no other; None for such a one."""
    from vobject import readComponents
    from vobject.base import VObjectError

    # It writes lines that it cannot read, and so what people pasted, to its log.
    logging.getLogger("vobject.base").disabled = True
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for part in _BEGIN.split(text)[1:]:
        body = _PICTURES.sub("", _END.split(part)[0].strip("\n") + "\n")
        try:
            yield next(readComponents(f"BEGIN:VCARD\n{body}END:VCARD\n", ignoreUnreadable=True, allowQP=True))
        except (VObjectError, ValueError, LookupError, AttributeError, TypeError, StopIteration):
            yield None


class _CardReader:
    """Puts one card into the draft."""

    def __init__(self, card: Any, draft: Draft, countries: Sequence[Country]) -> None:
        self._lines = list(card.getChildren())
        self._draft = draft
        self._countries = countries
        self._labels = {line.group: str(line.value) for line in self._of("X-ABLABEL") if line.group}
        self.company = self._organisation()
        self._is_company = self._speaks_of_a_company()

    def read(self) -> bool:
        """Whether anything was found."""
        person = PersonDraft({})
        if self.company:
            self._draft.set("Name", self.company, f"ORG: {self.company}")
        if not self._is_company:
            self._name(person)
            self._title(person)
        self._phones(person)
        self._mails(person)
        self._urls()
        self._addresses()
        if person.values:
            self._draft.persons.append(person)
        return bool(person.values or self.company)

    def _of(self, name: str) -> list[Any]:
        return [line for line in self._lines if getattr(line, "name", "") == name]

    def _text(self, name: str) -> str:
        return next((text for line in self._of(name) if (text := _plain(line.value))), "")

    def _organisation(self) -> str:
        for line in self._of("ORG"):
            value = line.value[0] if isinstance(line.value, list) and line.value else line.value
            if text := _plain(value):
                return text
        kind = self._text("KIND").lower()
        return self._text("FN") if kind == "org" else ""

    def _speaks_of_a_company(self) -> bool:
        name = next((line.value for line in self._of("N")), None)
        nameless = name is None or not (_plain(name.family) or _plain(name.given))
        return bool(self.company) and nameless and self._text("FN") in ("", self.company)

    def _name(self, person: PersonDraft) -> None:
        full = self._text("FN")
        for line in self._of("N"):
            snippet = f"N: {_plain(str(line.value)) or full}"
            person.set("Firstname", _plain(line.value.given), snippet)
            person.set("MiddleName", _plain(line.value.additional), snippet)
            person.set("Lastname", _plain(line.value.family), snippet)
            person.set("Salutation", academic_title(_plain(line.value.prefix)), snippet)
        if not person.values and full:
            found = words.HONORIFIC.sub("", f"{full} ").split() or full.split()
            name = split_name(found)
            for part, value in (
                ("Firstname", name.first),
                ("MiddleName", name.middle),
                ("Lastname", name.last),
            ):
                person.set(part, value, f"FN: {full}")

    def _title(self, person: PersonDraft) -> None:
        title = self._text("TITLE") or self._text("ROLE")
        person.set("Title", title, f"TITLE: {title}")

    def _phones(self, person: PersonDraft) -> None:
        for line in sorted(self._of("TEL"), key=lambda one: "PREF" not in self._types(one)):
            number = re.sub(r"^tel:", "", _plain(line.value), flags=re.IGNORECASE)
            number = re.sub(r";ext=(\d+)", r" x\1", number).partition(";")[0]
            name = self._kind_of_phone(line)
            add = self._draft.add if name in ("Phones", "Faxes") else person.add
            if number:
                add(name, number, f"TEL: {number}")

    def _kind_of_phone(self, line: Any) -> str:
        types = self._types(line)
        label = words.KIND_OF_LABEL.get(self._label(line), "")
        if "FAX" in types or label == words.FAX:
            return "Faxes" if self._is_company else "FaxPhone"
        if self._is_company or "MAIN" in types or label == words.SWITCHBOARD:
            return "Phones"
        if types & {"CELL", "IPHONE", "MOBILE"} or label == words.MOBILE:
            return "MobilePhone"
        if "PAGER" in types:
            return "OtherPhones"
        return "PrivatePhones" if "HOME" in types or label == words.PRIVATE else "DirectPhone"

    def _mails(self, person: PersonDraft) -> None:
        def rank(line: Any) -> tuple[bool, bool]:
            types = self._types(line)
            return "HOME" in types, "PREF" not in types

        for line in sorted(self._of("EMAIL"), key=rank):
            mail = re.sub(r"^mailto:", "", _plain(line.value), flags=re.IGNORECASE)
            if not mail:
                continue
            if self._is_company or is_role(mail):
                self._draft.add("Emails", mail, f"EMAIL: {mail}")
            else:
                person.add("Email", mail, f"EMAIL: {mail}")

    def _urls(self) -> None:
        for line in self._of("URL"):
            url = _plain(line.value).replace("\\", "")
            if url and "HOME" not in self._types(line) and not is_social(url):
                self._draft.add("Urls", url, f"URL: {url}")

    def _addresses(self) -> None:
        for line in self._of("ADR"):
            if "HOME" in self._types(line) and not self._is_company:
                continue
            box, address = _plain(line.value.box), line.value
            lines = [text for value in (address.extended, address.street) for text in _lines_of(value)]
            kind = "Postal" if (box and not lines) or "POSTAL" in self._types(line) else "Street"
            prefix = f"Address.{kind}."
            if any(path.startswith(prefix) for path in self._draft.company):
                continue
            self._put_address(prefix, [box, *lines] if kind == "Postal" else lines, address)

    def _put_address(self, prefix: str, lines: list[str], address: Any) -> None:
        state = _plain(address.region)
        parts = {f"Address{place}": text for place, text in enumerate([one for one in lines if one][:3], 1)}
        parts |= {"Zipcode": _plain(address.code), "City": _plain(address.city)}
        parts |= {"State" if len(state) <= 5 else "County": state}
        country = _plain(address.country)
        snippet = "ADR: " + ", ".join(
            text for text in (*lines, parts["Zipcode"], parts["City"], country) if text
        )
        for name, value in parts.items():
            self._draft.set(prefix + name, value, snippet)
        self._draft.set("Country", region_named(country, self._countries), snippet)

    def _types(self, line: Any) -> set[str]:
        """What the card calls a line: ``TEL;CELL``, ``TEL;TYPE=cell``, ``TEL;TYPE="work,voice"``."""
        given = [*line.params.get("TYPE", ()), *line.singletonparams]
        types = {word.strip().upper() for text in given for word in text.split(",")}
        return types | ({"PREF"} if "PREF" in line.params else set())

    def _label(self, line: Any) -> str:
        """Apple's own label of a line, such as ``Sentralbord``."""
        return re.sub(r"_\$!<|>!\$_", "", self._labels.get(line.group or "", "")).strip().lower()


def _plain(value: Any) -> str:
    """One line of text from what vobject makes of a value."""
    if isinstance(value, list | tuple):
        value = " ".join(str(one) for one in value if one)
    if isinstance(value, bytes):
        return ""
    return re.sub(r"\s+", " ", str(value or "")).strip()


def _lines_of(value: Any) -> list[str]:
    values = value if isinstance(value, list | tuple) else [value]
    return [text for one in values for line in str(one or "").splitlines() if (text := _plain(line))]
