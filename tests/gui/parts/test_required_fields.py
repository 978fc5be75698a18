"""Mandatory custom fields can be typed on the first page, too."""

import pytest
from PySide6.QtCore import Qt

from tests.helpers.ui.window import CONTROL, Typist

pytestmark = pytest.mark.shared_window

FIELD = "CustomFields.SuperOffice:1"


def test_what_is_typed_in_one_place_stands_in_both(typist: Typist) -> None:
    form = typist.window.form
    (twin,) = form.contact.required.boxes
    typist.fill(f"required.{FIELD}", "K-17")
    assert form.value()["CustomFields"] == {"SuperOffice:1": "K-17"}
    form.focus_path(FIELD)
    typist.press(Qt.Key.Key_End)
    typist.type("a")
    assert twin.value() == "K-17a"
    typist.press(Qt.Key.Key_N, CONTROL)
    assert twin.value() is None
    assert "CustomFields" not in form.value()


def test_a_step_of_undo_is_undone_in_both(typist: Typist) -> None:
    form = typist.window.form
    (twin,) = form.contact.required.boxes
    typist.fill(f"required.{FIELD}", "K")
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert "CustomFields" not in form.value()
    assert twin.value() is None
