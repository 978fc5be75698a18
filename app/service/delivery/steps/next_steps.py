"""Does what follows a company and its people that are saved: each step on its own, and none twice.

A step is committed before it is sent. After a lost answer it is looked for, as companies and people are, and
sent again only once two looks, some time apart, have not found it. Where the server offers no way to look, or
something there may be it in the server's own writing, its user decides.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from app.model.entry import State, Step, StepKind
from app.service.delivery import next_step_sentences, sentences, transitions
from app.service.delivery.search_times import UNDECIDED_RECHECK_DELAY
from app.service.delivery.steps.company_check import leave_unanswered
from app.service.delivery.steps.earlier_posts import (
    ask_about_unread,
    ask_first,
    is_refused,
    is_surely_missing,
    may_be_there,
    note_refused_sign_in,
)
from app.service.delivery.steps.next_step import CannotBeDone, NextStep, WaitsForTheRecord
from app.service.delivery.steps.next_step_kinds import next_step
from app.service.delivery.working_copy import DeliveryStopped, WorkingCopy
from app.service.search.result import MOST_CANDIDATES, REFUSED, Ambiguous, Match, NoMatch, SearchResult
from app.webapi.errors import ChangedMeanwhileError, OtherRecordError, WebApiError

_A_MOMENT: Final = timedelta(seconds=3)
_MOST_TRIES: Final = 3
"""After so many that came to nothing, it is no accident that the answer is another's."""


class NextSteps:
    """Does what follows in a working copy, whose company is saved, as far as possible now."""

    def __init__(self, copy: WorkingCopy) -> None:
        self._copy = copy

    def run(self) -> None:
        """Does one after the other. Raises DeliveryStopped if the rest has to wait."""
        for step in self._copy.unfinished_next_steps():
            person_id = self._person_of(step)
            if person_id is not None:
                self._run_one(next_step(self._copy, step, person_id))

    def _person_of(self, step: Step) -> int | None:
        """Returns the id of the person that a step is about, 0 for nobody; None where that is not known."""
        number = int(step.content.get("Person", 0))
        if not number:
            return 0
        person = self._copy.steps[number]
        if person.state is State.SAVED:
            return person.remote_id
        if person.state is State.REJECTED:
            self._refuse(step, next_step_sentences.person_is_missing(person.name))
        return None

    def _run_one(self, one: NextStep) -> None:
        try:
            if one.step.state is State.UNKNOWN:
                if self._is_prepared(one):
                    self._resolve(one)
            elif self._may_be_there(one.step) and not self._find_first(one):
                return
        except DeliveryStopped as stopped:
            leave_unanswered(self._copy, stopped, (self._copy.steps[one.step.number],))
            return
        if self._copy.steps[one.step.number].state is State.QUEUED and self._is_prepared(one):
            self._send(one)

    def _find_first(self, one: NextStep) -> bool:
        """Looks for what is not sent yet; returns False where it is not sent now.

        Where there is no way to look, what surely was not taken is sent.
        """
        if not self._is_prepared(one):
            return True
        try:
            found = self._found_first(one)
        except CannotBeDone as error:
            self._refuse(one.step, error.args[0])
            return False
        if found is None:
            if one.step.may_be_taken:
                self._leave_to_user(one.step)
            return not one.step.may_be_taken
        if not found and one.step.sent is not None and isinstance(like := one.find_rewritten(), Match):
            found = like.remote_id
        if not found and one.unread:
            ask_about_unread(self._copy, one.step, Ambiguous(one.unread[:MOST_CANDIDATES], has_unread=True))
            return False
        if found:
            self._copy.put(transitions.as_saved(one.step, found, one.step.name))
        return bool(found) or is_surely_missing(self._copy, one.step)

    def _found_first(self, one: NextStep) -> int | None:
        """Returns what `find` does, None where the server has no answer to that."""
        copy = self._copy
        try:
            may_be_sent = may_be_there(copy.entry, one.step, copy.clock())
            return ask_first(copy, one.find, may_be_sent=may_be_sent)
        except DeliveryStopped as stopped:
            if not self._is_always_anothers(stopped.error):
                raise
            return None

    def _may_be_there(self, step: Step) -> bool:
        """Returns True for what may have been done before, perhaps by hand: it is looked for first."""
        copy, is_set_once = self._copy, step.kind is not StepKind.APPOINTMENT
        is_set_once = is_set_once and not transitions.is_said_to_be_missing(step)
        return may_be_there(copy.entry, step, copy.clock()) or (copy.entry.is_addition and is_set_once)

    def _is_prepared(self, one: NextStep) -> bool:
        """Asks what it takes to do a step; returns False where it cannot be done now, or as it is."""
        try:
            one.prepare()
        except CannotBeDone as error:
            self._refuse(one.step, error.args[0])
        except WaitsForTheRecord:
            self._give_way(one.step.number)
        except WebApiError as error:
            if error.verdict not in REFUSED:
                raise DeliveryStopped(error) from error
            if one.step.state is State.UNKNOWN:
                self._leave_to_user(one.step)
            else:
                self._refuse(one.step, error.message)
        else:
            return True
        return False

    def _send(self, one: NextStep) -> None:
        copy, number = self._copy, one.step.number
        copy.put(transitions.with_posting_begun(one.step, copy.clock(), copy.signed_in_as()))
        copy.set(message=sentences.sending(one.step.name), next_try=None)
        copy.commit(State.SENDING)
        try:
            remote_id = one.send()
        except (ChangedMeanwhileError, WaitsForTheRecord):
            self._give_way(number)
        except WebApiError as error:
            note_refused_sign_in(copy, number, error)
            copy.record_failure(copy.steps[number], error)
            one.step = copy.steps[number]
            if is_refused(error):
                self._find_refused(one)
            elif transitions.is_searched_at_once(one.step):
                self._resolve(one)
        else:
            copy.put(transitions.as_saved(copy.steps[number], remote_id, one.step.name, one.note))
            copy.set(tries=0)

    def _find_refused(self, one: NextStep) -> None:
        with suppress(WebApiError, CannotBeDone):
            if found := one.find_refused():
                self._copy.put(transitions.as_saved(one.step, found, one.step.name))
                self._copy.set(tries=0)

    def _resolve(self, one: NextStep) -> None:
        """Looks for what may have been done. Raises DeliveryStopped."""
        copy, step = self._copy, one.step
        try:
            found = one.find()
        except CannotBeDone as error:
            self._refuse(step, error.args[0])
            return
        except WebApiError as error:
            if error.verdict not in REFUSED and not self._is_always_anothers(error):
                raise DeliveryStopped(error, searching=True) from error
            self._leave_to_user(step)
            return

        def on_match(match: Match[Any]) -> None:
            copy.put(transitions.as_saved(step, match.remote_id, step.name))
            copy.set(tries=0)

        result: SearchResult[Any] = Match(found, None) if found else NoMatch()
        copy.resolve(step, lambda: result, on_match, last_search=one.find_rewritten)
        one.step = copy.steps[step.number]

    def _leave_to_user(self, step: Step) -> None:
        """Has its user say whether something was done that nobody can look for now: it is never refused."""
        copy = self._copy
        asked = transitions.as_left_to_user(step, copy.clock(), copy.uptime())
        copy.put(replace(asked, state=State.UNKNOWN))
        copy.waits.append(copy.clock() + UNDECIDED_RECHECK_DELAY)

    def _is_always_anothers(self, error: WebApiError) -> bool:
        """Returns True where the list of another record came each time: somebody in between repeats it."""
        return isinstance(error, OtherRecordError) and self._copy.entry.tries >= _MOST_TRIES

    def _refuse(self, step: Step, message: str) -> None:
        self._copy.put(replace(step, state=State.REJECTED, message=message))

    def _give_way(self, number: int) -> None:
        """Leaves the record to others for a moment, longer each time; refuses the step if they go on."""
        copy = self._copy
        step = transitions.as_given_way(copy.steps[number])
        if transitions.has_given_way_enough(step):
            self._refuse(replace(step, interceptions=0), next_step_sentences.changes_each_time())
            return
        copy.put(step)
        # Whether somebody is moved is known from their record alone, which may be that of a replica.
        least = copy.second_search_delay if step.kind is StepKind.MOVE else _A_MOMENT
        copy.waits.append(copy.clock() + max(_A_MOMENT * 2 ** (step.interceptions - 1), least))
