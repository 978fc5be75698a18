"""Replicas that answer in turn, lists that have others' people, proposals that are somebody: no proof."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count, cycle, product
from pathlib import Path

import pytest

from app.model.carriers.person import Person
from app.model.entry import State
from app.sandbox import Options, SandboxServer
from tests.helpers.fakes.delivery import KARI, OLA, Desk, is_new_person, posts, there
from tests.helpers.faults.faulty_server import (
    FaultyServer,
    Handler,
    Request,
    Response,
    forward_to,
    is_new_company,
)
from tests.helpers.faults.lagging_server import EVERY_LIST, PEOPLE

LOST = Response(502, content=b"gone")
NONE = Response(200, {"value": []})


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "sandbox.db", Options(companies=False, take_persons=True)) as server:
        yield server


class OldReplica:
    """Lists are those of the beginning until `until`, where the request is one that it answers.

    The first new company or person of the name `loses` is saved and its answer lost.
    """

    def __init__(self, desk: Desk, url: str, lists: tuple[str, ...], loses: str) -> None:
        self._desk, self._behind, self._lists, self._loses = desk, forward_to(url), lists, loses
        self.until = desk.clock() + timedelta(minutes=5)
        # Whether it is asked, not the new one.
        self.answers: Callable[[Request], bool] = lambda request: "contactId%20%3D" not in request.target

    def __call__(self, request: Request) -> Response:
        if is_new_company(request) or is_new_person(request):
            answer = self._behind(request)
            if (request.json.get("Name") or request.json.get("Lastname")) == self._loses:
                self._loses = ""
                return LOST
            return answer
        is_list = request.method == "GET" and request.path.endswith(self._lists)
        if is_list and self._desk.clock() < self.until and self.answers(request):
            return NONE
        return self._behind(request)


def advance_as_due(desk: Desk, entry_id: str, times: int) -> None:
    for _ in range(times):
        now = desk.outbox.existing(entry_id)
        desk.clock.now = max(desk.clock.now, now.next_try or desk.clock.now)
        desk.advance(now)


def test_a_list_of_another_replica_proves_nothing_of_a_company(desk: Desk, sandbox: SandboxServer) -> None:
    handle = OldReplica(desk, sandbox.url, EVERY_LIST, loses="Fjord AS")
    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        entry = desk.enter(name="Fjord AS")
        desk.advance(entry)
        desk.clock.forward(seconds=2)
        desk.advance(desk.enter(name="Bakke AS"))
        advance_as_due(desk, entry.id, 4)
        assert (desk.stored(entry).state, posts(server.requests)) == (State.SAVED, 2)


@pytest.mark.long
@pytest.mark.parametrize(
    "replicas", ["".join(turn) for n in (2, 3, 4) for turn in product("on", repeat=n) if "o" in turn]
)
def test_replicas_that_take_turns_prove_nothing_of_people(
    desk: Desk, sandbox: SandboxServer, replicas: str
) -> None:
    turns = cycle(replicas)  # old and new ones
    handle = OldReplica(desk, sandbox.url, PEOPLE, loses=OLA.lastname or "")
    handle.answers = lambda _: next(turns) == "o"
    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url, send_persons=False)
        entry = desk.enter(name="Fjord AS", persons=(OLA,))
        desk.advance(entry)
        desk.clock.forward(seconds=2)
        desk.advance(desk.enter(name="Bakke AS", persons=(KARI,)))
        advance_as_due(desk, entry.id, 4)
    desk.turn_to(sandbox.url)
    assert there(desk, desk.stored(entry)) == ["ola Li"]


def test_lists_that_catch_up_between_two_answers_prove_nothing(desk: Desk, sandbox: SandboxServer) -> None:
    handle = OldReplica(desk, sandbox.url, PEOPLE, loses=OLA.lastname or "")
    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url, send_persons=False)
        entry = desk.enter(name="Fjord AS", persons=(OLA,))
        desk.advance(entry)
        desk.clock.forward(seconds=2)
        desk.advance(desk.enter(name="Bakke AS", persons=(KARI,)))
        advance_as_due(desk, entry.id, 1)
        # At the second search the first list of people is the last that is behind.
        turns = count()
        handle.answers = lambda _: next(turns) == 0
        advance_as_due(desk, entry.id, 3)
    desk.turn_to(sandbox.url)
    assert there(desk, desk.stored(entry)) == ["ola Li"]


def mixing(url: str) -> Handler:
    """Returns a handler whose lists of people have those of every company."""
    behind = forward_to(url)

    def handle(request: Request) -> Response:
        if not (request.method == "GET" and request.path.endswith(PEOPLE)):
            return behind(request)
        rows: list[object] = []
        for each in (2, 3):  # those of the test; the first one is that of the users
            path = f"/api/v1/Contact/{each}/Persons"
            answer = behind(Request("GET", f"{path}?{request.target.partition('?')[2]}", request.headers))
            rows += json.loads(answer.raw)["value"] if answer.status == 200 else []
        return Response(200, {"value": rows})

    return handle


@pytest.mark.parametrize("use_dbi_key", [True, False])
def test_whoever_is_listed_and_in_another_company_is_not_ours(tmp_path: Path, use_dbi_key: bool) -> None:
    options = Options(companies=False, take_persons=False)
    with (
        SandboxServer(tmp_path / "s.db", options) as sandbox,
        FaultyServer(handle=mixing(sandbox.url)) as server,
        Desk(tmp_path, server.url, use_dbi_key=use_dbi_key) as desk,
    ):
        first = desk.deliver(desk.enter(name="Fjord AS", persons=(KARI,)))
        desk.outbox.server_traits.note_people_not_named("Work", "https://nowhere.example")
        second = desk.deliver(desk.enter(name="Bakke AS", persons=(KARI,)))
        assert (first.state, second.state) == (State.SAVED, State.SAVED)
        desk.turn_to(sandbox.url)
        assert (there(desk, first), there(desk, second)) == (["Kari Ås"], ["Kari Ås"])


def test_a_proposal_that_is_somebody_is_not_taken(desk: Desk, sandbox: SandboxServer) -> None:
    behind = forward_to(sandbox.url)
    somebody = {
        "PersonId": 7,
        "Firstname": "Per",
        "Lastname": "Vik",
        "Title": "Head",
        "Emails": [{"Value": "a@b.no"}],
    }

    def handle(request: Request) -> Response:
        is_default = request.path.endswith("CreateDefaultByContactId")
        return Response(200, somebody) if is_default else behind(request)

    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url, send_persons=False)
        desk.deliver(desk.enter(persons=(Person(firstname="Nina", lastname="Feil"),)))
        sent = next(request.json for request in server.requests if is_new_person(request))
    assert not sent.get("Title")
    assert not sent.get("Emails")
