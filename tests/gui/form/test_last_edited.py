"""A draft that is shown again goes on in the field in which was typed last."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.model.entry import Draft
from app.sandbox import SandboxServer
from app.storage.sqlite.drafts import Drafts
from tests.helpers.ui.window import CONTROL, Typist, connect_to, running

FIELDS = {
    "Department": "Oslo",
    "Description": "a note",
    "Category": "zzz",
    "Address.Street.City": "Bergen",
    "Phones[0].Value": "22 33 44 55",
    "Emails[1].Value": "b@fjell.example",
    "Source": "7",
    "Persons[1].Lastname": "Berg",
    "Persons[0].BirthDate": "24.11.1980",
    "CustomFields.SuperOffice:4": "12",
    "required.CustomFields.SuperOffice:1": "K-17",
}
MISSING = (
    "",
    "Nothing",
    "Persons[7].Emails[3].Value",
    "Emails[99999999999999999999].Value",
    "Interests[",
    ".",
    "CustomFields.gone",
    "required.CustomFields.gone",
    "Address",
    "Persons",
    "\ud83d",
    "x" * 100_000,
)


def the_draft(typist: Typist) -> Draft:
    assert typist.program.store is not None
    (draft,) = Drafts(typist.program.store).all()
    return draft


def type_into(typist: Typist, path: str) -> None:
    """Types into the field, and before it into all that has to be there for it."""
    form = typist.window.form
    for before in ("Name", "Emails[0].Value", "Persons[0].Lastname"):
        form.focus_path(before)
        typist.type("a@b.example")
    if path == "Emails[1].Value":
        form.communication.editors["Emails"].focus_new()
    elif path == "Persons[1].Lastname":
        form.persons.editor.add_person()
        typist.press(Qt.Key.Key_Tab)
    else:
        form.focus_path(path)
    assert typist.place == path
    typist.type(FIELDS[path])


@pytest.mark.long
@pytest.mark.shared_window
@pytest.mark.parametrize("path", FIELDS)
def test_a_draft_that_is_opened_goes_on_where_was_typed(typist: Typist, path: str) -> None:
    type_into(typist, path)
    typist.press(Qt.Key.Key_N, CONTROL)
    assert typist.place == "Name"
    typist.wait_for_disk()
    draft = the_draft(typist)
    assert draft.last_edited == path
    typist.program.entry.open_draft(draft)
    assert typist.place == path
    typist.type("5")
    before = "zzz" if path == "Category" else ""
    assert before in str(typist.window.form.unresolved().get(path, before))
    typist.program.entry.flush()
    typist.wait_for_disk()
    changed = the_draft(typist)
    assert changed.last_edited == path
    if path in ("Department", "Description"):
        assert changed.form[path] == f"{FIELDS[path]}5"


@pytest.mark.shared_window
def test_behind_an_empty_row_the_cursor_goes_where_the_text_went(typist: Typist) -> None:
    typist.window.form.focus_path("Emails[1].Value")
    typist.type("b@fjell.exampl")
    typist.press(Qt.Key.Key_N, CONTROL)
    typist.wait_for_disk()
    typist.program.entry.open_draft(the_draft(typist))
    typist.type("e")
    assert typist.place == "Emails[0].Value"
    assert typist.window.form.value()["Emails"] == [{"Value": "b@fjell.example"}]


@pytest.mark.shared_window
def test_what_is_only_visited_is_not_where_was_typed(typist: Typist) -> None:
    typist.window.form.focus_path("Department")
    typist.type("Oslo")
    typist.press(Qt.Key.Key_Tab)
    typist.go_to_tab(4)
    typist.program.entry.flush()
    typist.wait_for_disk()
    assert the_draft(typist).last_edited == "Department"


@pytest.mark.shared_window
@pytest.mark.parametrize("path", MISSING)
def test_a_field_that_is_not_there_leads_to_one_that_is(typist: Typist, path: str) -> None:
    now = datetime.now(UTC)
    draft = Draft(os.urandom(8).hex(), "", {"Name": "Fjell"}, now, now, path)
    typist.program.entry.open_draft(draft)
    assert typist.focused.isVisible()
    assert typist.window.form.isAncestorOf(typist.focused)
    assert typist.window.form.value() == {"Name": "Fjell"}
    typist.program.entry.edited({"Name": "Fjell AS"})
    typist.program.entry.flush()
    typist.wait_for_disk()


@pytest.mark.shared_window
def test_a_discarded_draft_comes_back_where_it_was_left(typist: Typist) -> None:
    typist.window.form.focus_path("Persons[0].Lastname")
    typist.type("Berg")
    typist.press(Qt.Key.Key_D, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert typist.place == "Name"
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert typist.place == "Persons[0].Lastname"


@pytest.mark.long
def test_the_window_goes_on_after_a_restart_where_was_typed(server: SandboxServer, tmp_path: Path) -> None:
    connect_to(server.url, tmp_path)
    for path in ("Persons[0].Lastname", "CustomFields.SuperOffice:4"):
        with running(tmp_path) as typist:
            typist.wait_until_signed_in()
            typist.window.form.focus_path(path)
            typist.type("5")
        with running(tmp_path) as typist:
            typist.wait_until_place(path)
            typist.type("6")
            typist.program.entry.discard_draft()
