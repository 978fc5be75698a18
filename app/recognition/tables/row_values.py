"""The cells of one row by field, and the parts of names and addresses that stand in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.recognition.language.names import parse_name
from app.recognition.language.person_names import is_particle
from app.recognition.sheets.sheet import Row, column_letters
from app.recognition.tables.columns import MatchedTable
from app.recognition.tables.repairs import clean_cell, values_of_cell, why_formula, why_lost
from app.recognition.values.headings import PHONE_OF_PERSON, names_leader, surname_stands_first

_JOINED: Final = re.compile(r"\s*(?: ::: |\n|;)\s*")
_CITY_BEHIND: Final = re.compile(
    r"(?P<zip>(?:[A-Z]{1,2}[- ])?\d[\d\s-]{2,6}(?:\s?[A-Z]{2}\b)?)[\s,]+(?P<city>\D.*)"
)
_CITY_BEFORE: Final = re.compile(r"(?P<city>\D.*?)[\s,]+(?P<zip>\d[\d\s-]{3,6})")
_CODE: Final = re.compile(r"(?:[A-Z]{1,2}[- ])?\d[\d\s-]{2,6}")
_BETWEEN_PEOPLE: Final = re.compile(
    r"(?<=>)\s*,\s*|\s*[\n;|]\s*|\s+/\s+|\s+(?:&|\+|og|och|und|and|en|et|ja)\s+"
)
_PARTS_OF_ADDRESS: Final = re.compile(r",|\s+/\s+|\s{2,}")
_NOTE: Final = re.compile(r"\s*[(\[](?P<note>[^()\[\]]*)[)\]]\s*")
_IN_NAME: Final = re.compile(r"[\n;|/&+,(\[@]|\d[\d ]{5}|\s(?:og|och|und|and|en|et|ja)\s")
_AROUND_NAME: Final = " ,;:<>\"'–-"
_NUMBER: Final = re.compile(r"\+?\(?\d[\d\s()./-]{5,}\d")
_PHONES: Final = ("Phones", "Faxes", PHONE_OF_PERSON, "Person.MobilePhone", "Person.DirectPhone")
_MAILS: Final = ("Emails", "Person.Email")
_TITLE: Final = 2.0
"""From this score on, words behind a name are a title: `title_score`."""
_OF_KIND: Final = {
    "fax": "Faxes",
    "switchboard": "Phones",
    "mobile": "Person.MobilePhone",
    "direct": "Person.DirectPhone",
    "private": "Person.PrivatePhones",
}


@dataclass(frozen=True)
class CellNote:
    """What was noticed about a cell: a repair that is shown, or a reason to doubt the company."""

    row: int
    column: str
    sentence: str
    is_doubt: bool = False


class Cells:
    """Cells by field, in the order of the columns, each with the letters of its column."""

    def __init__(self) -> None:
        self.cells: dict[str, list[tuple[str, str]]] = {}

    def first(self, name: str) -> str:
        """Returns the first cell of a field in one line."""
        return next((" ".join(text.split()) for text, _ in self.cells.get(name, ())), "")

    def all(self, name: str) -> Iterator[tuple[str, str]]:
        """Yields each value of a field with the letters of its column; exports join several in one cell."""
        for text, letters in self.cells.get(name, ()):
            for part in _JOINED.split(text):
                for value in values_of_cell(part.strip(), name):
                    yield value, letters


class RowValues(Cells):
    """The cells of one row; `people` has those of each person that it names."""

    def __init__(self, matched: MatchedTable, row: Row, notes: dict[tuple[int, int], str]) -> None:
        super().__init__()
        self.number = row.number
        self.notes: list[CellNote] = []
        whose = matched.people_of_columns
        self.people = [Cells() for _person in range(max(whose, default=0) + 1)]
        for column, person in zip(matched.columns, whose, strict=True):
            letters = column_letters(column.place)
            if error := notes.get((row.number, column.place)):
                self.notes.append(CellNote(row.number, letters, error, is_doubt=True))
            text = row.cell(column.place)
            if column.field and text and (clean := self._clean(text, column.field, letters)):
                if column.field == "Person.Name" and surname_stands_first(column.heading):
                    clean = _with_comma(clean)
                for field, value in told_apart(clean, column.field):
                    cells = self.people[person] if field.startswith("Person.") else self
                    cells.cells.setdefault(field, []).append((value, letters))

        self._add_titles(matched, whose)
        self.people = [one for cells in self.people for one in people_apart(cells)]

    def _add_titles(self, matched: MatchedTable, whose: Sequence[int]) -> None:
        """Gives who leads the company that title, by the heading; a column of titles says more."""
        for column, person in zip(matched.columns, whose, strict=True):
            cells = self.people[person].cells
            is_named = column.field == "Person.Name" and "Person.Name" in cells
            if is_named and names_leader(column.heading):
                cells.setdefault("Person.Title", [(column.heading.strip(), column_letters(column.place))])

    def _clean(self, text: str, field: str, letters: str) -> str:
        if told := why_formula(text, f"{letters}{self.number}"):
            self.notes.append(CellNote(self.number, letters, told, is_doubt=True))
            return ""
        return clean_cell(text, field)

    @property
    def city(self) -> str:
        """The town of the row, as far as a column names it."""
        together = self.first("Address.Street.ZipCity")
        return self.first("Address.Street.City") or (code_and_city(together)[1] if together else "")

    @property
    def telling(self) -> dict[str, str]:
        """What tells two companies of one name apart: number, department and town, where they are named."""
        number = re.sub(r"\W", "", self.first("OrgNr"))
        told = {"OrgNr": number, "Department": self.first("Department"), "City": self.city}
        return {name: text.casefold() for name, text in told.items() if text}


def told_apart(text: str, field: str) -> list[tuple[str, str]]:
    """Returns the fields and values of a cell in which several kinds stand: ``Tlf: 22 33 44 55, kari@x.no``.

    Where anything else stands in it, the cell is left as it is.
    """
    if field == "Name":
        return name_and_address(text)
    is_phone = field in _PHONES and ("@" in text or any(map(str.isalpha, text)))
    is_mail = field in _MAILS and ("www." in text or "://" in text)
    if (not is_phone and not is_mail) or why_lost(text):
        return [(field, text)]
    from app.recognition.language.labels import is_phone_label, is_value_label
    from app.recognition.values.web_addresses import extract_mails, extract_urls

    of_person = field.startswith("Person.")
    mails, rest = extract_mails(text)
    urls, rest = extract_urls(rest)
    found = [("Person.Email" if of_person else "Emails", mail) for mail in mails]
    found += [("Urls", url) for url in urls]
    end, words = 0, ""
    numbers = list(_NUMBER.finditer(rest)) if is_phone else []
    for number in numbers:
        before, behind = rest[end : number.start()], _NOTE.match(rest, number.end())
        of_kind = _OF_KIND.get(_kind_of(before, behind["note"] if behind else ""), field)
        found.append((of_kind if of_person or of_kind == "Faxes" else field, number[0].strip()))
        words += before
        end = number.end()
    said = re.findall(r"[^\W\d_][\w-]*", words + rest[end:])
    is_clear = found and all(is_phone_label(word) or is_value_label(word) for word in said)
    return found if is_clear else [(field, text)]


def name_and_address(text: str) -> list[tuple[str, str]]:
    """Returns the name of a company, and the address that stands below it in the same cell."""
    if "\n" not in text:
        return [("Name", text)]
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    is_address = any(code_and_city(line)[0] for line in lines[1:])
    return [("Name", lines[0]), ("Address.Street", "\n".join(lines[1:]))] if is_address else [("Name", text)]


def _kind_of(before: str, behind: str) -> str:
    """Returns the kind of phone by the label before a number, or in brackets behind it."""
    from app.recognition.language.labels import kinds_before, most_specific

    return most_specific(kinds_before(before)) or most_specific(kinds_before(behind))


def people_apart(cells: Cells) -> list[Cells]:
    """Returns the cells of each person whom one cell names, with what stands beside the name in it.

    As many mails or phones as there are people are one for each; else they are the first one's.
    """
    whole, letters = next(iter(cells.cells.get("Person.Name", ())), ("", ""))
    if not _IN_NAME.search(whole):
        return [cells]
    parts = [part for part in _BETWEEN_PEOPLE.split(whole) if part]
    people: list[Cells] = []
    own: list[list[tuple[str, str]]] = []
    for part in parts:
        bare, told = _without_numbers(part)
        name, title = _without_title(bare)
        if people and not name and (title or told):
            own[-1] += told
        elif len(name.split()) > 1 or "," in name or len(parts) == 1 or told:
            people.append(Cells())
            people[-1].cells["Person.Name"] = [(name, letters)] if name else []
            own.append(told)
        else:
            return [cells]  # "Kari og Ola Moe"
        if title:
            people[-1].cells.setdefault("Person.Title", [(title, letters)])
    _share(cells, people)
    for person, told in zip(people, own, strict=True):
        for field, value in told:
            person.cells.setdefault(field, []).append((value, letters))
    return people


def _without_numbers(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Returns a name, and fields and values of what stands beside it: ``Kari Moe <kari@x.no>``."""
    if "@" not in text and not _NUMBER.search(text):
        return text, []
    from app.recognition.language.labels import is_phone_label, is_value_label
    from app.recognition.values.web_addresses import extract_mails

    mails, rest = extract_mails(text)
    told = [("Person.Email", mail) for mail in mails]
    end, left = 0, ""
    for number in _NUMBER.finditer(rest):
        before = rest[end : number.start()]
        told.append((_OF_KIND.get(_kind_of(before, ""), PHONE_OF_PERSON), number[0].strip()))
        left, end = f"{left}{before} ", number.end()
    if not told:
        return text, []
    said = [
        word
        for word in f"{left}{rest[end:]}".split()
        # One letter is an initial unless a colon stands behind it.
        if (len(bare := word.strip(".:,()")) < 2 and ":" not in word)
        or not (is_phone_label(bare) or is_value_label(bare))
    ]
    return re.sub(r"\s*,(?:\s*,)+", ",", " ".join(said)).strip(_AROUND_NAME), told


def _share(cells: Cells, people: Sequence[Cells]) -> None:
    """Gives each person their own of as many values as there are people, the first one all others."""
    for field, values in cells.cells.items():
        if field == "Person.Name":
            continue
        each = list(cells.all(field))
        if len(each) == len(people) > 1:
            for person, value in zip(people, each, strict=True):
                person.cells[field] = [value]
        else:
            people[0].cells[field] = values


def _without_title(text: str) -> tuple[str, str]:
    """Returns a name, and the title that stands behind it or in brackets; the title alone has no name."""
    from app.recognition.values.titles import title_score

    note = _NOTE.search(text)
    bare = _NOTE.sub(" ", text).strip() if note else text
    title = note["note"].strip() if note and title_score(note["note"]) >= _TITLE else ""
    name, comma, behind = bare.partition(",")
    if comma and title_score(behind.strip()) >= _TITLE:
        return name.strip(), title or behind.strip()
    if not comma and title_score(bare) >= _TITLE:
        return "", bare
    return bare, title


def _with_comma(text: str) -> str:
    """Returns a name whose surname stands first with the comma that says so."""
    words = text.split()
    last = next((at for at, word in enumerate(words) if not is_particle(word.lower())), 0) + 1
    is_plain = "," not in text and len(words) > last
    return f"{' '.join(words[:last])}, {' '.join(words[last:])}" if is_plain else text


def name_of(values: Cells) -> dict[str, str]:
    """Returns the parts of the person's name, as the form has them; nothing without one."""
    parts = {name: values.first(f"Person.{name}") for name in ("Firstname", "MiddleName", "Lastname")}
    if not any(parts.values()) and (whole := values.first("Person.Name")):
        if before := re.fullmatch(r"(?P<last>[^,]+),\s*(?P<first>[^,]+)", whole):
            parts = {"Firstname": before["first"], "MiddleName": "", "Lastname": before["last"]}
        elif name := parse_name(whole):
            parts = {"Firstname": name.first, "MiddleName": name.middle, "Lastname": name.last}
        else:
            first, _blank, last = whole.partition(" ")
            parts = {"Firstname": first, "MiddleName": "", "Lastname": last}
    return {name: text for name, text in parts.items() if text}


def code_and_city(text: str) -> tuple[str, str]:
    """Returns postcode and city of a text that has both; without a postcode, all of it is the city."""
    for pattern in (_CITY_BEHIND, _CITY_BEFORE):
        if match := pattern.fullmatch(text.strip()):
            return " ".join(match["zip"].split()), match["city"].strip()
    return "", text.strip()


def parts_of_address(text: str, code_beside: str = "") -> tuple[list[str], str, str]:
    """Returns lines, postcode and city of an address in one cell: lines, or parts with commas between.

    Where the postcode has a cell of its own, `code_beside`, another number is that of the house.
    """
    lines = [line.strip(" ,") for line in text.split("\n") if line.strip(" ,")]
    if len(lines) == 1:
        lines = [part.strip() for part in _PARTS_OF_ADDRESS.split(lines[0]) if part.strip()]
    for place in range(len(lines) - 1, -1, -1):
        code, city = code_and_city(lines[place])
        if code and code_beside in ("", code):
            return lines[:place], code, city
    for place in range(len(lines) - 1, max(0, len(lines) - 3), -1):  # behind it the country alone
        if not code_beside and _CODE.fullmatch(lines[place]):
            return [*lines[:place], *lines[place + 1 :]], lines[place], ""
    return lines, "", ""
