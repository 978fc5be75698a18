"""An answer to a POST that is about another record, with or without its DbiKey: it is not taken for ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import PersonEntity
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.sandbox import SandboxServer
from app.service.delivery.deliverer import new_addition
from tests.helpers.fakes.delivery import KARI, OLA, Desk, is_new_person, posts, there
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to, is_new_company
from tests.helpers.faults.model_server import COMPANY, PERSON, TROUBLES, ModelServer, Record
from tests.helpers.faults.renaming_server import renaming, without_keys

ELSEWHERE = {"ContactId": 4711, "Name": "Vidda Kraftlag"}


@pytest.mark.parametrize("saves", [True, False])
@pytest.mark.parametrize("answer", [ELSEWHERE, ELSEWHERE | {"DbiKey": "another"}])
def test_the_answer_for_somebody_else_is_looked_into_and_never_posts_again_by_itself(
    desk: Desk, sandbox: SandboxServer, answer: dict[str, Any], saves: bool
) -> None:
    behind = forward_to(sandbox.url)
    foreign = [Response(200, answer)]

    def handle(request: Request) -> Response:
        if is_new_company(request) and foreign:
            if saves:
                behind(request)
            return foreign.pop()
        return behind(request)

    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        entry = desk.enter(name="Fjord AS", persons=(KARI,))
        for _ in range(8):
            now = desk.advance(entry).entry
            desk.clock.now = max(desk.clock.now, now.next_try or desk.clock.now)
        assert posts(server.requests) == 1
        if not saves:
            assert now.company.is_left_to_user
            assert "Say whether it is there" in now.message
            desk.decide(entry, None)
        entry = desk.deliver(entry)
        assert (entry.state, entry.name) == (State.SAVED, "Fjord AS")
        assert posts(server.requests) == (1 if saves else 2)
        assert [row.contact_id for row in desk.api().recent_contacts(None)] == [entry.contact_id]
        assert there(desk, entry) == ["Kari Ås"]


def test_where_it_may_be_ours_a_person_is_asked_and_nothing_is_posted_again(
    desk: Desk, sandbox: SandboxServer
) -> None:
    """The server keeps no DbiKey and gives the company quite another name."""
    handle = without_keys(
        renaming(forward_to(sandbox.url), lambda body: body | {"Name": "Customer 5"}, "Contact")
    )
    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        entry = desk.enter(name="Fjord AS")
        for _ in range(5):
            now = desk.advance(entry).entry
            (there_is,) = desk.api().recent_contacts(None)
            assert (now.state, now.company.candidates) == (State.UNKNOWN, (there_is.contact_id,))
            desk.clock.forward(days=2)
        assert posts(server.requests) == 1
        assert desk.decide(entry, there_is.contact_id).state is State.SAVED


def test_a_server_that_tells_no_key_is_believed(desk: Desk, sandbox: SandboxServer) -> None:
    with FaultyServer(handle=without_keys(forward_to(sandbox.url))) as server:
        desk.turn_to(server.url, send_persons=False)
        now = desk.advance(desk.enter(name="fjord as", persons=(KARI,))).entry
        assert now.state is State.SAVED
        assert len(server.requests) == 4, [request.target for request in server.requests]


def test_the_answer_for_another_person_is_looked_into(desk: Desk, sandbox: SandboxServer) -> None:
    behind = forward_to(sandbox.url)
    foreign = [Response(200, {"PersonId": 4711, "Firstname": "Nils", "Lastname": "Berg"})]

    def handle(request: Request) -> Response:
        answer = behind(request)
        return foreign.pop() if is_new_person(request) and foreign else answer

    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url, send_persons=False)
        entry = desk.deliver(desk.enter(persons=(KARI,)))
        assert (entry.state, there(desk, entry)) == (State.SAVED, ["Kari Ås"])
        assert sum(map(is_new_person, server.requests)) == 1


class RewritingKeys(ModelServer):
    """It stores keys of its own, or what it makes of those that are sent."""

    make: Callable[[str], str]

    def _kept(self, body: dict[str, Any]) -> dict[str, Any]:
        return body | {"DbiKey": self.make(body["DbiKey"])}


KEYS: dict[str, Callable[[str], str]] = {
    "cut": lambda key: key[:30],
    "prefixed": lambda key: f"ERP-{key}",
    "without hyphens": lambda key: key.replace("-", ""),
    "in braces": lambda key: f"{{{key}}}",
    "its own": lambda _key: "ERP-1",
}


@pytest.mark.parametrize("is_lost", [False, True])
@pytest.mark.parametrize("how", KEYS)
def test_a_server_that_stores_another_key_is_sent_nothing_twice(
    tmp_path: Path, how: str, is_lost: bool
) -> None:
    with Desk(tmp_path, "http://127.0.0.1:9") as desk:
        server = RewritingKeys(desk.clock)
        server.make = KEYS[how]
        if is_lost:
            for kind in (COMPANY, PERSON):
                server.troubles[kind].append(TROUBLES["saved, no answer"])
        with server.in_place_of_sockets():
            entry = desk.enter(name="Fjord AS", persons=(KARI.with_changes(position=None, phones=None),))
            now = sent_for_hours(desk, entry)
            if how == "its own":
                assert now.undecided and now.company.candidates == tuple(server.companies)
                desk.decide(entry, next(iter(server.companies)))
                now = sent_for_hours(desk, entry)
                assert now.people[0].candidates == tuple(server.people)
                desk.decide(entry, next(iter(server.people)))
                now = sent_for_hours(desk, entry)
            assert now.state is State.SAVED
            assert (len(server.companies), len(server.people)) == (1, 1)


class OfAnother(ModelServer):
    """It answers every POST of a company with a record that has nothing to do with it."""

    def _add_company(self, *_posted: object) -> Record:
        theirs = {"Name": "Quite Another plc", "DbiKey": ""}
        return self.companies.setdefault(5, Record(5, theirs, "", self.clock(), self.clock()))


def test_where_no_key_is_sent_nobody_goes_into_a_strangers_company(tmp_path: Path) -> None:
    with Desk(tmp_path, "http://127.0.0.1:9", use_dbi_key=False) as desk:
        server = OfAnother(desk.clock)
        with server.in_place_of_sockets():
            now = sent_for_hours(desk, desk.enter(name="Fjord AS", persons=(KARI,)))
        assert (now.state, now.contact_id, now.company.candidates) == (State.UNKNOWN, 0, (5,))
        assert not server.people


def sent_for_hours(desk: Desk, entry: Entry) -> Entry:
    """Delivers again and again, each time when the program would."""
    for _ in range(12):
        now = desk.advance(entry).entry
        desk.clock.now = max(desk.clock.now, now.next_try or desk.clock.now)
    return desk.stored(entry)


class Duplicates:
    """Answers to what is in its way with a colleague's record of that name, instead of creating one."""

    def __init__(self, url: str) -> None:
        self._behind = forward_to(url)
        self.is_in_the_way: Callable[[Request], bool] = lambda _request: False
        self.theirs: dict[str, Any] = {}

    def __call__(self, request: Request) -> Response:
        is_theirs = request.method == "POST" and self.is_in_the_way(request)
        return Response(200, self.theirs) if is_theirs else self._behind(request)


@pytest.fixture
def rule(sandbox: SandboxServer) -> Duplicates:
    return Duplicates(sandbox.url)


@pytest.fixture
def colleague(tmp_path: Path, rule: Duplicates) -> Iterator[Desk]:
    with FaultyServer(handle=rule) as server, Desk(tmp_path, server.url, send_persons=False) as desk:
        yield desk


REACHED = [
    {"Phones": [{"Value": "22 33 44 55"}]},
    {"OrgNr": "923609016"},
    {"Emails": [{"Value": "post@fjord.example"}], "Urls": [{"Value": "fjord.example"}]},
]


@pytest.mark.parametrize("typed", REACHED)
def test_a_colleagues_company_that_has_nothing_of_what_was_typed_is_asked_about(
    colleague: Desk, rule: Duplicates, typed: dict[str, Any]
) -> None:
    desk = colleague
    assert desk.deliver(desk.enter(name="Vidda AS")).state is State.SAVED  # with the key
    rule.theirs = desk.api().create_contact(ContactEntity(name="Fjord AS")).to_json_object()
    rule.is_in_the_way = is_new_company
    values = read_as(ContactEntity, {"Name": "Fjord AS", **typed})
    asked = desk.deliver(desk.enter(values, persons=(KARI,)))
    assert (asked.state, asked.company.candidates) == (State.UNKNOWN, (rule.theirs["ContactId"],))
    assert "Say whether that is the one" in asked.message
    desk.decide(asked, rule.theirs["ContactId"])
    saved = desk.deliver(asked)
    assert (saved.state, there(desk, saved)) == (State.SAVED, ["Kari Ås"])


def test_somebody_of_the_company_who_has_nothing_of_what_was_typed_is_asked_about(
    colleague: Desk, rule: Duplicates
) -> None:
    desk = colleague
    company = desk.deliver(desk.enter(persons=(KARI,)))
    ola = {"Firstname": "Ola", "Lastname": "Li", "Contact": {"ContactId": company.contact_id}}
    rule.theirs = desk.api().create_person(read_as(PersonEntity, ola)).to_json_object()
    rule.is_in_the_way = is_new_person
    asked = desk.deliver(desk.enter(persons=(OLA.with_changes(title=None, mobile_phone="911 22 333"),)))
    assert asked.state is State.UNKNOWN
    assert asked.undecided is not None
    assert asked.undecided.number == 1


@pytest.mark.parametrize("email", ["kari@fjord.example", ""])
def test_somebody_who_was_there_for_years_is_not_the_one_who_is_added(
    colleague: Desk, rule: Duplicates, email: str
) -> None:
    desk = colleague
    company = desk.deliver(desk.enter(name="Fjord AS")).contact_id
    kari: dict[str, Any] = {"Firstname": "Kari", "Lastname": "Aas", "Contact": {"ContactId": company}}
    kari |= {"Emails": [{"Value": email}]} if email else {}
    theirs = desk.api().create_person(read_as(PersonEntity, kari)).to_json_object()
    rule.theirs = theirs | {"CreatedDate": "2021-03-04T10:00:00"}
    rule.is_in_the_way = is_new_person
    typed = {
        "Firstname": "Kari",
        "Lastname": "Ås",
        "Email": "kari@fjord.example",
        "MobilePhone": "911 22 333",
    }
    body = read_as(ContactEntity, {"ContactId": company, "Name": "Fjord AS", "Persons": [typed]})
    desk.clock.forward(minutes=1)
    asked = desk.deliver(desk.outbox.add(new_addition(body, desk.profile, "addition", desk.clock())))
    assert asked.state is State.UNKNOWN
    assert asked.undecided is not None
    assert asked.undecided.number == 1


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize(
    ("typed", "theirs"),
    [
        ({}, {}),
        ({"Phones": [{"Value": "22 33 44 55"}]}, {"Phones": [{"Value": "+47 22334455"}]}),
        ({"Phones": [{"Value": "22 33 44 55"}], "OrgNr": "923609016"}, {"OrgNr": "923 609 016"}),
    ],
)
def test_a_record_without_a_key_that_has_some_of_what_was_typed_is_believed(
    colleague: Desk, rule: Duplicates, typed: dict[str, Any], theirs: dict[str, Any], is_first: bool
) -> None:
    desk = colleague
    if not is_first:
        assert desk.deliver(desk.enter(name="Vidda AS")).state is State.SAVED
    made = desk.api().create_contact(read_as(ContactEntity, {"Name": "Fjord AS", **theirs}))
    rule.theirs, rule.is_in_the_way = made.to_json_object(), is_new_company
    entry = desk.enter(read_as(ContactEntity, {"Name": "Fjord AS", **typed}))
    assert desk.deliver(entry).state is State.SAVED
