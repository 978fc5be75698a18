"""An entry on its way to the server: the states it can be in and the steps it is sent in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """The states of an entry and of each of its steps.

    QUEUED    not on the server; sent by itself as soon as that is possible
    SENDING   handed to the wire; after a crash this means UNKNOWN
    SAVED     on the server, which gave it an id
    REJECTED  the server will not take it as it is; the user corrects or discards it
    UNKNOWN   perhaps on the server: frozen, searched for there, never simply sent again
    """

    QUEUED = "queued"
    SENDING = "sending"
    SAVED = "saved"
    REJECTED = "rejected"
    UNKNOWN = "unknown"


class StepKind(StrEnum):
    COMPANY = "company"
    PERSON = "person"


@dataclass(frozen=True)
class Step:
    """One thing that must exist on the server: the company, or one of its people.

    `number` is 0 for the company, then 1, 2, … in the order of the form. `remote_id` is the ContactId or
    PersonId, 0 until it is known. `token` is the value that was put into DbiKey to recognise it by, empty
    where none was. `sent` is when its POST was last begun. `matched_by_name` tells that a person is searched
    for by name before it is added: it went out inside the company and the server may have taken it, or it
    was refused and somebody may have added it by hand since.

    Of an UNKNOWN step, `first_not_found_at` is when a search on the server first did not find it,
    `state_if_not_found` what it becomes once it is surely not there, `candidates` are the ids of which a
    person has to say whether one of them is it.
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


@dataclass(frozen=True)
class FieldMessage:
    """What the server or our own rules say of one field; an empty path means the whole form."""

    path: str
    message: str


@dataclass(frozen=True)
class Entry:
    """A company that Save was pressed for, frozen as it is sent.

    `body` is the ContactEntity in the server's spelling, people and token included. `answer` is the entity as
    the server returned it, without what nobody is shown. `profile` names the connection it belongs to. Times
    are zone-aware, in UTC.
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

    @property
    def company(self) -> Step:
        return self.steps[0]

    @property
    def people(self) -> tuple[Step, ...]:
        return self.steps[1:]

    @property
    def undecided(self) -> Step | None:
        """The step of which a person has to say whether it is one of its `candidates`, if there is one."""
        return next((step for step in self.steps if step.candidates), None)


@dataclass(frozen=True, slots=True)
class EntrySummary:
    """What a list of entries shows of one: everything but its body, answer and steps.

    `steps_done` counts the steps that are on the server, of `steps_total`: 3 of 4 is a company with three
    people of which one is missing.
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


@dataclass(frozen=True)
class Draft:
    """What is being typed: the form's value in the server's spelling, saved as it changes."""

    id: str
    profile: str
    form: dict[str, Any]
    created: datetime
    updated: datetime

    @property
    def title(self) -> str:
        return str(self.form.get("Name") or "") or "New company"
