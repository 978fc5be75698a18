"""A picture that was copied or dropped: its file where there is one, else as the system paints it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage

from app.ui.recognition.pictures import picture_of
from tests.gui.recognition.test_pasting import answer
from tests.helpers.data.pictures import file_of, image_of
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, wait_until

unconnected = pytest.mark.shared_window(connected=False)
CODE = "MECARD:N:Moe,Ola;ORG:Fjell AS;TEL:22865400;;"


def test_its_file_comes_before_what_is_painted_and_a_text_is_none() -> None:
    both = QMimeData()
    both.setImageData(image_of(CODE))
    assert isinstance(picture_of(both), QImage)
    both.setData("image/png", QByteArray(b"\x89PNG"))
    assert picture_of(both) == b"\x89PNG"
    text = QMimeData()
    text.setText("Kari")
    assert picture_of(text) is None


@unconnected
@pytest.mark.parametrize("is_file", [True, False])
def test_a_copied_picture_of_a_code_is_shown_and_put_in(typist: Typist, is_file: bool) -> None:
    data = QMimeData()
    if is_file:
        data.setData("image/png", QByteArray(file_of(image_of(CODE))))
        data.setImageData(QImage())
    else:
        data.setImageData(image_of(CODE))
    QGuiApplication.clipboard().setMimeData(data)
    typist.press(Qt.Key.Key_V, CONTROL | SHIFT)
    answer(typist, Qt.Key.Key_Return)
    form = typist.window.form.value()
    assert (form["Name"], form["Persons"][0]["Lastname"]) == ("Fjell AS", "Moe")


@unconnected
def test_a_picture_that_says_nothing_changes_nothing(typist: Typist, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.pictures.reader.installed_program", lambda: None)
    white = QImage(300, 200, QImage.Format.Format_RGB32)
    white.fill(Qt.GlobalColor.white)
    QGuiApplication.clipboard().setImage(white)
    typist.press(Qt.Key.Key_V, CONTROL | SHIFT)
    wait_until(lambda: typist.window.notice.text.startswith("There is no code in this picture"))
