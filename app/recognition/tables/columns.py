"""Matches the columns of a table to fields: by their headings, else by what their values look like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from typing import Final

from app.recognition.cells.cell_houses import unused_houses, with_houses
from app.recognition.cells.cell_looks import (
    SAMPLE,
    are_companies,
    are_headings,
    are_only_people,
)
from app.recognition.cells.cell_phones import label_columns
from app.recognition.cells.column_guesses import (
    NAMES_OF_PERSONS,
    are_others,
    guessed,
    has_value,
    is_above_pivot,
    place_of_names,
    texts_of,
    told_by_cells,
    unsure_names,
)
from app.recognition.cells.unread_columns import UnreadColumns, second_columns
from app.recognition.numbers.phone_columns import NO_PARTS, PhoneColumns, phone_columns
from app.recognition.odd_rows.absent_rows import Told, absent_rows
from app.recognition.people.left_out_columns import are_of_people, left_out, our_columns, without_others
from app.recognition.people.name_order import SurnamesFirst, surnames_stand_first
from app.recognition.people.shared_values import SharedColumn
from app.recognition.people.title_columns import plain_titles, title_remarks, without_salutations
from app.recognition.sheets.sheet import Row, Sheet, column_letters
from app.recognition.tables.owners import (
    Column,
    counted,
    people_of,
    shared_columns,
    with_owners,
    without_record_owners,
)
from app.recognition.tables.place_columns import UsualCountry, is_of_mail, usual_country, with_addresses
from app.recognition.values.headings import (
    ANY_NAME,
    IGNORED,
    OF_PERSON,
    field_of_heading,
    has_scope,
    heading_words,
    normal,
    scope_of_heading,
)

_MOST_ROWS_ABOVE: Final = 25
_FEW: Final = 2
_MOST_UNKNOWN: Final = 6
_FEWEST_GROUPS: Final = 2
_NAMES_AND_MAILS: Final = ("Person.Name", "Person.Email", "Emails")


@dataclass(frozen=True)
class MatchedTable:
    """The columns of a table, and the rows below its headings."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    headings_at: int = 0
    """The number of the row of headings; 0 if there is none."""
    noted: frozenset[tuple[int, int]] = frozenset()
    """The cells of which something is noted, such as the error of a formula, by row number and column."""
    unsure_names_at: int | None = None
    """The column that is only taken for names of companies: neither a heading nor any cells say it."""
    by_hand: frozenset[int] = frozenset()
    """The columns whose fields somebody has chosen."""
    numbers: PhoneColumns = NO_PARTS
    """The columns of which several have parts of one phone number."""
    plain_titles: frozenset[int] = frozenset()
    """The columns that are called "Title" alone: there may stand how people are addressed."""
    absent: Mapping[int, tuple[Told, ...]] = field(default_factory=dict)
    """What the table says of rows of those who do not come, by their numbers."""

    @cached_property
    def people_of_columns(self) -> tuple[int, ...]:
        """Returns which person of its row each column is about, from 0; that of the company says nothing."""
        return people_of(self.columns)

    @cached_property
    def people_with_names(self) -> frozenset[int]:
        """Returns which people of a row have a column with names."""
        both = zip(self.columns, self.people_of_columns, strict=True)
        return frozenset(who for column, who in both if column.field in NAMES_OF_PERSONS)

    @cached_property
    def second_names(self) -> frozenset[str]:
        """Returns the letters of columns with second lines of companies' names: ``Name 2``."""
        second = (one for one in self.columns if one.field == "Department" and one.heading.endswith("2"))
        return frozenset(column_letters(one.place) for one in second)

    @cached_property
    def shared_columns(self) -> dict[str, SharedColumn]:
        """Returns by their letters the columns that may be of each of several people."""
        shared = shared_columns(self.columns, self.people_of_columns)
        return {column_letters(place): one for place, one in shared.items()}

    @cached_property
    def columns_with_people(self) -> tuple[tuple[Column, int], ...]:
        """Returns columns, each with its person; private mail addresses and countries of mail stand last."""
        both = zip(self.columns, self.people_of_columns, strict=True)
        mails = {one.place: one.heading for one in self.columns if one.field == "Person.Email"}
        work = {place for place, heading in mails.items() if has_scope(heading, "work")}
        private = {at for at, one in mails.items() if has_scope(one, "home") or (work and at not in work)}
        private |= {one.place for one in self.columns if one.field == "Country" and is_of_mail(one.heading)}
        return tuple(sorted(both, key=lambda one: one[0].place in private))

    @cached_property
    def has_departments_of_people(self) -> bool:
        """True if departments are where people work, such as the purchasing one: they are of no company."""
        free = [one for one in self.columns if one.place not in self.by_hand]
        return are_of_people([(one.place, one.heading, one.field) for one in free], self.rows)

    @cached_property
    def usual_country(self) -> UsualCountry:
        """The country of the rows, where hardly one is of another; empty for none."""
        return usual_country([(one.place, one.heading, one.field) for one in self.columns], self.rows)

    @property
    def other_columns(self) -> frozenset[int]:
        """The columns that are read and hold no names of companies."""
        return frozenset(one.place for one in self.columns if one.field not in ("", "Name"))

    @cached_property
    def our_columns(self) -> tuple[int, ...]:
        """The columns that name our own people and go nowhere."""
        return our_columns([(one.place, one.heading, one.field) for one in self.columns], self.by_hand)

    @cached_property
    def labels(self) -> dict[int, int]:
        """Returns by place the columns of which others say what they have."""
        return label_columns([one.heading for one in self.columns])

    @cached_property
    def unread(self) -> UnreadColumns:
        """The columns that go nowhere although they have something."""
        used = self.numbers.used
        free = ((one.place, one.heading) for one in self.columns if not one.field and one.place not in used)
        return UnreadColumns(dict(free), self.by_hand, self.rows)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is to be said of columns: one that is not read, two of which one counts in a row."""
        columns = [(one.place, one.heading, one.field) for one in self.columns]
        both, places = [one[1:] for one in columns], [one.place for one in self.columns]
        titles = title_remarks(self.plain_titles, dict(zip(places, both, strict=True)), self.rows)
        houses = unused_houses(both, self.rows, places)
        others = left_out(columns, self.rows, departments=self.has_departments_of_people)
        second = second_columns([one for one in columns if not is_of_mail(one[1])], self.rows)
        told = (*second, *houses, *titles, *others, *self.numbers.remarks)
        return *told, *self.unread.remarks_beside(told)

    @cached_property
    def surnames_first(self) -> SurnamesFirst:
        """In which names surnames stand first; the company's mails tell it where people have none."""
        fields = [(one.field, one.place) for one in self.columns]
        names, own, its = ([at for field, at in fields if field == one] for one in _NAMES_AND_MAILS)
        pairs = [*zip(names, own or its, strict=False)]
        return surnames_stand_first((row.cell(one), row.cell(two)) for row in self.rows for one, two in pairs)

    @property
    def has_persons(self) -> bool:
        """True if a column names people."""
        return any(column.field in NAMES_OF_PERSONS for column in self.columns)


def match_columns(sheet: Sheet, chosen: Mapping[str, str] | None = None) -> MatchedTable:
    """Finds the row of headings and says what each column holds.

    `chosen` are fields by heading (as `normal` returns it) or by the letters of a column, as `b`; they come
    before everything else. Rows above the headings are a title and belong to nothing.
    """
    chosen = chosen or {}
    width = max((len(row.cells) for row in sheet.rows), default=0)
    told_at, _row = _told_headings(sheet.rows, chosen)
    headings = _of_two_rows(sheet.rows, find_headings(sheet.rows, chosen)[1], width, chosen)
    at = headings.number
    rows = tuple([row for row in sheet.rows if row.number > at and any(row.cells)])
    groups = _groups_above(sheet.rows, at, width)
    fields = [_field(headings.cell(place), chosen, groups.get(place, "")) for place in range(width)]
    told = [headings.cell(place) for place in range(width)]
    by_letters = _by_letters(told, chosen)
    fields = [by_letters.get(place, field) for place, field in enumerate(fields)]
    if is_pivot := is_above_pivot(headings):
        fields = [fields[0], *(field or IGNORED for field in fields[1:])]
    if is_guess := (told_at == 0 or is_pivot or not any(fields)):
        fields = guessed(rows, width, fields)
    by_hand = {place for place, heading in enumerate(told) if normal(heading) in chosen} | by_letters.keys()
    fields, numbers = phone_columns(fields, told, rows, by_hand)
    fields = told_by_cells(with_houses(fields, told, rows, by_hand), told, rows, by_hand)
    fields = [
        IGNORED if field and place not in by_hand and are_others(field, rows, place) else field
        for place, field in enumerate(with_addresses(fields, told, by_hand))
    ]
    columns = [Column(place, headings.cell(place), field or IGNORED) for place, field in enumerate(fields)]
    names = unsure_names(fields, rows) if is_guess else None
    unsure = None if names in by_hand else names
    owned = _with_owners(columns, rows, by_hand)
    plain = plain_titles([one.heading for one in columns], by_hand)
    absent = absent_rows([(one.place, one.heading, one.field) for one in owned], at, sheet)
    by, notes = frozenset(by_hand), frozenset(sheet.notes)
    return MatchedTable(owned, rows, at, notes, unsure, by, numbers, plain, absent)


def _by_letters(headings: Sequence[str], chosen: Mapping[str, str]) -> dict[int, str]:
    """Returns the fields that are chosen by the letters of columns, by place; a heading comes before them."""
    there = {normal(heading) for heading in headings}
    letters = ((place, column_letters(place).casefold()) for place in range(len(headings)))
    return {place: chosen[one] for place, one in letters if one in chosen and one not in there}


def find_headings(rows: Sequence[Row], chosen: Mapping[str, str] | None = None) -> tuple[int, Row]:
    """Returns the row of headings, be they in words that nobody knows; row 0, which is empty, without one."""
    number, best = _told_headings(rows, chosen or {})
    is_one_row = (
        len(rows) == _FEW and len(rows[0].cells) > _FEW and field_of_heading(rows[0].cell(0)) == "Name"
    )
    if not number and (len(rows) > _FEW or is_one_row):
        first, *below = [row for row in rows[:SAMPLE] if not row.is_empty] or rows[:1]
        is_alone = _is_heading_of_names(first, below)
        best = first if is_alone or are_headings(first.cells, [row.cells for row in below]) else best
    return best.number, best


def _is_heading_of_names(first: Row, below: Sequence[Row]) -> bool:
    """Returns True for a first row that begins with what names are called, and no other does: "Deltaker"."""
    names = ("Name", ANY_NAME, "Person.Name")
    is_name = bool(first.cells) and field_of_heading(first.cell(0)) in names
    return is_name and not any(field_of_heading(row.cell(0)) is not None for row in below if row.cell(0))


def _told_headings(rows: Sequence[Row], chosen: Mapping[str, str]) -> tuple[int, Row]:
    """Returns the row near the top of which most cells are headings; row 0, which is empty, if none is.

    Exports have dozens of columns that are nobody's: a few that are known tell them, too. Below headings of
    companies with rows of theirs, others are those of a second list.
    """
    best, most, is_list = Row(0, ()), 0, False
    for row in rows[:_MOST_ROWS_ABOVE]:
        if is_above_pivot(row):
            return row.number, row
        count = len(row.cells) - row.cells.count("")
        if is_list and count > 1 and sum(_field(cell, chosen) is not None for cell in row.cells if cell) < 2:
            break  # its first company
        if count <= most:
            continue  # no more of them can be headings than of the best one
        found = [None if has_value(cell) else _field(cell, chosen) for cell in row.cells if cell]
        known, cells = len(found) - found.count(None), len(found)
        is_told = "Name" in found or (known > _FEW and known * _MOST_UNKNOWN >= cells)
        if known > most and (known >= 2 or (known == cells == 1)) and (2 * known >= cells or is_told):
            best, most, is_list = row, known, "Name" in found and known > 1
    return best.number, best


def _of_two_rows(rows: Sequence[Row], headings: Row, width: int, chosen: Mapping[str, str]) -> Row:
    """Returns the headings with those of the row below or above, where merged cells make two rows of them.

    Some of the upper ones reach down, and the lower row has the parts of others, be these unknown groups.
    """
    near = {row.number: row for row in rows[: _MOST_ROWS_ABOVE + 1] if headings.number}
    for other in filter(None, (near.get(headings.number + 1), near.get(headings.number - 1))):
        is_group = [other.number < headings.number and bool(cell) for cell in headings.cells]
        told = [cell for cell, is_other in zip_longest(other.cells, is_group) if cell and not is_other]
        if len(told) < _FEWEST_GROUPS or None in [_field(cell, chosen) for cell in told]:
            continue
        upper, lower = sorted((headings, other), key=lambda row: row.number)
        filled = [(bool(upper.cell(place)), bool(lower.cell(place))) for place in range(width)]
        if (True, False) in filled and (False, True) in filled:
            return Row(lower.number, tuple(lower.cell(at) or upper.cell(at) for at in range(width)))
    return headings


def _groups_above(rows: Sequence[Row], at: int, width: int) -> dict[int, str]:
    """Returns whose each column is, where a row above the headings says it: ``Bedrift``, ``Kontakt``."""
    above = next((row for row in rows if row.number == at - 1), Row(0, ()))
    told = [cell for cell in above.cells if cell]
    if len(told) < _FEWEST_GROUPS or not all(map(scope_of_heading, told)):
        return {}
    groups: dict[int, str] = {}
    for place in range(width):
        group = above.cell(place) or groups.get(place - 1, "")
        groups |= {place: group} if group else {}
    return groups


def _field(heading: str, chosen: Mapping[str, str], group: str = "") -> str | None:
    if normal(heading) in chosen:
        return chosen[normal(heading)]
    within = field_of_heading(f"{group} - {heading}") if group and heading else None
    found = field_of_heading(heading) if within is None else within
    if not found and heading and (said := counted(heading)) != heading:
        whose = field_of_heading(said) or ""
        found = whose if whose in OF_PERSON or whose.startswith("Person.") else found
    return found


def _with_owners(columns: list[Column], rows: Sequence[Row], by_hand: Set[int]) -> tuple[Column, ...]:
    """Gives mails and phones without an owner to the person of the row if there is one, else the company."""
    headings = [one.heading for one in columns]
    named = without_record_owners([one.field for one in columns], headings)
    named = without_others(named, headings, rows, by_hand)
    named = _named(named, headings, rows, by_hand)
    fields = without_salutations(named, headings, rows, plain_titles(headings, by_hand))
    people = [at for at, field in enumerate(fields) if field in NAMES_OF_PERSONS]
    leaders = [at for at in people if normal(columns[at].heading) in heading_words("leaders", "words")]
    board = [at for at in people if normal(columns[at].heading) in heading_words("leaders", "board")]
    are_leaders = len(leaders) + len(board if leaders else ()) == len(people)
    owned = with_owners(fields, rows, headings, are_leaders=are_leaders)
    return tuple(Column(one.place, one.heading, field) for one, field in zip(columns, owned, strict=True))


def _named(fields: list[str], headings: Sequence[str], rows: Sequence[Row], by_hand: Set[int]) -> list[str]:
    """Returns the fields with whose name each is: "Navn" heads companies, too, where nothing else does."""
    names = [place for place, field in enumerate(fields) if field in (ANY_NAME, "Person.Name")]
    result = ["Person.Name" if field == ANY_NAME else field for field in fields]
    if "Name" in fields:  # then "Navn 2" beside "Navn" is no second name of the company
        others = {
            normal(headings[place]).rstrip(" 0123456789") for place in names if fields[place] == ANY_NAME
        }
        for at, field in enumerate(fields):
            bare, _blank, number = normal(headings[at]).rpartition(" ")
            if field == "Department" and number.isdigit() and bare in others:
                result[at] = "Person.Name"
    first = next(
        (place for place in names if fields[place] == ANY_NAME), names[0] if len(names) == 1 else None
    )
    if "Name" not in fields and (first is None or are_only_people(texts_of(rows, first))):
        free = [place for place, field in enumerate(fields) if not field and place not in by_hand]
        unknown = (place for place in free if are_companies(texts_of(rows, place)))
        place = next(unknown, place_of_names(fields, headings, rows, free))
        if place is not None:
            result[place] = "Name"
        return result
    if "Name" in fields or first is None:
        return result
    if fields[first] != ANY_NAME and "Person.Lastname" in fields and not are_companies(texts_of(rows, first)):
        return result  # else as "ContactName" of companies
    result[first] = "Name"
    return result
