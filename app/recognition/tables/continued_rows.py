"""Tells rows that go on about the company above: its name stands once, the cells below it are blank."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from operator import attrgetter
from typing import Final

from app.model.internet_domains import domain_of_email, domain_of_url
from app.recognition.odd_rows.remark_rows import is_total
from app.recognition.sheets.sheet import Row
from app.recognition.tables.columns import MatchedTable

_FEWEST_OTHERS: Final = 2
_FEWEST_ROWS: Final = 3
_MOST_TO_ONE: Final = 4
_MOST_ABOVE: Final = 20
_OF_COMPANY: Final = ("Department", "OrgNr", "Country", "Address.", "Category", "Business")
_MAILS: Final = ("Person.Email", "Emails")
_NAMES: Final = ("Person.Name", "Person.Firstname", "Person.Lastname")


def company_above(row: Row, matched: MatchedTable) -> str:
    """Returns the name above a person without a company, who may be of it: nothing says another one."""
    names = [one.place for one in matched.columns if one.field == "Name"]
    people = [one.place for one in matched.columns if one.field in _NAMES]
    is_noted = any((row.number, place) in matched.noted for place in names)
    if is_noted or any(map(row.cell, names)) or not any(map(row.cell, people)):
        return ""
    at, below = bisect_left(matched.rows, row.number, key=attrgetter("number")), row
    for above in reversed(matched.rows[max(0, at - _MOST_ABOVE) : at]):
        if above.number != below.number - 1 or is_total(above):
            return ""
        if name := next(filter(None, map(above.cell, names)), ""):
            return "" if ContinuedRows(matched).says_another(above, row) else name
        below = above
    return ""


class ContinuedRows:
    """Compares rows without a company to the one above that has one, by the columns of their table."""

    def __init__(self, matched: MatchedTable) -> None:
        self._names = [column.place for column in matched.columns if column.field == "Name"]
        of_company = (one for one in matched.columns if one.field.startswith(_OF_COMPANY))
        is_of_people = matched.has_departments_of_people
        self._company = [one.place for one in of_company if not (is_of_people and one.field == "Department")]
        self._people = [one.place for one in matched.columns if one.field in _NAMES]
        self._mails = [one.place for one in matched.columns if one.field in _MAILS]
        self._webs = [one.place for one in matched.columns if one.field == "Urls"]
        self._read = [one.place for one in matched.columns if one.field]
        self._rows = matched.rows
        self._notes = matched.noted
        self._is_usual: bool | None = None
        self._has_outline: bool | None = None

    @cached_property
    def _noted(self) -> set[int]:
        """The rows of which a name is noted, which may be an error, or a text, which may be a remark."""
        cells = {row.number: row for row in self._rows} if self._notes else {}
        return {
            number
            for number, place in self._notes
            if place in self._names or (number in cells and cells[number].cell(place))
        }

    def is_of(self, above: Row, row: Row) -> bool:
        """Returns True if a row surely is of the company above: by mailboxes, else by what stands where."""
        if not self._names or row.number in self._noted or any(row.cell(place) for place in self._names):
            return False
        if self.says_another(above, row):
            return False
        own = [place for place in self._company if row.cell(place)]
        domains = self._domains(row)
        if domains and (self._domains(above) or self._web_domains(above)):
            return True  # the same
        is_behind = not any(row.cell(place) for place in self._read if place < self._names[0])
        has_mail = any(row.cell(place) for place in self._mails)
        if not is_behind or not any(row.cell(place) for place in self._people):
            return False  # a list of people
        is_outline = self._is_outline() and bool(domains)
        if own or (has_mail and not is_outline):
            # Their cells are not left out: whose row it is would stand there, too. Or a private mailbox.
            return False
        told = sum(1 for place in self._company if above.cell(place))
        return told >= _FEWEST_OTHERS or self._is_outline() or self._is_style()

    def says_another(self, above: Row, row: Row) -> bool:
        """Returns True for a row with another town, number or mailbox than the company above."""
        own = [place for place in self._company if row.cell(place)]
        if any(row.cell(place).casefold() != above.cell(place).casefold() for place in own):
            return True
        domains, others = self._domains(row), self._domains(above) | self._web_domains(above)
        return bool(domains and others) and domains.isdisjoint(others)

    def _domains(self, row: Row) -> set[str]:
        return {*filter(None, (domain_of_email(row.cell(place)) for place in self._mails))}

    def _web_domains(self, row: Row) -> set[str]:
        return {*filter(None, (domain_of_url(row.cell(place)) for place in self._webs if row.cell(place)))}

    def _is_style(self) -> bool:
        """Returns True if many rows are without a company: then the list is written so."""
        if self._is_usual is None:
            blank = sum(not any(row.cell(place) for place in self._names) for row in self._rows)
            self._is_usual = blank >= _FEWEST_ROWS and _MOST_TO_ONE * blank >= len(self._rows)
        return self._is_usual

    def _is_outline(self) -> bool:
        """Returns True if companies stand in rows of their own, above those of their people."""
        if self._has_outline is None:
            named = [row for row in self._rows if any(row.cell(place) for place in self._names)]
            people = (row.cell(place) for row in named for place in self._people)
            self._has_outline = len(named) < len(self._rows) and not any(people)
        return self._has_outline
