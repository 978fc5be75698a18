"""What a field says, and where its value is from, stand beside each other."""

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.ui.inputs.origin import set_field_description, set_field_tip, set_origin


def test_neither_takes_the_place_of_the_other(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    set_field_tip(line, "Company name")
    set_field_description(line, "Required.")
    set_origin(line, "From CVR, today")
    assert (line.toolTip(), line.accessibleDescription()) == (
        "Company name\nFrom CVR, today",
        "Required. From CVR, today",
    )
    assert line.property("origin") == "register"
    set_field_description(line, "It is too long.")
    assert line.accessibleDescription() == "It is too long. From CVR, today"
    set_origin(line, "")
    assert (line.toolTip(), line.accessibleDescription()) == ("Company name", "It is too long.")
    assert line.property("origin") == ""
