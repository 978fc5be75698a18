"""Copies of the server's lists (countries, categories, …) as they were last fetched."""

from __future__ import annotations

from datetime import UTC, datetime

from app.storage.sqlite.database import CommitPoint, Database
from app.storage.sqlite.row_format import time_from_text, time_text


class ListCache:
    """Any thread. Every method raises StoreProblem on disk errors."""

    def __init__(self, store: Database) -> None:
        self._store = store

    def put(
        self, profile: str, language: str, name: str, items_json: str, fetched: datetime | None = None
    ) -> None:
        """Stores the list as JSON text; `fetched` is now by default."""
        moment = time_text(fetched or datetime.now(UTC))
        with self._store.transaction(CommitPoint.LIST_PUT) as connection:
            connection.execute(
                "INSERT OR REPLACE INTO lists (profile, language, name, fetched, items) "
                "VALUES (?, ?, ?, ?, ?)",
                (profile, language, name, moment, items_json),
            )

    def get(self, profile: str, language: str, name: str) -> tuple[str, datetime] | None:
        """Returns the JSON text as it was put, and when it was fetched; None if there is no copy."""
        rows = self._store.read(
            "SELECT items, fetched FROM lists WHERE profile = ? AND language = ? AND name = ?",
            (profile, language, name),
        )
        return (rows[0][0], time_from_text(rows[0][1])) if rows else None

    def forget(self, profile: str) -> None:
        """Deletes the copies of a connection."""
        with self._store.transaction(CommitPoint.LIST_FORGET) as connection:
            connection.execute("DELETE FROM lists WHERE profile = ?", (profile,))
