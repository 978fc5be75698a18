from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from app.model.carriers.lists import Country
from app.model.carriers.person import PersonEntity
from app.model.carriers.reading import read_as
from app.service.delivery.steps.person_builder import PersonEntityBuilder
from app.webapi.client import WebApi
from app.webapi.errors import WebApiError
from tests.helpers.fakes.delivery import KARI, NINA, OLA, Desk, asked
from tests.helpers.faults.faulty_server import FaultyServer, Response, forward_to


@pytest.fixture
def contact_id(desk: Desk) -> int:
    return desk.advance(desk.enter()).entry.contact_id


def position_id(person: PersonEntity) -> int:
    """The id of the position; 0, as the server proposes it, for none."""
    return (person.position.id or 0) if person.position else 0


@contextmanager
def answering(desk: Desk, part: str, response: Response) -> Iterator[FaultyServer]:
    """The server gives this response to every request whose target has that part."""
    behind = forward_to(desk.profile.url)
    with FaultyServer(
        handle=lambda request: response if part in request.target else behind(request)
    ) as server:
        desk.turn_to(server.url)
        yield server


def test_the_server_is_asked_once_for_all_people(desk: Desk, contact_id: int) -> None:
    with answering(desk, "nothing", Response(500)) as server:
        builder = PersonEntityBuilder(desk.api(), contact_id)
        kari, nina = builder.build(KARI, "token-1"), builder.build(NINA, "token-2")
        builder.build(KARI, "token-3")
        assert asked(server) == ["POST Agents/Person/CreateDefaultByContactId", "GET MDOList/perspos"]
    assert (kari.dbi_key, nina.dbi_key) == ("token-1", "token-2")
    assert position_id(kari) > 0
    assert kari.contact is not None
    assert kari.contact.contact_id == contact_id
    assert (kari.person_number, nina.person_number) == (None, None)


def test_people_are_in_the_companys_country_by_default(desk: Desk, contact_id: int) -> None:
    person = PersonEntityBuilder(desk.api(), contact_id, Country(country_id=752)).build(NINA, "")
    assert person.country is not None
    assert person.country.country_id == 752


def test_a_position_that_the_list_lacks_is_left_out_and_told(desk: Desk, contact_id: int) -> None:
    builder = PersonEntityBuilder(desk.api(), contact_id)
    wizard = OLA.with_changes(position=" Wizard ")
    assert position_id(builder.build(wizard, "")) == 0
    assert builder.dropped_position(wizard) == "Wizard"
    builder.build(KARI, "")
    assert (builder.dropped_position(KARI), builder.dropped_position(NINA)) == ("", "")


def test_without_the_servers_proposals_a_person_is_built_all_the_same(desk: Desk, contact_id: int) -> None:
    with answering(desk, "CreateDefault", Response(500)) as server:
        builder = PersonEntityBuilder(desk.api(), contact_id)
        assert builder.build(OLA, "token").lastname == "Li"
        builder.build(NINA, "token")
        assert len(server.requests) == 1


def test_a_list_that_is_forbidden_has_no_positions(desk: Desk, contact_id: int) -> None:
    with answering(desk, "perspos", Response(403, {"Error": True})):
        builder = PersonEntityBuilder(desk.api(), contact_id)
        assert position_id(builder.build(KARI, "")) == 0
        assert builder.dropped_position(KARI) == "Sales manager"


def test_a_list_that_cannot_be_fetched_now_is_waited_for(desk: Desk, contact_id: int) -> None:
    with answering(desk, "perspos", Response(503)):
        builder = PersonEntityBuilder(desk.api(), contact_id)
        with pytest.raises(WebApiError):
            builder.build(KARI, "")


def test_it_is_known_beforehand_whether_a_person_costs_a_request(desk: Desk, contact_id: int) -> None:
    positioned, plain = KARI, KARI.with_changes(position=None)
    with answering(desk, "nothing", Response(500)) as server:
        builder = PersonEntityBuilder(desk.api(), contact_id)
        for person, costs in ((plain, True), (plain, False), (positioned, True), (positioned, False)):
            before = len(asked(server))
            assert builder.has_to_ask(person) is costs
            builder.build(person, "")
            assert (len(asked(server)) > before) is costs


def test_a_position_without_an_id_is_none(desk: Desk, contact_id: int) -> None:
    items = [{"Name": "Boss"}, {"Id": 5}, {"Id": 6, "Name": "Clerk"}]
    with answering(desk, "perspos", Response(200, items)):
        builder = PersonEntityBuilder(desk.api(), contact_id)
        boss, clerk = (OLA.with_changes(position=name) for name in ("Boss", "Clerk"))
        assert [position_id(builder.build(one, "")) for one in (boss, clerk)] == [0, 6]
        assert [builder.dropped_position(one) for one in (boss, clerk)] == ["Boss", ""]


@pytest.mark.parametrize("proposed", [{"PersonId": 7}, {"Firstname": "Kari"}, {"Lastname": "Ås"}])
def test_a_proposal_that_is_somebody_is_none(
    desk: Desk, contact_id: int, monkeypatch: pytest.MonkeyPatch, proposed: dict[str, object]
) -> None:
    entity = read_as(PersonEntity, {**proposed, "Title": "Boss"})
    monkeypatch.setattr(WebApi, "default_person", lambda _api, _number: entity)
    builder = PersonEntityBuilder(desk.api(), contact_id)
    for _ in range(2):
        assert builder.build(NINA, "").title is None
    nobody = read_as(PersonEntity, {"Title": "Boss", "PersonNumber": "7", "DbiKey": "x"})
    monkeypatch.setattr(WebApi, "default_person", lambda _api, _number: nobody)
    made = PersonEntityBuilder(desk.api(), contact_id).build(NINA, "token")
    assert (made.title, made.person_number, made.dbi_key) == ("Boss", None, "token")
