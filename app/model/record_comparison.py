"""What was sent beside what the server has: the values that a person compares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.model.entry import StepKind

Cell = str | datetime | None


@dataclass(frozen=True)
class ComparedProperty:
    """One property: as it was sent, as each candidate has it, and whether that is something else."""

    label: str
    sent: Cell
    found: tuple[Cell, ...]
    differs: tuple[bool, ...]


@dataclass(frozen=True)
class RecordComparison:
    """An unknown step beside the records that it may have become.

    `ids` are those of the candidates, ContactIds or PersonIds by `kind`, in the order of the columns.

    `contact_ids` are the companies to look at in SuperOffice: for a person, that which it is in.
    """

    entry_id: str
    profile: str
    name: str
    kind: StepKind
    ids: tuple[int, ...]
    contact_ids: tuple[int, ...]
    lines: tuple[ComparedProperty, ...]
