"""The picture that a text was read from stands beside the fields while they are checked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QTreeWidget

from app.pictures import reader
from app.pictures.text_programs import TextProgram
from app.ui.recognition.picture_view import PictureView
from tests.gui.recognition.test_pasting import SIGNATURE, answer, paste, shown_dialog
from tests.helpers.data.pictures import file_of
from tests.helpers.ui.window import CONTROL, SHIFT, Typist

unconnected = pytest.mark.shared_window(connected=False)


@pytest.mark.long
@unconnected
def test_a_business_card_is_seen_beside_what_was_read_of_it(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "installed_program", lambda: TextProgram("reads", lambda _file: []))
    monkeypatch.setattr(reader, "text_in", lambda *_: SIGNATURE)
    card = QImage(400, 200, QImage.Format.Format_Grayscale8)
    card.fill(0)
    data = QMimeData()
    data.setData("image/png", QByteArray(file_of(card)))
    data.setImageData(card)
    QGuiApplication.clipboard().setMimeData(data)
    typist.press(Qt.Key.Key_V, CONTROL | SHIFT)
    view = shown_dialog().findChild(PictureView)
    assert view is not None
    assert view.accessibleName() == "The picture that was read"
    painted = view.grab().toImage()
    assert painted.pixelColor(10, 10).lightness() == 0
    tree = shown_dialog().findChild(QTreeWidget, "recognition.rows")
    assert tree is not None
    assert view.y() > tree.y()
    answer(typist, Qt.Key.Key_Return)
    assert typist.window.form.value()["Name"] == "Fjell & Vidde AS"


@unconnected
def test_a_text_has_none(typist: Typist) -> None:
    paste(typist, SIGNATURE)
    assert shown_dialog().findChild(PictureView) is None
    answer(typist, Qt.Key.Key_Escape)
