"""A sheet is printed, or written to a file."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.ui.printing import sheet_dialog
from app.ui.printing.sheet_dialog import SheetDialog
from tests.gui.printing.conftest import close, dialog_of
from tests.helpers.ui.window import ALT, CONTROL, Typist, wait_until

pytestmark = pytest.mark.shared_window


def save_as(typist: Typist, dialog: SheetDialog, key: Qt.Key, path: Path) -> None:
    dialog.activateWindow()
    wait_until(dialog.isActiveWindow)
    typist.press(key, ALT)
    wait_until(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    typist.press(Qt.Key.Key_A, CONTROL)
    typist.type(str(path))
    typist.press(Qt.Key.Key_Return)
    wait_until(lambda: dialog.notice.text == f"Written to {path}")


@pytest.mark.long
def test_what_is_typed_is_shown_and_written_as_pdf_and_as_table(typist: Typist, tmp_path: Path) -> None:
    typist.type("Fjell AS")
    typist.fill("Phones[0].Value", "22 33 44 55")
    typist.press(Qt.Key.Key_P, CONTROL)
    dialog = dialog_of(typist)
    assert dialog.windowTitle() == "Fjell AS"
    save_as(typist, dialog, Qt.Key.Key_D, tmp_path / "card.pdf")
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF")
    save_as(typist, dialog, Qt.Key.Key_T, tmp_path / "card.csv")
    with (tmp_path / "card.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert ["Fjell AS", "Phones", "22 33 44 55"] in rows
    close(typist, dialog)
    assert typist.place == "Phones[0].Value"


def test_a_computer_without_printers_is_told(typist: Typist, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_dialog, "_printers", list)
    typist.type("Fjell AS")
    typist.press(Qt.Key.Key_P, CONTROL)
    dialog = dialog_of(typist)
    typist.press(Qt.Key.Key_P, ALT)
    wait_until(lambda: "no printer" in dialog.notice.text)
    close(typist, dialog)


def test_a_folder_that_is_none_is_told_in_the_dialog(typist: Typist, qtbot: QtBot, tmp_path: Path) -> None:
    typist.type("Fjell AS")
    typist.press(Qt.Key.Key_P, CONTROL)
    dialog = dialog_of(typist)
    with qtbot.waitSignal(typist.program.outbox.sheets.problem_reported):
        typist.program.outbox.sheets.write_drawn(tmp_path / "none" / "card.pdf", bytes)
    assert "none" in dialog.notice.text
    buttons = [one.objectName() for one in dialog.findChildren(QPushButton) if one.objectName()]
    assert {"sheet.print", "sheet.pdf", "sheet.csv"} <= set(buttons)
    close(typist, dialog)
