"""One entry taken as far as it goes now: every transition is committed before its effect."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from app.model.carriers.contact import ContactEntity, ContactEntityWithLinks
from app.model.carriers.person import Person, PersonEntityWithLinks
from app.model.entry import Entry, State, Step, StepKind
from app.model.form.people import is_light, light_person
from app.model.form.server_paths import company_problems, person_problems
from app.model.profile import Profile
from app.service.delivery import search as settling
from app.service.delivery import sentences as texts
from app.service.delivery import transitions as steps
from app.service.delivery.backoff import back_off
from app.service.delivery.newcomers import Newcomers, rows_of, who_is_there
from app.service.delivery.result import Delivery, Halted
from app.storage.sqlite.outbox import Outbox
from app.webapi.archive import PersonRow
from app.webapi.errors import Verdict, WebApiError

if TYPE_CHECKING:
    # Costs a tenth of a second: the worker loads it, after the window is painted.
    from app.webapi.client import WebApi

BETWEEN_LOOKS = timedelta(seconds=60)
UNDECIDED_LOOK = timedelta(days=1)
# A server that asks for more is asked again once a day.
_LONGEST_SECONDS = 24 * 60 * 60.0

# The connection or the server is in trouble, not the entry.
_OF_THE_SERVER = {
    Verdict.NOT_SENT,
    Verdict.LATER,
    Verdict.SEARCH_THEN_LATER,
    Verdict.SIGN_IN,
    Verdict.WRONG_HOST,
}
# The rights to each field, and all interests that there are: long, and shown to nobody.
_NOT_KEPT_OF_ANSWER = ("FieldProperties", "Interests")

Answer = TypeVar("Answer")

_log = logging.getLogger(__name__)


def nobody() -> None:
    """There is no entry to go on with."""


class Run:
    """Made for one entry and one time. `entry` is a working copy; `_commit` writes it.

    Where another one is sent right after it, the end of this and the beginning of that are one commit. Then
    the Run of the next, `Delivery.following`, is begun: `go_on` takes it from there.
    """

    def __init__(
        self,
        entry: Entry,
        outbox: Outbox,
        clock: Callable[[], datetime],
        between_looks: timedelta = BETWEEN_LOOKS,
    ) -> None:
        self.entry = entry
        self._outbox = outbox
        self._clock = clock
        self._between_looks = between_looks
        self._stored = entry.state
        self._before = entry
        self._is_begun = False
        self._next: Callable[[], Entry | None] = nobody
        self._following: Run | None = None
        self._halt: Halted | None = None
        self._waits: list[datetime] = []
        # Both are set by `go`, before anything else is done.
        self._api: WebApi
        self._profile: Profile

    def go(
        self, connect: Callable[[], tuple[Profile, WebApi]], following: Callable[[], Entry | None] = nobody
    ) -> Delivery:
        """`connect` may raise WebApiError. `following` is asked for the entry to send next, once this one is
        on the server; None where there is none, or where it is not wanted.
        """
        return self._go(following, lambda: self._connect(connect))

    def go_on(self, following: Callable[[], Entry | None] = nobody) -> Delivery:
        """As `go`, for one that is begun."""
        return self._go(following, nobody)

    def begin(self, profile: Profile, api: WebApi) -> None:
        """Makes `entry` what has to be committed before `go_on`. Raises ValueError for a damaged body."""
        self._profile, self._api = profile, api
        self._begin()
        self._set(state=State.SENDING)
        self._stored = State.SENDING

    def withdraw(self) -> Entry:
        """Puts one that is begun, and will not be gone on with, back into the queue as it was."""
        return self._outbox.update(self._before, expected=self._stored)

    def _go(self, following: Callable[[], Entry | None], prepare: Callable[[], None]) -> Delivery:
        self._next = following
        try:
            prepare()
            self._company()
            if self.entry.company.state is State.SAVED:
                self._people()
        except Halted as halt:
            self._halt = halt
            error = halt.error
            _log.info("entry %s waits: %s %s", self.entry.id, type(error).__name__, error.detail)
        self._rest()
        return self._delivery()

    def _connect(self, connect: Callable[[], tuple[Profile, WebApi]]) -> None:
        try:
            self._profile, self._api = connect()
        except WebApiError as error:
            raise Halted(error, looking=self.entry.company.state is State.UNKNOWN) from error

    # The company

    def _company(self) -> None:
        if self.entry.company.state is State.UNKNOWN:
            self._settle_company()
        if self.entry.company.state is State.QUEUED:
            self._begin()
            self._commit(State.SENDING)
        if self._is_begun:
            self._post_company()
            if steps.is_to_be_looked_for(self.entry.company):
                self._commit(State.UNKNOWN)
                self._settle_company()

    def _begin(self) -> None:
        """Makes it what it is while its company is on its way; that has to be committed before it is sent."""
        self._is_begun = True
        people = self._typed_company.persons or ()
        for step, person in zip(self.entry.people, people, strict=True):
            embedded = self._profile.send_persons and is_light(person)
            begun = steps.begun(step, self._clock()) if embedded else step
            self._put(replace(begun, by_name=embedded))
        self._put(steps.begun(self.entry.company, self._clock()))
        self._set(message=texts.sending(self.entry.name), next_try=None, problems=())

    def _post_company(self) -> None:
        try:
            answer = self._api.create_contact(self._body_to_post())
        except WebApiError as error:
            self._set(problems=company_problems(error.fields))
            self._failed(self.entry.company, error)
        else:
            self._company_saved(answer.contact_id or 0, answer)
            self._embedded_become(State.QUEUED)
            if self._people_to_do():
                self._commit(State.SENDING)

    def _settle_company(self) -> None:
        self._settle(
            self.entry.company,
            lambda: settling.look_for_company(self._api, self.entry, self._company_alone, self._is_taken),
        )

    def _company_saved(self, contact_id: int, answer: ContactEntityWithLinks) -> None:
        kept = {
            name: value for name, value in answer.to_json_object().items() if name not in _NOT_KEPT_OF_ANSWER
        }
        name = answer.name or self.entry.name
        self._set(contact_id=contact_id, name=name, answer=kept, tries=0)
        self._put(steps.saved(self.entry.company, contact_id, name))
        self._match(rows_of(answer.persons))

    def _embedded_become(self, state: State) -> None:
        """What holds of the company as a whole holds of the people who went out inside it."""
        for step in self.entry.people:
            if step.by_name and step.state is not State.SAVED:
                self._put(replace(step, state=state))

    def _body_to_post(self) -> ContactEntity:
        """The company, and inside it who has no more than the light Person can tell."""
        people = self._typed_company.persons or () if self._profile.send_persons else ()
        inside = tuple(light_person(person) for person in people if is_light(person))
        return self._typed_company.with_changes(persons=inside) if inside else self._company_alone

    @cached_property
    def _typed_company(self) -> ContactEntity:
        return ContactEntity.model_validate(self.entry.body)

    @cached_property
    def _company_alone(self) -> ContactEntity:
        if self._typed_company.persons is None:
            return self._typed_company
        alone = {name: value for name, value in self.entry.body.items() if name != "Persons"}
        return ContactEntity.model_validate(alone)

    def _is_taken(self, contact_id: int) -> bool:
        """Whether another entry of this connection is that company."""
        return any(
            other.contact_id == contact_id and other.profile == self.entry.profile
            for other in self._outbox.list(search=str(contact_id))
            if other.id != self.entry.id
        )

    # The people

    def _people(self) -> None:
        self._look_by_name()
        newcomers = Newcomers(self._api, self.entry.contact_id, self._typed_company.country)
        for step in self._people_to_do():
            self._person(step.number, newcomers)
            if any(later.number > step.number for later in self._people_to_do()):
                self._commit(State.SENDING)

    def _look_by_name(self) -> None:
        """Who went out inside the company has no token there: all of them are matched at once."""
        if not self._to_look_for_by_name():
            return
        doubted = any(step.state is State.UNKNOWN for step in self._to_look_for_by_name())
        self._match(self._ask(lambda: self._api.contact_persons(self.entry.contact_id), looking=doubted))
        for step in self._to_look_for_by_name():
            if step.state is State.UNKNOWN:
                self._absent(step)

    def _person(self, number: int, newcomers: Newcomers) -> None:
        step = self.entry.steps[number]
        if step.state is State.UNKNOWN and not step.by_name:
            self._settle_person(number)
        if self.entry.steps[number].state is State.QUEUED:
            self._post_person(number, newcomers)
            if steps.is_to_be_looked_for(self.entry.steps[number]):
                self._commit(State.UNKNOWN)
                self._settle_person(number)

    def _post_person(self, number: int, newcomers: Newcomers) -> None:
        step, person = self.entry.steps[number], self._typed(number)
        entity = self._ask(lambda: newcomers.entity(person, step.token), looking=False)
        self._put(steps.begun(step, self._clock()))
        self._set(message=texts.sending(step.name), next_try=None)
        self._commit(State.SENDING)
        try:
            answer = self._api.create_person(entity)
        except WebApiError as error:
            self._set(problems=(*self.entry.problems, *person_problems(number - 1, error.fields)))
            self._failed(self.entry.steps[number], error)
        else:
            lost = newcomers.lost_position(person)
            note = texts.position_left_out(lost) if lost else ""
            name = answer.full_name or step.name
            self._put(steps.saved(self.entry.steps[number], answer.person_id or 0, name, note))
            self._set(tries=0)

    def _settle_person(self, number: int) -> None:
        held = {step.remote_id for step in self.entry.people if step.remote_id}
        step, person = self.entry.steps[number], self._typed(number)
        self._settle(
            step,
            lambda: settling.look_for_person(self._api, self.entry.contact_id, step, person, held),
        )

    def _match(self, rows: tuple[PersonRow, ...]) -> None:
        """Records who of those who are looked for by name is among `rows`."""
        waiting = [step for step in self.entry.people if step.by_name and step.state is not State.SAVED]
        held = {step.remote_id for step in self.entry.people}
        people = self._typed_company.persons or ()
        free = [row for row in rows if row.person_id not in held]
        for number, row in who_is_there(waiting, people, free).items():
            step = self.entry.steps[number]
            self._put(steps.saved(step, row.person_id, row.fullname or step.name))

    def _typed(self, number: int) -> Person:
        return (self._typed_company.persons or ())[number - 1]

    def _people_to_do(self) -> list[Step]:
        return [step for step in self.entry.people if step.state in (State.QUEUED, State.UNKNOWN)]

    def _to_look_for_by_name(self) -> list[Step]:
        return [step for step in self._people_to_do() if step.by_name]

    # What both have in common

    def _failed(self, step: Step, error: WebApiError) -> None:
        """Records what a failed POST means. Raises Halted unless the server is well and only said no."""
        _log.info("step %d of %s: %s %s", step.number, self.entry.id, type(error).__name__, error.detail)
        failed = steps.failed(step, error)
        self._put(failed)
        if failed.state is State.UNKNOWN:
            self._set(message=texts.perhaps_saved(step.name, error.message))
        if step.kind is StepKind.COMPANY:
            is_open = failed.state is State.UNKNOWN
            self._embedded_become(State.UNKNOWN if is_open else State.QUEUED)
        if error.verdict not in (Verdict.REJECTED, Verdict.SEARCH_THEN_REJECT):
            raise Halted(error)

    def _settle(self, step: Step, look: Callable[[], settling.Look]) -> None:
        match self._ask(look, looking=True):
            case settling.Found(remote_id, record):
                self._found(step, remote_id, record)
            case settling.Doubtful(ids):
                self._put(replace(step, candidates=ids, first_absent=None))
                self._waits.append(self._clock() + UNDECIDED_LOOK)
            case settling.Absent():
                self._absent(step)

    def _found(
        self, step: Step, remote_id: int, record: ContactEntityWithLinks | PersonEntityWithLinks
    ) -> None:
        if isinstance(record, ContactEntityWithLinks):
            self._company_saved(remote_id, record)
        else:
            self._put(steps.saved(step, remote_id, record.full_name or step.name))
            self._set(tries=0)

    def _absent(self, step: Step) -> None:
        looked_for = steps.absent(step, self._clock(), self._between_looks)
        self._put(looked_for)
        if looked_for.first_absent:
            self._waits.append(looked_for.first_absent + self._between_looks)
        elif step.kind is StepKind.COMPANY:
            self._embedded_become(State.QUEUED)

    def _ask(self, call: Callable[[], Answer], *, looking: bool) -> Answer:
        try:
            return call()
        except WebApiError as error:
            raise Halted(error, looking=looking) from error

    def _put(self, step: Step) -> None:
        self._set(steps=tuple(step if one.number == step.number else one for one in self.entry.steps))

    def _set(self, **changes: Any) -> None:
        self.entry = replace(self.entry, **changes)

    def _commit(self, state: State) -> None:
        self.entry = self._outbox.update(replace(self.entry, state=state), expected=self._stored)
        self._stored = state

    # The end

    def _rest(self) -> None:
        error = self._halt.error if self._halt else None
        looking = self._halt is not None and self._halt.looking
        if error and error.verdict is not Verdict.SIGN_IN:
            self._set(tries=self.entry.tries + 1)
        self._set(next_try=self._next_try(error), message=texts.of(self.entry, error, looking=looking))
        state = steps.resting_state(self.entry.steps)
        following = self._next_run() if state is State.SAVED and error is None else None
        if following is None:
            self._commit(state)
        else:
            self._pass_on(following)

    def _next_run(self) -> Run | None:
        """That of the next entry, where it goes the same way and begins with its company."""
        entry = self._next()
        if entry is None or entry.profile != self.entry.profile or entry.company.state is not State.QUEUED:
            return None
        run = Run(entry, self._outbox, self._clock, self._between_looks)
        try:
            run.begin(self._profile, self._api)
        except ValueError:
            # It cannot be read: nothing that becomes of this one may depend on that.
            return None
        return run

    def _pass_on(self, following: Run) -> None:
        saved = replace(self.entry, state=State.SAVED)
        self.entry, begun = self._outbox.pass_on(saved, expected=self._stored, following=following.entry)
        self._stored = State.SAVED
        if begun is not None:
            following.entry = begun
            self._following = following

    def _next_try(self, error: WebApiError | None) -> datetime | None:
        """When something can be done again; None for at once, and where there is nothing left to do."""
        if error is None:
            return min(self._waits, default=None)
        if error.verdict is Verdict.SIGN_IN:
            return None
        asked = timedelta(seconds=min(error.retry_after or 0, _LONGEST_SECONDS))
        return self._clock() + max(back_off(self.entry.tries), asked)

    def _delivery(self) -> Delivery:
        error = self._halt.error if self._halt else None
        if error is None or error.verdict not in _OF_THE_SERVER:
            return Delivery(self.entry, error=error, following=self._following)
        sign_in = error.verdict is Verdict.SIGN_IN
        return Delivery(self.entry, sign_in, self.entry.next_try, error)
