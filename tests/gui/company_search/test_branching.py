"""Another branch of a company that is there, by keys alone: from the search, and from the similar ones."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.model.form.choices import NOT_SAME
from app.sandbox import SandboxServer
from app.service import addition_check
from app.storage.sqlite.drafts import Drafts
from tests.helpers.ui.outbox_desk import put_on
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, wait_until

pytestmark = pytest.mark.shared_window
FJELL: dict[str, Any] = {
    "Name": "Fjelltopp Regnskap AS",
    "Department": "Oslo",
    "OrgNr": "999888771",
    "Category": {"Id": 2},
    "Business": {"Id": 4},
    "Country": {"CountryId": 578},
    "Associate": {"AssociateId": 7},
    "Urls": [{"Value": "https://fjelltopp.example"}],
    "Phones": [{"Value": "+47 22 33 44 55"}],
    "CustomFields": {"SuperOffice:1": "K-1"},
    "Address": {
        "Street": {"Address1": "Storgata 1", "Zipcode": "0155", "City": "Oslo"},
        "Postal": {"Address1": "Postboks 1", "Zipcode": "0101", "City": "Oslo"},
    },
}


def form(typist: Typist) -> dict[str, Any]:
    return typist.window.form.value()


def find(typist: Typist, text: str) -> None:
    typist.press(Qt.Key.Key_F, CONTROL | SHIFT)
    typist.type(text)
    search = typist.program.company_search
    wait_until(lambda: search.is_current and not search.state.is_busy and len(search.state.hits) == 1)


def begin_from_search(typist: Typist) -> None:
    find(typist, "fjelltopp")
    typist.press(Qt.Key.Key_D, CONTROL)
    wait_until(lambda: form(typist).get("Name") == FJELL["Name"])
    typist.window.activateWindow()
    wait_until(typist.window.isActiveWindow)
    wait_until(lambda: typist.place == "Department")


def check_branch(typist: Typist, number: int) -> None:
    typed = form(typist)
    assert (typed["Category"]["Id"], typed["Business"]["Id"]) == (2, 4)
    assert (typed["Country"]["CountryId"], typed["Associate"]["AssociateId"]) == (578, 7)
    assert [one["Value"] for one in typed["Urls"]] == ["https://fjelltopp.example"]
    assert typed["Address"] == {"Postal": FJELL["Address"]["Postal"]}
    assert typed["CustomFields"]["SuperOffice:1"] == "K-1"
    assert typed[NOT_SAME] == [number]
    assert not {"OrgNr", "Number2", "DbiKey", "Phones", "Persons", "ContactId"} & set(typed)


@pytest.mark.long
def test_from_the_search_a_new_company_begins(typist: Typist, server: SandboxServer) -> None:
    number = put_on(server, FJELL)
    typist.type("Mill")
    begin_from_search(typist)
    check_branch(typist, number)
    assert "Department" not in form(typist)
    assert typist.window.notice.text.startswith("Another branch of “Fjelltopp Regnskap AS”: type what")
    assert "Ctrl+Z takes it back." in typist.window.notice.text
    store = typist.program.store
    assert store is not None
    wait_until(lambda: "Mill" in [draft.title for draft in Drafts(store).all()])
    typist.type("Bergen")
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert form(typist)["Name"] == FJELL["Name"]
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert not form(typist).get("Name")
    assert "Urls" not in form(typist)


@pytest.mark.long
def test_the_branch_is_saved_as_a_company_of_its_own(typist: Typist, server: SandboxServer) -> None:
    put_on(server, FJELL)
    begin_from_search(typist)
    typist.type("Bergen")
    typist.save()
    typist.wait_for_outcome("Saved as number")
    body = next(one.body for one in server.requests if one.method == "POST" and b"Bergen" in one.body)
    assert b"999888771" not in body


def test_from_the_similar_companies_what_was_typed_stays(typist: Typist, server: SandboxServer) -> None:
    number = put_on(server, FJELL)
    typist.type("Fjelltopp Regnskap")
    strip = typist.window.duplicates
    wait_until(lambda: strip.text == "1 similar company")
    typist.fill("Department", "Bergen")
    before = form(typist)
    typist.press(Qt.Key.Key_J, CONTROL)
    assert typist.place == "duplicates.list"
    typist.press(Qt.Key.Key_D, CONTROL)
    wait_until(lambda: form(typist).get("Name") == FJELL["Name"])
    check_branch(typist, number)
    assert form(typist)["Department"] == "Bergen"
    wait_until(lambda: typist.place == "Department")
    wait_until(lambda: strip.text == "")
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert form(typist) == before


def test_what_cannot_be_read_is_said_and_changes_nothing(typist: Typist, server: SandboxServer) -> None:
    number = put_on(server, FJELL)
    typist.type("Mill")
    values = typist.program.adding.values
    values.ask_for_branch(number + 1000, "Gone")
    wait_until(lambda: bool(typist.window.notice.text) and "Reading" not in typist.window.notice.text)
    assert form(typist)["Name"] == "Mill"


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Holds what is read of a company until it is set."""
    may_come, read_company = Event(), addition_check.read_company

    def read_later(*asked: Any) -> Any:
        assert may_come.wait(30)
        return read_company(*asked)

    monkeypatch.setattr(addition_check, "read_company", read_later)
    yield may_come
    may_come.set()


def ask_for_branch(typist: Typist) -> dict[str, Any]:
    """Types a company and asks for a branch of the similar one; returns what was typed."""
    typist.type("Fjelltopp Regnskap")
    wait_until(lambda: typist.window.duplicates.text == "1 similar company")
    typist.fill("Department", "Bergen")
    before = form(typist)
    typist.press(Qt.Key.Key_J, CONTROL)
    typist.press(Qt.Key.Key_D, CONTROL)
    assert typist.window.notice.text == "Reading …"
    return before


def test_what_is_still_to_come_is_taken_back_before_anything_that_was_typed(
    typist: Typist, server: SandboxServer, held: Event
) -> None:
    put_on(server, FJELL)
    before = ask_for_branch(typist)
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert (form(typist), typist.window.notice.text) == (before, "")
    held.set()
    # What is asked for later comes later, and nothing came before it.
    typist.press(Qt.Key.Key_J, CONTROL)
    typist.press(Qt.Key.Key_D, CONTROL)
    wait_until(lambda: form(typist).get("Name") == FJELL["Name"])
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert form(typist) == before
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert "Department" not in form(typist), "only now"


def test_what_is_typed_meanwhile_is_taken_back_first(
    typist: Typist, server: SandboxServer, held: Event
) -> None:
    put_on(server, FJELL)
    before = ask_for_branch(typist)
    typist.fill("Number2", "K-77")
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert form(typist) == before
    assert typist.window.notice.text == "Reading …"
    held.set()
    wait_until(lambda: form(typist).get("Name") == FJELL["Name"])
    assert form(typist)["Department"] == "Bergen"
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert form(typist) == before
