"""Which entries a list is to have, as conditions for the store."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.model.entry import State
from app.storage.sqlite.row_format import normalized, time_text


@dataclass(frozen=True)
class Within:
    """Further bounds: typed at `since` or later and before `until`; filled by a template, of a table."""

    since: datetime | None = None
    until: datetime | None = None
    template: str = ""
    table: str = ""


ANY: Final = Within()

STEPS_AS_JSON: Final = "CASE WHEN json_valid(steps) THEN steps ELSE '[]' END"
"""The steps of a row; none of one that is damaged."""
ORIGIN_PATH: Final = "$[0].content.Origin"
"""Where the steps have the origin of the entry (`app.model.history.origin`)."""

FILTER: Final = (
    "WHERE (state IN (SELECT value FROM json_each(?1)) OR (?4 AND state NOT IN "
    "('queued', 'sending', 'saved', 'rejected', 'unknown'))) "
    "AND (?2 = '' OR instr(searched, ?2) > 0 OR CAST(contact_id AS TEXT) = ?2) "
    "AND (?5 = '' OR created >= ?5) AND (?6 = '' OR created < ?6) "
)
"""Picks rows of either; takes the values of `filter_values`."""
# The index of lists has no steps: they are looked into only where somebody asks for a template or a table.
_OF_ORIGIN: Final = (
    f"AND (?7 = '' OR EXISTS (SELECT 1 FROM json_each({STEPS_AS_JSON}, '{ORIGIN_PATH}.templates') "  # noqa: S608 - constants alone
    f"WHERE value = ?7)) AND (?8 = '' OR json_extract({STEPS_AS_JSON}, '{ORIGIN_PATH}.table') = ?8) "
)


def filter_within(within: Within) -> str:
    """Returns the condition that takes the values of `filter_values`."""
    return FILTER + _OF_ORIGIN if within.template or within.table else FILTER


def filter_values(
    states: Collection[State] | None, search: str, limit: int, within: Within = ANY
) -> tuple[str | int | bool, ...]:
    """Returns what the condition takes: entries in these states (None: all) with that text, so many."""
    chosen = [state.value for state in (State if states is None else states)]
    since, until = (time_text(one) if one else "" for one in (within.since, within.until))
    is_with_damaged = State.REJECTED.value in chosen
    values = json.dumps(chosen), normalized(search.strip()), limit, is_with_damaged, since, until
    return (*values, within.template, within.table) if within.template or within.table else values
