"""Keeps the file in which stands what became of each row of a table, also after the program has ended."""

from __future__ import annotations

from contextlib import suppress
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
_STATES: Final = {State.SAVED: "saved", State.REJECTED: "rejected"}


class ImportResults(QObject):
    """Writes the table once more, with what became of its rows, and again when the server has decided."""

    written = Signal(str)  # path of the file, the first time
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
        self._run: TableRun | None = None
        self._source: Path | None = None
        self._path: Path | None = None  # of the file, once it is known
        self._results: dict[int, RowResult] = {}
        self._rows: dict[str, tuple[int, ...]] = {}
        self._is_told = False
        self._write_soon = Debounce(self, WRITE_AFTER_MS, self._write)

    def begin(self, run: TableRun, source: Path | None) -> None:
        """Writes the results of a table beside the file that it is from; of one without, once it is asked."""
        self._write_soon.flush()
        self._run, self._is_told = run, False
        self._earlier, self._changed = ImportNote(), {}
        self._results, self._rows = dict(run.results), dict(run.rows_by_id())
        self._source, self._path = source, None
        self._write()

    def write_to(self, path: Path) -> None:
        """Writes the results to this file from now on."""
        self._path, self._is_told = path, False
        self._write()

    def resume(self, store: StoreAccess) -> None:
        """Takes up the file of an earlier start of the program: what was decided meanwhile is written."""
        if (notes := self._notes) is not None:
            store.run(partial(_noted, notes), self._on_noted)

    def _on_noted(self, noted: tuple[ImportNote, tuple[Entry, ...]]) -> None:
        if self._run is None:
            self._earlier, entries = noted
            for entry in entries:
                self.follow(entry)

    def follow(self, entry: Entry) -> None:
        """Takes what became of an entry."""
        rows = self._rows.get(entry.id, ())
        for row in rows:
            self._results[row] = _result_of(entry)
        for line in self._earlier.lines.get(entry.id, ()):
            self._changed[line] = _result_of(entry)
        if rows or self._changed:
            self._write_soon.start()

    def _write(self) -> None:
        if self._run is None and self._changed:
            earlier, self._changed = (Path(self._earlier.result), self._changed), {}
            self._disk.run(partial(_change, *earlier), None, self._on_failed)
        run, source, known = self._run, self._source, self._path
        if run is None or (known is None and source is None):
            return
        from app.service.imports.result_table import result_path, write_result

        plan, results, rows = run.plan, dict(self._results), self._rows

        def work() -> tuple[TableRun, Path]:
            path = known or result_path(cast("Path", source))
            write_result(path, plan.sheet, results, plan.matched.headings_at)
            _note(self._notes, path, plan.sheet, rows)
            return run, path

        self._disk.run(work, self._on_written, self._on_failed)

    def _on_written(self, written: tuple[TableRun, Path]) -> None:
        run, path = written
        if run is not self._run:
            return
        self._path = self._path or path
        if not self._is_told:
            self._is_told = True
            self.written.emit(str(path))

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
