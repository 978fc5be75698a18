"""What tests of ``contact-entry submit`` send, and what they ask a server afterwards."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx

from app.sandbox import PASSWORD, USER
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Request, Response

KEYS = {"id", "state", "ContactId", "persons", "next_steps", "errors", "warnings", "link"}
COMPANY = {
    "Name": "Fjell & Vidde AS",
    "CustomFields": {"SuperOffice:1": "K-1"},
    "Category": {"Id": 2},
    "Business": {"Id": 2},
    "Persons": [{"Firstname": "Kari", "Lastname": "Nordmann"}, {"Firstname": "Ola", "Lastname": "Hansen"}],
}
NOBODY = {**COMPANY, "Persons": []}


def ask(url: str, path: str) -> Any:
    answer = httpx.get(f"{url}/api/v1/{path}", auth=(USER, PASSWORD), headers={"Accept": "application/json"})
    assert answer.status_code == 200
    return answer.json()


def names_at(url: str, contact_id: int) -> list[tuple[str, str]]:
    query = "$select=firstName,lastName&$entities=person,retiredPerson"
    rows = ask(url, f"Contact/{contact_id}/Persons?{query}")["value"]
    return [(row["firstName"], row["lastName"]) for row in rows]


def how_many(url: str, name: str) -> int:
    rows = ask(url, "Contact?$select=contactId,name")["value"]
    return sum(row["name"] == name for row in rows)


class FaultyAtQuestions(FaultyServer):
    """Fails at requests that have no body, which could not be noted, as well."""

    def arrived(self, request: Request, fault: Fault) -> Response:
        self.requests.append(request)
        return self._handle(request) if fault is Fault.NONE else Response()


def written(folder: Path, value: object) -> Path:
    file = folder / "company.json"
    file.write_text(json.dumps(value), encoding="utf-8")
    return file
