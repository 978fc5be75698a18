from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.entry import Entry, State
from app.model.profile import Profile
from app.sandbox import SandboxServer
from app.service.delivery.backoff import LONGEST_SECONDS
from app.service.delivery.deliverer import new_entry
from app.service.delivery.run import Connect, DeliveryRun, no_next_entry
from app.service.delivery.working_copy import WorkingCopy
from app.storage.files.errors import StaleEntry
from app.webapi.client import WebApi
from app.webapi.errors import Verdict, WebApiError
from tests.helpers.fakes.delivery import KARI, Desk
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Request, Response, forward_to
from tests.helpers.kill.next_steps import PROJECT

DAY = timedelta(days=1)


def run(desk: Desk, entry: Entry) -> DeliveryRun:
    return DeliveryRun(entry, desk.outbox, desk.clock, uptime=desk.clock.uptime)


def connect(desk: Desk) -> Connect:
    return lambda: (desk.profile, desk.api())


def failing(verdict: Verdict, retry_after: float | None = None, *, intercepted: bool = False) -> Connect:
    def connect() -> tuple[Profile, object]:
        raise WebApiError("crm.example", verdict=verdict, retry_after=retry_after, intercepted=intercepted)

    return connect  # type: ignore[return-value]  # it returns nothing


def test_a_whole_entry_is_delivered_in_one_run(desk: Desk) -> None:
    desk.turn_to(desk.profile.url, send_persons=False)
    result = run(desk, desk.enter(persons=(KARI,))).start(connect(desk))
    assert (result.entry.state, result.error, result.pause_until) == (State.SAVED, None, None)
    assert result.entry == desk.stored(result.entry)
    assert (result.entry.next_try, result.entry.named_wait, result.entry.tries) == (None, 0, 0)
    assert result.next_run is None


def test_an_entry_that_was_changed_elsewhere_is_not_sent(desk: Desk, server: SandboxServer) -> None:
    entry = desk.enter()
    desk.outbox.discard(entry.id)
    with pytest.raises(StaleEntry):
        run(desk, entry).start(connect(desk))
    assert server.requests == []


@pytest.mark.parametrize(
    ("verdict", "pauses", "sign_in", "tries"),
    [
        (Verdict.NOT_SENT, True, False, 1),
        (Verdict.LATER, True, False, 1),
        (Verdict.WRONG_HOST, True, False, 1),
        (Verdict.SIGN_IN, False, True, 0),
        (Verdict.UNKNOWN, False, False, 1),
    ],
)
def test_trouble_of_the_connection_pauses_all_its_entries(
    desk: Desk, verdict: Verdict, pauses: bool, sign_in: bool, tries: int
) -> None:
    result = run(desk, desk.enter()).start(failing(verdict))
    assert result.entry.state is State.QUEUED
    assert (result.pause_until is not None, result.sign_in_needed) == (pauses, sign_in)
    assert (result.entry.tries, result.entry.named_wait) == (tries, 0)
    assert (result.entry.next_try is None) is sign_in
    if pauses:
        assert result.pause_until == result.entry.next_try


@pytest.mark.parametrize(("asked", "waits"), [(3600.0, timedelta(hours=1)), (1e9, DAY)])
def test_a_server_is_waited_for_as_long_as_it_asks_but_a_day(
    desk: Desk, asked: float, waits: timedelta
) -> None:
    result = run(desk, desk.enter()).start(failing(Verdict.LATER, asked))
    assert result.pause_until == desk.clock() + waits
    assert result.entry.named_wait == waits.total_seconds()


@pytest.mark.parametrize(
    ("asked", "named"), [(60.0, 60.0), (3600.0, LONGEST_SECONDS), (1e9, LONGEST_SECONDS)]
)
def test_somebody_in_between_is_waited_for_no_longer_than_by_ourselves(
    desk: Desk, asked: float, named: float
) -> None:
    result = run(desk, desk.enter()).start(failing(Verdict.SEARCH_THEN_LATER, asked, intercepted=True))
    assert result.pause_until == desk.clock() + timedelta(seconds=named)
    assert result.entry.named_wait == named


def test_an_entry_that_is_searched_for_says_that_it_could_not_be(desk: Desk) -> None:
    entry = desk.enter()
    unknown = replace(entry, state=State.UNKNOWN, steps=(replace(entry.company, state=State.UNKNOWN),))
    desk.outbox.update(unknown, expected=State.QUEUED)
    result = run(desk, unknown).start(failing(Verdict.NOT_SENT))
    assert result.entry.state is State.UNKNOWN
    assert "was saved is not known yet" in result.entry.message


def test_a_prepared_run_is_resumed_or_withdrawn(desk: Desk, server: SandboxServer) -> None:
    entry = desk.enter()
    prepared = run(desk, entry)
    prepared.prepare(desk.profile, desk.api())
    assert (prepared.entry.state, desk.stored(entry).state) == (State.SENDING, State.QUEUED)
    desk.outbox.update(prepared.entry, expected=State.QUEUED)
    assert prepared.withdraw().state is State.QUEUED
    assert replace(desk.stored(entry), updated=entry.updated) == entry
    desk.outbox.update(prepared.entry, expected=State.QUEUED)
    assert prepared.resume().entry.state is State.SAVED
    assert len(server.requests) == 1


def test_the_next_entry_is_started_with_the_end_of_this_one(desk: Desk) -> None:
    first, second = desk.enter(), desk.enter()
    desk.clock.forward(seconds=1)
    result = run(desk, first).start(connect(desk), lambda: second)
    assert result.next_run is not None
    assert result.next_run.entry == desk.stored(second)
    assert result.next_run.entry.updated == desk.clock()
    assert [desk.stored(one).state for one in (first, second)] == [State.SAVED, State.SENDING]


def test_nothing_follows_an_entry_that_could_not_be_sent(desk: Desk) -> None:
    def unexpected() -> None:
        pytest.fail("the next entry was asked for")

    assert run(desk, desk.enter()).start(failing(Verdict.LATER), unexpected).next_run is None


@pytest.mark.parametrize(
    ("verdict", "state"),
    [(Verdict.REJECTED, State.REJECTED), (Verdict.SEARCH_THEN_REJECT, State.UNKNOWN)],
)
def test_nothing_follows_at_once_on_what_the_server_did_not_take(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, verdict: Verdict, state: State
) -> None:
    def refuse(_call: object) -> None:
        raise WebApiError("crm.example", verdict=verdict)

    monkeypatch.setattr(desk.api(), "create_contact", refuse)
    first, second = desk.enter(), desk.enter()
    result = run(desk, first).start(connect(desk), lambda: second)
    assert (result.entry.state, result.next_run, result.error) == (state, None, None)
    assert desk.stored(first) == result.entry
    assert desk.stored(second) == second


def test_what_is_begun_ahead_is_as_it_is_stored(desk: Desk) -> None:
    first, second, third = desk.enter(), desk.enter(), desk.enter()
    begun = run(desk, first).start(connect(desk), lambda: second).next_run
    assert begun is not None
    desk.clock.forward(seconds=1)
    result = begun.resume(lambda: third)
    assert result.next_run is not None
    assert result.next_run.entry == desk.stored(third)
    assert (result.next_run.entry.state, result.next_run.entry.updated) == (State.SENDING, desk.clock())


@pytest.mark.parametrize("change", [{"profile": "Other"}, {"body": {"Name": 5}}])
def test_an_entry_of_another_connection_or_a_damaged_one_is_not_started(
    desk: Desk, change: dict[str, object]
) -> None:
    second = desk.enter()
    other = replace(second, **change)  # type: ignore[arg-type]  # by name
    result = run(desk, desk.enter()).start(connect(desk), lambda: other)
    assert (result.entry.state, result.next_run) == (State.SAVED, None)
    assert desk.stored(second) == second


def test_by_default_no_entry_follows(desk: Desk) -> None:
    assert run(desk, desk.enter()).start(connect(desk), no_next_entry).next_run is None


def test_the_next_entry_is_looked_for_while_the_server_works(tmp_path: Path, server: SandboxServer) -> None:
    looked = threading.Event()
    behind = forward_to(server.url)

    def answer(request: Request) -> Response:
        assert request.method != "POST" or looked.wait(20), "it was not looked for"
        return behind(request)

    with FaultyServer(handle=answer) as slow, Desk(tmp_path, slow.url) as desk:
        first, second = desk.enter(), desk.enter()

        def following() -> Entry:
            looked.set()
            return second

        result = run(desk, first).start(connect(desk), following)
    assert result.next_run is not None


def test_what_goes_wrong_while_the_server_works_leaves_the_answer_to_be_read(desk: Desk) -> None:
    asked: list[int] = []

    def following() -> None:
        asked.append(1)
        if len(asked) == 1:
            raise UnicodeError("as httpx raises")

    result = run(desk, desk.enter()).start(connect(desk), following)
    assert (result.entry.state, result.next_run) == (State.SAVED, None)
    assert len(asked) == 2, "it is asked for again, and whatever is wrong then is said"


def test_the_next_entry_follows_one_that_was_found_by_a_search(desk: Desk) -> None:
    first, second = desk.enter(), desk.enter()
    lost = FaultyServer(Fault.READ_THEN_CLOSE, save_first=forward_to(desk.profile.url), times=1)
    url = desk.profile.url
    with lost:
        desk.turn_to(lost.url)
        unknown = run(desk, first).start(connect(desk)).entry
    desk.turn_to(url)
    assert unknown.state is State.UNKNOWN
    result = run(desk, unknown).start(connect(desk), lambda: second)
    assert result.entry.state is State.SAVED
    assert result.next_run is not None
    assert result.next_run.entry == desk.stored(second)


def test_what_is_posted_next_is_built_while_the_server_works(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    api, seen = desk.api(), list[str]()
    build, create = api.contact_to_create, api.create_contact

    def building(entity: ContactEntity, **others: Any) -> Any:
        seen.append(f"build {entity.name}")
        return build(entity, **others)

    def creating(call: Any) -> Any:
        answer = create(call)
        seen.append("answered")
        return answer

    monkeypatch.setattr(api, "contact_to_create", building)
    monkeypatch.setattr(api, "create_contact", creating)
    first, second = desk.enter(), desk.enter()
    run(desk, first).start(connect(desk), lambda: second)
    assert seen == ["build Fjord 1 AS", "build Fjord 2 AS", "answered"]


def save_anew(desk: Desk, entry: Entry) -> None:
    """Takes an entry back into the form and saves it as another company, as its user does."""
    desk.outbox.reopen(entry.id)
    desk.clock.forward(seconds=1)
    typed = ContactEntity(name="Fjell AS")
    desk.outbox.add(new_entry(typed, desk.profile, entry.id, desk.clock()), replaces_draft=entry.id)


def test_an_entry_that_is_saved_anew_while_the_server_works_is_not_sent_as_it_was(desk: Desk) -> None:
    first, second = desk.enter(), desk.enter()

    def following() -> Entry:
        stored = desk.stored(second)
        if stored == second:
            save_anew(desk, second)
        return stored

    result = run(desk, first).start(connect(desk), following)
    assert (result.entry.state, result.next_run) == (State.SAVED, None)
    now = desk.stored(second)
    assert (now.state, now.name, now.body["Name"]) == (State.QUEUED, "Fjell AS", "Fjell AS")


@pytest.mark.parametrize("verdict", [None, Verdict.LATER, Verdict.SIGN_IN])
def test_an_entry_that_is_saved_anew_while_its_server_is_connected_to_stays_as_it_is_now(
    desk: Desk, server: SandboxServer, verdict: Verdict | None
) -> None:
    entry = desk.enter()

    def connect_meanwhile() -> tuple[Profile, WebApi]:
        save_anew(desk, entry)
        return (failing(verdict) if verdict else connect(desk))()

    with pytest.raises(StaleEntry):
        run(desk, entry).start(connect_meanwhile)
    assert server.requests == []
    now = desk.stored(entry)
    assert (now.state, now.body["Name"], now.tries, now.next_try) == (State.QUEUED, "Fjell AS", 0, None)
    assert desk.deliver(entry).name == "Fjell AS"


@pytest.mark.parametrize(
    "others", [{"persons": (KARI,)}, {"NextSteps": [PROJECT]}], ids=["person", "project"]
)
def test_who_follows_is_looked_for_again_after_what_takes_long(desk: Desk, others: dict[str, Any]) -> None:
    desk.turn_to(desk.profile.url, send_persons=False)
    following = [desk.enter(), desk.enter()]
    first = desk.enter(**others)
    result = run(desk, first).start(connect(desk), lambda: following.pop(0))
    assert result.next_run is not None
    assert (following, result.next_run.entry.name) == ([], "Fjord 2 AS")


def after_one_saved(desk: Desk) -> tuple[Entry, DeliveryRun]:
    """An entry whose answer has come, which is not committed, and the run that follows it."""
    before = desk.enter()
    following = run(desk, desk.enter())
    copy = WorkingCopy(before, desk.outbox, desk.clock, uptime=desk.clock.uptime)
    copy.put(replace(before.company, state=State.SAVED, remote_id=7))
    copy.set(contact_id=7)
    following._one_before = copy
    return before, following


def test_what_became_of_the_one_before_is_committed_whatever_stops_this_one(desk: Desk) -> None:
    before, following = after_one_saved(desk)

    def fail() -> tuple[Profile, WebApi]:
        raise ImportError

    with pytest.raises(ImportError):
        following.start(fail)
    assert (desk.stored(before).state, desk.stored(before).contact_id) == (State.SAVED, 7)


def test_what_became_of_the_one_before_is_committed_before_this_one_ends(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, following = after_one_saved(desk)
    seen = list[State]()
    finish = DeliveryRun._finish

    def finishing(one: DeliveryRun) -> None:
        seen.append(desk.stored(before).state)
        finish(one)

    monkeypatch.setattr(DeliveryRun, "_finish", finishing)
    following.start(failing(Verdict.LATER))
    assert seen == [State.SAVED]
