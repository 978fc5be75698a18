"""An e-mail address or number with its surroundings, pasted and typed into the real window, and undone."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.helpers.ui.window import CONTROL, Typist, running


def paste(typist: Typist, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    typist.press(Qt.Key.Key_V, CONTROL)


def test_the_bare_value_is_a_step_of_its_own_where_it_was_typed(qapp: QApplication) -> None:
    assert qapp is not None
    with running() as typist:
        form = typist.window.form
        form.focus_path("Emails[0].Value")
        paste(typist, "Kari <kari@fjell.no>")
        assert form.value()["Emails"] == [{"Value": "kari@fjell.no"}]
        assert "“Kari” was left out" in typist.focused.accessibleDescription()
        typist.press(Qt.Key.Key_Z, CONTROL)
        assert form.value()["Emails"] == [{"Value": "Kari <kari@fjell.no>"}]
        typist.press(Qt.Key.Key_Tab)
        assert form.value()["Emails"] == [{"Value": "Kari <kari@fjell.no>"}], "who takes it back means it"
        form.focus_path("Emails[0].Value")
        typist.press(Qt.Key.Key_Z, CONTROL)
        assert "Emails" not in form.value()

        form.focus_path("Phones[0].Value")
        typist.type("tel:+47-22-33-44-55")
        typist.press(Qt.Key.Key_Tab)
        assert form.value()["Phones"] == [{"Value": "+47-22-33-44-55"}]
        typist.press(Qt.Key.Key_Z, CONTROL)
        assert form.value()["Phones"] == [{"Value": "tel:+47-22-33-44-55"}]
        assert typist.place == "Phones[0].Value"

        form.focus_path("Persons[0].Email")
        typist.type("mailto:ola@fjell.no")
        form.commit_pending_text()  # as Save does
        assert form.value()["Persons"] == [{"Email": "ola@fjell.no"}]
