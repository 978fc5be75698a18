"""Rows of the outbox list: which there are, what they show, their order, and what can be done about each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, Self

from app.model.entry import (
    LONGEST_LISTED_MESSAGE,
    LONGEST_LISTED_NAME,
    Entry,
    EntrySummary,
    State,
    UnreadableEntry,
)
from app.model.history.choices import beginning_of, day_of
from app.model.text_normalization import shortened
from app.translation import _
from app.translation.days import day_in_words
from app.translation.message import codes_of

MOST_SAVED = 1000
"""How many saved entries a list holds; older ones are found by searching."""


STATE_NAMES: Final = {
    State.QUEUED: _("Waiting"),
    State.SENDING: _("Sending"),
    State.SAVED: _("Saved"),
    State.REJECTED: _("Refused"),
    State.UNKNOWN: _("Checking"),
}
"""What people call the states."""

_MOST_NAMED: Final = 5
SIGN_IN_CODES: Final = frozenset(
    (
        *("sign_in", "no_secret", "bad_secret", "token_refused", "not_signed_in", "clock_wrong"),
        *("online_sign_in", "sign_in_ended", "sign_in_denied", "sign_in_cancelled", "sign_in_timed_out"),
        *("sign_in_mixed_up", "code_expired", "client_refused", "untrusted_token", "wrong_tenant"),
    )
)
"""The codes of what is said where nobody is signed in (`app.webapi.errors.sign_in`)."""


def needs_sign_in(text: str) -> bool:
    """Returns True if what is told is over once somebody has signed in."""
    return not SIGN_IN_CODES.isdisjoint(one["code"] for one in codes_of(text))


class Special(StrEnum):
    """What an entry is, more exactly than its state says."""

    UNDECIDED = "undecided"
    PARTLY = "partly"
    UNREADABLE = "unreadable"


SPECIAL_NAMES: Final = {
    Special.UNDECIDED: _("You decide"),
    Special.PARTLY: _("Incomplete"),
    Special.UNREADABLE: _("Unreadable"),
}


class EntryAction(StrEnum):
    """What a person can do about an entry; the values are parts of the buttons' object names."""

    SEND = "send"
    EDIT = "correct"
    CHECK = "look"
    COMPARE = "show_both"
    OPEN = "open"
    COPY = "copy"
    PRINT = "print"
    DISCARD = "discard"


# Opening one shows it as it is stored.
_OF_UNREADABLE = (EntryAction.OPEN, EntryAction.DISCARD)


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """An entry in the list; if it is `undecided`, a person has to say whether it is on the server."""

    entry: EntrySummary
    undecided: bool = False

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def needs_attention(self) -> bool:
        """Returns True if nothing happens to the entry unless a person does something."""
        return self.undecided or self.entry.state is State.REJECTED or not self.entry.is_readable

    @property
    def waits_for_sign_in(self) -> bool:
        """Returns True if nothing happens to the entry until somebody has signed in, as its message says."""
        is_open = self.entry.state in (State.QUEUED, State.UNKNOWN) and self.entry.next_try is None
        return is_open and needs_sign_in(self.entry.message)

    @property
    def shown_state(self) -> State | Special:
        """The state that people are told: the exact one, where there is one."""
        if not self.entry.is_readable:
            return Special.UNREADABLE
        if self.undecided:
            return Special.UNDECIDED
        if self.entry.state is State.REJECTED and self.entry.contact_id and self.entry.steps_done:
            return Special.PARTLY
        return self.entry.state

    @property
    def state_name(self) -> str:
        """What people call the state that the entry is in."""
        shown = self.shown_state
        return SPECIAL_NAMES[shown] if isinstance(shown, Special) else STATE_NAMES[shown]

    @property
    def sort_key(self) -> tuple[int, float, str]:
        """Sort key: attention needed, then sending order, then newest first."""
        at = self.entry.created.timestamp()
        if self.entry.state is State.SAVED:
            return 2, -at, self.id
        return 0 if self.needs_attention else 1, at, self.id

    @property
    def actions(self) -> tuple[EntryAction, ...]:
        """What can be done now; the first is what most people want."""
        if not self.entry.is_readable:
            return _OF_UNREADABLE
        return tuple(
            action
            for action in self._usual_actions()
            if action is not EntryAction.OPEN or self.entry.contact_id
        )

    @property
    def menu_actions(self) -> tuple[EntryAction, ...]:
        """`actions`, and what can be done by menu and key alone; none of it is what most people want."""
        if not self.entry.is_readable:
            return self.actions
        before = tuple(action for action in self.actions if action is not EntryAction.DISCARD)
        return *before, EntryAction.COPY, EntryAction.PRINT, *self.actions[len(before) :]

    def _usual_actions(self) -> tuple[EntryAction, ...]:
        nothing_there = not self.entry.steps_done
        match self.entry.state:
            case State.SENDING:
                return (EntryAction.OPEN,)
            case State.SAVED:
                return EntryAction.OPEN, EntryAction.DISCARD
            case State.UNKNOWN:
                first = (EntryAction.COMPARE, EntryAction.CHECK) if self.undecided else (EntryAction.CHECK,)
                return *first, EntryAction.OPEN, EntryAction.DISCARD
            case State.REJECTED if nothing_there:
                return EntryAction.EDIT, EntryAction.SEND, EntryAction.OPEN, EntryAction.DISCARD
            case State.QUEUED if nothing_there:
                return EntryAction.SEND, EntryAction.EDIT, EntryAction.OPEN, EntryAction.DISCARD
        return EntryAction.SEND, EntryAction.OPEN, EntryAction.DISCARD


def said_of_discarded(entry: Entry | UnreadableEntry) -> str:
    """Returns what is said of an entry that is discarded: also what the server has of it, or may have."""
    if entry.state is State.SAVED:
        return _("“{name}” is removed from the list.").format(name=entry.name)
    gone = _("“{name}” is discarded.").format(name=shortened(entry.name, LONGEST_LISTED_NAME))
    return f"{gone} {stays_of_discarded(entry)}".rstrip()


def stays_of_discarded(entry: Entry | UnreadableEntry) -> str:
    """Returns what SuperOffice has of an entry that is discarded, or may have; empty if that is nothing."""
    may_be = (
        _("It may have been saved all the same: look for it in SuperOffice.") if entry.may_be_saved else ""
    )
    if isinstance(entry, UnreadableEntry) or not entry.is_partly_there:
        return may_be
    number = str((entry.answer or {}).get("Number2") or "")
    told = _("What is saved of it stays in SuperOffice.")
    if number and not entry.is_addition:
        told = _("The company stays in SuperOffice as number {number}.").format(number=number)
    open_steps = [one.name for one in entry.steps if one.state is State.UNKNOWN or one.may_be_taken]
    if not open_steps:
        return told
    names = ", ".join(open_steps[:_MOST_NAMED]) + (" …" if len(open_steps) > _MOST_NAMED else "")
    look = _("Look there whether this was saved, too: {names}.").format(names=names)
    return f"{told} {look}"


@dataclass(frozen=True)
class Progress:
    """Progress of a queue: `sent` of `total` entries."""

    sent: int = 0
    total: int = 0

    @property
    def text(self) -> str:
        if self.total < 2 or not self.sent:
            return ""
        return (
            _("All {total} sent").format(total=self.total)
            if self.sent == self.total
            else _("{sent} of {total} sent").format(sent=self.sent, total=self.total)
        )


def row_of(entry: Entry) -> OutboxRow:
    """Makes the row that the list shows for an entry."""
    summary = EntrySummary(
        id=entry.id,
        state=entry.state,
        name=shortened(entry.name, LONGEST_LISTED_NAME),
        contact_id=entry.contact_id,
        created=entry.created,
        updated=entry.updated,
        message=shortened(entry.message, LONGEST_LISTED_MESSAGE),
        next_try=entry.next_try,
        steps_done=entry.steps_done,
        steps_total=len(entry.steps),
    )
    return OutboxRow(summary, entry.undecided is not None)


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
    Group.UNDER_WAY: _("To send"),
    Group.SAVED: _("Saved"),
}
PERIOD_NAMES: Final = {
    Period.ALWAYS: _("Whenever typed"),
    Period.TODAY: _("Today"),
    Period.SEVEN_DAYS: _("Last 7 days"),
    Period.THIRTY_DAYS: _("Last 30 days"),
}
_LONGEST_NAME: Final = 30
_DAYS: Final = {Period.TODAY: 1, Period.SEVEN_DAYS: 7, Period.THIRTY_DAYS: 30}


@dataclass(frozen=True, slots=True)
class OutboxFilter:
    """What a list is to have; by default all there is.

    `search` is part of the name of the company or of one of its people, ignoring case, or of the company's
    number, or it is the ContactId. A `day` is one by this computer's clock, `template` and `table` are names.
    """

    search: str = ""
    group: Group = Group.ALL
    period: Period = Period.ALWAYS
    day: date | None = None
    template: str = ""
    table: str = ""

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
        if self.day is not None:
            chosen.append(day_in_words(self.day))
        chosen += [shortened(name, _LONGEST_NAME) for name in (self.template, self.table) if name]
        return " · ".join(chosen)

    def with_search(self, search: str) -> Self:
        """Returns the filter with another search."""
        return replace(self, search=search)

    def with_choice(self, group: Group, period: Period) -> Self:
        """Returns the filter with the same search and names, and no single day."""
        return replace(self, group=group, period=period, day=None)

    def with_day(self, day: date | None) -> Self:
        """Returns the filter with one day instead of a period; with any day for None."""
        return replace(self, period=Period.ALWAYS, day=day)

    def since(self, now: datetime) -> datetime | None:
        """Returns when the first day begins of which there are entries, by this computer's time zone.

        None if there is none. `now` is zone-aware; today is a day.
        """
        if self.day is not None:
            return beginning_of(self.day)
        days = _DAYS.get(self.period)
        return None if days is None else beginning_of(day_of(now) - timedelta(days=days - 1))

    @property
    def until(self) -> datetime | None:
        """When the last day ends of which there are entries; None if there is none."""
        return None if self.day is None else beginning_of(self.day + timedelta(days=1))

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
