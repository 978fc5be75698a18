"""The main job: a company typed with keys arrives at the server as it was typed."""

import json
from typing import Any

import httpx
import pytest

from app.sandbox import Options, SandboxServer
from tests.helpers.data.vendor import faults_of
from tests.helpers.ui.company import type_communication, type_company, type_custom_fields
from tests.helpers.ui.window import Typist

both = pytest.mark.parametrize(
    "server", [Options(), Options(take_persons=True)], ids=["persons ignored", "persons taken"], indirect=True
)


def on_server(server: SandboxServer, path: str) -> Any:
    headers = {"Accept": "application/json", "Accept-Language": "en"}
    answer = httpx.get(f"{server.url}/api/v1/{path}", auth=("demo", "demo"), headers=headers)
    return answer.raise_for_status().json()


@both
def test_a_company_arrives_as_it_was_typed(typist: Typist, server: SandboxServer) -> None:
    type_company(typist)
    type_communication(typist)
    type_custom_fields(typist)
    typist.save()
    assert "10001" in typist.wait_for_outcome("Saved as number")

    (contact_id,) = [entry.contact_id for entry in typist.saved_entries()]
    saved = on_server(server, f"Contact/{contact_id}")
    assert (saved["Name"], saved["Department"], saved["OrgNr"]) == ("Fjell & Vidde AS", "Salg", "974760673")
    assert saved["Category"]["Value"] == "Business partner"
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


@both
def test_the_body_on_the_wire_fits_the_vendors_definition(typist: Typist, server: SandboxServer) -> None:
    type_company(typist)
    type_communication(typist)
    type_custom_fields(typist)
    typist.save()
    typist.wait_for_outcome("Saved as number")
    posts = [request for request in server.requests if request.method == "POST"]
    (company,) = [request for request in posts if request.path == "/api/v1/Contact"]
    assert faults_of(json.loads(company.body), "ContactEntity") == []
    for person in [request for request in posts if request.path == "/api/v1/Person"]:
        assert faults_of(json.loads(person.body), "PersonEntity") == []
