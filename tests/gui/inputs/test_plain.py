"""Text, notes and check boxes: what the form reads of them, and which keys are theirs."""

from dataclasses import replace
from typing import Any, cast

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QInputMethodEvent, QTextCursor, QTextOption
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.model.carriers.common import Phone
from app.model.checks.rules import FieldRule
from app.model.form.fields import CONTACT_FIELDS, Tab
from app.ui.inputs.plain import CheckInput, Input, NoteInput, TextInput
from app.ui.inputs.typed import NumberInput, WordsInput
from app.ui.parts.row_list import Row
from tests.helpers.ui.window import wait_until

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


def test_of_texts_it_is_told_how_many_characters_are_left() -> None:
    counted = [kind.is_counted for kind in (TextInput, NoteInput, NumberInput, WordsInput)]
    assert counted == [True, True, False, False]


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


def test_the_space_bar_ticks_a_check_box_and_enter_does_not(qtbot: QtBot) -> None:
    widget = made(qtbot, CheckInput)
    said: list[str] = []
    widget.changed.connect(lambda: said.append("changed"))
    widget.finished.connect(lambda: said.append("finished"))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        for modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
            QTest.keyClick(widget, key, modifiers)
    assert (widget.value(), said) == (None, [])
    QTest.keyClick(widget, Qt.Key.Key_Space)
    assert widget.value() is True
    assert said == ["changed", "finished"]


SEVERAL_LINES = {
    "Acme AS\nStorgata 1\n0150 Oslo": "Acme AS Storgata 1 0150 Oslo",
    "a\r\nb\rc": "a b c",
    "22 33\n44 55\t66": "22 33 44 55 66",
    "a\u2028b\u2029c\x85d": "a b c d",
    "\na\n\n  b\n": "a b",
    "a\x00b\x1dc\x0bd\x7f": "ab c d",
    "Élise  Ångström": "Élise  Ångström",
}


@pytest.mark.parametrize(("pasted", "kept"), SEVERAL_LINES.items())
@pytest.mark.parametrize("way", ["paste", "set", "value"])
def test_a_field_of_one_line_holds_one_line(qtbot: QtBot, pasted: str, kept: str, way: str) -> None:
    widget = made(qtbot, TextInput)
    said: list[str | None] = []
    widget.changed.connect(lambda: said.append(widget.value()))
    if way == "paste":
        QApplication.clipboard().setText(pasted)
        widget.paste()
        assert said[-1] == kept, "no step between holds the lines"
    elif way == "set":
        widget.setText(pasted)
    else:
        widget.set_value(pasted)
    assert (widget.value(), widget.displayText().strip()) == (kept, kept)


def test_the_cursor_stays_where_the_paste_ended(qtbot: QtBot) -> None:
    widget = made(qtbot, TextInput)
    widget.setText("before after")
    widget.setCursorPosition(7)
    QApplication.clipboard().setText("one\r\ntwo ")
    widget.paste()
    assert widget.text() == "before one two after"
    assert widget.cursorPosition() == len("before one two ")


def test_a_long_text_of_a_draft_is_kept_whole(qtbot: QtBot) -> None:
    widget = made(qtbot, TextInput)
    widget.set_value("x" * 40_000)
    assert len(widget.value()) == 40_000, "Qt cuts at 32,767, and the sentence would count those"


@pytest.mark.parametrize(
    "mark",
    ["\u200b", "\u200e", "\u202a", "\u202c", "\u2066", "\ufeff", "\u00ad", "\u2060", "\ufe0d", "\u3164"],
)
def test_addresses_and_numbers_have_no_invisible_characters(qtbot: QtBot, mark: str) -> None:
    code = TextInput(replace(FIELD, is_code=True))
    qtbot.addWidget(code)
    code.setText(f"{mark}kari{mark}@fjell.no{mark}")
    assert code.value() == "kari@fjell.no"
    code.setText("ｋａｒｉ＠ｆｊｅｌｌ。ｎｏ")
    assert code.value() == "kari@fjell.no", "full-width letters are those of a keyboard, not of an address"
    name = made(qtbot, TextInput)
    name.setText(f"Ka{mark}ri")
    assert name.value() == "Kari", "between Latin letters it carries nothing"


def test_what_a_script_or_an_emoji_needs_can_be_typed_letter_by_letter(qtbot: QtBot) -> None:
    name = made(qtbot, TextInput)
    for letter in "می\u200cخواهم 👩\u200d💻":
        name.insert(letter)
    assert name.value() == "می\u200cخواهم 👩\u200d💻"


def test_codes_are_the_addresses_and_numbers_of_company_and_people() -> None:
    assert [field.path for field in CONTACT_FIELDS if field.is_code] == ["OrgNr"]
    row = Row("Phone", Tab.COMMUNICATION, Phone, QWidget())
    assert {name: box.field.is_code for name, box in row.boxes.items()} == {
        "Value": True,
        "Description": False,
    }


def test_several_values_in_one_line_are_told_once(qtbot: QtBot) -> None:
    line = Row("Phone", Tab.COMMUNICATION, Phone, QWidget()).boxes["Value"].field
    widget = TextInput(line)
    qtbot.addWidget(widget)
    told: list[object] = []
    widget.several.connect(told.append)
    QTest.keyClicks(widget, "22 33 44 55; 66 77 88 99")
    for _ in ("leaving the field", "Save"):
        widget.commit_pending_text()
    assert told == [("22 33 44 55", "66 77 88 99")]


def test_a_note_keeps_its_lines_and_no_control_characters(qtbot: QtBot) -> None:
    note = made(qtbot, NoteInput)
    note.setPlainText("one\n\ttwo\x00\x1d three")
    assert note.value() == "one\n\ttwo three"


def test_the_cursor_stays_behind_what_was_pasted_after_an_emoji(qtbot: QtBot) -> None:
    line = TextInput(FIELD)
    qtbot.addWidget(line)
    line.setText("🏔🏔 AS")
    line.setCursorPosition(4)
    QApplication.clipboard().setText("\ta\tb")
    line.paste()
    QTest.keyClicks(line, "x")
    assert line.text() == "🏔🏔a bx AS"


def test_of_what_is_longer_than_its_field_the_beginning_is_seen_and_typing_goes_on_at_the_end(
    qtbot: QtBot,
) -> None:
    window = QWidget()
    other, widget = TextInput(FIELD, window), TextInput(FIELD, window)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    widget.set_value("r.schaefer@schaefer-maschinenbau.de")
    assert widget.cursorPosition() == 0
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClicks(widget, "x")
    assert widget.value() == "r.schaefer@schaefer-maschinenbau.dex"


def test_a_word_of_thousands_of_letters_is_broken_anywhere_since_its_end_is_far(qtbot: QtBot) -> None:
    """Looking for its end takes 50 ms a key at 20,000 letters; breaking anywhere, a tenth of that."""
    note = made(qtbot, NoteInput)
    note.set_value("b" * 3_999)
    assert note.wordWrapMode() is QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
    note.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(note, "b")
    assert note.wordWrapMode() is QTextOption.WrapMode.WrapAnywhere
    QTest.keyClick(note, Qt.Key.Key_Left)
    QTest.keyClicks(note, " ")
    assert note.wordWrapMode() is QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
    note.set_value("a b " + "b" * 20_000)
    assert note.wordWrapMode() is QTextOption.WrapMode.WrapAnywhere
    assert note.value() == "a b " + "b" * 20_000


def test_a_line_without_end_is_laid_out_once(qtbot: QtBot) -> None:
    """To look for the end of a word in it takes several times as long as to break it anywhere."""
    note: NoteInput = made(qtbot, NoteInput)
    modes: list[QTextOption.WrapMode] = []
    note.document().contentsChange.connect(lambda *_change: modes.append(note.wordWrapMode()))
    data = QMimeData()
    data.setText("x" * 5_000)
    note.insertFromMimeData(data)
    assert modes[0] is QTextOption.WrapMode.WrapAnywhere
    note.set_value("a word")
    modes.clear()
    note.set_value("y" * 5_000)  # as undo and a draft do
    assert QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere not in modes


def test_the_first_letter_of_a_note_is_a_change(qtbot: QtBot) -> None:
    note = made(qtbot, NoteInput)
    values: list[Any] = []
    note.changed.connect(lambda: values.append(note.value()))
    QTest.keyClicks(note, "ab")
    assert values == ["a", "ab"]


def test_a_note_that_is_left_has_no_cursor_any_more(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    note, other = NoteInput(FIELD), TextInput(FIELD)
    for widget in (note, other):
        layout.addWidget(widget)
    window.show()
    window.activateWindow()
    left: list[str] = []
    note.finished.connect(lambda: left.append("left"))
    other.setFocus()
    wait_until(other.hasFocus)
    without = note.viewport().grab().toImage()
    note.setFocus()
    wait_until(lambda: note.viewport().grab().toImage() != without)
    other.setFocus()
    assert note.viewport().grab().toImage() == without
    assert left == ["left"]


def test_what_is_committed_while_more_is_composed_is_made_plain_once_that_is_over(qtbot: QtBot) -> None:
    line = TextInput(Row("Phone", Tab.COMMUNICATION, Phone, QWidget()).boxes["Value"].field)
    qtbot.addWidget(line)
    event = QInputMethodEvent("９", [])
    event.setCommitString("９９")
    QApplication.sendEvent(line, event)
    assert QLineEdit.text(line) == "９９", "another text would end the composition"
    QApplication.sendEvent(line, QInputMethodEvent("", []))
    assert QLineEdit.text(line) == "99"


@pytest.mark.parametrize(("file", "is_taken"), [("", True), ("file:///kort.vcf", False)])
def test_a_note_takes_text_and_leaves_files_to_the_window(qtbot: QtBot, file: str, is_taken: bool) -> None:
    note = made(qtbot, NoteInput)
    data = QMimeData()
    data.setText("word")
    data.setUrls([QUrl(file)] if file else [])
    buttons, modifiers = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, modifiers)
    enter.setAccepted(not is_taken)
    note.dragEnterEvent(enter)
    assert enter.isAccepted() is is_taken


@pytest.mark.parametrize("given", ["\u202eone\r\ntwo\u200b", "a\u2066b", " one\n", "one\u00a0two\u2029three"])
def test_a_note_that_was_set_shows_no_marks_and_is_sent_as_it_was_until_it_is_edited(
    qtbot: QtBot, given: str
) -> None:
    note = made(qtbot, NoteInput)
    note.set_value(given)
    assert not set(note.toPlainText()) & set("\u202e\u2066\u200b\r")
    assert note.value() == given
    note.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(note, "!")
    edited = note.value()
    assert edited == note.toPlainText().strip()
    QTest.keyClick(note, Qt.Key.Key_Backspace)
    assert note.value() == given
    note.set_value("one")
    assert note.value() == "one"


def test_of_a_note_that_was_set_what_no_column_can_hold_is_left_out(qtbot: QtBot) -> None:
    note = made(qtbot, NoteInput)
    note.set_value("one\x1b[31m\u202etwo")
    assert note.value() == note.toPlainText() == "one[31mtwo"
