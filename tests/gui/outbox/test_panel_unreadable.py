"""A damaged row in the outbox of the real window is copied and discarded by keyboard, beside a sound one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.model.entry import State
from app.sandbox import SandboxServer
from app.storage.files.paths import AppPaths
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from app.ui.outbox.table_model import Column
from tests.helpers.garbage.stored_values import damage
from tests.helpers.ui.outbox_desk import TOMORROW, Desk, an_entry
from tests.helpers.ui.window import connect_to, running, wait_until


@pytest.fixture
def here(qapp: QApplication, server: SandboxServer, program_home: Path) -> Iterator[Desk]:
    assert qapp is not None
    connect_to(server.url, program_home)
    path = AppPaths.of(program_home).store
    damaged = an_entry("Damaged <b>AS</b>", State.QUEUED, 5)
    entries = [damaged, an_entry("Sound", State.REJECTED, next_try=TOMORROW)]
    with Store.open(path) as store:
        for entry in entries:
            Outbox(store).add(entry)
    damage(path, "entries", "steps", "[1]", damaged.id)
    with running(program_home) as typist:
        yield Desk(typist)


@pytest.mark.long
def test_by_keyboard_it_is_copied_and_discarded_and_the_other_stays(here: Desk) -> None:
    here.open(rows=2)
    # Until sending has found it unreadable, it is one that waits, below what was refused.
    wait_until(lambda: here.column() == ["Damaged <b>AS</b>", "Sound"])
    here.typist.press(Qt.Key.Key_End)
    assert here.chosen == "Sound"
    here.typist.press(Qt.Key.Key_Home)
    assert here.chosen == "Damaged <b>AS</b>"
    assert "cannot be read" in here.column(Column.NEXT)[0]
    assert here.buttons == ["Copy what is stored", "Discard"]
    here.typist.press(Qt.Key.Key_Return)
    wait_until(lambda: "on the clipboard" in here.panel.notice.text)
    copied = QGuiApplication.clipboard().text()
    assert "Damaged <b>AS</b>" in copied
    assert "[1]" in copied
    assert here.typist.place == "outbox.list"

    here.typist.press(Qt.Key.Key_Delete)
    wait_until(lambda: here.column() == ["Sound"])
    assert [entry.name for entry in here.outbox().summaries()] == ["Sound"]
    assert here.typist.place == "outbox.list"
