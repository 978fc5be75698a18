"""Adds the people of a saved company one by one, or finds them on the server."""

from __future__ import annotations

from itertools import zip_longest

from app.model.carriers.person import PersonEntity, PersonEntityWithLinks
from app.model.entry import State, Step
from app.model.form.server_paths import person_problems
from app.service.delivery import search, sentences, transitions
from app.service.delivery.person_builder import PersonEntityBuilder
from app.service.delivery.working_copy import WorkingCopy
from app.webapi.errors import WebApiError

# How many a person is shown to decide about.
_MOST_CANDIDATES = 10


class PeopleSteps:
    """Delivers the people of a working copy, whose company is saved, as far as possible now."""

    def __init__(self, copy: WorkingCopy) -> None:
        self._copy = copy
        self._has_result = False
        self._built: dict[int, PersonEntity] = {}

    def run(self) -> None:
        """Finds or adds one after the other. Raises DeliveryStopped if the rest has to wait."""
        copy = self._copy
        self._match_by_name()
        builder = PersonEntityBuilder(copy.api, copy.entry.contact_id, copy.typed_company.country)
        # Who was not found by name is searched for again later.
        todo = [
            step.number
            for step in copy.unsaved_people()
            if not (step.state is State.UNKNOWN and step.matched_by_name)
        ]
        for number, following in zip_longest(todo, todo[1:]):
            self._run_one(number, following, builder)
            self._has_result = True

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
            self._built[number] = builder.build(person, self._copy.steps[number].token)

    def _build(self, number: int, builder: PersonEntityBuilder) -> PersonEntity:
        if number in self._built:
            return self._built.pop(number)
        self._commit_result()
        token, person = self._copy.steps[number].token, self._copy.typed_person(number)
        return self._copy.ask(lambda: builder.build(person, token), searching=False)

    def _match_by_name(self) -> None:
        """Matches by name the people who were sent inside the company, where they have no token."""
        copy = self._copy
        if not self._by_name():
            return
        searching = any(step.state is State.UNKNOWN for step in self._by_name())
        rows = copy.ask(lambda: copy.api.contact_persons(copy.entry.contact_id), searching=searching)
        copy.match_people(rows)
        unknown = [step for step in self._by_name() if step.state is State.UNKNOWN]
        others = tuple(row.person_id for row in copy.unclaimed(rows))
        for step in unknown:
            # With as many others in the company as are missing, they may be ours under other names.
            if len(others) >= len(unknown):
                copy.record_undecided(step, others[:_MOST_CANDIDATES])
            else:
                copy.record_not_found(step)
        if searching and self._are_all_missing():
            copy.note_people_ignored()

    def _are_all_missing(self) -> bool:
        """Returns True if surely nobody was added of those who were sent inside the company.

        A server of which that is learned is never sent anybody inside a company again: that costs it one
        request for each, and cannot double anybody.
        """
        return all(step.state is State.QUEUED for step in self._copy.steps[1:] if step.matched_by_name)

    def _by_name(self) -> list[Step]:
        return [step for step in self._copy.unsaved_people() if step.matched_by_name]

    def _run_one(self, number: int, following: int | None, builder: PersonEntityBuilder) -> None:
        step = self._copy.steps[number]
        if step.state is State.UNKNOWN:
            self._commit_result()
            self._resolve(number)
        if self._copy.steps[number].state is State.QUEUED:
            self._post(number, following, builder)
            if transitions.is_searched_at_once(self._copy.steps[number]):
                self._copy.commit(State.UNKNOWN)
                self._resolve(number)

    def _post(self, number: int, following: int | None, builder: PersonEntityBuilder) -> None:
        copy = self._copy
        step, person = copy.steps[number], copy.typed_person(number)
        entity = self._build(number, builder)
        self._build_ahead(following, builder)
        copy.put(transitions.with_posting_begun(step, copy.clock()))
        copy.set(message=sentences.sending(step.name), next_try=None)
        copy.commit(State.SENDING)
        try:
            answer = copy.api.create_person(entity)
        except WebApiError as error:
            copy.add_problems(person_problems(number - 1, error.fields))
            copy.record_failure(copy.steps[number], error)
        else:
            dropped = builder.dropped_position(person)
            note = sentences.position_left_out(dropped) if dropped else ""
            name = answer.full_name or step.name
            copy.put(transitions.as_saved(copy.steps[number], answer.person_id or 0, name, note))
            copy.set(tries=0)

    def _resolve(self, number: int) -> None:
        copy = self._copy
        taken = {step.remote_id for step in copy.steps[1:] if step.remote_id}
        step, person = copy.steps[number], copy.typed_person(number)

        def on_match(remote_id: int, record: PersonEntityWithLinks) -> None:
            copy.put(transitions.as_saved(step, remote_id, record.full_name or step.name))
            copy.set(tries=0)

        copy.resolve(
            step,
            lambda: search.search_person(copy.api, copy.entry.contact_id, step, person, taken),
            on_match,
        )
