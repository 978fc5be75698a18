from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import Person
from app.model.entry import Entry, State
from app.model.profile import Profile
from app.sandbox import SandboxServer
from app.service.delivery.deliverer import check_new, new_entry
from app.storage.files.errors import EntryUnreadable, StaleEntry
from app.webapi.client import WebApi
from tests.helpers.fakes.delivery import KARI, OLA, Desk, asked, states
from tests.helpers.faults.faulty_server import Fault, FaultyServer, forward_to

NOW = datetime(2026, 3, 1, tzinfo=UTC)
NOBODY = "http://127.0.0.1:1"
"""Nobody can be asked there: whatever its user says is believed."""


def profile(**settings: object) -> Profile:
    return Profile.from_values({"name": "Work", "url": "https://crm.example.com", **settings})


def posts_of(server: SandboxServer) -> int:
    return sum(request.method == "POST" for request in server.requests)


def test_an_entry_is_frozen_with_a_token_for_each_of_its_steps(desk: Desk) -> None:
    people = (Person(firstname="Kari", lastname="Ås", person_id=7), Person(lastname="Li"))
    entity = ContactEntity(contact_id=568, name=" Fjord AS ", persons=people)
    entry = new_entry(entity, profile(), "id-1", desk.clock())
    assert entry.body == {
        "ContactId": 0,
        "Name": " Fjord AS ",
        "Persons": [{"Firstname": "Kari", "Lastname": "Ås"}, {"Lastname": "Li"}],
        "DbiKey": entry.company.token,
    }
    assert [(step.number, step.name, step.state) for step in entry.steps] == [
        (0, "Fjord AS", State.QUEUED),
        (1, "Kari Ås", State.QUEUED),
        (2, "Li", State.QUEUED),
    ]
    assert len({UUID(step.token) for step in entry.steps}) == 3
    assert (entry.id, entry.profile, entry.name, entry.state) == ("id-1", "Work", "Fjord AS", State.QUEUED)
    assert entry.message == "“Fjord AS” is waiting to be sent."
    assert desk.outbox.add(entry) == desk.outbox.get("id-1")


def test_a_key_that_the_user_filled_is_left_alone(desk: Desk) -> None:
    entry = new_entry(ContactEntity(name="A", dbi_key="ERP-7"), profile(), "id-1", desk.clock())
    assert entry.body["DbiKey"] == "ERP-7"
    assert entry.company.token == ""


def test_a_site_can_forbid_tokens(desk: Desk) -> None:
    entity = ContactEntity(name="A", persons=(Person(lastname="Li"),))
    entry = new_entry(entity, profile(use_dbi_key=False), "id-1", desk.clock())
    assert "DbiKey" not in entry.body
    assert [step.token for step in entry.steps] == ["", ""]


def test_send_now_makes_a_waiting_entry_due(desk: Desk) -> None:
    desk.turn_to("http://127.0.0.1:1")
    entry = desk.advance(desk.enter()).entry
    assert desk.deliverer.retry(entry.id) == desk.stored(entry)
    assert [one.id for one in desk.outbox.due(desk.clock())] == [entry.id]


def test_a_rejected_company_can_be_sent_again_as_it_is(desk: Desk, server: SandboxServer) -> None:
    with FaultyServer(Fault.FORBIDDEN_403, forward_to(server.url), times=1) as faulty:
        desk.turn_to(faulty.url)
        entry = desk.advance(desk.enter()).entry
        assert entry.state is State.REJECTED
        entry = desk.deliverer.retry(entry.id)
        assert (entry.state, entry.message) == (State.QUEUED, "“Fjord 1 AS” is waiting to be sent.")
        assert desk.advance(entry).entry.state is State.SAVED


def test_a_saved_entry_is_not_sent_again_whatever_is_asked(desk: Desk) -> None:
    entry = desk.advance(desk.enter()).entry
    assert desk.deliverer.retry(entry.id) == entry
    assert desk.deliverer.decide(entry, None) == entry
    assert desk.deliverer.decide(entry, 99) == entry


def test_orders_for_an_entry_that_is_gone_get_a_sentence(desk: Desk) -> None:
    gone = new_entry(ContactEntity(name="A"), profile(), "nobody", NOW)
    with pytest.raises(StaleEntry, match="not in the outbox any more"):
        desk.deliverer.retry("nobody")
    with pytest.raises(StaleEntry, match="not in the outbox any more"):
        desk.deliverer.decide(gone, 1)


def test_the_network_is_back_and_the_order_is_kept(desk: Desk, server: SandboxServer) -> None:
    desk.turn_to("http://127.0.0.1:1")
    entries = [desk.enter() for _ in range(5)]
    desk.advance(entries[0])
    desk.turn_to(server.url)
    desk.reopen()
    desk.deliverer.retry_now()
    while due := desk.outbox.due(desk.clock(), 1):
        desk.deliverer.advance(due[0])
    assert [desk.stored(entry).contact_id for entry in entries] == [2, 3, 4, 5, 6]
    assert posts_of(server) == 5


def unknown(desk: Desk, *numbers: int, candidates: tuple[int, ...] = ()) -> Entry:
    """A company with two people, of which these steps are unknown; the first of them has the candidates."""
    entry = desk.enter(persons=(KARI, OLA))
    steps = tuple(
        replace(step, state=State.UNKNOWN, candidates=candidates if step.number == numbers[0] else ())
        if step.number in numbers
        else replace(step, state=State.SAVED, remote_id=90 + step.number)
        for step in entry.steps
    )
    entry = replace(entry, steps=steps, state=State.UNKNOWN, contact_id=steps[0].remote_id)
    return desk.outbox.update(entry, expected=State.QUEUED)


def test_the_user_says_which_record_the_company_is(desk: Desk) -> None:
    asked_about = unknown(desk, 0, 1, 2, candidates=(7, 8))
    desk.turn_to(NOBODY)
    entry = desk.deliverer.decide(asked_about, 8)
    assert (entry.contact_id, entry.company.remote_id, entry.company.candidates) == (8, 8, ())
    assert states(entry) == [State.SAVED, State.UNKNOWN, State.UNKNOWN]
    assert entry == desk.stored(entry)


def test_a_company_that_is_not_there_takes_the_people_inside_it_along(desk: Desk) -> None:
    searched = unknown(desk, 0, 1, 2, candidates=(7,))
    company = replace(searched.company, first_not_found_at=desk.clock())
    desk.outbox.update(replace(searched, steps=(company, *searched.people)), expected=State.UNKNOWN)
    entry = desk.deliverer.decide(desk.stored(searched), None)
    assert (entry.state, entry.contact_id, states(entry)) == (State.QUEUED, 0, [State.QUEUED] * 3)
    assert entry.next_try is None


def test_what_an_early_search_found_is_not_it_and_it_is_searched_for_again(desk: Desk) -> None:
    entry = desk.deliverer.decide(unknown(desk, 0, 1, 2, candidates=(7, 8)), None)
    assert (entry.state, entry.contact_id, states(entry)) == (State.UNKNOWN, 0, [State.UNKNOWN] * 3)
    assert (entry.company.candidates, entry.company.not_it, entry.next_try) == ((), (7, 8), None)


def test_a_decision_is_about_the_undecided_person_first(desk: Desk) -> None:
    before = unknown(desk, 2, 1, candidates=(7,))
    desk.turn_to(NOBODY)
    entry = desk.deliverer.decide(before, 7)
    assert [(step.state, step.remote_id) for step in entry.people] == [(State.UNKNOWN, 0), (State.SAVED, 7)]
    assert entry.contact_id == before.contact_id


MEANWHILE: dict[str, dict[str, Any]] = {
    "found": {"state": State.SAVED, "remote_id": 8, "candidates": ()},
    "another may be it": {"candidates": (8, 9, 7)},
    "one of them is not any more": {"candidates": (8,)},
    "none was found any more": {"candidates": ()},
    "left to the user": {"candidates": (), "is_left_to_user": True},
    "sent again": {"sent": NOW},
    "saved anew": {"token": "another"},
}


@pytest.mark.parametrize("remote_id", [8, None])
@pytest.mark.parametrize("since", MEANWHILE)
def test_a_decision_about_what_is_not_asked_any_more_changes_nothing(
    desk: Desk, since: str, remote_id: int | None
) -> None:
    seen = unknown(desk, 0, 1, 2, candidates=(7, 8))
    company = replace(seen.company, **MEANWHILE[since])
    body = {**seen.body, "DbiKey": company.token}
    entry = replace(seen, steps=(company, *seen.people), contact_id=company.remote_id, body=body)
    desk.outbox.update(entry, expected=State.UNKNOWN)
    now = desk.stored(seen)
    assert desk.deliverer.decide(seen, remote_id) == now == desk.stored(seen)


def test_a_decision_about_a_person_is_about_nobody_else(desk: Desk) -> None:
    seen = unknown(desk, 1, 2, candidates=(7, 8))
    desk.turn_to(NOBODY)
    once = desk.deliverer.decide(seen, 7)
    assert [one.remote_id for one in once.people] == [7, 0]
    assert desk.deliverer.decide(seen, 7) == once
    assert desk.deliverer.decide(seen, None) == once
    other = desk.deliverer.decide(once, 8)
    assert [one.remote_id for one in other.people] == [7, 8]


def test_people_who_were_refused_are_searched_for_by_name_before_they_are_sent_again(desk: Desk) -> None:
    entry = unknown(desk, 1)
    refused = replace(entry.people[0], state=State.REJECTED, message="No.")
    entry = replace(entry, steps=(entry.company, refused, entry.people[1]), state=State.REJECTED)
    desk.outbox.update(entry, expected=State.UNKNOWN)
    again = desk.deliverer.retry(entry.id)
    assert again.people[0] == replace(refused, state=State.QUEUED, message="", matched_by_name=True)
    assert states(again) == [State.SAVED, State.QUEUED, State.SAVED]


def test_a_time_that_a_server_has_asked_for_is_kept_when_the_network_is_back(
    desk: Desk, server: SandboxServer
) -> None:
    with FaultyServer(Fault.BUSY_429_SECONDS, forward_to(server.url)) as busy:
        desk.turn_to(busy.url)
        waiting = desk.advance(desk.enter()).entry
        assert waiting.next_try is not None
        desk.deliverer.retry_now()
        assert desk.stored(waiting).next_try == waiting.next_try
        desk.clock.now = waiting.next_try + timedelta(seconds=1)
        desk.deliverer.retry_now()
        assert desk.stored(waiting).next_try is None


def test_an_entry_whose_body_is_damaged_is_set_aside_with_a_sentence_and_nothing_is_sent(
    desk: Desk, server: SandboxServer
) -> None:
    for damage in ({"Department": 7}, {"Phones": 7}, {"Country": [7]}):
        entry = desk.enter(persons=(KARI,))
        desk.outbox.update(replace(entry, body=entry.body | damage), expected=State.QUEUED)
        aside = desk.advance(entry).entry
        assert aside.state is State.REJECTED
        assert "what this computer has stored of it is damaged" in aside.message
        assert "may be on the server" not in aside.message
    assert asked(server) == []


def test_an_entry_whose_steps_are_not_those_of_its_body_is_not_sent(
    desk: Desk, server: SandboxServer
) -> None:
    bodies: list[dict[str, Any]] = [
        {},
        {"Name": 7},
        {"Name": "Fjord AS", "Persons": 7},
        {"Persons": [{}, {}]},
    ]
    for body in bodies:
        entry = desk.enter(persons=(KARI,))
        changed = desk.outbox.update(replace(entry, body=body), expected=State.QUEUED)
        with pytest.raises(EntryUnreadable):
            desk.advance(changed)
        assert desk.outbox.due(desk.clock()) == ()
    assert asked(server) == []


@pytest.mark.parametrize(
    ("call", "there"), [("api", "has not been sent"), ("create_contact", "may be on the server already")]
)
def test_an_entry_that_a_fault_of_ours_stops_says_whether_it_was_sent(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, call: str, there: str
) -> None:
    def fail(*_args: object, **_named: object) -> None:
        raise ImportError

    if call == "api":
        monkeypatch.setattr(desk.deliverer, "_api_for", fail)
    else:
        monkeypatch.setattr(WebApi, call, fail)
    aside = desk.advance(desk.enter(persons=(KARI,))).entry
    assert aside.state is State.REJECTED
    assert "(ImportError)" in aside.message
    assert there in aside.message


@pytest.mark.parametrize("is_damaged", [True, False])
def test_an_entry_that_is_discarded_while_it_is_set_aside_is_gone(
    desk: Desk, server: SandboxServer, monkeypatch: pytest.MonkeyPatch, is_damaged: bool
) -> None:
    def discard(*_args: object) -> None:
        desk.outbox.discard(entry.id)
        raise ImportError

    entry = desk.enter(persons=(KARI,))
    if is_damaged:
        entry = desk.outbox.update(replace(entry, body={}), expected=State.QUEUED)
        desk.outbox.discard(entry.id)
    monkeypatch.setattr(desk.deliverer, "_api_for", discard)
    result = desk.deliverer.advance(entry)
    assert (result.entry, result.error, desk.outbox.get(entry.id)) == (entry, None, None)
    assert asked(server) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"state": State.UNKNOWN},
        {"contact_id": 7},
        {"tries": 1},
        {"next_try": NOW},
        {"steps": ()},
        {"body": {"Name": "Fjord AS", "Persons": [{"Firstname": "Kari"}, {"Firstname": "Ola"}]}},
    ],
    ids=str,
)
def test_an_entry_that_has_a_past_is_not_new(changes: dict[str, Any]) -> None:
    entry = new_entry(ContactEntity(name="Fjord AS", persons=(KARI,)), profile(), "id-1", NOW)
    check_new(entry)
    with pytest.raises(ValueError, match="not"):
        check_new(replace(entry, **changes))
    for step in (replace(entry.people[0], state=State.SAVED), replace(entry.people[0], remote_id=9)):
        with pytest.raises(ValueError, match="not a new entry"):
            check_new(replace(entry, steps=(entry.company, step)))
