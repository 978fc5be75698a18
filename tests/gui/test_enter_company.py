"""The main job: a company typed with keys arrives at the server as it was typed."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.model.outbox import EntrySummary, State
from app.sandbox import Options, SandboxServer
from app.storage.outbox import Outbox
from tests.helpers.vendor import faults_of, needs_reference
from tests.helpers.window import CONTROL, SHIFT, Typist, connect_to, running


@pytest.fixture(params=[False, True], ids=["persons ignored", "persons taken"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SandboxServer]:
    options = Options(take_persons=request.param)
    with SandboxServer(tmp_path / "sandbox.sqlite3", options) as server:
        yield server


@pytest.fixture
def typist(qapp: QApplication, server: SandboxServer, program_home: Path) -> Iterator[Typist]:
    assert qapp is not None
    connect_to(server.url, program_home)
    with running() as typist:
        typist.wait_until_signed_in()
        yield typist


def on_server(server: SandboxServer, path: str) -> Any:
    headers = {"Accept": "application/json", "Accept-Language": "en"}
    answer = httpx.get(f"{server.url}/api/v1/{path}", auth=("demo", "demo"), headers=headers)
    return answer.raise_for_status().json()


def saved_entries(typist: Typist) -> tuple[EntrySummary, ...]:
    store = typist.program.store
    assert store is not None
    return Outbox(store).summaries([State.SAVED])


def type_company(typist: Typist) -> None:
    typist.type("Fjell & Vidde AS")
    typist.fill("Department", "Salg")
    typist.fill("Category", "partner")
    typist.fill("OrgNr", "974760673")
    typist.go_to_tab(2)
    typist.fill("Persons[0].Firstname", "Kari")
    typist.fill("Persons[0].Lastname", "Nordmann")
    typist.fill("Persons[0].Email", "kari@fjellvidde.no")
    typist.press(Qt.Key.Key_Return)
    typist.type("Ola")
    typist.fill("Persons[1].Lastname", "Hansen")
    typist.fill("Persons[1].MobilePhone", "99 88 77 66")


def type_communication(typist: Typist) -> None:
    typist.press(Qt.Key.Key_H, CONTROL | SHIFT)
    typist.type("22 86 54 00")
    typist.press(Qt.Key.Key_Tab)
    typist.type("Switchboard")
    typist.fill("Phones[1].Value", "+47 22 86 54 01")
    typist.press(Qt.Key.Key_E, CONTROL | SHIFT)
    typist.type("post@fjellvidde.no")


def type_custom_fields(typist: Typist) -> None:
    typist.go_to_tab(4)
    typist.fill("CustomFields.SuperOffice:1", "K-2026-17")
    typist.fill("CustomFields.SuperOffice:2", "42")
    typist.fill("CustomFields.SuperOffice:4", "24.11.2026")
    typist.tab_to("CustomFields.SuperOffice:6")
    typist.press(Qt.Key.Key_Space)
    typist.fill("CustomFields.SuperOffice:7", "large")
    typist.fill("CustomFields.SuperOffice:8", "12.5")


def test_a_company_arrives_as_it_was_typed(typist: Typist, server: SandboxServer) -> None:
    type_company(typist)
    type_communication(typist)
    type_custom_fields(typist)
    typist.save()
    assert "10001" in typist.wait_for_outcome("Saved as number")

    (contact_id,) = [entry.contact_id for entry in saved_entries(typist)]
    saved = on_server(server, f"Contact/{contact_id}")
    assert (saved["Name"], saved["Department"], saved["OrgNr"]) == ("Fjell & Vidde AS", "Salg", "974760673")
    assert saved["Category"]["Value"] == "Partner"
    assert saved["Country"]["CountryId"] == 578
    phones = [(phone["Value"], phone["Description"]) for phone in saved["Phones"]]
    assert phones == [("22 86 54 00", "Switchboard"), ("+47 22 86 54 01", "")]
    assert [mail["Value"] for mail in saved["Emails"]] == ["post@fjellvidde.no"]
    assert {key: saved["CustomFields"][f"SuperOffice:{key}"] for key in "12468"} == {
        "1": "K-2026-17",
        "2": "[I:42]",
        "4": "[D:11/24/2026]",
        "6": "[I:1]",
        "8": "[F:12.5]",
    }
    people = on_server(server, f"Contact/{contact_id}/Persons")["value"]
    names = sorted((row["firstName"], row["lastName"]) for row in people)
    assert names == [("Kari", "Nordmann"), ("Ola", "Hansen")]


@needs_reference
def test_the_body_on_the_wire_fits_the_vendors_definition(typist: Typist, server: SandboxServer) -> None:
    type_company(typist)
    type_communication(typist)
    type_custom_fields(typist)
    typist.save()
    typist.wait_for_outcome("Saved as number")
    posts = [request for request in server.requests if request.method == "POST"]
    (company,) = [request for request in posts if request.path == "/api/v1/Contact"]
    assert faults_of(json.loads(company.body), "Contact", "ContactEntity") == []
    for person in [request for request in posts if request.path == "/api/v1/Person"]:
        assert faults_of(json.loads(person.body), "Person", "PersonEntity") == []
