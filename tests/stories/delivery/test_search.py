"""Looking on the server for what may have been saved there: found, surely absent, or not decidable."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.model.carriers.common import Phone
from app.model.carriers.contact import ContactEntity
from app.model.entry import Entry, State
from app.sandbox import SandboxServer
from app.webapi.client import WebApi
from tests.helpers.fakes.delivery import Desk, Switch, is_search, posts
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Request, Response, forward_to

NAME = "Fjord AS"


@contextmanager
def losing_answers(
    desk: Desk, sandbox: SandboxServer, *, saves: bool, times: int = 1
) -> Iterator[FaultyServer]:
    """The desk sends to a server that ends the connection instead of answering, having saved or not."""
    behind = forward_to(sandbox.url)
    saving = behind if saves else None
    with FaultyServer(Fault.READ_THEN_CLOSE, behind, save_first=saving, times=times) as server:
        desk.turn_to(server.url)
        yield server


def there(desk: Desk, sandbox: SandboxServer, name: str = NAME) -> tuple[int, ...]:
    """The ids of all companies of that name on the server."""
    desk.turn_to(sandbox.url)
    return desk.api().find_contacts(name, None)


def put(desk: Desk, sandbox: SandboxServer, **values: Any) -> int:
    """A company that somebody else put on the server."""
    desk.turn_to(sandbox.url)
    return desk.api().create_contact(ContactEntity(**{"name": NAME, **values})).contact_id or 0


def test_what_was_saved_is_recognised_by_its_token_whatever_else_is_there(
    desk: Desk, sandbox: SandboxServer
) -> None:
    twin = put(desk, sandbox, dbi_key="another program's")
    with losing_answers(desk, sandbox, saves=True) as server:
        entry = desk.enter(name="fjord as")
        delivery = desk.advance(entry)
        now = delivery.entry
        assert (now.state, now.tries, delivery.pause_until) == (State.UNKNOWN, 1, None)
        assert now.next_try is not None
        assert timedelta(seconds=1) <= now.next_try - desk.clock() <= timedelta(seconds=3)
        assert now.message == (
            "“fjord as” may have been saved all the same, "
            "so it is looked for on the server before it is sent again. "
            f"The connection to {desk.api().host} broke before the answer was complete. Check your network."
        )
        put(desk, sandbox)
        desk.turn_to(server.url)
        saved = desk.advance(entry).entry
        assert (saved.state, saved.name, saved.message) == (State.SAVED, "Fjord As", "Saved as number 10002.")
        assert saved.contact_id == saved.company.remote_id == twin + 1
        assert posts(server.requests) == 1


def test_what_is_missing_thrice_within_ten_minutes_or_more_is_posted_again(
    desk: Desk, sandbox: SandboxServer
) -> None:
    with losing_answers(desk, sandbox, saves=False) as server:
        entry = desk.enter(name=NAME)
        desk.advance(entry)
        now = desk.advance(entry).entry
        assert (now.state, now.company.first_not_found_at) == (State.UNKNOWN, desk.clock())
        assert now.next_try == desk.clock() + timedelta(seconds=60)
        assert now.message == (
            "“Fjord AS” was not found on the server. "
            "To be sure, it is looked for once more in a minute and sent again if it is not there."
        )
        desk.clock.forward(seconds=59)
        assert desk.advance(entry).entry.next_try == desk.clock() + timedelta(seconds=1)
        assert posts(server.requests) == 1
        desk.clock.forward(seconds=1)
        now = desk.advance(entry).entry
        assert (now.state, now.next_try) == (State.UNKNOWN, desk.clock() + timedelta(seconds=540))
        assert now.message == (
            "“Fjord AS” was not found on the server. To be sure, it is looked for once more in some minutes, "
            "since the server's lists may lag behind, and sent again if it is not there."
        )
        desk.clock.forward(seconds=540)
        saved = desk.advance(entry).entry
        assert (saved.state, saved.company.first_not_found_at) == (State.SAVED, None)
        assert posts(server.requests) == 2
    assert len(there(desk, sandbox)) == 1


def test_one_that_was_there_before_with_the_key_of_another_program_is_not_it(
    desk: Desk, sandbox: SandboxServer
) -> None:
    put(desk, sandbox, dbi_key="another program's")
    desk.clock.forward(days=2)
    with losing_answers(desk, sandbox, saves=False) as server:
        saved = desk.deliver(desk.enter(name=NAME))
        assert (saved.state, saved.undecided) == (State.SAVED, None)
        assert posts(server.requests) == 2


def test_a_candidate_that_is_deleted_may_have_been_ours_so_its_user_is_asked(
    desk: Desk, sandbox: SandboxServer
) -> None:
    twin = put(desk, sandbox)
    behind = Switch(forward_to(sandbox.url))
    gone = Response(404, {"Error": True, "ErrorType": "SoNotFoundException", "ErrorMessage": "Gone"})
    with FaultyServer(
        Fault.READ_THEN_CLOSE,
        lambda request: gone if request.path.endswith(f"/Contact/{twin}") else behind(request),
        times=1,
    ) as server:
        desk.turn_to(server.url)
        entry = desk.deliver(desk.enter(name=NAME))
        assert entry.company.candidates == (twin,)
        path = f"/api/v1/Contact/{twin}"
        behind(Request("DELETE", path, {"authorization": "Basic ZGVtbzpkZW1v"}))
        desk.deliverer.retry(entry.id)
        desk.advance(entry)
        is_asked_about_what_is_gone(desk, entry)
        assert posts(server.requests) == 2


def is_asked_about_what_is_gone(desk: Desk, entry: Entry) -> None:
    """A colleague may have deleted ours on purpose: it is made again once its user says so."""
    left = desk.deliver(entry)
    assert (left.undecided, left.company.candidates, left.company.is_left_to_user) == (left.company, (), True)
    assert "Look for it in SuperOffice" in left.message
    desk.clock.forward(days=2)
    assert desk.advance(entry).entry.undecided, "however often it is looked for"
    desk.decide(entry, None)
    assert desk.deliver(entry).state is State.SAVED


def test_what_an_earlier_refusal_left_behind_does_not_count(
    desk: Desk, sandbox: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FaultyServer(Fault.ERROR_500, forward_to(sandbox.url), times=1) as server:
        desk.turn_to(server.url)
        entry = desk.deliver(desk.enter(name=NAME))
        assert entry.state is State.REJECTED
    desk.deliverer.retry(entry.id)
    desk.clock.forward(minutes=10)
    desk.turn_to(sandbox.url)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(WebApi, "create_contact", _interrupt)
        desk.advance(entry)
    desk.reopen()
    assert desk.advance(entry).entry.state is State.UNKNOWN, "one look is not enough here"
    assert desk.deliver(entry).state is State.SAVED


def _interrupt(*_arguments: object) -> None:
    raise KeyboardInterrupt


def test_a_slow_server_that_saves_between_the_searches_is_not_asked_twice(
    desk: Desk, sandbox: SandboxServer
) -> None:
    with losing_answers(desk, sandbox, saves=False) as server:
        entry = desk.enter(name=NAME)
        desk.advance(entry)
        desk.advance(entry)
        late = put(desk, sandbox, dbi_key=entry.company.token)
        desk.turn_to(server.url)
        assert desk.deliver(entry).contact_id == late
        assert posts(server.requests) == 1


def test_a_clock_that_is_wrong_by_weeks_makes_no_double(desk: Desk, sandbox: SandboxServer) -> None:
    desk.clock.forward(days=-30)
    with losing_answers(desk, sandbox, saves=True) as server:
        saved = desk.deliver(desk.enter(name=NAME))
        assert saved.state is State.SAVED
        assert posts(server.requests) == 1


def test_a_clock_that_is_set_back_does_not_hold_up_the_second_search(
    desk: Desk, sandbox: SandboxServer
) -> None:
    with losing_answers(desk, sandbox, saves=False):
        entry = desk.enter(name=NAME)
        desk.advance(entry)
        desk.advance(entry)
        desk.clock.forward(days=-300)
        assert desk.advance(entry).entry.next_try == desk.clock() + timedelta(seconds=60)


# Without a token


def test_without_a_token_everything_that_was_sent_is_compared(desk: Desk, sandbox: SandboxServer) -> None:
    put(desk, sandbox, department="Salg")
    with losing_answers(desk, sandbox, saves=True) as server:
        desk.turn_to(server.url, use_dbi_key=False)
        entry = desk.enter(name="fjord as", department="innkjøp ", phones=(Phone(value="22334455"),))
        saved = desk.deliver(entry)
        assert (saved.state, posts(server.requests)) == (State.SAVED, 1)
        assert saved.answer is not None
        assert saved.answer["Department"] == "innkjøp "
        assert "DbiKey" not in server.requests[0].json


def test_a_key_that_the_user_filled_tells_too(desk: Desk, sandbox: SandboxServer) -> None:
    put(desk, sandbox, dbi_key="ERP-6")
    with losing_answers(desk, sandbox, saves=True) as server:
        saved = desk.deliver(desk.enter(name=NAME, dbi_key="ERP-7"))
        assert (saved.state, posts(server.requests)) == (State.SAVED, 1)
        assert (saved.answer or {})["DbiKey"] == "ERP-7"


def test_what_another_entry_has_become_does_not_count(desk: Desk, sandbox: SandboxServer) -> None:
    desk.turn_to(sandbox.url, use_dbi_key=False)
    first = desk.advance(desk.enter(name=NAME)).entry
    elsewhere = replace(desk.enter(), profile="Elsewhere", contact_id=first.contact_id + 1)
    desk.outbox.update(elsewhere, expected=State.QUEUED)
    with losing_answers(desk, sandbox, saves=True) as server:
        second = desk.deliver(desk.enter(name=NAME))
        assert (second.state, second.contact_id) == (State.SAVED, first.contact_id + 1)
        assert posts(server.requests) == 1


# Not decidable


def doubtful(desk: Desk, sandbox: SandboxServer, server: FaultyServer) -> tuple[Entry, int]:
    """An entry whose answer was lost, and a company just like it that shows no token."""
    entry = desk.enter(name=NAME)
    desk.advance(entry)
    twin = put(desk, sandbox)
    desk.turn_to(server.url)
    return desk.advance(entry).entry, twin


def test_one_just_like_it_without_a_token_is_shown_to_the_user(desk: Desk, sandbox: SandboxServer) -> None:
    with losing_answers(desk, sandbox, saves=False) as server:
        entry, twin = doubtful(desk, sandbox, server)
        assert (entry.state, entry.undecided) == (State.UNKNOWN, entry.company)
        assert entry.company.candidates == (twin,)
        assert entry.next_try == desk.clock() + timedelta(days=1)
        assert entry.message == (
            "“Fjord AS” may have been saved: there is a company on the server that may be it, "
            "but nothing shows which entry made it. Say whether that is the one, or whether to send it again."
        )
        assert desk.stored(entry) == entry
        desk.deliverer.retry_now()
        assert desk.stored(entry) == entry, "a network that is back settles nothing"
        assert desk.deliverer.retry(entry.id).next_try is None, "look again"
        desk.clock.forward(days=3)
        assert desk.advance(entry).entry.company.candidates == (twin,)
        assert posts(server.requests) == 1


def test_several_just_like_it_are_shown_to_the_user(desk: Desk, sandbox: SandboxServer) -> None:
    with losing_answers(desk, sandbox, saves=True) as server:
        desk.turn_to(server.url, use_dbi_key=False)
        entry = desk.enter(name=NAME)
        desk.advance(entry)
        twin = put(desk, sandbox)
        desk.turn_to(server.url)
        entry = desk.advance(entry).entry
        assert entry.company.candidates == (twin, twin - 1)
        assert "there are 2 companies on the server that may be it" in entry.message
        assert "Say whether one of them is it" in entry.message


def test_the_user_says_it_is_that_one(desk: Desk, sandbox: SandboxServer) -> None:
    with losing_answers(desk, sandbox, saves=False) as server:
        entry, twin = doubtful(desk, sandbox, server)
        decided = desk.decide(entry, twin)
        assert decided == desk.stored(entry)
        assert (decided.state, decided.contact_id, decided.message) == (State.SAVED, twin, "Saved.")
        assert (decided.undecided, decided.next_try) == (None, None)
        assert posts(server.requests) == 1


def test_the_user_says_it_is_none_of_them(desk: Desk, sandbox: SandboxServer) -> None:
    with losing_answers(desk, sandbox, saves=False) as server:
        entry, twin = doubtful(desk, sandbox, server)
        decided = desk.decide(entry, None)
        assert (decided.state, decided.undecided, decided.contact_id) == (State.UNKNOWN, None, 0)
        assert decided.message == (
            "“Fjord AS” may have been saved all the same, "
            "so it is looked for on the server before it is sent again."
        ), "its own record may not have been listed when the other was found"
        assert decided.company.not_it == (twin,)
        saved = desk.deliver(entry)
        assert (saved.state, saved.contact_id) == (State.SAVED, twin + 1)


def test_the_twin_is_deleted_and_may_have_been_ours(desk: Desk, sandbox: SandboxServer) -> None:
    with losing_answers(desk, sandbox, saves=False) as server:
        entry = desk.enter(name=NAME)
        desk.advance(entry)
        assert desk.advance(entry).entry.company.first_not_found_at == desk.clock()
        twin = put(desk, sandbox)
        desk.turn_to(server.url)
        desk.clock.forward(minutes=1)
        assert desk.advance(entry).entry.company.candidates == (twin,)
        _delete(sandbox, twin)
        entry = desk.advance(entry).entry
        assert (entry.state, entry.company.candidates) == (State.UNKNOWN, ())
        assert entry.company.first_not_found_at == desk.clock(), "two looks from now on"
        is_asked_about_what_is_gone(desk, entry)


def _delete(sandbox: SandboxServer, contact_id: int) -> None:
    request = Request("DELETE", f"/api/v1/Contact/{contact_id}", {"authorization": "Basic ZGVtbzpkZW1v"})
    assert forward_to(sandbox.url)(request).status == 204


# Looks that fail


@pytest.mark.parametrize(
    ("status", "pauses"), [(503, True), (429, True), (421, True), (500, False), (403, False), (400, False)]
)
@pytest.mark.parametrize("is_own", [True, False], ids=["SuperOffice", "in between"])
def test_nothing_is_posted_as_long_as_nobody_can_search(
    desk: Desk, sandbox: SandboxServer, status: int, pauses: bool, is_own: bool
) -> None:
    refusal = Response(status, {"Error": True} if is_own else None)
    behind = Switch(forward_to(sandbox.url))
    with FaultyServer(Fault.READ_THEN_CLOSE, behind, times=1) as server:
        desk.turn_to(server.url)
        entry = desk.enter(name=NAME)
        desk.advance(entry)
        behind.handle = lambda request: refusal if is_search(request) else Response(500)
        for tries in (2, 3, 4):
            desk.clock.forward(hours=1)
            delivery = desk.advance(entry)
            assert (delivery.entry.state, delivery.entry.tries) == (State.UNKNOWN, tries)
            assert delivery.entry.company.first_not_found_at is None
            assert (delivery.pause_until is not None) == (pauses or not is_own)
            assert "Whether “Fjord AS” was saved is not known yet" in delivery.entry.message
        assert posts(server.requests) == 1
        assert desk.decide(entry, None).state is State.QUEUED, "the user may have looked"


def test_a_search_that_needs_a_sign_in_says_so(desk: Desk, sandbox: SandboxServer) -> None:
    with losing_answers(desk, sandbox, saves=True) as server:
        entry = desk.enter(name=NAME)
        desk.advance(entry)
        right, desk.password = desk.password, "wrong"
        delivery = desk.advance(entry)
        assert (delivery.sign_in_needed, delivery.entry.state) == (True, State.UNKNOWN)
        desk.password = right
        assert desk.advance(entry).entry.state is State.SAVED
        assert posts(server.requests) == 1


def test_a_search_that_the_user_asks_for_is_at_once(desk: Desk, sandbox: SandboxServer) -> None:
    with losing_answers(desk, sandbox, saves=True):
        entry = desk.enter(name=NAME)
        desk.advance(entry)
        assert desk.outbox.due(desk.clock()) == ()
        desk.deliverer.retry(entry.id)
        assert [one.id for one in desk.outbox.due(desk.clock())] == [entry.id]
        assert desk.advance(entry).entry.state is State.SAVED
