"""A store as the first version left it, which an upgrade must read."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

DRAFT = "6f1d0a52c6a14f0c8a5a3f4c0d1e2b3a"
QUEUED, SAVED, UNKNOWN = "0b9e1c7d5f3a4e6b8c2d1a0f9e8d7c6b", "entry-2", "entry-3"

_FILE = Path(__file__).parents[2] / "data" / "store-version-1.sql"


def make_old_store(path: Path) -> Path:
    """Makes the file, and the folder that it lies in."""
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA journal_mode = WAL;" + _FILE.read_text(encoding="utf-8"))
    return path
