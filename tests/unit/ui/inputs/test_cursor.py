import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.inputs.cursor import Cursor, cursor_in, place_cursor, place_cursor_at_end

TEXT = "🏔 Fjell"  # eight UTF-16 units


def widgets(qtbot: QtBot, text: str) -> list[QWidget]:
    combo = QComboBox()
    combo.setEditable(True)
    combo.setEditText(text)
    made: list[QWidget] = [QLineEdit(text), QPlainTextEdit(text), combo]
    for widget in made:
        qtbot.addWidget(widget)
    return made


@pytest.mark.parametrize("cursor", [Cursor(0, 0), Cursor(8, 8), Cursor(2, 5), Cursor(5, 2), Cursor(0, 8)])
def test_what_was_there_is_put_back(qtbot: QtBot, cursor: Cursor) -> None:
    for widget in widgets(qtbot, TEXT):
        place_cursor(widget, cursor)
        assert cursor_in(widget) == cursor, widget


def test_where_the_text_is_shorter_it_is_the_end(qtbot: QtBot) -> None:
    for widget in widgets(qtbot, "AS"):
        place_cursor(widget, Cursor(1, 9))
        assert cursor_in(widget) == Cursor(1, 2), widget
        place_cursor(widget, Cursor(8, 9))
        assert cursor_in(widget) == Cursor(2, 2), widget


def test_a_widget_without_text_has_none(qtbot: QtBot) -> None:
    tick = QCheckBox()
    qtbot.addWidget(tick)
    assert cursor_in(tick) is None
    assert cursor_in(None) is None
    place_cursor(tick, Cursor(0, 0))


def test_at_the_end_nothing_is_selected(qtbot: QtBot) -> None:
    for widget in widgets(qtbot, TEXT):
        place_cursor(widget, Cursor(2, 2))
        place_cursor_at_end(widget)
        assert cursor_in(widget) == Cursor(8, 8), widget
