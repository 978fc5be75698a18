"""A mail with a list of leads: its sender is offered for the form, and its table for the import."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QTableView

from app.ui.recognition.review_dialog import RecognitionDialog
from tests.helpers.ui.tables import Importer
from tests.helpers.ui.window import Typist, wait_until

pytestmark = pytest.mark.shared_window

LEADS = (("Firma", "Navn"), ("Solbakken Frukt AS", "Kari Moe"), ("Åsheim Gartneri AS", "Ola Lie"))
SENDER = "<p>Regards<br>Nina Dahl<br>Kystmesse AS<br>Tel +47 22 11 22 11</p>"


@pytest.fixture
def importer(typist: Typist) -> Importer:
    return Importer(typist)


def read_mail(importer: Importer, folder: Path, sender: str, more: str) -> None:
    """Opens a mail with the leads."""
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in LEADS)
    body = f"<p>Hi,</p><table>{rows}</table>{more}"
    head = f"{sender}Subject: Leads\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
    file = folder / "leads.eml"
    file.write_bytes(f"{head}{body}\n".encode())
    importer.typist.window.pasting.open_files([file])


def shown_sheet(importer: Importer) -> RecognitionDialog:
    wait_until(lambda: isinstance(QApplication.activeModalWidget(), RecognitionDialog))
    dialog = importer.typist.find(RecognitionDialog, "recognition")
    wait_until(dialog.isActiveWindow)
    return dialog


def names_in(importer: Importer) -> list[str]:
    """Waits for the import of the leads; returns the companies in it, and leaves it."""
    importer.wait_until_open()
    importer.wait_until_checked()
    model = importer.typist.find(QTableView, "import.lines").model()
    texts = [[model.index(row, place).data() for place in range(5)] for row in range(model.rowCount())]
    importer.press(Qt.Key.Key_Escape)
    importer.wait_until_closed()
    return [name for name, _person in LEADS[1:] if any(name in row for row in texts)]


def test_one_key_leads_from_its_sender_to_the_import(importer: Importer, tmp_path: Path) -> None:
    read_mail(importer, tmp_path, "From: Nina Dahl <nina@kystmesse.no>\n", SENDER)
    shown_sheet(importer)
    button = importer.typist.find(QPushButton, "recognition.table")
    assert button.text() == "Import the &table (2 rows) …"
    importer.press(Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert names_in(importer) == [name for name, _person in LEADS[1:]]
    assert "Name" not in importer.typist.window.form.value(), "nothing of it was put in"


def test_once_its_sender_is_put_in_the_message_leads_to_the_import(
    importer: Importer, tmp_path: Path
) -> None:
    read_mail(importer, tmp_path, "From: Nina Dahl <nina@kystmesse.no>\n", SENDER)
    shown_sheet(importer)
    importer.press(Qt.Key.Key_Return)
    wait_until(lambda: importer.typist.window.form.value().get("Name") == "Kystmesse AS")
    notice = importer.typist.window.notice
    (button,) = (one for one in notice.findChildren(QPushButton) if one.text() == "Import the table")
    button.click()
    assert names_in(importer) == [name for name, _person in LEADS[1:]]


def test_where_nobody_else_is_in_it_the_import_is_opened(importer: Importer, tmp_path: Path) -> None:
    read_mail(importer, tmp_path, "", "")
    assert names_in(importer) == [name for name, _person in LEADS[1:]]
