"""An e-mail address or number with its surroundings, pasted and typed into the real window, and undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.helpers.ui.window import CONTROL, SHIFT, Typist


def paste(typist: Typist, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    typist.press(Qt.Key.Key_V, CONTROL)


@pytest.mark.long
@pytest.mark.shared_window(connected=False)
def test_the_bare_value_is_a_step_of_its_own_where_it_was_typed(typist: Typist) -> None:
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


@pytest.mark.shared_window
def test_a_list_of_addresses_gets_a_row_for_each(typist: Typist) -> None:
    form = typist.window.form
    form.focus_path("Emails[0].Value")
    typist.type("post@fjell.no")
    typist.press(Qt.Key.Key_E, CONTROL | SHIFT)
    listed = "Kari <kari@fjell.no>; Berg, Ola <ola@fjell.no>"
    paste(typist, listed)
    three = [{"Value": "post@fjell.no"}, {"Value": "kari@fjell.no"}, {"Value": "ola@fjell.no"}]
    assert form.value()["Emails"] == three
    assert "2 values were put into rows of their own" in typist.focused.accessibleDescription()
    assert typist.place == "Emails[1].Value"
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert form.value()["Emails"] == [three[0], {"Value": listed}]
    typist.press(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert form.value()["Emails"] == three


@pytest.mark.long
@pytest.mark.shared_window
def test_a_list_that_is_typed_is_split_when_it_is_left_or_saved(typist: Typist) -> None:
    form = typist.window.form
    form.focus_path("Phones[0].Value")
    typist.type("22 33 44 55, 22 33 44 66")
    typist.press(Qt.Key.Key_Tab)
    assert form.value()["Phones"] == [{"Value": "22 33 44 55"}, {"Value": "22 33 44 66"}]
    assert typist.place == "Emails[0].Value"
    form.focus_path("Persons[0].Email")
    typist.type("kari@fjell.no ola@fjell.no")
    form.commit_pending_text()  # as Save does
    (person,) = form.value()["Persons"]
    assert person["Email"] == "kari@fjell.no"
    assert "ola@fjell.no" in str(person)
