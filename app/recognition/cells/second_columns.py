"""Tells of columns that hold the same as one before them: in a row with both, one of them says nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from app.recognition.sheets.sheet import Row, column_letters
from app.translation import _

_SINGLE: Final = frozenset(("Name", "Department", "OrgNr", "Country", "Category", "Business"))
_SINGLE_OF_ADDRESS: Final = ("Zipcode", "City", "ZipCity", "State")
_MOST_COMPARED: Final = 1000  # rows
_SECOND: Final = _(
    "The column “{second}” counts only in rows in which “{first}” is empty: both go to the same field."
)


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
