"""Every scheme signs in and posts against a server that refuses all others."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.profile import Profile, Scheme, SecretKind
from app.sandbox import Options, SandboxServer
from app.webapi import errors
from app.webapi.client import WebApi
from app.webapi.errors import Verdict
from tests.helpers.faults.faulty_server import FaultyServer, Response

COMPANY = ContactEntity(name="Blåbær AS")
OPTIONS = Options()
CLIENT = OPTIONS.client_id
SECRETS = {
    Scheme.BASIC: OPTIONS.password,
    Scheme.TICKET: OPTIONS.ticket,
    Scheme.BEARER: OPTIONS.bearer,
    Scheme.XSRF: OPTIONS.xsrf,
}


def profile(url: str, scheme: Scheme) -> Profile:
    return Profile(name="Work", url=url, scheme=scheme, user="demo", client_id=CLIENT)


def client(url: str, scheme: Scheme, others: Callable[[SecretKind], str | None] | None = None) -> WebApi:
    return WebApi(profile(url, scheme), lambda: SECRETS[scheme], others=others)


@pytest.mark.parametrize("scheme", SECRETS)
def test_each_scheme_posts_where_all_others_are_refused(scheme: Scheme, tmp_path: Path) -> None:
    with SandboxServer(tmp_path / "sandbox.db", Options(scheme=scheme)) as server:
        with client(server.url, scheme) as api:
            assert api.create_contact(COMPANY).contact_id
            assert api.current_principal().full_name == "Ingrid Solberg"
        for other in set(SECRETS) - {scheme}:
            with client(server.url, other) as api, pytest.raises(errors.SignInError):
                api.create_contact(COMPANY)


def test_a_ticket_goes_with_the_application_token_where_the_server_wants_it(tmp_path: Path) -> None:
    options = Options(scheme="ticket", app_token="app-secret")
    with SandboxServer(tmp_path / "sandbox.db", options) as server:
        with client(server.url, Scheme.TICKET) as api, pytest.raises(errors.SignInError):
            api.create_contact(COMPANY)
        with client(server.url, Scheme.TICKET, {SecretKind.CLIENT_SECRET: "app-secret"}.get) as api:
            assert api.create_contact(COMPANY).contact_id


def test_a_session_sends_its_cookies_and_no_authorization(tmp_path: Path) -> None:
    cookies = f"ASP.NET_SessionId=abc; XSRF-TOKEN={OPTIONS.xsrf}; theme=dark"
    with SandboxServer(tmp_path / "sandbox.db", Options(scheme="xsrf")) as server:
        with client(server.url, Scheme.XSRF, {SecretKind.XSRF_COOKIE: cookies}.get) as api:
            api.current_principal()
        headers = server.requests[-1].headers
    assert headers["x-xsrf-token"] == OPTIONS.xsrf
    assert headers["cookie"] == cookies
    assert "authorization" not in headers


def test_a_cookie_that_cannot_be_one_is_refused_before_sending() -> None:
    with FaultyServer() as server:
        wrong = client(server.url, Scheme.XSRF, {SecretKind.XSRF_COOKIE: "a=1\r\nX-Evil: 1"}.get)
        with wrong as api, pytest.raises(errors.BadSecretError):
            api.current_principal()
    assert server.requests == []


@pytest.mark.parametrize("scheme", SECRETS)
@pytest.mark.parametrize("status", [401, 403])
def test_without_a_refresh_nothing_is_tried_twice(scheme: Scheme, status: int) -> None:
    refusing = FaultyServer(handle=lambda _: Response(status, {"Error": True}))
    refused = pytest.raises((errors.SignInError, errors.NoRightError))
    with refusing as server, client(server.url, scheme) as api, refused:
        api.create_contact(COMPANY)
    assert len(server.requests) == 1


CHALLENGES = ('Basic realm="Gateway"', "SoTicket", "Negotiate, NTLM")


@pytest.mark.parametrize("scheme", SECRETS)
@pytest.mark.parametrize("challenge", CHALLENGES)
@pytest.mark.parametrize("content", [b"", b"<html>Session ended</html>"])
@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (Response(200, {"UserName": "demo"}), Verdict.UNKNOWN),
        (Response(403, {"Error": True}), Verdict.UNKNOWN),
        (Response(302, headers={"Location": "https://login.example"}), Verdict.UNKNOWN),
        (Response(wire=b""), Verdict.UNKNOWN),
        (Response(401, {"Error": True}), Verdict.SIGN_IN),
        (Response(401, headers={"WWW-Authenticate": "Basic"}, content=b""), Verdict.SIGN_IN),
    ],
)
def test_a_challenge_is_the_servers_own_only_where_it_refuses_a_question_as_well(
    scheme: Scheme, challenge: str, content: bytes, answer: Response, verdict: Verdict
) -> None:
    asked = {"Content-Type": "text/html", "WWW-Authenticate": challenge}
    refusal = Response(401, headers=asked, content=content)
    gateway = FaultyServer(handle=lambda sent: refusal if sent.method == "POST" else answer)
    with gateway, client(gateway.url, scheme) as api, pytest.raises(errors.WebApiError) as caught:
        api.create_contact(COMPANY)
    assert caught.value.verdict is verdict
    assert sum(sent.method == "POST" for sent in gateway.requests) == 1


@pytest.mark.parametrize(
    ("scheme", "what"),
    [(Scheme.TICKET, "ticket"), (Scheme.BEARER, "token"), (Scheme.XSRF, "session token")],
)
def test_a_missing_secret_is_called_by_its_name(scheme: Scheme, what: str) -> None:
    unknown = pytest.raises(errors.NoSecretError, match=f"The {what} for crm.example is not known")
    with WebApi(profile("https://crm.example", scheme), lambda: None) as api, unknown:
        api.current_principal()
