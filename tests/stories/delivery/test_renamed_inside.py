"""Who stands in the answer to a company is never somebody else of the entry, whatever the names became."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.model.carriers.person import Person
from app.model.entry import State
from app.sandbox import PASSWORD, USER, Options, SandboxServer
from tests.helpers.fakes.delivery import Desk, states, there
from tests.helpers.faults.faulty_server import (
    FaultyServer,
    Request,
    Response,
    forward_to,
    is_new_company,
)
from tests.helpers.kill.next_steps import CONSENT

POST_MOTTAK = {"Firstname": "Post", "Lastname": "Mottak"}
Inside = list[dict[str, Any]]


@contextmanager
def world(tmp_path: Path, adds: Callable[[Inside], Inside]) -> Iterator[Desk]:
    """A server that adds what `adds` makes of the people inside a company, and answers with those."""
    with SandboxServer(tmp_path / "sandbox.db", Options(companies=False)) as sandbox:
        save, api = forward_to(sandbox.url), f"{sandbox.url}/api/v1"

        def handle(request: Request) -> Response:
            if not is_new_company(request):
                return save(request)
            body = request.json
            inside = body.pop("Persons", None) or []
            with httpx.Client(auth=(USER, PASSWORD)) as client:
                company = client.post(f"{api}/Contact", json=body).raise_for_status().json()
                of_it = {"Contact": {"ContactId": company["ContactId"]}}
                made = [
                    client.post(f"{api}/Person", json=one | of_it).raise_for_status().json()
                    for one in adds(inside)
                ]
            company["Persons"] = [_light(one, company["ContactId"]) for one in made]
            return Response(200, company)

        with FaultyServer(handle=handle) as faulty, Desk(tmp_path, faulty.url) as desk:
            yield desk


def _light(person: dict[str, Any], contact_id: int) -> dict[str, Any]:
    names = ("PersonId", "Firstname", "Lastname", "FullName")
    emails = person.get("Emails") or [{"Value": ""}]
    return {name: person[name] for name in names} | {"ContactId": contact_id, "Email": emails[0]["Value"]}


def _in_ascii(inside: Inside) -> Inside:
    letters = str.maketrans({"Å": "AA", "å": "aa", "Ø": "OE", "ø": "oe"})
    return [
        {"Firstname": one["Firstname"].translate(letters), "Lastname": one["Lastname"].translate(letters)}
        | ({"Emails": [{"Value": one["Email"]}]} if one.get("Email") else {})
        for one in reversed(inside)
    ]


KARI, OLA = Person(firstname="Kari", lastname="Ås"), Person(firstname="Ola", lastname="Øvre")


@pytest.mark.parametrize("has_emails", [True, False])
def test_a_consent_goes_to_whom_it_is_of(tmp_path: Path, has_emails: bool) -> None:
    people: Sequence[Person] = (KARI, OLA)
    if has_emails:
        people = (KARI.with_changes(email="kari@f.example"), OLA.with_changes(email="ola@f.example"))
    with world(tmp_path, _in_ascii) as desk:
        saved = desk.deliver(desk.enter(persons=tuple(people), NextSteps=[CONSENT]))
        assert (saved.state, [step.name for step in saved.people]) == (State.SAVED, ["Kari AAs", "Ola OEvre"])
        kari, ola = (step.remote_id for step in saved.people)
        given = [
            {one["ConsentPurposeKey"] for one in desk.api().next_steps.consents(number)}
            for number in (kari, ola)
        ]
        assert ["EMARKETING" in one for one in given] == [True, False]


def test_whom_the_server_adds_to_each_company_is_nobody_of_the_entry(tmp_path: Path) -> None:
    with world(tmp_path, lambda _inside: [POST_MOTTAK]) as desk:
        asked = desk.deliver(desk.enter(persons=(KARI.with_changes(email="kari@f.example"),)))
        assert (asked.state, states(asked)) == (State.UNKNOWN, [State.SAVED, State.UNKNOWN])
        assert len(asked.people[0].candidates) == 1
        desk.decide(asked, None)
        saved = desk.deliver(asked)
        assert (saved.state, there(desk, saved)) == (State.SAVED, ["Post Mottak", "Kari Ås"])


def test_one_of_two_who_is_taken_does_not_bring_the_other(tmp_path: Path) -> None:
    with world(tmp_path, lambda inside: [*_in_ascii(inside[:1]), POST_MOTTAK]) as desk:
        asked = desk.deliver(desk.enter(persons=(KARI, OLA), NextSteps=[CONSENT | {"Person": 2}]))
        assert states(asked) == [State.SAVED, State.SAVED, State.UNKNOWN, State.QUEUED]
        assert asked.people[0].name == "Kari AAs"
        desk.decide(asked, None)
        saved = desk.deliver(asked)
        assert (saved.state, there(desk, saved)) == (State.SAVED, ["Kari AAs", "Post Mottak", "Ola Øvre"])
        assert saved.next_steps[0].remote_id == saved.people[1].remote_id
