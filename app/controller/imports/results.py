"""Keeps the file in which stands what became of each row of a table, also after the program has ended."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject, Signal

from app.controller.process.debounce import Debounce
from app.controller.process.failures import sentence_for
from app.controller.process.store_access import OpenStore, StoreAccess
from app.controller.process.workers import WorkerPool
from app.model.entry import Entry, State
from app.model.imports.notes import ImportNote
from app.storage.files.errors import StoreProblem
from app.storage.files.import_notes import ImportNotes

if TYPE_CHECKING:
    from app.recognition.sheets.sheet import Sheet
    from app.service.imports.result_table import RowResult
    from app.service.imports.table_run import TableRun

WRITE_AFTER_MS: Final = 1000
_MOST_TABLES: Final = 5
_STATES: Final = {State.SAVED: "saved", State.REJECTED: "rejected"}


@dataclass
class _Table:
    """A table whose rows are told of: `source` is its file, `path` that of the results once it is known."""

    run: TableRun
    source: Path | None
    results: dict[int, RowResult]
    rows: dict[str, tuple[int, ...]]
    path: Path | None = None
    is_changed: bool = True
    is_told: bool = False  # where the file is, or why there is none


class ImportResults(QObject):
    """Writes the table once more, with what became of its rows, and again when the server has decided.

    The tables before it are written on as well, those of this start of the program.
    """

    written = Signal(str)  # path of the file, the first time
    not_written = Signal(str)  # sentence, the first time: `write_to` may have it elsewhere
    problem_reported = Signal(str)  # sentence

    def __init__(
        self, disk: WorkerPool, parent: QObject | None = None, notes: ImportNotes | None = None
    ) -> None:
        """`notes` keep where the file is beyond the end of the program."""
        super().__init__(parent)
        self._disk = disk
        self._notes = notes
        self._earlier = ImportNote()
        self._changed: dict[int, RowResult] = {}
        self._tables: list[_Table] = []
        # Of what is put away, and perhaps of a table that is not told of yet: the server may be faster.
        self._decided: dict[str, RowResult] = {}
        self._write_soon = Debounce(self, WRITE_AFTER_MS, self._write)

    def begin(self, run: TableRun, source: Path | None) -> None:
        """Writes the results of a table beside the file that it is from; of one without, once it is asked.

        One that went on after a problem is begun again.
        """
        from app.service.imports.result_table import left_out_results

        self._write_soon.flush()
        self._earlier, self._changed = ImportNote(), {}
        table = _Table(run, source, left_out_results(run.plan.left_out) | run.results, dict(run.rows_by_id()))
        others = [one for one in self._tables if one.run is not run]
        self._tables = [*others, table][-_MOST_TABLES:]
        decided, self._decided = self._decided, {}
        for entry_id, result in decided.items():
            table.results.update(dict.fromkeys(table.rows.get(entry_id, ()), result))
        self._write()

    def write_to(self, path: Path) -> None:
        """Writes the results of the last table to this file from now on."""
        table = self._tables[-1]
        table.path, table.is_told, table.is_changed = path, False, True
        self._write()

    def resume(self, store: StoreAccess) -> None:
        """Takes up the file of an earlier start of the program: what was decided meanwhile is written."""
        if (notes := self._notes) is not None:
            store.run(partial(_noted, notes), self._on_noted)

    def _on_noted(self, noted: tuple[ImportNote, tuple[Entry, ...]]) -> None:
        if not self._tables:
            self._earlier, entries = noted
            for entry in entries:
                self.follow(entry)

    def follow(self, entry: Entry) -> None:
        """Takes what became of an entry."""
        result = _result_of(entry)
        if entry.state in _STATES:
            self._decided[entry.id] = result
        for table in self._tables:
            if rows := table.rows.get(entry.id, ()):
                table.results.update(dict.fromkeys(rows, result))
                table.is_changed = True
                self._write_soon.start()
        for line in self._earlier.lines.get(entry.id, ()):
            self._changed[line] = result
        if self._changed:
            self._write_soon.start()

    def _write(self) -> None:
        if not self._tables and self._changed:
            earlier, self._changed = (Path(self._earlier.result), self._changed), {}
            self._disk.run(partial(_change, *earlier), None, self._on_failed)
        for table in self._tables:
            if table.is_changed and (table.path or table.source):
                table.is_changed = False
                self._write_table(table)

    def _write_table(self, table: _Table) -> None:
        from app.service.imports.result_table import result_path, write_result

        known, source, plan = table.path, table.source, table.run.plan
        results, rows = dict(table.results), table.rows
        notes = self._notes if table is self._tables[-1] else None

        def work() -> Path:
            path = known or result_path(cast("Path", source))
            write_result(path, plan.sheet, results, plan.matched.headings_at)
            _note(notes, path, plan.sheet, rows)
            return path

        self._disk.run(work, partial(self._on_written, table), partial(self._on_not_written, table))

    def _on_written(self, table: _Table, path: Path) -> None:
        table.path = table.path or path
        if not table.is_told and table is self._tables[-1]:
            self.written.emit(str(path))
        table.is_told = True

    def _on_not_written(self, table: _Table, error: Exception) -> None:
        table.is_changed = True  # the disk may take it the next time
        if not table.is_told and table is self._tables[-1] and (sentence := sentence_for(error)):
            self.not_written.emit(sentence)
        elif not table.is_told:
            self._on_failed(error)
        table.is_told = True

    def _on_failed(self, error: Exception) -> None:
        if sentence := sentence_for(error):
            self.problem_reported.emit(sentence)


def _result_of(entry: Entry) -> RowResult:
    from app.service.imports.result_table import RowResult

    reason = "" if entry.state is State.SAVED else entry.message
    return RowResult(_STATES.get(entry.state, "kept"), entry.contact_id, reason)


def _note(notes: ImportNotes | None, path: Path, sheet: Sheet, rows: dict[str, tuple[int, ...]]) -> None:
    from app.service.imports.result_table import lines_of

    if notes is not None:
        notes.change(result=str(path.absolute()), lines=lines_of(sheet, rows))


def _noted(notes: ImportNotes, store: OpenStore) -> tuple[ImportNote, tuple[Entry, ...]]:
    """Returns the note, and the entries that its rows have become by now."""
    note, entries = notes.read(), []
    for entry_id in note.lines if note.result else ():
        with suppress(StoreProblem):  # a damaged entry is told of by the outbox
            entries += [one] if (one := store.outbox.get(entry_id)) else []
    return note, tuple(entries)


def _change(path: Path, changed: dict[int, RowResult]) -> None:
    from app.service.imports.result_table import change_result

    change_result(path, changed)
