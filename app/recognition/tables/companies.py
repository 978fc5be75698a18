"""Makes companies of the rows of a table: rows of one company become one with several people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from app.model.internet_domains import domain_of_email
from app.recognition.language.countries import region_of_code, region_of_domain, region_of_name
from app.recognition.language.names import is_role_mailbox
from app.recognition.language.postcodes import countries_of, is_place_name, region_of_postcode
from app.recognition.reading.findings import RecognitionResult, ResultBuilder
from app.recognition.reading.postal_addresses import AddressLine, read_addresses
from app.recognition.tables.columns import MatchedTable
from app.recognition.tables.grouping import RowGroup, row_groups
from app.recognition.tables.repairs import kind_of_phone, repaired_phone, repaired_postcode, why_lost
from app.recognition.tables.row_values import (
    CellNote,
    Cells,
    RowValues,
    code_and_city,
    name_of,
    parts_of_address,
)
from app.recognition.values.headings import PHONE_OF_PERSON
from app.translation import _

_ROWS: Final = ("Phones", "Faxes", "Emails", "Urls")
_PLUS_LOST: Final = _("The phone number {text} has lost its plus sign: it is read as {repaired}.")
_BETWEEN_ADDRESSES: Final = re.compile(r"\s*[\n;|]\s*|\s+/\s+")
_LONGEST_CODE: Final = 5
_OF_COUNTRY: Final = re.compile(r"(?:A|B|CH|D|DK|F|FI|FIN|I|N|NO|S|SE)[- ]+(?P<code>\d[\d ]{3,5})")
_PROFILE: Final = re.compile(r"linkedin\.com/(?:in|pub)/", re.IGNORECASE)


@dataclass(frozen=True)
class TableCompany:
    """One company of a table, from the rows of these numbers. `choices` are names of list items by path."""

    rows: tuple[int, ...]
    found: RecognitionResult
    choices: dict[str, str] = field(default_factory=dict)
    note: str = ""
    notes: tuple[CellNote, ...] = ()

    @property
    def name(self) -> str:
        """The name; empty if no row says it."""
        return next((one.value for one in self.found.company if one.path == "Name"), "")


_CHOICES: Final = {"Category": "Category", "Business": "Business"}


def companies_of(matched: MatchedTable, notes: dict[tuple[int, int], str], region: str) -> list[TableCompany]:
    """Returns the companies in the order of their first rows.

    `notes` are those of the sheet. `region` is the country of rows that name none.
    """
    return [company_of(group, matched, notes, region) for group in row_groups(matched)]


def company_of(
    rows: RowGroup, matched: MatchedTable, notes: dict[tuple[int, int], str], region: str
) -> TableCompany:
    """Returns the company of rows that `row_groups` has put together; the rest is as in `companies_of`."""
    group = _Group(region)
    for row in rows:
        group.add(RowValues(matched, row, notes))
    return group.result()


class _Group:
    """Collects the rows of one company."""

    def __init__(self, region: str) -> None:
        self._region = region
        self._builder = ResultBuilder.empty()
        self._choices: dict[str, str] = {}
        self._texts: list[str] = []
        self._notes: list[CellNote] = []
        self._rows: list[int] = []

    def add(self, values: RowValues) -> None:
        """Adds a row: what is there already stays, and what differs is doubted."""
        self._rows.append(values.number)
        self._notes += values.notes
        if country := region_of_name(values.first("Country")) or region_of_code(values.first("Country")):
            self._region = country
            self._builder.set("Country", country, values.first("Country"))
        elif values.first("Country"):
            self._doubt(values, "Country", _("The country “{name}” is not known."))
        else:
            self._take_country_of_domain(values)
        for name in ("Name", "Department"):
            self._set(values, name)
        self._add_org_nr(values)
        for path in _CHOICES:
            if text := values.first(path):
                self._choices.setdefault(path, text)
        for kind in _ROWS:
            for text, letters in values.all(kind):
                self._add_row(kind, text, values.number, letters)
        self._add_address(values)
        for person in values.people:
            self._add_person(person, values.number)
        self._texts += [
            text.replace(" ::: ", "\n")
            for text, _letters in values.cells.get("Description", ())
            if text not in self._texts
        ]

    def _add_org_nr(self, values: RowValues) -> None:
        for text, letters in values.cells.get("OrgNr", ())[:1]:
            if lost := why_lost(text):
                self._notes.append(CellNote(values.number, letters, lost, is_doubt=True))
            else:
                self._set(values, "OrgNr")

    def _take_country_of_domain(self, values: RowValues) -> None:
        """Takes the country of a mailbox's domain for numbers, where no country and no place is named."""
        mails = [text for text, _letters in values.all("Emails")]
        mails += [text for person in values.people for text, _letters in person.all("Person.Email")]
        domains = [domain for mail in mails if (domain := domain_of_email(mail))]
        country = next(filter(None, map(region_of_domain, domains)), "")
        is_other = country not in ("", self._region) and "Country" not in self._builder.company
        if is_other and not values.city:
            self._region = country
            self._builder.set("Country", country, domains[0])

    def result(self) -> TableCompany:
        """Returns the company."""
        return TableCompany(
            tuple(self._rows),
            self._builder.result(),
            self._choices,
            "\n".join(self._texts),
            tuple(self._notes),
        )

    def _set(self, values: RowValues, path: str, text: str = "") -> None:
        text = text or values.first(path)
        there = self._builder.company.get(path, ("", ""))[0]
        if path == "Name" and there:
            return  # rows are one company because their names are the same but for letter case and signs
        if text and there and text.casefold() != there.casefold():
            letters = next((letters for _text, letters in values.cells.get(path, ())), "")
            sentence = _("“{other}” stands in another row of this company: “{there}” is kept.")
            told = sentence.format(other=text, there=there)
            self._notes.append(CellNote(values.number, letters, told, is_doubt=True))
        self._builder.set(path, text, text)

    def _doubt(self, values: RowValues, path: str, sentence: str) -> None:
        text, letters = values.cells[path][0]
        self._notes.append(CellNote(values.number, letters, sentence.format(name=text), is_doubt=True))

    def _number(self, text: str, row: int, letters: str) -> str:
        """Returns a phone number, repaired where a spreadsheet has eaten its zero; empty if it is lost."""
        if lost := why_lost(text):
            self._notes.append(CellNote(row, letters, lost, is_doubt=True))
            return ""
        repaired = repaired_phone(text, self._region)
        if repaired != text:
            has_plus = repaired.startswith("+")
            told = (
                _PLUS_LOST
                if has_plus
                else _("The phone number {text} has lost a zero: it is read as {repaired}.")
            )
            self._notes.append(CellNote(row, letters, told.format(text=text, repaired=repaired)))
        return repaired

    def _add_row(self, kind: str, text: str, row: int, letters: str) -> None:
        if kind == "Urls" and _PROFILE.search(text):
            return  # of a person, as LinkedIn exports it
        value = self._number(text, row, letters) if kind in ("Phones", "Faxes") else text
        if value:
            self._builder.add(kind, value, text)

    def _add_address(self, values: RowValues) -> None:
        streets = values.cells.get("Address.Street.Address1", ())
        street = [" ".join(line.split()) for text, _l in streets for line in text.split("\n") if line.strip()]
        if house := values.first("Address.Street.HouseNumber"):
            street[-1:] = [f"{street[-1]} {house}" if street else house]
        street += [values.first("Address.Street.Address2")]
        code, city = values.first("Address.Street.Zipcode"), values.first("Address.Street.City")
        together = values.first("Address.Street.ZipCity")
        if not together and not code and code_and_city(city)[0]:
            together, city = city, ""
        whole = self._without_postal(values, code or together)
        if whole and not (street[0] and " ".join(whole.split()).startswith(street[0])):
            lines, found_code, found_city = parts_of_address(whole, code or code_and_city(together)[0])
            lines = self._without_country(lines, whole)
            known_city = city or found_city
            if lines and (lines[-1] == known_city or (not known_city and is_place_name(lines[-1]))):
                found_city = lines.pop()
            street = [*lines, *filter(None, street)]
            code, city = code or found_code, city or found_city
        if together:
            found_code, found_city = code_and_city(together)
            code, city = code or found_code, city or found_city
        self._take_country_of(code, city)
        parts = {f"Address{place}": line for place, line in enumerate(filter(None, street[:3]), 1)}
        parts |= {
            "Zipcode": self._postcode(values, code, "Address.Street.Zipcode"),
            "City": city,
            "State": values.first("Address.Street.State"),
        }
        for name, text in parts.items():
            self._set(values, f"Address.Street.{name}", text)
        self._add_postal(values, parts["Zipcode"], city)

    def _without_postal(self, values: RowValues, code: str) -> str:
        """Returns the address in one cell without a postal address that stands in it, too; takes that over.

        Where it has both, each with its postcode, or says which is which.
        """
        whole = next((text for text, _letters in values.cells.get("Address.Street", ())), "")
        parts = [part for part in _BETWEEN_ADDRESSES.split(whole) if part.strip()]
        if len(parts) == 1 or code or "Address.Postal" in values.cells:
            return whole
        found = read_addresses([AddressLine(*one) for one in enumerate(parts)], self._region)
        by_kind = {one.kind: one.parts for one in found}
        if len(found) != len(by_kind) or set(by_kind) != {"Street", "Postal"}:
            return whole
        values.cells["Address.Postal"] = [(_as_lines(by_kind["Postal"]), "")]
        return _as_lines(by_kind["Street"])

    def _without_country(self, lines: list[str], whole: str) -> list[str]:
        """Returns the lines of an address without its country, which is that of the company."""
        ends = [re.split(r"[\n,]", whole)[-1].strip(), *lines[1:][-1:]]
        country = next(filter(None, map(_country_named, ends)), "")
        if country and "Country" not in self._builder.company:
            self._region = country
            self._builder.set("Country", country, whole)
        return lines[:-1] if len(lines) > 1 and _country_named(lines[-1]) else lines

    def _add_postal(self, values: RowValues, code: str, city: str) -> None:
        """Adds the postal address; what it does not say is that of the street."""
        own_code, own_city = values.first("Address.Postal.Zipcode"), values.first("Address.Postal.City")
        if own_city and not own_code:
            own_code, own_city = code_and_city(own_city)
        own_code = self._postcode(values, own_code, "Address.Postal.Zipcode")
        if postal := next((text for text, _letters in values.cells.get("Address.Postal", ())), ""):
            lines, found_code, found_city = parts_of_address(postal, own_code)
            for place, line in enumerate(lines[:3], 1):
                self._set(values, f"Address.Postal.Address{place}", line)
            self._set(values, "Address.Postal.Zipcode", own_code or found_code or code)
            self._set(values, "Address.Postal.City", own_city or found_city or city)
        elif own_city:
            self._set(values, "Address.Postal.Address1", values.first("Address.Postal.Address1"))
            self._set(values, "Address.Postal.Zipcode", own_code)
            self._set(values, "Address.Postal.City", own_city)

    def _take_country_of(self, code: str, city: str) -> None:
        """Takes the one country in which the city has this postcode, if the table names none."""
        if "Country" in self._builder.company or not code or not city:
            return
        countries = countries_of(code, city)
        if not countries and code.isdigit() and len(code) < _LONGEST_CODE:
            # Without the zeros that a spreadsheet has eaten it is nobody's.
            countries = countries_of(code.zfill(_LONGEST_CODE), city)
        if len(countries) == 1 and countries[0] != self._region:
            self._region = countries[0]
            self._builder.set("Country", countries[0], f"{code} {city}")

    def _postcode(self, values: RowValues, code: str, field: str) -> str:
        if match := _OF_COUNTRY.fullmatch(code):
            country = region_of_postcode(f"{code} X")
            self._builder.set("Country", country, code)
            code, self._region = match["code"], self._builder.company.get("Country", (self._region, ""))[0]
        repaired = repaired_postcode(code, self._region)
        if repaired != code:
            letters = next((one for _t, one in values.cells.get(field, ())), "")
            told = _("The postcode {code} has lost a zero: it is read as {repaired}.")
            self._notes.append(CellNote(values.number, letters, told.format(code=code, repaired=repaired)))
        return repaired

    def _add_person(self, values: Cells, row: int) -> None:
        name = name_of(values)
        mails = [text for text, _letters in values.all("Person.Email")]
        role_mails = [mail for mail in mails if is_role_mailbox(mail)]
        for mail in role_mails:
            self._builder.add("Emails", mail, mail)
        mails = [mail for mail in mails if mail not in role_mails]
        phones = [(kind, *one) for kind in _PHONES for one in values.all(kind)]
        if not name:
            # Without a name nobody is made of it: what the row has is the company's.
            for mail in mails:
                self._builder.add("Emails", mail, mail)
            for kind, text, letters in phones:
                if kind != "Person.PrivatePhones":
                    self._add_row("Phones", text, row, letters)
            return
        person = self._builder.person_named(name)
        person.set("Title", values.first("Person.Title"), values.first("Person.Title"))
        for mail in mails:
            person.add("Email", mail, mail)
        for kind, text, letters in phones:
            if number := self._number(text, row, letters):
                told = kind_of_phone(number, self._region) if kind == PHONE_OF_PERSON else _PHONES[kind]
                person.add(told, number, text)


def _country_named(text: str) -> str:
    return region_of_name(text) or (region_of_code(text) if text.isupper() else "")


def _as_lines(parts: dict[str, str]) -> str:
    """Returns an address as it is written in one cell."""
    city = " ".join(filter(None, (parts.get("Zipcode"), parts.get("City"))))
    return "\n".join(filter(None, (*(parts.get(f"Address{line}", "") for line in (1, 2, 3)), city)))


_PHONES: Final = {
    "Person.MobilePhone": "MobilePhone",
    "Person.DirectPhone": "DirectPhone",
    "Person.PrivatePhones": "PrivatePhones",
    PHONE_OF_PERSON: "DirectPhone",
}


def rows_told(rows: Sequence[int]) -> str:
    """Returns the numbers of rows for people, as ``3, 5–7``."""
    parts: list[str] = []
    start = last = 0
    for row in (*rows, 0):
        if row != last + 1 or not last:
            if last:
                parts.append(str(start) if start == last else f"{start}–{last}")
            start = row
        last = row
    return ", ".join(parts)
