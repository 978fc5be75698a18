"""A fault in any one widget: what is typed elsewhere is on the disk, and Save says what is wrong."""

from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.controller.process.unexpected_errors import SENTENCE
from app.model.checks.problem import Problem
from app.sandbox import SandboxServer
from app.storage.sqlite.drafts import Drafts
from tests.helpers.ui.window import Typist, wait_until

MAKES_FAULTS = True
PATHS = [
    "Department",
    "Country",
    "Category",
    "OrgNr",
    "Description",
    "Xstop",
    "Source",
    "Phones[0].Value",
    "Emails[0].Description",
    "Address.Street.City",
    "Persons[0].Firstname",
    "Persons[0].BirthDate",
    "Persons[0].Position",
    "Persons[0].Email",
    "CustomFields.SuperOffice:1",
]
PARTS = ["Name", "Phones", "Address", "CustomFields", "Interests", "Persons"]


def fail(*_: object) -> Any:
    raise ZeroDivisionError("typed by somebody")


def on_disk(typist: Typist) -> list[dict[str, Any]]:
    store = typist.program.store
    assert store is not None
    return [draft.form for draft in Drafts(store).all()]


def is_typed_into_the_rest(typist: Typist, path: str) -> None:
    """Types name, department and note; they are in the draft on the disk soon."""
    for field in ("Name", "Department", "Description"):
        if field != path:
            typist.window.form.focus_path(field)
            typist.type(f"Fjell {field}")
    expected = {field: f"Fjell {field}" for field in ("Name", "Department", "Description") if field != path}
    wait_until(lambda: any(expected.items() <= form.items() for form in on_disk(typist)))


def save_says_what_is_wrong(typist: Typist, server: SandboxServer, path: str) -> None:
    told: list[Problem] = []
    typist.program.entry.refused.connect(told.append)
    typist.save()
    assert [problem.path for problem in told] == [path]
    assert "fault in this program" in told[0].message
    assert not [request for request in server.requests if request.path == "/api/v1/Contact"]


@pytest.mark.long
@pytest.mark.shared_window
@pytest.mark.parametrize("path", PATHS)
def test_an_input_that_cannot_be_read(
    typist: Typist, server: SandboxServer, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    widget = typist.window.form.findChild(QWidget, path)
    monkeypatch.setattr(widget, "value", fail)
    if path.startswith("Persons"):
        typist.window.form.focus_path("Persons[0].Lastname")
        typist.type("Berg")
    is_typed_into_the_rest(typist, path)
    save_says_what_is_wrong(typist, server, path)
    monkeypatch.undo()


@pytest.mark.long
@pytest.mark.shared_window
@pytest.mark.parametrize("path", PATHS)
def test_an_input_that_cannot_be_filled(
    typist: Typist, server: SandboxServer, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    widget = typist.window.form.findChild(QWidget, path)
    monkeypatch.setattr(widget, "set_value", fail)
    typist.program.entry.new({})
    is_typed_into_the_rest(typist, path)
    if path not in ("Department", "Description"):
        save_says_what_is_wrong(typist, server, path)
    monkeypatch.undo()


@pytest.mark.long
@pytest.mark.shared_window
@pytest.mark.parametrize("path", PARTS)
@pytest.mark.parametrize("method", ["value", "set_value"])
def test_a_part_that_fails(
    typist: Typist, server: SandboxServer, monkeypatch: pytest.MonkeyPatch, path: str, method: str
) -> None:
    monkeypatch.setattr(typist.window.form.parts_by_path[path], method, fail)
    if method == "set_value":
        typist.program.entry.new({})
    is_typed_into_the_rest(typist, path)
    if path != "Name" or method == "value":
        save_says_what_is_wrong(typist, server, path)
    monkeypatch.undo()


@pytest.mark.long
@pytest.mark.qt_no_exception_capture
def test_what_a_slot_raises_is_told_and_what_was_typed_is_kept(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typist.window.form, "input_problems", fail)
    typist.window.form.parts_by_path["Name"].set_value("Set without a signal")
    QTimer.singleShot(0, fail)
    wait_until(lambda: typist.window.notice.text == SENTENCE)
    wait_until(lambda: any(form.get("Name") == "Set without a signal" for form in on_disk(typist)))
    typist.window.notice.dismiss()
    typist.save()
    wait_until(lambda: typist.window.notice.text == SENTENCE)
    monkeypatch.undo()
