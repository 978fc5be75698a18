"""Entries on their way, as commands see them: sending one now, its exit code, its JSON."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any, Final

from app.commands.output import ExitCode
from app.model.entry import Entry, EntrySummary, FieldMessage, State
from app.model.web_client_links import company_link
from app.service.delivery.deliverer import Deliverer, Delivery
from app.webapi.errors import NotSentError

_PATIENCE: Final = 5.0
_SHORTEST_WAIT: Final = 0.1
_SHORT_ID: Final = 8


class TimeBudget:
    """The seconds that a command waits, in all, for what is due soon.

    They are enough for the first try after a failure: a broken connection is mended then, or the entry found.
    """

    def __init__(self, seconds: float = _PATIENCE) -> None:
        self._left = seconds

    def wait_until(self, moment: datetime | None) -> bool:
        """False, and not waited, where that takes too long; None is at once."""
        seconds = (moment - datetime.now(UTC)).total_seconds() if moment else 0.0
        seconds = max(seconds, _SHORTEST_WAIT)
        if seconds > self._left:
            return False
        self._left -= seconds
        time.sleep(seconds)
        return True


def deliver(deliverer: Deliverer, entry: Entry, budget: TimeBudget) -> Delivery:
    """Takes an entry as far as it goes. A server that is not there is not waited for."""
    while True:
        delivery = deliverer.advance(entry)
        entry = delivery.entry
        is_settled = entry.state in (State.SAVED, State.REJECTED) or entry.undecided is not None
        is_stuck = delivery.sign_in_needed or isinstance(delivery.error, NotSentError)
        if is_settled or is_stuck or not budget.wait_until(entry.next_try):
            return delivery


def exit_code(entry: Entry, *, sign_in_needed: bool = False) -> ExitCode:
    if entry.state is State.SAVED:
        return ExitCode.DONE
    if entry.state is State.REJECTED:
        return ExitCode.REJECTED
    return ExitCode.SIGN_IN if sign_in_needed else ExitCode.KEPT


def remaining_problems(entry: Entry) -> list[FieldMessage]:
    """What stands in the way of an entry that is not saved, by field, then as a whole."""
    if entry.state is State.SAVED:
        return []
    return [*entry.problems, FieldMessage("", entry.message)]


def short_id(entry_id: str) -> str:
    """Enough of an id to type; nearly always one entry alone begins with it."""
    return entry_id[:_SHORT_ID]


def link_of(entry: Entry, site: str) -> str | None:
    """The company's page in the web client of the connection with that address; None where there is none."""
    return company_link(site, entry.contact_id) if entry.contact_id and site else None


def summary_object(entry: Entry | EntrySummary) -> dict[str, Any]:
    """What ``outbox list --json`` prints of an entry."""
    return {
        "id": entry.id,
        "state": entry.state.value,
        "name": entry.name,
        "ContactId": entry.contact_id,
        "message": entry.message,
    }


def persons_objects(entry: Entry) -> list[dict[str, Any]]:
    return [
        {"PersonId": step.remote_id, "name": step.name, "state": step.state.value} for step in entry.people
    ]


def field_objects(messages: list[FieldMessage]) -> list[dict[str, str]]:
    return [{"field": one.path, "message": one.message} for one in messages]
