"""A server whose lists lag for longer than the searches are apart: nothing is posted again on their word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.model.entry import Entry, State
from app.sandbox import Options, SandboxServer
from tests.helpers.fakes.delivery import KARI, OLA, Desk, is_new_person, posts, states, there
from tests.helpers.faults.faulty_server import (
    FaultyServer,
    Handler,
    Request,
    Response,
    forward_to,
    is_new_company,
)
from tests.helpers.faults.lagging_server import NAMINGS, Lagging

LOST = Response(502, content=b"gone")


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "sandbox.db", Options(companies=False, take_persons=True)) as server:
        yield server


class Losing:
    """Loses the answers to some posts, after they have been done if it `saves`."""

    def __init__(self, behind: Handler, *, saves: bool) -> None:
        self._behind = behind
        self._saves = saves
        self.names: set[str] = set()

    def __call__(self, request: Request) -> Response:
        is_post = is_new_company(request) or is_new_person(request)
        if not is_post or (request.json.get("Name") or request.json.get("Lastname")) not in self.names:
            return self._behind(request)
        self.names.clear()
        if self._saves:
            self._behind(request)
        return LOST


def lagging(desk: Desk, sandbox: SandboxServer, minutes: float, naming: str = "all") -> Lagging:
    lag = timedelta(minutes=minutes)
    return Lagging(forward_to(sandbox.url), desk.clock.true_time, lag, NAMINGS[naming])


def advance(desk: Desk, entry: Entry, times: int) -> Entry:
    """Delivers so often, each time when the program would."""
    for _ in range(times):
        now = desk.advance(entry).entry
        desk.clock.now = max(desk.clock.now, now.next_try or desk.clock.now)
    return desk.stored(entry)


@pytest.mark.parametrize("minutes", [2, 9])
def test_what_the_lists_have_late_is_not_posted_again(
    desk: Desk, sandbox: SandboxServer, minutes: float
) -> None:
    handle = Losing(lagging(desk, sandbox, minutes), saves=True)
    handle.names = {"Fjord AS"}
    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        entry = desk.deliver(desk.enter(name="Fjord AS"))
        assert (entry.state, posts(server.requests)) == (State.SAVED, 1)


def test_a_company_that_was_posted_later_and_is_listed_proves_that_lists_have_caught_up(
    desk: Desk, sandbox: SandboxServer
) -> None:
    handle = Losing(lagging(desk, sandbox, 0), saves=False)
    handle.names = {"Fjord AS"}
    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        entry = desk.enter(name="Fjord AS")
        desk.advance(entry)
        desk.clock.forward(seconds=2)
        desk.advance(desk.enter(name="Bakke AS"))
        assert advance(desk, entry, 2).state is State.UNKNOWN, "the server may still be at work"
        since = desk.clock()
        assert advance(desk, entry, 1).state is State.SAVED
        assert posts(server.requests) == 3
        assert desk.clock() - since < timedelta(minutes=5), "five minutes are enough"


def test_a_company_that_was_posted_before_proves_nothing(desk: Desk, sandbox: SandboxServer) -> None:
    handle = Losing(lagging(desk, sandbox, 0), saves=False)
    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        desk.advance(desk.enter(name="Bakke AS"))
        handle.names = {"Fjord AS"}
        entry = desk.enter(name="Fjord AS")
        desk.advance(entry)
        assert advance(desk, entry, 2).state is State.UNKNOWN
        assert advance(desk, entry, 1).state is State.SAVED


@pytest.mark.parametrize("is_wiped", [True, False])
def test_what_is_surely_there_proves_that_lists_lag_though_its_entry_is_deleted_here(
    desk: Desk, sandbox: SandboxServer, is_wiped: bool
) -> None:
    handle = Losing(lagging(desk, sandbox, 45), saves=True)
    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        before = desk.advance(desk.enter(name="Bakke AS")).entry
        handle.names = {"Fjord AS"}
        entry = desk.advance(desk.enter(name="Fjord AS")).entry
        if is_wiped:
            assert desk.outbox.wipe_history() == 1
        else:
            desk.outbox.discard(before.id)
        entry = desk.deliver(entry)
        assert (entry.state, posts(server.requests)) == (State.SAVED, 2)


def test_lists_that_lack_what_is_surely_there_prove_nothing_after_minutes(
    desk: Desk, sandbox: SandboxServer
) -> None:
    handle = Losing(lagging(desk, sandbox, 45), saves=True)
    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        desk.advance(desk.enter(name="Bakke AS"))
        handle.names = {"Fjord AS"}
        entry = desk.deliver(desk.enter(name="Fjord AS"))
        assert (entry.state, posts(server.requests)) == (State.SAVED, 2)


def test_what_was_deleted_on_the_server_does_not_pass_for_a_list_that_lags(
    desk: Desk, sandbox: SandboxServer
) -> None:
    handle = Losing(lagging(desk, sandbox, 0), saves=False)
    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        gone = desk.advance(desk.enter(name="Bakke AS")).entry
        path = f"/api/v1/Contact/{gone.contact_id}"
        forward_to(sandbox.url)(Request("DELETE", path, {"authorization": "Basic ZGVtbzpkZW1v"}))
        desk.clock.forward(days=1)
        handle.names = {"Fjord AS"}
        entry = desk.enter(name="Fjord AS")
        assert advance(desk, entry, 4).state is State.SAVED
        assert posts(server.requests) == 3


def test_a_replica_that_is_behind_in_lists_and_records_proves_nothing_after_minutes(
    desk: Desk, sandbox: SandboxServer
) -> None:
    behind = Losing(lagging(desk, sandbox, 45), saves=True)
    gone = Response(404, {"Error": True, "ErrorType": "SoNotFoundException", "ErrorMessage": "No."})
    caught_up = desk.clock() + timedelta(minutes=45)

    def handle(request: Request) -> Response:
        is_read = request.method == "GET" and request.path.rpartition("/")[2].isdigit()
        return gone if is_read and desk.clock() < caught_up else behind(request)

    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        desk.advance(desk.enter(name="Bakke AS"))
        behind.names = {"Fjord AS"}
        entry = desk.deliver(desk.enter(name="Fjord AS"))
        assert (entry.state, posts(server.requests)) == (State.SAVED, 2)


@pytest.mark.parametrize("naming", ["none", "null", "without ids", "some"])
def test_people_whom_the_lists_have_late_are_not_posted_again(
    desk: Desk, sandbox: SandboxServer, naming: str
) -> None:
    with FaultyServer(handle=lagging(desk, sandbox, 9, naming)) as server:
        desk.turn_to(server.url)
        entry = desk.deliver(desk.enter(persons=(KARI, OLA)))
        assert entry.state is State.SAVED
        assert not any(map(is_new_person, server.requests))
    desk.turn_to(sandbox.url)
    assert there(desk, entry) == ["Kari Ås", "ola Li"]


def test_a_person_whom_the_lists_have_late_is_not_posted_again(desk: Desk, sandbox: SandboxServer) -> None:
    handle = Losing(lagging(desk, sandbox, 9), saves=True)
    handle.names = {"Ås"}
    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url, send_persons=False)
        entry = desk.deliver(desk.enter(persons=(KARI,)))
        assert (entry.state, sum(map(is_new_person, server.requests))) == (State.SAVED, 1)


def test_a_person_who_was_posted_later_and_is_listed_proves_it(desk: Desk, sandbox: SandboxServer) -> None:
    handle = Losing(lagging(desk, sandbox, 0), saves=False)
    handle.names = {"Ås"}
    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url, send_persons=False)
        entry = desk.enter(persons=(KARI, OLA))
        desk.advance(entry)
        desk.clock.forward(seconds=3)
        assert states(desk.advance(entry).entry) == [State.SAVED, State.UNKNOWN, State.SAVED]
        desk.clock.forward(seconds=60)
        assert desk.advance(entry).entry.state is State.UNKNOWN, "the server may still be at work"
        desk.clock.forward(minutes=4)
        assert desk.advance(entry).entry.state is State.SAVED, "five minutes are enough"
        assert sum(map(is_new_person, server.requests)) == 3


class Slow:
    """Goes on with a post whose answer a gateway did not wait for: what was sent is there after a while."""

    def __init__(
        self, desk: Desk, behind: Handler, applies: Callable[[Request], bool], seconds: float
    ) -> None:
        self._desk, self._behind, self._applies = desk, behind, applies
        self._lasts = timedelta(seconds=seconds)
        self._left: tuple[datetime, Request] | None = None
        self._is_over = False
        self.posts = 0

    def __call__(self, request: Request) -> Response:
        if self._left and self._desk.clock() >= self._left[0] + self._lasts:
            self._behind(self._left[1])
            self._left = None
        if not self._applies(request):
            return self._behind(request)
        self.posts += 1
        if self._is_over:
            return self._behind(request)
        self._is_over = True
        self._left = (self._desk.clock(), request)
        return Response(504, content=b"<html>gave up</html>")


@pytest.mark.parametrize("seconds", [1, 61, 90, 240, 299])
@pytest.mark.parametrize(("applies", "posted"), [(is_new_company, 2), (is_new_person, 2)])
def test_what_a_server_does_minutes_later_is_not_posted_again(
    desk: Desk, sandbox: SandboxServer, applies: Callable[[Request], bool], posted: int, seconds: float
) -> None:
    """What is posted later and listed proves that lists are up to date, not that the server is done."""
    slow = Slow(desk, forward_to(sandbox.url), applies, seconds)
    with FaultyServer(handle=slow) as server:
        desk.turn_to(server.url, send_persons=False)
        entry = desk.enter(name="Fjord AS", persons=(KARI, OLA) if applies is is_new_person else ())
        desk.advance(entry)
        if applies is is_new_company:
            desk.clock.forward(seconds=2)
            desk.advance(desk.enter(name="Bakke AS"))
        assert desk.deliver(entry).state is State.SAVED
        assert slow.posts == posted


def test_a_server_that_cannot_be_asked_for_one_company_is_waited_for(
    desk: Desk, sandbox: SandboxServer
) -> None:
    behind = Losing(lagging(desk, sandbox, 0), saves=False)
    behind.names = {"Fjord AS"}
    unknown = Response(400, {"Error": True, "ErrorType": "X", "ErrorMessage": "no such filter"})
    with FaultyServer(
        handle=lambda request: unknown if "contactId%20%3D" in request.target else behind(request)
    ) as server:
        desk.turn_to(server.url)
        desk.advance(desk.enter(name="Bakke AS"))
        entry = desk.enter(name="Fjord AS")
        desk.advance(entry)
        assert advance(desk, entry, 2).state is State.UNKNOWN
        assert advance(desk, entry, 1).state is State.SAVED
