"""Whether a company to which people are added later is still the one that was saved.

A server that is restored from a backup has forgotten it, and gives its number to another company.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from app.model.carriers.contact import ContactEntityWithLinks
from app.model.carriers.wire import DateTimeText
from app.model.checks.renamed import may_have_become
from app.model.entry import State
from app.service.delivery import sentences
from app.service.delivery.working_copy import DeliveryStopped, WorkingCopy
from app.service.search.result import has_token
from app.webapi.errors import Verdict, WebApiError

_SAME: Final = timedelta(seconds=2)
"""Columns have seconds; an answer to a POST may have been written before it was stored."""


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
