from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity, CreatedContact
from app.model.carriers.person import Person
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.sandbox import SandboxServer
from app.service.delivery.steps.company_check import check_answer
from app.service.delivery.steps.company_steps import CompanySteps
from app.service.delivery.working_copy import DeliveryStopped, WorkingCopy
from app.webapi.errors import OtherRecordError
from tests.helpers.fakes.delivery import KARI, OLA, Desk, states
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Request, Response, forward_to

Copy = Callable[..., WorkingCopy]


@pytest.fixture
def copy_of(desk: Desk) -> Copy:
    """Makes the working copy of an entry, or of a new one with these properties."""

    def make(entry: Entry | None = None, **changes: Any) -> WorkingCopy:
        copy = WorkingCopy(entry or desk.enter(**changes), desk.outbox, desk.clock, uptime=desk.clock.uptime)
        copy.connect_to(desk.profile, desk.api())
        return copy

    return make


@contextmanager
def faulty(desk: Desk, fault: Fault, *, saves: bool = False) -> Iterator[FaultyServer]:
    behind = forward_to(desk.profile.url)
    with FaultyServer(fault, behind, save_first=behind if saves else None, times=1) as server:
        desk.turn_to(server.url)
        yield server


def test_preparing_marks_the_company_and_the_people_inside_it(desk: Desk, copy_of: Copy) -> None:
    copy = copy_of(
        persons=(
            KARI,
            read_as(Person, {"Lastname": "Li", "PrivatePhones": [{"Value": "1"}, {"Value": "2"}]}),
        )
    )
    CompanySteps(copy).prepare()
    assert states(copy.entry) == [State.SENDING, State.SENDING, State.QUEUED]
    assert [step.matched_by_name for step in copy.entry.people] == [True, False]
    assert copy.entry.company.sent == desk.clock()
    assert copy.entry.message == "“Fjord 1 AS” is being sent."


def test_a_connection_may_send_no_people_inside_the_company(
    desk: Desk, server: SandboxServer, copy_of: Copy
) -> None:
    desk.turn_to(server.url, send_persons=False)
    copy = copy_of(persons=(KARI,))
    CompanySteps(copy).run()
    assert states(copy.entry) == [State.SAVED, State.QUEUED]
    assert not copy.entry.people[0].matched_by_name
    assert "Persons" not in json.loads(server.requests[0].body)


def test_a_damaged_body_is_a_value_error(desk: Desk, copy_of: Copy) -> None:
    with pytest.raises(ValueError, match="Name"):
        CompanySteps(copy_of(replace(desk.enter(), body={"Name": 5}))).prepare()


def test_the_answer_is_kept_without_what_nobody_is_shown(copy_of: Copy) -> None:
    copy = copy_of(name="Fjord AS")
    CompanySteps(copy).run()
    entry = copy.entry
    assert (entry.company.state, entry.company.remote_id) == (State.SAVED, entry.contact_id)
    assert entry.answer is not None
    assert entry.answer["Name"] == "Fjord AS"
    assert not {"FieldProperties", "Interests"} & entry.answer.keys()


def test_the_company_is_committed_before_its_people_follow(desk: Desk, copy_of: Copy) -> None:
    copy = copy_of(persons=(KARI, OLA))
    CompanySteps(copy).run()
    assert states(desk.stored(copy.entry)) == [State.SAVED, State.UNKNOWN, State.UNKNOWN]
    assert desk.stored(copy.entry).state is State.SENDING


def test_a_lost_answer_leaves_it_unknown_and_the_next_run_finds_it(desk: Desk, copy_of: Copy) -> None:
    entry = desk.enter(persons=(KARI,))
    with faulty(desk, Fault.READ_THEN_CLOSE, saves=True):
        copy = copy_of(entry)
        with pytest.raises(DeliveryStopped):
            CompanySteps(copy).run()
        assert states(copy.entry) == [State.UNKNOWN, State.UNKNOWN]
        CompanySteps(copy).run()
        assert copy.entry.company.state is State.SAVED
        assert copy.entry.contact_id == copy.entry.company.remote_id
        assert len(desk.api().find_contacts(entry.name, None)) == 1


def test_an_error_of_the_server_is_searched_for_at_once(desk: Desk, server: SandboxServer) -> None:
    failing = Response(500, {"Message": "An error has occurred."})
    behind = forward_to(server.url)
    with FaultyServer(
        handle=lambda request: failing if request.method == "POST" else behind(request)
    ) as broken:
        desk.turn_to(broken.url)
        copy = WorkingCopy(desk.enter(), desk.outbox, desk.clock, uptime=desk.clock.uptime)
        copy.connect_to(desk.profile, desk.api())
        CompanySteps(copy).run()
        assert states(copy.entry) == [State.UNKNOWN], "it is searched for twice"
        desk.clock.forward(seconds=60)
        CompanySteps(copy).run()
        assert states(copy.entry) == [State.UNKNOWN], "lists may lag"
        desk.clock.forward(minutes=9)
        CompanySteps(copy).run()
    assert states(copy.entry) == [State.REJECTED]
    assert "looked for on the server and not found" in copy.entry.company.message
    assert copy.stored_state is State.UNKNOWN


def test_a_refused_company_has_the_messages_of_its_fields(desk: Desk) -> None:
    said = {"Message": "Invalid.", "ModelState": {"newEntity.Name": ["Too long."]}}
    with FaultyServer(handle=lambda _: Response(400, said)) as refusing:
        desk.turn_to(refusing.url)
        copy = WorkingCopy(desk.enter(), desk.outbox, desk.clock, uptime=desk.clock.uptime)
        copy.connect_to(desk.profile, desk.api())
        CompanySteps(copy).run()
    assert copy.entry.company.state is State.REJECTED
    assert [(one.path, one.message) for one in copy.entry.problems] == [("Name", "Too long.")]


def test_a_company_of_another_entry_is_no_match(desk: Desk, copy_of: Copy) -> None:
    entity = ContactEntity(name="Fjord AS")
    desk.turn_to(desk.profile.url, use_dbi_key=False)
    first = desk.advance(desk.enter(entity)).entry
    second = desk.enter(entity)
    unknown = replace(second, steps=(replace(second.company, state=State.UNKNOWN),))
    copy = copy_of(unknown)
    CompanySteps(copy).run()
    assert first.state is State.SAVED
    assert copy.entry.company.state is State.UNKNOWN
    assert copy.entry.company.first_not_found_at == desk.clock()


def test_an_answer_about_another_record_leaves_company_and_people_unknown(
    desk: Desk, copy_of: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = desk.api().create_contact(ContactEntity(name="Quite Another AS")).contact_id or 0
    copy = copy_of(name="Fjord AS", persons=(KARI,))

    def answer(_entity: ContactEntity) -> ContactEntity:
        raise OtherRecordError("crm.example.com", remote_id=theirs)

    monkeypatch.setattr(copy.api, "create_contact", answer)
    CompanySteps(copy).run()
    assert states(copy.entry) == [State.UNKNOWN, State.UNKNOWN]
    assert (copy.entry.company.candidates, copy.entry.people[0].candidates) == ((theirs,), ())
    assert "answered with another record" in copy.entry.company.message


def test_an_answer_with_our_token_is_compared_with_no_other_entry(desk: Desk, copy_of: Copy) -> None:
    statements: list[str] = []
    copy = copy_of(name="Fjord AS")
    desk.store._connection.set_trace_callback(statements.append)  # what is asked of a long outbox
    CompanySteps(copy).run()
    desk.store._connection.set_trace_callback(None)
    assert copy.entry.company.state is State.SAVED
    assert not [one for one in statements if one.startswith("SELECT")]


def test_an_answer_about_another_entrys_company_is_none(copy_of: Copy) -> None:
    copy = copy_of(name="Fjord AS")
    check_answer(copy, CreatedContact(contact_id=8), lambda number: number == 7)
    with pytest.raises(OtherRecordError) as told:
        check_answer(copy, CreatedContact(contact_id=7), lambda number: number == 7)
    assert (told.value.status, told.value.host) == (200, copy.api.host)


def test_what_a_discarded_entry_has_made_is_asked_about(desk: Desk, copy_of: Copy) -> None:
    desk.turn_to(desk.profile.url, use_dbi_key=False)
    first = desk.deliver(desk.enter(name="Fjord AS"))
    desk.outbox.discard(first.id)
    lost = desk.enter(name="Fjord AS")
    user = desk.api().signed_in_as()
    company = replace(lost.company, state=State.UNKNOWN, sent=desk.clock(), posted_by=user)
    copy = copy_of(replace(lost, steps=(company,)))
    CompanySteps(copy).run()
    assert (copy.steps[0].state, copy.steps[0].candidates) == (State.UNKNOWN, (first.contact_id,))


@pytest.mark.parametrize("people", [(), (KARI,)])
def test_what_is_built_ahead_has_whoever_goes_inside(
    server: SandboxServer, copy_of: Copy, people: tuple[Person, ...]
) -> None:
    steps = CompanySteps(copy_of(persons=people))
    steps.build()
    assert (steps._call is None) is bool(people)
    steps.run()
    (posted,) = [json.loads(one.body) for one in server.requests if one.method == "POST"]
    assert len(posted.get("Persons", ())) == len(people)


def test_an_answer_that_is_another_entrys_company_leaves_it_unknown(desk: Desk, copy_of: Copy) -> None:
    """As where a server has been set up anew, and counts from the beginning."""
    desk.turn_to(desk.profile.url, use_dbi_key=False)
    first = desk.deliver(desk.enter(name="Fjord AS"))
    told = Response(200, {"ContactId": first.contact_id, "Name": "Fjell AS"})
    with FaultyServer(handle=lambda _request: told) as server:
        desk.turn_to(server.url)
        copy = copy_of(name="Fjell AS")
        with pytest.raises(DeliveryStopped):
            CompanySteps(copy).run()
    assert (copy.steps[0].state, copy.entry.contact_id) == (State.UNKNOWN, 0)
    assert "answered with another record" in copy.steps[0].message


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([("LI", "OLA-"), ("KARI", "AAS")], [(State.SAVED, 71), (State.SAVED, 70)]),
        ([("X", "Y"), ("X", "Y")], [(State.UNKNOWN, 0), (State.UNKNOWN, 0)]),
    ],
)
def test_whom_the_answer_names_otherwise_is_who_went_in(
    desk: Desk, copy_of: Copy, names: list[tuple[str, str]], expected: list[tuple[State, int]]
) -> None:
    """Where the name can be the same one: who has quite another may have been added by the server."""
    behind = forward_to(desk.profile.url)

    def handle(request: Request) -> Response:
        answer = behind(request)
        if request.method != "POST":
            return answer
        people = [
            {"PersonId": number, "Firstname": first, "Lastname": last}
            for number, (first, last) in enumerate(names, start=70)
        ]
        return Response(200, json.loads(answer.raw) | {"Persons": people})

    with FaultyServer(handle=handle) as server:
        desk.turn_to(server.url)
        copy = copy_of(persons=(KARI, OLA))
        CompanySteps(copy).run()
    assert [(one.state, one.remote_id) for one in copy.people_steps] == expected
