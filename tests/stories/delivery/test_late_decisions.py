"""What a user decides while the entry goes on: the answer is about what was asked, and about nothing else."""

from __future__ import annotations

from collections import Counter

import pytest

from app.model.entry import Entry, State
from app.sandbox import SandboxServer
from tests.helpers.fakes.delivery import KARI, OLA, Desk, states
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Request, Response, forward_to


def asked_about(desk: Desk, sandbox: SandboxServer) -> Entry:
    """A company with people, saved; its answer was lost and the server does not give it for a while."""
    behind = forward_to(sandbox.url)

    def handle(request: Request) -> Response:
        is_read = request.method == "GET" and request.path.rpartition("/v1/Contact/")[2].isdigit()
        return Response(403, {"Error": True, "ErrorMessage": "Not now."}) if is_read else behind(request)

    with FaultyServer(Fault.READ_THEN_CLOSE, handle, save_first=behind, times=1) as server:
        desk.turn_to(server.url)
        entry = desk.advance(desk.enter(persons=(KARI, OLA))).entry
        entry = desk.advance(entry).entry
    desk.turn_to(sandbox.url)
    assert states(entry) == [State.UNKNOWN] * 3
    assert entry.undecided == entry.company
    return entry


def people_of(desk: Desk, entry: Entry) -> Counter[str]:
    (company,) = desk.api().find_contacts(entry.name, None)
    return Counter(row.firstname for row in desk.api().contact_persons(company))


@pytest.mark.parametrize("says", ["it is that one", "it is another one"])
def test_a_company_that_was_found_before_the_user_answered_costs_nobody(
    desk: Desk, sandbox: SandboxServer, says: str
) -> None:
    seen = asked_about(desk, sandbox)
    (candidate,) = seen.company.candidates
    found = desk.advance(seen).entry
    assert states(found) == [State.SAVED, State.UNKNOWN, State.UNKNOWN]
    late = desk.deliverer.decide(seen, candidate if says == "it is that one" else None)
    assert late == found
    saved = desk.deliver(late)
    assert states(saved) == [State.SAVED] * 3
    assert people_of(desk, saved) == Counter(("Kari", "ola"))


def test_a_decision_that_is_made_twice_costs_nobody(desk: Desk, sandbox: SandboxServer) -> None:
    seen = asked_about(desk, sandbox)
    (candidate,) = seen.company.candidates
    once = desk.deliverer.decide(seen, candidate)
    assert states(once) == [State.SAVED, State.UNKNOWN, State.UNKNOWN]
    assert desk.deliverer.decide(seen, candidate) == once
    saved = desk.deliver(once)
    assert people_of(desk, saved) == Counter(("Kari", "ola"))
