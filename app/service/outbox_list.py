"""Reads and searches the list of the outbox."""

from __future__ import annotations

from datetime import UTC, datetime

from app.model.entry import Entry, EntrySummary, State
from app.model.history.origin import origin_of
from app.model.outbox_rows import MOST_SAVED, OutboxFilter, OutboxList, OutboxRow, row_of
from app.storage.sqlite.listing.filtering import Within
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.row_format import normalized, search_text

_MOST_WAITING = 100_000
_WAITING = (State.QUEUED, State.SENDING, State.UNKNOWN, State.REJECTED)


def read_list(outbox: Outbox, chosen: OutboxFilter, most_saved: int | None = None) -> OutboxList:
    """Reads the entries that the filter picks, in the order of the list. Raises StoreProblem.

    Of the saved ones it has the newest `most_saved`; as many as the window shows, where that is None.
    """
    most_saved = MOST_SAVED if most_saved is None else most_saved
    search = chosen.search
    within = Within(chosen.since(datetime.now(UTC)), chosen.until, chosen.template, chosen.table)
    states = [state for state in _WAITING if chosen.has_state(state)]
    undecided = {entry.id for entry in outbox.list((State.UNKNOWN,), search) if entry.undecided}
    waiting = outbox.summaries(states, search, _MOST_WAITING, within=within)
    saved: tuple[EntrySummary, ...] = ()
    if chosen.has_state(State.SAVED):
        saved = outbox.summaries((State.SAVED,), search, most_saved + 1, newest_first=True, within=within)
    rows = [OutboxRow(entry, entry.id in undecided) for entry in (*waiting, *saved[:most_saved])]
    rows = sorted(filter(chosen.picks, rows), key=_sort_key)
    return OutboxList(chosen, tuple(rows), len(saved) > most_saved)


def is_picked(entry: Entry, chosen: OutboxFilter) -> bool:
    """Returns True if `read_list` with this filter would list the entry."""
    since, until, origin = chosen.since(datetime.now(UTC)), chosen.until, origin_of(entry)
    is_in_time = (since is None or entry.created >= since) and (until is None or entry.created < until)
    is_of_template = not chosen.template or chosen.template in origin.templates
    is_from = is_of_template and chosen.table in ("", origin.table)
    if not (is_in_time and is_from and chosen.picks(row_of(entry))):
        return False
    search = chosen.search
    return normalized(search) in search_text(entry) or search == str(entry.contact_id)


def _sort_key(row: OutboxRow) -> tuple[int, float, str]:
    return row.sort_key
