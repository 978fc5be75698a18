"""What a server has taken and answered with 401 or 429 is there once, although its lists are behind.

What it has not taken, which is the rule, waits no longer than a minute, and has nothing else wait.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.sandbox import PASSWORD, Options, SandboxServer
from app.service.delivery.deliverer import new_addition
from tests.helpers.fakes.delivery import KARI, NINA, Desk, asked, is_new_person, is_search, rows, states
from tests.helpers.faults.faults import ANSWERS
from tests.helpers.faults.faulty_server import (
    Fault,
    FaultyServer,
    Handler,
    Request,
    Response,
    forward_to,
    is_new_company,
)

MINUTE = timedelta(minutes=1)
FAULTS = [Fault.UNAUTHORIZED_401, Fault.BUSY_429_SECONDS]
LAGS = [timedelta(), timedelta(seconds=30), timedelta(seconds=59)]


@dataclass
class NotNow:
    """Answers the first request that it `applies` to so, having taken it or not; its lists are behind."""

    desk: Desk
    behind: Handler
    applies: Callable[[Request], bool]
    answer: Response
    takes: bool
    lag: timedelta
    taken_at: datetime | None = None
    posts: int = 0

    def __call__(self, request: Request) -> Response:
        is_list = request.method == "GET" and request.path.endswith(("/v1/Contact", "/Persons"))
        if is_list and self.taken_at and self.desk.clock() < self.taken_at + self.lag:
            return Response(200, {"value": []})
        if not self.applies(request):
            return self.behind(request)
        self.posts += 1
        if self.posts > 1:
            return self.behind(request)
        self.taken_at = self.desk.clock()
        if self.takes:
            self.behind(request)
        return self.answer


@contextmanager
def server(
    tmp_path: Path,
    applies: Callable[[Request], bool],
    fault: Fault,
    lag: timedelta = timedelta(),
    *,
    takes: bool,
) -> Iterator[tuple[Desk, NotNow, FaultyServer]]:
    with SandboxServer(tmp_path / "sandbox.db", Options(companies=False)) as sandbox:
        handles: list[NotNow] = []

        def answer(request: Request) -> Response:
            return handles[0](request)

        with FaultyServer(handle=answer) as faulty, Desk(tmp_path, faulty.url, send_persons=False) as desk:
            handles.append(NotNow(desk, forward_to(sandbox.url), applies, ANSWERS[fault], takes, lag))
            yield desk, handles[0], faulty


def deliver(desk: Desk, entry: Entry) -> Entry:
    """Delivers to the end; the user signs in where that is asked for."""
    now = desk.deliver(entry)
    if now.state is State.QUEUED:
        desk.sign_in()
        now = desk.deliver(entry)
    return now


def addition(desk: Desk) -> Entry:
    company = desk.deliver(desk.enter(name="Fjord AS"))
    desk.clock.forward(minutes=1)
    body = read_as(ContactEntity, {"ContactId": company.contact_id, "Name": "Fjord AS"})
    made = new_addition(body.with_changes(persons=(KARI, NINA)), desk.profile, "addition", desk.clock())
    return desk.outbox.add(made)


def new_company(desk: Desk) -> Entry:
    return desk.enter(name="Fjord AS", persons=(KARI, NINA))


Kind = tuple[Callable[[Request], bool], Callable[[Desk], Entry]]
KINDS: list[Kind] = [(is_new_company, new_company), (is_new_person, new_company), (is_new_person, addition)]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(("takes", "lag"), [(False, LAGS[1]), *((True, lag) for lag in LAGS)])
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_became_of_it_it_is_there_once(
    tmp_path: Path, kind: Kind, takes: bool, lag: timedelta, fault: Fault
) -> None:
    applies, enter = kind
    with server(tmp_path, applies, fault, lag, takes=takes) as (desk, handle, _faulty):
        entry = enter(desk)
        begun = desk.clock()
        saved = deliver(desk, entry)
        assert saved.state is State.SAVED
        assert len(desk.api().find_contacts("Fjord AS", None)) == 1
        assert sorted(row.fullname for row in rows(desk, saved)) == ["Kari Ås", "Nina Feil"]
        assert desk.clock() - begun <= MINUTE + timedelta(seconds=1)
        people = 2 if applies is is_new_person else 1
        assert handle.posts == people + (not takes)


@pytest.mark.parametrize("fault", FAULTS)
def test_what_was_not_taken_costs_two_looks(tmp_path: Path, fault: Fault) -> None:
    with server(tmp_path, is_new_company, fault, takes=False) as (desk, handle, faulty):
        saved = deliver(desk, desk.enter(name="Fjord AS"))
        assert (saved.state, handle.posts) == (State.SAVED, 2)
        assert sum(map(is_search, faulty.requests)) <= 5


def test_whoever_takes_a_minute_to_sign_in_waits_no_longer(tmp_path: Path) -> None:
    with server(tmp_path, is_new_company, Fault.UNAUTHORIZED_401, takes=False) as (desk, handle, _faulty):
        entry = desk.enter(name="Fjord AS")
        assert desk.advance(entry).sign_in_needed
        desk.clock.forward(minutes=1)
        desk.sign_in()
        assert desk.advance(entry).entry.state is State.SAVED
        assert handle.posts == 2


def test_who_is_not_let_in_waits_for_nothing_but_the_sign_in(tmp_path: Path) -> None:
    with server(tmp_path, is_new_person, Fault.BUSY_429_SECONDS, takes=False) as (desk, _handle, faulty):
        entry = desk.enter(name="Fjord AS")
        desk.password = "expired"
        assert desk.advance(entry).sign_in_needed
        desk.password = PASSWORD
        desk.sign_in()
        assert desk.advance(entry).entry.state is State.SAVED
        assert asked(faulty).count("POST Contact") == 2


def test_a_clock_that_was_set_does_not_bring_the_look_forward(tmp_path: Path) -> None:
    lag = timedelta(days=1, seconds=30)  # by the server's own clock half a minute
    with server(tmp_path, is_new_company, Fault.BUSY_429_SECONDS, lag, takes=True) as (desk, handle, _faulty):
        entry = desk.advance(desk.enter(name="Fjord AS")).entry
        desk.clock.jump(days=1)
        waiting = desk.advance(entry).entry
        assert (waiting.state, handle.posts) == (State.QUEUED, 1)
        desk.clock.forward(minutes=1)
        assert desk.advance(entry).entry.state is State.SAVED
        assert handle.posts == 1


def test_what_follows_proves_that_it_is_missing_and_does_not_wait(tmp_path: Path) -> None:
    with server(tmp_path, is_new_company, Fault.BUSY_429_SECONDS, takes=False) as (desk, handle, _faulty):
        first = desk.advance(desk.enter(name="Fjord AS")).entry
        assert first.next_try is not None
        desk.clock.now = first.next_try
        looked = desk.advance(first).entry
        assert (looked.state, handle.posts) == (State.QUEUED, 1)
        assert desk.advance(desk.enter(name="Fjell AS")).entry.state is State.SAVED
        desk.deliverer.retry(first.id)
        assert desk.advance(first).entry.state is State.SAVED, "the list has what was posted later"
        assert handle.posts == 3


def test_who_comes_after_somebody_who_waits_waits_as_well(tmp_path: Path) -> None:
    with server(tmp_path, is_new_person, Fault.BUSY_429_SECONDS, takes=False) as (desk, handle, _faulty):
        entry = desk.advance(new_company(desk)).entry
        desk.clock.now = entry.next_try or desk.clock.now
        entry = desk.advance(entry).entry
        assert (states(entry), handle.posts) == ([State.SAVED, State.QUEUED, State.QUEUED], 1)
        saved = desk.deliver(entry)
        assert [row.fullname for row in rows(desk, saved)] == ["Kari Ås", "Nina Feil"], "in their order"


def test_where_lists_surely_lag_it_waits_until_they_do_not(tmp_path: Path) -> None:
    lag = timedelta(hours=1)
    with server(tmp_path, is_new_company, Fault.BUSY_429_SECONDS, lag, takes=True) as (desk, handle, faulty):
        first = desk.enter(name="Fjord AS")
        desk.advance(first)
        assert desk.advance(desk.enter(name="Fjell AS")).entry.state is State.SAVED
        assert desk.deliver(first).state is State.SAVED
        assert sum(map(is_search, faulty.requests)) <= 30, "a look every ten minutes, not each minute"
        assert handle.posts == 2


@pytest.mark.parametrize("kind", [Fault.UNAUTHORIZED_401, Fault.BUSY_429_SECONDS])
def test_what_never_reached_the_server_is_not_waited_for(tmp_path: Path, kind: Fault) -> None:
    with server(tmp_path, is_new_company, kind, takes=False) as (desk, _handle, faulty):
        url, entry = desk.profile.url, desk.enter(name="Fjord AS")
        desk.turn_to("http://127.0.0.1:9")
        assert desk.advance(entry).entry.state is State.QUEUED
        desk.turn_to(url)
        desk.advance(entry)
        assert [one for one in asked(faulty) if one == "POST Contact"], "sent at once"
