"""Everything that a person can have, typed with keys, is found on the server."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.model.carriers.wire import is_declared
from app.model.form.person_fields import PERSON_FIELDS
from app.sandbox import Options, SandboxServer
from app.sandbox.http.server import Request
from tests.helpers.data.vendor import faults_of
from tests.helpers.ui.people import KARI, OLA, SAVED, told, type_person
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, connect_to, running


def on_server(server: SandboxServer, path: str) -> Any:
    headers = {"Accept": "application/json", "Accept-Language": "en"}
    answer = httpx.get(f"{server.url}/api/v1/{path}", auth=("demo", "demo"), headers=headers)
    return answer.raise_for_status().json()


def type_two_people(typist: Typist) -> None:
    typist.type("Fjell & Vidde AS")
    typist.go_to_tab(4)
    typist.fill("CustomFields.SuperOffice:1", "K-2026-17")
    typist.go_to_tab(2)
    type_person(typist, 0, KARI)
    typist.press(Qt.Key.Key_P, CONTROL | SHIFT)
    type_person(typist, 1, OLA)


@dataclass(frozen=True)
class Arrived:
    """What the server has of the two people, and what was posted."""

    people: list[Any]
    posts: list[Request]


OPTIONS = {"ignored": Options(), "taken": Options(take_persons=True)}
_arrived: dict[str, Arrived] = {}


@pytest.fixture(params=OPTIONS)
def arrived(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path, program_home: Path
) -> Arrived:
    """Two people who were typed and saved: once for all tests, which look at them from several sides."""
    assert qapp is not None
    if request.param not in _arrived:
        with SandboxServer(tmp_path / "sandbox.sqlite3", OPTIONS[request.param]) as server:
            connect_to(server.url, program_home)
            with running() as typist:
                typist.wait_until_signed_in()
                _arrived[request.param] = entered(typist, server)
    return _arrived[request.param]


def entered(typist: Typist, server: SandboxServer) -> Arrived:
    type_two_people(typist)
    typist.save()
    typist.wait_for_outcome("Saved as number")
    (contact_id,) = [entry.contact_id for entry in typist.saved_entries()]
    rows = on_server(server, f"Contact/{contact_id}/Persons?$entities=person,retiredPerson")["value"]
    people = [on_server(server, f"Person/{row['personId']}") for row in rows]
    return Arrived(people, [one for one in server.requests if one.method == "POST"])


@pytest.mark.long
def test_every_property_of_two_people_is_found_on_the_server(arrived: Arrived) -> None:
    assert sorted(person["Firstname"] for person in arrived.people) == ["Kari", "Ola"]
    in_order = sorted(arrived.people, key=lambda one: one["Firstname"])
    for person, expected in zip(in_order, SAVED, strict=True):
        assert {name: told(person, name) for name in expected} == expected
        assert [one["LegalBaseKey"] for one in person["Consents"]] == ["61F"]


def test_what_is_typed_is_all_that_has_an_editor() -> None:
    typed = {path for path, _ in (*KARI.contact, *KARI.details, *OLA.foot, *KARI.foot)}
    typed |= {path.partition("[")[0] for path in typed} | {"Interests", "Description"}
    # The layout of these two countries has no place for the others.
    other_countries = {f"Address.Street.{name}" for name in ("Address2", "Address3", "County", "State")}
    declared = {
        field.path for field in PERSON_FIELDS if is_declared(field.carrier, field.path.rpartition(".")[2])
    }
    assert declared - typed == other_countries


@pytest.mark.parametrize("arrived", ["ignored"], indirect=True)
def test_the_bodies_on_the_wire_fit_the_vendors_definitions(arrived: Arrived) -> None:
    posts = arrived.posts
    (company,) = [json.loads(request.body) for request in posts if request.path == "/api/v1/Contact"]
    assert faults_of(company, "ContactEntity") == []
    assert "Persons" not in company
    people = [json.loads(request.body) for request in posts if request.path == "/api/v1/Person"]
    assert [faults_of(person, "PersonEntity") for person in people] == [[], []]
    assert all("LocalizedAddress" not in person["Address"] for person in people)
    assert people[0]["Interests"] == [{"Id": 1, "Selected": True}]
