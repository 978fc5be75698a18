"""What is asked of the server before a company is sent, and what its silence means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import Country, MDOListItem
from app.model.carriers.reading import read_as
from app.model.checks.problem import Severity
from app.model.profile import Profile
from app.sandbox import PASSWORD, USER, SandboxServer
from app.service.clients import make_api
from app.service.server_rules import (
    CheckedCompany,
    ServerQuestions,
    _country_id,
    check_company,
    checked_by_rules,
)
from app.webapi.client import WebApi
from app.webapi.errors import CannotBeSentError, HostRefusedError, SignInError, WebPageError
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Request, Response, forward_to


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "server.sqlite3") as running:
        yield running


def checked(url: str, company: Mapping[str, object], password: str = PASSWORD) -> CheckedCompany:
    with make_api(Profile(name="Work", url=url, user=USER), lambda: password) as api:
        return check_company(lambda: api, read_as(ContactEntity, company))


def items_of(server: SandboxServer, name: str) -> tuple[MDOListItem, ...]:
    with make_api(Profile(name="Work", url=server.url, user=USER), lambda: PASSWORD) as api:
        return api.mdo_list(name)


def said(result: CheckedCompany) -> dict[str, Severity]:
    return {problem.path: problem.severity for problem in result.problems}


def test_the_company_is_laid_over_the_servers_default(server: SandboxServer) -> None:
    result = checked(server.url, {"Name": "Fjell AS"})
    assert result.body.category is not None
    assert result.body.country is not None
    assert (result.unavailable, result.unchecked) == (None, "")


def with_people(*people: Mapping[str, object]) -> dict[str, object]:
    return {"Name": "Fjell AS", "Country": {"CountryId": 578}, "Persons": list(people)}


def test_people_are_judged_by_the_tenants_rules_for_people(server: SandboxServer) -> None:
    kari = {"Firstname": "Kari", "CustomFields": {"SuperOffice:1": "x" * 40, "x_badge": "[I:seven]"}}
    found = said(checked(server.url, with_people(kari)))
    assert found["Persons[0].CustomFields.SuperOffice:1"] is Severity.ERROR
    assert found["Persons[0].CustomFields.x_badge"] is Severity.ERROR


def test_a_persons_number_is_judged_by_the_country_of_the_person(server: SandboxServer) -> None:
    kari = {"Firstname": "Kari", "CountryId": 578, "MobilePhone": "99 88 77 66"}
    joe = {**kari, "Firstname": "Joe", "CountryId": 840}
    found = said(checked(server.url, with_people(kari, joe)))
    assert "Persons[0].MobilePhone" not in found
    assert found["Persons[1].MobilePhone"] is Severity.WARNING


def test_a_persons_heading_is_no_value(server: SandboxServer) -> None:
    items = items_of(server, "persint")
    heading = next(item.id for item in items if item.child_items)
    kari = {"Firstname": "Kari", "Interests": [{"Id": heading, "Selected": True}]}
    assert said(checked(server.url, with_people(kari)))["Persons[0].Interests"] is Severity.ERROR


def test_what_concerns_people_is_not_asked_where_there_are_none(server: SandboxServer) -> None:
    checked(server.url, {"Name": "Fjell AS"})
    assert not [request.path for request in server.requests if "/Person" in request.path]


def test_extra_fields_are_known(server: SandboxServer) -> None:
    company = {"Name": "Fjell AS", "CustomFields": {"x_visits": "[I:often]"}}
    assert said(checked(server.url, company))["CustomFields.x_visits"] is Severity.ERROR


def test_only_the_lists_that_the_company_uses_are_asked_for(server: SandboxServer) -> None:
    checked(server.url, {"Name": "Fjell AS", "Business": {"Id": 2}})
    lists = [request.path for request in server.requests if "MDOList" in request.path]
    assert lists == ["/api/v1/MDOList/business"]


def test_numbers_are_judged_by_the_companys_country(server: SandboxServer) -> None:
    norwegian = {"Name": "Fjell AS", "Country": {"CountryId": 578}, "Phones": [{"Value": "22 86 54 00"}]}
    assert "Phones[0].Value" not in said(checked(server.url, norwegian))
    american = {**norwegian, "Country": {"CountryId": 840}}
    assert said(checked(server.url, american))["Phones[0].Value"] is Severity.WARNING


def test_a_country_that_the_server_does_not_have_is_left_out_of_a_person(server: SandboxServer) -> None:
    people = [{"Firstname": "Kari", "CountryId": 578}, {"Firstname": "Ola", "CountryId": 502}]
    result = checked(server.url, {"Name": "Fjell AS", "Persons": people})
    assert said(result)["Persons[1].CountryId"] is Severity.WARNING
    assert [person.country_id for person in result.body.persons or ()] == [578, None]


def test_what_our_own_rules_say_is_not_said_again_by_the_server(server: SandboxServer) -> None:
    result = checked(server.url, {"Name": "Fjell AS"})
    paths = [problem.path for problem in result.problems]
    assert len(paths) == len(set(paths))
    assert said(result)["CustomFields.SuperOffice:1"] is Severity.MANDATORY


def test_a_company_with_an_error_is_not_shown_to_the_server(server: SandboxServer) -> None:
    assert said(checked(server.url, {"Department": "Sales"}))["Name"] is Severity.ERROR
    assert not any("Validate" in request.path for request in server.requests)


def test_a_refused_sign_in_ends_the_questions(server: SandboxServer) -> None:
    result = checked(server.url, {"Name": "Fjell AS"}, "wrong")
    assert isinstance(result.unavailable, SignInError)
    assert len(server.requests) == 1


def test_a_server_that_is_not_there_is_asked_once() -> None:
    with FaultyServer(Fault.REFUSE) as nobody:
        result = checked(nobody.url, {"Name": "Fjell AS"})
    assert isinstance(result.unavailable, HostRefusedError)
    assert result.unchecked == ""
    assert result.body.name == "Fjell AS"


def test_a_web_page_in_place_of_the_first_answer_means_that_this_is_not_the_server() -> None:
    page = Response(200, headers={"Content-Type": "text/html"}, content=b"<html>Sign in to the hotel</html>")
    with FaultyServer(handle=lambda _: page) as hotel:
        assert isinstance(checked(hotel.url, {"Name": "Fjell AS"}).unavailable, WebPageError)
        assert len(hotel.requests) == 1


@pytest.mark.parametrize(
    "answer",
    [
        Response(404, {"Error": True, "ErrorType": "SoNotFoundException", "ErrorMessage": "Nothing here"}),
        Response(500, {"Error": True, "ErrorType": "SoDbAccessException", "ErrorMessage": "On holiday"}),
        Response(200, {"not": "a list"}),
        Response(200, headers={"Content-Type": "text/html"}, content=b"<html>Gone</html>"),
    ],
    ids=["not found", "fails", "of another form", "a page"],
)
def test_one_question_without_an_answer_does_not_stop_a_server_that_works(
    server: SandboxServer, answer: Response
) -> None:
    passed_on = forward_to(server.url)

    def handle(request: Request) -> Response:
        return answer if "UdefLayout" in request.target else passed_on(request)

    with FaultyServer(handle=handle) as odd:
        result = checked(odd.url, {"Name": "Fjell AS"})
    assert result.unavailable is None
    assert result.unchecked.startswith("The company could not be checked against all rules")


def test_a_short_custom_text_is_one_line_and_a_long_one_keeps_its_lines(server: SandboxServer) -> None:
    kari = {"Firstname": "Kari", "CustomFields": {"SuperOffice:1": "Per\nOla"}}
    company = with_people(kari) | {"CustomFields": {"SuperOffice:1": "K-1\n\nK-2"}}
    result = checked(server.url, company)
    sent = result.body.to_json_object()
    assert sent["CustomFields"]["SuperOffice:1"] == "K-1 K-2"
    assert sent["Persons"][0]["CustomFields"]["SuperOffice:1"] == "Per Ola"
    joined = [one.path for one in result.problems if one.message == "Several lines became one."]
    assert joined == ["CustomFields.SuperOffice:1", "Persons[0].CustomFields.SuperOffice:1"]


def test_a_company_that_cannot_be_sent_at_all_is_an_error(
    server: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_api: WebApi, _body: ContactEntity) -> None:
        raise CannotBeSentError("crm.example", detail="too deep")

    monkeypatch.setattr(WebApi, "validate_contact", fail)
    result = checked(server.url, {"Name": "Fjell AS"})
    assert (result.problems[-1].path, result.problems[-1].severity) == ("", Severity.ERROR)
    assert (result.unavailable, result.unchecked) == (None, "")


def test_a_country_without_a_number_is_none() -> None:
    for country in (None, Country(), Country(country_id=0)):
        assert _country_id(ContactEntity(country=country)) == 0
    assert _country_id(ContactEntity(country=Country(country_id=578))) == 578


def test_countries_are_asked_for_only_where_one_is_named(server: SandboxServer) -> None:
    for person, asks in (({"Firstname": "Kari"}, False), ({"Firstname": "Kari", "CountryId": 578}, True)):
        server.requests.clear()
        with make_api(Profile(name="Work", url=server.url, user=USER), lambda: PASSWORD) as api:
            body = read_as(ContactEntity, {"Name": "Fjell AS", "Persons": [person]})
            checked_by_rules(ServerQuestions(lambda: api), body, body, None)
        assert any("Country" in request.path for request in server.requests) is asks


def test_a_server_whose_countries_are_not_known_leaves_people_as_they_are(
    server: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WebApi, "countries", lambda _api: ())
    result = checked(server.url, with_people({"Firstname": "Kari", "CountryId": 9999}))
    assert [person.country_id for person in result.body.persons or ()] == [9999]


def test_what_the_server_says_of_other_fields_is_a_warning(
    server: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    said_by_server = {"Department": "Odd.", "Name": "Odd, too."}
    monkeypatch.setattr(WebApi, "validate_contact", lambda _api, _body: said_by_server)
    assert said(checked(server.url, {"Name": "Fjell AS"}))["Department"] is Severity.WARNING
