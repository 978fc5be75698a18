"""A country in a pasted card that SuperOffice's list has not."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QTreeWidget, QTreeWidgetItem

from app.ui.recognition.review_dialog import RecognitionDialog
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, wait_until

SIGNATURE = "Kari Nordmann\nSalgssjef\nFjell & Vidde AS\nImaneq 5, 3900 Nuuk\nGrønland\nkari@fjellvidde.no\n"
CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Kari Nordmann\r\nN:Nordmann;Kari;;;\r\nORG:Fjell & Vidde AS\r\n"
    "ADR;TYPE=WORK:;;Imaneq 5;Nuuk;;3900;Grønland\r\nEND:VCARD\r\n"
)
TOLD = "The list of your SuperOffice has no country for “Grønland”: choose the one that is meant."


def row_of_country() -> QTreeWidgetItem:
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, RecognitionDialog)
    tree = dialog.findChild(QTreeWidget, "recognition.rows")
    assert isinstance(tree, QTreeWidget)
    heads = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    rows = [head.child(at) for head in heads if head is not None for at in range(head.childCount())]
    return next(row for row in rows if row is not None and row.text(0) == "Country")


@pytest.mark.shared_window
@pytest.mark.parametrize("text", [SIGNATURE, CARD])
def test_the_review_says_that_the_country_is_not_in_the_list(typist: Typist, text: str) -> None:
    before = typist.window.form.value()["Country"]
    QGuiApplication.clipboard().setText(text)
    typist.press(Qt.Key.Key_V, CONTROL | SHIFT)
    wait_until(lambda: isinstance(QApplication.activeWindow(), RecognitionDialog))
    row = row_of_country()
    assert (row.text(1), row.text(3), row.isDisabled()) == ("Grønland", TOLD, True)
    assert TOLD in row.toolTip(3), "where the dialog is narrow"
    typist.press(Qt.Key.Key_Return)
    wait_until(lambda: typist.window.form.value().get("Name") == "Fjell & Vidde AS")
    assert typist.window.form.value()["Country"] == before
    assert typist.window.form.value()["Address"]["Street"]["City"] == "Nuuk"
