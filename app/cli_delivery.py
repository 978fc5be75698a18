"""Entries on their way, as commands see them: sending one now, its exit code, its JSON."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any, Final

from app.cli_output import Exit, complain, field_line
from app.controller.delivery import Deliverer, Delivery
from app.model.links import company_link
from app.model.outbox import Entry, EntrySummary, FieldMessage, State
from app.webapi.errors import NotSentError

PATIENCE: Final = 5.0
"""Seconds that a command waits for what is due soon: a broken connection is mended, or the entry found."""

_SHORTEST_WAIT: Final = 0.1
_SHORT_ID: Final = 8


def deliver(deliverer: Deliverer, entry: Entry, until: float) -> Delivery:
    """Takes an entry as far as it goes, waiting for what is due before `until` (of `time.monotonic`).

    A server that is not there is not waited for.
    """
    while True:
        delivery = deliverer.advance(entry)
        entry = delivery.entry
        wait = max(_seconds_to(entry.next_try), _SHORTEST_WAIT)
        is_settled = entry.state in (State.SAVED, State.REJECTED) or entry.undecided is not None
        is_stuck = delivery.sign_in_needed or isinstance(delivery.error, NotSentError)
        if is_settled or is_stuck or time.monotonic() + wait > until:
            return delivery
        time.sleep(wait)


def exit_code(entry: Entry, *, sign_in_needed: bool = False) -> Exit:
    if entry.state is State.SAVED:
        return Exit.DONE
    if entry.state is State.REJECTED:
        return Exit.REJECTED
    return Exit.SIGN_IN if sign_in_needed else Exit.KEPT


def troubles(entry: Entry) -> list[FieldMessage]:
    """What stands in the way of an entry that is not saved, by field, then as a whole."""
    if entry.state is State.SAVED:
        return []
    return [*entry.problems, FieldMessage("", entry.message)]


def tell_troubles(entry: Entry) -> None:
    for trouble in troubles(entry):
        complain(field_line(trouble.path, trouble.message))


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


def _seconds_to(moment: datetime | None) -> float:
    return (moment - datetime.now(UTC)).total_seconds() if moment else 0.0
