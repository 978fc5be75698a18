"""The schema of the store, as migrations from one version to the next.

`PRAGMA user_version` counts the migrations taken. A migration is never changed once it is released. The JSON
in columns is part of a version, too: a new property of a Step needs a migration, without statements if need
be, so that an older program refuses the file instead of misreading it. The text of the schema has to fit into
one page of 4,096 bytes, so that a file with a destroyed first page can be read with that of a new one
(damaged_file.py).
"""

from __future__ import annotations

from typing import Final

Migration = tuple[str, ...]

# One row holds a whole entry, with steps and body: whatever is read of a damaged file is complete. The
# columns of lists come first, and an index covers them, so that listing reads no body.
_VERSION_1: Final[Migration] = (
    """CREATE TABLE drafts (
        id TEXT NOT NULL UNIQUE,
        profile TEXT NOT NULL,
        created TEXT NOT NULL,
        updated TEXT NOT NULL,
        form TEXT NOT NULL
    )""",
    """CREATE TABLE entries (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        profile TEXT NOT NULL,
        state TEXT NOT NULL,
        name TEXT NOT NULL,
        searched TEXT NOT NULL,
        contact_id INTEGER NOT NULL,
        created TEXT NOT NULL,
        updated TEXT NOT NULL,
        message TEXT NOT NULL,
        tries INTEGER NOT NULL,
        next_try TEXT,
        steps_done INTEGER NOT NULL,
        steps_total INTEGER NOT NULL,
        steps TEXT NOT NULL,
        problems TEXT NOT NULL,
        body TEXT NOT NULL,
        answer TEXT
    )""",
    """CREATE INDEX entries_listed ON entries (
        created, number, state, id, name, searched, contact_id, updated, message, next_try, steps_done,
        steps_total
    )""",
    "CREATE INDEX entries_by_state ON entries (state, updated)",
    """CREATE INDEX entries_waiting ON entries (created, number, next_try, profile)
        WHERE state IN ('queued', 'unknown')""",
    """CREATE TABLE lists (
        profile TEXT NOT NULL,
        language TEXT NOT NULL,
        name TEXT NOT NULL,
        fetched TEXT NOT NULL,
        items TEXT NOT NULL,
        UNIQUE (profile, language, name)
    )""",
)

# The log of progress.py. Its number comes first: no row of it can be taken for one of another table.
_VERSION_2: Final[Migration] = (
    """CREATE TABLE progress (
        number INTEGER PRIMARY KEY,
        entry TEXT NOT NULL,
        saved INTEGER NOT NULL,
        changes TEXT NOT NULL
    )""",
    "CREATE INDEX progress_of_entry ON progress (entry)",
)

MIGRATIONS: Final[tuple[Migration, ...]] = (_VERSION_1, _VERSION_2)
