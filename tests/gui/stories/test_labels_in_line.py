"""The inputs of a page begin in line, whatever the size of the letters and whichever labels there are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.model.carriers.lists import UserDefinedFieldInfo
from app.ui.common.theme import Look, change_look
from tests.helpers.ui.window import Typist, wait_until

pytestmark = pytest.mark.shared_window

LEFT = ("Phones[0].Value", "Address.Street.Address1", "Address.Postal.Address1", "Country", "Urls[0].Value")
RIGHT = ("Category", "required.CustomFields.SuperOffice:1", "Associate", "Description", "Number2")
LOOKS = (Look(), Look(text_size=150), Look(text_size=75), Look(density="compact"))


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.text_size} {look.density}")
def test_every_page_is_in_line(typist: Typist, subtests: pytest.Subtests, look: Look) -> None:
    """Somebody chooses another look while the window is open, and looks through its pages."""
    change_look(look)  # takes longer than all that follows
    try:
        for check in (page_one, a_person, custom_fields, a_mandatory_field_of_a_long_name):
            with subtests.test(check.__name__):
                check(typist)
    finally:
        change_look(Look())


def begins(typist: Typist, path: str) -> int:
    return typist.find(QWidget, path).mapTo(typist.window, QPoint()).x()


def is_in_line(typist: Typist, paths: tuple[str, ...]) -> bool:
    QApplication.processEvents()
    return len({begins(typist, path) for path in paths}) == 1


def page_one(typist: Typist) -> None:
    """It is in line, and no label is cut."""
    wait_until(lambda: is_in_line(typist, LEFT))
    wait_until(lambda: is_in_line(typist, RIGHT))
    labels = [one for one in typist.window.form.contact.findChildren(QLabel) if one.isVisible()]
    cut = [one.text() for one in labels if not one.wordWrap() and one.width() < one.sizeHint().width()]
    assert cut == []


def a_person(typist: Typist) -> None:
    """A person is in line with the home address."""
    typist.go_to_tab(2)
    paths = ("Persons[0].Title", "Persons[0].Email", "Persons[0].Address.Street.Address1")
    wait_until(lambda: is_in_line(typist, paths))


def custom_fields(typist: Typist) -> None:
    typist.go_to_tab(4)
    paths = tuple(f"CustomFields.{name}" for name in ("SuperOffice:1", "SuperOffice:2", "x_visits"))
    wait_until(lambda: is_in_line(typist, paths))


def a_mandatory_field_of_a_long_name(typist: Typist) -> None:
    """It takes the others along."""
    typist.go_to_tab(1)
    form = typist.window.form
    info = UserDefinedFieldInfo(
        prog_id="Ours:1", field_label="Number of the purchase", field_type="ShortText", is_mandatory=True
    )
    before, shown = form.context, "required.CustomFields.Ours:1"
    form.set_context(replace(before, custom_fields=(info,)))
    wait_until(lambda: form.findChild(QWidget, shown) is not None)
    wait_until(lambda: is_in_line(typist, ("Category", shown, "Associate")))
    form.set_context(before)
    wait_until(lambda: form.findChild(QWidget, RIGHT[1]) is not None)
