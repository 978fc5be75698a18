"""Creates entries, delivers them, and applies what the user decides about them.

Plain Python: the window runs it on its sending thread, the command line runs it directly.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from app.model.additions.merging import NEVER_ADDED
from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_company
from app.model.checks.possible_values import impossible_values
from app.model.entry import Entry, State, Step, StepKind
from app.model.form.people import display_name, has_dbi_key
from app.model.next_steps.declared import NEXT_STEPS
from app.model.next_steps.steps import next_steps_of
from app.model.profile import Profile
from app.service.delivery import question_sentences, sentences
from app.service.delivery.damage import DamagedBody
from app.service.delivery.run import DeliveryResult, DeliveryRun, NextEntry, no_next_entry
from app.service.delivery.search_times import SECOND_SEARCH_DELAY, UNDECIDED_RECHECK_DELAY
from app.service.delivery.transitions import (
    as_none_of_them,
    as_retried,
    resting_state,
    still_asked,
    without_candidate,
    without_gone,
)
from app.service.delivery.waits import LONG_AGO, LONGEST_BACKOFF, is_too_long, next_try_of
from app.service.request_log import entry_context
from app.service.search.chosen_record import is_gone
from app.storage.files.errors import NOT_KEPT, EntryNotWritten, EntryUnreadable, StaleEntry, StoreProblem
from app.storage.sqlite.outbox import Outbox
from app.translation.message import Message
from app.webapi.errors.trace import nothing

if TYPE_CHECKING:
    # Costs a tenth of a second: the worker loads it, after the window is painted.
    from app.webapi.client import WebApi

__all__ = ["SECOND_SEARCH_DELAY", "Deliverer", "DeliveryResult", "new_entry"]

_ALL: Final = 1_000_000

_log = logging.getLogger(__name__)


def new_entry(entity: ContactEntity, profile: Profile, entry_id: str, now: datetime) -> Entry:
    """Creates the QUEUED entry to commit for a validated company (`body_to_post`), frozen as it is sent.

    Its DbiKey holds a token of ours unless the user filled that field or the connection forbids it; each
    person has a token of its own. `now` is zone-aware.
    """
    body = {"ContactId": 0, **_body(entity)}
    token = "" if entity.dbi_key else _new_token(profile)
    if token:
        body["DbiKey"] = token
    company = Step(0, StepKind.COMPANY, (entity.name or "").strip(), token=token)
    made = Entry(entry_id, profile.name, company.name, body, now, now, steps=(company,))
    return _with_people(made, entity, profile)


def new_addition(entity: ContactEntity, profile: Profile, entry_id: str, now: datetime) -> Entry:
    """Creates the QUEUED entry to commit for what is added to the company of `entity.contact_id`.

    Nothing of the company itself is sent where only people are added.
    """
    contact_id = entity.contact_id or 0
    body = {**_body(entity), "ContactId": contact_id}
    company = Step(0, StepKind.COMPANY, (entity.name or "").strip(), remote_id=contact_id)
    if body.keys() <= NEVER_ADDED:
        company = replace(company, state=State.SAVED)
    made = Entry(entry_id, profile.name, company.name, body, now, now, steps=(company,))
    return _with_people(replace(made, contact_id=contact_id), entity, profile)


def _body(entity: ContactEntity) -> dict[str, Any]:
    """Returns what is sent of a company: its next steps are steps of the entry."""
    return {name: value for name, value in entity.to_create_body().items() if name != NEXT_STEPS}


def _with_people(entry: Entry, entity: ContactEntity, profile: Profile) -> Entry:
    """Adds the steps of the people and what follows them. Raises ValueError for next steps that are none."""
    people = tuple(
        Step(
            number,
            StepKind.PERSON,
            display_name(person),
            token="" if has_dbi_key(person) else _new_token(profile),
        )
        for number, person in enumerate(entity.persons or (), start=1)
    )
    following = next_steps_of(entity.property_value(NEXT_STEPS), people, first=len(people) + 1)
    return replace(entry, steps=(*entry.steps, *people, *following), message=sentences.waiting(entry.name))


class ImpossibleValue(ValueError):
    """An entry has a value that the form and the commands would not have let in; its text says where."""


def check_new(entry: Entry) -> None:
    """Raises ValueError unless the entry could have been made by `new_entry`: nothing of it has been sent."""
    company = read_company(entry.body)
    if problem := next(impossible_values(company), None):
        raise ImpossibleValue(f"{problem.path}: {problem.message}")
    if len(company.persons or ()) != len(entry.people):
        raise ValueError("not the people of the body")
    if not _is_fresh(entry) or entry.state is not State.QUEUED or entry.tries or entry.next_try:
        raise ValueError("not a new entry")


def _is_fresh(entry: Entry) -> bool:
    """Returns True if nothing has been sent: of an addition the company is there, and its number is known."""
    company, contact_id = entry.company, entry.contact_id
    if not entry.is_addition:
        is_company_fresh = company.state is State.QUEUED and not company.remote_id and not contact_id
    else:
        is_there = contact_id == company.remote_id == entry.body["ContactId"]
        is_company_fresh = is_there and company.state in (State.QUEUED, State.SAVED)
    return is_company_fresh and all(
        step.state is State.QUEUED and not step.remote_id for step in entry.steps[1:]
    )


def _new_token(profile: Profile) -> str:
    if not profile.use_dbi_key:
        return ""
    from uuid import uuid4  # here: a window at rest has no use for it

    return str(uuid4())


def _now() -> datetime:
    return datetime.now(UTC)


class Deliverer:
    """Delivers entries. Raises StoreProblem on disk errors; every other error becomes the entry's state.

    After a StoreProblem an entry may be left in state SENDING: `Outbox.recover` makes it UNKNOWN, so that it
    is searched for.
    """

    def __init__(
        self,
        outbox: Outbox,
        api_for: Callable[[str], WebApi],
        profile_for: Callable[[str], Profile],
        clock: Callable[[], datetime] = _now,
        second_search_delay: timedelta = SECOND_SEARCH_DELAY,
        *,
        uptime: Callable[[], float] = monotonic,
    ) -> None:
        """`api_for` and `profile_for` take the name of a connection.

        They raise LookupError if it has been removed, `api_for` also WebApiError. `clock` returns zone-aware
        times. A record is missing if neither a first search nor a second one finds it,
        `second_search_delay` later. `uptime` returns seconds by a clock that nobody sets.
        """
        self._outbox = outbox
        self._api_for = api_for
        self._profile_for = profile_for
        self._clock = clock
        self._second_search_delay = second_search_delay
        self._uptime = uptime

    def advance(
        self, entry: Entry, next_entry: NextEntry = no_next_entry, tell: Callable[[], None] = nothing
    ) -> DeliveryResult:
        """Delivers one due entry as far as possible now; errors of network and server become its state.

        An entry that was changed or discarded in the meantime is left as it is. The entry that `next_entry`
        returns may be started with it, and its run is then `DeliveryResult.next_run`. `tell` is called while
        the server works, once what had become of the entry before is on the disk.
        """
        name = entry.profile

        def connect() -> tuple[Profile, WebApi]:
            try:
                return self._profile_for(name), self._api_for(name)
            except LookupError:
                raise sentences.ConnectionGoneError(name) from None

        run = DeliveryRun(entry, self._outbox, self._clock, self._second_search_delay, self._uptime)
        if self._outbox.waiting.is_passed_over(entry.id):
            return _left_alone(entry)
        return self._unless_stale(run, lambda: run.start(connect, next_entry, tell))

    def resume(
        self, run: DeliveryRun, next_entry: NextEntry = no_next_entry, tell: Callable[[], None] = nothing
    ) -> DeliveryResult:
        """Delivers as `advance` does, for a `DeliveryResult.next_run`."""
        return self._unless_stale(run, lambda: run.resume(next_entry, tell))

    def _unless_stale(self, run: DeliveryRun, deliver: Callable[[], DeliveryResult]) -> DeliveryResult:
        entry = run.entry
        try:
            with entry_context(entry.id):
                return deliver()
        except (StaleEntry, *NOT_KEPT) as problem:
            # What is being sent is nobody else's to change: it would be sent again, and be there twice.
            if isinstance(problem, NOT_KEPT) or run.is_begun:
                self._outbox.waiting.pass_over(entry.id)
                return _left_alone(entry)
            now = self._outbox.get(entry.id)
            return DeliveryResult(now or entry, is_gone=now is None)
        except StoreProblem:
            raise
        except DamagedBody as damage:
            told = damage.sentence(entry)
            return self._set_aside(entry, lambda _stored: told)
        except Exception as error:  # noqa: BLE001  # whatever is wrong with one entry stops no other
            fault = type(error).__name__
            _log.error("entry %s is set aside: %s", entry.id, fault)
            return self._set_aside(entry, lambda stored: sentences.not_handled(stored, fault))

    def _set_aside(self, entry: Entry, message_for: Callable[[Entry], str]) -> DeliveryResult:
        try:
            message = message_for(self._outbox.existing(entry.id))
            return DeliveryResult(self._outbox.set_aside(entry.id, message))
        except StaleEntry:  # its user has just discarded it
            return DeliveryResult(entry, is_gone=True)

    def retry(self, entry_id: str) -> Entry:
        """Makes the entry due now, to be sent or searched for again, or only its missing people.

        Sends nothing itself. A saved entry stays as it is. Raises StaleEntry if it is gone.
        """
        entry = self._outbox.existing(entry_id)
        if entry.state in (State.SAVED, State.SENDING):
            return entry
        steps = as_retried(entry.steps)
        state = resting_state(steps)
        changed = replace(entry, state=state, steps=steps, problems=(), next_try=None)
        if state is State.QUEUED or steps != entry.steps:
            changed = replace(changed, message=sentences.sentence_for(changed, None))
        return self._outbox.update(changed, expected=entry.state)

    def decide(self, seen: Entry, remote_id: int | None) -> Entry:
        """Records which record on the server the unknown step is, as the user says; None for none of them.

        The step is the undecided one of the entry as the user has `seen` it, else the first that was unknown.
        A step that is none of them is sent again, after searches that have not been made yet. Where that is
        not asked any more the entry stays as it is; a company that has become another entry's since is left
        out, and it is searched for again. So is a record that the server has no more, and its user is told.
        It is read for that. Raises StaleEntry if the entry is gone.
        """
        entry = self._outbox.existing(seen.id)
        step = still_asked(seen, entry)
        if step is None:
            return entry
        if remote_id is not None and self._is_anothers(entry, step, remote_id):
            left = [without_candidate(one, remote_id) for one in entry.steps]
            return self._decided(replace(entry, steps=tuple(left), next_try=None))
        if remote_id is not None and is_gone(self._api_for, entry, step, remote_id):
            return self._asked_anew(entry, step, remote_id)
        decided = as_none_of_them(step)
        if remote_id is not None:
            decided = replace(decided, state=State.SAVED, remote_id=remote_id, not_it=step.not_it)
        steps = [decided if one is step else without_candidate(one, remote_id) for one in entry.steps]
        contact_id = entry.contact_id
        if step.kind is StepKind.COMPANY:
            contact_id = remote_id or 0
            if decided.state is State.QUEUED:
                # People who were sent inside a company that is not there are not there either.
                steps = [decided, *(replace(one, state=State.QUEUED) for one in entry.steps[1:])]
        state = resting_state(tuple(steps))
        changed = replace(entry, steps=tuple(steps), state=state, contact_id=contact_id, next_try=None)
        return self._decided(changed)

    def _is_anothers(self, entry: Entry, step: Step, remote_id: int) -> bool:
        """Returns True for a company that another entry has become, since both were asked about it."""
        traits = self._outbox.server_traits
        return step.kind is StepKind.COMPANY and traits.is_taken(
            entry.profile, remote_id, without=entry.id, by_additions=False
        )

    def _asked_anew(self, entry: Entry, step: Step, remote_id: int) -> Entry:
        """Writes that the chosen record is gone, and that its user has to say which of the others it is."""
        left = without_gone(step, remote_id)
        steps = tuple(left if one is step else without_candidate(one, remote_id) for one in entry.steps)
        changed = replace(entry, steps=steps, next_try=self._clock() + UNDECIDED_RECHECK_DELAY)
        told = sentences.sentence_for(changed, None)
        if left.candidates or step.is_next_step:
            told = Message.joined((question_sentences.chosen_is_gone(step.name), told))
        return self._outbox.update(replace(changed, message=told), expected=State.UNKNOWN)

    def _decided(self, entry: Entry) -> Entry:
        """Writes an entry that was UNKNOWN as a person has decided."""
        told = replace(entry, message=sentences.sentence_for(entry, None))
        return self._outbox.update(told, expected=State.UNKNOWN)

    def retry_now(self) -> None:
        """Makes every waiting retry due now: the network is back, or the program has started.

        This also keeps the order: the oldest entry is the one that waits, and must not be overtaken. A time
        that a server has asked for (Retry-After) is kept.
        """
        self.shorten_waits()
        now = self._clock()
        waiting = self._waiting()
        asked_to_wait = {entry.profile for entry in waiting if entry.named_wait and next_try_of(entry) > now}
        for entry in waiting:
            if not entry.undecided and entry.profile not in asked_to_wait:
                self._change_wait(entry, None)

    def shorten_waits(self) -> bool:
        """Ends waits that are longer than any that we or the server chose: the clock was set back since.

        Returns True if there were any.
        """
        now = self._clock()
        too_long = [entry for entry in self._waiting(now + LONGEST_BACKOFF) if is_too_long(entry, now)]
        changed = []
        for entry in too_long:
            named = timedelta(seconds=entry.named_wait)
            changed.append(self._change_wait(entry, now + named if entry.named_wait else None))
        return any(changed)

    def _waiting(self, after: datetime = LONG_AGO) -> list[Entry]:
        """Returns the entries that have a next try, later than that."""
        summaries = self._outbox.summaries((State.QUEUED, State.UNKNOWN), limit=_ALL)
        ids = [one.id for one in summaries if one.next_try is not None and one.next_try > after]
        return [entry for entry in map(self._readable, ids) if entry is not None]

    def _readable(self, entry_id: str) -> Entry | None:
        with suppress(EntryUnreadable):
            return self._outbox.get(entry_id)
        return None

    def _change_wait(self, entry: Entry, next_try: datetime | None) -> bool:
        with suppress(StaleEntry):  # the user has just taken it out of the queue
            self._outbox.update(replace(entry, next_try=next_try), expected=entry.state)
            return True
        return False


def _left_alone(entry: Entry) -> DeliveryResult:
    """Returns the result for an entry whose row does not keep what becomes of it."""
    return DeliveryResult(replace(entry, state=State.REJECTED, message=EntryNotWritten(entry.name).message))
