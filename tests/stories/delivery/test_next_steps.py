"""What follows a company and its people (`next_steps`, `next_step_kinds`, `app/model/next_steps/`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.sandbox import Options, SandboxServer
from app.service.delivery.deliverer import new_addition
from app.service.search.comparison import compare
from tests.helpers.fakes.delivery import KARI, Desk, is_next_step, states
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Request, Response, forward_to
from tests.helpers.kill.next_steps import ALL, APPOINTMENT, PROJECT, SELECTION, there


@pytest.fixture
def desk(tmp_path: Path, sandbox: SandboxServer) -> Iterator[Desk]:
    with Desk(tmp_path, sandbox.url, send_persons=False) as desk:
        yield desk


def enter(desk: Desk, *steps: dict[str, Any], **changes: Any) -> Entry:
    return desk.enter(**{"persons": (KARI,), "NextSteps": list(steps), **changes})


def counts(desk: Desk, entry: Entry) -> list[int]:
    return [sum(1 for _one in there(desk, entry, step)) for step in entry.next_steps]


def test_each_is_done_once_with_its_links(desk: Desk, sandbox: SandboxServer) -> None:
    entry = desk.deliver(enter(desk, *ALL))
    assert states(entry) == [State.SAVED] * 7
    assert counts(desk, entry) == [1] * 5
    (appointment,) = there(desk, entry, entry.next_steps[0])
    assert appointment["Contact"]["ContactId"] == entry.contact_id
    assert appointment["Associate"]["AssociateId"] == 6
    assert appointment["Task"]["TaskListItemId"] == 1
    assert "NextSteps" not in str([request.path for request in sandbox.requests])
    done = "Call, Fair Oslo 2026, Energy day 2026, E-marketing"
    assert entry.message.endswith(f"Done as well: {done}. Kari Ås is the support person.")


@pytest.mark.parametrize("step", ALL[:4], ids=lambda step: step["Kind"])
@pytest.mark.parametrize("arrives", [True, False])
def test_a_lost_answer_neither_loses_nor_doubles(
    tmp_path: Path, sandbox: SandboxServer, step: dict[str, Any], arrives: bool
) -> None:
    save = forward_to(sandbox.url)
    with (
        FaultyServer(
            Fault.READ_THEN_CLOSE,
            forward_to(sandbox.url),
            applies=is_next_step,
            save_first=save if arrives else None,
            times=1,
        ) as server,
        Desk(tmp_path, server.url, send_persons=False) as desk,
    ):
        entry = enter(desk, step)
        first = desk.advance(entry).entry
        assert (first.state, states(first)[-1]) == (State.UNKNOWN, State.UNKNOWN)
        begun = desk.clock()
        entry = desk.deliver(entry)
        assert (entry.state, counts(desk, entry)) == (State.SAVED, [1])
        if not arrives:
            assert (desk.clock() - begun).total_seconds() >= 60  # two looks, apart


def test_where_nobody_can_look_the_user_decides(tmp_path: Path, sandbox: SandboxServer) -> None:
    behind = forward_to(sandbox.url)

    def handle(request: Request) -> Response:
        if request.path.endswith("/Members"):
            return Response(404, {"Error": True, "ErrorType": "SoNotFoundException", "ErrorMessage": "No"})
        return behind(request)

    with (
        FaultyServer(Fault.READ_THEN_CLOSE, handle, applies=is_next_step, times=1) as server,
        Desk(tmp_path, server.url, send_persons=False) as desk,
    ):
        entry = desk.deliver(enter(desk, SELECTION))
        assert entry.undecided is entry.next_steps[0]
        assert "cannot be seen on the server" in entry.message
        assert compare(entry, entry.next_steps[0], desk.api(), {}).ids == ()
        desk.decide(entry, None)
        entry = desk.deliver(entry)
        assert entry.state is State.SAVED


def test_a_wrong_name_stops_no_other_step(desk: Desk) -> None:
    wrong = {**SELECTION, "Name": "Fair Bergen"}
    several = {**SELECTION, "Name": "Christmas cards"}
    entry = desk.deliver(enter(desk, wrong, several, PROJECT))
    assert states(entry)[2:] == [State.REJECTED, State.REJECTED, State.SAVED]
    assert "There is no selection “Fair Bergen” on the server." in entry.message
    assert "There are several selections “Christmas cards”" in entry.message
    assert desk.deliverer.retry(entry.id).state is State.QUEUED
    entry = desk.deliver(entry)
    assert counts(desk, entry)[2:] == [1]


def test_what_is_about_a_refused_person_waits_for_them(tmp_path: Path) -> None:
    options = Options(companies=False, fail_person="Ås")
    with (
        SandboxServer(tmp_path / "sandbox.db", options) as server,
        Desk(tmp_path, server.url, send_persons=False) as desk,
    ):
        entry = desk.deliver(enter(desk, SELECTION, {**PROJECT, "Person": 0}))
        assert states(entry) == [State.SAVED, State.REJECTED, State.REJECTED, State.SAVED]
        assert "Kari Ås is not saved, so this was not done." in entry.message


def test_a_membership_that_is_there_is_not_doubled_by_an_addition(desk: Desk) -> None:
    company = desk.deliver(enter(desk, SELECTION, PROJECT, persons=()))
    given = {"ContactId": company.contact_id, "Name": "Fjord", "NextSteps": [SELECTION, PROJECT, APPOINTMENT]}
    addition = new_addition(read_as(ContactEntity, given), desk.profile, "addition", desk.clock())
    entry = desk.deliver(desk.outbox.add(addition))
    assert entry.state is State.SAVED
    assert counts(desk, company) == [1, 1]
    assert len(desk.api().next_steps.appointments(company.contact_id)) == 1


def test_two_equal_additions_are_two_appointments(tmp_path: Path, sandbox: SandboxServer) -> None:
    """The one whose answer is lost is not taken for the other."""
    with (
        FaultyServer(Fault.READ_THEN_CLOSE, forward_to(sandbox.url), applies=is_next_step, times=1) as server,
        Desk(tmp_path, server.url, send_persons=False) as desk,
    ):
        company = desk.deliver(desk.enter())
        given = {"ContactId": company.contact_id, "Name": "Fjord", "NextSteps": [APPOINTMENT]}
        for name in ("one", "other"):
            body = read_as(ContactEntity, given)
            desk.outbox.add(new_addition(body, desk.profile, name, desk.clock()))
        desk.advance(desk.outbox.existing("one"))
        desk.deliver(desk.outbox.existing("other"))
        assert desk.deliver(desk.outbox.existing("one")).state is State.SAVED
        assert len(desk.api().next_steps.appointments(company.contact_id)) == 2


def test_it_goes_back_into_the_draft(desk: Desk) -> None:
    entry = enter(desk, APPOINTMENT, SELECTION)
    draft = desk.outbox.reopen(entry.id)
    assert draft.form["NextSteps"] == [{**APPOINTMENT, "Person": 1}, {**SELECTION, "Person": 1}]
