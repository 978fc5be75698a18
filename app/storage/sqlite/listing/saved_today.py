"""How much has been saved since a moment."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from app.model.history.saved_today import SavedToday
from app.storage.sqlite.database import Database
from app.storage.sqlite.listing.filtering import STEPS_AS_JSON
from app.storage.sqlite.row_format import time_text

# What is added to a company that is there has its number in the body, and is no new company.
_READ: Final = (
    "SELECT count(*) FILTER (WHERE coalesce(CASE WHEN json_valid(body) "  # noqa: S608 - constants alone
    "THEN json_extract(body, '$.ContactId') END, 0) = 0), "
    f"total((SELECT count(*) FROM json_each({STEPS_AS_JSON}) WHERE "
    "CASE WHEN type = 'object' THEN json_extract(value, '$.kind') END = 'person')) "
    "FROM entries INDEXED BY entries_by_state WHERE state = 'saved' AND updated >= ?"
)


def read_saved_since(store: Database, moment: datetime) -> SavedToday:
    """Returns how many companies and people of the entries were saved at that time or later.

    Raises StoreProblem.
    """
    ((companies, people),) = store.read(_READ, (time_text(moment),))
    return SavedToday(int(companies), int(people))
