"""The cells of one row by field, and the parts of names and addresses that stand in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.recognition.language.names import parse_name
from app.recognition.tables.columns import MatchedTable
from app.recognition.tables.repairs import clean_cell, values_of_cell, why_formula
from app.recognition.tables.sheet import Row, column_letters
from app.recognition.values.headings import names_leader

_JOINED: Final = re.compile(r"\s*(?: ::: |\n|;)\s*")
_CITY_BEHIND: Final = re.compile(
    r"(?P<zip>(?:[A-Z]{1,2}[- ])?\d[\d\s-]{2,6}(?:\s?[A-Z]{2}\b)?)[\s,]+(?P<city>\D.*)"
)
_CITY_BEFORE: Final = re.compile(r"(?P<city>\D.*?)[\s,]+(?P<zip>\d[\d\s-]{3,6})")


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
                cells = self.people[person] if column.field.startswith("Person.") else self
                cells.cells.setdefault(column.field, []).append((clean, letters))

        self._add_titles(matched, whose)

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
        lines = [part.strip() for part in lines[0].split(",") if part.strip()]
    for place in range(len(lines) - 1, -1, -1):
        code, city = code_and_city(lines[place])
        if code and code_beside in ("", code):
            return lines[:place], code, city
    return lines, "", ""
