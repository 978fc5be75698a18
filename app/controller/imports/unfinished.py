"""Has a table noted while it is put away: whatever ends the program, the next start says how far it came."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.model.imports.notes import Unfinished

if TYPE_CHECKING:
    from app.service.imports.table_run import TableRun
    from app.storage.files.unfinished_imports import UnfinishedImports


def put_away_noted(run: TableRun, notes: UnfinishedImports | None, name: str, *, sends: bool) -> None:
    """Puts a table away, on a worker; how far that is stands in `notes` until it is all of it."""
    if notes is not None:
        notes.begin(name)
        run.after_each = partial(_note, run, notes, name)
        run.after_each()
    run.put_away(sends=sends)


def _note(run: TableRun, notes: UnfinishedImports, name: str) -> None:
    notes.note(Unfinished(name, run.sent, len(run.walk), run.total - run.put))
