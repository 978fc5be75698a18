"""The inputs of a page begin in line, whatever the size of the letters and whichever labels there are."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from app.model.carriers.lists import UserDefinedFieldInfo
from app.ui.common.plain_text import FieldLabel
from app.ui.common.theme import Look, change_look
from tests.helpers.ui.window import Typist, wait_until

LEFT = ("Phones[0].Value", "Address.Street.Address1", "Address.Postal.Address1", "Country", "Urls[0].Value")
RIGHT = ("Category", "required.CustomFields.SuperOffice:1", "Associate", "Description", "Number2")
# The usual one is the last, since the window wears it at first, unless tests of themes have undressed it.
LOOKS = (Look(density="compact"), Look(text_size=150), Look(text_size=75), Look())


@pytest.mark.long
@pytest.mark.shared_window
def test_every_page_is_in_line(typist: Typist, subtests: pytest.Subtests) -> None:
    """Somebody chooses one look after the other while the window is open, and looks through its pages."""
    try:
        for look in LOOKS:
            change_look(look)  # takes longer than all that follows
            for check in (page_one, a_person, custom_fields, a_mandatory_field_of_a_long_name):
                with subtests.test(check.__name__, text_size=look.text_size, density=look.density):
                    check(typist)
    finally:
        change_look(Look())


@pytest.mark.shared_window(connected=False)
def test_before_there_is_a_connection_texts_stand_on_one_line(typist: Typist) -> None:
    """Labels that were made before the style sheet keep their place."""
    assert beside_their_lines(typist) == []


def is_in_line(typist: Typist, paths: tuple[str, ...]) -> bool:
    """Returns True if all of them are there, and begin in line."""
    QApplication.processEvents()
    inputs = [typist.window.findChild(QWidget, path) for path in paths]
    places = {one.mapTo(typist.window, QPoint()).x() if one is not None else None for one in inputs}
    return None not in places and len(places) == 1


def beside_their_lines(typist: Typist) -> list[str]:
    """Returns the labels whose texts do not stand on the line of the input that follows them."""
    QApplication.processEvents()
    lines = [one for one in typist.window.form.findChildren(QLineEdit) if one.isVisible()]
    middles = {line.mapTo(typist.window, line.rect().center()).y() for line in lines}
    found = []
    for label in typist.window.form.findChildren(FieldLabel):
        top = label.contentsMargins().top()
        if label.isVisible() and top and not isinstance(label.buddy(), QPlainTextEdit):
            text = label.mapTo(typist.window, QPoint(0, top)).y() + label.fontMetrics().height() // 2
            if min(abs(text - middle) for middle in middles) > 1:
                found.append(label.text())
    return found


def page_one(typist: Typist) -> None:
    """It is in line, and no label is cut."""
    typist.go_to_tab(1)  # whatever the test before it has left
    wait_until(lambda: is_in_line(typist, LEFT))
    wait_until(lambda: is_in_line(typist, RIGHT))
    with suppress(AssertionError):
        wait_until(lambda: beside_their_lines(typist) == [])
    assert beside_their_lines(typist) == []
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
