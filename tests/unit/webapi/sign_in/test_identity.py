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
