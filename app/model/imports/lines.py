"""One company of a table before anything is created: what is known of it, in a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class LineState(StrEnum):
    """What can be done with a company of a table.

    UNCHECKED  not checked yet
    NEW        nothing speaks against sending it
    DOUBLE     a company of its name is on the server, in the outbox, or further up in the table
    DOUBTFUL   something looks wrong, or was not understood
    WRONG      it cannot be sent as it is
    DONE       it was imported before
    """

    UNCHECKED = "unchecked"
    NEW = "new"
    DOUBLE = "double"
    DOUBTFUL = "doubtful"
    WRONG = "wrong"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Line:
    """One company of a table. `rows` are their numbers for people, `reasons` and `missing` sentences.

    What is `missing` of nearly all companies of the table is `told_once`, of all of them together.
    """

    rows: str
    name: str
    state: LineState = LineState.UNCHECKED
    reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    told_once: frozenset[str] = frozenset()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is said of this company alone."""
        return (*self.reasons, *(one for one in self.missing if one not in self.told_once))


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
