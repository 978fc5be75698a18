"""Calls of a connection: headers, and what may be logged about a request."""

import threading

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.profile import SecretKind
from app.translation.message import Message
from app.webapi import errors
from app.webapi.client import RequestNote
from tests.helpers.fakes.connect import connect, exchange, serving
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response

SIGNED = "Basic a2FyaTpTw6lzYW1lLCBvdXZyZS10b2k="


def test_the_headers_of_a_request() -> None:
    settings = {"language": "nb", "culture": "nb-NO", "time_zone": "NO"}
    request, _ = exchange(
        {"ContactId": 7},
        lambda api: api.create_contact(ContactEntity(name="Blåbær AS")),
        settings=settings,
        others=lambda kind: "app-secret" if kind is SecretKind.CLIENT_SECRET else None,
        user_agent="ContactEntry/0.1",
    )
    assert {name: value for name, value in request.headers.items() if name not in {"host", "connection"}} == {
        "accept": "application/json",
        "accept-encoding": "gzip",
        "accept-language": "nb",
        "authorization": SIGNED,
        "cache-control": "no-cache",
        "content-length": str(len(request.body)),
        "content-type": "application/json; charset=utf-8",
        "so-apptoken": "app-secret",
        "so-culture": "nb-NO",
        "so-language": "nb",
        "so-timezone": "NO",
        "user-agent": "ContactEntry/0.1",
    }
    assert request.body == '{"Name":"Blåbær AS","ContactId":0}'.encode()


def test_headers_that_are_not_set_are_not_sent() -> None:
    request, _ = exchange([], lambda api: api.countries())
    assert request.headers["accept-language"] == "en"
    assert not [name for name in request.headers if name.startswith("so-")]
    assert "content-type" not in request.headers


@pytest.mark.parametrize("name", ["language", "culture", "time_zone"])
def test_a_setting_that_cannot_be_a_header_is_refused(name: str) -> None:
    with pytest.raises(errors.BadSettingError, match=name.replace("_", " ")) as caught:
        connect("crm.example.com", {name: "nb\r\nX-Evil: 1"})
    told = caught.value.message
    assert isinstance(told, Message)
    assert isinstance(told.values["setting"], Message), "it is named in the language of the program"
    with pytest.raises(errors.BadSettingError):
        connect("crm.example.com", {name: "blåbær"})


def test_what_is_noted_of_a_request_names_nobody() -> None:
    notes: list[RequestNote] = []
    with serving([]) as server, connect(server.url, on_request=notes.append) as api:
        api.duplicates("Hemmelig AS", "Oslo")
        api.mdo_list("category")
        with pytest.raises(errors.UnexpectedAnswerError):
            api.find_contacts("Hemmelig AS", None)
        with pytest.raises(errors.UnexpectedAnswerError):
            api.contact(7)
    with pytest.raises(errors.HostRefusedError), connect(server.url, on_request=notes.append) as api:
        api.countries()
    assert [(note.method, note.path, note.status) for note in notes] == [
        ("GET", "/v1/Contact/Duplicates/{name}", 200),
        ("GET", "/v1/MDOList/category", 200),
        ("GET", "/v1/Contact", 200),
        ("GET", "/v1/Contact/{id}", 200),
        ("GET", "/v1/List/Country/Items", None),
    ]
    assert notes[4].failure == "HostRefusedError"
    assert all(note.milliseconds >= 0 for note in notes)


def test_a_password_is_proven_once() -> None:
    with serving({"UserName": "kari"}) as server, connect(server.url) as api:
        for _ in range(2):
            api.prove_sign_in()
    assert [(one.method, one.path) for one in server.requests] == [("GET", "/api/v1/User/currentPrincipal")]


def test_a_password_that_is_refused_is_not_tried_again() -> None:
    refusal = Response(401, headers={"WWW-Authenticate": "Basic"}, content=b"")
    with FaultyServer(handle=lambda _: refusal) as server, connect(server.url) as api:
        for ask in (
            api.prove_sign_in,
            api.prove_sign_in,
            lambda: api.create_contact(ContactEntity(name="A")),
        ):
            with pytest.raises(errors.SignInError):
                ask()
    assert [one.method for one in server.requests] == ["GET"]


def test_what_the_server_said_of_a_password_is_told_each_time() -> None:
    said = {"Error": True, "ErrorMessage": "Your password has expired."}
    refusal = Response(401, said, headers={"WWW-Authenticate": "Basic"})
    with FaultyServer(handle=lambda _: refusal) as server, connect(server.url) as api:
        for _time in range(2):
            with pytest.raises(errors.SignInError, match="“Your password has expired”"):
                api.prove_sign_in()
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [200, 302, 401, 403, 511])
def test_no_record_is_sent_where_a_page_answers_in_the_servers_place(status: int) -> None:
    page = Response(status, headers={"Content-Type": "text/html"}, content=b"<html>Sign in")
    with FaultyServer(handle=lambda _: page) as server, connect(server.url) as api:
        for _ in range(2):
            with pytest.raises(errors.WebPageError):
                api.prove_sign_in()
    assert len(server.requests) == 2, "and the password is no refused one"


@pytest.mark.parametrize("status", [404, 500, 503])
def test_an_answer_that_is_no_refusal_of_the_password_stops_nothing(status: int) -> None:
    with FaultyServer(handle=lambda _: Response(status, content=b"")) as server, connect(server.url) as api:
        api.prove_sign_in()
    assert len(server.requests) == 1


def test_what_is_done_while_the_server_works_is_done_before_it_answers() -> None:
    happened: list[str] = []
    reached = threading.Event()

    def answer(_request: Request) -> Response:
        happened.append("answered" if reached.wait(20) else "nobody came")
        return Response(200, {"ContactId": 7})

    def meanwhile() -> None:
        happened.append("meanwhile")
        reached.set()

    with FaultyServer(handle=answer) as server, connect(server.url) as api:
        call = api.contact_to_create(ContactEntity(name="Fjord AS"), while_waiting=meanwhile)
        assert api.create_contact(call).contact_id == 7
    assert happened == ["meanwhile", "answered"]


def test_an_answer_with_status_200_is_decoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[object] = []
    monkeypatch.setattr("app.webapi.connection.own_error", decoded.append)
    exchange({"ContactId": 7}, lambda api: api.create_contact(ContactEntity(name="Fjord AS")))
    assert decoded == [], "as an error first"
