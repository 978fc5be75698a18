"""Whether the company of a number is the one that was saved: by its answer, and when people are added later.

A server that is restored from a backup has forgotten it, and gives its number to another company. Who stands
in between may answer with another number, or out of a cache.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from app.model.carriers.contact import CreatedContact
from app.model.carriers.person import PersonEntityWithLinks
from app.model.carriers.reading import Misshapen, read_as
from app.model.carriers.wire import DateTimeText
from app.model.checks.renamed import may_have_become
from app.model.entry import State, Step, StepKind
from app.service.delivery import transitions
from app.service.delivery.search_times import UNDECIDED_RECHECK_DELAY
from app.service.delivery.steps import addition_sentences
from app.service.delivery.transitions import NOT_SEARCHED
from app.service.delivery.working_copy import DeliveryStopped, WorkingCopy
from app.service.search.result import REFUSED, has_token
from app.webapi.answer_proof import contradicts, repeats_number
from app.webapi.errors import (
    NoIdError,
    NotFoundError,
    NumberNotShownError,
    OtherCompanyError,
    OtherRecordError,
    UnexpectedAnswerError,
    Verdict,
    WebApiError,
)

_SAME: Final = timedelta(seconds=2)
"""Columns have seconds; an answer to a POST may have been written before it was stored."""
_ANY_ZONE: Final = timedelta(hours=26)
"""A server may tell its own time as if it were UTC."""
_MOST_TRIES: Final = 8
"""So many deliveries in a row show that no replica is behind, and that no cache has answered once."""


def check_answer(copy: WorkingCopy, answer: CreatedContact, is_taken: Callable[[int], bool]) -> None:
    """Checks that the answer to the POST of a company is about it, and that its number is.

    `is_taken` tells of a number whether another entry is that company. Where the answer itself does not show
    whose number it is, its record is read: before anything more is sent into it, and where it must be an
    older one. Raises NoIdError, OtherRecordError.
    """
    number, is_ours = answer.contact_id or 0, has_token(answer, copy.steps[0].token)
    told = {**answer.undeclared, "ContactId": number, "Name": answer.name}
    is_shown = repeats_number(told, "ContactId") or any(
        person.contact_id == number for person in answer.persons or ()
    )
    if is_ours and is_shown:
        return
    is_anothers = is_taken(number)
    if not is_ours and (is_anothers or _is_older(copy, _moment(told.get("CreatedDate")))):
        of = "another entry's company" if is_anothers else "a company of another day"
        asked_about = 0 if is_anothers else number
        raise OtherRecordError(copy.api.host, status=200, detail=f"200 with {of}", remote_id=asked_about)
    if is_anothers or not (is_shown or _is_new_and_alone(copy, number)):
        # A server that has been set up anew counts from the beginning.
        _check_record(copy, number, told, is_taken=is_anothers)


def check_is_new(copy: WorkingCopy, answer: PersonEntityWithLinks, token: str) -> None:
    """Raises OtherRecordError for who was there long before: a rule about duplicates may answer so."""
    made = answer.created_date.moment if answer.created_date else None
    if not has_token(answer, token) and _is_older(copy, made):
        raise OtherRecordError(copy.api.host, status=200, detail="200 with a person of another day")


def _is_new_and_alone(copy: WorkingCopy, number: int) -> bool:
    """Returns True if nothing follows the company, and its number is behind all that were there before."""
    return len(copy.steps) == 1 and number > copy.newest_before(copy.steps[0])


def _check_record(copy: WorkingCopy, number: int, told: Mapping[str, Any], *, is_taken: bool) -> None:
    """Reads the company of that number. Raises NoIdError unless it is the one of the answer."""
    host = copy.api.host
    try:
        record = copy.api.contact(number)
    except WebApiError as error:
        detail = f"200 with a number that cannot be read: {type(error).__name__}"
        kind = NumberNotShownError if error.verdict in REFUSED else NoIdError
        raise kind(host, status=200, detail=detail) from error
    if has_token(record, copy.steps[0].token):
        return
    sent, there = copy.company_alone.to_json_object(), record.to_json_object()
    if is_taken or _is_another(there, told) or contradicts(sent, there, "ContactId"):
        raise NoIdError(host, status=200, detail="200 with the number of another company")


def _is_older(copy: WorkingCopy, created: datetime | None) -> bool:
    """Returns True if the record of an answer was there long before its POST, by the server's own clock."""
    now = copy.api.server_clock.now
    return now is not None and created is not None and now - created > _ANY_ZONE


def is_still_there(copy: WorkingCopy) -> bool:
    """Returns False where nothing more of an entry goes to its company, by the record of its number.

    The company has been deleted or merged, or the number is another company's by now: people would be put
    there. A company that cannot be read proves nothing: replicas are behind, and what is gone takes nobody.
    Raises DeliveryStopped.
    """
    name, host, number = copy.entry.name, copy.api.host, copy.entry.contact_id
    try:
        told = copy.api.contact_record(number)
        record = read_as(CreatedContact, told)
    except Misshapen as error:
        raise DeliveryStopped(UnexpectedAnswerError(host, detail=str(error), status=200)) from None
    except OtherCompanyError:
        give_up(copy, gone(host), addition_sentences.merged(name))
        return False
    except WebApiError as error:
        if error.verdict is Verdict.REJECTED:
            return True
        raise DeliveryStopped(error) from error
    if told.get("Deleted"):
        give_up(copy, gone(host), addition_sentences.deleted(name))
        return False
    if has_token(record, copy.steps[0].token) or not _is_another(told, copy.entry.answer or {}):
        return True
    give_up(copy, gone(host), addition_sentences.number_is_anothers(name, number))
    return False


def gone(host: str) -> WebApiError:
    """Returns the error for a company that is there no more, although the server has answered."""
    return NotFoundError(host, status=200, detail="200 with a company that is none of ours", said="")


def give_up(copy: WorkingCopy, error: WebApiError, reason: str, refusal: str = "") -> None:
    """Ends what is left of an entry whose company is not to be had: `reason` says why, `error` what came.

    What has not been sent is refused, with `refusal` where that is another sentence. What may be there is
    neither refused nor sent again: it waits, since the next answer may be another one, and then its user is
    asked; so does all that is left beside it. Raises DeliveryStopped while it waits.
    """
    if any(map(_may_be_there, copy.steps)) and copy.entry.tries < _MOST_TRIES:
        raise DeliveryStopped(error, searching=True)
    name = copy.entry.name
    for step in copy.steps:
        if step.state is State.QUEUED:
            message = refusal or addition_sentences.nothing_more(name, reason)
            # Who is known not to have been taken is not searched for when it is tried again.
            is_known = step.kind is not StepKind.COMPANY and not step.posted_by
            sent = None if is_known else step.sent
            given_back = replace(step, state=State.REJECTED, message=message, sent=sent)
            copy.put(replace(given_back, useless_looks=0, useless_since=None))
        elif step.state is State.UNKNOWN and step.kind is StepKind.COMPANY:
            # Of an addition: what its record has already is not written again.
            message = addition_sentences.perhaps_added(name, reason)
            copy.put(replace(step, state=State.REJECTED, message=message))
        elif _may_be_there(step):
            message = addition_sentences.perhaps_there(step.name, reason)
            copy.put(replace(step, message=message, **NOT_SEARCHED | {"is_left_to_user": True}))
    if any(step.state is State.UNKNOWN for step in copy.steps):
        copy.waits.append(copy.clock() + UNDECIDED_RECHECK_DELAY)


def give_up_if_refused(copy: WorkingCopy, stopped: DeliveryStopped) -> None:
    """Ends what is left where the server says each time that nobody may be told who is in the company.

    Raises DeliveryStopped where that may pass.
    """
    if stopped.error.verdict is not Verdict.REJECTED or copy.entry.tries < _MOST_TRIES:
        raise stopped
    give_up(copy, stopped.error, stopped.error.message)


def leave_unanswered(copy: WorkingCopy, stopped: DeliveryStopped, steps: Sequence[Step]) -> None:
    """Leaves to its user what these `steps` are, where the server has answered long, and never to the point.

    Its lists may be refused to this user, have a row without an id, or more pages than are read. A server
    that is not there, or says "later", is waited for. Raises `stopped` while it may pass.
    """
    error, now = stopped.error, copy.clock()
    looked = [transitions.as_looked_for_in_vain(one, now) for one in steps if not one.candidates]
    if not looked or not _is_answered(error):
        raise stopped
    if copy.entry.is_addition and looked[0].kind is StepKind.COMPANY and looked[0].is_left_to_user:
        give_up(copy, error, error.message)
        return
    for one in looked:
        copy.put(one)
    if not all(one.is_left_to_user for one in looked):
        raise stopped
    copy.waits.append(now + UNDECIDED_RECHECK_DELAY)


def give_back_unanswered(copy: WorkingCopy, stopped: DeliveryStopped) -> None:
    """Gives back what waits for a company, where the server has answered long, and never to the point.

    It is for what was not sent: of that nobody has to be asked. Raises `stopped` while it may pass.
    """
    error, name = stopped.error, copy.entry.name
    waiting = next((one for one in copy.steps if one.state is State.QUEUED), None)
    if waiting is None or not _is_answered(error):
        raise stopped
    looked = transitions.as_looked_for_in_vain(waiting, copy.clock())
    if not looked.is_left_to_user:
        copy.put(looked)
        raise stopped
    is_begun = any(one.sent and one.state is not State.REJECTED for one in copy.steps)
    give_up(
        copy, error, error.message, "" if is_begun else addition_sentences.company_gone(name, error.message)
    )


def _is_answered(error: WebApiError) -> bool:
    """Returns True for an answer of the server's own that is of no use, each time as far as it tells."""
    is_final = error.verdict in (*REFUSED, Verdict.UNKNOWN)
    return error.status is not None and not error.intercepted and is_final


def _may_be_there(step: Step) -> bool:
    """Returns True for what may be on the server, and of which nobody is asked about certain records."""
    return step.state is State.UNKNOWN and not step.candidates


def _is_another(record: Mapping[str, Any], saved: Mapping[str, Any]) -> bool:
    """Returns True if a record is not the one that was `saved`, whatever its name and key are by now."""
    created, theirs = _moment(saved.get("CreatedDate")), _moment(record.get("CreatedDate"))
    if created and theirs:
        return abs(created - theirs) > _SAME
    before, now = saved.get("Name"), record.get("Name")
    if not (isinstance(before, str) and before and isinstance(now, str) and now):
        return False
    return not may_have_become(before, now)


def _moment(text: object) -> datetime | None:
    try:
        return DateTimeText(text).moment if isinstance(text, str) else None
    except ValueError:
        return None
