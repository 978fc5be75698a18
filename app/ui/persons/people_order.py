"""Rows in the list of people, and indexes in the form's value, where empty people do not count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from app.ui.persons.people_list import Person


@dataclass(frozen=True)
class PeopleOrder:
    """Converts between a row of the list and the index in a path such as ``Persons[1].Email``."""

    people: Sequence[Person]

    @cached_property
    def _filled_rows(self) -> list[int]:
        return [row for row, person in enumerate(self.people) if person]

    def index_of(self, row: int) -> int:
        """Returns the index that the person in `row` has, or would have once something is typed."""
        return sum(1 for person in self.people[:row] if person)

    def row_of(self, path: str) -> int | None:
        """Returns the row of the person that `path` leads to; None if there is no such person."""
        rows, index = self._filled_rows, _index_in(path)
        return rows[index] if index < len(rows) else None


def _index_in(path: str) -> int:
    """A path that names no person, as one for all people does, leads to the first."""
    digits = path.removeprefix("Persons[").partition("]")[0]
    return int(digits) if digits.isdigit() else 0
