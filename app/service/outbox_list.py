"""Reads and searches the list of the outbox."""

from __future__ import annotations

from app.model.entry import Entry, State
from app.model.outbox_rows import MOST_SAVED, OutboxList, OutboxRow
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.row_format import normalized, search_text

_MOST_WAITING = 100_000
_WAITING = (State.QUEUED, State.SENDING, State.UNKNOWN, State.REJECTED)


def read_list(outbox: Outbox, search: str, most_saved: int | None = None) -> OutboxList:
    """Reads the entries that match `search`, in the order of the list. Raises StoreProblem.

    Of the saved ones it has the newest `most_saved`; as many as the window shows, where that is None.
    """
    most_saved = MOST_SAVED if most_saved is None else most_saved
    undecided = {entry.id for entry in outbox.list((State.UNKNOWN,), search) if entry.undecided}
    waiting = outbox.summaries(_WAITING, search, _MOST_WAITING)
    saved = outbox.summaries((State.SAVED,), search, most_saved + 1, newest_first=True)
    rows = [OutboxRow(entry, entry.id in undecided) for entry in (*waiting, *saved[:most_saved])]
    return OutboxList(search, tuple(sorted(rows, key=_sort_key)), len(saved) > most_saved)


def matches_search(entry: Entry, search: str) -> bool:
    """Returns True if `read_list` with this search would list the entry."""
    return normalized(search) in search_text(entry) or search == str(entry.contact_id)


def _sort_key(row: OutboxRow) -> tuple[int, float, str]:
    return row.sort_key
