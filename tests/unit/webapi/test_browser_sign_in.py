"""Signing in to SuperOffice Online in the browser, against the sandbox as identity provider."""

import re
import threading
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from app.model.profile import SecretKind
from app.sandbox import Options, SandboxServer
from app.sandbox.http.identity_provider import IdentityProvider
from app.webapi import errors
from app.webapi.browser_sign_in import sign_in, sign_out
from app.webapi.client import WebApi
from app.webapi.errors import Verdict, WebApiError
from tests.helpers.processes.browser import Browser
from tests.helpers.processes.online import (
    COMPANY,
    OPTIONS,
    client,
    identity_of,
    no_secrets,
    profile,
    sign_in_at,
    token_calls,
)

MODES = [Options(scheme="online", response_modes=modes) for modes in (("form_post", "query"), ("query",))]


@pytest.mark.parametrize("server", MODES, indirect=True, ids=["form post", "query"])
def test_the_whole_way_to_a_posted_company(server: SandboxServer) -> None:
    with Browser() as browser:
        signed = sign_in(profile(server.url), no_secrets, browser.open, threading.Event(), 20)
    assert (signed.tenant, signed.user) == ("Cust12345", "ingrid.solberg@example.com")
    assert "<h1>You are signed in</h1>" in browser.pages[-1]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(browser.opened[0]).query).items()}
    assert re.fullmatch(r"http://127\.0\.0\.1:\d{4,10}", asked["redirect_uri"])
    assert asked["code_challenge_method"] == "S256"
    assert asked["acr_values"] == "tenant:Cust12345"
    with client(server, signed.refresh_token) as api:
        assert api.create_contact(COMPANY).contact_id
        assert api.current_principal().full_name == "Ingrid Solberg"
    posted = next(request for request in server.requests if request.path == "/Cust12345/api/v1/Contact")
    assert posted.headers["authorization"].startswith("Bearer 8A:Cust12345.")
    assert token_calls(server) == 2


def test_the_client_secret_goes_along_where_there_is_one(server: SandboxServer) -> None:
    def others(kind: SecretKind) -> str | None:
        return OPTIONS.client_secret if kind is SecretKind.CLIENT_SECRET else None

    with Browser() as browser:
        signed = sign_in(profile(server.url), others, browser.open, threading.Event(), 20)
    sent = next(request for request in server.requests if request.path.endswith("/tokens"))
    assert f"client_secret={OPTIONS.client_secret}".encode() in sent.body
    with WebApi(profile(server.url), lambda: signed.refresh_token, others=others) as api:
        assert api.create_contact(COMPANY).contact_id
    assert "so-apptoken" not in server.requests[-1].headers


def test_a_wrong_client_secret_is_said(server: SandboxServer) -> None:
    with Browser() as browser, pytest.raises(errors.ClientRefusedError):
        sign_in(profile(server.url), lambda _kind: "wrong", browser.open, threading.Event(), 20)


def _denied(identity: IdentityProvider) -> None:
    identity.denied = "5 NeedsReapproval"


def _hour_off(identity: IdentityProvider) -> None:
    identity.clock = 3600


def _hour_behind(identity: IdentityProvider) -> None:
    identity.clock = -3600


@pytest.mark.parametrize(
    ("spoil", "error", "words"),
    [
        (_denied, errors.SignInDeniedError, "5 NeedsReapproval"),
        (_hour_off, errors.ClockWrongError, "Set date and time"),
        (_hour_behind, errors.ClockWrongError, "by more than ten minutes"),
    ],
)
def test_refusals_of_the_provider(
    spoil: Callable[[IdentityProvider], None], error: type[WebApiError], words: str, server: SandboxServer
) -> None:
    spoil(identity_of(server))
    with pytest.raises(error, match=words) as caught:
        sign_in_at(server)
    assert caught.value.verdict is Verdict.SIGN_IN


def test_the_browser_shows_a_failure_too(server: SandboxServer) -> None:
    identity_of(server).clock = 3600
    with Browser() as browser, pytest.raises(errors.ClockWrongError) as caught:
        sign_in(profile(server.url), no_secrets, browser.open, threading.Event(), 20)
    assert "<h1>You are not signed in</h1>" in browser.pages[-1]
    assert caught.value.message in browser.pages[-1]


def test_an_answer_to_another_sign_in_does_not_end_the_waiting(server: SandboxServer) -> None:
    identity_of(server).wrong_state = True
    with Browser() as browser, pytest.raises(errors.SignInMixedUpError, match="does not belong") as caught:
        sign_in(profile(server.url), no_secrets, browser.open, threading.Event(), 2)
    assert caught.value.verdict is Verdict.SIGN_IN


@pytest.mark.parametrize("seconds", [300, -300])
def test_a_clock_five_minutes_off_keeps_nobody_out(seconds: int, server: SandboxServer) -> None:
    identity_of(server).clock = seconds
    signed = sign_in_at(server)
    with client(server, signed.refresh_token) as api:
        assert api.create_contact(COMPANY).contact_id


@pytest.mark.parametrize(("issuer", "is_ours"), [("https://elsewhere.example", False), ("", True)])
def test_an_answer_that_names_another_issuer(issuer: str, is_ours: bool, server: SandboxServer) -> None:
    class Mixer(Browser):
        def _visit(self, address: str) -> None:
            asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
            answer = {"state": asked["state"], "code": "code", "iss": issuer or server.url}
            httpx.get(asked["redirect_uri"], params=answer, trust_env=False)

    with Mixer() as browser, pytest.raises(WebApiError) as caught:
        sign_in(profile(server.url), no_secrets, browser.open, threading.Event(), 20)
    # A code that the provider never gave is refused by the provider.
    assert type(caught.value) is (errors.CodeExpiredError if is_ours else errors.SignInMixedUpError)


def test_an_error_without_a_state_ends_the_waiting_at_once(server: SandboxServer) -> None:
    class Refused(Browser):
        def _visit(self, address: str) -> None:
            asked = parse_qs(urlsplit(address).query)
            httpx.get(asked["redirect_uri"][0], params={"error": "server_error"}, trust_env=False)

    with Refused() as browser, pytest.raises(errors.SignInDeniedError):
        sign_in(profile(server.url), no_secrets, browser.open, threading.Event(), 100)


def test_the_user_denies(server: SandboxServer) -> None:
    with pytest.raises(errors.SignInDeniedError):
        sign_in_at(server, "deny")


@pytest.mark.parametrize("found", ["Cust99"])
def test_the_wrong_customer(found: str, server: SandboxServer) -> None:
    with pytest.raises(errors.WrongTenantError, match=f"Cust12345, but this connection is for {found}"):
        sign_in_at(server, customer_id=found)


class _Meddler(Browser):
    """Changes the answer of the provider on its way back."""

    def __init__(self, meddle: Callable[[], object]) -> None:
        super().__init__()
        self._meddle = meddle

    def _visit(self, address: str) -> None:
        page = httpx.get(address, trust_env=False).text
        fields = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page))
        site = f"{urlsplit(address).scheme}://{urlsplit(address).netloc}"
        decided = httpx.post(
            f"{site}/login/common/oauth/authorize",
            data={**fields, "decision": "allow", "response_mode": "query"},
            trust_env=False,
        )
        self._meddle()
        httpx.get(decided.headers["location"], trust_env=False)


def test_a_code_that_has_expired(server: SandboxServer) -> None:
    with _Meddler(identity_of(server).expire_codes) as browser, pytest.raises(errors.CodeExpiredError):
        sign_in(profile(server.url), no_secrets, browser.open, threading.Event(), 20)


def test_a_wrong_code_verifier(server: SandboxServer, monkeypatch: pytest.MonkeyPatch) -> None:
    challenge = "app.webapi.browser_sign_in.create_s256_code_challenge"
    monkeypatch.setattr(challenge, lambda _verifier: "another-challenge")
    with pytest.raises(errors.CodeExpiredError):
        sign_in_at(server)


def test_a_cancelled_and_a_forgotten_sign_in(server: SandboxServer) -> None:
    cancelled = threading.Event()
    opened: list[str] = []

    def give_up(address: str) -> None:
        opened.append(address)
        cancelled.set()

    with pytest.raises(errors.SignInCancelledError):
        sign_in(profile(server.url), no_secrets, give_up, cancelled, 20)
    with pytest.raises(errors.SignInTimedOutError):
        sign_in(profile(server.url), no_secrets, opened.append, threading.Event(), 0.2)
    assert len(opened) == 2


def test_signing_out_revokes(server: SandboxServer) -> None:
    signed = sign_in_at(server)
    assert identity_of(server).refresh_tokens == {signed.refresh_token}
    assert sign_out(profile(server.url), no_secrets, signed.refresh_token)
    assert not identity_of(server).refresh_tokens


def test_no_secret_shows(server: SandboxServer) -> None:
    signed = sign_in_at(server)
    with client(server, signed.refresh_token) as api:
        api.current_principal()
        shown = repr(signed) + repr(api) + repr(vars(api._connection._location))
    access = [secret for secret in identity_of(server).issued if secret.startswith("8A:")]
    assert access
    assert signed.refresh_token not in shown
    assert signed.refresh_token not in repr(vars(api))
