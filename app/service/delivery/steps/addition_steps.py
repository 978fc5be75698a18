"""Adds to a company that is there what its record does not have: rows, and values where it has none.

Nothing is ever sent twice by that. The record is read, what is missing is put into it, and it is written only
if nobody has changed it since (If-Unmodified-Since). After a lost answer the same begins anew: what arrived
is in the record, and a record that is read from a replica that is behind is not accepted.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from app.model.additions.merging import Addition, has_new_rows, with_added
from app.model.additions.people_there import WhoIsThere
from app.model.checks.problem import Severity
from app.model.checks.renamed import may_have_become
from app.model.entry import FieldMessage, State, Step
from app.model.form.people import PersonName
from app.model.form.server_paths import company_problems
from app.model.text_normalization import normalize_for_search
from app.service.delivery import sentences, transitions
from app.service.delivery.steps import addition_sentences
from app.service.delivery.steps.company_check import give_up, give_up_if_refused, gone
from app.service.delivery.steps.people_steps import PeopleSteps
from app.service.delivery.steps.record_times import is_just_changed
from app.service.delivery.working_copy import DeliveryStopped, WorkingCopy
from app.translation.message import Message
from app.webapi.errors import ChangedMeanwhileError, UnexpectedAnswerError, Verdict, WebApiError
from app.webapi.updates import last_changed

_MOST_NOTES: Final = 3
# Shorter ones are legal forms, and in many names.
_LONG_WORD: Final = re.compile(r"\w{4,}")
# A server may tell its own time as if it were UTC.
_ANY_ZONE: Final = timedelta(hours=26)
_ONE_TRY: Final = timedelta(seconds=1)
"""Tries within it count as one."""


class AdditionSteps:
    """Delivers what an entry adds to the record of a company that is there, as far as possible now."""

    def __init__(self, copy: WorkingCopy) -> None:
        self._copy = copy
        self._notes: list[str] = []

    def run(self) -> bool:
        """Adds what is missing; returns False where nothing may follow. Raises DeliveryStopped to wait.

        Where the company is gone, or has other values than were typed, the entry is refused with the reason.
        """
        copy = self._copy
        if not any(step.state in (State.QUEUED, State.UNKNOWN) for step in copy.steps):
            return True
        record = self._read()
        if record is None:
            return False
        copy.set(name=str(record.get("Name") or copy.entry.name))
        if self._is_another(copy.entry.name):
            return False
        PeopleSteps(copy).find_added()
        is_begun = self._is_begun
        if not is_begun and self._is_somebody_there():
            return False
        if copy.steps[0].state in (State.QUEUED, State.UNKNOWN):
            self._write(record)
        if is_begun and copy.steps[0].state is State.SAVED:
            self._leave_out_who_is_there()
        return True

    @property
    def _is_begun(self) -> bool:
        """True if something of the entry has been added, or perhaps."""
        return any(step.sent and step.state in (State.SAVED, State.UNKNOWN) for step in self._copy.steps)

    @property
    def _is_nothing_there(self) -> bool:
        """True if it is known that nothing of the entry has been added."""
        return not any(step.sent and step.state is not State.REJECTED for step in self._copy.steps)

    def _read(self) -> dict[str, Any] | None:
        """Returns the company, or None where it is not there for this user: then the rest is given up."""
        copy, name = self._copy, self._copy.entry.name
        try:
            record = copy.api.contact_record(copy.entry.contact_id)
        except WebApiError as error:
            if error.verdict is not Verdict.REJECTED:
                raise DeliveryStopped(error, searching=True) from error
            refusal = addition_sentences.company_gone(name, error.message)
            give_up(copy, error, error.message, refusal if self._is_nothing_there else "")
            return None
        if record.get("Deleted"):
            refusal = addition_sentences.company_deleted(name) if self._is_nothing_there else ""
            give_up(copy, gone(copy.api.host), addition_sentences.deleted(name), refusal)
            return None
        return record

    def _is_another(self, there: str) -> bool:
        """Refuses what is left where the number has a company of quite another name by now.

        A server that was set back gives its numbers again; whoever has renamed the company is asked as well.
        """
        copy = self._copy
        typed, number = copy.steps[0].name, copy.entry.contact_id
        is_left = any(step.state is State.QUEUED for step in copy.steps)
        if not is_left or typed in ("", str(number)) or _may_be_called(typed, there):
            return False
        told = addition_sentences.is_another(typed, there, number)
        self._refuse(told, instead=addition_sentences.is_called(typed, there))
        return True

    def _is_somebody_there(self) -> bool:
        """Refuses the entry if somebody of it is in the company, before anything of it has been added.

        It may have been typed without a connection, or somebody else was quicker. So it is where the server
        does not tell who is there.
        """
        copy = self._copy
        try:
            there = self._people_there()
        except WebApiError as error:
            if error.verdict is not Verdict.REJECTED:
                raise DeliveryStopped(error) from error
            told = addition_sentences.people_unknown(copy.entry.name, error.message)
            self._refuse(told, instead=error.message)
            return True
        for number in there:
            # Looked for by its key, or never sent: it is another one.
            copy.put(replace(copy.steps[number], posted_by=""))
        if there:
            told = addition_sentences.somebody_there(copy.entry.name)
            self._refuse(told, instead=addition_sentences.person_there())
            copy.add_problems(list(there.values()))
        return bool(there)

    def _leave_out_who_is_there(self) -> None:
        """Refuses those alone who have come into the company meanwhile, where others have been added."""
        copy = self._copy
        try:
            there = copy.ask(self._people_there, searching=False)
        except DeliveryStopped as stopped:
            give_up_if_refused(copy, stopped)
            return
        for number, problem in there.items():
            refused = replace(copy.steps[number], state=State.REJECTED, posted_by="")
            copy.put(replace(refused, message=problem.message))
        if there:
            copy.add_problems(list(there.values()))

    def _people_there(self) -> dict[int, FieldMessage]:
        """Returns the problem of each who is to be posted and is in the company, by step number.

        A row may be somebody whose own POST is unknown; who was refused before is looked for by name later.
        Raises WebApiError.
        """
        copy = self._copy
        steps = [one for one in copy.people_steps if one.state is State.QUEUED]
        steps = [one for one in steps if not (one.sent and one.matched_by_name)]
        if not steps:
            return {}
        rows = copy.unclaimed(copy.api.contact_persons(copy.entry.contact_id))
        lost = {self._name(one) for one in copy.people_steps if one.state is State.UNKNOWN}
        names = [(row.firstname, row.lastname, row.email) for row in rows]
        there = WhoIsThere(one for one in names if PersonName.normalized(*one[:2]) not in lost)
        told = addition_sentences.person_there()
        return {
            one.number: FieldMessage(f"Persons[{one.number - 1}]", told)
            for one in steps
            if self._is_among(there, one)
        }

    def _is_among(self, there: WhoIsThere, step: Step) -> bool:
        problems = there.problems([self._copy.typed_person(step.number)])
        return any(one.severity is Severity.ERROR for one in problems)

    def _name(self, step: Step) -> PersonName:
        person = self._copy.typed_person(step.number)
        return PersonName.normalized(person.firstname, person.lastname)

    def _write(self, record: dict[str, Any]) -> None:
        copy = self._copy
        addition = with_added(record, copy.entry.body, is_written=self._may_be_written(record))
        if addition.differences:
            problems = [
                FieldMessage(one.path, addition_sentences.has_another_value(one.shown))
                for one in addition.differences
            ]
            copy.add_problems(problems)
            name = copy.entry.name
            self._refuse(
                addition_sentences.has_other_values(name), instead=addition_sentences.has_others(name)
            )
            return
        self._note_rewritten(addition)
        if addition.added and (self._is_kept_away() or not self._is_written(record, addition)):
            return
        note = Message.joined(self._notes)
        copy.put(transitions.as_saved(copy.steps[0], copy.entry.contact_id, copy.entry.name, note))
        copy.set(tries=0)
        copy.commit(State.SENDING)

    def _may_be_written(self, record: dict[str, Any]) -> bool:
        """Returns True if the record may have been written by this entry, as its own time says as well."""
        copy = self._copy
        sent = copy.steps[0].sent
        if sent is None:
            return False
        try:
            changed = last_changed(record)
        except ValueError:
            return True
        return changed >= sent + copy.api.server_clock.ahead - _ANY_ZONE

    def _note_rewritten(self, addition: Addition) -> None:
        """Notes what the server has made of what was written, to be told once it is saved."""
        told = [addition_sentences.is_there_as(one.typed, one.shown) for one in addition.rewritten]
        self._notes = list(dict.fromkeys((*self._notes, *told)))[:_MOST_NOTES]

    def _is_kept_away(self) -> bool:
        """Refuses the entry whose record somebody in between has kept from the server each time.

        A filter that lets every question through but not this record would have it sent for ever.
        """
        step = self._copy.steps[0]
        is_kept_away = step.state is State.UNKNOWN and transitions.has_given_way_enough(step)
        if is_kept_away:
            self._copy.put(replace(step, interceptions=0))
            self._refuse(sentences.searched_and_refused(step.message))
        return is_kept_away

    def _is_written(self, record: dict[str, Any], addition: Addition) -> bool:
        """Writes the record; returns False if the server refused it. Raises DeliveryStopped."""
        copy = self._copy
        try:
            changed = last_changed(addition.record)
        except ValueError as error:
            raise DeliveryStopped(
                UnexpectedAnswerError(copy.api.host, detail=str(error), status=200)
            ) from None
        if is_just_changed(copy, changed):
            # Who tries it again and again within that second has not met others each time.
            is_first = not copy.steps[0].interceptions
            self._give_way_to_others(is_counted=is_first or copy.clock() - copy.entry.updated >= _ONE_TRY)
            return False
        sent = copy.steps[0].sent
        copy.put(transitions.with_posting_begun(copy.steps[0], copy.clock(), copy.signed_in_as()))
        copy.set(message=sentences.sending(copy.entry.name), next_try=None, problems=())
        copy.commit(State.SENDING)
        try:
            answer = copy.api.update_contact(copy.entry.contact_id, addition.record, changed)
        except ChangedMeanwhileError:
            # Nothing of it was written now.
            copy.put(replace(copy.steps[0], sent=sent))
            self._give_way_to_others()
            return False
        except WebApiError as error:
            copy.set(problems=company_problems(error.fields))
            copy.record_failure(copy.steps[0], error)
            return self._is_there_after(error)
        return self._is_kept(record, answer)

    def _is_there_after(self, error: WebApiError) -> bool:
        """Reads the record after an error, which may come after it was written: a refusal, too.

        Where it cannot be read after a refusal, that is believed.
        """
        copy = self._copy
        is_refused = copy.steps[0].state is State.REJECTED
        try:
            if not self._lacking():
                copy.set(problems=())
                return True
        except DeliveryStopped:
            if not is_refused:
                raise
        if is_refused:
            return False
        reason = sentences.refused(error.message)
        copy.put(replace(copy.steps[0], state=State.REJECTED, message=reason))
        return False

    def _lacking(self) -> list[str]:
        """Returns the paths of what the record does not have of what was written."""
        copy = self._copy
        record = copy.ask(lambda: copy.api.contact_record(copy.entry.contact_id), searching=True)
        there = with_added(record, copy.entry.body, is_written=True)
        self._note_rewritten(replace(there, rewritten=[*there.rewritten, *there.differences]))
        return there.added

    def _is_kept(self, before: dict[str, Any], answer: object) -> bool:
        """Reads the record once more: another program may have written an older one in the same second.

        Where that comes each time, the server does not keep what it takes. `answer` is the record as it was
        written: a row of it that was not there `before` is ours, whatever the server has made of it.
        """
        if not (lacking := self._lacking()):
            return True
        written = answer if isinstance(answer, dict) else {}
        lost = with_added(written, self._copy.entry.body, is_written=True).added
        left = [path for path in lacking if path not in lost or not has_new_rows(before, written, path)]
        if not left:
            self._notes.append(addition_sentences.is_there_otherwise(self._copy.entry.name))
            return True
        self._copy.add_problems([FieldMessage(path, addition_sentences.not_kept_here()) for path in left])
        self._give_way(addition_sentences.not_kept(self._copy.entry.name))
        return False

    def _give_way_to_others(self, *, is_counted: bool = True) -> None:
        """Leaves a record to others who are changing it."""
        name = self._copy.entry.name
        changing = addition_sentences.is_changing(name)
        self._give_way(addition_sentences.changes_each_time(name), instead=changing, is_counted=is_counted)

    def _give_way(self, refusal: str, instead: str = "", *, is_counted: bool = True) -> None:
        """Leaves the record to others for a while. Where they are never done, the entry is refused.

        Raises DeliveryStopped.
        """
        copy = self._copy
        step = transitions.as_given_way(copy.steps[0], is_counted=is_counted)
        copy.put(step)
        if not transitions.has_given_way_enough(step):
            raise DeliveryStopped(ChangedMeanwhileError(copy.api.host, verdict=Verdict.LATER))
        copy.put(replace(step, interceptions=0))
        self._refuse(refusal, instead=instead)

    def _refuse(self, message: str, *, instead: str = "") -> None:
        """Gives the entry back: nothing of what is left is sent. Who may be there is looked for as before.

        Where it is not known that nothing was added, the reason alone is said `instead`, and that.
        """
        copy = self._copy
        if instead and not self._is_nothing_there:
            message = addition_sentences.perhaps_added(copy.entry.name, instead)
        for step in copy.steps:
            if step.state is State.QUEUED or (step.state is State.UNKNOWN and step is copy.steps[0]):
                copy.put(replace(step, state=State.REJECTED, message=message))


def _may_be_called(typed: str, there: str) -> bool:
    """Returns True if both may be names of one company: a script may give a short one."""
    mine, theirs = ({*_LONG_WORD.findall(normalize_for_search(name))} for name in (typed, there))
    return may_have_become(typed, there) or bool(mine & theirs)
