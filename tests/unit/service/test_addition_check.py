"""What is asked of the server before something is added to a company that is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import PersonEntity
from app.model.carriers.reading import read_as
from app.model.checks.problem import Severity
from app.model.profile import Profile
from app.sandbox import PASSWORD, USER, Options, SandboxServer
from app.service.addition_check import check_addition, check_new_company, read_company
from app.service.clients import make_api
from app.service.server_rules import CheckedCompany
from app.webapi.client import WebApi
from app.webapi.errors import NotFoundError

KARI = {"Firstname": "Kari", "Lastname": "Ås"}
SEEDED = 2


@pytest.fixture
def server(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "server.sqlite3", getattr(request, "param", Options())) as running:
        yield running


def checked(url: str, given: Mapping[str, object], number: int = SEEDED) -> CheckedCompany:
    with make_api(Profile(name="Work", url=url, user=USER), lambda: PASSWORD) as api:
        return check_addition(lambda: api, read_as(ContactEntity, {"ContactId": number, **given}))


def said(result: CheckedCompany) -> dict[str, Severity]:
    return {problem.path: problem.severity for problem in result.problems}


def test_it_has_the_number_and_the_name_of_the_company_and_what_was_given(server: SandboxServer) -> None:
    result = checked(server.url, {"Name": "nordlys", "Persons": [KARI], "Phones": [{"Value": "815 49 300"}]})
    assert (result.problems, result.unavailable, result.unchecked) == ((), None, "")
    assert (result.body.contact_id, result.body.name) == (SEEDED, "Nordlys Bakeri AS")
    assert result.body.to_create_body().keys() == {"Name", "Persons", "Phones"}


def test_a_company_that_is_not_there_is_told_at_its_number(server: SandboxServer) -> None:
    assert said(checked(server.url, {"Persons": [KARI]}, 4711)) == {"ContactId": Severity.ERROR}


def test_a_company_that_was_deleted_is_none_to_add_to_and_its_number_is_free(
    server: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WebApi, "contact_record", lambda _api, number: {"ContactId": number, "Deleted": 1})
    result = checked(server.url, {"Name": "Fjord AS"})
    assert [problem.message for problem in result.problems] == ["This company has been deleted."]
    assert said(result) == {"ContactId": Severity.ERROR}
    with make_api(Profile(name="Work", url=server.url, user=USER), lambda: PASSWORD) as api:
        given = read_as(ContactEntity, {"ContactId": SEEDED, "Name": "Fjord AS"})
        assert "ContactId" not in said(check_new_company(lambda: api, given))


def test_a_company_without_a_name_is_called_by_its_number(
    server: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WebApi, "contact_record", lambda _api, number: {"ContactId": number, "Name": " "})
    assert checked(server.url, {"Persons": [KARI]}).body.name == str(SEEDED)


def test_people_are_asked_for_only_where_some_are_added(
    server: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_api: WebApi, _number: int) -> None:
        raise NotFoundError("crm.example", said="Hidden.")

    monkeypatch.setattr(WebApi, "contact_persons", fail)
    result = checked(server.url, {"Persons": [KARI]})
    assert (said(result), result.body.persons is not None) == ({}, True)
    assert "Hidden." in result.unchecked
    assert checked(server.url, {"Phones": [{"Value": "815 49 300"}]}).unchecked == ""


def test_another_value_of_the_company_is_an_error_and_what_it_lacks_is_none(server: SandboxServer) -> None:
    assert said(checked(server.url, {"Category": {"Id": 6}})) == {"Category": Severity.ERROR}


def test_a_wrong_value_is_told_as_for_a_new_company(server: SandboxServer) -> None:
    assert said(checked(server.url, {"Persons": [{"Firstname": "K", "Email": "kari"}]})) == {
        "Persons[0].Email": Severity.WARNING
    }


def test_who_is_there_is_not_added_again(server: SandboxServer) -> None:
    with make_api(Profile(name="Work", url=server.url, user=USER), lambda: PASSWORD) as api:
        there = {"Firstname": "Ola", "Lastname": "Li"}
        api.create_person(read_as(PersonEntity, {**there, "Contact": {"ContactId": SEEDED}}))
    assert said(checked(server.url, {"Persons": [KARI, there]})) == {"Persons[1]": Severity.ERROR}


@pytest.mark.parametrize("server", [Options(masks={"TableRight": "Select"})], indirect=True)
def test_without_the_right_a_row_is_an_error_and_a_person_is_none(server: SandboxServer) -> None:
    assert said(checked(server.url, {"Phones": [{"Value": "815 49 300"}]})) == {"": Severity.ERROR}
    assert said(checked(server.url, {"Persons": [KARI]})) == {}


def test_a_server_that_cannot_be_reached_is_told_and_all_is_kept() -> None:
    result = checked("http://127.0.0.1:9", {"Name": "Fjord AS", "Persons": [KARI]})
    assert result.unavailable is not None
    assert (result.body.contact_id, result.body.name) == (SEEDED, "Fjord AS")
    assert result.body.persons


def test_a_new_company_must_not_name_one_that_is_there(server: SandboxServer) -> None:
    with make_api(Profile(name="Work", url=server.url, user=USER), lambda: PASSWORD) as api:
        for number, expected in ((SEEDED, {"ContactId": Severity.ERROR}), (4711, {})):
            custom = {"SuperOffice:1": "K-1"}
            given = read_as(ContactEntity, {"ContactId": number, "Name": "Fjord AS", "CustomFields": custom})
            assert said(check_new_company(lambda: api, given)) == expected


def test_a_company_comes_with_its_people_ready_to_be_found(server: SandboxServer) -> None:
    """It is read on a worker: thousands of people would take the window a tenth of a second."""
    with make_api(Profile(name="Work", url=server.url, user=USER), lambda: PASSWORD) as api:
        there = read_company(api, SEEDED)
        rows = api.contact_persons(SEEDED)
    assert [(one.firstname, one.title) for one in there.people] == [
        (one.firstname, one.title) for one in rows
    ]
    assert "who" in vars(there)
