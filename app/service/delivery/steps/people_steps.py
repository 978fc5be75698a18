"""Adds the people of a saved company one by one, or finds them on the server."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from itertools import islice, takewhile, zip_longest

from app.model.additions.lost_values import lost_values
from app.model.carriers.person import PersonEntity, PersonEntityWithLinks
from app.model.entry import State, Step
from app.model.form.people import PersonName, as_entity, has_dbi_key
from app.model.form.server_paths import person_problems, without_person
from app.service.delivery import sentences, transitions
from app.service.delivery.steps import addition_sentences
from app.service.delivery.steps.company_check import check_is_new, give_up_if_refused, leave_unanswered
from app.service.delivery.steps.earlier_posts import (
    ask_about_unread,
    ask_first,
    is_refused,
    is_surely_missing,
    may_be_there,
    note_refused_sign_in,
)
from app.service.delivery.steps.people_inside import PeopleInside
from app.service.delivery.steps.person_builder import PersonEntityBuilder
from app.service.delivery.working_copy import DeliveryStopped, WorkingCopy
from app.service.search.people import MOST_COMPARED, PeopleSearch, alike_rows, likeliest
from app.service.search.result import MOST_CANDIDATES, REFUSED, Ambiguous, Match
from app.translation.message import Message
from app.webapi.archive import PersonRow
from app.webapi.errors import NoIdError, NumberNotShownError, OtherRecordError, Verdict, WebApiError


class PeopleSteps:
    """Delivers the people of a working copy, whose company is saved, as far as possible now."""

    def __init__(self, copy: WorkingCopy) -> None:
        self._copy = copy
        self._has_result = False
        self._built: dict[int, PersonEntity] = {}
        self._lost_names: set[PersonName] = set()
        self._waiting: set[int] = set()
        self._refused: list[int] = []

    def run(self) -> None:
        """Finds or adds one after the other. Raises DeliveryStopped if the rest has to wait."""
        copy = self._copy
        try:
            self._search()
        except DeliveryStopped as stopped:
            if stopped.error.verdict is Verdict.REJECTED:
                give_up_if_refused(copy, stopped)
            else:
                leave_unanswered(copy, stopped, self._looked_for())
            return
        builder = PersonEntityBuilder(copy.api, copy.entry.contact_id, copy.typed_company.country)
        todo = [
            step.number
            for step in takewhile(lambda step: step.number not in self._waiting, copy.unsaved_people())
            if step.state is State.QUEUED and not self._may_be_anothers(step)
        ]
        for number, following in zip_longest(todo, todo[1:]):
            self._post(number, following, builder)
            self._has_result = True
        refused = [number for number in todo if transitions.is_searched_at_once(copy.steps[number])]
        if refused:
            self._commit_result()
            self._search_alone(self._rows(searching=True), refused)
        if self._refused:
            self._find_refused(self._refused)

    def _search(self) -> None:
        """Searches for all who may be there already, in one list: to read it for each would take too long."""
        lost = [step for step in self._copy.unsaved_people() if step.state is State.UNKNOWN]
        alone = [step.number for step in lost if not step.matched_by_name]
        earlier = self._perhaps_posted_earlier()
        if not alone and not self._by_name():
            self._find_first(earlier)
            return
        rows = self._rows(searching=bool(lost), reads=self._copy.ask_for_proof(lost))
        if alone:
            self._search_alone(rows, alone)
            self._has_result = True
        self._match_by_name(rows)
        self._find_by_key(rows, earlier)

    def _looked_for(self) -> list[Step]:
        """Returns whose answer was lost; where that is nobody, who may have been posted before."""
        lost = [step for step in self._copy.unsaved_people() if step.state is State.UNKNOWN]
        if lost or self._copy.entry.is_addition:
            return lost
        return [*self._by_name(), *(self._copy.steps[number] for number in self._perhaps_there())]

    def _perhaps_posted_earlier(self) -> list[int]:
        """Returns who is queued and may have been posted before; of an addition, `find_added` has looked."""
        if not self._copy.entry.is_addition:
            return self._perhaps_there()
        for number in self._perhaps_there():
            self._wait_unless_missing(self._copy.steps[number])
        return []

    def find_added(self) -> None:
        """Looks by their keys for those who may have been added before to a company that was there.

        Of its people, who may be thousands, only those are read whose name the server can have made of
        theirs. Raises DeliveryStopped.
        """
        copy = self._copy
        numbers = self._perhaps_there()
        rows = ask_first(copy, lambda: copy.api.contact_persons(copy.entry.contact_id)) if numbers else ()
        alike = alike_rows(rows or (), [copy.typed_person(number) for number in numbers])
        if alike:
            self._find_by_key(alike, numbers)

    def _perhaps_there(self) -> list[int]:
        copy, now = self._copy, self._copy.clock()
        return [
            step.number
            for step in copy.unsaved_people()
            if step.state is State.QUEUED
            and (step.token or has_dbi_key(copy.typed_person(step.number)))
            and not step.matched_by_name
            and may_be_there(copy.entry, step, now)
        ]

    def _find_first(self, numbers: Sequence[int]) -> None:
        """Looks for people who may have been posted before, where no other look is needed."""
        copy = self._copy
        rows = ask_first(copy, lambda: copy.api.contact_persons(copy.entry.contact_id)) if numbers else ()
        if numbers:
            copy.note_listed(rows or ())
            self._find_by_key(rows or (), numbers)

    def _find_by_key(self, rows: Sequence[PersonRow], numbers: Sequence[int]) -> None:
        copy = self._copy
        if not numbers:
            return
        steps = [(copy.steps[number], copy.typed_person(number)) for number in numbers]
        people = PeopleSearch(copy.api, copy.entry.contact_id, copy.unclaimed(rows), steps)
        for step, person in steps:
            found = ask_first(copy, partial(people.find_by_key, step, person))
            if isinstance(found, Match):
                self._on_found(step, found)
                self._has_result = True
            elif isinstance(found, Ambiguous):
                ask_about_unread(copy, step, found)
            else:
                self._wait_unless_missing(step)

    def _wait_unless_missing(self, step: Step) -> None:
        """Has somebody whom a look has not found wait for another one, where that may be taken."""
        if step.may_be_taken and not is_surely_missing(self._copy, step):
            self._waiting.add(step.number)

    def _find_refused(self, numbers: Sequence[int]) -> None:
        """Looks for those whom the server has refused, and may have added: in one list for all of them."""
        copy, steps = (
            self._copy,
            [(self._copy.steps[each], self._copy.typed_person(each)) for each in numbers],
        )
        with suppress(WebApiError):
            rows = copy.unclaimed(copy.api.contact_persons(copy.entry.contact_id))
            alike, ahead = alike_rows(rows, [one for _, one in steps]), copy.api.server_clock.ahead
            people = PeopleSearch(copy.api, copy.entry.contact_id, alike, steps, ahead=ahead)
            for step, person in steps:
                if found := people.find_refused(step, person):
                    copy.set(problems=without_person(copy.entry.problems, step.number - 1))
                    self._on_found(step, found)

    def _rows(self, *, searching: bool, reads: int = 1) -> tuple[PersonRow, ...]:
        """Reads the list of the company's people; several times, it is whoever was in one of the answers."""
        copy = self._copy
        listed: dict[int, PersonRow] = {}
        for _ in range(reads):
            rows = copy.ask(lambda: copy.api.contact_persons(copy.entry.contact_id), searching=searching)
            listed |= {row.person_id: row for row in rows}
        copy.note_listed(tuple(listed.values()))
        return tuple(listed.values())

    def _search_alone(self, rows: tuple[PersonRow, ...], numbers: Sequence[int]) -> None:
        """Searches for people whose own POST may have arrived."""
        copy = self._copy
        lost = [
            (step, copy.typed_person(step.number))
            for step in copy.unsaved_people()
            if step.state is State.UNKNOWN
        ]
        keys = frozenset(step.token for step in copy.people_steps if step.token)
        others = copy.unclaimed(rows)
        people = PeopleSearch(
            copy.api,
            copy.entry.contact_id,
            others,
            lost,
            copy.entry.tries,
            keys=keys,
            ahead=copy.api.server_clock.ahead,
        )
        for number in numbers:
            self._resolve(number, people)
        self._lost_names = {
            self._name(copy.steps[number]) for number in numbers if copy.steps[number].state is State.UNKNOWN
        }

    def _may_be_anothers(self, step: Step) -> bool:
        """Returns True if whoever is found by the name of `step` may be one whose own answer was lost."""
        return step.matched_by_name and self._name(step) in self._lost_names

    def _name(self, step: Step) -> PersonName:
        person = self._copy.typed_person(step.number)
        return PersonName.normalized(person.firstname, person.lastname)

    def _commit_result(self) -> None:
        """Commits what became of the person before, if nothing has been committed since."""
        if self._has_result:
            self._copy.commit(State.SENDING)
            self._has_result = False

    def _build_ahead(self, number: int | None, builder: PersonEntityBuilder) -> None:
        """Builds the body of the next person, so that one's result and the next's beginning are one commit.

        Commits take most of the time of many people. Whoever takes a request to build is left for later.
        """
        if number is None or self._copy.steps[number].state is not State.QUEUED:
            return
        person = self._copy.typed_person(number)
        if not builder.has_to_ask(person):
            self._built[number] = builder.build(person, self._allowed(number).token)

    def _build(self, number: int, builder: PersonEntityBuilder) -> PersonEntity:
        if number in self._built:
            return self._built.pop(number)
        self._commit_result()
        token, person = self._allowed(number).token, self._copy.typed_person(number)
        return self._copy.ask(lambda: builder.build(person, token), searching=False)

    def _allowed(self, number: int) -> Step:
        """Returns the step of somebody to be posted, without a key that the connection forbids by now."""
        return transitions.without_forbidden_key(self._copy.steps[number], self._copy.profile)

    def _match_by_name(self, rows: tuple[PersonRow, ...]) -> None:
        """Matches by name the people who were sent inside the company, where they have no token."""
        copy = self._copy
        by_name = [step for step in self._by_name() if not self._may_be_anothers(step)]
        searching = any(step.state is State.UNKNOWN for step in by_name)
        elsewhere = PeopleInside(copy).match_listed(rows, by_name, searching=searching)
        left = [step for step in by_name if copy.steps[step.number] is step]
        unknown = [step.number for step in left if step.state is State.UNKNOWN]
        others = [
            row
            for row in copy.unclaimed(rows)
            if row.person_id not in elsewhere
            and PersonName.normalized(row.firstname, row.lastname) not in self._lost_names
        ]
        are_few = len(unknown) * len(others) <= MOST_COMPARED
        for number in unknown:
            # Others in the company may be ours under names that the server has changed.
            step = copy.steps[number]
            ranked = likeliest(copy.typed_person(number), others) if are_few else others
            ids = (row.person_id for row in ranked if row.person_id not in step.not_it)
            copy.record_not_found(step, tuple(islice(ids, MOST_CANDIDATES)))
        if searching and self._are_all_missing():
            PeopleInside(copy).note_not_named()

    def _are_all_missing(self) -> bool:
        """Returns True if surely nobody was added of those who were sent inside the company.

        A server of which that is learned is never sent anybody inside a company again: that costs it one
        request for each, and cannot double anybody.
        """
        return all(step.state is State.QUEUED for step in self._copy.people_steps if step.matched_by_name)

    def _by_name(self) -> list[Step]:
        return [step for step in self._copy.unsaved_people() if step.matched_by_name]

    def _post(self, number: int, following: int | None, builder: PersonEntityBuilder) -> None:
        copy = self._copy
        step, person = self._allowed(number), copy.typed_person(number)
        entity = self._build(number, builder)
        self._build_ahead(following, builder)
        copy.put(transitions.with_posting_begun(step, copy.clock(), copy.signed_in_as()))
        copy.set(message=sentences.sending(step.name), next_try=None)
        copy.commit(State.SENDING)
        try:
            answer = copy.api.create_person(entity)
            check_is_new(copy, answer, step.token)
            self._check_not_anothers(answer)
        except WebApiError as error:
            copy.add_problems(person_problems(number - 1, error.fields))
            note_refused_sign_in(copy, number, error)
            copy.record_failure(copy.steps[number], error)
            self._refused += [number] if is_refused(error) else []
        else:
            dropped = builder.dropped_position(person)
            note = sentences.position_left_out(dropped) if dropped else ""
            self._put_saved(copy.steps[number], answer.person_id or 0, answer, note)

    def _put_saved(self, step: Step, person_id: int, record: PersonEntityWithLinks, note: str) -> None:
        """Records that somebody is there, and what of them the server has not kept."""
        copy = self._copy
        typed = as_entity(copy.typed_person(step.number), copy.entry.contact_id).to_create_body()
        lost = lost_values(typed, record.to_json_object(without=("FieldProperties", "Interests")))
        if lost:
            there = dict.fromkeys((one.path for one in lost), addition_sentences.not_kept_here())
            copy.add_problems(person_problems(step.number - 1, there))
            note = Message.joined((note, sentences.not_kept(lost)))
        copy.put(transitions.as_saved(step, person_id, record.full_name or step.name, note))
        copy.set(tries=0)

    def _check_not_anothers(self, answer: PersonEntityWithLinks) -> None:
        """Raises OtherRecordError for somebody whom another step is, or who is in another company.

        An answer that does not say in which company does not show it either: then the person is read.
        """
        copy = self._copy
        if answer.person_id in copy.people_ids:
            raise OtherRecordError(copy.api.host, status=200, detail="200 with a person who is taken")
        where = answer.contact.contact_id if answer.contact else 0
        if not where:
            where = self._where_is(answer.person_id or 0)
        if where and where != copy.entry.contact_id:
            raise OtherRecordError(copy.api.host, status=200, detail="200 with another company's person")

    def _where_is(self, person_id: int) -> int:
        """Returns the company of a person, 0 where the server has none; one who cannot be read: NoIdError."""
        api = self._copy.api
        try:
            contact = api.person(person_id).contact
        except WebApiError as error:
            detail = f"200 with a number that cannot be read: {type(error).__name__}"
            kind = NumberNotShownError if error.verdict in REFUSED else NoIdError
            raise kind(api.host, status=200, detail=detail) from error
        return (contact.contact_id or 0) if contact else 0

    def _on_found(self, step: Step, found: Match[PersonEntityWithLinks]) -> None:
        note = sentences.person_is_twice() if found.twins else ""
        self._put_saved(step, found.remote_id, found.record, note)

    def _resolve(self, number: int, people: PeopleSearch) -> None:
        copy = self._copy
        step, person = copy.steps[number], copy.typed_person(number)

        copy.resolve(
            step,
            lambda: people.find(step, person),
            partial(self._on_found, step),
            last_search=lambda: people.find_renamed(step, person),
        )
