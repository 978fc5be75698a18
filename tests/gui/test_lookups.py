"""Lists: shown from the cache, refreshed behind, and never in the way of what is being typed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from app.controller.connection import Standing
from app.model.lists import MDOListItem
from app.sandbox import SandboxServer
from app.ui.choice import ChoiceInput
from app.webapi.errors import MaintenanceError
from tests.helpers.window import CONTROL, Typist, connect_to, running, wait_until

if TYPE_CHECKING:
    import pytest

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


def refresh(typist: Typist) -> None:
    """Presses F5 and waits until everything has come once more."""
    came: list[str] = []
    lookups = typist.program.lookups
    lookups.choices_changed.connect(lambda name, _choices: came.append(name))
    typist.press(Qt.Key.Key_F5)
    wait_until(lambda: {"category", "associate", "country"} <= set(came))


def test_a_list_that_fails_leaves_its_field_usable_and_says_so(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    lookups = typist.program.lookups
    whole = lookups._api_for
    monkeypatch.setattr(lookups, "_api_for", lambda name: WithoutBusiness(whole(name)))
    typist.press(Qt.Key.Key_F5)
    wait_until(lambda: "Business: shown as they were on" in typist.window.trouble.text)
    typist.fill("Business", "health")
    typist.press(Qt.Key.Key_Tab)
    assert combo(typist, "Business").value() == {"Id": 7}
    monkeypatch.setattr(lookups, "_api_for", whole)
    typist.press(Qt.Key.Key_F5)
    wait_until(lambda: typist.window.trouble.text == "")


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


def test_the_cache_serves_while_the_server_is_away(
    qapp: QApplication, tmp_path: Path, program_home: Path
) -> None:
    assert qapp is not None
    with SandboxServer(tmp_path / "sandbox.sqlite3") as server:
        connect_to(server.url, program_home)
        with running() as typist:
            typist.wait_until_signed_in()
    with running() as typist:
        wait_until(lambda: typist.program.connections.status.standing is Standing.OUT_OF_REACH)
        wait_until(lambda: "127.0.0.1" in typist.window.trouble.text)
        typist.fill("Category", "partner")
        typist.press(Qt.Key.Key_Tab)
        wait_until(lambda: combo(typist, "Category").value() == {"Id": 4})
