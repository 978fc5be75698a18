"""What each kind of next step does on the server, and how it is looked for there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from app.model.additions.merging import with_added
from app.model.additions.rights import why_not_moved
from app.model.carriers.person import PersonEntity
from app.model.carriers.wire import DateTimeText
from app.model.entry import Step, StepKind
from app.model.next_steps.moves import is_named
from app.service.delivery import next_step_sentences as sentences
from app.service.delivery.steps.next_step import (
    CannotBeDone,
    NamedStep,
    NextStep,
    WaitsForTheRecord,
    chosen,
    signed_in,
)
from app.service.delivery.steps.record_times import is_just_changed
from app.service.delivery.working_copy import WorkingCopy
from app.service.search.appointments import (
    OfWhom,
    goes_back_to,
    id_in,
    is_appointment,
    is_clock_wrong,
    is_made_just_then,
    is_older,
    may_be_appointment,
    moment_of,
)
from app.service.search.consents import is_consent, is_withdrawn_since
from app.service.search.result import MOST_CANDIDATES, REFUSED, Ambiguous, Match, NoMatch, SearchResult
from app.webapi.errors import OtherRecordError, UnexpectedAnswerError, WebApiError
from app.webapi.updates import last_changed

if TYPE_CHECKING:
    # Costs a tenth of a second: the worker loads it, after the window is painted.
    from app.webapi.client import WebApi

_USUAL_LENGTH: Final = timedelta(minutes=30)
# What was refused is there seldom, and each is a request.
_MOST_REFUSED: Final = 3
# Of a new appointment, what the server alone says.
_NEVER_FROM_DEFAULT: Final = frozenset(
    ("CreatedBy", "CreatedDate", "UpdatedBy", "UpdatedDate", "TableRight", "FieldProperties", "_Links")
)


def next_step(copy: WorkingCopy, step: Step, person_id: int) -> NextStep:
    """Returns what does that step of an entry."""
    return _KINDS[step.kind](copy, step, person_id)


class _Appointment(NextStep):
    """Appointments: they have no key of ours, so that one is known by all that was typed of it.

    And by its owner, who is the one of the server's proposal where none was typed, or whoever is signed in.
    """

    _body: Mapping[str, Any] = MappingProxyType({})
    _others: dict[int, Mapping[str, Any]]
    """Those of the company that `find` has read, the newest first."""
    _not_given: tuple[int, ...] = ()

    def prepare(self) -> None:
        api, given = self._copy.api, self.step.content
        body = {name: value for name, value in _default(api).items() if name not in _NEVER_FROM_DEFAULT}
        start = moment_of(given["StartDate"])
        end = moment_of(given["EndDate"]) if given.get("EndDate") else start + _USUAL_LENGTH
        body |= {
            "Title": given["Title"],
            "Description": given.get("Description", ""),
            "StartDate": str(DateTimeText.from_datetime(start)),
            "EndDate": str(DateTimeText.from_datetime(end)),
            "Contact": {"ContactId": self._contact_id},
            "Person": {"PersonId": self._person_id} if self._person_id else None,
        }
        if "Task" in given:
            number = chosen(api, "task", given["Task"], "Id")
            body["Task"] = {"TaskListItemId": number}
            self._put(Task={"Id": number})
        if "Associate" in given:
            number = chosen(api, "associate", given["Associate"], "AssociateId")
            body["Associate"] = {"AssociateId": number}
            self._put(Associate={"AssociateId": number})
        elif not id_in(body, "Associate", "AssociateId") and (number := signed_in(api)):
            body["Associate"] = {"AssociateId": number}
        self._body, self._others = body, {}

    def send(self) -> int:
        api = self._copy.api
        number = api.next_steps.create_appointment(self._body, self._note_lost)
        if number in self._taken():
            raise OtherRecordError(api.host, status=200, detail="200 with an appointment that is taken")
        return number

    def find(self) -> int:
        return self._find()

    def find_refused(self) -> int:
        found, sent = self._find(_MOST_REFUSED), self.step.sent
        ahead = self._copy.api.server_clock.ahead
        return found if found and sent and is_made_just_then(self._others[found], sent, ahead) else 0

    def _find(self, most: int | None = None) -> int:
        calls, taken = self._copy.api.next_steps, self._taken().union(self.step.not_it)
        self._others = others = dict[int, Mapping[str, Any]]()
        self._not_given, found = (), 0
        listed = more = calls.appointments(self._contact_id)
        while more and not found:
            found = self._first_of([each for each in more if each not in taken][:most])
            # Many more may have been made since.
            is_enough = most or not others or goes_back_to(others[min(others)], self._sent)
            more = () if found or is_enough else calls.more_appointments(self._contact_id, listed)
            listed += more
        companies = {id_in(record, "Contact", "ContactId") for record in others.values()}
        if not found and len(companies) == 1 and not companies & {0, self._contact_id}:
            raise OtherRecordError(self._copy.api.host, status=200, detail="200 with another company's list")
        return found

    def _first_of(self, ids: Sequence[int]) -> int:
        """Reads these appointments until one is it; 0 if none is."""
        calls, others = self._copy.api.next_steps, self._others
        for each in ids:
            try:
                others[each] = calls.appointment(each)
            except WebApiError as error:
                # Those of colleagues may be private.
                if error.verdict not in REFUSED:
                    raise
                self._not_given += (each,)
                continue
            if self._is_it(others[each]):
                return each
        return 0

    def find_rewritten(self) -> SearchResult[Any]:
        told = {each: self._may_be(record) for each, record in self._others.items()}
        certain = [each for each, is_it in told.items() if is_it]
        if len(certain) == 1:
            return Match(certain[0], None)
        perhaps = certain or [each for each, is_it in told.items() if is_it is None]
        ids = (*perhaps, *self.unread)[:MOST_CANDIDATES]
        return Ambiguous(ids, has_unread=bool(self.unread)) if ids else NoMatch()

    @property
    def unread(self) -> tuple[int, ...]:
        older = (each for each, record in self._others.items() if is_older(record, self._sent))
        before = max(older, default=0)
        return tuple(each for each in self._not_given if each > before)

    @property
    def _sent(self) -> datetime:
        """When it was sent, or Save was pressed, by whichever clock is behind."""
        created, ahead = self._copy.entry.created, self._copy.api.server_clock.ahead
        sent = self.step.sent or created
        if is_clock_wrong(sent, self._copy.clock(), ahead):
            sent = min(sent, created, self._copy.clock())
        return min(sent, sent + ahead)

    def _taken(self) -> set[int]:
        """Returns the appointments that other steps are, of this entry and of others of its company."""
        entry, traits = self._copy.entry, self._copy.outbox.server_traits
        made = (entry.answer or {}).get("CreatedDate")
        others = traits.appointments_of(entry.profile, entry.contact_id, made, without=entry.id)
        mine = {step.remote_id for step in self._copy.steps if step.kind is StepKind.APPOINTMENT}
        return others | mine - {0}

    def _is_it(self, record: Mapping[str, Any]) -> bool:
        return is_appointment(record, self.step.content, self._of_whom, self._since)

    def _may_be(self, record: Mapping[str, Any]) -> bool | None:
        ahead = self._copy.api.server_clock.ahead
        whose, sent, since = self._of_whom, self.step.sent, self._since
        is_known = not is_clock_wrong(sent, self._copy.clock(), ahead)
        given = self.step.content
        return may_be_appointment(record, given, whose, sent, ahead, since=since, is_sent_known=is_known)

    @property
    def _of_whom(self) -> OfWhom:
        return OfWhom(self._contact_id, self._person_id, id_in(self._body, "Associate", "AssociateId"))


class _Selection(NamedStep):
    """A member of a static selection."""

    def prepare(self) -> None:
        self._find_by_name(self._copy.api.next_steps.selections)

    def send(self) -> int:
        self._copy.api.next_steps.add_selection_member(self._id, self._contact_id, self._person_id)
        return self._id

    def _listed(self) -> int:
        calls = self._copy.api.next_steps
        return self._id if calls.is_selection_member(self._id, self._contact_id, self._person_id) else 0


class _Project(NamedStep):
    """A member of a project."""

    def prepare(self) -> None:
        self._find_by_name(self._copy.api.next_steps.projects)

    def send(self) -> int:
        comment = self.step.content.get("Comment", "")
        calls = self._copy.api.next_steps
        return calls.add_project_member(self._id, self._contact_id, self._person_id, comment)

    def _listed(self) -> int:
        return self._copy.api.next_steps.project_member(self._id, self._contact_id, self._person_id)


class _Consent(NextStep):
    """A consent: one for each purpose, so that setting one again changes nothing."""

    def prepare(self) -> None:
        """Has the step be called as the server calls the purpose: all that it takes are keys."""
        key = self.step.content["Purpose"]
        if self.step.name.split(", ")[0] != key:
            return
        with suppress(WebApiError):  # then it keeps its key
            purposes = self._copy.api.next_steps.keyed_list("ConsentPurpose")
            called = next((one.name for one in purposes if one.key == key and one.name), key)
            self.step = replace(self.step, name=called + self.step.name.removeprefix(key))

    def send(self) -> int:
        given = self.step.content
        keys = (given["Purpose"], given["Source"], given["LegalBase"])
        self._copy.api.next_steps.set_consent(self._person_id, *keys, given.get("Comment", ""))
        return self._person_id

    def find(self) -> int:
        given, rows = self.step.content, self._copy.api.next_steps.consents(self._person_id)
        if any(is_consent(one, given) for one in rows):
            return self._person_id
        if any(is_withdrawn_since(one, given, self._since) for one in rows):
            raise CannotBeDone(sentences.is_withdrawn())
        return 0


class _SupportPerson(NextStep):
    """The support person of the company: a property of its record, which is replaced as additions do it."""

    _record: dict[str, Any]

    def prepare(self) -> None:
        self._record = self._read()
        there = id_in(self._record, "SupportPerson", "PersonId")
        if there not in (0, self._person_id):
            raise CannotBeDone(sentences.has_another_person())
        if not there and is_just_changed(self._copy, self._changed()):
            raise WaitsForTheRecord

    def send(self) -> int:
        record = with_added(self._record, {}).record | {"SupportPerson": {"PersonId": self._person_id}}
        self._copy.api.update_contact(self._contact_id, record, self._changed())
        if not self.find():
            # Another program may have written an older record in the same second.
            raise WaitsForTheRecord
        return self._person_id

    def find(self) -> int:
        is_it = id_in(self._read(), "SupportPerson", "PersonId") == self._person_id
        return self._person_id if is_it else 0

    def _read(self) -> dict[str, Any]:
        return self._copy.api.contact_record(self._contact_id)

    def _changed(self) -> datetime:
        try:
            return last_changed(self._record)
        except ValueError as error:
            raise UnexpectedAnswerError(self._copy.api.host, detail=str(error), status=200) from None


class _Move(NextStep):
    """Somebody of another company, who comes to this one: never from where nobody has seen them."""

    def prepare(self) -> None:
        person, at = self._read()
        if at == self._contact_id:
            return
        is_whom = is_named(self.step.name, person.full_name, person.lastname)
        if at != self.step.content["From"] or not is_whom:
            raise CannotBeDone(sentences.moved_meanwhile(self.step.name))
        if why := why_not_moved(person):
            raise CannotBeDone(why)
        if not self._copy.api.next_steps.has_move:
            raise CannotBeDone(sentences.no_moves())

    def send(self) -> int:
        # What was planned when Save was pressed goes along, whenever it is sent.
        after = self._copy.entry.created
        self._copy.api.next_steps.move_person(self._moved, self._contact_id, after)
        try:
            is_here = bool(self.find())
        except WebApiError as error:
            if error.verdict not in REFUSED:
                raise
            is_here = True  # the server has said so, and here its user may not read them
        if not is_here:
            raise WaitsForTheRecord
        return self._moved

    def find(self) -> int:
        return self._moved if self._read()[1] == self._contact_id else 0

    def _read(self) -> tuple[PersonEntity, int]:
        """Returns the person, and the id of the company that they are at."""
        person = self._copy.api.person(self._moved)
        return person, (person.contact.contact_id or 0) if person.contact else 0

    @property
    def _moved(self) -> int:
        return int(self.step.content["PersonId"])


_KINDS: Final[Mapping[StepKind, type[NextStep]]] = {
    StepKind.APPOINTMENT: _Appointment,
    StepKind.SELECTION: _Selection,
    StepKind.PROJECT: _Project,
    StepKind.CONSENT: _Consent,
    StepKind.SUPPORT_PERSON: _SupportPerson,
    StepKind.MOVE: _Move,
}


def _default(api: WebApi) -> dict[str, Any]:
    """Returns the server's proposals for a new appointment; none where it has none."""
    try:
        return api.next_steps.default_appointment()
    except WebApiError as error:
        if error.verdict not in REFUSED:
            raise
        return {}
