"""The identity provider as the client sees it: keys, tokens, and what is sent where."""

import pytest

from app.sandbox import SandboxServer
from app.sandbox.http.identity_provider import IdentityProvider
from app.webapi import errors
from app.webapi.client import WebApi
from app.webapi.errors import Verdict, WebApiError
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


def test_tokens_go_nowhere_but_to_superoffice(server: SandboxServer) -> None:
    signed = sign_in_at(server)
    identity_of(server).api = "http://collector.example/Cust12345/api"
    with client(server, signed.refresh_token) as api, pytest.raises(errors.UnexpectedAnswerError):
        api.create_contact(COMPANY)


def test_a_lifetime_that_is_null_is_as_good_as_none() -> None:
    assert Tokens.model_validate({"access_token": "t", "expires_in": None}).expires_in == 1200
