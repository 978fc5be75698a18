"""An entry that is delivered to the server, its states and its steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import takewhile
from typing import Any, Final, TypeVar

from app.translation import _


class State(StrEnum):
    """The states of an entry and of each of its steps.

    QUEUED    not on the server; sent automatically as soon as possible
    SENDING   being sent; after a crash this becomes UNKNOWN
    SAVED     on the server, which gave it an id
    REJECTED  refused by the server as it is; the user corrects or discards it
    UNKNOWN   perhaps on the server: frozen, searched for there, never sent again without a search
    """

    QUEUED = "queued"
    SENDING = "sending"
    SAVED = "saved"
    REJECTED = "rejected"
    UNKNOWN = "unknown"


class StepKind(StrEnum):
    """What a step creates on the server, or sets there."""

    COMPANY = "company"
    PERSON = "person"
    APPOINTMENT = "appointment"
    SELECTION = "selection"
    PROJECT = "project"
    CONSENT = "consent"
    SUPPORT_PERSON = "support_person"
    MOVE = "move"


MOST_SENT_AGAIN: Final = 2
"""How often a step is sent again unasked, after it was looked for and not found.

One answer is lost, perhaps a second. Where a third is of no use as well it is no accident, and the searches
may be wrong too: each POST could make one more of it, as long as nobody looks.
"""
POSTED_AT: Final = " at "
"""Between who has posted a step and where."""
_OF_COMPANY = (StepKind.COMPANY, StepKind.PERSON)


@dataclass(frozen=True)
class Step:
    """One thing that must exist on the server: the company, one of its people, or a next step.

    `number` is 0 for the company, then 1, 2, … in the order of the form, the people first. `remote_id` is the
    id of the record, 0 until it is known; of a consent, a support person and a move that of the person, of
    the member of a selection that of the selection. `token` is the value in DbiKey by which the record is
    recognised, empty if there is none. `sent` is when its last POST began. `matched_by_name` tells that a
    person is searched for by name before it is added: it was sent inside the company and the server may have
    saved it, or it was refused and somebody may have added it by hand since.

    `posted_by` is who was signed in when its last POST began, as `WebApi.signed_in_as` has it, and where,
    until it is known what became of it; empty if that is not known. `is_left_to_user` tells that the searches
    of whoever is signed in now cannot show that it is missing, so that a person has to.

    `interceptions` counts its requests in a row that came to nothing through others: something between this
    computer and the server answered, or somebody was changing the same record.

    Of an UNKNOWN step, `first_not_found_at` is when a search on the server first did not find it, of a QUEUED
    one that the server has answered with 401 or 429, when it did;
    `first_not_found_uptime` the same by a clock that nobody sets, in seconds; 0 if that is not known.
    `state_if_not_found` is what it becomes once it is surely not there, `candidates` are the ids of which a
    person has to say whether one of them is it, `not_it` those of which a person has said that they are not.
    `useless_looks` counts the looks in a row, since `useless_since`, to which the server has answered with
    nothing that tells whether the step is there: the tries of its entry count those of a downtime as well,
    and begin anew when something else of it is saved. After a person has said that it is not there the time
    is gone: then no look is needed. `sent_again` counts how often it was sent again because it was looked for
    and not found (`MOST_SENT_AGAIN`).
    """

    number: int
    kind: StepKind
    name: str
    state: State = State.QUEUED
    remote_id: int = 0
    token: str = ""
    message: str = ""
    first_not_found_at: datetime | None = None
    state_if_not_found: State = State.QUEUED
    candidates: tuple[int, ...] = ()
    sent: datetime | None = None
    matched_by_name: bool = False
    interceptions: int = 0
    first_not_found_uptime: float = 0
    not_it: tuple[int, ...] = ()
    posted_by: str = ""
    is_left_to_user: bool = False
    useless_looks: int = 0
    useless_since: datetime | None = None
    sent_again: int = 0
    content: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Of a next step, what the form has of it (`app.model.next_steps`); empty for people.

    Of the company, where the entry came from (`app.model.history.origin`).
    """

    @property
    def is_next_step(self) -> bool:
        """True if it follows the company and its people."""
        return self.kind not in _OF_COMPANY

    @property
    def posted_to(self) -> str:
        """Host and path of the server that it was last posted to; empty where that is not known."""
        return self.posted_by.rpartition(POSTED_AT)[2] if POSTED_AT in self.posted_by else ""

    @property
    def may_be_taken(self) -> bool:
        """True if it is queued and its server has answered it with 401 or 429: it may be there."""
        return self.state is State.QUEUED and bool(self.posted_by) and self.first_not_found_at is not None


@dataclass(frozen=True)
class FieldMessage:
    """A message of the server or of our rules about one field; an empty path means the whole form."""

    path: str
    message: str


@dataclass(frozen=True)
class Entry:
    """A company that Save was pressed for, frozen as it is sent.

    `body` is the ContactEntity as the server names it, with people and token. `answer` is the entity that the
    server returned, without what nobody is shown. `profile` is the name of its connection. `named_wait` is
    how many seconds before `next_try` the server asked for, 0 where the wait is our own. Times are
    zone-aware, in UTC.
    """

    id: str
    profile: str
    name: str
    body: dict[str, Any]
    created: datetime
    updated: datetime
    state: State = State.QUEUED
    steps: tuple[Step, ...] = ()
    contact_id: int = 0
    message: str = ""
    problems: tuple[FieldMessage, ...] = ()
    answer: dict[str, Any] | None = None
    tries: int = 0
    next_try: datetime | None = None
    named_wait: float = 0

    @property
    def is_addition(self) -> bool:
        """True if it adds to a company that is there, whose number its body has."""
        return bool(self.body.get("ContactId"))

    @property
    def steps_done(self) -> int:
        """How many steps are on the server, so that sending all of it anew would have them there twice.

        What is added to a company's record is added once, however often it is sent: alone it does not count.
        """
        done = [step.number for step in self.steps if step.state is State.SAVED]
        is_record_alone = self.is_addition and done == [0] and self.state is not State.SAVED
        return 0 if is_record_alone else len(done)

    @property
    def is_partly_there(self) -> bool:
        """True if the server has some of it, so that it cannot go back into the form."""
        return bool(self.contact_id) and not (self.is_addition and not self.steps_done)

    @property
    def may_be_saved(self) -> bool:
        """True if the server may have some of it that it has not been seen to have."""
        is_unknown = State.UNKNOWN in (self.state, *(step.state for step in self.steps))
        return is_unknown or any(step.may_be_taken for step in self.steps)

    @property
    def company(self) -> Step:
        """The step of the company."""
        return self.steps[0]

    @property
    def people(self) -> tuple[Step, ...]:
        """The steps of the people, in the order of the form."""
        return self.steps[1 : len(self.steps) - _count_of_next_steps(self.steps)]

    @property
    def next_steps(self) -> tuple[Step, ...]:
        """The steps that follow company and people, in the order of the form."""
        return self.steps[len(self.steps) - _count_of_next_steps(self.steps) :]

    @property
    def undecided(self) -> Step | None:
        """The step that the user has to decide about, among its `candidates` if it has any; None if none."""
        return next((step for step in self.steps if step.candidates or step.is_left_to_user), None)


def _count_of_next_steps(steps: tuple[Step, ...]) -> int:
    """Counts them from the end: there are few, and people may be thousands."""
    return sum(1 for _step in takewhile(lambda step: step.is_next_step, reversed(steps)))


_Changed = TypeVar("_Changed", Entry, Step)


def changed(one: _Changed, changes: Mapping[str, Any]) -> _Changed:
    """Returns an entry or a step with other values, as `dataclasses.replace` does in five times the time."""
    if not changes.keys() <= vars(one).keys():
        raise TypeError("it has no such property")
    copy = object.__new__(type(one))
    vars(copy).update({**vars(one), **changes})
    return copy


@dataclass(frozen=True, slots=True)
class SavedCompany:
    """A company that the server has answered with. Numbers grow in the order of Save.

    `posted_person` is the id of the newest who was added to it by a POST of its own, 0 if nobody was.
    """

    number: int
    contact_id: int
    sent: datetime
    posted_person: int = 0


@dataclass(frozen=True, slots=True)
class Membership:
    """A membership of a selection or project that an entry has made: whose, and when it was sent.

    `record_id` is that of the selection or project, `remote_id` what the step has as its number.
    """

    kind: StepKind
    record_id: int
    person_id: int
    remote_id: int
    sent: datetime


LONGEST_LISTED_NAME: Final = 1_000
LONGEST_LISTED_MESSAGE: Final = 5_000
"""Characters of what a list shows of an entry: damage and hand-overs can bring megabytes."""


@dataclass(frozen=True, slots=True)
class EntrySummary:
    """An entry as lists show it: everything but its body, answer and steps; long texts are cut.

    `steps_done` of `steps_total` steps are on the server: 3 of 4 is a company with three people of whom one
    is missing.
    """

    id: str
    state: State
    name: str
    contact_id: int
    created: datetime
    updated: datetime
    message: str
    next_try: datetime | None
    steps_done: int
    steps_total: int
    is_readable: bool = True
    """False if its row is damaged: it can be shown as it is stored, and discarded."""


@dataclass(frozen=True)
class UnreadableEntry:
    """An entry whose row is damaged. `values` are the row's, `message` says what is wrong."""

    id: str
    name: str
    message: str
    values: tuple[Any, ...]
    may_be_saved: bool = False
    state: State = State.REJECTED


@dataclass(frozen=True)
class UnreadableDraft:
    """A draft whose row is damaged. `number` and `values` are the row's, `message` says what is wrong."""

    number: int
    message: str
    values: tuple[Any, ...]
    raw: dict[str, Any]
    """The columns as JSON can hold them."""


@dataclass(frozen=True)
class Draft:
    """A company that is being typed: the form's value as the server names it, saved as it changes.

    `last_edited` is the path of the field in which was typed last; empty if that is not known.
    """

    id: str
    profile: str
    form: dict[str, Any]
    created: datetime
    updated: datetime
    last_edited: str = ""

    @property
    def title(self) -> str:
        """The name in lists of drafts."""
        return str(self.form.get("Name") or "") or _("New company")
