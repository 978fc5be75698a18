"""Files dropped on the note: what is offered, and that nothing happens by itself."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.inputs.plain import NoteInput
from app.ui.recognition.drop_offer import DropOffer
from app.ui.recognition.review_dialog import RecognitionDialog
from tests.helpers.ui.window import CONTROL, Typist, wait_until

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Nordmann;Kari;;;\r\nFN:Kari Nordmann\r\nEND:VCARD\r\n"


def drop(target: QWidget, *paths: Path) -> None:
    """Drags files onto a widget and lets go, as the windowing system tells it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, modifiers = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, modifiers)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, modifiers)
    QApplication.sendEvent(target, event)


def offer() -> DropOffer:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, DropOffer)
    return menu


def choose(key: Qt.Key) -> None:
    QTest.keyClick(offer(), key)


def note_of(typist: Typist) -> NoteInput:
    note = typist.window.findChild(NoteInput, "Description")
    assert note is not None
    return note


@pytest.mark.long
@pytest.mark.shared_window(connected=False)
def test_a_file_dropped_on_the_note_is_read_or_taken_as_text_by_choice_alone(
    typist: Typist, tmp_path: Path
) -> None:
    card, report = tmp_path / "kari.vcf", tmp_path / "report.pdf"
    card.write_bytes(CARD.encode())
    report.write_bytes(b"%PDF")
    note = note_of(typist)
    drop(note.viewport(), card)
    title, *ways = offer().actions()
    assert ("“kari.vcf”" in title.text(), title.isEnabled()) == (True, False)
    assert [one.text()[:12] for one in ways] == ["&Recognise p", "Put the &tex"]
    choose(Qt.Key.Key_Escape)
    assert typist.window.form.value() == {}

    drop(note.viewport(), card)
    choose(Qt.Key.Key_T)
    wait_until(lambda: note.value() is not None)
    assert typist.window.form.value() == {"Description": CARD.replace("\r", "").strip()}
    assert typist.place == "Description"
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert typist.window.form.value() == {}

    drop(note.viewport(), card)
    choose(Qt.Key.Key_Return)
    wait_until(lambda: isinstance(QApplication.activeModalWidget(), RecognitionDialog))
    typist.press(Qt.Key.Key_Return)
    wait_until(lambda: QApplication.activeModalWidget() is None)
    assert typist.window.form.value()["Persons"] == [{"Firstname": "Kari", "Lastname": "Nordmann"}]
    assert note.value() is None

    drop(note.viewport(), card, report)
    assert QApplication.activePopupWidget() is None
    wait_until(lambda: "“report.pdf” is a PDF, so nothing was changed." in typist.window.notice.text)

    drop(note.viewport(), tmp_path / "gone.txt")
    choose(Qt.Key.Key_T)
    wait_until(lambda: "“gone.txt” could not be read" in typist.window.notice.text)
    assert note.value() is None

    note.setFocus()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(card))])
    QGuiApplication.clipboard().setMimeData(data)
    typist.press(Qt.Key.Key_V, CONTROL)
    assert note.value() is None
    assert "“kari.vcf” is a file" in note.accessibleDescription()
    # Qt crashes at the end of the process where Python still owns what is on the clipboard.
    QGuiApplication.clipboard().clear()
