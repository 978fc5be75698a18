"""What a register has filled says so until it is edited; undo and redo bring the mark back with the value."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.recognition.filling.filled_by import with_filled
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, running, wait_until

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)


def filled(typist: Typist) -> None:
    """Puts in what a register has said of the company that is typed."""
    before = typist.window.form.value()
    after = before | {
        "Number1": "FJ",
        "Phones": [{"Value": "22 33 44 55"}],
        "Persons": [{"Lastname": "Holk"}],
    }
    typist.window.history.apply(with_filled(after, before, {"CVR": after}, NOON), "")


def marked(typist: Typist) -> set[str]:
    origins = typist.program.field_lookup.origins
    return {path for path in ("Name", "Number1", "Phones[0].Value") if origins.sentence_at(path)}


@pytest.mark.long
@pytest.mark.shared_window(registers=True)
def test_undo_and_redo_take_the_mark_along(typist: Typist) -> None:
    typist.type("Fjell")
    filled(typist)
    assert marked(typist) == {"Number1", "Phones[0].Value"}
    assert typist.program.field_lookup.origins.sentence_at("Number1").startswith("From CVR, ")
    typist.tab_to("Number1")
    assert typist.focused.property("origin") == "register"
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert marked(typist) == set()
    typist.press(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert marked(typist) == {"Number1", "Phones[0].Value"}
    typist.fill("Number1", "FJX")
    assert typist.focused.property("origin") == ""
    assert marked(typist) == {"Phones[0].Value"}
    typist.press(Qt.Key.Key_N, CONTROL)
    assert marked(typist) == set()


@pytest.mark.long
@pytest.mark.usefixtures("program_home")
def test_a_draft_keeps_its_marks_over_a_restart(qapp: QApplication) -> None:
    assert qapp is not None
    with running() as typist:
        typist.type("Fjell")
        filled(typist)
    with running() as typist:
        wait_until(lambda: typist.window.form.value().get("Name") == "Fjell")
        assert marked(typist) == {"Number1", "Phones[0].Value"}
        typist.fill("Number1", "X")
        assert marked(typist) == {"Phones[0].Value"}
