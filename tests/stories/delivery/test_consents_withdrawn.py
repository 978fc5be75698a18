"""A consent that its person has withdrawn since Save is not given once more, whatever has become of ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.model.entry import Entry, State
from app.sandbox import PASSWORD, USER, SandboxServer
from tests.helpers.fakes.delivery import FINISHED, KARI, Desk, Switch, is_next_step
from tests.helpers.faults.faulty_server import FaultyServer, Handler, Request, Response
from tests.helpers.kill.next_steps import CONSENT

CUT = Response(wire=b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{")
BUSY = Response(503, {"Error": True, "ErrorType": "SoMaintenance", "ErrorMessage": "Later"})
OWN = Response(500, {"Error": True, "ErrorType": "SoX", "ErrorMessage": "Failed"})


@pytest.fixture
def desk(tmp_path: Path, switch: Switch) -> Iterator[Desk]:
    with FaultyServer(handle=switch) as server, Desk(tmp_path, server.url, send_persons=False) as desk:
        yield desk


def answering(behind: Handler, answer: Response, *, takes: bool) -> Handler:
    def handle(request: Request) -> Response:
        if not is_next_step(request):
            return behind(request)
        if takes:
            behind(request)
        return answer

    return handle


def withdraw(sandbox: SandboxServer, person: int) -> None:
    keys = {"source": "USER", "legalBase": "WITHDRAWN"}
    url = f"{sandbox.url}/api/v1/Person/{person}/Consent/EMARKETING"
    httpx.put(url, params=keys, json={}, auth=(USER, PASSWORD)).raise_for_status()


def legal_bases(sandbox: SandboxServer, person: int) -> dict[str, str]:
    url = f"{sandbox.url}/api/v1/Person/{person}/Consent"
    given: list[dict[str, Any]] = httpx.get(url, auth=(USER, PASSWORD)).raise_for_status().json()
    return {one["ConsentPurposeKey"]: one["LegalBaseKey"] for one in given}


def delivered(desk: Desk, entry: Entry) -> Entry:
    for _ in range(20):
        now = desk.stored(entry)
        if now.state in FINISHED or now.undecided:
            break
        desk.clock.now = max(desk.clock(), now.next_try or desk.clock())
        desk.advance(now)
    return desk.stored(entry)


@pytest.mark.parametrize("answer", [CUT, BUSY], ids=["cut", "busy"])
@pytest.mark.parametrize("takes", [True, False])
def test_what_was_withdrawn_while_nobody_knew_of_it_stays_so(
    desk: Desk, switch: Switch, sandbox: SandboxServer, answer: Response, takes: bool
) -> None:
    behind = switch.handle
    switch.handle = answering(behind, answer, takes=takes)
    entry = desk.enter(persons=(KARI,), NextSteps=[CONSENT])
    desk.advance(entry)
    person = desk.stored(entry).people[0].remote_id
    withdraw(sandbox, person)
    switch.handle = behind
    desk.clock.forward(hours=14)
    now = delivered(desk, entry)
    assert (now.state, legal_bases(sandbox, person)["EMARKETING"]) == (State.REJECTED, "WITHDRAWN")
    assert "withdrawn in SuperOffice since you saved it" in now.message
    again = delivered(desk, desk.deliverer.retry(now.id))
    assert (again.state, legal_bases(sandbox, person)["EMARKETING"]) == (State.REJECTED, "WITHDRAWN")


def test_what_was_withdrawn_before_an_older_store_was_put_back_stays_so(
    desk: Desk, sandbox: SandboxServer
) -> None:
    entry = desk.enter(persons=(KARI,), NextSteps=[CONSENT])
    kept = desk.copy_store()
    person = delivered(desk, entry).people[0].remote_id
    withdraw(sandbox, person)
    desk.clock.forward(hours=14)
    desk.restore_store(kept)
    now = delivered(desk, entry)
    assert (now.state, legal_bases(sandbox, person)["EMARKETING"]) == (State.REJECTED, "WITHDRAWN")


def test_what_the_server_has_failed_to_set_and_was_withdrawn_is_refused(
    desk: Desk, switch: Switch, sandbox: SandboxServer
) -> None:
    behind = switch.handle

    def handle(request: Request) -> Response:
        if is_next_step(request):
            withdraw(sandbox, int(request.path.split("/Person/")[1].split("/", maxsplit=1)[0]))
            return OWN
        return behind(request)

    switch.handle = handle
    now = delivered(desk, desk.enter(persons=(KARI,), NextSteps=[CONSENT]))
    assert (now.state, now.next_steps[0].state) == (State.REJECTED, State.REJECTED)


def test_a_default_that_the_server_gave_a_new_person_is_replaced_after_a_lost_answer(
    desk: Desk, switch: Switch, sandbox: SandboxServer
) -> None:
    behind = switch.handle
    switch.handle = answering(behind, CUT, takes=False)
    entry = desk.enter(persons=(KARI,), NextSteps=[{**CONSENT, "Purpose": "STORE"}])
    desk.advance(entry)
    switch.handle = behind
    now = delivered(desk, entry)
    assert (now.state, legal_bases(sandbox, now.people[0].remote_id)["STORE"]) == (State.SAVED, "61A")
