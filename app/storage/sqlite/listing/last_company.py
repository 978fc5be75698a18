"""The company of a connection that Save was pressed for last."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from app.model.entry import Entry
from app.storage.files.errors import EntryUnreadable
from app.storage.sqlite.database import Database
from app.storage.sqlite.progress import READ_OUTBOX
from app.storage.sqlite.unreadable_rows import entry_of

# A row that cannot be read is passed over; of many of them nobody waits for the end.
_LATEST: Final = 5
# What is added to a company that is there has its number in the body, and is no company's settings.
_READ: Final = READ_OUTBOX + (
    "WHERE state <> 'rejected' AND profile = ?1 AND coalesce(CASE WHEN json_valid(body) "
    "THEN json_extract(body, '$.ContactId') END, 0) = 0 ORDER BY created DESC, number DESC LIMIT ?2"
)


def read_last_company(store: Database, profile: str) -> Entry | None:
    """Returns the newest entry of a new company that was not refused; None if there is none.

    Raises StoreProblem.
    """
    for row in store.read(_READ, (profile, _LATEST)):
        with suppress(EntryUnreadable):
            return entry_of(row)
    return None
