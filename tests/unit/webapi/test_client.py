"""What each method of the client sends and how it reads the answer, on a real connection."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest

from app.model.carriers.common import Contact
from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import PersonEntity
from app.model.carriers.reading import read_as
from app.webapi import errors
from app.webapi.client import WebApi
from tests.helpers.fakes.connect import connect, exchange, serving
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response

SIGNED = "Basic a2FyaTpTw6lzYW1lLCBvdXZyZS10b2k="


def test_a_company_is_always_posted_as_new_and_the_answer_is_read_whole() -> None:
    answer = {"ContactId": 7, "Name": "Acme", "FromANewerServer": 1, "_Links": {"Self": "x"}}
    request, saved = exchange(answer, lambda api: api.create_contact(ContactEntity(contact_id=568)))
    assert (request.method, request.target, request.json) == ("POST", "/api/v1/Contact", {"ContactId": 0})
    assert saved.to_json_object() == answer  # type: ignore[attr-defined]  # `exchange` answers any object


def test_what_only_the_server_may_say_is_not_sent() -> None:
    default = read_as(
        ContactEntity,
        {
            "ContactId": 0,
            "Name": "Acme",
            "Department": None,
            "CreatedDate": "2026-03-01T00:00:00",
            "FieldProperties": {"Name": {"FieldLength": 219}},
            "CustomFields": {"x:1": "[I:1]", "x:1:DisplayText": "One", "x:1:org": "[I:2]", "x:2": None},
        },
    )
    request, _ = exchange({"ContactId": 7}, lambda api: api.create_contact(default))
    assert request.json == {"ContactId": 0, "Name": "Acme", "CustomFields": {"x:1": "[I:1]"}}


@pytest.mark.parametrize(
    ("select", "query"),
    [
        ((), ""),
        (("Name", "category/id"), "?$select=ContactId,Name,category/id"),
        (("name", "contactid"), "?$select=name,contactid"),
    ],
)
def test_select_on_the_wire(select: tuple[str, ...], query: str) -> None:
    request, _ = exchange({"ContactId": 7}, lambda api: api.create_contact(ContactEntity(), select))
    assert request.target == f"/api/v1/Contact{query}"


def test_a_character_that_json_cannot_carry_is_said_before_sending() -> None:
    entity = ContactEntity().with_changes(name="half \ud83d an emoji")
    with serving({}) as server, connect(server.url) as api, pytest.raises(errors.CannotBeSentError):
        api.create_contact(entity)
    assert server.connections == 0


@pytest.mark.parametrize(
    ("answer", "objections"),
    [
        (None, {}),
        ({}, {}),
        ([], {}),
        ("", {}),
        ({"Name": "Too long", "OrgNr": None, "Code": ""}, {"Name": "Too long"}),
        ({"Name": "Too long", "Message": "Odd"}, {"Name": "Too long", "Message": "Odd"}),
        (
            {"Name": ["Too long", "Odd"], "Rank": 7, "Xstop": False},
            {"Name": "Too long Odd", "Rank": "7", "Xstop": "False"},
        ),
    ],
)
def test_objections_come_in_many_shapes(answer: Any, objections: dict[str, str]) -> None:
    request, got = exchange(answer, lambda api: api.validate_contact(ContactEntity(name="A")))
    assert (request.method, request.path) == ("POST", "/api/v1/Contact/Validate")
    assert got == objections


@pytest.mark.parametrize("answer", [["Name"], 7, "Name is wrong"])
def test_objections_that_make_no_sense(answer: Any) -> None:
    with pytest.raises(errors.UnexpectedAnswerError):
        exchange(answer, lambda api: api.validate_contact(ContactEntity()))


READS: dict[str, tuple[Callable[[WebApi], object], Any, str]] = {
    "default_contact": (lambda api: api.default_contact(), {"ContactId": 0}, "/api/v1/Contact/default"),
    "contact": (lambda api: api.contact(7), {"ContactId": 7}, "/api/v1/Contact/7"),
    "person": (lambda api: api.person(8), {"PersonId": 8}, "/api/v1/Person/8"),
    "countries": (lambda api: api.countries(), [{"CountryId": 578}], "/api/v1/List/Country/Items"),
    "udef_layout": (lambda api: api.udef_layout(), [{"ProgId": "x"}], "/api/v1/Contact/UdefLayout/Published"),
    "contact_fields": (lambda api: api.contact_fields(), [{"FieldName": "x"}], "/api/v1/Contact/CustomField"),
    "principal": (lambda api: api.current_principal(), {"AssociateId": 1}, "/api/v1/User/currentPrincipal"),
    "list": (lambda api: api.mdo_list("category"), [{"Id": 1}], "/api/v1/MDOList/category"),
    "flat list": (
        lambda api: api.mdo_list("udlist28", flat=True, additional="a&b"),
        [{"Id": 1}],
        "/api/v1/MDOList/udlist28?flat=true&additional=a%26b",
    ),
    "duplicates": (
        lambda api: api.duplicates("Blåbær (Nord)", "Bergen"),
        [{"EntryName": "Blåbær"}],
        "/api/v1/Contact/Duplicates/Bl%C3%A5b%C3%A6r%20%28Nord%29?department=Bergen",
    ),
}


@pytest.mark.parametrize("name", READS)
def test_where_each_thing_is_read_from(name: str) -> None:
    act, answer, target = READS[name]
    request, got = exchange(answer, act)
    assert (request.method, request.target) == ("GET", target)
    assert request.headers["authorization"] == SIGNED
    carriers = got if isinstance(got, tuple) else (got,)
    assert [carrier.to_json_object() for carrier in carriers] == (
        answer if isinstance(answer, list) else [answer]
    )


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize("answer", [None, "text", 7, {"Message": "An error has occurred."}, [None], [[]]])
def test_answers_that_fit_nothing_are_errors(name: str, answer: Any) -> None:
    with pytest.raises((errors.UnexpectedAnswerError, errors.RejectedError)) as caught:
        exchange(answer, READS[name][0])
    assert "127.0.0.1" in caught.value.message


def test_the_version_needs_no_sign_in() -> None:
    answer = {"v1": "http://example/api/v1", "Version": "v1", "NetServerVersion": "10.3.4.1116"}
    request, got = exchange(answer, lambda api: api.version())
    assert (request.method, request.target, got) == ("GET", "/api", "10.3.4.1116")
    assert "authorization" not in request.headers
    with pytest.raises(errors.UnexpectedAnswerError):
        exchange({}, lambda api: api.version())


@pytest.mark.parametrize(
    "name",
    [
        "A/S",
        "Why?",
        "C#",
        "back\\slash",
        "100%",
        ".",
        "..",
        "Smith & Sons",
        "Acme Inc.",
        "x:y",
        "",
        "ø" * 100,
    ],
)
def test_names_that_a_path_may_not_hold_go_through_the_agent(name: str) -> None:
    request, _ = exchange([], lambda api: api.duplicates(name, "Oslo"))
    assert (request.method, request.path) == ("POST", "/api/v1/Agents/Contact/GetNameDepartmentDuplicates")
    assert request.json == {"Name": name, "Department": "Oslo"}


def test_a_missing_record_and_a_missing_api_are_told_apart() -> None:
    # A page says nothing about a record: a search that took it for "deleted" would send the record again.
    page = Response(404, headers={"Content-Type": "text/html"}, content=b"<html>")
    gone = Response(404, {"Error": True, "ErrorType": "SoNotFoundException"})
    for answer, kind in ((gone, errors.NotFoundError), (page, errors.WrongAddressError)):
        with (
            FaultyServer(handle=lambda _, answer=answer: answer) as server,  # type: ignore[misc]  # a default
            connect(server.url) as api,
        ):
            for ask in (lambda: api.contact(7), api.version):
                with pytest.raises(kind):
                    ask()


def test_a_person_gets_the_defaults_of_its_company() -> None:
    request, person = exchange({"PersonId": 0, "Firstname": None}, lambda api: api.default_person(7))
    assert (request.method, request.path) == ("POST", "/api/v1/Agents/Person/CreateDefaultByContactId")
    assert request.json == {"ContactId": 7}
    assert isinstance(person, PersonEntity)


@pytest.mark.parametrize(
    "missing", [Response(404, {"Message": "No HTTP resource"}), Response(404, content=b"")]
)
def test_without_the_agent_a_person_gets_plain_defaults(missing: Response) -> None:
    def handle(request: Request) -> Response:
        return missing if request.method == "POST" else Response(200, {"PersonId": 0})

    with FaultyServer(handle=handle) as server, connect(server.url) as api:
        api.default_person(7)
    assert [request.path for request in server.requests][1] == "/api/v1/Person/default"


def test_other_failures_of_the_agent_are_not_papered_over() -> None:
    with (
        FaultyServer(handle=lambda _: Response(500, {})) as server,
        connect(server.url) as api,
        pytest.raises(errors.ServerFailedError),
    ):
        api.default_person(7)
    assert len(server.requests) == 1


def test_a_person_is_always_posted_as_new() -> None:
    person = PersonEntity(person_id=9, lastname="Ås", contact=Contact(contact_id=7))
    request, saved = exchange({"PersonId": 8}, lambda api: api.create_person(person))
    assert (request.method, request.target) == ("POST", "/api/v1/Person")
    assert request.json == {"PersonId": 0, "Lastname": "Ås", "Contact": {"ContactId": 7}}
    assert saved.person_id == 8  # type: ignore[attr-defined]  # `exchange` answers any object
    with pytest.raises(errors.NoIdError):
        exchange({"ContactId": 8}, lambda api: api.create_person(person))


def test_the_address_of_a_country() -> None:
    request, _ = exchange({"Street": None}, lambda api: api.address_by_country(578))
    assert (request.method, request.path) == ("POST", "/api/v1/Agents/Contact/GetAddressByCountry")
    assert request.json == {"ContactId": 0, "CountryId": 578}


def test_one_client_may_be_shared_by_threads() -> None:
    answered = threading.Barrier(4, timeout=20)

    def handle(request: Request) -> Response:
        if not request.path.endswith("first"):
            answered.wait()
        return Response(200, [{"Name": request.path}])

    got: dict[str, str | None] = {}

    def ask(name: str) -> None:
        got[name] = api.mdo_list(name)[0].name

    with FaultyServer(handle=handle) as server, connect(server.url) as api:
        api.mdo_list("first")  # a password that nobody has accepted is tried by one of them at a time
        threads = [threading.Thread(target=ask, args=(f"list{n}",)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert got == {f"list{n}": f"/api/v1/MDOList/list{n}" for n in range(4)}


@pytest.mark.long
def test_the_client_pulls_in_neither_window_nor_store() -> None:
    code = "import sys, app.webapi.client; print([m for m in sys.modules if m.startswith('app.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    foreign = [
        name
        for name in json.loads(done.stdout.replace("'", '"'))
        if not name.startswith(("app.webapi", "app.model", "app.translation"))
    ]
    assert foreign == []


@pytest.mark.parametrize(
    ("told", "is_ours"), [("T1", True), (" t1 ", True), ("", True), (None, True), ("X", False)]
)
def test_an_answer_with_another_dbi_key_is_about_another_record(told: object, is_ours: bool) -> None:
    company, person = ContactEntity(name="A", dbi_key="T1"), PersonEntity(lastname="A", dbi_key="T1")
    posts: tuple[Callable[[WebApi], object], ...] = (
        lambda api: api.create_contact(company),
        lambda api: api.create_person(person),
    )
    for post in posts:
        try:
            exchange({"ContactId": 9, "PersonId": 9, "DbiKey": told}, post)
        except errors.OtherRecordError as error:
            assert (is_ours, error.verdict) == (False, errors.Verdict.UNKNOWN)
        else:
            assert is_ours


@pytest.mark.parametrize("given", [0, -1, 2**31, 2**70, 1.0, True, "7", None, [7]])
def test_what_can_be_no_id_proves_no_success(given: object) -> None:
    with pytest.raises(errors.NoIdError) as caught:
        exchange({"ContactId": given}, lambda api: api.create_contact(ContactEntity()))
    assert caught.value.verdict is errors.Verdict.UNKNOWN
    _, largest = exchange(
        {"ContactId": 2**31 - 1}, lambda api: api.create_contact(ContactEntity()).contact_id
    )
    assert largest == 2**31 - 1
