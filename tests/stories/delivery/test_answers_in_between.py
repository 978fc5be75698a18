"""What filters, gateways and portals answer in SuperOffice's place: nothing is lost, doubled or misreported.

All statuses are tried by ``make bench BENCH_ARGS=answers``; here are those that mean something.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.model.entry import Entry, State
from app.model.profile import Scheme
from app.sandbox import Options, SandboxServer
from app.webapi.errors import InterceptedError
from tests.helpers.fakes.delivery import Desk, posts
from tests.helpers.faults.answer_kinds import KINDS
from tests.helpers.faults.answers_in_between import (
    BODIES,
    MORE_BODIES,
    SCHEMES,
    Front,
    front_for,
    is_possible,
)
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to, is_new_company

pytestmark = pytest.mark.slow

STATUSES = (300, 302, 307, 400, 401, 403, 404, 407, 413, 421, 429, 451, 500, 503, 511, 599)


@pytest.fixture(params=SCHEMES, ids=[scheme.value for scheme in SCHEMES])
def front(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    scheme: Scheme = request.param
    # Anew for each test: a search reads every company of the day, and a server with few is searched faster.
    with front_for(scheme, tmp_path_factory.mktemp(scheme.value)) as front:
        yield front


@pytest.mark.long
@pytest.mark.parametrize("is_saved", [False, True], ids=["before saving", "after saving"])
@pytest.mark.parametrize("body", BODIES)
def test_no_answer_loses_or_doubles_a_company(front: Front, body: str, is_saved: bool) -> None:
    tried = {
        status: front.try_answer(status, body, is_saved=is_saved)
        for status in STATUSES
        if is_possible(status, body, is_saved=is_saved)
    }
    assert {status: outcome for status, outcome in tried.items() if not outcome.is_right} == {}


# What somebody in between says of a sign-in, of a right, and of trouble of its own.
DATA_STATUSES = (401, 403, 502)


@pytest.mark.long
@pytest.mark.parametrize("is_saved", [False, True], ids=["before saving", "after saving"])
def test_no_data_of_a_stranger_loses_or_doubles_a_company(front: Front, is_saved: bool) -> None:
    tried = {
        (status, body): front.try_answer(status, body, is_saved=is_saved)
        for body in MORE_BODIES
        for status in DATA_STATUSES
    }
    assert {answer: outcome for answer, outcome in tried.items() if not outcome.is_right} == {}


# One of each kind; all of them are in the bench.
ODD = (
    "200 with HTML",
    "200 with JSON of a proxy",
    "204",
    "206 with an array",
    "301 with no Location",
    "308 with the same path",
    "429, Retry-After far too many, a page",
    "503, Retry-After other digits, SuperOffice",
    "407 of a transparent proxy",
    "400 with a Message and its details",
    "421 of HTTP/2",
    "closed before the answer",
    "chunked, cut off in a chunk",
    "Content-Length too short",
    "gzip that is none",
    "100 and the end",
)


@pytest.mark.long
@pytest.mark.parametrize("is_saved", [False, True], ids=["before saving", "after saving"])
def test_no_broken_answer_loses_or_doubles_a_company(front: Front, is_saved: bool) -> None:
    answers = {name: answer for kind in KINDS.values() for name, answer in kind.items()}
    tried = {name: front.try_response(answers[name], is_saved=is_saved) for name in ODD}
    assert {name: outcome for name, outcome in tried.items() if not outcome.is_right} == {}


PAGE = Response(302, headers={"Content-Type": "text/html", "Location": "/login"}, content=b"<html>Sign in")


def test_a_login_page_takes_no_entry_but_the_first(tmp_path: Path) -> None:
    pages = [PAGE]
    with SandboxServer(tmp_path / "sandbox.db", Options(companies=False)) as sandbox:
        behind = forward_to(sandbox.url)
        with (
            FaultyServer(handle=lambda request: pages[0] if pages else behind(request)) as gateway,
            Desk(tmp_path, gateway.url) as desk,
        ):
            entries = [desk.enter() for _ in range(5)]
            first = desk.advance(entries[0])
            assert isinstance(first.error, InterceptedError)
            assert first.pause_until is not None, "the connection rests"
            assert "Not SuperOffice but something in between" in first.entry.message
            assert "may have been saved all the same" in first.entry.message
            again = desk.advance(first.entry)
            assert (again.entry.state, again.pause_until is not None) == (State.UNKNOWN, True)
            assert posts(gateway.requests) == 1
            pages.clear()
            assert [desk.deliver(entry).state for entry in entries] == [State.SAVED] * 5
            assert [len(desk.api().find_contacts(entry.name, None)) for entry in entries] == [1] * 5
            assert posts(gateway.requests) == 6


def test_a_page_with_401_on_everything_asks_nobody_for_the_password(tmp_path: Path) -> None:
    page = Response(401, headers={"Content-Type": "text/html"}, content=b"<html>Your session has ended")
    pages = [page]
    with SandboxServer(tmp_path / "sandbox.db", Options(companies=False)) as sandbox:
        behind = forward_to(sandbox.url)
        with (
            FaultyServer(handle=lambda request: pages[0] if pages else behind(request)) as gateway,
            Desk(tmp_path, gateway.url) as desk,
        ):
            with pytest.raises(InterceptedError, match=r"\(status 401\)"):
                desk.api().current_principal()
            entry = desk.enter()
            for _ in range(2):
                result = desk.advance(entry)
                entry = result.entry
                assert (result.sign_in_needed, result.pause_until is not None) == (False, True)
            pages.clear()
            assert desk.deliver(entry).state is State.SAVED
            assert len(desk.api().find_contacts(entry.name, None)) == 1


def test_a_filter_that_never_lets_a_record_through_gives_it_back(tmp_path: Path) -> None:
    blocked = Response(403, headers={"Content-Type": "text/html"}, content=b"<html>Blocked by the filter")
    with SandboxServer(tmp_path / "sandbox.db", Options(companies=False)) as sandbox:
        behind = forward_to(sandbox.url)

        def handle(request: Request) -> Response:
            return blocked if is_new_company(request) else behind(request)

        with FaultyServer(handle=handle) as gateway, Desk(tmp_path, gateway.url) as desk:
            entry: Entry = desk.deliver(desk.enter())
            assert entry.state is State.REJECTED
            assert entry.message.endswith("not found, so nothing was saved.")
            assert posts(gateway.requests) == 2
            desk.deliverer.retry(entry.id)
            assert desk.deliver(entry).state is State.REJECTED
            assert posts(gateway.requests) == 4, "sent by hand, it has as many tries again"
