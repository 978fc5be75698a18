"""The list of the outbox is written where its user says."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from app.ui.printing.save_file import list_separator
from tests.helpers.ui.outbox_desk import Desk, refused, saved
from tests.helpers.ui.window import CONTROL, wait_until


def dialog_of(here: Desk) -> QFileDialog:
    here.typist.window.actions_by_name["action.exportOutbox"].trigger()
    dialog = here.panel.findChild(QFileDialog)
    assert dialog is not None
    wait_until(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    return dialog


def write_to(here: Desk, path: Path) -> None:
    dialog_of(here)
    here.typist.press(Qt.Key.Key_A, CONTROL)
    here.typist.type(str(path))
    here.typist.press(Qt.Key.Key_Return)


@pytest.mark.long
@pytest.mark.shared_window
def test_what_is_listed_by_the_search_is_written(desk: Callable[..., Desk], tmp_path: Path) -> None:
    here = desk(saved("Fjell", 7, 3), saved("Fjord", 8, 2), refused("Fjord Sport", 1))
    here.open(rows=3)
    here.typist.press(Qt.Key.Key_F, CONTROL)
    here.typist.type("fjord")
    wait_until(lambda: here.column() == ["Fjord Sport", "Fjord"])
    path = tmp_path / "history.csv"
    write_to(here, path)
    wait_until(lambda: here.panel.notice.text == f"2 companies are written to {path}")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[:3] for row in rows[1:]] == [["Fjord Sport", "Refused", ""], ["Fjord", "Saved", "8"]]


@pytest.mark.shared_window
def test_a_folder_that_is_none_is_told(desk: Callable[..., Desk], tmp_path: Path) -> None:
    here = desk(saved("Fjell", 7))
    here.open(rows=1)
    dialog = dialog_of(here)
    # Somebody may take the folder away while the dialog is open.
    dialog.fileSelected.emit(str(tmp_path / "gone" / "history.csv"))
    wait_until(here.panel.notice.isVisible)
    assert "written" not in here.panel.notice.text
    dialog.reject()


@pytest.mark.parametrize(("language", "separator"), [("nb_NO", ";"), ("de_DE", ";"), ("en_US", ",")])
def test_the_separator_is_the_one_of_spreadsheets_in_that_language(language: str, separator: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(language))
    try:
        assert list_separator() == separator
    finally:
        QLocale.setDefault(before)
