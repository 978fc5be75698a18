"""Sending an entry from a command: waiting, exit code, JSON objects."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any, Final

from app.commands.exit_codes import ExitCode
from app.commands.output import with_texts_cut
from app.model.entry import (
    LONGEST_LISTED_MESSAGE,
    LONGEST_LISTED_NAME,
    Entry,
    EntrySummary,
    FieldMessage,
    State,
    UnreadableEntry,
)
from app.model.text_normalization import shortened
from app.model.web_client_links import company_link
from app.service.delivery.deliverer import Deliverer, DeliveryResult
from app.translation import pgettext
from app.translation.message import codes_of
from app.webapi.errors import NotSentError

_BUDGET_SECONDS: Final = 5.0
_MIN_WAIT: Final = 0.1
_SHORT_ID_LENGTH: Final = 8
_SHOWN: Final = {
    State.QUEUED.value: pgettext("an entry of the outbox", "queued"),
    State.SENDING.value: pgettext("an entry of the outbox", "sending"),
    State.SAVED.value: pgettext("an entry of the outbox", "saved"),
    State.REJECTED.value: pgettext("an entry of the outbox", "rejected"),
    State.UNKNOWN.value: pgettext("an entry of the outbox", "unknown"),
    "unreadable": pgettext("an entry of the outbox", "unreadable"),
}


class TimeBudget:
    """The total number of seconds that a command waits for retries.

    It covers the first retry after a failure, when a connection has often recovered or the entry is found.
    """

    def __init__(self, seconds: float = _BUDGET_SECONDS) -> None:
        self._left = seconds

    def wait_until(self, moment: datetime | None) -> bool:
        """Waits until that moment, None meaning now; returns False at once if the budget is too small."""
        seconds = (moment - datetime.now(UTC)).total_seconds() if moment else 0.0
        seconds = max(seconds, _MIN_WAIT)
        if seconds > self._left:
            return False
        self._left -= seconds
        time.sleep(seconds)
        return True


def deliver(deliverer: Deliverer, entry: Entry, budget: TimeBudget) -> DeliveryResult:
    """Sends an entry as far as possible, without waiting for a server that cannot be reached."""
    while True:
        delivery = deliverer.advance(entry)
        entry = delivery.entry
        is_settled = entry.state in (State.SAVED, State.REJECTED) or entry.undecided is not None
        is_stuck = delivery.sign_in_needed or isinstance(delivery.error, NotSentError)
        if is_settled or is_stuck or not budget.wait_until(entry.next_try):
            return delivery


def exit_code(entry: Entry, *, sign_in_needed: bool = False) -> ExitCode:
    """Returns the exit code for the state of an entry."""
    if entry.state is State.SAVED:
        return ExitCode.DONE
    if entry.state is State.REJECTED:
        return ExitCode.REJECTED
    return ExitCode.SIGN_IN if sign_in_needed else ExitCode.KEPT


def remaining_problems(entry: Entry) -> list[FieldMessage]:
    """Returns why an entry is not saved: first the messages by field, then the one for the whole entry."""
    if entry.state is State.SAVED:
        return []
    return [*entry.problems, FieldMessage("", entry.message)]


def not_kept(entry: Entry) -> list[FieldMessage]:
    """Returns what the server has not kept of an entry that is saved, each at its place."""
    if entry.state is not State.SAVED:
        return []
    return [
        one
        for one in entry.problems
        if any(code["code"] == "not_kept_here" for code in codes_of(one.message))
    ]


def short_id(entry_id: str) -> str:
    """Shortens an id to its first characters, which are nearly always unique."""
    return entry_id[:_SHORT_ID_LENGTH]


def link_of(entry: Entry, site: str) -> str | None:
    """Returns the URL of the company in the web client at `site`; None if it is not saved or has no site."""
    return company_link(site, entry.contact_id) if entry.contact_id and site else None


def state_word(entry: Entry | EntrySummary | UnreadableEntry) -> str:
    """Returns the state of an entry for scripts: what cannot be read has none that can be trusted."""
    is_readable = entry.is_readable if isinstance(entry, EntrySummary) else isinstance(entry, Entry)
    return entry.state.value if is_readable else "unreadable"


def shown_state(state: str) -> str:
    """Returns a state, or what `state_word` returns, in the language of the user."""
    return _SHOWN.get(state, state)


def summary_object(entry: Entry | EntrySummary | UnreadableEntry) -> dict[str, Any]:
    """Returns the JSON object of an entry in ``outbox list --json``."""
    done, total = _steps(entry)
    message = shortened(entry.message, LONGEST_LISTED_MESSAGE)
    return {
        "id": entry.id,
        "state": state_word(entry),
        "name": shown_name(entry.name),
        "ContactId": 0 if isinstance(entry, UnreadableEntry) else entry.contact_id,
        "message": message,
        "messages": with_texts_cut(codes_of(message)),
        "steps_done": done,
        "steps_total": total,
    }


def shown_name(name: str) -> str:
    """Returns a name as a command quotes it: of any length by what is stored, and cut."""
    return shortened(name, LONGEST_LISTED_NAME)


def _steps(entry: Entry | EntrySummary | UnreadableEntry) -> tuple[int, int]:
    """Returns how many of an entry's steps are on the server, and how many there are."""
    if isinstance(entry, EntrySummary):
        return entry.steps_done, entry.steps_total
    steps = entry.steps if isinstance(entry, Entry) else ()
    return sum(step.state is State.SAVED for step in steps), len(steps)


def persons_objects(entry: Entry) -> list[dict[str, Any]]:
    """Returns the JSON objects of an entry's people."""
    return [
        {"PersonId": step.remote_id, "name": shown_name(step.name), "state": step.state.value}
        for step in entry.people
    ]


def next_step_objects(entry: Entry) -> list[dict[str, Any]]:
    """Returns the JSON objects of what follows an entry's people."""
    return [
        {
            "Kind": step.content.get("Kind", ""),
            "name": shown_name(step.name),
            "id": step.remote_id,
            "state": step.state.value,
            "message": with_texts_cut(step.message),
        }
        for step in entry.next_steps
    ]


def field_objects(messages: list[FieldMessage]) -> list[dict[str, str]]:
    """Returns the JSON objects of messages."""
    return [{"field": with_texts_cut(one.path), "message": with_texts_cut(one.message)} for one in messages]
