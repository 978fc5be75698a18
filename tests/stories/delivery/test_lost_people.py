"""People of whom nobody knows whether the server has them: lost answers, doubts, refusals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.model.carriers.common import Contact, Phone
from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import PersonEntity
from app.model.entry import State
from app.sandbox import Options, SandboxServer
from tests.helpers.fakes.delivery import (
    KARI,
    NINA,
    OLA,
    Desk,
    is_new_person,
    posts,
    refusing,
    states,
    there,
)
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Request, Response, forward_to


@pytest.fixture
def sandbox(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "sandbox.db", getattr(request, "param", Options())) as server:
        yield server


@pytest.mark.parametrize("saves", [True, False])
@pytest.mark.parametrize("use_dbi_key", [True, False])
def test_a_person_whose_answer_was_lost_is_looked_for(
    desk: Desk, sandbox: SandboxServer, saves: bool, use_dbi_key: bool
) -> None:
    behind = forward_to(sandbox.url)
    with FaultyServer(
        Fault.READ_THEN_CLOSE,
        behind,
        applies=is_new_person,
        save_first=behind if saves else None,
        times=1,
    ) as server:
        desk.turn_to(server.url, use_dbi_key=use_dbi_key, send_persons=False)
        entry = desk.enter(persons=(KARI, OLA))
        delivery = desk.advance(entry)
        now = delivery.entry
        assert states(now) == [State.SAVED, State.UNKNOWN, State.QUEUED]
        assert (now.state, delivery.pause_until) == (State.UNKNOWN, None)
        assert "Whether Kari Ås was saved is not known yet; that is looked up on the server." in now.message
        after = desk.advance(entry).entry
        if not saves:
            assert states(after) == [State.SAVED, State.UNKNOWN, State.SAVED]
            assert after.next_try == desk.clock() + timedelta(seconds=60)
            desk.clock.forward(seconds=60)
            assert states(desk.advance(entry).entry)[1] is State.UNKNOWN, "the server may still be at work"
            desk.clock.forward(minutes=4)
            after = desk.advance(entry).entry
        assert (after.state, states(after)) == (State.SAVED, [State.SAVED] * 3)
        assert len(server.bodies) == (2 if saves else 3)
        assert sorted(there(desk, after)) == ["Kari Ås", "ola Li"]


@pytest.mark.parametrize("use_dbi_key", [True, False])
def test_of_two_of_one_name_the_second_is_not_taken_for_the_first(
    desk: Desk, sandbox: SandboxServer, use_dbi_key: bool
) -> None:
    behind = forward_to(sandbox.url)
    passed: list[Request] = []

    def handle(request: Request) -> Response:
        passed.extend([request] * is_new_person(request))
        return behind(request)

    with FaultyServer(
        Fault.READ_THEN_CLOSE, handle, applies=lambda one: is_new_person(one) and len(passed) == 1, times=1
    ) as server:
        desk.turn_to(server.url, use_dbi_key=use_dbi_key, send_persons=False)
        entry = desk.enter(persons=(OLA, OLA))
        assert states(desk.advance(entry).entry) == [State.SAVED, State.SAVED, State.UNKNOWN]
        saved = desk.deliver(entry)
        assert there(desk, saved) == ["ola Li", "ola Li"]
        assert len({step.remote_id for step in saved.people}) == 2


def test_a_person_just_like_it_is_shown_to_the_user(desk: Desk, sandbox: SandboxServer) -> None:
    direct = desk.api()
    with FaultyServer(
        Fault.READ_THEN_CLOSE, forward_to(sandbox.url), applies=is_new_person, times=1
    ) as server:
        desk.turn_to(server.url, send_persons=False)
        entry = desk.advance(desk.enter(persons=(NINA, OLA))).entry
        colleagues = PersonEntity(
            firstname="Nina",
            lastname="Feil",
            mobile_phones=(Phone(value="91122333"),),
            contact=Contact(contact_id=entry.contact_id),
        )
        theirs = direct.create_person(colleagues).person_id
        entry = desk.advance(entry).entry
        assert entry.undecided == entry.people[0]
        assert states(entry) == [State.SAVED, State.UNKNOWN, State.SAVED]
        assert entry.people[0].candidates == (theirs,)
        assert "Nina Feil may have been saved: somebody who may be that is in the company" in entry.message
        again = desk.decide(entry, None)
        assert states(again) == [State.SAVED, State.UNKNOWN, State.SAVED], "it was found by the first search"
        assert again.people[0].not_it == (theirs,)
        assert again.contact_id == entry.contact_id
        desk.outbox.update(entry, expected=State.UNKNOWN)
        that_one = desk.decide(entry, theirs)
        assert (that_one.state, that_one.people[0].remote_id) == (State.SAVED, theirs)
        assert that_one.message == "Saved as number 10001."


@pytest.mark.parametrize(
    ("sandbox", "takes"),
    [(Options(take_persons=True), True), (Options(), False)],
    indirect=["sandbox"],
)
def test_the_people_of_a_company_whose_answer_was_lost_are_looked_for_twice(
    desk: Desk, sandbox: SandboxServer, takes: bool
) -> None:
    behind = forward_to(sandbox.url)
    with FaultyServer(Fault.READ_THEN_CLOSE, behind, save_first=behind, times=1) as server:
        desk.turn_to(server.url)
        entry = desk.enter(persons=(KARI, OLA))
        assert states(desk.advance(entry).entry) == [State.UNKNOWN] * 3
        now = desk.advance(entry).entry
        if takes:
            assert states(now) == [State.SAVED] * 3
        else:
            assert states(now) == [State.SAVED, State.UNKNOWN, State.UNKNOWN]
            assert now.next_try == desk.clock() + timedelta(seconds=60)
        saved = desk.deliver(entry)
        assert saved.state is State.SAVED
        assert posts(server.requests) == 1
        assert there(desk, saved) == ["Kari Ås", "ola Li"]


def test_people_who_went_out_with_a_refused_company_can_go_out_again(
    desk: Desk, sandbox: SandboxServer
) -> None:
    with FaultyServer(Fault.ERROR_500, forward_to(sandbox.url), times=1) as server:
        desk.turn_to(server.url)
        entry = desk.deliver(desk.enter(persons=(KARI, OLA)))
        assert states(entry) == [State.REJECTED, State.QUEUED, State.QUEUED]
        assert states(desk.deliverer.retry(entry.id)) == [State.UNKNOWN] * 3
        saved = desk.deliver(entry)
        assert states(saved) == [State.SAVED] * 3
        assert there(desk, saved) == ["Kari Ås", "ola Li"]


@pytest.mark.parametrize("is_there", [True, False])
def test_the_user_decides_for_a_company_with_people(
    desk: Desk, sandbox: SandboxServer, is_there: bool
) -> None:
    direct = desk.api()
    with FaultyServer(Fault.READ_THEN_CLOSE, forward_to(sandbox.url), times=1) as server:
        desk.turn_to(server.url)
        entry = desk.advance(desk.enter(name="Fjord AS", persons=(KARI, OLA))).entry
        twin = direct.create_contact(ContactEntity(name="Fjord AS")).contact_id
        entry = desk.advance(entry).entry
        assert entry.company.candidates == (twin,)
        decided = desk.decide(entry, twin if is_there else None)
        if is_there:
            assert states(decided) == [State.SAVED, State.UNKNOWN, State.UNKNOWN]
            assert decided.message.startswith("The company is saved. Whether Kari Ås was saved is not known")
        else:
            assert states(decided) == [State.UNKNOWN] * 3, "its own may not have been listed yet"
        saved = desk.deliver(decided)
        assert (saved.contact_id == twin) == is_there
        assert there(desk, saved) == ["Kari Ås", "ola Li"]


def test_a_change_of_the_setting_between_two_tries_is_followed(desk: Desk, sandbox: SandboxServer) -> None:
    desk.turn_to("http://127.0.0.1:1")
    entry = desk.advance(desk.enter(persons=(OLA,))).entry
    assert entry.people[0].matched_by_name
    desk.turn_to(sandbox.url, send_persons=False)
    entry = desk.advance(entry).entry
    assert not entry.people[0].matched_by_name
    assert there(desk, entry) == ["ola Li"]


def test_somebody_who_was_added_by_hand_meanwhile_is_not_added_again(
    desk: Desk, sandbox: SandboxServer
) -> None:
    behind = forward_to(sandbox.url)
    with FaultyServer(handle=refusing(behind, "Feil", Response(403, {"Error": True}))) as server:
        desk.turn_to(server.url, send_persons=False)
        entry = desk.advance(desk.enter(persons=(NINA,))).entry
        assert entry.state is State.REJECTED
    desk.turn_to(sandbox.url)
    company = Contact(contact_id=entry.contact_id)
    desk.api().create_person(PersonEntity(firstname="Nina", lastname="Feil", contact=company))
    desk.deliverer.retry(entry.id)
    saved = desk.advance(entry).entry
    assert there(desk, saved) == ["Nina Feil"]
    assert saved.state is State.SAVED
