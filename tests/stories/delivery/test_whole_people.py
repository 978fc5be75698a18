"""People with more than the light carrier can tell are added one by one, with everything."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.model.carriers.lists import Country
from app.model.carriers.person import Person
from app.model.carriers.reading import read_as
from app.model.entry import Entry, State
from app.model.form.submission import body_to_post, parse_entity
from app.sandbox import Options, SandboxServer
from tests.helpers.fakes.delivery import OLA, Desk, Switch, asked, is_new_person, states, there
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Request, Response, forward_to
from tests.helpers.ui.people import SAVED, told

KARI: dict[str, Any] = {
    "Mrmrs": "Ms",
    "Firstname": "Kari",
    "MiddleName": "Ås",
    "Lastname": "Nordmann",
    "Title": "Daglig leder",
    "Email": "kari@fjellvidde.no",
    "Emails": [
        {"Value": "kari@fjellvidde.no"},
        {"Value": "kari.nordmann@example.com", "Description": "At home"},
    ],
    "MobilePhone": "99 88 77 66",
    "DirectPhone": "22 86 54 10",
    "OfficePhones": [{"Value": "22 86 54 10"}, {"Value": "22 86 54 11"}],
    "Position": "Managing director",
    "PositionId": 1,
    "Salutation": "Dr. med.",
    "PersonNumber": "K-77",
    "Country": {"CountryId": 752},
    "Address": {"Street": {"Address1": "Storgatan 1", "Zipcode": "111 29", "City": "Stockholm"}},
    "UsePersonAddress": True,
    "PrivatePhones": [{"Value": "08-123 456 78"}],
    "FaxPhone": "22 86 54 99",
    "OtherPhones": [{"Value": "22 00 11 22"}],
    "Urls": [{"Value": "www.kari.no"}],
    "ChatEmails": [{"Value": "kari@chat.example"}],
    "InternetPhones": [{"Value": "kari.skype"}],
    "BirthDate": "1980-12-24T00:00:00",
    "CustomerLanguage": {"Id": 2},
    "TicketPriority": {"Id": 3},
    "SupportAssociate": {"AssociateId": 5},
    "Kanafname": "KARI",
    "Kanalname": "NORUDOMAN",
    "Post1": "Tokyo",
    "Post2": "Chiyoda",
    "Post3": "1-1",
    "CustomFields": {
        "SuperOffice:1": "Per",
        "SuperOffice:2": "[D:11/24/2026]",
        "SuperOffice:3": "[I:1]",
        "x_badge": "[I:42]",
    },
    "Interests": [{"Id": 1, "Selected": True}],
    "Description": "Likes skiing",
    "NoMailing": True,
}


@pytest.fixture
def sandbox(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "sandbox.db", getattr(request, "param", Options())) as server:
        yield server


def kari(**changes: Any) -> Person:
    return read_as(Person, KARI | changes)


def on_server(desk: Desk, entry: Entry, number: int) -> dict[str, Any]:
    return desk.api().person(entry.steps[number].remote_id).to_json_object()


@pytest.mark.parametrize("sandbox", [Options(), Options(take_persons=True)], indirect=True)
def test_everything_arrives_whether_the_server_takes_people_or_not(desk: Desk) -> None:
    entry = desk.deliver(desk.enter(persons=(kari(), OLA)))
    assert (entry.state, states(entry)) == (State.SAVED, [State.SAVED] * 3)
    assert sorted(there(desk, entry)) == ["Kari Ås Nordmann", "ola Li"]
    found = on_server(desk, entry, 1)
    assert {name: told(found, name) for name in SAVED[0]} == SAVED[0]
    assert [one["LegalBaseKey"] for one in found["Consents"]] == ["61F"]


@pytest.mark.parametrize("sandbox", [Options(take_persons=True)], indirect=True)
def test_who_has_no_more_than_the_light_carrier_goes_out_inside_the_company(
    desk: Desk, sandbox: SandboxServer
) -> None:
    plain = read_as(Person, {"Firstname": "Per", "Position": "Purchaser", "PositionId": 3})
    entry = desk.deliver(desk.enter(persons=(OLA, kari(), plain)))
    posted = json.loads(sandbox.requests[0].body)["Persons"]
    assert [person["Firstname"] for person in posted] == ["ola", "Per"]
    assert posted[1] == {"Firstname": "Per", "Position": "Purchaser"}
    assert asked(sandbox) == ["POST Contact", "POST Agents/Person/CreateDefaultByContactId", "POST Person"]
    assert [step.matched_by_name for step in entry.people] == [True, False, True]


def test_a_company_of_such_people_alone_has_none_in_its_body(desk: Desk, sandbox: SandboxServer) -> None:
    desk.advance(desk.enter(persons=(kari(),)))
    assert "Persons" not in json.loads(sandbox.requests[0].body)


@pytest.mark.parametrize("is_old", [False, True], ids=["server", "older server"])
def test_people_live_in_the_companys_country(tmp_path: Path, sandbox: SandboxServer, is_old: bool) -> None:
    """An older server has no defaults for the people of one company, only those for its own country."""
    behind = forward_to(sandbox.url)

    def handle(request: Request) -> Response:
        is_agent = request.path.endswith("CreateDefaultByContactId")
        return Response(404, {"Message": "Not here"}) if is_old and is_agent else behind(request)

    plain = read_as(Person, {"Firstname": "Per", "NoMailing": True})
    with FaultyServer(handle=handle) as server, Desk(tmp_path, server.url) as desk:
        entry = desk.deliver(desk.enter(persons=(plain,), country=Country(country_id=826)))
        assert told(on_server(desk, entry, 1), "Country") == 826


def test_what_the_server_fills_alike_on_its_own_is_not_sent_back(desk: Desk, sandbox: SandboxServer) -> None:
    desk.advance(desk.enter(persons=(read_as(Person, {"Firstname": "Per", "Salutation": "Dr."}),)))
    (body,) = [json.loads(one.body) for one in sandbox.requests if one.path.endswith("/Person")]
    assert not body.keys() & {"Interests", "Address", "PersonNumber", "UserDefinedFields", "ExtraFields"}
    assert body["Salutation"] == "Dr."


def test_whose_post_was_lost_is_found_by_all_that_was_sent(tmp_path: Path, sandbox: SandboxServer) -> None:
    """Without a token, so that every property is compared."""
    switch = Switch(forward_to(sandbox.url))
    saved = forward_to(sandbox.url)
    with (
        FaultyServer(
            Fault.READ_THEN_CLOSE, switch, save_first=saved, applies=is_new_person, times=1
        ) as server,
        Desk(tmp_path, server.url, use_dbi_key=False) as desk,
    ):
        entry = desk.enter(persons=(kari(),))
        assert states(desk.advance(entry).entry) == [State.SAVED, State.UNKNOWN]
        entry = desk.deliver(entry)
        assert (entry.state, states(entry)) == (State.SAVED, [State.SAVED] * 2)
        assert there(desk, entry) == ["Kari Ås Nordmann"]


def test_a_key_of_the_users_own_stays(desk: Desk) -> None:
    entry = desk.deliver(desk.enter(persons=(kari(DbiKey="crm-42"),)))
    assert entry.people[0].token == ""
    assert on_server(desk, entry, 1)["DbiKey"] == "crm-42"


def test_a_file_may_hold_such_people_as_well(desk: Desk) -> None:
    given = parse_entity(json.dumps({"Name": "Fjell AS", "Persons": [KARI, {"Firstname": "Ola"}]}))
    entry = desk.deliver(desk.enter(body_to_post(given, desk.api().default_contact())))
    assert entry.state is State.SAVED
    assert told(on_server(desk, entry, 1), "Salutation") == "Dr. med."
