"""Sheets to be printed: made, drawn and written on a worker, whatever they are of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from app.controller.process.failures import sentence_or_fault
from app.controller.process.store_access import OpenStore, StoreAccess
from app.controller.process.workers import WorkerPool
from app.model.entry import Entry
from app.model.outbox_rows import OutboxFilter
from app.model.sheets.company import company_sheet
from app.model.sheets.sheet import Sheet
from app.model.sheets.words import Words
from app.service.outbox_export import history_sheet, note_of
from app.storage.files.csv_file import write_csv
from app.storage.files.errors import raising_store_problem
from app.translation import _

T = TypeVar("T")


class SheetController(QObject):
    """Makes sheets of what is typed, of an entry, or of a list, and writes them to files."""

    ready = Signal(object)  # Sheet
    written = Signal(str)  # path of the file
    problem_reported = Signal(str)  # sentence

    def __init__(self, workers: WorkerPool, store: StoreAccess, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers = workers
        self._store = store

    def show_typed(self, form: Mapping[str, Any], words: Words) -> None:
        """Makes the sheet of what is being typed; `ready` is emitted."""
        self.run(lambda: company_sheet(form, words, note=_("Not saved yet")), self.ready.emit)

    def show_entry(self, entry_id: str, words: Words) -> None:
        """Makes the sheet of an entry of the outbox; `ready` is emitted."""
        read = partial(_read, entry_id)
        self._store.run(read, lambda entry: self._show_read(entry, words), self._on_failed)

    def show_list(self, chosen: OutboxFilter) -> None:
        """Makes the sheet of what the outbox lists by that filter; `ready` is emitted."""
        if (store := self._store.current) is None:
            self.problem_reported.emit(_("The outbox is not open yet."))
            return
        # The thread of the disk has drafts to write meanwhile.
        self.run(lambda: history_sheet(store.outbox, chosen), self.ready.emit)

    def run(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        """Does `work` on a worker, which may draw, and hands what it returns to `done`."""
        self._workers.run(work, done, self._on_failed)

    def write_drawn(self, path: Path, draw: Callable[[], bytes]) -> None:
        """Writes what `draw` returns, which runs on a worker; `written` is emitted."""
        self.run(partial(_write, path, draw), lambda _nothing: self.written.emit(str(path)))

    def write_table(self, path: Path, sheet: Sheet, separator: str) -> None:
        """Writes a sheet as CSV; `written` is emitted."""
        work = partial(write_csv, path, sheet.lines(), separator)
        self.run(work, lambda _nothing: self.written.emit(str(path)))

    def _show_read(self, entry: Entry, words: Words) -> None:
        work = partial(company_sheet, entry.body, words, answer=entry.answer, note=note_of(entry))
        self.run(work, self.ready.emit)

    def _on_failed(self, error: Exception) -> None:
        self.problem_reported.emit(sentence_or_fault(error))


def _read(entry_id: str, store: OpenStore) -> Entry:
    return store.outbox.existing(entry_id)


def _write(path: Path, draw: Callable[[], bytes]) -> None:
    from app.storage.files.atomic_write import write_bytes_atomically

    drawn = draw()
    with raising_store_problem(path):
        write_bytes_atomically(path, drawn)
