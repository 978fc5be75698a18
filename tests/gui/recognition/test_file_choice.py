"""Files that are chosen in the menu are read as if they were dropped; a table of one row is no import."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from app.ui.imports.dialog import ImportDialog
from app.ui.recognition.review_dialog import RecognitionDialog
from tests.gui.recognition.test_pasting import answer
from tests.helpers.data.outlook_files import outlook_mail
from tests.helpers.ui.window import Typist, wait_until

unconnected = pytest.mark.shared_window(connected=False)
SIGNATURE = "Hei\n\nMvh\nKari Nordmann\nDaglig leder\nFjell AS\nTlf 22 86 54 00\nkari@fjell.no\n"
HEADINGS = "Firma;Fornavn;Etternavn;E-post\n"
ROW = "Fjell AS;Kari;Nordmann;kari@fjell.no\n"


def choose(typist: Typist, *files: Path) -> None:
    typist.window.actions_by_name["action.readFile"].trigger()
    wait_until(lambda: typist.window.findChild(QFileDialog, "recognition.chooser") is not None)
    chooser = typist.window.findChild(QFileDialog, "recognition.chooser")
    assert chooser is not None
    wait_until(chooser.isActiveWindow)
    line = chooser.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    QTest.keyClicks(line, " ".join(f'"{file}"' for file in files) if len(files) > 1 else str(files[0]))
    QTest.keyClick(line, Qt.Key.Key_Return)


def mail() -> bytes:
    made = EmailMessage()
    made["From"] = "Kari Nordmann <kari@fjell.no>"
    made.set_content(SIGNATURE)
    return made.as_bytes()


@pytest.mark.long
@unconnected
@pytest.mark.parametrize("name", ["kari.eml", "kari.msg", "kari.csv"])
def test_one_file_fills_the_form(typist: Typist, tmp_path: Path, name: str) -> None:
    kinds = {"eml": mail(), "msg": outlook_mail(body=SIGNATURE), "csv": (HEADINGS + ROW).encode()}
    (tmp_path / name).write_bytes(kinds[name.rpartition(".")[2]])
    choose(typist, tmp_path / name)
    answer(typist, Qt.Key.Key_Return)
    form = typist.window.form.value()
    assert (form["Name"], form["Persons"][0]["Firstname"]) == ("Fjell AS", "Kari")


@unconnected
def test_a_table_of_several_rows_is_imported(typist: Typist, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEADINGS + ROW + ROW.replace("Fjell", "Vidde"), "utf-8")
    choose(typist, tmp_path / "a.csv")
    wait_until(lambda: isinstance(QApplication.activeModalWidget(), ImportDialog))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()
    assert not typist.window.findChildren(RecognitionDialog)
