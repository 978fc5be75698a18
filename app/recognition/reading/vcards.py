"""Reads vCards (2.1; 3.0, RFC 2426; 4.0, RFC 6350) with vobject."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any

from app.model.carriers.lists import Country
from app.recognition.language import patterns
from app.recognition.language.countries import region_of_name
from app.recognition.language.names import academic_title, is_role_mailbox, split_name
from app.recognition.language.social_hosts import is_social
from app.recognition.reading.findings import PersonBuilder, RecognitionResult, ResultBuilder

_BEGIN = re.compile(r"^[ \t]*BEGIN:VCARD[ \t\r]*$", re.IGNORECASE | re.MULTILINE)
_END = re.compile(r"^[ \t]*END:VCARD[ \t\r]*$", re.IGNORECASE | re.MULTILINE)
# Large properties that are not needed.
_PICTURES = re.compile(
    r"^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:].*\n?(?:[ \t]+.*\n?)*", re.IGNORECASE | re.MULTILINE
)
_DAMAGED = (
    "{} of the cards could not be read and was left out. Open the file in a text editor to see what is in it."
)
_SEVERAL = "The cards name several companies; the first one is shown here, and all the people."


def holds_cards(text: str) -> bool:
    """Returns True if a vCard begins in the text."""
    return _BEGIN.search(text) is not None


def read_cards(text: str, countries: Sequence[Country] = ()) -> RecognitionResult:
    """Reads all cards of a text: the people, and the company that the first card names."""
    builder = ResultBuilder.empty()
    damaged, companies = 0, set()
    for card in _cards(text):
        reader = _CardReader(card, builder, countries) if card is not None else None
        if reader is None or not reader.read():
            damaged += 1
        elif reader.company:
            companies.add(reader.company.casefold())
    found = builder.result()
    notes = [_DAMAGED.format("One" if damaged == 1 else str(damaged))] if damaged else []
    notes += [_SEVERAL] if len(companies) > 1 else []
    return RecognitionResult(found.company, found.persons, " ".join(notes))


def _cards(text: str) -> Iterator[Any]:
    """Yields the cards one by one, None for a damaged one, which leaves the others readable."""
    from vobject import readComponents
    from vobject.base import VObjectError

    # It logs lines that it cannot read, and with them what the user pasted.
    logging.getLogger("vobject.base").disabled = True
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for part in _BEGIN.split(text)[1:]:
        body = _PICTURES.sub("", _END.split(part)[0].strip("\n") + "\n")
        try:
            yield next(readComponents(f"BEGIN:VCARD\n{body}END:VCARD\n", ignoreUnreadable=True, allowQP=True))
        except (VObjectError, ValueError, LookupError, AttributeError, TypeError, StopIteration):
            yield None


class _CardReader:
    """Reads one card into the builder."""

    def __init__(self, card: Any, builder: ResultBuilder, countries: Sequence[Country]) -> None:
        self._lines = list(card.getChildren())
        self._builder = builder
        self._countries = countries
        self._labels = {line.group: str(line.value) for line in self._lines_named("X-ABLABEL") if line.group}
        self.company = self._organisation()
        self._is_company = self._describes_company()

    def read(self) -> bool:
        """Reads the card. Returns True if anything was found."""
        person = PersonBuilder({})
        if self.company:
            self._builder.set("Name", self.company, f"ORG: {self.company}")
        if not self._is_company:
            self._name(person)
            self._title(person)
        self._phones(person)
        self._mails(person)
        self._urls()
        self._addresses()
        if person.values:
            self._builder.persons.append(person)
        return bool(person.values or self.company)

    def _lines_named(self, name: str) -> list[Any]:
        return [line for line in self._lines if getattr(line, "name", "") == name]

    def _text(self, name: str) -> str:
        return next((text for line in self._lines_named(name) if (text := _one_line(line.value))), "")

    def _organisation(self) -> str:
        for line in self._lines_named("ORG"):
            value = line.value[0] if isinstance(line.value, list) and line.value else line.value
            if text := _one_line(value):
                return text
        kind = self._text("KIND").lower()
        return self._text("FN") if kind == "org" else ""

    def _describes_company(self) -> bool:
        name = next((line.value for line in self._lines_named("N")), None)
        nameless = name is None or not (_one_line(name.family) or _one_line(name.given))
        return bool(self.company) and nameless and self._text("FN") in ("", self.company)

    def _name(self, person: PersonBuilder) -> None:
        full = self._text("FN")
        for line in self._lines_named("N"):
            snippet = f"N: {_one_line(str(line.value)) or full}"
            person.set("Firstname", _one_line(line.value.given), snippet)
            person.set("MiddleName", _one_line(line.value.additional), snippet)
            person.set("Lastname", _one_line(line.value.family), snippet)
            person.set("Salutation", academic_title(_one_line(line.value.prefix)), snippet)
        if not person.values and full:
            found = patterns.HONORIFIC.sub("", f"{full} ").split() or full.split()
            name = split_name(found)
            for part, value in (
                ("Firstname", name.first),
                ("MiddleName", name.middle),
                ("Lastname", name.last),
            ):
                person.set(part, value, f"FN: {full}")

    def _title(self, person: PersonBuilder) -> None:
        title = self._text("TITLE") or self._text("ROLE")
        person.set("Title", title, f"TITLE: {title}")

    def _phones(self, person: PersonBuilder) -> None:
        for line in sorted(self._lines_named("TEL"), key=lambda one: "PREF" not in self._types(one)):
            number = re.sub(r"^tel:", "", _one_line(line.value), flags=re.IGNORECASE)
            number = re.sub(r";ext=(\d+)", r" x\1", number).partition(";")[0]
            name = self._kind_of_phone(line)
            add = self._builder.add if name in ("Phones", "Faxes") else person.add
            if number:
                add(name, number, f"TEL: {number}")

    def _kind_of_phone(self, line: Any) -> str:
        types = self._types(line)
        label = patterns.KIND_OF_LABEL.get(self._label(line), "")
        if "FAX" in types or label == patterns.FAX:
            return "Faxes" if self._is_company else "FaxPhone"
        if self._is_company or "MAIN" in types or label == patterns.SWITCHBOARD:
            return "Phones"
        if types & {"CELL", "IPHONE", "MOBILE"} or label == patterns.MOBILE:
            return "MobilePhone"
        if "PAGER" in types:
            return "OtherPhones"
        return "PrivatePhones" if "HOME" in types or label == patterns.PRIVATE else "DirectPhone"

    def _mails(self, person: PersonBuilder) -> None:
        def rank(line: Any) -> tuple[bool, bool]:
            types = self._types(line)
            return "HOME" in types, "PREF" not in types

        for line in sorted(self._lines_named("EMAIL"), key=rank):
            mail = re.sub(r"^mailto:", "", _one_line(line.value), flags=re.IGNORECASE)
            if not mail:
                continue
            if self._is_company or is_role_mailbox(mail):
                self._builder.add("Emails", mail, f"EMAIL: {mail}")
            else:
                person.add("Email", mail, f"EMAIL: {mail}")

    def _urls(self) -> None:
        for line in self._lines_named("URL"):
            url = _one_line(line.value).replace("\\", "")
            if url and "HOME" not in self._types(line) and not is_social(url):
                self._builder.add("Urls", url, f"URL: {url}")

    def _addresses(self) -> None:
        for line in self._lines_named("ADR"):
            if "HOME" in self._types(line) and not self._is_company:
                continue
            box, address = _one_line(line.value.box), line.value
            lines = [text for value in (address.extended, address.street) for text in _lines_of(value)]
            kind = "Postal" if (box and not lines) or "POSTAL" in self._types(line) else "Street"
            prefix = f"Address.{kind}."
            if any(path.startswith(prefix) for path in self._builder.company):
                continue
            self._put_address(prefix, [box, *lines] if kind == "Postal" else lines, address)

    def _put_address(self, prefix: str, lines: list[str], address: Any) -> None:
        state = _one_line(address.region)
        parts = {f"Address{number}": text for number, text in enumerate([one for one in lines if one][:3], 1)}
        parts |= {"Zipcode": _one_line(address.code), "City": _one_line(address.city)}
        parts |= {"State" if len(state) <= 5 else "County": state}
        country = _one_line(address.country)
        snippet = "ADR: " + ", ".join(
            text for text in (*lines, parts["Zipcode"], parts["City"], country) if text
        )
        for name, value in parts.items():
            self._builder.set(prefix + name, value, snippet)
        self._builder.set("Country", region_of_name(country, self._countries), snippet)

    def _types(self, line: Any) -> set[str]:
        """Returns the types of a line, as in ``TEL;CELL``, ``TEL;TYPE=cell``, ``TEL;TYPE="work,voice"``."""
        given = [*line.params.get("TYPE", ()), *line.singletonparams]
        types = {word.strip().upper() for text in given for word in text.split(",")}
        return types | ({"PREF"} if "PREF" in line.params else set())

    def _label(self, line: Any) -> str:
        """Returns the label that Apple gives to a line, such as ``Sentralbord``."""
        return re.sub(r"_\$!<|>!\$_", "", self._labels.get(line.group or "", "")).strip().lower()


def _one_line(value: Any) -> str:
    """Returns a value of vobject as one line of text."""
    if isinstance(value, list | tuple):
        value = " ".join(str(one) for one in value if one)
    if isinstance(value, bytes):
        return ""
    return re.sub(r"\s+", " ", str(value or "")).strip()


def _lines_of(value: Any) -> list[str]:
    values = value if isinstance(value, list | tuple) else [value]
    return [text for one in values for line in str(one or "").splitlines() if (text := _one_line(line))]
