"""Tells of columns that are not read: second ones of a value, and those whose heading nobody knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from app.model.text_normalization import shortened
from app.recognition.cells.cell_looks import MAIL, MOSTLY, PHONE, POSTCODE, SAMPLE, are_other_people, differ
from app.recognition.language.countries import region_of_phone, region_of_vat
from app.recognition.sheets.sheet import Row, column_letters
from app.recognition.values.headings import field_of_heading
from app.translation import _

_SINGLE: Final = frozenset(("Name", "Department", "OrgNr", "Country", "Category", "Business"))
_SINGLE_OF_ADDRESS: Final = ("Zipcode", "City", "ZipCity", "State")
_MOST_COMPARED: Final = 1000  # rows
_CONTACTS: Final = "contacts"
_SECOND: Final = _(
    "The column “{second}” counts only in rows in which “{first}” is empty: both go to the same field."
)


_STRAY: Final = _("“{text}” stands in a column without a heading: it is left out.")
_LOST: Final = _("“{text}” stands in the column “{heading}”, which goes nowhere: it is left out.")
_UNNAMED: Final = _("The column {column} has no heading: it is not read unless it gets a field.")
_GO_NOWHERE: Final = _("These columns go nowhere, and may be of companies or people: {names}.")
_NOT_READ: Final = _("These columns are not read: {names}.")
_MOST_NAMED: Final = 8
_MANY: Final = 3
_FEWEST_DIGITS: Final = 7
_FEWEST_OF_VAT: Final = 8
_IBAN: Final = re.compile(r"[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7} ?[A-Z\d]{0,4}")
"""ISO 13616: an account is no number of a company, though it begins as one does."""
_AROUND_MAIL: Final = "()<>[]{},;:'\""
_OF_POSTCODES: Final = re.compile(r"post|plz|zip|p\.? ?nr|kod|code|pc\b", re.IGNORECASE)
_OF_INVOICES: Final = re.compile(r"faktura|fakt\.|invoice|rechnung|factu|lasku", re.IGNORECASE)
_OF_PHONES: Final = re.compile(r"te?le?f|te?l\b|phone|fon|fax|mob|handy|gsm|puh|kom\.", re.IGNORECASE)


@dataclass(frozen=True)
class UnreadColumns:
    """The columns of a table that go nowhere, by place; those of `by_hand` because somebody chose so."""

    headings: Mapping[int, str]
    by_hand: Set[int]
    rows: Sequence[Row]

    @cached_property
    def unnamed(self) -> dict[int, int]:
        """How many cells each column without a heading has, where others have one."""
        places = [place for place, heading in self.headings.items() if not heading.strip()]
        counts = {place: sum(bool(row.cell(place)) for row in self.rows) for place in places}
        return {place: count for place, count in counts.items() if count}

    @cached_property
    def stray(self) -> frozenset[int]:
        """The columns of which single cells are filled, and nothing says what these are."""
        few = (place for place, count in self.unnamed.items() if count < _MANY or 2 * count < len(self.rows))
        return frozenset(few)

    @cached_property
    def lost(self) -> dict[int, str]:
        """What each column looks like whose heading nobody knows, if it may be of companies or people."""
        unknown = (
            (place, heading)
            for place, heading in self.headings.items()
            if heading
            and place not in self.by_hand
            and field_of_heading(heading) is None
            and not _OF_INVOICES.search(heading)
        )
        looks = {place: _look(heading, _texts(self.rows, place)) for place, heading in unknown}
        return {place: look for place, look in looks.items() if look}

    @cached_property
    def others(self) -> tuple[str, ...]:
        """The headings that nobody knows, of columns that do not look as if they were of companies."""
        places = [
            place
            for place, heading in self.headings.items()
            if heading.strip()
            and place not in self.by_hand
            and place not in self.lost
            and field_of_heading(heading) is None
        ]
        return tuple(self.headings[place] for place in places if any(row.cell(place) for row in self.rows))

    def remarks_beside(self, told: Sequence[str] = ()) -> Iterator[str]:
        """Yields what is to be said of them, but of those of which something is `told`."""
        for place in (one for one in self.unnamed if one not in self.stray):
            yield _UNNAMED.format(column=column_letters(place))
        if self.lost:
            yield _GO_NOWHERE.format(names=_named([self.headings[place] for place in self.lost]))
        if others := [one for one in self.others if not any(f"“{one}”" in remark for remark in told)]:
            yield _NOT_READ.format(names=_named(others))

    def why_doubtful(self, row: Row, place: int, read: Iterable[int]) -> str:
        """Returns a sentence for a cell that may have been lost; empty for others.

        `read` are the columns that are read: what one of them has, too, is not lost.
        """
        text = " ".join(row.cell(place).split())
        if place in self.stray and any(map(str.isalnum, text)):
            return _STRAY.format(text=shortened(text))
        heading = self.headings.get(place, "")
        if self.lost.get(place) != _CONTACTS or not _is_contact(text, heading):
            return ""
        others = [row.cell(other) for other in read]
        digits = _digits(text)[-_FEWEST_DIGITS:]
        if mail := MAIL.search(text):
            address = mail[0].strip(_AROUND_MAIL).casefold()
            is_there = any(address in other.casefold() for other in others)
        else:
            is_there = any(digits in _digits(other) for other in others)
        return "" if is_there else _LOST.format(text=shortened(text), heading=shortened(heading))


def _named(headings: Sequence[str]) -> str:
    names = ", ".join(f"“{shortened(heading)}”" for heading in headings[:_MOST_NAMED])
    return names + (" …" if len(headings) > _MOST_NAMED else "")


def _look(heading: str, texts: Sequence[str]) -> str:
    """Returns a word for what the cells of a column look like; empty for what says nothing of a company."""
    from app.recognition.language.postcodes import is_place_name
    from app.recognition.values.street_lines import is_street

    def are(test: Callable[[str], object]) -> bool:
        return bool(texts) and sum(map(bool, map(test, texts))) >= MOSTLY * len(texts)

    def are_own(test: Callable[[str], object]) -> bool:
        return are(test) and differ(texts)

    kinds: Iterable[tuple[str, Callable[[], object]]] = (
        (_CONTACTS, lambda: are_own(lambda text: _is_contact(text, heading))),
        ("postcodes", lambda: _OF_POSTCODES.search(heading) and are(POSTCODE.fullmatch)),
        ("places", lambda: are(is_place_name)),
        (
            "streets",
            lambda: are(lambda text: text[-1:].isdigit() and is_street(text)) and "num" not in heading,
        ),
        ("people", lambda: are(lambda text: " " in text and text.istitle()) and are_other_people(texts)),
    )
    return next((kind for kind, holds in kinds if holds()), "")


def _is_contact(text: str, heading: str) -> bool:
    """Returns True for an address of a mailbox, a phone, and a VAT number; other digits may be anything's."""
    if _IBAN.fullmatch(text):
        return False
    if MAIL.search(text) or (region_of_vat(text) and len(_digits(text)) >= _FEWEST_OF_VAT):
        return True
    is_written = (not text.startswith("000") and region_of_phone(text)) or (
        text.startswith(("0", "(0")) and not text.isdecimal()
    )
    return bool(PHONE.fullmatch(text) and (is_written or _OF_PHONES.search(heading)))


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _texts(rows: Sequence[Row], place: int) -> list[str]:
    return [row.cell(place) for row in rows[:SAMPLE] if row.cell(place)]


def second_columns(columns: Iterable[tuple[int, str, str]], rows: Sequence[Row]) -> Iterator[str]:
    """Yields a sentence for each second column of a field with one value, where both have some in a row.

    `columns` are place, heading and field of each.
    """
    first: dict[str, tuple[int, str]] = {}
    for place, heading, field in columns:
        if field not in _SINGLE and not (field.startswith("Address.") and field.endswith(_SINGLE_OF_ADDRESS)):
            continue
        at, name = first.setdefault(field, (place, heading or column_letters(place)))
        if at != place and any(_differ(row.cell(at), row.cell(place)) for row in rows[:_MOST_COMPARED]):
            yield _SECOND.format(second=heading or column_letters(place), first=name)


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and one.casefold() != other.casefold()
