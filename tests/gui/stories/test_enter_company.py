"""The main job: a company typed with keys arrives at the server as it was typed."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from PySide6.QtWidgets import QApplication

from app.sandbox import Options, SandboxServer
from app.sandbox.http.server import Request
from tests.helpers.data.vendor import faults_of
from tests.helpers.ui.company import type_communication, type_company, type_custom_fields
from tests.helpers.ui.window import Typist, connect_to, running


def on_server(server: SandboxServer, path: str) -> Any:
    headers = {"Accept": "application/json", "Accept-Language": "en"}
    answer = httpx.get(f"{server.url}/api/v1/{path}", auth=("demo", "demo"), headers=headers)
    return answer.raise_for_status().json()


@dataclass(frozen=True)
class Arrived:
    """What was said of the company, what the server has of it, and what was posted."""

    outcome: str
    company: Any
    people: Any
    posts: list[Request]


OPTIONS = {"persons ignored": Options(), "persons taken": Options(take_persons=True)}
_arrived: dict[str, Arrived] = {}


@pytest.fixture(params=OPTIONS)
def arrived(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path, program_home: Path
) -> Arrived:
    """A company that was typed and saved: once for all tests, which look at it from several sides."""
    assert qapp is not None
    if request.param not in _arrived:
        with SandboxServer(tmp_path / "sandbox.sqlite3", OPTIONS[request.param]) as server:
            connect_to(server.url, program_home)
            with running() as typist:
                typist.wait_until_signed_in()
                _arrived[request.param] = entered(typist, server)
    return _arrived[request.param]


def entered(typist: Typist, server: SandboxServer) -> Arrived:
    type_company(typist)
    type_communication(typist)
    type_custom_fields(typist)
    typist.save()
    outcome = typist.wait_for_outcome("Saved as number")
    (contact_id,) = [entry.contact_id for entry in typist.saved_entries()]
    company = on_server(server, f"Contact/{contact_id}")
    people = on_server(server, f"Contact/{contact_id}/Persons")["value"]
    return Arrived(outcome, company, people, [one for one in server.requests if one.method == "POST"])


@pytest.mark.long
def test_a_company_arrives_as_it_was_typed(arrived: Arrived) -> None:
    assert "10001" in arrived.outcome
    saved = arrived.company
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
    names = sorted((row["firstName"], row["lastName"]) for row in arrived.people)
    assert names == [("Kari", "Nordmann"), ("Ola", "Hansen")]


def test_the_body_on_the_wire_fits_the_vendors_definition(arrived: Arrived) -> None:
    (company,) = [request for request in arrived.posts if request.path == "/api/v1/Contact"]
    assert faults_of(json.loads(company.body), "ContactEntity") == []
    for person in [request for request in arrived.posts if request.path == "/api/v1/Person"]:
        assert faults_of(json.loads(person.body), "PersonEntity") == []
