"""A password that the server has not accepted yet is tried once: a wrong one locks no account."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.webapi import errors
from app.webapi.client import WebApi
from app.webapi.errors import Verdict
from app.webapi.sign_in.password_attempts import PasswordAttempts
from tests.helpers.fakes.connect import connect, profile
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response

AT_ONCE = 12
CHALLENGE = Response(401, headers={"WWW-Authenticate": 'Basic realm="SuperOffice"'}, content=b"")
REFUSALS = [
    CHALLENGE,
    Response(
        401, headers={"WWW-Authenticate": "Negotiate, NTLM", "Content-Type": "text/html"}, content=b"<p>"
    ),
    Response(401, {"Error": True, "ErrorType": "SoSessionException", "ErrorMessage": "No"}),
]
PAGE = Response(401, headers={"Content-Type": "text/html"}, content=b"<html>Session over</html>")


def outcome(api: WebApi) -> str:
    try:
        api.contact_fields()
    except errors.WebApiError as error:
        return type(error).__name__
    return "answered"


def at_once(api: WebApi) -> set[str]:
    begin = threading.Barrier(AT_ONCE)

    def call() -> str:
        begin.wait()
        return outcome(api)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        calls = [threads.submit(call) for _ in range(AT_ONCE)]
        return {call.result() for call in calls}


@pytest.mark.parametrize("refusal", REFUSALS)
def test_of_many_calls_at_once_one_tries_a_wrong_password(refusal: Response) -> None:
    with FaultyServer(handle=lambda _: refusal) as server, connect(server.url) as api:
        assert at_once(api) == {"SignInError"}
        assert outcome(api) == "SignInError"
    assert len(server.requests) == 1


def test_what_is_not_tried_again_has_not_been_sent() -> None:
    with FaultyServer(handle=lambda _: CHALLENGE) as server, connect(server.url) as api:
        outcome(api)
        with pytest.raises(errors.SignInError) as caught:
            api.contact_fields()
    assert caught.value.verdict is Verdict.SIGN_IN
    assert len(server.requests) == 1


def test_once_somebody_has_acted_it_is_tried_again() -> None:
    passwords = ["wrong"]
    server = FaultyServer(handle=lambda _: CHALLENGE)
    with server, WebApi(profile(server.url), lambda: passwords[-1]) as api:
        assert outcome(api) == outcome(api) == "SignInError"
        api.forget_refusal()
        assert outcome(api) == outcome(api) == "SignInError"
        passwords.append("another")
        assert outcome(api) == outcome(api) == "SignInError"
    assert len(server.requests) == 3


def test_a_password_that_ends_during_the_day_is_tried_once_more() -> None:
    answers = [Response(200, []), CHALLENGE]
    handle = lambda _: answers.pop(0) if len(answers) > 1 else answers[0]  # noqa: E731  # short as it is
    with FaultyServer(handle=handle) as server, connect(server.url) as api:
        assert outcome(api) == "answered"
        assert {outcome(api) for _ in range(3)} == {"SignInError"}
    assert len(server.requests) == 2


def test_calls_go_side_by_side_once_the_password_is_accepted() -> None:
    together = threading.Barrier(AT_ONCE, timeout=20)
    answered: list[Request] = []

    def handle(request: Request) -> Response:
        if answered:
            together.wait()
        answered.append(request)
        return Response(200, [])

    with FaultyServer(handle=handle) as server, connect(server.url) as api:
        assert outcome(api) == "answered"
        assert at_once(api) == {"answered"}


def test_a_page_of_somebody_in_between_refuses_no_password() -> None:
    with FaultyServer(handle=lambda _: PAGE) as server, connect(server.url) as api:
        outcome(api)
        outcome(api)
    assert len(server.requests) == 2


def test_a_server_that_is_slow_to_answer_the_first_does_not_hold_up_the_others() -> None:
    attempts = PasswordAttempts(patience=0.01)
    with attempts.turn("kari:secret"), ThreadPoolExecutor(1) as thread:

        def other() -> bool:
            with attempts.turn("kari:secret"):
                return True

        assert thread.submit(other).result()
