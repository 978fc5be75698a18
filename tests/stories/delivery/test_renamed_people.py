"""A server that saves people under other names than it was sent: nobody is posted again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from app.model.entry import State
from app.sandbox import Options, SandboxServer
from tests.helpers.fakes.delivery import KARI, OLA, Desk, is_new_person, states, there
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to, is_new_company
from tests.helpers.faults.renaming_server import renaming

Renaming = Callable[[dict[str, Any]], dict[str, Any]]
_NAMES = ("Firstname", "Lastname")
RENAMINGS: dict[str, Renaming] = {
    "in capitals": lambda one: (
        one | {name: str(one[name]).upper() + "." for name in ("Firstname", "Lastname")}
    ),
    "transliterated": lambda one: one | {"Firstname": "Кари", "Lastname": "Ос"},
    "swapped": lambda one: one | {"Firstname": one["Lastname"], "Lastname": one["Firstname"]},
    "cut": lambda one: one | {"Lastname": str(one["Lastname"])[:1] + "…"},
    "with a middle name": lambda one: one | {"Firstname": f"{one['Firstname']} Marie"},
    "one name alone": lambda one: (
        one | {"Firstname": "", "Lastname": f"{one['Firstname']} {one['Lastname']}"}
    ),
}


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxServer]:
    path = tmp_path_factory.mktemp("server") / "sandbox.db"
    with SandboxServer(path, Options(take_persons=True)) as server:
        yield server


class Renamer:
    """Saves people of a new company under other names; its answer names them if it `tells`."""

    def __init__(self, url: str, renaming: Renaming, tells: bool) -> None:
        self._behind = forward_to(url)
        self._renaming = renaming
        self._tells = tells
        self.posted: list[str] = []

    def __call__(self, request: Request) -> Response:
        if request.method == "POST" and request.path.endswith(("/v1/Contact", "/v1/Person")):
            self.posted.append(request.path.rpartition("/")[2])
        if not is_new_company(request):
            return self._behind(request)
        body = request.json
        body["Persons"] = [self._renaming(one) for one in body.get("Persons") or ()]
        content = json.dumps(body).encode()
        headers = {**request.headers, "content-length": str(len(content))}
        answer = self._behind(Request(request.method, request.target, headers, content))
        saved = json.loads(answer.raw)
        return answer if self._tells else Response(200, saved | {"Persons": []})


@pytest.mark.parametrize("named", RENAMINGS)
def test_whom_the_answer_names_otherwise_is_who_went_in(
    desk: Desk, sandbox: SandboxServer, named: str
) -> None:
    renamer = Renamer(sandbox.url, RENAMINGS[named], tells=True)
    with FaultyServer(handle=renamer) as server:
        desk.turn_to(server.url)
        now = desk.advance(desk.enter(name=f"Fjord {named}", persons=(KARI, OLA))).entry
        assert (now.state, states(now)) == (State.SAVED, [State.SAVED] * 3)
        assert len({step.remote_id for step in now.people}) == 2
        assert len(there(desk, now)) == 2
        assert renamer.posted == ["Contact"]


@pytest.mark.parametrize("named", RENAMINGS)
def test_where_only_the_list_has_them_a_person_decides(
    desk: Desk, sandbox: SandboxServer, named: str
) -> None:
    renamer = Renamer(sandbox.url, RENAMINGS[named], tells=False)
    with FaultyServer(handle=renamer) as server:
        desk.turn_to(server.url)
        entry = desk.enter(name=f"Vidde {named}", persons=(KARI, OLA))
        for _ in range(4):
            now = desk.advance(entry).entry
            desk.clock.forward(minutes=6)
        assert (now.state, states(now)) == (State.UNKNOWN, [State.SAVED, State.UNKNOWN, State.UNKNOWN])
        assert now.undecided is not None
        assert len(now.undecided.candidates) == 2
        assert now.next_try is not None
        assert now.next_try > desk.clock() + timedelta(hours=12)
        for _ in range(2):
            waiting = desk.stored(entry).undecided
            assert waiting is not None
            taken = {step.remote_id for step in desk.stored(entry).people}
            desk.decide(entry, next(one for one in waiting.candidates if one not in taken))
        assert desk.stored(entry).state is State.SAVED
        assert len(there(desk, now)) == 2
        assert renamer.posted == ["Contact"]


RICH = (
    KARI.with_changes(firstname="Ola", lastname="Li", mobile_phone="911 22 333"),
    KARI.with_changes(firstname="Li", lastname="Ola", mobile_phone="911 22 333"),
)


@pytest.mark.parametrize("named", RENAMINGS)
def test_whoever_was_posted_alone_is_found_by_the_token_whatever_the_name(
    desk: Desk, sandbox: SandboxServer, named: str
) -> None:
    behind = renaming(forward_to(sandbox.url), RENAMINGS[named], "Person")
    posted: list[str] = []

    def losing_answers(request: Request) -> Response:
        answer = behind(request)
        if is_new_person(request):
            posted.append(request.path)
            return Response(502, content=b"gone")
        return answer

    with FaultyServer(handle=losing_answers) as server:
        desk.turn_to(server.url, send_persons=False)
        entry = desk.enter(name=f"Hei {named}", persons=RICH)
        for _ in range(8):
            now = desk.advance(entry).entry
            desk.clock.now = max(desk.clock.now, now.next_try or desk.clock.now)
        assert (now.state, len(posted)) == (State.SAVED, 2)
        assert len(there(desk, now)) == 2
