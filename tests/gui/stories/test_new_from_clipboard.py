"""A company begins with what is copied, by key and as a command asks the window for it; and the outbox."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.gui.recognition.test_pasting import SIGNATURE, answer
from tests.helpers.ui.window import CONTROL, Typist, running, wait_until

unconnected = pytest.mark.shared_window(connected=False)


@unconnected
@pytest.mark.parametrize("by", ["key", "command"])
def test_what_is_typed_stays_among_the_drafts(typist: Typist, by: str) -> None:
    typist.fill("Name", "Vidde AS")
    QGuiApplication.clipboard().setText(SIGNATURE)
    if by == "key":
        typist.press(Qt.Key.Key_B, CONTROL)
    else:
        typist.program.handed_over.take_asked("clipboard")
    answer(typist, Qt.Key.Key_Return)
    form = typist.window.form.value()
    assert form["Name"] == "Fjell & Vidde AS"
    assert [one["Firstname"] for one in form["Persons"]] == ["Kari"]
    typist.window.drafts.aboutToShow.emit()
    assert any("Vidde AS" in action.text() for action in typist.window.drafts.actions())


@unconnected
def test_a_command_without_the_clipboard_begins_an_empty_one(typist: Typist) -> None:
    typist.fill("Name", "Vidde AS")
    typist.program.handed_over.take_asked("empty")
    wait_until(lambda: not typist.window.form.value().get("Name"))


@pytest.mark.long
def test_a_start_reads_what_is_copied_once_the_last_draft_is_back(
    qapp: QApplication, program_home: Path
) -> None:
    assert qapp is not None
    QGuiApplication.clipboard().setText(SIGNATURE)
    with running(program_home, begins="clipboard") as typist:
        answer(typist, Qt.Key.Key_Return)
        assert typist.window.form.value()["Name"] == "Fjell & Vidde AS"


@pytest.mark.long
def test_a_command_shows_the_outbox_and_leaves_it_open(qapp: QApplication, program_home: Path) -> None:
    assert qapp is not None
    with running(program_home, begins="outbox") as typist:
        wait_until(typist.window.outbox.isVisible)
        typist.program.handed_over.take_asked("outbox")
        typist.program.handed_over.take_asked("empty")
        wait_until(lambda: typist.place == "Name")
        assert typist.window.outbox.isVisible()
