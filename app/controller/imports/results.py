"""Keeps the file in which stands what became of each row of a table, as long as the window is open."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from app.controller.process.debounce import Debounce
from app.controller.process.failures import sentence_for
from app.controller.process.workers import WorkerPool
from app.model.entry import Entry, State

if TYPE_CHECKING:
    from app.service.imports.result_table import RowResult
    from app.service.imports.table_run import TableRun

WRITE_AFTER_MS: Final = 1000
_STATES: Final = {State.SAVED: "saved", State.REJECTED: "rejected"}


class ImportResults(QObject):
    """Writes the table once more, with what became of its rows, and again when the server has decided."""

    written = Signal(str)  # path of the file, the first time
    problem_reported = Signal(str)  # sentence

    def __init__(self, disk: WorkerPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._disk = disk
        self._run: TableRun | None = None
        self._path: Path | None = None
        self._results: dict[int, RowResult] = {}
        self._rows: dict[str, tuple[int, ...]] = {}
        self._is_told = False
        self._write_soon = Debounce(self, WRITE_AFTER_MS, self._write)

    def begin(self, run: TableRun, source: Path | None) -> None:
        """Writes the results of a table beside the file that it is from; of one without, once it is asked."""
        self._write_soon.flush()
        self._run, self._is_told = run, False
        self._results, self._rows = dict(run.results), run.rows_by_id()
        self._path = source.with_name(f"{source.stem}.result.csv") if source else None
        self._write()

    def write_to(self, path: Path) -> None:
        """Writes the results to this file from now on."""
        self._path, self._is_told = path, False
        self._write()

    def follow(self, entry: Entry) -> None:
        """Takes what became of an entry."""
        rows = self._rows.get(entry.id, ())
        for row in rows:
            before = self._results[row]
            reason = "" if entry.state is State.SAVED else entry.message
            state = _STATES.get(entry.state, "kept")
            self._results[row] = replace(before, state=state, contact_id=entry.contact_id, reason=reason)
        if rows:
            self._write_soon.start()

    def _write(self) -> None:
        if self._run is None or self._path is None:
            return
        from app.service.imports.result_table import write_result

        path, plan, results = self._path, self._run.plan, dict(self._results)
        write = partial(write_result, path, plan.sheet, results, plan.matched.headings_at)
        self._disk.run(lambda: (write(), str(path))[1], self._on_written, self._on_failed)

    def _on_written(self, path: str) -> None:
        if not self._is_told:
            self._is_told = True
            self.written.emit(path)

    def _on_failed(self, error: Exception) -> None:
        if sentence := sentence_for(error):
            self.problem_reported.emit(sentence)
