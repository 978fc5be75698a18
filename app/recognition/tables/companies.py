"""Makes companies of the rows of a table: rows of one company become one with several people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from app.model.text_normalization import shortened
from app.recognition.cells.cell_people import academic_title_of, name_of, names_office
from app.recognition.cells.cell_values import Cells, plain_text, why_lost
from app.recognition.cells.company_keys import is_one_number, without_century
from app.recognition.cells.repairs import kind_of_phone, repaired_phone, what_it_lost
from app.recognition.language.countries import country_in_cell, name_in, region_of_vat
from app.recognition.language.country_evidence import ToldCountry, country_told
from app.recognition.language.names import is_role_mailbox
from app.recognition.language.postcodes import countries_of
from app.recognition.people.known_numbers import KnownNumbers, person_of
from app.recognition.people.mail_names import letters_of_name, whole_name
from app.recognition.people.odd_names import why_odd
from app.recognition.people.placeholders import why_nobody
from app.recognition.people.several import people_apart
from app.recognition.reading.findings import PersonBuilder, RecognitionResult, ResultBuilder
from app.recognition.sheets.sheet import column_letters
from app.recognition.tables.addresses import addresses_of
from app.recognition.tables.columns import MatchedTable
from app.recognition.tables.continued_rows import company_above
from app.recognition.tables.grouping import RowGroup, UnsureGroup, row_groups
from app.recognition.tables.place_columns import UsualCountry, known_of
from app.recognition.tables.row_values import CellNote, RowValues
from app.recognition.values.headings import PHONE_OF_PERSON
from app.translation import _

_ROWS: Final = ("Phones", "Faxes", "Emails", "Urls")
_NO_COMPANY: Final = _("The row has no company: “{name}” above may be meant.")
_UNSURE_NAMES: Final = _(
    "No heading says that these are names of companies: choose the field of the column if they are."
)
_UNSURE_WHICH: Final = _(
    "The table has several companies of this name, and nothing says which of them the row is of."
)
_DECIMAL: Final = re.compile(r"[1-9]\d{0,2}[.,]\d{5,}")
_WRITE_DOTS: Final = ("US", "CA")
"""Countries in which one sign may part the code of an area from the number."""
_PROFILE: Final = re.compile(r"linkedin\.com/(?:in|pub)/", re.IGNORECASE)


@dataclass(frozen=True)
class TableCompany:
    """One company of a table, from the rows of these numbers. `choices` are names of list items by path.

    `odd_country` is what a row names as a country and is not known, where nothing else tells one.
    With `is_unsure` it may be one of several others of its name.
    """

    rows: tuple[int, ...]
    found: RecognitionResult
    choices: dict[str, str] = field(default_factory=dict)
    note: str = ""
    notes: tuple[CellNote, ...] = ()
    odd_country: str = ""
    is_unsure: bool = False
    ours: str = ""
    """Who of us looks after it, as a column that goes nowhere says."""

    @property
    def name(self) -> str:
        """The name; empty if no row says it."""
        return next((one.value for one in self.found.company if one.path == "Name"), "")

    @property
    def region(self) -> str | None:
        """The country that the rows tell; empty for one that is not known, None where they tell none."""
        told = (one.value for one in self.found.company if one.path == "Country")
        return next(told, "" if self.odd_country else None)

    @property
    def country_name(self) -> str:
        """What the rows call their country, be it one that is not known; empty where they tell none."""
        told = (name_in(one.snippet, one.value) for one in self.found.company if one.path == "Country")
        return next(told, self.odd_country)


LISTS_OF_COMPANIES: Final = ("Category", "Business", "Associate", "Interests")
_CUSTOM: Final = "CustomFields."


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
    values = [RowValues(matched, row, notes) for row in rows]
    group.tell_country(values, matched.usual_country.within(region))
    for one in values:
        group.add(one)
    ours = (row.cell(place) for row in rows for place in matched.our_columns)
    company = replace(group.result(), ours=next(filter(None, ours), ""))
    if isinstance(rows, UnsureGroup):
        doubts = (CellNote(row.number, "", _UNSURE_WHICH, is_doubt=True) for row in rows[:1])
        company = replace(company, notes=(*doubts, *company.notes), is_unsure=True)
    place, told = matched.unsure_names_at, _UNSURE_NAMES
    if not company.name and (above := company_above(rows[0], matched)):
        place = next(one.place for one in matched.columns if one.field == "Name")
        told = _NO_COMPANY.format(name=shortened(above))
    if place is None:
        return company
    doubt = CellNote(rows[0].number, column_letters(place), told, is_doubt=True)
    return replace(company, notes=(doubt, *company.notes))


class _Group:
    """Collects the rows of one company."""

    def __init__(self, region: str) -> None:
        self._home = self._region = region
        self._told = ToldCountry(region)
        self._builder = ResultBuilder.empty()
        self._choices: dict[str, str] = {}
        self._texts: list[str] = []
        self._notes: list[CellNote] = []
        self._rows: list[int] = []
        self._numbers = KnownNumbers()
        self._odd_country = ""

    def add(self, values: RowValues) -> None:
        """Adds a row: what is there already stays, and what differs is doubted."""
        self._rows.append(values.number)
        self._notes += values.notes
        if text := values.first("Country"):
            self._take_country(values, text)
        self._set(values, "Name")
        if not values.has_departments_of_people or not any(map(whole_name, values.people)):
            self._set(values, "Department")
        self._add_addresses(values)  # they tell the country of the numbers
        self._add_org_nr(values)
        for path in (*LISTS_OF_COMPANIES, *(path for path in values.cells if path.startswith(_CUSTOM))):
            if text := values.first(path):
                self._choices.setdefault(path, text)
        for kind in _ROWS:
            for text, letters in values.all(kind):
                self._add_row(kind, text, values.number, letters)
        named = [one for person in values.people if (one := self._add_person(person, values.number))]
        self._add_profiles(values, named)
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
                bare = without_century(text) if self._region == "SE" else text
                if bare != text:
                    told = _("“{text}” is read as {repaired}.").format(text=text, repaired=bare)
                    self._notes.append(CellNote(values.number, letters, told))
                self._set(values, "OrgNr", bare)
                if "Country" not in self._builder.company and (country := region_of_vat(text)):
                    self._region = country
                    self._builder.set("Country", country, text)

    def _take_country(self, values: RowValues, text: str) -> None:
        if country := country_in_cell(text):
            self._region = country
            self._builder.set("Country", country, text)
            return
        self._doubt(values, "Country", _("The country “{name}” is not known."))
        if "Country" not in self._builder.company:
            self._region, self._odd_country = "", text  # another one's rules say nothing of its numbers

    def tell_country(self, rows: Sequence[RowValues], usual: UsualCountry) -> None:
        """Tells the country of a company that names none, by what its rows have of it, else by other rows."""
        if any(values.first("Country") or region_of_vat(values.first("OrgNr")) for values in rows):
            return
        known = known_of([(one, one.people, one.city) for one in rows])
        told = country_told(known, self._region, usual.country)
        self._told = told if told.text or not usual.is_of_all else ToldCountry(usual.country)
        self._region = self._told.country

    def _set_told_country(self) -> None:
        """Takes the country that nothing names, and doubts it where that is not sure."""
        told, company = self._told, self._builder.company
        if "Country" in company or self._odd_country:
            return  # named, or told by a postcode
        code, city = (company.get(f"Address.Street.{part}", ("", ""))[0] for part in ("Zipcode", "City"))
        if told.doubt and not (code and city and self._region in countries_of(code, city)):
            self._notes.insert(0, CellNote(self._rows[0], "", told.doubt, is_doubt=True))
        if told.country != self._home:
            self._builder.set("Country", told.country, told.text or told.country)

    def result(self) -> TableCompany:
        """Returns the company."""
        self._set_told_country()
        return TableCompany(
            tuple(self._rows),
            self._builder.result(),
            self._choices,
            "\n".join(self._texts),
            tuple(self._notes),
            self._odd_country,
        )

    def _set(self, values: RowValues, path: str, text: str = "") -> None:
        text = text or values.first(path)
        there = self._builder.company.get(path, ("", ""))[0]
        if path == "Name" and there:
            return  # rows are one company because their names are the same but for letter case and signs
        if (
            text
            and there
            and plain_text(text) != plain_text(there)
            and not (path == "OrgNr" and is_one_number(text, there))
        ):
            whole = ".".join(path.split(".")[:2]).replace("Address.Street.State", path)
            paths = (path, path.replace("County", "State"), whole, f"{whole}.ZipCity")
            cells = (one for name in paths for one in values.cells.get(name, ()))
            letters = next((letters for _text, letters in cells), "")
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
        if _DECIMAL.fullmatch(text) and self._region not in _WRITE_DOTS:
            told = _("The phone number {text} has a decimal sign: see whether it is whole.").format(text=text)
            self._notes.append(CellNote(row, letters, told, is_doubt=True))
        repaired = repaired_phone(text, self._region)
        if repaired != text:
            self._notes.append(CellNote(row, letters, what_it_lost(text, repaired)))
        return repaired

    def _add_row(self, kind: str, text: str, row: int, letters: str) -> None:
        if kind == "Urls" and _PROFILE.search(text):
            return  # of a person: `_add_profiles`
        is_number = kind in ("Phones", "Faxes")
        value = self._number(text, row, letters) if is_number else text
        if value and not (is_number and self._numbers.is_known(kind, value)):
            self._builder.add(kind, value, text)

    def _add_addresses(self, values: RowValues) -> None:
        has_country = "Country" in self._builder.company
        found = addresses_of(values, self._region, has_country=has_country, is_told=bool(self._told.text))
        country, told_by = found.country
        if country:
            self._region = country
            self._builder.set("Country", country, told_by)
        for path, text in found.parts.items():
            self._set(values, path, text)
        self._notes += found.notes
        for name in found.people:
            person = Cells()
            person.cells["Person.Name"] = [(name, "")]
            parted = people_apart(person)
            values.people += parted.people
            self._notes += [CellNote(values.number, "", told, is_doubt=True) for told in parted.doubts]

    def _add_profiles(self, values: RowValues, people: Sequence[PersonBuilder]) -> None:
        """Gives the one person of a row the pages of people, as LinkedIn exports them."""
        for text, letters in values.all("Urls"):
            if _PROFILE.search(text) and len(people) == 1:
                people[0].add("Urls", text, text)
            elif _PROFILE.search(text):
                told = _("“{text}” is the page of a person: it is left out.").format(text=shortened(text))
                self._notes.append(CellNote(values.number, letters, told, is_doubt=True))

    def _add_person(self, values: Cells, row: int) -> PersonBuilder | None:
        mails = [text for text, _letters in values.all("Person.Email")]
        name = self._name(values, row)
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
            return None
        self._doubt_name(values, name, row)
        numbers = [
            (kind_of_phone(number, self._region) if kind == PHONE_OF_PERSON else _PHONES[kind], number, text)
            for kind, text, letters in phones
            if (number := self._number(text, row, letters))
        ]
        mobiles = [number for kind, number, _text in numbers if kind == "MobilePhone"]
        person, told = person_of(self._builder, name, whole_name(values), mails, mobiles)
        self._notes += [CellNote(row, letters_of_name(values), told, is_doubt=True)] if told else []
        person.set("Title", values.first("Person.Title"), values.first("Person.Title"))
        person.set("Salutation", academic_title_of(values), values.first("Person.Name"))
        for mail in mails:
            person.add("Email", mail, mail)
        plain = {text for text, _l in values.all(PHONE_OF_PERSON)} if role_mails and not mails else ()
        for kind, number, text in numbers:
            is_office = kind == "DirectPhone" and text in plain  # beside the company's mailbox, its landline
            if not self._numbers.is_known("Phones" if is_office else id(person), number):
                self._builder.add("Phones", number, text) if is_office else person.add(kind, number, text)
        return person

    def _name(self, values: Cells, row: int) -> dict[str, str]:
        """Returns the name of a person; that of the one before for ``dto.``, nothing for ``Einkauf``."""
        name = name_of(values, self._region)
        if len(name) == 1 and names_office(office := values.first("Person.Name")):
            told, name = _("“{text}” is no name: it is left out.").format(text=office), {}
        elif name and (told := why_nobody(whole_name(values))):
            name = self._builder.name_of_last()
        else:
            return name
        self._notes += [] if name else [CellNote(row, letters_of_name(values), told, is_doubt=True)]
        return name

    def _doubt_name(self, values: Cells, name: dict[str, str], row: int) -> None:
        """Doubts a name that is not one person's, unless its cell is doubted already."""
        if odd := why_odd(name):
            letters = letters_of_name(values)
            is_known = any(one.is_doubt and (one.row, one.column) == (row, letters) for one in self._notes)
            self._notes += [] if is_known else [CellNote(row, letters, odd, is_doubt=True)]


_PHONES: Final = {
    "Person.MobilePhone": "MobilePhone",
    "Person.DirectPhone": "DirectPhone",
    "Person.PrivatePhones": "PrivatePhones",
    PHONE_OF_PERSON: "DirectPhone",
}
