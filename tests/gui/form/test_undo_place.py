"""Undo leads to where was typed: into the same field, whatever page it is on, with the cursor as it was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.ui.inputs.cursor import Cursor, cursor_in
from tests.helpers.ui.window import CONTROL, SHIFT, Typist

pytestmark = pytest.mark.shared_window

TYPED = {
    "Department": "Oslo",
    "Description": "a note",
    "Address.Postal.City": "Bergen",
    "Phones[0].Value": "22",
    "Phones[0].Description": "Desk",
    "Emails[1].Value": "b",
    "Emails[1].Description": "Desk",
    "Urls[1].Value": "b",
    "Source": "7",
    "Persons[0].Lastname": "Berg",
    "Persons[0].BirthDate": "1.2.80",
    "Persons[0].Email": "b",
    "CustomFields.SuperOffice:4": "1.2.2026",
    "required.CustomFields.SuperOffice:1": "K-17",
}


def go_elsewhere(typist: Typist) -> None:
    typist.window.form.show_tab(5)
    typist.window.form.focus_first()


@pytest.mark.long
@pytest.mark.parametrize("path", TYPED)
def test_undo_and_redo_come_back_to_the_field(typist: Typist, path: str) -> None:
    form = typist.window.form
    for before in ("Emails[0].Value", "Urls[0].Value"):
        form.focus_path(before)
        typist.type("a")
    form.focus_path(path)
    assert typist.place == path
    typist.type(TYPED[path])
    assert typist.place == path
    typed, behind = form.value(), cursor_in(typist.focused)
    go_elsewhere(typist)
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert (typist.place, cursor_in(typist.focused)) == (path, Cursor(0, 0))
    assert typist.focused.isVisible()
    assert form.value() != typed
    go_elsewhere(typist)
    typist.press(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert (typist.place, form.value(), cursor_in(typist.focused)) == (path, typed, behind)
    assert typist.focused.isVisible()


def test_the_cursor_follows_what_was_typed_behind_an_empty_row(typist: Typist) -> None:
    form = typist.window.form
    form.focus_path("Emails[1].Value")
    for letter in "b@f":
        typist.type(letter)
    assert typist.place == "Emails[1].Value"
    go_elsewhere(typist)
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert (typist.place, form.value().get("Emails")) == ("Emails[1].Value", None), "one step for a word"
    typist.press(Qt.Key.Key_Z, CONTROL | SHIFT)
    typist.type("j")
    assert form.value()["Emails"] == [{"Value": "b@fj"}]
    assert typist.place == "Emails[0].Value"
