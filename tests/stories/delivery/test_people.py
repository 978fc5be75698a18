"""The people of a company: taken with it or added one by one, each of them once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.model.carriers.common import Contact, Email
from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import PersonEntity
from app.model.carriers.reading import read_as
from app.model.entry import State
from app.sandbox import Options, SandboxServer
from tests.helpers.fakes.delivery import (
    KARI,
    NINA,
    OLA,
    Desk,
    RecordingOutbox,
    Switch,
    asked,
    posts,
    refusing,
    rows,
    states,
    there,
)
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to


@pytest.fixture
def sandbox(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "sandbox.db", getattr(request, "param", Options())) as server:
        yield server


@pytest.mark.parametrize("sandbox", [Options(), Options(take_persons=True)], indirect=True)
def test_everybody_is_on_the_server_once(desk: Desk) -> None:
    entry = desk.deliver(desk.enter(persons=(KARI, NINA, OLA)))
    assert (entry.state, states(entry)) == (State.SAVED, [State.SAVED] * 4)
    assert there(desk, entry) == ["Kari Ås", "Nina Feil", "ola Li"]
    assert [step.remote_id for step in entry.people] == [row.person_id for row in rows(desk, entry)]
    assert entry.message == "Saved as number 10001."
    assert entry == desk.stored(entry)
    ids = [step.remote_id for step in entry.people]
    kari, nina, _ = (desk.api().person(each) for each in ids)
    assert kari.position is not None
    assert (kari.position.value, (kari.emails or ())[0].value) == ("Sales manager", "kari@fjord.example")
    assert (nina.mobile_phones or ())[0].value == "911 22 333"
    assert len({desk.api().person(each).person_number for each in ids}) == 3


@pytest.mark.parametrize("sandbox", [Options(take_persons=True)], indirect=True)
def test_a_server_that_takes_people_is_asked_once(desk: Desk, sandbox: SandboxServer) -> None:
    desk.advance(desk.enter(persons=(KARI, NINA)))
    assert asked(sandbox) == ["POST Contact"]


def test_a_server_that_ignores_people_is_told_of_each(desk: Desk, sandbox: SandboxServer) -> None:
    entry = desk.deliver(desk.enter(persons=(KARI, NINA)))
    assert asked(sandbox) == [
        "POST Contact",
        f"GET Contact/{entry.contact_id}/Persons",
        f"GET Contact/{entry.contact_id}",  # whether it is still that company, as each time later
        f"GET Contact/{entry.contact_id}/Persons",
        f"GET Contact/{entry.contact_id}",
        f"GET Contact/{entry.contact_id}/Persons",
        "GET Contact",
        "POST Agents/Person/CreateDefaultByContactId",
        "GET MDOList/perspos",
        "POST Person",
        "POST Person",
    ]
    assert desk.api().person(entry.people[0].remote_id).dbi_key == entry.people[0].token
    bodies = [json.loads(one.body) for one in sandbox.requests if one.path.endswith("/Person")]
    assert not any("PersonNumber" in body for body in bodies), "the server proposed it for one of them"


def test_each_step_is_committed_before_and_after(tmp_path: Path, sandbox: SandboxServer) -> None:
    with Desk(tmp_path, sandbox.url, outbox=RecordingOutbox) as desk:
        outbox = desk.outbox
        assert isinstance(outbox, RecordingOutbox)
        outbox.commits = []
        desk.deliver(desk.enter(persons=(NINA, OLA)))
        sending, unknown = State.SENDING, State.UNKNOWN
        queued, saved = State.QUEUED, State.SAVED
        assert outbox.commits == [
            (sending, (sending, sending, sending)),
            (sending, (saved, unknown, unknown)),
            (unknown, (saved, unknown, unknown)),
            (unknown, (saved, unknown, unknown)),
            (sending, (saved, sending, queued)),
            (sending, (saved, saved, sending)),
            (saved, (saved, saved, saved)),
        ]


@pytest.mark.parametrize("sandbox", [Options(), Options(take_persons=True)], indirect=True)
def test_a_site_can_switch_the_embedded_form_off(desk: Desk, sandbox: SandboxServer) -> None:
    entry = desk.enter(persons=(OLA,))
    desk.turn_to(sandbox.url, send_persons=False)
    entry = desk.advance(entry).entry
    assert entry.state is State.SAVED
    assert b"Persons" not in sandbox.requests[0].body
    assert asked(sandbox) == ["POST Contact", "POST Agents/Person/CreateDefaultByContactId", "POST Person"]
    assert there(desk, entry) == ["ola Li"]


@pytest.mark.parametrize("sandbox", [Options(take_persons=True, fail_person="Feil")], indirect=True)
def test_who_is_missing_in_the_answer_is_looked_for_and_added_if_the_user_says_so(
    desk: Desk, sandbox: SandboxServer
) -> None:
    entry = desk.deliver(desk.enter(persons=(KARI, NINA, OLA)))
    assert entry.people[1].is_left_to_user
    assert "“Nina Feil” may have been saved. It was not found" in entry.message
    assert not any("POST Person" in line for line in asked(sandbox))
    desk.decide(entry, None)
    entry = desk.deliver(entry)
    assert states(entry) == [State.SAVED, State.SAVED, State.REJECTED, State.SAVED]
    assert asked(sandbox)[:2] == ["POST Contact", f"GET Contact/{entry.contact_id}/Persons"]
    assert there(desk, entry) == ["Kari Ås", "ola Li"]


@pytest.mark.parametrize("sandbox", [Options(fail_person="Feil")], indirect=True)
def test_one_who_is_refused_does_not_stop_the_others_and_nobody_posts_the_company_again(
    desk: Desk, sandbox: SandboxServer
) -> None:
    entry = desk.deliver(desk.enter(persons=(KARI, NINA, OLA)))
    assert (entry.state, states(entry)[2]) == (State.REJECTED, State.REJECTED)
    assert entry.contact_id > 0
    assert entry.next_try is None
    host = desk.api().host
    assert entry.message == (
        f"The company is saved as number 10001, but Nina Feil is not. {host} reports an error of its own: "
        "“The person Feil could not be saved”. If it stays, tell your administrator. "
        "Send what is missing again, or add it in SuperOffice."
    )
    queued = desk.deliverer.retry(entry.id)
    assert states(queued) == [State.SAVED, State.SAVED, State.UNKNOWN, State.SAVED], "searched for first"
    assert queued.message == (
        "The company is saved as number 10001. Nina Feil was not found on the server. "
        "To be sure, Nina Feil is looked for once more in a minute and added if not there."
    )
    assert desk.deliver(queued).state is State.REJECTED
    assert asked(sandbox).count("POST Contact") == 1
    assert there(desk, entry) == ["Kari Ås", "ola Li"]


@pytest.mark.parametrize("sandbox", [Options(fail_person="Feil")], indirect=True)
def test_several_who_are_refused_are_all_named(desk: Desk) -> None:
    entry = desk.deliver(desk.enter(persons=(NINA, NINA.with_changes(firstname="Per"))))
    assert "saved as number 10001, but 2 of its people are not. Nina Feil: " in entry.message
    assert " Per Feil: " in entry.message


def test_the_messages_for_a_person_stand_at_that_person(desk: Desk, sandbox: SandboxServer) -> None:
    said = {"Message": "Invalid.", "ModelState": {"newEntity.Emails[0].Value": ["No such address."]}}
    behind = forward_to(sandbox.url)
    with FaultyServer(handle=refusing(behind, "Feil", Response(400, said))) as server:
        desk.turn_to(server.url)
        entry = desk.deliver(desk.enter(persons=(KARI, NINA, OLA, NINA)))
    assert states(entry) == [State.SAVED, State.SAVED, State.REJECTED, State.SAVED, State.REJECTED]
    assert [(one.path, one.message) for one in entry.problems] == [
        ("Persons[1].Email", "No such address."),
        ("Persons[3].Email", "No such address."),
    ]


# What a light person cannot say


def test_a_position_that_the_list_does_not_have_is_told(desk: Desk) -> None:
    entry = desk.deliver(desk.enter(persons=(OLA.with_changes(position="Wizard"), KARI)))
    assert entry.message == (
        "Saved as number 10001. "
        "ola Li: The position “Wizard” is not in the list of your SuperOffice and was left out."
    )


@pytest.mark.parametrize("sandbox", [Options(fail_person="Feil")], indirect=True)
def test_it_is_told_as_well_where_somebody_is_missing(desk: Desk) -> None:
    entry = desk.deliver(desk.enter(persons=(OLA.with_changes(position="Wizard"), NINA)))
    assert entry.message.startswith("The company is saved as number 10001, but Nina Feil is not.")
    assert entry.message.endswith("“Wizard” is not in the list of your SuperOffice and was left out.")


@pytest.mark.parametrize(
    ("refusal", "saves"),
    [(Response(403, {"Error": True}), True), (Response(403), False), (Response(503), False)],
    ids=["SuperOffice forbids it", "a filter forbids it", "503"],
)
def test_without_the_list_of_positions(
    desk: Desk, sandbox: SandboxServer, refusal: Response, saves: bool
) -> None:
    behind = forward_to(sandbox.url)
    with FaultyServer(
        handle=lambda request: refusal if "perspos" in request.target else behind(request)
    ) as server:
        desk.turn_to(server.url, send_persons=False)
        delivery = desk.advance(desk.enter(persons=(KARI,)))
        if saves:
            assert "The position “Sales manager” is not in the list" in delivery.entry.message
        else:
            assert states(delivery.entry) == [State.SAVED, State.QUEUED]
            assert delivery.pause_until is not None
            assert "Kari Ås is added as soon as that works." in delivery.entry.message


def test_without_the_servers_defaults_people_are_saved_all_the_same(
    desk: Desk, sandbox: SandboxServer
) -> None:
    behind = forward_to(sandbox.url)
    with FaultyServer(
        handle=lambda request: Response(500) if "Default" in request.target else behind(request)
    ) as server:
        desk.turn_to(server.url)
        entry = desk.deliver(desk.enter(persons=(KARI, OLA)))
        assert entry.state is State.SAVED
        assert asked(server).count("POST Agents/Person/CreateDefaultByContactId") == 1


# Two of one name


def test_of_two_of_one_name_the_one_who_is_missing_is_added(desk: Desk, sandbox: SandboxServer) -> None:
    junior = KARI.with_changes(email="junior@fjord.example", position=None)
    behind = forward_to(sandbox.url)

    def takes_the_second(request: Request) -> Response:
        answer = behind(request)
        if request.method == "POST" and request.path.endswith("/Contact"):
            desk_api.create_person(
                PersonEntity(
                    firstname="KARI",
                    lastname="Ås",
                    emails=(Email(value="junior@fjord.example"),),
                    contact=Contact(contact_id=2),
                )
            )
        return answer

    desk_api = desk.api()
    with FaultyServer(handle=takes_the_second) as server:
        desk.turn_to(server.url)
        entry = desk.deliver(desk.enter(persons=(KARI, junior)))
    desk.turn_to(sandbox.url)
    mails = [(desk_api.person(step.remote_id).emails or ())[0].value for step in entry.people]
    assert mails == ["kari@fjord.example", "junior@fjord.example"]
    assert len(there(desk, entry)) == 2


@pytest.mark.parametrize("sandbox", [Options(take_persons=True)], indirect=True)
def test_of_two_alike_of_whom_one_was_taken_the_other_is_added_if_the_user_says_so(
    desk: Desk, sandbox: SandboxServer
) -> None:
    behind = forward_to(sandbox.url)

    def takes_one(request: Request) -> Response:
        if posts([request]):
            body = request.json | {"Persons": request.json["Persons"][:1]}
            request = replace(request, body=json.dumps(body).encode(), headers=_without_length(request))
        return behind(request)

    with FaultyServer(handle=takes_one) as server:
        desk.turn_to(server.url)
        entry = desk.deliver(desk.enter(persons=(OLA, OLA)))
        assert (entry.state, len(there(desk, entry))) == (State.UNKNOWN, 1)
        desk.decide(entry, None)
        entry = desk.deliver(entry)
        assert entry.state is State.SAVED
        assert {step.remote_id for step in entry.people} == {row.person_id for row in rows(desk, entry)}
        assert there(desk, entry) == ["ola Li", "ola Li"]


def _without_length(request: Request) -> dict[str, str]:
    return {name: value for name, value in request.headers.items() if name != "content-length"}


# Networks that fail in the middle


def test_the_rest_of_the_people_follow_once_the_network_is_back(desk: Desk, sandbox: SandboxServer) -> None:
    behind = forward_to(sandbox.url)
    switch = Switch(refusing(behind, "Feil", Response(429, {"Error": True}, {"Retry-After": "30"})))
    with FaultyServer(handle=switch) as server:
        desk.turn_to(server.url, send_persons=False)
        entry = desk.enter(persons=(KARI, NINA, OLA))
        delivery = desk.advance(entry)
        now = delivery.entry
        assert states(now) == [State.SAVED, State.SAVED, State.QUEUED, State.QUEUED]
        assert now.state is State.QUEUED
        assert now.next_try == delivery.pause_until == desk.clock() + timedelta(seconds=30)
        assert now.message == (
            f"The company is saved as number 10001. {desk.api().host} gets too many requests at the moment. "
            "Wait a little. Nina Feil and ola Li are added by themselves later."
        )
        switch.handle = behind
        saved = desk.deliver(entry)
        assert (saved.state, posts(server.requests)) == (State.SAVED, 1)
        assert there(desk, saved) == ["Kari Ås", "Nina Feil", "ola Li"]


def test_a_sign_in_that_runs_out_in_the_middle(desk: Desk, sandbox: SandboxServer) -> None:
    behind, no = forward_to(sandbox.url), Response(401, {"Error": True})
    refused = refusing(behind, "Feil", no)
    # Nobody is let in any more, whatever is asked.
    switch = Switch(lambda request: no if "currentPrincipal" in request.path else refused(request))
    with FaultyServer(handle=switch) as server:
        desk.turn_to(server.url, send_persons=False)
        entry = desk.enter(persons=(KARI, NINA))
        delivery = desk.advance(entry)
        assert delivery.sign_in_needed
        assert delivery.entry.message.endswith("Nina Feil is added as soon as you have signed in.")
        switch.handle = behind
        desk.sign_in()
        assert desk.advance(entry).entry.state is State.SAVED
        assert posts(server.requests) == 1


@pytest.mark.parametrize("sandbox", [Options(), Options(take_persons=True)], indirect=True)
def test_nobody_is_added_as_long_as_nobody_can_tell_who_is_there(desk: Desk, sandbox: SandboxServer) -> None:
    behind = forward_to(sandbox.url)

    def forgetful(request: Request) -> Response:
        answer = behind(request)
        if request.path.endswith("/Persons"):
            return Response(503)
        if posts([request]):
            return Response(200, answer_without_people(answer))
        return answer

    switch = Switch(forgetful)
    with FaultyServer(handle=switch) as server:
        desk.turn_to(server.url)
        entry = desk.enter(persons=(OLA,))
        assert states(desk.advance(entry).entry) == [State.SAVED, State.UNKNOWN]
        switch.handle = behind
        saved = desk.deliver(entry)
        assert there(desk, saved) == ["ola Li"]
        assert posts(server.requests) == 1


def answer_without_people(answer: Response) -> dict[str, object]:
    entity = read_as(ContactEntity, json.loads(answer.raw))
    return entity.with_changes(persons=()).to_json_object()
