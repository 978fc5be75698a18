"""The copy of an entry that a delivery changes and commits as a whole."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import Person
from app.model.carriers.reading import read_as
from app.model.entry import Entry, FieldMessage, State, Step, StepKind, changed
from app.model.profile import Profile
from app.service.delivery import sentences, transitions
from app.service.delivery.damage import DamagedBody, check_sound
from app.service.delivery.search_times import SECOND_SEARCH_DELAY, SearchTimes
from app.service.search.list_lag import READS_OF_PROVEN, ListLag
from app.service.search.result import Ambiguous, Match, NoMatch, Record, SearchResult
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.progress import Progress
from app.webapi.archive import PersonRow
from app.webapi.errors import Verdict, WebApiError

if TYPE_CHECKING:
    from app.webapi.client import WebApi

# What of an entry can change without its row being written anew (Progress).
_IN_PROGRESS = {"message", "tries", "next_try"}

Answer = TypeVar("Answer")

_log = logging.getLogger(__name__)


class DeliveryStopped(Exception):
    """Delivery cannot continue now; `searching` tells that it stopped during a search on the server."""

    def __init__(self, error: WebApiError, *, searching: bool = False) -> None:
        super().__init__(error.message)
        self.error = error
        self.searching = searching


class WorkingCopy:
    """The entry as it is now, and the operations that company and people steps share.

    Methods change the copy only; `commit` writes it. Call `connect_to` before anything that asks the server.
    `steps` are the entry's. They are changed in place: with thousands of people, a new tuple for each change
    would take most of the time.
    """

    steps: list[Step]
    people_ids: set[int]
    """The records that people of the entry are: asked for each of thousands, they are not gathered anew."""
    _entry: Entry
    _is_changed: bool

    def __init__(
        self,
        entry: Entry,
        outbox: Outbox,
        clock: Callable[[], datetime],
        second_search_delay: timedelta = SECOND_SEARCH_DELAY,
        uptime: Callable[[], float] = monotonic,
    ) -> None:
        self.entry = entry
        self.stored_state = entry.state
        self.outbox = outbox
        self.clock = clock
        self.second_search_delay = second_search_delay
        self.uptime = uptime
        self._times = SearchTimes(clock, uptime, second_search_delay)
        self._proven: set[int] = set()
        self.waits: list[datetime] = []
        """Times at which steps that only have to wait can be continued."""
        self.api: WebApi
        self.profile: Profile

    @property
    def entry(self) -> Entry:
        """The entry as it is now. After a change of steps it is made anew, so ask `steps` for one of them."""
        if self._is_changed:
            self._entry = changed(self._entry, {"steps": tuple(self.steps)})
            self._is_changed = False
        return self._entry

    @entry.setter
    def entry(self, stored: Entry) -> None:
        self._entry, self._is_changed = stored, False
        self.steps = list(stored.steps)
        self.people_ids = {step.remote_id for step in stored.people} - {0}
        self._people = slice(1, 1 + len(stored.people))
        self._forget_changes()

    def _forget_changes(self) -> None:
        """Begins to record what changes from what is stored."""
        self._changed_steps: set[int] = set()
        self._added_problems: tuple[FieldMessage, ...] = ()
        self._is_row_changed = False

    def connect_to(self, profile: Profile, api: WebApi) -> None:
        """Sets the connection to use."""
        self.profile, self.api = profile, api
        self.lag = ListLag(api, self.outbox.server_traits, self._entry)

    def newest_before(self, company: Step) -> int:
        """Returns the id of the newest company that was surely there before that one; 0 if none."""
        return self.lag.newest_before(company.sent) if company.sent else 0

    def signed_in_as(self, *, searching: bool = False) -> str:
        """Returns who is signed in, as `Step.posted_by` has it. Raises DeliveryStopped."""
        return transitions.poster(self.ask(self.api.signed_in_as, searching=searching), self.profile)

    @property
    def people_steps(self) -> list[Step]:
        """The steps of the people."""
        return self.steps[self._people]

    @cached_property
    def typed_company(self) -> ContactEntity:
        """The company as it was typed, people included. Raises ValueError for a damaged body."""
        return read_as(ContactEntity, self.entry.body)

    def check_body(self) -> None:
        """Raises DamagedBody unless the body is a company with the people of the steps, and its own."""
        try:
            _ = self.typed_company
        except (ValueError, TypeError):
            raise DamagedBody from None
        check_sound(self.entry, self.outbox.keys)

    @cached_property
    def company_alone(self) -> ContactEntity:
        """The company without its people."""
        if self.typed_company.persons is None:
            return self.typed_company
        alone = {name: value for name, value in self.entry.body.items() if name != "Persons"}
        return read_as(ContactEntity, alone)

    def typed_person(self, number: int) -> Person:
        """Returns the person of the step of that number as it was typed."""
        return (self.typed_company.persons or ())[number - 1]

    def put(self, step: Step) -> None:
        """Replaces the step of the same number."""
        if step.kind is StepKind.PERSON:
            self.people_ids -= {self.steps[step.number].remote_id}
            self.people_ids |= {step.remote_id} - {0}
        self.steps[step.number] = step
        self._changed_steps.add(step.number)
        self._is_changed = True

    def set(self, **changes: Any) -> None:
        """Changes properties of the entry, but not its steps."""
        self._entry = changed(self._entry, changes)
        self._is_row_changed |= not changes.keys() <= _IN_PROGRESS

    def add_problems(self, problems: Sequence[FieldMessage]) -> None:
        """Adds messages about fields."""
        self._entry = replace(self._entry, problems=(*self._entry.problems, *problems))
        self._added_problems += tuple(problems)

    def commit(self, state: State) -> None:
        """Writes the entry, in `state`. Raises StoreProblem; StaleEntry if it was changed elsewhere.

        While it is being sent, only what has changed is written where that can be.
        """
        if state is State.SENDING:
            self.set(next_try=None)
        if state is self.stored_state is State.SENDING and not self._is_row_changed:
            self._append()
        else:
            self.entry = self.outbox.update(replace(self.entry, state=state), expected=self.stored_state)
        self.stored_state = state

    def _append(self) -> None:
        entry = self._entry
        steps = tuple(self.steps[number] for number in sorted(self._changed_steps))
        change = Progress(entry.id, entry.message, entry.tries, steps, self._added_problems)
        self._entry = replace(entry, updated=self.outbox.append_progress(change))
        self._forget_changes()

    def ask(self, call: Callable[[], Answer], *, searching: bool) -> Answer:
        """Returns the server's answer. Raises DeliveryStopped for a WebApiError."""
        try:
            return call()
        except WebApiError as error:
            raise DeliveryStopped(error, searching=searching) from error

    def record_failure(self, step: Step, error: WebApiError) -> None:
        """Records a failed POST. Raises DeliveryStopped unless the server refused this record only."""
        _log.info("step %d of %s: %s %s", step.number, self._entry.id, type(error).__name__, error.detail)
        failed = transitions.as_failed(step, error, self.clock(), self.uptime())
        self.put(failed)
        if failed.state is State.UNKNOWN:
            self.set(message=sentences.perhaps_saved(step.name, error.message))
        if step.kind is StepKind.COMPANY:
            is_open = failed.state is State.UNKNOWN
            self.set_embedded(State.UNKNOWN if is_open else State.QUEUED)
        if error.verdict not in (Verdict.REJECTED, Verdict.SEARCH_THEN_REJECT):
            raise DeliveryStopped(error)

    def resolve(
        self,
        step: Step,
        search: Callable[[], SearchResult[Record]],
        on_match: Callable[[Match[Record]], None],
        last_search: Callable[[], SearchResult[Record]] = NoMatch,
    ) -> None:
        """Searches for the record of an unknown step and records the result.

        `last_search` is what it takes to say that it is missing, after both searches.
        """
        found = self.ask(search, searching=True)
        is_missing = isinstance(found, NoMatch) and self._is_last_search(self._as_not_found(step))
        if is_missing:
            found = self.ask(last_search, searching=True)
        match found:
            case Match():
                on_match(found)
            case Ambiguous(ids):
                undecided = step if is_missing else replace(step, **transitions.NOT_SEARCHED)
                self._record_undecided(undecided, ids, has_unread=found.has_unread)
            case NoMatch():
                self.record_not_found(step)

    def _record_undecided(self, step: Step, ids: tuple[int, ...], *, has_unread: bool = False) -> None:
        """Records that one of these records may be the step's, which only a person can tell.

        Where both searches are done, it stays known: whether it is one of these was asked last. One that the
        server has not given (`has_unread`) is asked for again soon: the server may be well by then.
        """
        self.put(replace(step, candidates=ids, is_left_to_user=False))
        self.waits.append(self._times.reread() if has_unread else self._times.recheck())

    def record_not_found(self, step: Step, others: tuple[int, ...] = ()) -> None:
        """Records that a search did not find `step`; after the first one it waits for the second.

        After that a person has to tell if there are `others`, who may be it under another name.
        """
        changed = self._as_not_found(step)
        if others and self._is_last_search(changed):
            self._record_undecided(step, others)
            return
        self.put(changed)
        if changed.is_left_to_user:
            self.waits.append(self._times.recheck())
        elif changed.state is State.UNKNOWN and changed.first_not_found_at:
            is_proven = step.number in self._proven
            self.waits.append(self._times.next_search(changed, is_proven=is_proven))
        elif step.kind is StepKind.COMPANY:
            self.set_embedded(State.QUEUED)

    def note_newest(self, contact_ids: frozenset[int]) -> None:
        """Notes which companies the lists have in which the company was searched for."""
        self.lag.note_companies(contact_ids)

    def ask_for_proof(self, lost: Sequence[Step]) -> int:
        """Asks for what proves that lists of people have caught up; before the list is read that needs it.

        Asked after that, it could have been proven by what the list was still without. Returns how often that
        list has to be read.
        """
        sent = [one.sent for one in lost if one.sent is not None and self._times.is_second_over(one)]
        if not sent:
            return 1
        proven = self.ask(lambda: self.lag.ask_for_later_people(min(sent), self.clock()), searching=True)
        return READS_OF_PROVEN if proven else 1

    def note_listed(self, rows: Sequence[PersonRow]) -> None:
        """Notes whom the server's list of the company's people has."""
        self.lag.note_people(rows, self.people_steps, self.clock())

    @property
    def waits_for_lists(self) -> bool:
        """True if a step was searched for twice, and nothing shows that the lists have caught up."""
        return any(
            self._times.is_second_over(step)
            for step in self.steps
            if step.state is State.UNKNOWN and not step.candidates and not step.is_left_to_user
        )

    def _as_not_found(self, step: Step) -> Step:
        """Returns the step after a search that did not find it.

        It is missing only if lists do not lag, are what was asked for, and are those of who posted it. So it
        is where it is then refused: whoever corrects it would post it once more.
        """
        changed = self._times.after_second(step)
        if changed.state is State.UNKNOWN:
            return changed
        if step.candidates or not self.is_posted_by_user(step):
            return self._times.left_to_user(step)
        company, now = self.steps[0], self.clock()
        if (is_untold := self.lag.is_doubtful(step)) or self._went_with_added(step):
            # The list may have it late, or never: only whoever is asked knows what is missing.
            changed = self._times.after_unproven(step)
            return changed if changed.state is State.UNKNOWN else self._times.left_to_user(step, is_untold)
        if self.ask(lambda: self.lag.have_caught_up(step, company, now), searching=True):
            self._proven.add(step.number)
            # Whoever went inside a company is there as soon as that is.
            is_over = step.matched_by_name or transitions.is_searched_at_once(step)
            return changed if is_over else self._times.after_slowest(step)
        changed = self._times.after_unproven(step)
        if changed.state is State.UNKNOWN:
            return changed
        is_late = self.ask(lambda: self.lag.is_certain(step, now), searching=True)
        return self._times.after_a_day(step) if is_late else changed

    def _went_with_added(self, step: Step) -> bool:
        """Returns True for who went out inside a company, if the server has added others who did."""
        return step.matched_by_name and self.steps[0].state is State.SAVED and self.has_named_inside()

    def has_named_inside(self) -> bool:
        """Returns True if the server is known to have added somebody who was sent inside the company."""
        return any(one.matched_by_name and one.state is State.SAVED for one in self.people_steps)

    def is_posted_by_user(self, step: Step) -> bool:
        """Returns True if whoever is signed in now is known to have posted that step."""
        return bool(step.posted_by) and transitions.is_same_poster(step, self.signed_in_as(searching=True))

    def _is_last_search(self, not_found: Step) -> bool:
        """Returns True if no other search follows the one that has led to that step."""
        return not_found.state is not State.UNKNOWN or not_found.is_left_to_user

    def set_embedded(self, state: State) -> None:
        """Sets the state of those who were sent inside the company and are not known to be saved."""
        for step in self.unnamed_inside():
            self.put(replace(step, state=state))

    def unnamed_inside(self) -> list[Step]:
        """Returns the steps of those who were sent inside the company and are not known to be saved."""
        return [step for step in self.people_steps if step.matched_by_name and step.state is not State.SAVED]

    def unclaimed(self, rows: Sequence[PersonRow]) -> list[PersonRow]:
        """Returns the rows that no step of this entry is, each person once."""
        each = {row.person_id: row for row in rows}.values()
        return [row for row in each if row.person_id not in self.people_ids]

    def unsaved_people(self) -> list[Step]:
        """Returns the steps of people who still have to be added or searched for."""
        return transitions.unfinished(self.people_steps)

    def unfinished_next_steps(self) -> list[Step]:
        """Returns what follows company and people and still has to be done or searched for."""
        return transitions.unfinished(self.steps[1 + len(self.people_steps) :])
