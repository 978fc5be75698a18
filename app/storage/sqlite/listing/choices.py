"""What the list of entries can be narrowed to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Final

from app.model.form.choices import ORIGIN
from app.model.history.choices import OutboxChoices
from app.model.history.origin import Origin, origin_in
from app.storage.sqlite.database import Database
from app.storage.sqlite.listing.filtering import ORIGIN_PATH
from app.storage.sqlite.row_format import moment_from

_READ_MINUTES: Final = "SELECT DISTINCT substr(created, 1, 16) FROM entries INDEXED BY entries_listed"
_READ_ORIGINS: Final = (
    f"SELECT CASE WHEN json_valid(steps) THEN json_extract(steps, '{ORIGIN_PATH}') END "  # noqa: S608 - constants alone
    "FROM entries WHERE instr(steps, '\"Origin\"') > 0 GROUP BY 1 ORDER BY max(created) DESC LIMIT 1000"
)


def read_choices(store: Database) -> OutboxChoices:
    """Returns the days, templates and tables of all entries that can be read. Raises StoreProblem."""
    return OutboxChoices.of(_moments(store), _origins(store))


def _moments(store: Database) -> Iterator[datetime]:
    for (minute,) in store.read(_READ_MINUTES):
        with suppress(ValueError, TypeError):
            yield moment_from(f"{minute}:00+00:00")


def _origins(store: Database) -> Iterator[Origin]:
    for (kept,) in store.read(_READ_ORIGINS):
        with suppress(ValueError, TypeError, RecursionError):
            yield origin_in({ORIGIN: json.loads(kept)})
