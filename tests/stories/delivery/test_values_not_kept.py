"""What the server takes and does not keep of new companies and people is told once they are saved.

Its user may have no right to write a field, or an old server does not know it: it answers without an error.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import Person
from app.model.carriers.reading import read_as
from app.model.entry import State
from tests.helpers.fakes.delivery import Desk, Switch, is_new_person, is_next_step
from tests.helpers.faults.faulty_server import FaultyServer, Handler, Request, Response, is_new_company
from tests.helpers.kill.next_steps import APPOINTMENT

NOT_KEPT = "By its answer, SuperOffice has not kept this: {values}. Look there, and enter what is missing."
COMPANY = {
    "Name": "Fjord AS",
    "OrgNr": "923609016",
    "Description": "Note",
    "Phones": [{"Value": "22 33 44 55"}],
    "Emails": [{"Value": "post@fjord.example"}],
}
KARI = read_as(
    Person, {"Firstname": "Kari", "Lastname": "Ås", "Email": "k@fjord.example", "MobilePhone": "911 22 333"}
)


@pytest.fixture
def faulty(switch: Switch) -> Iterator[FaultyServer]:
    with FaultyServer(handle=switch) as faulty:
        yield faulty


@pytest.fixture
def desk(tmp_path: Path, faulty: FaultyServer) -> Iterator[Desk]:
    with Desk(tmp_path, faulty.url, send_persons=False) as desk:
        yield desk


def dropping(behind: Handler, is_it: Callable[[Request], bool], *names: str) -> Handler:
    """Returns a handler that has the server never see those properties of those requests."""

    def handle(request: Request) -> Response:
        if not is_it(request):
            return behind(request)
        body = json.dumps({name: value for name, value in request.json.items() if name not in names}).encode()
        headers = {name: value for name, value in request.headers.items() if name.lower() != "content-length"}
        return behind(replace(request, body=body, headers={**headers, "content-length": str(len(body))}))

    return handle


def test_of_a_company_it_is_told_at_its_place_and_in_its_sentence(desk: Desk, switch: Switch) -> None:
    switch.handle = dropping(switch.handle, is_new_company, "OrgNr", "Phones", "Description", "Emails")
    saved = desk.deliver(desk.enter(read_as(ContactEntity, COMPANY)))
    assert saved.state is State.SAVED
    told = NOT_KEPT.format(values="923609016, post@fjord.example, 22 33 44 55, Note")
    assert saved.message == f"Saved as number 10001. {told}"
    paths = ["OrgNr", "Emails[0].Value", "Phones[0].Value", "Description"]
    assert [one.path for one in desk.stored(saved).problems] == paths
    assert desk.stored(saved).message == saved.message


def test_of_a_person_it_is_told_with_the_name(desk: Desk, switch: Switch) -> None:
    switch.handle = dropping(switch.handle, is_new_person, "MobilePhones", "Emails")
    saved = desk.deliver(desk.enter(persons=(KARI,)))
    assert saved.state is State.SAVED
    assert f"Kari Ås: {NOT_KEPT.format(values='k@fjord.example, 911 22 333')}" in saved.message
    assert {one.path for one in desk.stored(saved).problems} == {
        "Persons[0].Email",
        "Persons[0].MobilePhone",
    }


@pytest.mark.parametrize("answer", [{}, {"Phones": None, "Emails": None, "OrgNr": None}])
def test_an_answer_that_does_not_name_it_tells_nothing(
    desk: Desk, switch: Switch, answer: dict[str, Any]
) -> None:
    behind = switch.handle

    def handle(request: Request) -> Response:
        told = behind(request)
        if not is_new_company(request):
            return told
        left = {name: value for name, value in json.loads(told.raw).items() if name not in COMPANY}
        return Response(told.status, {**left, "Name": "Fjord AS", **answer})

    switch.handle = handle
    saved = desk.deliver(desk.enter(read_as(ContactEntity, COMPANY)))
    assert (saved.state, saved.message, saved.problems) == (State.SAVED, "Saved as number 10001.", ())


@pytest.mark.parametrize(
    ("changes", "is_told"),
    [({}, False), ({"Title": None}, False), ({"Title": ""}, True), ({"Title": "", "Subject": "Call"}, False)],
)
def test_a_title_that_an_appointment_has_not_got_is_told(
    desk: Desk, switch: Switch, changes: dict[str, Any], *, is_told: bool
) -> None:
    behind = switch.handle

    def handle(request: Request) -> Response:
        told = behind(request)
        if not (is_next_step(request) and told.status == 200):
            return told
        return Response(told.status, {**json.loads(told.raw), **changes})

    switch.handle = handle
    saved = desk.deliver(desk.enter(NextSteps=[APPOINTMENT]))
    assert saved.state is State.SAVED
    assert "Done as well: Call." in saved.message
    assert (f"Call: {NOT_KEPT.format(values='Call')}" in saved.message) is is_told


def test_what_the_practice_server_keeps_is_not_told(desk: Desk) -> None:
    saved = desk.deliver(desk.enter(read_as(ContactEntity, {**COMPANY, "Persons": [KARI.to_json_object()]})))
    assert (saved.message, saved.problems) == ("Saved as number 10001.", ())
