"""Every way into a line leads through one rule: keys, menu, middle click, drop; in texts, lists, searches."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.model.carriers.common import Email, Phone, Url
from app.model.carriers.lists import Choice
from app.model.form.custom_field_values import FieldType
from app.model.form.fields import CONTACT_FIELDS, Field, Tab
from app.model.text_normalization import utf16_length
from app.ui.common.theme import Look, Theme
from app.ui.inputs import line as line_module
from app.ui.inputs.choice import ChoiceInput
from app.ui.inputs.line import Line, LineWithArrow, SearchLine
from app.ui.inputs.plain import NoteInput, TextInput
from app.ui.inputs.typed import NumberInput, ValueInput

FIELD = CONTACT_FIELDS[0]
ACROSS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
KINDS: dict[str, Callable[[], QWidget]] = {
    "line": lambda: TextInput(FIELD),
    "number": lambda: NumberInput(FIELD),
    "date": lambda: ValueInput(FIELD, FieldType.DATE),
    "list": lambda: ChoiceInput(FIELD),
    "search": lambda: SearchLine("search", "Search"),
}


class Selection:
    """A desktop that keeps what is selected elsewhere, as X11 does; offscreen there is none."""

    def __init__(self, data: QMimeData) -> None:
        self._data = data

    def clipboard(self) -> "Selection":
        return self

    def supportsSelection(self) -> bool:  # noqa: N802  # Qt's name
        return True

    def mimeData(self, mode: QClipboard.Mode) -> QMimeData:  # noqa: N802  # Qt's name
        assert mode is QClipboard.Mode.Selection
        return self._data


def text_data(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def drop(line: Line, data: QMimeData) -> bool:
    buttons, modifiers = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, modifiers)
    QApplication.sendEvent(line, enter)
    QApplication.sendEvent(
        line, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, modifiers)
    )
    return enter.isAccepted()


def from_menu(line: Line) -> None:
    menu = line.context_menu()
    next(action for action in menu.actions() if action.objectName() == "edit-paste").trigger()
    menu.deleteLater()


@pytest.fixture
def desk(qtbot: QtBot) -> QWidget:
    """A window with every kind of line, and another line that has the focus."""
    window = QWidget()
    window.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    layout = QVBoxLayout(window)
    layout.addWidget(TextInput(FIELD))
    for name, make in KINDS.items():
        widget = make()
        widget.setObjectName(name)
        layout.addWidget(widget)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    return window


def line_of(desk: QWidget, name: str) -> tuple[Any, Line]:
    widget = desk.findChild(QWidget, name)
    assert isinstance(widget, QWidget)
    line = widget.lineEdit() if isinstance(widget, ChoiceInput) else widget
    assert isinstance(line, Line)
    return widget, line


@pytest.mark.parametrize("name", KINDS)
def test_every_way_in_makes_one_line_and_is_an_edit_where_the_focus_is(
    desk: QWidget, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    widget, line = line_of(desk, name)
    data = text_data("\nOne\r\ntwo\u2028three \x00")
    QGuiApplication.clipboard().setMimeData(text_data("\nOne\r\ntwo\u2028three \x00"))
    edits: list[str] = []
    line.textEdited.connect(edits.append)
    ways: list[Callable[[], object]] = [
        lambda: QTest.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier),
        lambda: QTest.keyClick(widget, Qt.Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier),
        line.paste,
        lambda: from_menu(line),
    ]
    for way in ways:
        line.setText("")
        way()
        assert line.displayText().strip() == "One two three"
    assert len(edits) == len(ways)

    line.setText("")
    other = desk.findChild(TextInput, "")
    assert other is not None
    other.setFocus()
    assert not drop(line, data), "several lines are the window's"
    assert drop(line, text_data("word"))
    assert (line.displayText(), desk.focusWidget()) == ("word", widget)

    line.setText("")
    other.setFocus()
    monkeypatch.setattr(line_module, "QGuiApplication", Selection(data))
    QTest.mouseClick(line, Qt.MouseButton.MiddleButton)
    assert line.displayText().strip() == "One two three"
    assert desk.focusWidget() is widget


@pytest.mark.parametrize("name", KINDS)
def test_five_megabytes_freeze_nothing_and_what_is_left_out_is_said(desk: QWidget, name: str) -> None:
    widget, line = line_of(desk, name)
    said: list[str] = []
    line.left_out.connect(said.append)
    QGuiApplication.clipboard().setText("ord 😀" * 1_000_000)
    begun = time.thread_time()
    QTest.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert time.thread_time() - begun < 0.25, "megabytes are handed over; nothing is made of them"
    assert 0.9 * line.most < utf16_length(line.displayText()) <= line.most
    assert said[-1].startswith("Only the first ")
    line.paste()
    assert said[-1].startswith("Nothing was put in") or "were left out" in said[-1]
    QToolTip.hideText()


@pytest.mark.parametrize("name", KINDS)
def test_a_read_only_line_takes_nothing(desk: QWidget, name: str) -> None:
    _widget, line = line_of(desk, name)
    line.setReadOnly(True)
    QGuiApplication.clipboard().setText("word")
    line.paste()
    assert not drop(line, text_data("word"))
    assert line.displayText() == ""


def test_what_is_pasted_into_a_list_is_searched(desk: QWidget) -> None:
    widget, line = line_of(desk, "list")
    widget.set_choices([Choice(1, "Norway"), Choice(2, "Sweden")])
    widget.setFocus()
    QGuiApplication.clipboard().setText("\nsweden")
    line.paste()
    widget.commit_pending_text()
    assert widget.value() == {"Id": 2}


BARE = [
    (Email, "Kari <kari@fjell.no>", "kari@fjell.no", "“Kari” was left out"),
    (Phone, "tel:+47-22-33-44-55", "+47-22-33-44-55", ""),
    (Url, "“https://fjell.no”", "https://fjell.no", ""),
]


@pytest.mark.parametrize("row", BARE)
@pytest.mark.parametrize("way", ["paste", "leave", "save"])
def test_an_address_with_its_surroundings_becomes_the_bare_value_in_a_step_of_its_own(
    qtbot: QtBot, row: tuple[Any, str, str, str], way: str
) -> None:
    carrier, copied, bare, sentence = row
    widget = TextInput(Field("Value", "One", Tab.COMMUNICATION, is_code=True, carrier=carrier))
    qtbot.addWidget(widget)
    steps: list[str | None] = []
    said: list[str] = []
    widget.changed.connect(lambda: steps.append(widget.value()))
    widget.left_out.connect(said.append)
    if way == "paste":
        QGuiApplication.clipboard().setText(copied)
        widget.paste()
    else:
        widget.insert(copied)
        assert widget.text() == copied, "nothing happens under the fingers"
        if way == "leave":
            widget.editingFinished.emit()
        else:
            widget.commit_pending_text()
    assert (widget.text(), steps[-2:]) == (bare, [copied, bare])
    assert [sentence in one for one in said] == [True] * bool(sentence)
    widget.set_value(copied)  # as undo does
    widget.editingFinished.emit()
    assert widget.value() == copied, "who takes it back means it"


def test_a_name_keeps_its_quotes(qtbot: QtBot) -> None:
    widget = TextInput(FIELD)
    qtbot.addWidget(widget)
    QGuiApplication.clipboard().setText("“Fjell” <AS>")
    widget.paste()
    widget.editingFinished.emit()
    assert widget.value() == "“Fjell” <AS>"


def test_a_note_takes_lines_and_bounds_what_comes_in(qtbot: QtBot) -> None:
    note = NoteInput(FIELD)
    qtbot.addWidget(note)
    said: list[str] = []
    note.left_out.connect(said.append)
    note.insertFromMimeData(text_data("one\r\ntwo\rthree\x00"))
    assert (note.value(), said) == ("one\ntwo\nthree", [])
    files = QMimeData()
    files.setText("file:///ansatte/kort.vcf")
    files.setUrls([])
    files.setData("text/uri-list", b"file:///ansatte/kort.vcf\r\n")
    note.insertFromMimeData(files)
    assert note.value() == "one\ntwo\nthree"
    assert "“kort.vcf” is a file" in said[-1]
    begun = time.thread_time()
    note.insertFromMimeData(text_data("word 😀\n" * 700_000))
    assert time.thread_time() - begun < 0.25
    assert 19_900 < utf16_length(note.toPlainText()) <= 20_000
    assert "this note" in said[-1]
    note.set_value(None)
    assert note.value() is None


def test_the_menu_opens_where_it_is_asked_for_and_goes_when_it_is_closed(qtbot: QtBot) -> None:
    line = TextInput(FIELD)
    qtbot.addWidget(line)
    line.show()
    place = line.mapToGlobal(QPoint(5, 5))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), place)
    QApplication.sendEvent(line, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.pos() == place
    gone: list[bool] = []
    menu.destroyed.connect(lambda: gone.append(True))
    menu.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert gone


def test_what_was_said_of_a_paste_ends_with_the_next_key(qtbot: QtBot) -> None:
    line = TextInput(FIELD)
    qtbot.addWidget(line)
    said: list[str] = []
    line.left_out.connect(said.append)
    line.bring_in(text_data("x" * 3_000))
    assert len(said) == 1
    for _ in range(2):
        QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert said[1:] == [""]


def test_a_signature_in_one_field_leads_to_the_way_that_reads_it(qtbot: QtBot) -> None:
    line = TextInput(FIELD)
    qtbot.addWidget(line)
    said: list[str] = []
    line.left_out.connect(said.append)
    line.bring_in(text_data("Storgata 12\n5003 Bergen"))
    assert said == []
    line.bring_in(text_data("Kari Nordmann\n\nFjordsagbruk AS\r\n55 30 40 50"))
    assert [one[:30] for one in said] == ["These lines became one. Ctrl+Z"]


def test_while_text_is_dragged_over_a_line_the_cursor_shows_where_it_goes(qtbot: QtBot) -> None:
    line = TextInput(FIELD)
    qtbot.addWidget(line)
    line.show()
    line.setText("Fjell og Vidde AS")
    data, buttons, modifiers = text_data("word"), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, modifiers)
    QApplication.sendEvent(line, enter)
    places = []
    for at in (0, 5, 17):
        line.setCursorPosition(at)
        place = line.cursorRect().center()
        line.setCursorPosition(0)
        event = QDragMoveEvent(place, Qt.DropAction.CopyAction, data, buttons, modifiers)
        event.ignore()
        QApplication.sendEvent(line, event)
        assert event.isAccepted()
        places.append(line.cursorPosition())
    assert places == [0, 5, 17]


def place_of(line: Line, at: int) -> QPoint:
    line.setCursorPosition(at)
    return line.cursorRect().center()


def test_what_is_dropped_goes_in_where_it_is_dropped(qtbot: QtBot) -> None:
    line = TextInput(FIELD)
    qtbot.addWidget(line)
    line.show()
    line.setText("Fjell Vidde")
    buttons, modifiers = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for at, text in ((6, "Fjell og Vidde"), (0, "og Fjell og Vidde")):
        place = place_of(line, at)
        line.selectAll()
        data = text_data("og ")
        drop = QDropEvent(QPointF(place), Qt.DropAction.CopyAction, data, buttons, modifiers)
        line.dropEvent(drop)
        assert line.text() == text


def test_a_middle_click_with_shift_replaces_nothing(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    line = TextInput(FIELD)
    qtbot.addWidget(line)
    line.show()
    line.setText("Fjell Vidde")
    end = place_of(line, len("Fjell Vidde"))
    line.setCursorPosition(0)
    monkeypatch.setattr(line_module, "QGuiApplication", Selection(text_data(" AS")))
    QTest.mouseClick(line, Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.ShiftModifier, end)
    assert line.text() == "Fjell Vidde AS"


def test_what_a_search_leaves_out_is_shown_at_it(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(line_module, "show_tip", lambda _line, sentence: shown.append(sentence))
    line = SearchLine("search", "Search in the outbox")
    qtbot.addWidget(line)
    line.bring_in(text_data("x" * 300))
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert [one[:30] for one in shown] == ["Only the first 250 characters ", ""]


def test_a_search_is_as_wide_as_a_search_needs(qtbot: QtBot) -> None:
    line = SearchLine("search", "Search in the outbox")
    qtbot.addWidget(line)
    assert line.maximumWidth() == 320
    assert (line.objectName(), line.accessibleName(), line.placeholderText()) == (
        "search",
        "Search in the outbox",
        "Search",
    )


def test_a_box_that_is_not_painted_has_no_list_of_qts(qapp: QApplication, qtbot: QtBot) -> None:
    theme = Theme(qapp)
    theme.apply()
    try:
        page = QWidget()
        qtbot.addWidget(page)
        box = ChoiceInput(FIELD)
        QVBoxLayout(page).addWidget(box)
        page.ensurePolished()
        page.adjustSize()
        assert [type(one) for one in box.findChildren(QWidget)] == [Line]
    finally:
        qapp.setStyleSheet("")


@pytest.mark.parametrize("letters", [5, 8])
@pytest.mark.parametrize("look", [Look(), Look(text_size=80), Look(text_size=150)])
def test_a_box_without_it_has_the_size_that_qt_would_give_it(
    qapp: QApplication, qtbot: QtBot, look: Look, letters: int
) -> None:
    usual = qapp.font()
    theme = Theme(qapp, look)
    theme.apply()
    try:
        page = QWidget()
        qtbot.addWidget(page)
        layout, qts, ours = QVBoxLayout(page), QComboBox(), LineWithArrow()
        qts.setLineEdit(Line())
        qts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for box in (qts, ours):
            box.setMinimumContentsLength(letters)
            layout.addWidget(box)
            box.ensurePolished()
        assert ours.sizeHint() == ours.minimumSizeHint() == qts.sizeHint()
        assert ours.font() == qts.font()
    finally:
        qapp.setStyleSheet("")
        qapp.setFont(usual)
