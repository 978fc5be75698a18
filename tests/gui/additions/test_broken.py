"""Adding to a company that is there, where something comes in between: a save, a deletion, another server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.model.additions.target import target_of
from app.sandbox import PASSWORD, SandboxServer
from tests.gui.additions.test_adding_to import (
    AUTH,
    BAKERY,
    NUMBER,
    choose_bakery,
    people,
    strip_text,
    wait_until_read,
)
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, connect_to, running, wait_until


class _Slow(FaultyServer):
    """Answers the POST of a person only once it is told to."""

    def __init__(self, url: str) -> None:
        self._behind, self.go_on, self.is_posted = forward_to(url), Event(), False
        super().__init__(handle=self._pass)

    def _pass(self, request: Request) -> Response:
        if request.method == "POST" and request.path.endswith("/Person"):
            self.is_posted = True
            self.go_on.wait(60)
        return self._behind(request)


@pytest.fixture
def slow(server: SandboxServer) -> Iterator[_Slow]:
    with _Slow(server.url) as slow:
        yield slow
        slow.go_on.set()


def find(typist: Typist, text: str) -> None:
    typist.press(Qt.Key.Key_F, CONTROL | SHIFT)
    typist.type(text)
    search = typist.program.company_search
    wait_until(lambda: search.is_current and not search.state.is_busy and bool(search.state.hits))


@pytest.mark.long
def test_another_company_is_chosen_while_one_is_being_sent(
    slow: _Slow, server: SandboxServer, program_home: Path, qapp: QApplication
) -> None:
    assert qapp is not None
    connect_to(slow.url, program_home)
    with running() as typist:
        typist.wait_until_signed_in()
        choose_bakery(typist)
        wait_until_read(typist)
        typist.type("Kari Nordmann")
        typist.save()
        wait_until(lambda: slow.is_posted)
        try:
            find(typist, "logistik")
            typist.press(Qt.Key.Key_Return)
            wait_until(lambda: "Blåbär Logistik AB" in strip_text(typist))
            typist.window.activateWindow()
            wait_until(lambda: QApplication.focusWidget() is not None)
            typist.wait_until_place("Persons[0].Firstname")
            typist.type("Ola Li")
        finally:
            slow.go_on.set()
        typist.wait_for_outcome("Added to")
        form = typist.window.form.value()
        target = target_of(form)
        assert target is not None
        assert target.name == "Blåbär Logistik AB"
        assert "Ola" in form["Persons"][0]["Firstname"]
    assert [name for name, _mail in people(server)] == ["Kari Nordmann"]


@pytest.mark.long
@pytest.mark.shared_window
def test_a_company_that_is_deleted_before_it_is_saved(typist: Typist, server: SandboxServer) -> None:
    choose_bakery(typist)
    wait_until_read(typist)
    typist.type("Kari Nordmann")
    httpx.delete(f"{server.url}/api/v1/Contact/{NUMBER}", auth=AUTH).raise_for_status()
    typist.save()
    typist.wait_for_outcome("it cannot be read any more")
    wait_until(lambda: bool(typist.window.form.value().get("Persons")))
    form = typist.window.form.value()
    assert form["Persons"][0]["Firstname"] == "Kari"
    assert target_of(form) is not None
    typist.program.adding_to.strip.back_asked.emit()
    assert typist.window.form.value()["Name"] == BAKERY


@pytest.mark.long
def test_another_connection_meanwhile_keeps_it_and_says_so(
    typist: Typist, server: SandboxServer, tmp_path: Path
) -> None:
    choose_bakery(typist)
    wait_until_read(typist)
    typist.type("Kari Nordmann")
    connections = typist.program.connections
    first = connections.status.profile
    assert first is not None
    with SandboxServer(tmp_path / "another.sqlite3") as other:
        connections.save_profile(first.with_changes(name="Other", url=other.url), PASSWORD)
        wait_until(
            lambda: any("Choose that connection again" in one.message for one in typist.window.problems)
        )
        typist.save()
        assert not [one for one in other.requests if one.method in {"POST", "PUT"}]
        connections.use(first.name)
        wait_until(lambda: not typist.window.problems)
        typist.wait_until_signed_in()
        wait_until_read(typist)
        typist.read_refusal()
        typist.save()
        typist.wait_for_outcome("Added to")
    assert [name for name, _mail in people(server)] == ["Kari Nordmann"]
