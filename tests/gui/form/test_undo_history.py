"""Undo and redo work across the whole form, as one would expect of one sheet of paper."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from app.ui.inputs.choice import ChoiceInput
from app.ui.inputs.cursor import Cursor, cursor_in
from tests.gui.window.test_main_window_save import message_of
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, wait_until

pytestmark = pytest.mark.shared_window


def undo(typist: Typist) -> None:
    typist.press(Qt.Key.Key_Z, CONTROL)


def redo(typist: Typist) -> None:
    typist.press(Qt.Key.Key_Z, CONTROL | SHIFT)


def test_undo_goes_back_field_by_field_and_redo_forth(typist: Typist) -> None:
    untouched = typist.window.form.value()
    typist.type("Fjell AS")
    typist.press(Qt.Key.Key_Tab)
    typist.type("Sales")
    typist.go_to_tab(2)
    typist.fill("Persons[0].Lastname", "Hansen")
    typed = typist.window.form.value()
    assert typed["Persons"] == [{"Lastname": "Hansen"}]

    undo(typist)
    assert "Persons" not in typist.window.form.value()
    assert typist.place == "Persons[0].Lastname"
    undo(typist)
    assert "Department" not in typist.window.form.value()
    assert typist.place == "Department"
    undo(typist)
    assert typist.window.form.value() == untouched
    undo(typist)
    assert typist.window.form.value() == untouched
    for _ in range(3):
        redo(typist)
    assert typist.window.form.value() == typed


def test_a_key_has_only_its_own_field_read(typist: Typist, monkeypatch: pytest.MonkeyPatch) -> None:
    typist.type("F")
    read: list[str] = []

    def counted(path: str, value: Callable[[], Any]) -> Any:
        read.append(path)
        return value()

    with monkeypatch.context() as patch:
        for path, part in typist.window.form.parts_by_path.items():
            patch.setattr(part, "value", partial(counted, path, part.value))
        typist.type("jell")
    assert read == ["Name"] * 4
    assert typist.program.entry._drafts.form == typist.window.form.value()


def test_a_removed_person_comes_back(typist: Typist) -> None:
    typist.go_to_tab(2)
    typist.fill("Persons[0].Firstname", "Kari")
    before = typist.window.form.value()
    typist.press(Qt.Key.Key_Delete, CONTROL)
    assert "Persons" not in typist.window.form.value()
    undo(typist)
    assert typist.window.form.value() == before


def test_another_entry_begins_a_history_of_its_own(typist: Typist) -> None:
    typist.type("Fjell AS")
    typist.press(Qt.Key.Key_N, CONTROL)
    blank = typist.window.form.value()
    undo(typist)
    assert typist.window.form.value() == blank
    assert "Name" not in blank


def test_the_draft_follows_undo(typist: Typist) -> None:
    typist.type("Fjell AS")
    undo(typist)
    assert typist.program.entry.is_blank


@pytest.mark.long
@pytest.mark.parametrize("path", ["Name", "Description", "Persons[0].Lastname"])
def test_cursor_and_selection_come_back(typist: Typist, path: str) -> None:
    typist.window.form.focus_path(path)
    typist.type("Fjell og Vidde")
    undo(typist)
    redo(typist)
    assert cursor_in(typist.focused) == Cursor(14, 14)
    for key, modifiers in ((Qt.Key.Key_Left, CONTROL), (Qt.Key.Key_Left, CONTROL | SHIFT)):
        typist.press(key, modifiers)
    assert cursor_in(typist.focused) == Cursor(9, 6)
    typist.press(Qt.Key.Key_Delete)
    typist.window.form.focus_path("OrgNr")
    undo(typist)
    assert typist.place == path
    assert cursor_in(typist.focused) == Cursor(9, 6)
    redo(typist)
    assert cursor_in(typist.focused) == Cursor(6, 6)
    typist.type("& ")
    text = typist.focused
    assert isinstance(text, QLineEdit | QPlainTextEdit)
    assert (text.text() if isinstance(text, QLineEdit) else text.toPlainText()) == "Fjell & Vidde"


@pytest.mark.long
def test_a_note_as_long_as_it_gets_is_pasted_and_taken_back_at_once(typist: Typist) -> None:
    typist.window.form.focus_path("Description")
    QApplication.clipboard().setText("word 😀\n" * 700_000)
    longest = 0.0
    for key, modifiers in ((Qt.Key.Key_V, CONTROL), (Qt.Key.Key_Z, CONTROL), (Qt.Key.Key_Z, CONTROL | SHIFT)):
        begun = time.thread_time()
        typist.press(key, modifiers)
        longest = max(longest, time.thread_time() - begun)
    assert len(typist.window.form.value()["Description"]) > 10_000
    assert longest < 0.25
    QApplication.clipboard().clear()


def test_a_cursor_beyond_an_emoji_comes_back(typist: Typist) -> None:
    typist.compose("", commit="🏔🏔AS")
    typist.press(Qt.Key.Key_Backspace)
    undo(typist)
    redo(typist)
    assert cursor_in(typist.focused) == Cursor(5, 5)


@pytest.mark.parametrize("path", ["Interests.search", "CustomFields.search"])
def test_a_search_undoes_its_own_words_and_nothing_else(typist: Typist, path: str) -> None:
    typist.type("Fjell AS")
    before = typist.window.form.value()
    search = typist.find(QLineEdit, path)
    typist.window.form.focus_path(path.partition(".")[0])
    search.setVisible(True)  # custom fields are searched where there are many
    search.setText("")  # with the steps of the test before, which a shared window has
    search.setFocus()
    assert typist.place == path
    typist.type("ab")
    undo(typist)
    assert search.text() == ""
    redo(typist)
    assert search.text() == "ab"
    for _ in range(3):
        undo(typist)
        assert (search.text(), typist.place) == ("", path)
    assert typist.window.form.value() == before


def test_an_entry_that_is_not_chosen_yet_is_undone_first(typist: Typist) -> None:
    typist.type("Fjell AS")
    typist.window.form.focus_path("Category")
    combo = typist.find(ChoiceInput, "Category")
    shown, before = combo.currentText(), typist.window.form.value()
    typist.press(Qt.Key.Key_A, CONTROL)
    typist.type("sup")
    undo(typist)
    assert (combo.currentText(), combo.is_typing, typist.place) == (shown, False, "Category")
    assert typist.window.form.value() == before
    typist.press(Qt.Key.Key_A, CONTROL)
    typist.compose("서")
    undo(typist)
    assert (combo.currentText(), combo.is_typing, typist.window.form.value()) == (shown, False, before)
    typist.press(Qt.Key.Key_A, CONTROL)
    typist.type("sup")
    typist.press(Qt.Key.Key_Return)
    assert typist.window.form.value() != before
    undo(typist)
    assert (typist.window.form.value(), combo.currentText()) == (before, shown)
    undo(typist)
    assert typist.place == "Name"
    assert "Name" not in typist.window.form.value()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("Source", "1234"),
        ("Domains", "fjell.no, vidde.no"),
        ("CustomFields.SuperOffice:2", "1200"),
        ("CustomFields.SuperOffice:4", "24.11.2026"),
        ("Persons[0].BirthDate", "24.11.1980"),
    ],
)
def test_what_is_typed_at_a_stretch_is_one_step_whatever_it_is_read_as(
    typist: Typist, path: str, text: str
) -> None:
    typist.window.form.focus_path(path)
    before = typist.window.form.value()
    typist.type(text)
    after = typist.window.form.value()
    assert after != before
    undo(typist)
    assert typist.window.form.value() == before
    redo(typist)
    assert typist.window.form.value() == after


def test_what_names_no_entry_comes_back_with_redo(typist: Typist) -> None:
    typist.type("Fjell AS")
    typist.window.form.focus_path("Category")
    combo = typist.find(ChoiceInput, "Category")
    shown = combo.currentText()
    typist.press(Qt.Key.Key_A, CONTROL)
    typist.type("zzz")
    typist.press(Qt.Key.Key_Tab)
    assert "Category" not in typist.window.form.value()
    for _ in range(2):
        undo(typist)
        assert (combo.currentText(), "Category" in typist.window.form.value()) == (shown, True)
        redo(typist)
        assert (combo.currentText(), "Category" in typist.window.form.value()) == ("zzz", False)


@pytest.mark.long
def test_a_field_that_is_marked_stays_marked_through_undo(typist: Typist) -> None:
    typist.fill("Department", "Sales")
    typist.save()
    assert message_of(typist, "Name") == "Enter the name of the company."
    typist.read_refusal()
    typist.type("Fjell AS")
    wait_until(lambda: not message_of(typist, "Name"))
    undo(typist)
    wait_until(lambda: message_of(typist, "Name") == "Enter the name of the company.")
    redo(typist)
    wait_until(lambda: not message_of(typist, "Name"))
    typist.press(Qt.Key.Key_N, CONTROL)
    assert message_of(typist, "Name") == ""
