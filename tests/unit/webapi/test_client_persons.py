"""What the client asks of people before there are any."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.model.carriers.custom_layout import FieldInfoBase
from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.carriers.person import PersonEntity
from app.model.profile import Profile
from app.sandbox import PASSWORD, USER, SandboxServer
from app.webapi import errors
from app.webapi.client import WebApi
from tests.helpers.fakes.connect import connect, exchange
from tests.helpers.faults.faulty_server import FaultyServer, Response


@pytest.fixture
def api(tmp_path: Path) -> Iterator[WebApi]:
    with SandboxServer(tmp_path / "sandbox.db") as server:
        profile = Profile(name="Sandbox", url=server.url, user=USER, language="en")
        with WebApi(profile, lambda: PASSWORD) as client:
            yield client


def test_a_new_person_comes_with_rights_interests_and_consents(api: WebApi) -> None:
    new = api.new_person()
    assert "Firstname" in (new.field_properties or {})
    assert [item.name for item in new.interests or ()] == ["Role", "Mailings"]
    assert [one.consent_purpose_key for one in new.consents or ()] == ["STORE"]


def test_the_custom_fields_of_people(api: WebApi) -> None:
    told = {field.field_name: (field.display_name, field.field_type) for field in api.person_fields()}
    assert told["SuperOffice:2"] == ("Met on", "Date")
    assert told["x_badge"] == ("Badge", "Integer")


def test_the_published_layout_names_their_lists(api: WebApi) -> None:
    assert {field.key: field.mdo_list_name for field in api.person_udef_layout()}[
        "SuperOffice:3"
    ] == "udlist29"


def test_both_make_the_layout(api: WebApi) -> None:
    assert [field.key for field in api.person_layout()][-2:] == ["SuperOffice:3", "x_badge"]


def answered(answer: Response) -> tuple[UserDefinedFieldInfo, ...]:
    with FaultyServer(handle=lambda _: answer) as server, connect(server.url) as api:
        return api.person_udef_layout()


def test_where_the_server_has_no_such_layout_there_is_none() -> None:
    assert answered(Response(404, {"Message": "No HTTP resource was found"})) == ()


def test_another_refusal_of_the_layout_is_told() -> None:
    with pytest.raises(errors.NoRightError):
        answered(Response(403, {"Error": True, "ErrorMessage": "No"}))


def test_the_addresses_that_are_asked() -> None:
    request, entity = exchange({"Firstname": "Kari"}, lambda api: api.new_person())
    assert (request.method, request.path.partition("/v1/")[2]) == ("GET", "Person/default")
    assert entity == PersonEntity(firstname="Kari")
    request, fields = exchange([{"FieldName": "x_a"}], lambda api: api.person_fields())
    assert request.path.partition("/v1/")[2] == "Person/CustomField"
    assert fields == (FieldInfoBase(field_name="x_a"),)
