"""Lists: shown from the cache, refreshed behind, and never in the way of what is being typed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from app.controller.connection.status import ConnectionState
from app.model.carriers.lists import MDOListItem
from app.sandbox import SandboxServer
from app.service import lookups as lookups_module
from app.ui.inputs.choice import ChoiceInput
from app.webapi.errors import MaintenanceError
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to
from tests.helpers.ui.window import CONTROL, Typist, connect_to, running, wait_until

CONTRACT = "CustomFields.SuperOffice:1"


class WithoutBusiness:
    """A client whose server has one list too few."""

    def __init__(self, api: Any) -> None:
        self._api = api

    def __getattr__(self, name: str) -> Any:
        return getattr(self._api, name)

    def mdo_list(self, name: str) -> tuple[MDOListItem, ...]:
        if name == "business":
            raise MaintenanceError("127.0.0.1", status=503)
        return tuple(self._api.mdo_list(name))


def combo(typist: Typist, path: str) -> ChoiceInput:
    found = typist.window.findChild(ChoiceInput, path)
    assert found is not None
    return found


def note_of(typist: Typist, path: str) -> str:
    """What stands beneath a field in a quiet colour; a problem stands there in another."""
    widget = typist.window.findChild(QWidget, path)
    if widget is None:
        return ""  # custom fields are built in slices
    box = widget.parent()
    assert isinstance(box, QWidget)
    label = next((one for one in box.findChildren(QLabel) if one.property("role") == "message"), None)
    if label is None:
        return ""  # none has been told there yet
    assert not label.property("severity")
    return label.text() if label.isVisibleTo(box) else ""


def refresh(typist: Typist) -> None:
    """Presses F5 and waits until everything has come once more, as if all of it had changed."""
    came: list[str] = []
    lookups = typist.program.lookups
    lookups._told.clear()
    lookups.choices_changed.connect(lambda name, _choices: came.append(name))
    typist.press(Qt.Key.Key_F5)
    wait_until(lambda: {"category", "associate", "country"} <= set(came))


@pytest.mark.long
def test_a_list_that_fails_leaves_its_field_usable_and_says_so(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    lookups = typist.program.lookups
    whole = lookups._api_for
    monkeypatch.setattr(lookups, "_api_for", lambda name: WithoutBusiness(whole(name)))
    typist.press(Qt.Key.Key_F5)
    wait_until(lambda: "Business: shown as they were on" in typist.window.connection_strip.text)
    typist.fill("Business", "health")
    typist.press(Qt.Key.Key_Tab)
    assert combo(typist, "Business").value() == {"Id": 7}
    monkeypatch.setattr(lookups, "_api_for", whole)
    typist.press(Qt.Key.Key_F5)
    wait_until(lambda: typist.window.connection_strip.text == "")


@pytest.fixture
def fails() -> set[str]:
    """The lists that the server in between does not give at the moment."""
    return {"business", "perspos", "udlist28"}


@pytest.fixture
def between(server: SandboxServer, fails: set[str]) -> Iterator[FaultyServer]:
    """A server that passes everything on, but for some lists."""
    passed_on = forward_to(server.url)
    no = Response(500, {"Error": True, "ErrorType": "SoDbAccessException", "ErrorMessage": "On holiday"})

    def handle(request: Request) -> Response:
        return no if request.path.rpartition("/")[2] in fails else passed_on(request)

    with FaultyServer(handle=handle) as between:
        yield between


CHOICES = ("Business", "Persons[0].Position", "CustomFields.SuperOffice:7")


@pytest.mark.long
def test_the_fields_of_a_list_that_never_came_say_so_and_stop_nothing(
    qapp: QApplication, between: FaultyServer, program_home: Path, fails: set[str]
) -> None:
    assert qapp is not None
    connect_to(between.url, program_home)
    with running() as typist:
        wait_until(lambda: typist.program.connections.status.state is ConnectionState.SIGNED_IN)
        wait_until(lambda: all(note_of(typist, path) for path in CHOICES))
        assert {note_of(typist, path) for path in CHOICES} == {"The list could not be loaded yet."}
        assert note_of(typist, "Category") == ""
        assert typist.window.form.shown_problems() == []
        typist.type("Fjell AS")
        typist.go_to_tab(4)
        typist.fill("CustomFields.SuperOffice:1", "K-1")
        typist.save()
        typist.wait_for_outcome("Saved as number")

        fails.clear()
        typist.press(Qt.Key.Key_F5)
        wait_until(lambda: not any(note_of(typist, path) for path in CHOICES))
        wait_until(lambda: typist.window.connection_strip.text == "")


def is_kept(typist: Typist, list_name: str) -> bool:
    store = typist.program.store
    assert store is not None
    return bool(store.read("SELECT 1 FROM lists WHERE name = ?", (list_name,)))


@pytest.mark.long
def test_the_fields_of_a_list_that_failed_work_as_they_last_came(
    qapp: QApplication,
    between: FaultyServer,
    program_home: Path,
    fails: set[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert qapp is not None
    missing = set(fails)
    fails.clear()
    connect_to(between.url, program_home)
    with running() as typist:
        typist.wait_until_signed_in()
        wait_until(lambda: all(is_kept(typist, name) for name in missing))
    fails |= missing
    read, may_read = lookups_module.read_copy, threading.Event()
    monkeypatch.setattr(
        lookups_module, "read_copy", lambda *which: read(*which) if may_read.wait(60) else None
    )
    with running() as typist:
        # The disk may well be slower than the server.
        wait_until(lambda: note_of(typist, "Business") == "The list could not be loaded yet.")
        may_read.set()
        wait_until(lambda: all("as it was on" in note_of(typist, path) for path in CHOICES))
        typist.fill("Business", "health")
        typist.press(Qt.Key.Key_Tab)
        assert combo(typist, "Business").value() == {"Id": 7}


@pytest.mark.long
def test_where_nothing_answers_it_is_said_once(
    qapp: QApplication, tmp_path: Path, program_home: Path
) -> None:
    assert qapp is not None
    with ExitStack() as window:
        with SandboxServer(tmp_path / "sandbox.sqlite3") as server:
            connect_to(server.url, program_home)
            typist = window.enter_context(running())
            typist.wait_until_signed_in()
        typist.press(Qt.Key.Key_F5)
        wait_until(lambda: "and others" in typist.window.connection_strip.text)
        # The first lists to fail say so at their fields until it is clear that none of them answers.
        wait_until(lambda: [note_of(typist, path) for path in CHOICES] == ["", "", ""])


@pytest.mark.long
@pytest.mark.shared_window
def test_refreshing_does_not_touch_what_is_being_typed(typist: Typist) -> None:
    typist.window.form.focus_path("Category")
    typist.press(Qt.Key.Key_A, CONTROL)
    typist.type("supp")
    refresh(typist)
    category = combo(typist, "Category")
    assert (typist.place, category.currentText(), category.is_open) == ("Category", "supp", True)
    typist.press(Qt.Key.Key_Tab)
    assert category.value() == {"Id": 2}

    typist.go_to_tab(4)
    typist.fill(CONTRACT, "K-")
    field = typist.focused
    refresh(typist)
    typist.type("1")
    assert isinstance(field, QLineEdit)
    assert (typist.focused, field.text()) == (field, "K-1")


@pytest.mark.long
def test_the_cache_serves_while_the_server_is_away(
    qapp: QApplication, tmp_path: Path, program_home: Path
) -> None:
    assert qapp is not None
    with SandboxServer(tmp_path / "sandbox.sqlite3") as server:
        connect_to(server.url, program_home)
        with running() as typist:
            typist.wait_until_signed_in()
    with running() as typist:
        wait_until(lambda: typist.program.connections.status.state is ConnectionState.OUT_OF_REACH)
        wait_until(lambda: "127.0.0.1" in typist.window.connection_strip.text)
        typist.fill("Category", "partner")
        typist.press(Qt.Key.Key_Tab)
        wait_until(lambda: combo(typist, "Category").value() == {"Id": 4})
