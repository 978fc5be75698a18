"""Values that a user compares: what was sent, and what the server has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.model.entry import Entry, StepKind

Cell = str | datetime | None


@dataclass(frozen=True)
class ComparedProperty:
    """One property as it was sent and as each candidate has it; `differs` marks the candidates that differ.

    A moment is zone-aware and left to the window to format.
    """

    label: str
    sent: Cell
    found: tuple[Cell, ...]
    differs: tuple[bool, ...]


@dataclass(frozen=True)
class RecordComparison:
    """An undecided step, compared with the records on the server that it may have become.

    `entry` is as it was when it was compared: what the user decides is about that. `ids` are those of the
    candidates in the order of the columns, ContactIds or PersonIds by `kind`. `contact_ids` are the companies
    to open in SuperOffice: for a person, the company that it belongs to.
    """

    entry: Entry
    name: str
    kind: StepKind
    ids: tuple[int, ...]
    contact_ids: tuple[int, ...]
    lines: tuple[ComparedProperty, ...]
