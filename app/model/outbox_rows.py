"""Rows of the outbox list: what they show, how they are sorted, and what can be done about each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.model.entry import Entry, EntrySummary, State
from app.translation import _

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
        name=entry.name,
        contact_id=entry.contact_id,
        created=entry.created,
        updated=entry.updated,
        message=entry.message,
        next_try=entry.next_try,
        steps_done=entry.steps_done,
        steps_total=len(entry.steps),
    )
    return OutboxRow(summary, entry.undecided is not None)
