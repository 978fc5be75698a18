"""Reads and searches the list of the outbox."""

from __future__ import annotations

from app.model.entry import Entry, State
from app.model.outbox_rows import MOST_SAVED, OutboxList, OutboxRow
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.row_format import normalized, search_text

_MOST_WAITING = 100_000
_WAITING = (State.QUEUED, State.SENDING, State.UNKNOWN, State.REJECTED)


def read_list(outbox: Outbox, search: str) -> OutboxList:
    """Reads the entries that match `search`, in the order of the list. Raises StoreProblem."""
    undecided = {entry.id for entry in outbox.list((State.UNKNOWN,), search) if entry.undecided}
    waiting = outbox.summaries(_WAITING, search, _MOST_WAITING)
    saved = outbox.summaries((State.SAVED,), search, MOST_SAVED + 1, newest_first=True)
    rows = [OutboxRow(entry, entry.id in undecided) for entry in (*waiting, *saved[:MOST_SAVED])]
    return OutboxList(search, tuple(sorted(rows, key=_sort_key)), len(saved) > MOST_SAVED)


def matches_search(entry: Entry, search: str) -> bool:
    """Returns True if `read_list` with this search would list the entry."""
    return normalized(search) in search_text(entry) or search == str(entry.contact_id)


def _sort_key(row: OutboxRow) -> tuple[int, float, str]:
    return row.sort_key
