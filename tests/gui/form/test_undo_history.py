"""Undo and redo work across the whole form, as one would expect of one sheet of paper."""

from PySide6.QtCore import Qt

from tests.helpers.ui.window import CONTROL, SHIFT, Typist


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
