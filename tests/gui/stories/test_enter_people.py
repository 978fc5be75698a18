"""Everything that a person can have, typed with keys, is found on the server."""

import json
from typing import Any

import httpx
import pytest
from PySide6.QtCore import Qt

from app.model.carriers.wire import is_declared
from app.model.form.person_fields import PERSON_FIELDS
from app.sandbox import Options, SandboxServer
from tests.helpers.data.vendor import faults_of
from tests.helpers.ui.people import KARI, OLA, SAVED, told, type_person
from tests.helpers.ui.window import CONTROL, SHIFT, Typist


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


def save(typist: Typist) -> int:
    typist.save()
    typist.wait_for_outcome("Saved as number")
    (contact_id,) = [entry.contact_id for entry in typist.saved_entries()]
    return contact_id


@pytest.mark.parametrize(
    "server", [Options(), Options(take_persons=True)], ids=["ignored", "taken"], indirect=True
)
def test_every_property_of_two_people_is_found_on_the_server(typist: Typist, server: SandboxServer) -> None:
    type_two_people(typist)
    contact_id = save(typist)
    rows = on_server(server, f"Contact/{contact_id}/Persons")["value"]
    people = [on_server(server, f"Person/{row['personId']}") for row in rows]
    assert sorted(person["Firstname"] for person in people) == ["Kari", "Ola"]
    for person, expected in zip(sorted(people, key=lambda one: one["Firstname"]), SAVED, strict=True):
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


def test_the_bodies_on_the_wire_fit_the_vendors_definitions(typist: Typist, server: SandboxServer) -> None:
    type_two_people(typist)
    save(typist)
    posts = [request for request in server.requests if request.method == "POST"]
    (company,) = [json.loads(request.body) for request in posts if request.path == "/api/v1/Contact"]
    assert faults_of(company, "ContactEntity") == []
    assert "Persons" not in company
    people = [json.loads(request.body) for request in posts if request.path == "/api/v1/Person"]
    assert [faults_of(person, "PersonEntity") for person in people] == [[], []]
    assert all("LocalizedAddress" not in person["Address"] for person in people)
    assert people[0]["Interests"] == [{"Id": 1, "Selected": True}]
