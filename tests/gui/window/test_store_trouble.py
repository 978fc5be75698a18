"""A store that does not open as it should: the window says what became of it, and shows no empty outbox."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from app.bootstrap.options import WindowOptions
from app.bootstrap.program import Program
from app.model.entry import State
from app.storage.files.paths import AppPaths
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from app.ui.outbox.table_model import Column
from tests.helpers.garbage.stored_values import damage
from tests.helpers.ui.outbox_desk import TOMORROW, Desk, an_entry
from tests.helpers.ui.window import running, wait_until


@pytest.fixture
def path(qapp: QApplication, program_home: Path) -> Path:
    """A store with two entries."""
    assert qapp is not None
    path = AppPaths.of(program_home).store
    with Store.open(path) as store:
        for name in ("Fjell AS", "Vidde AS"):
            Outbox(store).add(an_entry(name, State.UNKNOWN, next_try=TOMORROW))
    return path


def alter(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_an_altered_store_is_repaired_and_the_window_says_where_the_old_one_is(
    path: Path, program_home: Path
) -> None:
    alter(path, "ALTER TABLE entries RENAME TO e", "CREATE VIEW entries AS SELECT * FROM e")
    with running(program_home) as typist:
        wait_until(lambda: "was damaged" in typist.window.notice.text)
        (aside,) = path.parent.glob("entries.sqlite3.damaged-*[0-9]")
        assert str(aside) in typist.window.notice.text
        here = Desk(typist)
        here.open(rows=2)
        assert sorted(here.column()) == ["Fjell AS", "Vidde AS"]


@contextmanager
def without_store(home: Path) -> Iterator[Program]:
    """The program as it starts where the store cannot be opened: nothing is ever ready."""
    program = Program(WindowOptions(AppPaths.of(home)))
    program.show()
    try:
        wait_until(lambda: program.window.outbox.isHidden() and program.window.notice.text != "")
        yield program
    finally:
        assert program.close()


@pytest.mark.parametrize("error", [KeyError, sqlite3.OperationalError, RecursionError])
def test_a_store_that_cannot_be_opened_is_not_shown_as_an_empty_one(
    path: Path, program_home: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def fail(*_arguments: object) -> None:
        raise error

    alter(path, "PRAGMA user_version = 1")
    monkeypatch.setattr("app.storage.sqlite.repair.read_rows", fail)
    with without_store(program_home) as program:
        told = program.window.notice.text
        assert "could not be repaired" in told
        assert str(path) in told
        panel = program.window.outbox
        panel.open()
        empty = panel.findChild(QLabel, "outbox.empty")
        assert isinstance(empty, QLabel)
        assert empty.isVisible()
        assert empty.text().startswith("The outbox cannot be opened")
    monkeypatch.undo()
    with Store.open(path) as store:
        assert len(Outbox(store).list()) == 2


def test_an_error_without_a_sentence_is_told_as_well(
    path: Path, program_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_folder: Path) -> bool:
        raise KeyError(path)

    monkeypatch.setattr("app.storage.sqlite.store.is_on_network", fail)
    with without_store(program_home) as program:
        assert "a mistake of its own (KeyError)" in program.window.notice.text


def test_what_may_be_saved_and_cannot_be_read_is_called_so(path: Path, program_home: Path) -> None:
    damage(path, "entries", "steps", "[1]", "id of Fjell AS")
    with running(program_home) as typist:
        here = Desk(typist)
        here.open(rows=2)
        wait_until(lambda: "cannot be read" in here.column(Column.NEXT)[0])
        typist.press(Qt.Key.Key_Home)
        assert here.chosen == "Fjell AS", "it needs somebody, so it is on top"
        told = here.column(Column.NEXT)[0]
        assert "It may have been saved all the same, and Contact Entry does not look for it any more" in told
        assert here.text("outbox.message") == told
        assert here.buttons == ["Copy what is stored", "Discard"]
        typist.press(Qt.Key.Key_Delete)
        wait_until(lambda: "look for it in SuperOffice" in here.panel.notice.text)
        assert here.panel.notice.text.startswith("“Fjell AS” is discarded.")
