"""Nobody and nothing is saved twice by a server that finds late what it has saved, or does not name it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.model.entry import State
from app.sandbox import Options, SandboxServer
from app.storage.files.errors import EntryFrozen
from tests.helpers.fakes.delivery import KARI, NINA, OLA, Desk, asked, is_new_person, posts, states, there
from tests.helpers.faults.faulty_server import Fault, FaultyServer, forward_to
from tests.helpers.faults.lagging_server import NAMINGS, PEOPLE, Lagging

LAGS = [timedelta(), timedelta(seconds=8), timedelta(seconds=59)]
LONG_LAGS = [*LAGS, timedelta(minutes=5), timedelta(minutes=9)]
EVERYBODY = ["Kari Ås", "Nina Feil", "ola Li"]


@pytest.fixture
def sandbox(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[SandboxServer]:
    options = getattr(request, "param", Options(take_persons=True))
    with SandboxServer(tmp_path / "sandbox.db", replace(options, companies=False)) as server:
        yield server


@contextmanager
def lagging(
    desk: Desk, sandbox: SandboxServer, lag: timedelta, naming: str = "all", failing: int = 0
) -> Iterator[FaultyServer]:
    handle = Lagging(forward_to(sandbox.url), desk.clock.true_time, lag, NAMINGS[naming], failing)
    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        yield server
    desk.turn_to(sandbox.url)


def companies(desk: Desk, name: str) -> int:
    return len(desk.api().find_contacts(name, None))


@pytest.mark.long
@pytest.mark.parametrize("lag", LAGS, ids=str)
@pytest.mark.parametrize("naming", NAMINGS)
@pytest.mark.parametrize("use_dbi_key", [True, False])
def test_people_whom_the_answer_does_not_name_are_looked_for_twice(
    desk: Desk, sandbox: SandboxServer, naming: str, lag: timedelta, use_dbi_key: bool
) -> None:
    desk.turn_to(sandbox.url, use_dbi_key=use_dbi_key)
    with lagging(desk, sandbox, lag, naming) as server:
        first = desk.deliver(desk.enter(persons=(KARI, NINA, OLA)))
        assert (first.state, posts(server.requests)) == (State.SAVED, 1)
        assert not any(map(is_new_person, server.requests)), "everybody went inside"
        second = desk.deliver(desk.enter(persons=(KARI, NINA, OLA)))
        assert (second.state, posts(server.requests)) == (State.SAVED, 2)
        alone = 0 if naming in ("all", "some") else 3
        assert sum(map(is_new_person, server.requests)) == alone, "nobody who would not be named goes inside"
    assert sorted(there(desk, first)) == sorted(there(desk, second)) == EVERYBODY


@pytest.mark.long
@pytest.mark.parametrize("lag", [timedelta(minutes=3), timedelta(minutes=30), timedelta(hours=2)], ids=str)
@pytest.mark.parametrize("naming", ["none", "null", "without ids"])
def test_people_are_not_doubled_where_only_their_lists_are_late(
    desk: Desk, sandbox: SandboxServer, naming: str, lag: timedelta
) -> None:
    handle = Lagging(forward_to(sandbox.url), desk.clock.true_time, lag, NAMINGS[naming], lists=PEOPLE)
    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        first = desk.enter(persons=(KARI, OLA))
        assert desk.advance(first).entry.state is State.UNKNOWN
        second = desk.advance(desk.enter(persons=(NINA,))).entry
        assert second.state is State.SAVED, "she was posted alone"
        first = desk.deliver(first)
        assert (first.state, posts(server.requests)) == (State.SAVED, 2)
        assert sum(map(is_new_person, server.requests)) == 1
    desk.turn_to(sandbox.url)
    assert there(desk, first) == ["Kari Ås", "ola Li"]


@pytest.mark.parametrize("sandbox", [Options(take_persons=False)], indirect=True)
def test_the_people_of_the_next_company_prove_it_within_a_minute(desk: Desk) -> None:
    first = desk.advance(desk.enter(persons=(KARI, OLA))).entry
    assert first.state is State.UNKNOWN
    assert desk.advance(desk.enter(persons=(NINA,))).entry.state is State.SAVED
    desk.clock.forward(seconds=61)
    first = desk.advance(first).entry
    assert first.state is State.SAVED
    assert there(desk, first) == ["Kari Ås", "ola Li"]


@pytest.mark.parametrize("sandbox", [Options(take_persons=False)], indirect=True)
@pytest.mark.parametrize("lag", LAGS, ids=str)
def test_that_a_server_ignores_people_is_learned_once(
    desk: Desk, sandbox: SandboxServer, lag: timedelta
) -> None:
    with lagging(desk, sandbox, lag) as server:
        first = desk.enter(persons=(KARI, NINA))
        waiting = desk.advance(first).entry
        assert states(waiting) == [State.SAVED, State.UNKNOWN, State.UNKNOWN]
        assert waiting.next_try == desk.clock() + timedelta(seconds=60)
        assert waiting.message == (
            "The company is saved as number 10001. Kari Ås was not found on the server. "
            "To be sure, Kari Ås is looked for once more in a minute and added if not there. "
            "Nina Feil was not found on the server. "
            "To be sure, Nina Feil is looked for once more in a minute and added if not there."
        )
        first = desk.deliver(first)
        desk.reopen()
        server.requests.clear()
        second = desk.advance(desk.enter(persons=(KARI, OLA))).entry
        assert second.state is State.SAVED, "at once: it is stored, for the next command as well"
        assert "Persons" not in server.requests[0].json
        assert not any("/Persons" in line for line in asked(server))
    assert there(desk, first) == ["Kari Ås", "Nina Feil"]
    assert there(desk, second) == ["Kari Ås", "ola Li"]


@pytest.mark.parametrize("sandbox", [Options(take_persons=False)], indirect=True)
def test_a_connection_that_is_turned_to_another_server_learns_anew(
    desk: Desk, sandbox: SandboxServer
) -> None:
    desk.deliver(desk.enter(persons=(KARI,)))
    with FaultyServer(handle=forward_to(sandbox.url)) as other:
        desk.turn_to(other.url)
        desk.advance(desk.enter(persons=(KARI,)))
        assert "Persons" in other.requests[0].json


@pytest.mark.parametrize("sandbox", [Options(take_persons=True, fail_person="Feil")], indirect=True)
def test_who_was_not_taken_by_a_server_that_took_others_is_left_to_the_user(
    desk: Desk, sandbox: SandboxServer
) -> None:
    with lagging(desk, sandbox, timedelta(seconds=8), "none") as server:
        entry = desk.deliver(desk.enter(persons=(KARI, NINA, OLA)))
        assert entry.people[1].is_left_to_user, "nothing shows that she is not there"
        desk.decide(entry, None)
        entry = desk.deliver(entry)
        assert states(entry) == [State.SAVED, State.SAVED, State.REJECTED, State.SAVED]
        server.requests.clear()
        desk.deliver(desk.enter(persons=(KARI,)))
        assert "Persons" not in server.requests[0].json, "the answer named nobody"
    assert there(desk, entry) == ["Kari Ås", "ola Li"]


@pytest.mark.parametrize("lag", LONG_LAGS, ids=str)
@pytest.mark.parametrize("use_dbi_key", [True, False])
def test_what_was_saved_before_the_server_reported_an_error_is_found_late(
    desk: Desk, sandbox: SandboxServer, lag: timedelta, use_dbi_key: bool
) -> None:
    desk.turn_to(sandbox.url, use_dbi_key=use_dbi_key)
    with lagging(desk, sandbox, lag, "none", failing=1) as server:
        entry = desk.deliver(desk.enter(persons=(KARI, OLA)))
        assert (entry.state, posts(server.requests)) == (State.SAVED, 1)
    assert companies(desk, entry.name) == 1
    assert sorted(there(desk, entry)) == ["Kari Ås", "ola Li"]


@pytest.mark.parametrize("lag", LONG_LAGS, ids=str)
def test_a_person_who_was_saved_before_the_server_reported_an_error_is_found_late(
    desk: Desk, sandbox: SandboxServer, lag: timedelta
) -> None:
    desk.turn_to(sandbox.url, send_persons=False)
    with lagging(desk, sandbox, lag) as server:
        entry = desk.deliver(desk.enter())
        handler = Lagging(forward_to(sandbox.url), desk.clock, lag)
        with FaultyServer(handle=handler) as second:
            desk.turn_to(second.url)
            entry = desk.enter(persons=(KARI, OLA))

            def failing_person(request):  # type: ignore[no-untyped-def]
                handler.failing = int(is_new_person(request) and request.json["Lastname"] == "Ås")
                return handler(request)

            second._handle = failing_person
            entry = desk.deliver(entry)
            assert sum(map(is_new_person, second.requests)) == 2
        assert server is not None
        desk.turn_to(sandbox.url)
    assert sorted(there(desk, entry)) == ["Kari Ås", "ola Li"]


def rejected_after_an_error(desk: Desk, sandbox: SandboxServer, lag: timedelta) -> str:
    """An entry that the server saved and reported an error for, and found only after all searches."""
    with lagging(desk, sandbox, lag, "none", failing=1):
        entry = desk.deliver(desk.enter(name="Fjord AS", persons=(KARI, OLA)))
        assert entry.state is State.REJECTED
        return entry.id


def test_what_was_refused_after_a_search_is_searched_for_before_it_is_sent_again(
    desk: Desk, sandbox: SandboxServer
) -> None:
    entry_id = rejected_after_an_error(desk, sandbox, timedelta(minutes=12))
    desk.clock.forward(minutes=15)
    again = desk.deliverer.retry(entry_id)
    assert states(again) == [State.UNKNOWN] * 3
    saved = desk.deliver(again)
    assert (saved.state, companies(desk, "Fjord AS")) == (State.SAVED, 1)
    assert sorted(there(desk, saved)) == ["Kari Ås", "ola Li"]


def test_what_an_older_version_searched_for_once_is_searched_for_twice(
    desk: Desk, sandbox: SandboxServer
) -> None:
    entry = desk.stored(desk.outbox.existing(rejected_after_an_error(desk, sandbox, timedelta(minutes=12))))
    once = replace(entry.company, first_not_found_at=None)
    desk.outbox.update(replace(entry, steps=(once, *entry.people)), expected=State.REJECTED)
    with lagging(desk, sandbox, timedelta(seconds=10)) as server:
        server._handle.saved_at = desk.clock()  # type: ignore[attr-defined]
        saved = desk.deliver(desk.deliverer.retry(entry.id))
        assert (saved.state, posts(server.requests)) == (State.SAVED, 0)
    assert companies(desk, "Fjord AS") == 1


def test_what_is_not_there_is_sent_again_after_more_searches(desk: Desk, sandbox: SandboxServer) -> None:
    with FaultyServer(Fault.ERROR_500, forward_to(sandbox.url), times=1) as server:
        desk.turn_to(server.url)
        entry = desk.deliver(desk.enter())
        assert entry.state is State.REJECTED
        again = desk.deliverer.retry(entry.id)
        assert again.message == (
            "“Fjord 1 AS” was not found on the server. "
            "To be sure, it is looked for once more in a minute and sent again if it is not there."
        )
        asked = len(server.requests)
        saved = desk.deliver(again)
        assert (saved.state, posts(server.requests)) == (State.SAVED, 2)
        assert posts(server.requests[asked : asked + 2]) == 0, "it was looked for before"


def test_what_was_refused_with_an_error_is_given_back_in_a_minute_where_a_later_one_is_listed(
    desk: Desk, sandbox: SandboxServer
) -> None:
    with FaultyServer(Fault.ERROR_500, forward_to(sandbox.url), times=1) as server:
        desk.turn_to(server.url)
        refused, later = desk.enter(), desk.enter()
        begun = desk.clock()
        desk.advance(refused)
        assert desk.deliver(later).state is State.SAVED
        assert desk.deliver(refused).state is State.REJECTED
        assert desk.clock() - begun < timedelta(minutes=2)
        assert posts(server.requests) == 2


@pytest.mark.parametrize("error", [500, 501, 505])
@pytest.mark.parametrize("lag", [timedelta(minutes=5), timedelta(hours=3)], ids=str)
def test_what_the_lists_lack_although_a_company_is_missing_there_is_not_given_back_to_be_corrected(
    desk: Desk, sandbox: SandboxServer, lag: timedelta, error: int
) -> None:
    """Whoever corrected it would make a second one: the company before it is not listed either."""
    with lagging(desk, sandbox, lag) as server:
        desk.deliver(desk.enter())
        server._handle.failing, server._handle.error = 1, error  # type: ignore[attr-defined]
        entry = desk.enter(name="Fjord AS")
        while (now := desk.advance(entry).entry).state is State.UNKNOWN:
            with pytest.raises(EntryFrozen, match="may be on the server already"):
                desk.outbox.reopen(entry.id)
            assert now.next_try is not None
            desk.clock.now = now.next_try
        assert (now.state, posts(server.requests)) == (State.SAVED, 2)
    assert companies(desk, "Fjord AS") == 1


@pytest.mark.parametrize("days", [-400, -3, 3, 400])
@pytest.mark.parametrize("own_key", ["ERP-7", None])
def test_a_wrong_clock_and_no_token_make_no_double(
    desk: Desk, sandbox: SandboxServer, days: int, own_key: str | None
) -> None:
    desk.clock.forward(days=days)
    behind = forward_to(sandbox.url)
    with FaultyServer(Fault.READ_THEN_CLOSE, behind, save_first=behind, times=1) as server:
        desk.turn_to(server.url, use_dbi_key=False)
        entry = desk.deliver(desk.enter(name="Fjord AS", dbi_key=own_key))
        (only,) = desk.api().find_contacts("Fjord AS", None)
        assert (entry.state, entry.company.candidates) == (State.UNKNOWN, (only,)), "a person has to say"
        assert posts(server.requests) == 1


@pytest.mark.parametrize("restarts", [False, True])
def test_a_clock_that_is_set_forward_between_the_searches_does_not_bring_them_together(
    desk: Desk, sandbox: SandboxServer, restarts: bool
) -> None:
    with lagging(desk, sandbox, timedelta(seconds=59), "none", failing=1) as server:
        entry = desk.enter(persons=(KARI,))
        desk.advance(entry)
        for jump in (timedelta(days=365), timedelta(seconds=61)):
            desk.clock.jump(days=jump.days, seconds=jump.seconds)
            if restarts:
                desk.reopen()
            now = desk.advance(entry).entry
            assert now.state is State.UNKNOWN
            assert now.next_try == desk.clock() + timedelta(seconds=60)
        saved = desk.deliver(entry)
        assert (saved.state, posts(server.requests)) == (State.SAVED, 1)
    assert companies(desk, entry.name) == 1
