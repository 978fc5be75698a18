"""Text, notes and check boxes: what the form reads of them, and which keys are theirs."""

from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.model.checks.rules import FieldRule
from app.model.form.fields import CONTACT_FIELDS
from app.ui.inputs.plain import CheckInput, Input, NoteInput, TextInput

FIELD = CONTACT_FIELDS[0]


def made(qtbot: QtBot, kind: type[QWidget]) -> Any:
    widget = cast("Any", kind)(FIELD)
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.mark.parametrize(("kind", "value"), [(TextInput, "a b"), (NoteInput, "a\nb"), (CheckInput, True)])
def test_a_value_comes_back_and_showing_it_is_no_change(
    qtbot: QtBot, kind: type[QWidget], value: Any
) -> None:
    widget: Input = made(qtbot, kind)
    changes: list[int] = []
    widget.changed.connect(lambda: changes.append(1))
    assert widget.value() is None
    widget.set_value(value)
    assert widget.value() == value
    widget.set_value(None)
    assert widget.value() is None
    assert changes == []


def test_blanks_around_a_text_do_not_count(qtbot: QtBot) -> None:
    widget = made(qtbot, TextInput)
    QTest.keyClicks(widget, "  Fjell AS ")
    assert widget.value() == "Fjell AS"
    widget.set_value("Fjell AS")
    assert widget.text() == "  Fjell AS ", "what is being typed is left alone"


def test_a_read_only_text_is_passed_over_by_tab(qtbot: QtBot) -> None:
    widget = made(qtbot, TextInput)
    widget.set_rule(FieldRule(read_only=True))
    assert widget.isReadOnly()
    assert widget.focusPolicy() == Qt.FocusPolicy.ClickFocus
    widget.set_rule(FieldRule())
    assert widget.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_enter_ticks_a_check_box(qtbot: QtBot) -> None:
    widget = made(qtbot, CheckInput)
    said: list[str] = []
    widget.changed.connect(lambda: said.append("changed"))
    widget.finished.connect(lambda: said.append("finished"))
    QTest.keyClick(widget, Qt.Key.Key_Return)
    assert widget.value() is True
    assert said == ["changed", "finished"]
    QTest.keyClick(widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert widget.value() is True
