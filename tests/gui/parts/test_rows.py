"""Rows of the company's phones and e-mails: no row appears by itself."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
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


def test_enter_makes_the_next_row_and_typing_makes_none(qtbot: QtBot) -> None:
    made = editor(qtbot, "1")
    QTest.keyClicks(line(made, 1), "2")
    QTest.keyClicks(line(made, 1, DESCRIPTION), "Switchboard")
    assert made.value() == [{"Value": "1"}, {"Value": "2", "Description": "Switchboard"}]
    assert len(made.rows) == 2, "nothing appears beneath somebody's fingers"
    QTest.keyClick(line(made, 1, DESCRIPTION), Qt.Key.Key_Return)
    assert [row.value() for row in made.rows[2:]] == [{}]
    QTest.keyClick(line(made, 2), Qt.Key.Key_Return)
    assert len(made.rows) == 3, "an empty one is there already"


def test_a_scanner_stays_in_its_field_and_hands_make_the_next_row(qtbot: QtBot) -> None:
    made = editor(qtbot, "1", "2")
    phone = line(made, 1)
    phone.clear()
    for pause, rows in ((5, 2), (120, 3)):
        for number, letter in enumerate("7091234567\r"):
            key = Qt.Key.Key_Return if letter == "\r" else Qt.Key(ord(letter))
            event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
            event.setTimestamp(10_000 * pause + pause * number)
            QApplication.sendEvent(phone, event)
        assert len(made.rows) == rows
        assert line(made, 1) is phone
    assert phone.text() == 2 * "7091234567"


def test_the_page_shows_what_is_typed_first_on_another(qtbot: QtBot) -> None:
    made = editor(qtbot)
    first = made.first_box.widget
    assert not made.isAncestorOf(first) or made.first_box.label.text() == "&Phone:"
    QTest.keyClicks(first, "22 86 54 00")
    assert "22 86 54 00" in [label.text() for label in made.findChildren(QLabel)]
    assert made.is_first("Phones[0].Value")
    assert not made.is_first("Phones[0].Description")
    made.set_value([{"Value": "1"}, {"Value": "2"}])
    assert not made.is_first("Phones[1].Value")


def test_the_descriptions_have_a_heading_above_them(qtbot: QtBot) -> None:
    made = editor(qtbot, "11", "22")
    made.resize(500, 200)
    made.show()
    (heading,) = [one for one in made.findChildren(QLabel) if one.text() == "Description"]
    for row in (0, 1):
        below = line(made, row, DESCRIPTION)
        assert below.placeholderText() == ""
        assert abs(below.mapTo(made, QPoint()).x() - heading.mapTo(made, QPoint()).x()) <= 1
        assert heading.mapTo(made, heading.rect().bottomLeft()).y() < below.mapTo(made, QPoint()).y()


def test_ctrl_delete_removes_the_row_of_the_cursor(qtbot: QtBot) -> None:
    made = editor(qtbot, "1", "2", "3")
    changes: list[int] = []
    made.changed.connect(lambda: changes.append(1))
    QTest.keyClick(line(made, 1), Qt.Key.Key_Delete, CONTROL)
    assert made.value() == [{"Value": "1"}, {"Value": "3"}]
    assert [line(made, row).objectName() for row in range(2)] == [f"Phones[{n}].Value" for n in range(2)]
    assert changes == [1]


def test_the_empty_row_cannot_be_removed(qtbot: QtBot) -> None:
    made = editor(qtbot)
    QTest.keyClick(line(made, 1), Qt.Key.Key_Delete, CONTROL)
    assert len(made.rows) == 2


def test_empty_rows_between_others_do_not_count_in_paths(qtbot: QtBot) -> None:
    made = editor(qtbot, "1", "2", "3")
    line(made, 1).clear()
    made.reveal_problems()
    made.set_problems([Problem("Phones[1].Value", "Too short.")])
    assert [bool(row.boxes[VALUE].shown_problems()) for row in made.rows] == [False, False, True]


def test_what_the_tenant_says_holds_for_later_rows_too(qtbot: QtBot) -> None:
    made = editor(qtbot)
    made.set_rule(FieldRule(read_only=True))
    made.set_value([{"Value": "1"}])
    assert not any(row.isEnabled() for row in made.rows)


def test_where_the_problems_of_many_rows_stand_is_known_without_reading_them(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = editor(qtbot, *(str(n) for n in range(8)))
    firsts = [made.is_first(f"Phones[{row}].{name}") for row in range(12) for name in (VALUE, DESCRIPTION)]
    assert firsts == [True, *[False] * 15, *[True] * 8], "beyond the rows, they lead to the first"
    assert not made.is_first("Emails[0].Value")
    monkeypatch.setattr(made, "boxes_by_path", pytest.fail)
    assert not made.is_first("Phones[3].Value")


def test_an_empty_first_row_is_no_place_of_the_first_value(qtbot: QtBot) -> None:
    made = editor(qtbot, "1", "2", "3")
    line(made, 0).clear()
    assert not any(made.is_first(f"Phones[{row}].Value") for row in range(3))


def test_each_row_has_its_own_of_many_problems(qtbot: QtBot) -> None:
    made = editor(qtbot, *(str(n) for n in range(5)))
    made.reveal_problems()
    made.set_problems([Problem(f"Phones[{n}].Value", f"Wrong {n}.") for n in (3, 1, 3)])
    shown = [[one.message for one in row.boxes[VALUE].shown_problems()] for row in made.rows]
    assert shown == [[], ["Wrong 1."], [], ["Wrong 3.", "Wrong 3."], []]
