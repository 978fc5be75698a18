"""What a list of entries can be narrowed to: the days, templates and tables that there are entries of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final, Self

from app.model.history.origin import Origin

MOST_DAYS: Final = 31
MOST_NAMES: Final = 30
"""As many are offered, those with the latest entries: a menu holds no more."""


@dataclass(frozen=True, slots=True)
class OutboxChoices:
    """Days by this computer's clock, and names: the latest first."""

    days: tuple[date, ...] = ()
    templates: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()

    @classmethod
    def of(cls, moments: Iterable[datetime], origins: Iterable[Origin]) -> Self:
        """Collects them of zone-aware times in any order, and of origins, the latest entries' first."""
        days = sorted({day_of(one) for one in moments}, reverse=True)
        origins = list(origins)
        templates = dict.fromkeys(name for one in origins for name in one.templates)
        tables = dict.fromkeys(one.table for one in origins if one.table)
        return cls(tuple(days[:MOST_DAYS]), (*templates,)[:MOST_NAMES], (*tables,)[:MOST_NAMES])

    def with_entry(self, created: datetime, origin: Origin) -> Self:
        """Returns them with those of an entry."""
        day = day_of(created)
        days = self.days if day in self.days else sorted((day, *self.days), reverse=True)
        templates = (*(one for one in origin.templates if one not in self.templates), *self.templates)
        is_new_table = origin.table and origin.table not in self.tables
        tables = (origin.table, *self.tables) if is_new_table else self.tables
        return type(self)(tuple(days)[:MOST_DAYS], templates[:MOST_NAMES], tables[:MOST_NAMES])


def day_of(moment: datetime) -> date:
    """Returns the day by this computer's clock."""
    return moment.astimezone().date()


def beginning_of(day: date) -> datetime:
    """Returns in UTC when a day begins by this computer's clock."""
    return datetime(day.year, day.month, day.day).astimezone(UTC)  # local midnight
