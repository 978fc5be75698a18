"""Posts the company of an entry, or searches for it if it may already be on the server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from app.model.additions.lost_values import lost_values
from app.model.carriers.contact import ContactEntity, ContactEntityWithLinks, CreatedContact
from app.model.entry import Entry, FieldMessage, State
from app.model.form.people import is_light, light_person
from app.model.form.server_paths import company_problems
from app.service.delivery import sentences, transitions
from app.service.delivery.steps import addition_sentences
from app.service.delivery.steps.company_check import check_answer, leave_unanswered
from app.service.delivery.steps.earlier_posts import (
    ask_about_unread,
    ask_first,
    is_refused,
    is_surely_missing,
    may_company_be_there,
    note_refused_sign_in,
)
from app.service.delivery.steps.people_inside import PeopleInside
from app.service.delivery.working_copy import DeliveryStopped, WorkingCopy
from app.service.search.company import CompanySearch, is_like
from app.service.search.people import person_rows
from app.service.search.result import Ambiguous, Match, SearchResult
from app.translation.message import Message
from app.webapi.errors import CannotBeSentError, OtherRecordError, WebApiError
from app.webapi.errors.trace import nothing

if TYPE_CHECKING:
    # Costs a tenth of a second: the worker loads it, after the window is painted.
    from app.webapi.connection import ApiCall

# The rights to each field, and all interests that there are: long, and shown to nobody.
_NOT_KEPT_OF_ANSWER = ("FieldProperties", "Interests")

# Of entries in these states the company may be on the server without a number that is known.
_PERHAPS_SENT = (State.UNKNOWN, State.SENDING, State.REJECTED)


class CompanySteps:
    """Delivers the company of a working copy as far as possible now."""

    def __init__(self, copy: WorkingCopy, on_sent: Callable[[], None] = nothing) -> None:
        """`on_sent` is called when the company has been sent, while the server works."""
        self._copy = copy
        self._inside = PeopleInside(copy)
        self._on_sent = on_sent
        self._call: ApiCall | None = None
        self._is_prepared = False

    def build(self) -> None:
        """Builds what is posted, before it is this company's turn; not where people may go inside it."""
        company = self._copy.steps[0]
        is_as_stored = transitions.without_forbidden_key(company, self._copy.profile) is company
        if is_as_stored and not self._copy.typed_company.persons:
            with suppress(CannotBeSentError):  # said when it is its turn
                self._call = self._built()

    def _built(self) -> ApiCall:
        return self._copy.api.contact_to_create(self._body_to_post(), while_waiting=self._on_sent)

    def prepare(self) -> None:
        """Marks the company, and the people inside it, as being sent; commit that before `run`.

        Raises ValueError for a damaged body, DeliveryStopped where the server cannot be asked who is
        signed in.
        """
        copy = self._copy
        self._leave_out_forbidden_key()
        now, posted_by = copy.clock(), copy.signed_in_as()
        self._is_prepared = True
        people = copy.typed_company.persons or ()
        light = [is_light(person) for person in people]
        go_inside = any(light) and self._inside.may_be_sent()
        for step, is_inside in zip(copy.people_steps, light, strict=True):
            embedded = go_inside and is_inside
            prepared = transitions.with_posting_begun(step, now, posted_by) if embedded else step
            copy.put(replace(prepared, matched_by_name=embedded))
        copy.put(transitions.with_posting_begun(copy.steps[0], now, posted_by))
        copy.set(message=sentences.sending(copy.entry.name), next_try=None, problems=())

    def _leave_out_forbidden_key(self) -> None:
        """Leaves our key out of what is stored and posted, where its connection forbids it since Save."""
        copy = self._copy
        company = transitions.without_forbidden_key(copy.steps[0], copy.profile)
        if company is not copy.steps[0]:
            copy.put(company)
            copy.set(body={name: value for name, value in copy.entry.body.items() if name != "DbiKey"})
            for read_of_it in ("typed_company", "company_alone"):
                vars(copy).pop(read_of_it, None)

    def run(self) -> None:
        """Searches for the company, posts it, or both. Raises DeliveryStopped if the server prevents it."""
        if not self._is_looked_for():
            return
        if self._copy.steps[0].state is State.QUEUED:
            self.prepare()
            self._copy.commit(State.SENDING)
        if self._is_prepared:
            self._post()
            company = self._copy.steps[0]
            if transitions.is_searched_at_once(company) or company.candidates:
                self._copy.commit(State.UNKNOWN)
                self._resolve()

    def _is_looked_for(self) -> bool:
        """Looks for the company where it may be there; returns False where it is not sent now."""
        copy, before = self._copy, self._copy.steps[0].state
        try:
            if before is State.UNKNOWN:
                self._resolve()
            return before is not State.QUEUED or self._find_first()
        except DeliveryStopped as stopped:
            leave_unanswered(copy, stopped, copy.steps[:1])
            if before is State.QUEUED:
                self._expect_earlier()
            return False

    def _expect_earlier(self) -> None:
        """Has those looked for who may have gone inside the company with an earlier POST."""
        # Lists may not have everybody yet.
        self._copy.set_embedded(State.UNKNOWN)
        self._inside.expect_earlier()

    def _find_first(self) -> bool:
        """Looks for a company that may have been posted before; returns False where it is to be done again.

        Raises DeliveryStopped.
        """
        copy = self._copy
        if not may_company_be_there(copy.entry, copy.clock()):
            return True
        search = CompanySearch(copy.api, copy.entry, copy.company_alone, self._is_made)
        found = ask_first(copy, search.find_by_key)
        copy.note_newest(search.newest)
        if isinstance(found, Ambiguous):
            ask_about_unread(copy, copy.steps[0], found)
            self._expect_earlier()
            return False
        if not isinstance(found, Match):
            return is_surely_missing(copy, copy.steps[0])
        self._on_found(found)
        self._expect_earlier()
        return True

    def _post(self) -> None:
        copy = self._copy
        try:
            answer = copy.api.create_contact(self._call or self._built())
            check_answer(copy, answer, self._is_taken)
        except WebApiError as error:
            copy.set(problems=company_problems(error.fields))
            note_refused_sign_in(copy, 0, error)
            if found := self._found_although_refused(error):
                copy.set(problems=())
                self._on_found(found)
                self._expect_earlier()
            else:
                self._record_failure(error)
        else:
            self._on_saved(answer.contact_id or 0, answer)
            self._inside.match_renamed(answer.persons or ())
            if copy.unnamed_inside() and not copy.has_named_inside():
                self._inside.note_not_named()
            # Whom the answer does not name may be there all the same: lists of people lag behind.
            copy.set_embedded(State.UNKNOWN)
            if copy.unsaved_people() or copy.unfinished_next_steps():
                copy.commit(State.SENDING)

    def _found_although_refused(self, error: WebApiError) -> Match[ContactEntityWithLinks] | None:
        """Returns the company that the server has, although it has refused what was posted."""
        copy = self._copy
        if not is_refused(error):
            return None
        ahead = copy.api.server_clock.ahead
        search = CompanySearch(copy.api, copy.entry, copy.company_alone, self._is_made, ahead=ahead)
        with suppress(WebApiError):
            return search.find_refused()
        return None

    def _record_failure(self, error: WebApiError) -> None:
        copy = self._copy
        if isinstance(error, OtherRecordError) and error.remote_id:
            # It may be ours under a name that nobody would know it by: a person is asked, if no token tells.
            copy.put(transitions.as_failed(copy.steps[0], error, copy.clock(), copy.uptime()))
            copy.put(replace(copy.steps[0], candidates=(error.remote_id,)))
            copy.set_embedded(State.UNKNOWN)
        else:
            copy.record_failure(copy.steps[0], error)

    def _resolve(self) -> None:
        copy = self._copy
        search = CompanySearch(
            copy.api,
            copy.entry,
            copy.company_alone,
            self._is_made,
            self._may_be_anothers,
            is_by_user=copy.is_posted_by_user(copy.steps[0]),
            newest_before=copy.newest_before(copy.steps[0]),
            keys=[other.company.token for other in self._perhaps_sent() if other.company.token],
            ahead=copy.api.server_clock.ahead,
        )

        def find() -> SearchResult[ContactEntityWithLinks]:
            found = search.find()
            copy.note_newest(search.newest)
            return found

        copy.resolve(copy.steps[0], find, self._on_found, last_search=search.find_renamed)

    def _on_found(self, found: Match[ContactEntityWithLinks]) -> None:
        self._on_saved(found.remote_id, found.record)
        numbers = [twin.number2 or str(twin.contact_id or "") for twin in found.twins]
        if numbers:
            company = self._copy.steps[0]
            told = (company.message, sentences.company_is_twice(numbers))
            self._copy.put(replace(company, message=Message.joined(told)))

    def _on_saved(self, contact_id: int, record: ContactEntityWithLinks | CreatedContact) -> None:
        copy = self._copy
        kept = record.to_json_object(without=_NOT_KEPT_OF_ANSWER)
        lost = lost_values(copy.company_alone.to_create_body(), kept)
        copy.add_problems([FieldMessage(one.path, addition_sentences.not_kept_here()) for one in lost])
        name = record.name or copy.entry.name
        copy.set(contact_id=contact_id, name=name, answer=kept, tries=0)
        note = sentences.not_kept(lost) if lost else ""
        copy.put(transitions.as_saved(copy.steps[0], contact_id, name, note))
        self._inside.match(person_rows(record.persons), is_answer=isinstance(record, CreatedContact))

    def _body_to_post(self) -> ContactEntity:
        """Returns the company with those people inside whom `prepare` has marked."""
        copy = self._copy
        inside = tuple(
            light_person(copy.typed_person(step.number)) for step in copy.people_steps if step.matched_by_name
        )
        return copy.typed_company.with_changes(persons=inside) if inside else copy.company_alone

    def _is_taken(self, contact_id: int) -> bool:
        """Returns True if another entry of this connection is that company."""
        entry = self._copy.entry
        return self._copy.outbox.server_traits.is_taken(entry.profile, contact_id, without=entry.id)

    def _is_made(self, contact_id: int) -> bool:
        """Returns True if another entry of this connection has made that company.

        What was only added to may be this one: it was there to be found before its own search came.
        """
        entry, traits = self._copy.entry, self._copy.outbox.server_traits
        return traits.is_taken(entry.profile, contact_id, without=entry.id, by_additions=False)

    def _may_be_anothers(self, record: ContactEntityWithLinks) -> bool:
        """Returns True if another entry can be that company.

        One whose answer was lost as well, one that has been discarded, or one of another connection to the
        same server.
        """
        entry, number = self._copy.entry, record.contact_id or 0
        traits = self._copy.outbox.server_traits
        if traits.may_be_discarded(entry.profile, number, self._name):
            return True
        made = record.created_date.moment if record.created_date else None
        if traits.may_be_taken_elsewhere(entry.profile, number, made, without=entry.id):
            return True
        return any(
            record.contact_id in other.company.candidates or is_like(other, record)
            for other in self._perhaps_sent()
            if not other.contact_id
        )

    @property
    def _name(self) -> str:
        return (self._copy.company_alone.name or "").strip()

    def _perhaps_sent(self) -> Iterator[Entry]:
        """Returns the other entries of this name that may be on the server, over whatever connection.

        Two may lead to the same server, or one may have got another name.
        """
        for other in self._copy.outbox.list(_PERHAPS_SENT, search=self._name):
            if other.id != self._copy.entry.id:
                yield other
