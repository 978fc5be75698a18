"""Sheets are made and written on a worker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.controller.outbox.sheets import SheetController
from app.controller.process.store_access import StoreAccess
from app.controller.process.workers import WorkerPool
from app.model.entry import State
from app.model.outbox_rows import OutboxFilter
from app.model.sheets.sheet import Section, Sheet
from app.model.sheets.words import Words
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import entry

PATIENCE_MS = 5000
SHEET = Sheet("Fjell", "Fjell", sections=(Section("", (("Phone", "=1+1"),)),))


class Desk(QObject):
    """Sheets over a store that is open as soon as it is said so."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store
        self._workers, self._disk = WorkerPool(1, self), WorkerPool(1, self)
        self.access = StoreAccess(self._disk, self)
        self.sheets = SheetController(self._workers, self.access, self)

    def close(self) -> None:
        assert self._disk.wait(PATIENCE_MS)
        assert self._workers.wait(PATIENCE_MS)


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Iterator[Desk]:
    assert qapp is not None
    with Store.open(tmp_path / "entries.sqlite3") as store:
        made = Desk(store)
        yield made
        made.close()


def test_an_entry_and_the_list_become_sheets(qtbot: QtBot, desk: Desk) -> None:
    outbox = Outbox(desk.store)
    one = entry(1, state=State.SAVED, contact_id=7, message="Saved as number 10007.")
    outbox.add(one)
    desk.access.open(desk.store)
    with qtbot.waitSignal(desk.sheets.ready, timeout=PATIENCE_MS) as made:
        desk.sheets.show_entry(one.id, Words())
    assert made.args is not None
    assert made.args[0].note.endswith("Saved as number 10007.")
    with qtbot.waitSignal(desk.sheets.ready, timeout=PATIENCE_MS) as made:
        desk.sheets.show_list(OutboxFilter())
    assert made.args is not None
    assert [line[2] for line in made.args[0].table[1:]] == ["7"]


def test_a_list_that_is_not_open_yet_is_told(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(desk.sheets.problem_reported, timeout=PATIENCE_MS):
        desk.sheets.show_list(OutboxFilter())


def test_files_are_written_and_what_keeps_them_from_it_is_told(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    pdf, table = tmp_path / "card.pdf", tmp_path / "card.csv"
    with qtbot.waitSignal(desk.sheets.written, timeout=PATIENCE_MS) as written:
        desk.sheets.write_drawn(pdf, lambda: b"%PDF")
    assert (written.args, pdf.read_bytes()) == ([str(pdf)], b"%PDF")
    with qtbot.waitSignal(desk.sheets.written, timeout=PATIENCE_MS):
        desk.sheets.write_table(table, SHEET, ";")
    assert table.read_text(encoding="utf-8-sig").splitlines()[1] == "Fjell;Phone;'=1+1"
    with qtbot.waitSignal(desk.sheets.problem_reported, timeout=PATIENCE_MS):
        desk.sheets.write_drawn(tmp_path / "none" / "card.pdf", bytes)
