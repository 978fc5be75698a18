"""A company on its way: what is committed when, what each kind of failure leads to, what is said."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.model.carriers.common import Phone
from app.model.entry import FieldMessage, State
from app.sandbox import SandboxServer
from tests.helpers.fakes.delivery import Desk, RecordingOutbox, Switch, posts
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Request, Response, forward_to

# Saving


def test_a_company_without_people_costs_two_commits_and_one_request(
    tmp_path: Path, sandbox: SandboxServer
) -> None:
    with Desk(tmp_path, sandbox.url, outbox=RecordingOutbox) as desk:
        outbox = desk.outbox
        assert isinstance(outbox, RecordingOutbox)
        outbox.commits = []
        entry = desk.enter(name="fjord og fjell as", phones=(Phone(value="22 33 44 55"),))
        delivery = desk.advance(entry)
        assert outbox.commits == [(State.SENDING, (State.SENDING,)), (State.SAVED, (State.SAVED,))]
        assert [request.method for request in sandbox.requests] == ["POST"]
        saved = delivery.entry
        assert saved == desk.stored(entry)
        assert (saved.state, saved.contact_id, saved.company.remote_id) == (State.SAVED, 2, 2)
        assert saved.name == saved.company.name == "Fjord Og Fjell As"
        assert saved.message == "Saved as number 10001."
        assert saved.answer is not None
        assert saved.answer["Phones"][0]["StrippedValue"] == "22334455"
        assert not {"FieldProperties", "Interests"} & saved.answer.keys()
        assert (saved.tries, saved.next_try, saved.problems) == (0, None, ())
        assert (delivery.sign_in_needed, delivery.pause_until, delivery.error) == (False, None, None)
        assert desk.api().contact(2).dbi_key == entry.company.token


def test_nothing_is_due_any_more_once_it_is_saved(desk: Desk) -> None:
    desk.advance(desk.enter())
    desk.clock.forward(days=400)
    assert desk.outbox.due(desk.clock()) == ()


# Refused


def test_messages_of_the_server_stand_at_the_fields_of_the_form(desk: Desk, sandbox: SandboxServer) -> None:
    with FaultyServer(Fault.BAD_REQUEST_400, forward_to(sandbox.url)) as server:
        desk.turn_to(server.url)
        entry = desk.advance(desk.enter()).entry
    assert (entry.state, entry.next_try) == (State.REJECTED, None)
    assert entry.problems == (
        FieldMessage("Name", "The company name is too long."),
        FieldMessage("OrgNr", "Not a number."),
    )
    assert entry.message == entry.company.message
    assert entry.message.endswith("Nothing was saved.")
    assert desk.outbox.reopen(entry.id).form["Name"] == "Fjord 1 AS"


# Not sent


def test_what_could_not_be_sent_waits_longer_each_time_and_pauses_the_connection(
    desk: Desk, sandbox: SandboxServer
) -> None:
    desk.turn_to("http://127.0.0.1:1")
    entry = desk.enter()
    for tries, seconds in ((1, 3), (2, 6), (3, 12)):
        delivery = desk.advance(entry)
        now = delivery.entry
        assert (now.state, now.tries) == (State.QUEUED, tries)
        assert now.next_try == delivery.pause_until
        assert now.next_try is not None
        wait = now.next_try - desk.clock()
        assert timedelta(seconds=seconds / 2) <= wait <= timedelta(seconds=seconds)
        assert desk.outbox.due(desk.clock()) == ()
        assert now.message == (
            "“Fjord 1 AS” is kept here and sent as soon as possible. Nothing answers at 127.0.0.1:1. If it "
            "has worked before, the server may be switched off for now; else check the address of the "
            "connection."
        )
        desk.clock.now = now.next_try
        assert [one.id for one in desk.outbox.due(desk.clock())] == [entry.id]
    desk.turn_to(sandbox.url)
    saved = desk.advance(entry).entry
    assert (saved.state, saved.tries, saved.next_try) == (State.SAVED, 0, None)


@pytest.mark.parametrize(
    ("fault", "seconds", "state", "follows"),
    [
        (Fault.BUSY_429_SECONDS, 7, State.QUEUED, "“Fjord 1 AS” is kept here and sent again by itself."),
        # Nothing shows that it was SuperOffice that answered: no longer than our own longest wait.
        (Fault.BUSY_429_DATE, 300, State.UNKNOWN, "for on the server before it is sent again."),
    ],
)
def test_a_server_is_left_alone_for_as_long_as_it_asks_somebody_in_between_is_not(
    desk: Desk, fault: Fault, seconds: int, state: State, follows: str
) -> None:
    with FaultyServer(fault) as server:
        desk.turn_to(server.url)
        entry = desk.enter()
        delivery = desk.advance(entry)
        assert delivery.entry.state is state
        assert delivery.entry.next_try == delivery.pause_until == desk.clock() + timedelta(seconds=seconds)
        assert follows in delivery.entry.message
        desk.deliverer.retry_now()
        assert desk.stored(entry).next_try == delivery.pause_until, "a network that is back changes nothing"
        desk.clock.forward(seconds=seconds)
        desk.deliverer.retry_now()
        assert desk.stored(entry).next_try is None


def test_a_failed_sign_in_pauses_and_costs_no_try(desk: Desk) -> None:
    desk.password = "wrong"
    entry = desk.enter()
    delivery = desk.advance(entry)
    assert delivery.sign_in_needed
    assert (delivery.entry.state, delivery.entry.tries) == (State.QUEUED, 0)
    assert delivery.entry.next_try is None, "it is due as soon as the connection is used again"
    assert delivery.entry.message.startswith(
        "“Fjord 1 AS” is kept here and sent as soon as you have signed in."
    )
    desk.password = None
    delivery = desk.advance(entry)
    assert delivery.sign_in_needed
    assert "The password for 127.0.0.1" in delivery.entry.message


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("our CRM", "“our CRM” is not the address of a server."),
        ("http://crm.example.com", "The connection to crm.example.com would not be encrypted"),
    ],
)
def test_a_connection_that_cannot_be_made_keeps_the_entry(desk: Desk, url: str, sentence: str) -> None:
    desk.turn_to(url)
    delivery = desk.advance(desk.enter())
    assert (delivery.entry.state, delivery.pause_until) == (State.QUEUED, delivery.entry.next_try)
    assert sentence in delivery.entry.message


def test_a_connection_that_was_removed_keeps_the_entry(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.deliverer, "_profile_for", {}.__getitem__)
    delivery = desk.advance(desk.enter())
    assert (delivery.entry.state, delivery.pause_until) == (State.QUEUED, delivery.entry.next_try)
    assert delivery.entry.message == (
        "“Fjord 1 AS” is kept here and sent as soon as possible. "
        "The connection “Work” is not set up any more. Set one up under that name."
    )


def test_a_wrong_host_keeps_the_entry(desk: Desk) -> None:
    with FaultyServer(Fault.MISDIRECTED_421) as server:
        desk.turn_to(server.url)
        delivery = desk.advance(desk.enter())
    assert (delivery.entry.state, delivery.entry.tries) == (State.QUEUED, 1)
    assert delivery.pause_until is not None
    assert delivery.entry.message.startswith(
        "“Fjord 1 AS” is kept here and sent as soon as the address is right."
    )


# Orders of the user


def test_an_entry_that_was_taken_out_meanwhile_is_not_sent(desk: Desk, sandbox: SandboxServer) -> None:
    entry = desk.enter()
    desk.outbox.reopen(entry.id)
    assert desk.deliverer.advance(entry).entry == entry
    other = desk.enter()
    desk.advance(other)
    assert desk.deliverer.advance(other).entry == desk.stored(other)
    assert len(sandbox.requests) == 1


# A server that says 500, 502, 503, 504


def closed(_request: Request) -> Response:
    return Response(503, content=b"")


@pytest.mark.parametrize("fault", [Fault.BAD_GATEWAY_502, Fault.UNAVAILABLE_503, Fault.GATEWAY_TIMEOUT_504])
def test_a_server_in_maintenance_is_left_alone_and_the_entry_looked_for(
    desk: Desk, sandbox: SandboxServer, fault: Fault
) -> None:
    behind = Switch(closed)
    with FaultyServer(fault, behind, times=1) as server:
        desk.turn_to(server.url)
        entry = desk.enter()
        delivery = desk.advance(entry)
        assert (delivery.entry.state, delivery.entry.company.state_if_not_found) == (
            State.UNKNOWN,
            State.QUEUED,
        )
        assert delivery.pause_until == delivery.entry.next_try
        assert "may have been saved all the same" in delivery.entry.message
        desk.clock.forward(minutes=1)
        delivery = desk.advance(entry)
        assert (delivery.entry.state, delivery.entry.tries) == (State.UNKNOWN, 2)
        assert "Whether “Fjord 1 AS” was saved is not known yet" in delivery.entry.message
        assert delivery.pause_until == delivery.entry.next_try
        behind.handle = forward_to(sandbox.url)
        assert desk.deliver(entry).state is State.SAVED
        assert posts(server.requests) == 2


def test_an_error_of_the_server_is_looked_into_at_once_and_again_in_a_minute(
    desk: Desk, sandbox: SandboxServer
) -> None:
    with FaultyServer(Fault.ERROR_500, forward_to(sandbox.url), times=1) as server:
        desk.turn_to(server.url)
        entry = desk.enter()
        delivery = desk.advance(entry)
        assert (delivery.entry.state, delivery.pause_until) == (State.UNKNOWN, None)
        assert [request.method for request in server.requests] == ["POST", "GET", "GET"]
        assert delivery.entry.next_try == desk.clock() + timedelta(seconds=60)
        once = (
            "“Fjord 1 AS” was not found on the server. To be sure that nothing was saved, it is looked for "
        )
        assert delivery.entry.message.startswith(f"{once}once more in a minute. ")
        assert "“The database is on holiday”. If it stays, tell your" in delivery.entry.message
        desk.clock.now = delivery.entry.next_try
        waiting = desk.advance(entry).entry
        assert (waiting.state, waiting.next_try) == (State.UNKNOWN, desk.clock() + timedelta(minutes=9))
        later = f"{once}once more in some minutes, since the server's lists may lag behind. "
        assert waiting.message.startswith(later)
        assert posts(server.requests) == 1
        rejected = desk.deliver(entry)
        assert posts(server.requests) == 1
        assert rejected.message.endswith(
            "“The database is on holiday”. If it stays, tell your administrator. "
            "It was looked for on the server and not found, so nothing was saved."
        )
        assert desk.outbox.reopen(entry.id).form == {"ContactId": 0, "Name": "Fjord 1 AS"}


def test_an_error_is_remembered_where_it_cannot_be_looked_into_at_once(
    desk: Desk, sandbox: SandboxServer
) -> None:
    behind = Switch(closed)
    with FaultyServer(Fault.ERROR_500, behind, times=1) as server:
        desk.turn_to(server.url)
        entry = desk.enter()
        now = desk.advance(entry).entry
        assert (now.state, now.company.state_if_not_found) == (State.UNKNOWN, State.REJECTED)
        behind.handle = forward_to(sandbox.url)
        desk.reopen()
        rejected = desk.deliver(entry)
        assert rejected.state is State.REJECTED
        assert "“The database is on holiday”" in rejected.message
        assert posts(server.requests) == 1
