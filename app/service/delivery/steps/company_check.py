"""Whether the company of a number is the one that was saved: by its answer, and when people are added later.

A server that is restored from a backup has forgotten it, and gives its number to another company. Who stands
in between may answer with another number, or out of a cache.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from app.model.carriers.contact import ContactEntityWithLinks, CreatedContact
from app.model.carriers.wire import DateTimeText
from app.model.checks.renamed import may_have_become
from app.model.entry import State
from app.service.delivery import sentences
from app.service.delivery.working_copy import DeliveryStopped, WorkingCopy
from app.service.search.result import has_token
from app.webapi.answer_proof import contradicts, repeats_number
from app.webapi.errors import NoIdError, OtherRecordError, Verdict, WebApiError

_SAME: Final = timedelta(seconds=2)
"""Columns have seconds; an answer to a POST may have been written before it was stored."""
_ANY_ZONE: Final = timedelta(hours=26)
"""A server may tell its own time as if it were UTC."""


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
    if not is_ours and (is_anothers or _is_older(copy, told)):
        of = "another entry's company" if is_anothers else "a company of another day"
        asked_about = 0 if is_anothers else number
        raise OtherRecordError(copy.api.host, status=200, detail=f"200 with {of}", remote_id=asked_about)
    if is_anothers or not (is_shown or _is_new_and_alone(copy, number)):
        # A server that has been set up anew counts from the beginning.
        _check_record(copy, number, told, is_taken=is_anothers)


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
        raise NoIdError(host, status=200, detail=detail) from error
    if has_token(record, copy.steps[0].token):
        return
    sent, there = copy.company_alone.to_json_object(), record.to_json_object()
    if is_taken or _is_another(record, told) or contradicts(sent, there, "ContactId"):
        raise NoIdError(host, status=200, detail="200 with the number of another company")


def _is_older(copy: WorkingCopy, told: Mapping[str, Any]) -> bool:
    """Returns True if the record of an answer was there long before its POST, by the server's own clock."""
    now, created = copy.api.server_clock.now, _moment(told.get("CreatedDate"))
    return now is not None and created is not None and now - created > _ANY_ZONE


def refuse_if_anothers(copy: WorkingCopy) -> None:
    """Refuses what is left of an entry whose number is another company by now: people would be put there.

    A company that cannot be read proves nothing: replicas are behind, and what is gone takes nobody. Raises
    DeliveryStopped.
    """
    try:
        record = copy.api.contact(copy.entry.contact_id)
    except WebApiError as error:
        if error.verdict is Verdict.REJECTED:
            return
        raise DeliveryStopped(error) from error
    if has_token(record, copy.steps[0].token) or not _is_another(record, copy.entry.answer or {}):
        return
    message = sentences.number_is_anothers(copy.entry.name, copy.entry.contact_id)
    for step in copy.steps:
        if step.state in (State.QUEUED, State.UNKNOWN):
            copy.put(replace(step, state=State.REJECTED, message=message, candidates=()))


def _is_another(record: ContactEntityWithLinks, saved: Mapping[str, Any]) -> bool:
    """Returns True if a record is not the one that was `saved`, whatever its name and key are by now."""
    created, theirs = _moment(saved.get("CreatedDate")), _moment(record.created_date)
    if created and theirs:
        return abs(created - theirs) > _SAME
    name = saved.get("Name")
    if not (isinstance(name, str) and name and record.name):
        return False
    return not may_have_become(name, record.name)


def _moment(text: object) -> datetime | None:
    try:
        return DateTimeText(text).moment if isinstance(text, str) else None
    except ValueError:
        return None
