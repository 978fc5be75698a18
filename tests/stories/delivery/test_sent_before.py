"""What may have been sent before, although it waits, is looked for first (`earlier_posts`).

A store is restored from an older copy; a server has taken what it answered with "not now".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.model.entry import Entry, State
from app.sandbox import Options, SandboxServer
from tests.helpers.fakes.delivery import (
    KARI,
    NINA,
    OLA,
    Desk,
    asked,
    is_new_person,
    is_search,
    posts,
    rows,
    there,
)
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
from tests.helpers.kill.next_steps import ALL
from tests.helpers.kill.next_steps import there as done

EVERYBODY = ["Kari Ås", "Nina Feil", "ola Li"]
OUTAGE = 15
SEARCH, NEW = "GET Contact", "POST Contact"


@pytest.fixture
def sandbox(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[SandboxServer]:
    options = getattr(request, "param", Options(take_persons=True))
    with SandboxServer(tmp_path / "sandbox.db", replace(options, companies=False)) as server:
        yield server


def restore(desk: Desk, copy: Path) -> None:
    desk.restore_store(copy)
    desk.clock.forward(minutes=OUTAGE)


def companies(desk: Desk, entry: Entry) -> int:
    return len(desk.api().find_contacts(entry.name, None))


@pytest.mark.parametrize("sandbox", [Options(take_persons=True), Options()], indirect=True)
@pytest.mark.parametrize("send_persons", [True, False])
def test_a_store_that_was_restored_has_nothing_sent_again(
    desk: Desk, sandbox: SandboxServer, send_persons: bool
) -> None:
    desk.turn_to(sandbox.url, send_persons=send_persons)
    entries = [desk.enter(persons=(KARI, NINA, OLA)), desk.enter()]
    copy = desk.copy_store()
    before = [desk.deliver(entry) for entry in entries]
    restore(desk, copy)
    after = [desk.deliver(entry) for entry in entries]
    assert [one.contact_id for one in after] == [one.contact_id for one in before]
    assert [step.remote_id for step in after[0].steps] == [step.remote_id for step in before[0].steps]
    assert [companies(desk, one) for one in after] == [1, 1]
    assert sorted(there(desk, after[0])) == EVERYBODY


def test_people_are_not_sent_again_whose_company_was_saved_by_then(
    desk: Desk, sandbox: SandboxServer
) -> None:
    save, calls = forward_to(sandbox.url), 0

    def limited(request: Request) -> Response:
        nonlocal calls
        calls += is_new_person(request)
        return ANSWERS[Fault.BUSY_429_SECONDS] if is_new_person(request) and calls == 2 else save(request)

    with FaultyServer(handle=limited) as server:
        desk.turn_to(server.url, send_persons=False)
        entry = desk.enter(persons=(KARI, NINA, OLA))
        assert desk.advance(entry).entry.state is State.QUEUED
        copy = desk.copy_store()
        before = desk.deliver(entry)
        restore(desk, copy)
        after = desk.deliver(entry)
        assert [step.remote_id for step in after.people] == [step.remote_id for step in before.people]
        assert sum(map(is_new_person, server.requests)) == 4, "the one that was answered with 429 twice"
        assert sorted(there(desk, before)) == EVERYBODY


def test_what_follows_is_not_done_again(desk: Desk) -> None:
    entry = desk.enter(persons=(KARI,), NextSteps=list(ALL))
    copy = desk.copy_store()
    before = desk.deliver(entry)
    restore(desk, copy)
    after = desk.deliver(entry)
    assert (after.state, after.contact_id) == (State.SAVED, before.contact_id)
    assert [sum(1 for _one in done(desk, after, step)) for step in after.next_steps] == [1] * 5


def taking_first(save: Handler, applies: Callable[[Request], bool], answer: Response) -> Handler:
    """Returns a handler that takes the first of these requests and answers that it has not."""
    is_over = False

    def handle(request: Request) -> Response:
        nonlocal is_over
        if is_over or not applies(request):
            return save(request)
        is_over = True
        save(request)
        return answer

    return handle


@pytest.mark.parametrize("fault", [Fault.UNAUTHORIZED_401, Fault.BUSY_429_SECONDS])
@pytest.mark.parametrize(
    ("applies", "inside"), [(is_new_company, True), (is_new_company, False), (is_new_person, False)]
)
def test_a_server_that_says_not_now_and_has_it_is_believed_once(
    desk: Desk, sandbox: SandboxServer, fault: Fault, applies: Callable[[Request], bool], inside: bool
) -> None:
    handle = taking_first(forward_to(sandbox.url), applies, ANSWERS[fault])
    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url, send_persons=inside)
        entry = desk.enter(persons=(KARI, OLA))
        desk.deliver(entry)
        desk.sign_in()
        saved = desk.deliver(entry)
        assert (saved.state, posts(server.requests)) == (State.SAVED, 1)
        assert companies(desk, saved) == 1
        assert sorted(row.fullname for row in rows(desk, saved)) == ["Kari Ås", "ola Li"]


def test_who_may_have_gone_inside_is_looked_for_as_well_once_somebody_can_look(
    desk: Desk, sandbox: SandboxServer
) -> None:
    save = taking_first(forward_to(sandbox.url), is_new_company, ANSWERS[Fault.BUSY_429_SECONDS])
    is_down = False

    def handle(request: Request) -> Response:
        is_look = request.method == "GET" and request.path.lower().endswith("/v1/contact")
        return Response(503, {}) if is_down and is_look else save(request)

    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url, send_persons=True)
        entry = desk.enter(persons=(KARI, OLA))
        assert desk.advance(entry).entry.state is State.QUEUED
        is_down = True
        desk.clock.forward(minutes=OUTAGE)
        stopped = desk.advance(entry).entry
        assert (stopped.state, stopped.contact_id) == (State.QUEUED, 0)
        is_down = False
        saved = desk.deliver(entry)
        assert (saved.state, posts(server.requests)) == (State.SAVED, 1)
        assert sorted(row.fullname for row in rows(desk, saved)) == ["Kari Ås", "ola Li"]


@pytest.mark.parametrize("applies", [is_new_company, is_new_person])
@pytest.mark.parametrize("days", [-1, 365])
def test_a_clock_that_was_set_since_does_not_hold_up_what_was_not_taken(
    desk: Desk, sandbox: SandboxServer, applies: Callable[[Request], bool], days: int
) -> None:
    save, is_over = forward_to(sandbox.url), False

    def not_now(request: Request) -> Response:
        nonlocal is_over
        if is_over or not applies(request):
            return save(request)
        is_over = True
        return ANSWERS[Fault.BUSY_429_SECONDS]

    with FaultyServer(handle=not_now) as server:
        desk.turn_to(server.url, send_persons=False)
        entry = desk.enter(persons=(KARI,))
        assert desk.advance(entry).entry.state is State.QUEUED
        since = desk.clock.true_time()
        desk.clock.jump(days=days)
        desk.deliverer.shorten_waits()
        assert desk.deliver(entry).state is State.SAVED
        assert desk.clock.true_time() - since < timedelta(minutes=5)
        assert there(desk, desk.stored(entry)) == ["Kari Ås"]


def test_what_was_just_saved_costs_no_request_more(desk: Desk, sandbox: SandboxServer) -> None:
    assert desk.advance(desk.enter()).entry.state is State.SAVED
    assert SEARCH not in asked(sandbox)


def test_what_has_waited_costs_a_search_by_name_and_one_by_any(desk: Desk, sandbox: SandboxServer) -> None:
    entry = desk.enter(persons=(KARI,))
    desk.clock.forward(minutes=OUTAGE)
    desk.turn_to(sandbox.url, send_persons=False)
    assert desk.advance(entry).entry.state is State.SAVED
    seen = asked(sandbox)
    assert (seen.count(SEARCH), seen.count(NEW)) == (2, 1)
    assert not [one for one in seen if one.endswith("/Persons")], "the company is new"


def test_many_that_have_waited_cost_one_search_each_and_one_together(
    desk: Desk, sandbox: SandboxServer
) -> None:
    entries = [desk.enter() for _ in range(3)]
    desk.clock.forward(minutes=OUTAGE)
    assert [desk.advance(entry).entry.state for entry in entries] == [State.SAVED] * 3
    assert asked(sandbox).count(SEARCH) == 4


def test_a_company_of_that_name_without_the_key_is_not_it(desk: Desk) -> None:
    first = desk.deliver(desk.enter(name="Fjord AS"))
    second = desk.enter(name="Fjord AS")
    desk.clock.forward(minutes=OUTAGE)
    saved = desk.deliver(second)
    assert saved.state is State.SAVED
    assert saved.contact_id != first.contact_id


def test_without_keys_nothing_is_looked_for(desk: Desk, sandbox: SandboxServer) -> None:
    desk.turn_to(sandbox.url, use_dbi_key=False)
    entry = desk.enter()
    desk.clock.forward(minutes=OUTAGE)
    assert desk.advance(entry).entry.state is State.SAVED
    assert SEARCH not in asked(sandbox)


@pytest.mark.parametrize("fault", [Fault.FORBIDDEN_403, Fault.ERROR_500])
def test_a_server_that_never_answers_the_question_gets_it(
    desk: Desk, sandbox: SandboxServer, fault: Fault
) -> None:
    with not_searching(desk, sandbox, ANSWERS[fault]) as server:
        entry = desk.enter()
        desk.clock.forward(minutes=OUTAGE)
        assert desk.advance(entry).entry.state is State.QUEUED
        assert posts(server.requests) == 0, "another replica may answer"
        assert desk.deliver(entry).state is State.SAVED
        assert posts(server.requests) == 1
        assert sum(map(is_search, server.requests)) <= 6, "the last time three in a row"


@pytest.mark.parametrize("fault", [Fault.UNAVAILABLE_503, Fault.HTML])
def test_while_nobody_can_search_it_waits(desk: Desk, sandbox: SandboxServer, fault: Fault) -> None:
    entry = desk.enter()
    copy = desk.copy_store()
    desk.deliver(entry)
    restore(desk, copy)
    with not_searching(desk, sandbox, ANSWERS[fault]) as server:
        for _ in range(6):
            assert desk.advance(entry).entry.state is State.QUEUED
        assert posts(server.requests) == 0
    desk.turn_to(sandbox.url)
    assert desk.deliver(entry).state is State.SAVED
    assert companies(desk, entry) == 1


@contextmanager
def not_searching(desk: Desk, sandbox: SandboxServer, answer: Response) -> Iterator[FaultyServer]:
    save = forward_to(sandbox.url)

    def handle(request: Request) -> Response:
        is_asked = request.method == "GET" and request.path.partition("?")[0].endswith("/v1/Contact")
        return answer if is_asked else save(request)

    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        yield server
