"""Rows of the company's phones and e-mails: one empty row is always at the end."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.model.checks.problem import Problem
from app.model.checks.rules import FieldRule
from app.model.form.fields import CONTACT_FIELDS, Rows
from app.ui.parts.row_list import DESCRIPTION, VALUE
from app.ui.parts.rows import RowsEditor

CONTROL = Qt.KeyboardModifier.ControlModifier


def editor(qtbot: QtBot, *numbers: str) -> RowsEditor:
    field = next(one for one in CONTACT_FIELDS if one.path == "Phones")
    assert isinstance(field, Rows)
    made = RowsEditor(field)
    qtbot.addWidget(made)
    made.set_value([{"Value": number} for number in numbers])
    made.show()
    return made


def line(made: RowsEditor, row: int, name: str = VALUE) -> QLineEdit:
    widget = made.rows[row].boxes[name].widget
    assert isinstance(widget, QLineEdit)
    return widget


def test_typing_into_the_empty_row_makes_the_next(qtbot: QtBot) -> None:
    made = editor(qtbot, "1")
    QTest.keyClicks(line(made, 1), "2")
    QTest.keyClicks(line(made, 1, DESCRIPTION), "Switchboard")
    assert made.value() == [{"Value": "1"}, {"Value": "2", "Description": "Switchboard"}]
    assert [row.value() for row in made.rows[2:]] == [{}]


def test_ctrl_delete_removes_the_row_of_the_cursor(qtbot: QtBot) -> None:
    made = editor(qtbot, "1", "2", "3")
    changes: list[int] = []
    made.changed.connect(lambda: changes.append(1))
    QTest.keyClick(line(made, 1), Qt.Key.Key_Delete, CONTROL)
    assert made.value() == [{"Value": "1"}, {"Value": "3"}]
    assert [line(made, row).objectName() for row in range(3)] == [f"Phones[{n}].Value" for n in range(3)]
    assert changes == [1]


def test_the_empty_row_cannot_be_removed(qtbot: QtBot) -> None:
    made = editor(qtbot)
    QTest.keyClick(line(made, 0), Qt.Key.Key_Delete, CONTROL)
    assert len(made.rows) == 1


def test_empty_rows_between_others_do_not_count_in_paths(qtbot: QtBot) -> None:
    made = editor(qtbot, "1", "2", "3")
    line(made, 1).clear()
    made.reveal_problems()
    made.set_problems([Problem("Phones[1].Value", "Too short.")])
    assert [bool(row.boxes[VALUE].shown_problems()) for row in made.rows] == [False, False, True, False]


def test_what_the_tenant_says_holds_for_later_rows_too(qtbot: QtBot) -> None:
    made = editor(qtbot)
    made.set_rule(FieldRule(read_only=True))
    made.set_value([{"Value": "1"}])
    assert not any(row.isEnabled() for row in made.rows)
