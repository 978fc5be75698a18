"""The identity provider as the client sees it: keys, tokens, and what is sent where."""

import json

import pytest

from app.sandbox import SandboxServer
from app.sandbox.http.identity_provider import IdentityProvider
from app.webapi import errors
from app.webapi.client import WebApi
from app.webapi.connection import make_transport
from app.webapi.errors import Verdict, WebApiError
from app.webapi.sign_in.identity import IdentityProvider as TheProvider
from app.webapi.sign_in.identity import Tokens
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to
from tests.helpers.processes.online import (
    COMPANY,
    OPTIONS,
    client,
    identity_of,
    profile,
    sign_in_at,
)


def test_a_nonce_that_is_not_ours(server: SandboxServer, monkeypatch: pytest.MonkeyPatch) -> None:
    real = IdentityProvider._id_token
    monkeypatch.setattr(
        IdentityProvider, "_id_token", lambda self, site, _nonce: real(self, site, "replayed")
    )
    with pytest.raises(errors.UntrustedTokenError):
        sign_in_at(server)


def test_a_token_signed_by_somebody_else(server: SandboxServer, monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = IdentityProvider(OPTIONS)
    stranger.rotate_keys()  # all providers of a process begin with the same one
    real = IdentityProvider._id_token
    monkeypatch.setattr(IdentityProvider, "_id_token", lambda _self, site, nonce: real(stranger, site, nonce))
    with pytest.raises(errors.UntrustedTokenError):
        sign_in_at(server)


def test_rotated_keys_are_fetched_once_more(server: SandboxServer) -> None:
    signed = sign_in_at(server)
    with client(server, signed.refresh_token) as api:
        api.current_principal()
        identity_of(server).rotate_keys()
        identity_of(server).expire_access_tokens()
        assert api.create_contact(COMPANY).contact_id


PAGE = Response(200, headers={"Content-Type": "text/html"}, content=b"<html>")


@pytest.mark.parametrize("answer", [Response(500, {}), Response(404, {}), Response(200, 7), PAGE])
def test_what_goes_wrong_before_the_post_leaves_the_entry_unsent(
    answer: Response, server: SandboxServer
) -> None:
    signed = sign_in_at(server)
    onward = forward_to(server.url)

    def handle(request: Request) -> Response:
        return answer if "/login/" in request.path else onward(request)

    broken = FaultyServer(handle=handle)
    with (
        broken,
        WebApi(profile(broken.url), lambda: signed.refresh_token) as api,
        pytest.raises(WebApiError) as caught,
    ):
        api.create_contact(COMPANY)
    assert caught.value.verdict is Verdict.NOT_SENT


LATER = (errors.MaintenanceError, errors.TooBusyError)
TOKENS, OPEN_TO_ALL = "/tokens", ("/api/state", "/.well-known/openid-configuration", "/jwks")


def refusal_by(server: SandboxServer, path: str, answer: Response) -> WebApiError:
    """The error of a call where the provider, or somebody before it, gives that answer."""
    signed = sign_in_at(server)
    onward = forward_to(server.url)
    broken = FaultyServer(handle=lambda sent: answer if path in sent.path else onward(sent))
    with (
        broken,
        WebApi(profile(broken.url), lambda: signed.refresh_token) as api,
        pytest.raises(WebApiError) as caught,
    ):
        api.create_contact(COMPANY)
    return caught.value


@pytest.mark.parametrize(
    ("status", "code"),
    [(403, "Forbidden"), (404, "Not Found"), (407, "blocked"), (418, "session_expired"), (451, "x")],
)
def test_an_error_of_a_gateway_is_not_the_providers_word(
    status: int, code: str, server: SandboxServer
) -> None:
    error = refusal_by(server, TOKENS, Response(status, {"error": code, "message": "Policy 7"}))
    assert isinstance(error, errors.InterceptedError | errors.WrongAddressError)
    assert (error.verdict, error.intercepted) == (Verdict.NOT_SENT, True)


@pytest.mark.parametrize(
    ("answer", "kinds", "verdict"),
    [
        (Response(400, {"error": "invalid_grant"}), errors.SignInEndedError, Verdict.SIGN_IN),
        (Response(403, {"error": "access_denied"}), errors.SignInDeniedError, Verdict.SIGN_IN),
        (Response(401, {"error": "invalid_client"}), errors.ClientRefusedError, Verdict.SIGN_IN),
        (Response(400, {"error": "login_required"}), errors.OnlineSignInError, Verdict.SIGN_IN),
        (Response(401, {"error": "Unauthorized"}), errors.InterceptedError, Verdict.NOT_SENT),
        (Response(401, content=b""), errors.InterceptedError, Verdict.NOT_SENT),
        (Response(400, {"error": "temporarily_unavailable"}), LATER, Verdict.NOT_SENT),
        (Response(400, {"error": "server_error"}), LATER, Verdict.NOT_SENT),
        (Response(429, {"error": "too_many_requests"}), LATER, Verdict.NOT_SENT),
        (Response(429, {"error": "slow_down"}), LATER, Verdict.LATER),
    ],
)
def test_what_the_provider_says_about_a_refresh(
    answer: Response,
    kinds: type[WebApiError] | tuple[type[WebApiError], ...],
    verdict: Verdict,
    server: SandboxServer,
) -> None:
    error = refusal_by(server, TOKENS, answer)
    assert isinstance(error, kinds)
    assert error.verdict is verdict


@pytest.mark.parametrize("path", OPEN_TO_ALL)
@pytest.mark.parametrize("content", [b"", b"<html>Sign in to the network</html>", b'{"error": "no"}'])
def test_where_no_sign_in_is_needed_none_is_asked_for(
    path: str, content: bytes, server: SandboxServer
) -> None:
    error = refusal_by(server, path, Response(401, content=content))
    assert isinstance(error, errors.InterceptedError)
    assert (error.verdict, error.intercepted) == (Verdict.NOT_SENT, True)
    assert "status 401" in error.message


@pytest.mark.parametrize(
    "issuer", ["https://elsewhere.example", "http://127.0.0.2:1", "", "https://[", "file:///etc"]
)
def test_another_issuer_is_not_signed_in_to(issuer: str, server: SandboxServer) -> None:
    signed = sign_in_at(server)
    onward = forward_to(server.url)

    def handle(request: Request) -> Response:
        answer = onward(request)
        if request.path.endswith("openid-configuration"):
            told = {**json.loads(answer.content or b""), "issuer": issuer}
            return Response(200, told)
        return answer

    with (
        FaultyServer(handle=handle) as spoilt,
        WebApi(profile(spoilt.url), lambda: signed.refresh_token) as api,
        pytest.raises(errors.UntrustedTokenError) as caught,
    ):
        api.current_principal()
    assert caught.value.detail == "another issuer"


@pytest.mark.parametrize(
    ("url", "issuer", "is_own"),
    [
        ("", "https://online.superoffice.com", True),
        ("", "https://sod.superoffice.com", True),
        ("", "https://superoffice.com.evil.example", False),
        ("", "http://online.superoffice.com", False),
        ("https://id.corp.example", "https://id.corp.example/realm", True),
        ("https://id.corp.example", "https://online.superoffice.com", False),
    ],
)
def test_the_issuer_is_the_login_site_or_superoffices(url: str, issuer: str, is_own: bool) -> None:
    one = profile(url)
    provider = TheProvider(one, make_transport(one, lambda _kind: None), lambda: None)
    assert provider._is_own_issuer(issuer) is is_own


def test_tokens_go_nowhere_but_to_superoffice(server: SandboxServer) -> None:
    signed = sign_in_at(server)
    identity_of(server).api = "http://collector.example/Cust12345/api"
    with client(server, signed.refresh_token) as api, pytest.raises(errors.UnexpectedAnswerError):
        api.create_contact(COMPANY)


def test_a_lifetime_that_is_null_is_as_good_as_none() -> None:
    assert Tokens.model_validate({"access_token": "t", "expires_in": None}).expires_in == 1200
