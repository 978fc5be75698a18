"""Which entries of the outbox a list has: by what they are called, what becomes of them, and when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final, Self

from app.model.entry import State
from app.model.outbox_rows import OutboxRow
from app.translation import _


class Group(StrEnum):
    """What becomes of an entry, as far as people choose by it."""

    ALL = "all"
    NEEDS_SOMEONE = "needs_someone"
    UNDER_WAY = "under_way"
    SAVED = "saved"


class Period(StrEnum):
    """When an entry was typed."""

    ALWAYS = "always"
    TODAY = "today"
    SEVEN_DAYS = "seven_days"
    THIRTY_DAYS = "thirty_days"


GROUP_NAMES: Final = {
    Group.ALL: _("All companies"),
    Group.NEEDS_SOMEONE: _("Needs you"),
    Group.UNDER_WAY: _("On the way"),
    Group.SAVED: _("Saved"),
}
PERIOD_NAMES: Final = {
    Period.ALWAYS: _("Whenever typed"),
    Period.TODAY: _("Today"),
    Period.SEVEN_DAYS: _("Last 7 days"),
    Period.THIRTY_DAYS: _("Last 30 days"),
}
_DAYS: Final = {Period.TODAY: 1, Period.SEVEN_DAYS: 7, Period.THIRTY_DAYS: 30}


@dataclass(frozen=True, slots=True)
class OutboxFilter:
    """What a list is to have; by default all there is.

    `search` is part of the name of the company or of one of its people, ignoring case, or of the company's
    number, or it is the ContactId.
    """

    search: str = ""
    group: Group = Group.ALL
    period: Period = Period.ALWAYS

    @property
    def has_all(self) -> bool:
        """True if nothing is left out."""
        return self == OutboxFilter()

    @property
    def text(self) -> str:
        """What is chosen beside the search, for people; empty where that is all."""
        chosen = []
        if self.group is not Group.ALL:
            chosen.append(GROUP_NAMES[self.group])
        if self.period is not Period.ALWAYS:
            chosen.append(PERIOD_NAMES[self.period])
        return " · ".join(chosen)

    def with_search(self, search: str) -> Self:
        """Returns the filter with another search."""
        return replace(self, search=search)

    def with_choice(self, group: Group, period: Period) -> Self:
        """Returns the filter with the same search."""
        return replace(self, group=group, period=period)

    def since(self, now: datetime) -> datetime | None:
        """Returns when the first day begins of which there are entries, by this computer's time zone.

        None if there is none. `now` is zone-aware; today is a day.
        """
        days = _DAYS.get(self.period)
        if days is None:
            return None
        first = now.astimezone().date() - timedelta(days=days - 1)
        return datetime(first.year, first.month, first.day).astimezone(UTC)  # local midnight

    def has_state(self, state: State) -> bool:
        """Returns True if an entry in this state can be in the list."""
        is_saved = state is State.SAVED
        return self.group is Group.ALL or is_saved == (self.group is Group.SAVED)

    def picks(self, row: OutboxRow) -> bool:
        """Returns True if the row is of the chosen group."""
        match self.group:
            case Group.NEEDS_SOMEONE:
                return row.needs_attention
            case Group.UNDER_WAY:
                return not row.needs_attention and row.entry.state is not State.SAVED
            case _:
                return self.has_state(row.entry.state)


@dataclass(frozen=True, slots=True)
class OutboxList:
    """The sorted rows that a filter picks; `is_cut` is True if older saved entries were left out."""

    chosen: OutboxFilter = OutboxFilter()
    rows: tuple[OutboxRow, ...] = ()
    is_cut: bool = False
