"""What the server refuses after it has saved it is found by one look; a plain refusal is told at once.

It reads the record back to answer with it, and its user may not have the right to; or a script of the tenant
fails once the record is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.sandbox import SandboxServer
from app.service.delivery.deliverer import new_addition
from tests.helpers.fakes.delivery import (
    FINISHED,
    KARI,
    OLA,
    Desk,
    Switch,
    asked,
    is_new_person,
    is_next_step,
    states,
    there,
)
from tests.helpers.faults.faulty_server import FaultyServer, Handler, Request, Response, is_new_company
from tests.helpers.kill.next_steps import APPOINTMENT, CONSENT, PROJECT, SELECTION

STATUSES = (400, 403, 404, 409, 412, 413, 422)
STEPS = {"appointment": APPOINTMENT, "selection": SELECTION, "project": PROJECT, "consent": CONSENT}


@pytest.fixture
def faulty(switch: Switch) -> Iterator[FaultyServer]:
    with FaultyServer(handle=switch) as faulty:
        yield faulty


@pytest.fixture
def desk(tmp_path: Path, faulty: FaultyServer) -> Iterator[Desk]:
    with Desk(tmp_path, faulty.url, send_persons=False) as desk:
        yield desk


def own(status: int, **fields: list[str]) -> Response:
    told = {"Error": True, "ErrorType": "SoSentryException", "ErrorMessage": "Access denied"}
    return Response(status, told | ({"ModelState": fields} if fields else {}))


def refusing(behind: Handler, is_it: Callable[[Request], bool], answer: Response, *, takes: bool) -> Handler:
    """Returns a handler that refuses all of those, the first of which it has taken if it `takes` any."""
    taken: list[Request] = []

    def handle(request: Request) -> Response:
        if not is_it(request):
            return behind(request)
        if takes and not taken:
            behind(request)
        taken.append(request)
        return answer

    return handle


def delivered(desk: Desk, entry: Entry) -> Entry:
    """Delivers an entry once: nothing of it waits."""
    now = desk.advance(entry).entry
    assert now.state in FINISHED
    return now


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("use_dbi_key", [True, False])
def test_a_company_that_was_taken_is_saved_whatever_the_refusal(
    desk: Desk, switch: Switch, faulty: FaultyServer, status: int, use_dbi_key: bool
) -> None:
    switch.handle = refusing(switch.handle, is_new_company, own(status), takes=True)
    desk.turn_to(faulty.url, use_dbi_key=use_dbi_key)
    now = delivered(desk, desk.enter(name="Fjord AS"))
    assert (now.state, now.problems) == (State.SAVED, ())
    assert desk.api().find_contacts("Fjord AS", None) == (now.contact_id,)


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("use_dbi_key", [True, False])
def test_who_was_added_is_saved_whatever_the_refusal(
    desk: Desk, switch: Switch, faulty: FaultyServer, status: int, use_dbi_key: bool
) -> None:
    answer = own(status, **{"newEntity.Lastname": ["Too long."]})
    switch.handle = refusing(switch.handle, is_new_person, answer, takes=True)
    desk.turn_to(faulty.url, use_dbi_key=use_dbi_key)
    now = delivered(desk, desk.enter(persons=(KARI, OLA)))
    assert states(now) == [State.SAVED, State.SAVED, State.REJECTED]
    assert there(desk, now) == ["Kari Ås"]
    assert {one.path.partition(".")[0] for one in now.problems} <= {"Persons[1]"}


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("kind", STEPS)
def test_a_next_step_that_was_done_is_done_whatever_the_refusal(
    desk: Desk, switch: Switch, kind: str, status: int
) -> None:
    switch.handle = refusing(switch.handle, is_next_step, own(status), takes=True)
    now = delivered(desk, desk.enter(persons=(KARI,), NextSteps=[STEPS[kind]]))
    assert states(now) == [State.SAVED] * 3


@pytest.mark.parametrize("kind", STEPS)
def test_a_next_step_that_is_refused_is_told_at_once(
    desk: Desk, switch: Switch, sandbox: SandboxServer, kind: str
) -> None:
    switch.handle = refusing(switch.handle, is_next_step, own(403), takes=False)
    now = delivered(desk, desk.enter(persons=(KARI,), NextSteps=[STEPS[kind]]))
    assert states(now) == [State.SAVED, State.SAVED, State.REJECTED]
    begun = asked(sandbox).index("POST Person")
    assert len(asked(sandbox)[begun:]) <= 10


def test_all_who_are_refused_are_looked_for_in_one_list(
    desk: Desk, switch: Switch, sandbox: SandboxServer
) -> None:
    switch.handle = refusing(switch.handle, is_new_person, own(403), takes=False)
    people = tuple(KARI.with_changes(firstname=f"Kari {number}") for number in range(5))
    now = delivered(desk, desk.enter(persons=people))
    assert states(now)[1:] == [State.REJECTED] * 5
    assert sum(one.endswith("/Persons") for one in asked(sandbox)) == 1
    assert not [one for one in asked(sandbox) if one.startswith("GET Person/") and "default" not in one]


@pytest.mark.parametrize("use_dbi_key", [True, False])
def test_where_nobody_can_look_a_refusal_is_believed(
    desk: Desk, switch: Switch, faulty: FaultyServer, use_dbi_key: bool
) -> None:
    behind = refusing(switch.handle, is_new_person, own(403), takes=True)

    def handle(request: Request) -> Response:
        return own(403) if request.path.endswith("/Persons") else behind(request)

    switch.handle = handle
    desk.turn_to(faulty.url, use_dbi_key=use_dbi_key)
    assert states(delivered(desk, desk.enter(persons=(KARI,)))) == [State.SAVED, State.REJECTED]


def test_an_appointment_of_before_is_not_the_one_that_is_refused(desk: Desk, switch: Switch) -> None:
    company = delivered(desk, desk.enter(name="Fjord AS")).contact_id
    given: dict[str, Any] = {
        "Title": APPOINTMENT["Title"],
        "Description": APPOINTMENT["Description"],
        "StartDate": APPOINTMENT["StartDate"],
        "Task": {"TaskListItemId": 1},
        "Associate": APPOINTMENT["Associate"],
        "Contact": {"ContactId": company},
    }
    desk.api().next_steps.create_appointment(given)
    switch.handle = refusing(switch.handle, is_next_step, own(409), takes=False)
    desk.clock.forward(hours=1)
    body = read_as(ContactEntity, {"ContactId": company, "Name": "Fjord AS", "NextSteps": [APPOINTMENT]})
    now = delivered(desk, desk.outbox.add(new_addition(body, desk.profile, "addition", desk.clock())))
    assert states(now)[-1] is State.REJECTED
