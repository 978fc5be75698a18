"""Keeps the files in which stands what became of each row of a table, also after the program has ended."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject, Signal

from app.controller.process.debounce import Debounce
from app.controller.process.failures import sentence_for
from app.controller.process.store_access import OpenStore, StoreAccess
from app.controller.process.workers import WorkerPool
from app.model.entry import Entry, State
from app.model.imports.notes import ResultFile, Unfinished
from app.storage.files.errors import StoreProblem
from app.storage.files.import_notes import ImportNotes
from app.storage.files.unfinished_imports import UnfinishedImports

if TYPE_CHECKING:
    from app.recognition.sheets.sheet import Sheet
    from app.service.imports.result_table import RowResult
    from app.service.imports.table_run import TableRun

WRITE_AFTER_MS: Final = 1000
_MOST_TABLES: Final = 5
_SAVED: Final = "saved"
_STATES: Final = {State.SAVED: _SAVED, State.REJECTED: "rejected"}


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

    The tables before it are written on as well: the last ones of this start of the program whole, and in the
    files of others, which are noted, the lines that change.
    """

    written = Signal(str)  # path of the file, the first time
    not_written = Signal(str)  # sentence, the first time: `write_to` may have it elsewhere
    problem_reported = Signal(str)  # sentence
    left_before = Signal(object)  # tuple of Unfinished: tables that were not put away to their end

    def __init__(
        self,
        disk: WorkerPool,
        parent: QObject | None = None,
        notes: ImportNotes | None = None,
        unfinished: UnfinishedImports | None = None,
    ) -> None:
        """`notes` keep where the files are beyond the program's end, `unfinished` what was left of tables."""
        super().__init__(parent)
        self._disk = disk
        self._notes, self._unfinished = notes, unfinished
        # The companies of files that are noted, and what became of them until it is written.
        self._earlier: set[str] = set()
        self._changed: dict[str, RowResult] = {}
        self._tables: list[_Table] = []
        # Of what is put away, and perhaps of a table that is not told of yet: the server may be faster.
        self._decided: dict[str, RowResult] = {}
        self._write_soon = Debounce(self, WRITE_AFTER_MS, self._write)

    def begin(self, run: TableRun, source: Path | None) -> None:
        """Writes the results of a table beside the file that it is from; of one without, once it is asked.

        One that went on after a problem is begun again.
        """
        from app.service.imports.result_table import left_out_results, not_reached

        self._write_soon.flush()
        known = not_reached(run.rows_left()) | left_out_results(run.plan.left_out) | run.results
        table = _Table(run, source, known, dict(run.rows_by_id()))
        # The file of one that is imported again is not written over by what was known before.
        others = (one for one in self._tables if not _is_of(one, run, source))
        tables = [*(one for one in others if one.run is not run), table]
        self._earlier.update(*(one.rows for one in tables[:-_MOST_TABLES]))
        self._tables = tables[-_MOST_TABLES:]
        decided, self._decided = self._decided, {}
        for entry_id, result in decided.items():
            table.results.update(dict.fromkeys(table.rows.get(entry_id, ()), result))
        self._write()

    def write_to(self, path: Path) -> None:
        """Writes the results of the last table to this file from now on."""
        table = self._tables[-1]
        self._tables = [*(one for one in self._tables[:-1] if one.path != path), table]
        table.path, table.is_told, table.is_changed = path, False, True
        self._write()

    def resume(self, store: StoreAccess) -> None:
        """Takes up the files of earlier starts of the program: what was decided meanwhile is written."""
        if (notes := self._notes) is not None:
            store.run(partial(_noted, notes, self._unfinished), self._on_noted)

    def _on_noted(self, noted: tuple[frozenset[str], tuple[Entry, ...], tuple[Unfinished, ...]]) -> None:
        ids, entries, left = noted
        if left:
            self.left_before.emit(left)
        self._earlier.update(ids)
        meanwhile = {one: self._decided[one] for one in ids & self._decided.keys()}  # since they were read
        for entry in entries:
            self.follow(entry)
        if meanwhile:
            self._changed.update(meanwhile)
            self._write_soon.start()

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
        if entry.id in self._earlier:
            self._changed[entry.id] = result
            self._write_soon.start()

    def _write(self) -> None:
        if self._changed and (notes := self._notes) is not None:
            changed, self._changed = self._changed, {}
            self._disk.run(partial(_change, notes, changed), None, self._on_failed)
        for table in self._tables:
            if table.is_changed and (table.path or table.source):
                table.is_changed = False
                self._write_table(table)

    def _write_table(self, table: _Table) -> None:
        from app.service.imports.result_table import result_path, write_result

        known, source, plan = table.path, table.source, table.run.plan
        results, rows, notes = dict(table.results), table.rows, self._notes

        def work() -> Path:
            path = known or result_path(cast("Path", source), plan.sheet)
            # Rows that were pasted have tabs, which a file of theirs has not.
            sheet = plan.sheet if source is not None else replace(plan.sheet, delimiter="")
            write_result(path, sheet, results, plan.matched.headings_at)
            _note(notes, path, plan.sheet, _under_way(rows, results))
            return path

        self._disk.run(work, partial(self._on_written, table), partial(self._on_not_written, table))

    def _on_written(self, table: _Table, path: Path) -> None:
        table.path = table.path or path
        if table is self._tables[-1]:  # what another one has told of in that file is no more
            self._tables = [one for one in self._tables if one is table or one.path != path]
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


def _is_of(table: _Table, run: TableRun, source: Path | None) -> bool:
    """Returns True for a table of the same file and the same sheet of it, or whose results that file has."""
    is_same_sheet = table.run.plan.sheet.name == run.plan.sheet.name
    return source is not None and (table.path == source or (table.source == source and is_same_sheet))


def _result_of(entry: Entry) -> RowResult:
    from app.service.imports.result_table import RowResult

    reason = "" if entry.state is State.SAVED else entry.message
    return RowResult(_STATES.get(entry.state, "kept"), entry.contact_id, reason)


def _note(notes: ImportNotes | None, path: Path, sheet: Sheet, rows: dict[str, tuple[int, ...]]) -> None:
    from app.service.imports.result_table import lines_of

    if notes is not None:
        notes.follow(ResultFile(str(path.absolute()), lines_of(sheet, rows)))


def _under_way(rows: dict[str, tuple[int, ...]], results: dict[int, RowResult]) -> dict[str, tuple[int, ...]]:
    """Returns the rows of companies that are not saved yet."""
    saved = {row for row, result in results.items() if result.state == _SAVED}
    return {entry_id: found for entry_id, found in rows.items() if not saved.issuperset(found)}


def _noted(
    notes: ImportNotes, unfinished: UnfinishedImports | None, store: OpenStore
) -> tuple[frozenset[str], tuple[Entry, ...], tuple[Unfinished, ...]]:
    """Returns the companies of the files that are noted, the entries that they have become by now, and what
    was left of tables, which is noted no more.
    """
    note, left = notes.read(), unfinished.take() if unfinished is not None else ()
    ids, entries = frozenset(entry_id for file in note.files for entry_id in file.lines), []
    for entry_id in ids:
        with suppress(StoreProblem):  # a damaged entry is told of by the outbox
            entries += [one] if (one := store.outbox.get(entry_id)) else []
    return ids, tuple(entries), left


def _change(notes: ImportNotes, changed: dict[str, RowResult]) -> None:
    """Writes what became of companies into each file that has them; raises the last StoreProblem of any.

    A file stays noted until what is saved stands in it, and with that nothing in it can change any more.
    """
    from app.service.imports.result_table import change_result

    files, problem = list[ResultFile](), None
    for file in notes.read().files:
        lines = {line: changed[one] for one in changed.keys() & file.lines.keys() for line in file.lines[one]}
        is_written = False
        try:
            is_written = bool(lines) and change_result(Path(file.path), lines)
        except StoreProblem as error:
            problem = error
        saved = {one for one, result in changed.items() if is_written and result.state == _SAVED}
        files += [file] if saved.isdisjoint(file.lines) else [_without(file, saved)]
    notes.change(files=tuple(file for file in files if file.lines))
    if problem is not None:
        raise problem


def _without(file: ResultFile, saved: set[str]) -> ResultFile:
    return ResultFile(file.path, {one: lines for one, lines in file.lines.items() if one not in saved})
