"""SuperOffice Online from the browser to the posted company, against the sandbox as identity provider."""

import re
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from app.model.carriers.contact import ContactEntity
from app.model.profile import Profile, Scheme, SecretKind
from app.sandbox import Options, SandboxServer
from app.sandbox.http.identity_provider import IdentityProvider
from app.webapi import errors
from app.webapi.browser_sign_in import SignedIn, sign_in, sign_out
from app.webapi.client import WebApi
from app.webapi.errors import Verdict, WebApiError
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to
from tests.helpers.processes.browser import Browser

COMPANY = ContactEntity(name="Blåbær AS")
OPTIONS = Options(scheme="online")


@pytest.fixture
def server(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "sandbox.db", getattr(request, "param", OPTIONS)) as server:
        yield server


def identity_of(server: SandboxServer) -> IdentityProvider:
    assert server.identity is not None
    return server.identity


def profile(url: str, **settings: Any) -> Profile:
    given = {"client_id": OPTIONS.client_id, "customer_id": OPTIONS.tenant, **settings}
    return Profile(name="Online", url=url, scheme=Scheme.ONLINE, **given)


def no_secrets(_kind: SecretKind) -> None:
    return None


def sign_in_at(server: SandboxServer, decision: str = "allow", **settings: Any) -> SignedIn:
    with Browser(decision) as browser:
        return sign_in(profile(server.url, **settings), no_secrets, browser.open, threading.Event(), 20)


def client(server: SandboxServer, refresh_token: str | None, **settings: Any) -> WebApi:
    return WebApi(profile(server.url, **settings), lambda: refresh_token)


def token_calls(server: SandboxServer) -> int:
    return sum(request.path.endswith("/tokens") for request in server.requests)


MODES = [Options(scheme="online", response_modes=modes) for modes in (("form_post", "query"), ("query",))]


@pytest.mark.parametrize("server", MODES, indirect=True, ids=["form post", "query"])
def test_the_whole_way_to_a_posted_company(server: SandboxServer) -> None:
    with Browser() as browser:
        signed = sign_in(profile(server.url), no_secrets, browser.open, threading.Event(), 20)
    assert (signed.tenant, signed.user) == ("Cust12345", "ingrid.solberg@example.com")
    assert "You can close this page" in browser.pages[-1]
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


def test_the_customer_is_learnt_where_nobody_named_one(server: SandboxServer) -> None:
    signed = sign_in_at(server, customer_id="")
    with client(server, signed.refresh_token, customer_id="") as api:
        assert api.create_contact(COMPANY).contact_id


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


def _wrong_state(identity: IdentityProvider) -> None:
    identity.wrong_state = True


def _denied(identity: IdentityProvider) -> None:
    identity.denied = "5 NeedsReapproval"


def _hour_off(identity: IdentityProvider) -> None:
    identity.clock = 3600


def _hour_behind(identity: IdentityProvider) -> None:
    identity.clock = -3600


@pytest.mark.parametrize(
    ("spoil", "error", "words"),
    [
        (_wrong_state, errors.SignInMixedUpError, "does not belong to this sign-in"),
        (_denied, errors.SignInDeniedError, "5 NeedsReapproval"),
        (_hour_off, errors.ClockWrongError, "Set date and time"),
        (_hour_behind, errors.ClockWrongError, "Set date and time"),
    ],
)
def test_refusals_of_the_provider(
    spoil: Callable[[IdentityProvider], None], error: type[WebApiError], words: str, server: SandboxServer
) -> None:
    spoil(identity_of(server))
    with pytest.raises(error, match=words) as caught:
        sign_in_at(server)
    assert caught.value.verdict is Verdict.SIGN_IN


@pytest.mark.parametrize("seconds", [300, -300])
def test_a_clock_five_minutes_off_keeps_nobody_out(seconds: int, server: SandboxServer) -> None:
    identity_of(server).clock = seconds
    signed = sign_in_at(server)
    with client(server, signed.refresh_token) as api:
        assert api.create_contact(COMPANY).contact_id


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


def test_strangers_at_the_door_are_not_listened_to(server: SandboxServer) -> None:
    statuses: list[int] = []

    class Stranger(Browser):
        def _visit(self, address: str) -> None:
            door = parse_qs(urlsplit(address).query)["redirect_uri"][0]
            for path, host in (("/favicon.ico?state=1", None), ("/", None), ("/?state=x", "evil.example")):
                headers = {"Host": host} if host else {}
                statuses.append(httpx.get(door + path, headers=headers, trust_env=False).status_code)
            super()._visit(address)

    with Stranger() as browser:
        assert sign_in(profile(server.url), no_secrets, browser.open, threading.Event(), 20).tenant
    assert statuses == [404, 404, 404]


def test_an_expired_token_is_renewed_and_the_post_goes_out_once_more(server: SandboxServer) -> None:
    signed = sign_in_at(server)
    with client(server, signed.refresh_token) as api:
        api.current_principal()
        identity_of(server).expire_access_tokens()
        assert api.create_contact(COMPANY).contact_id
    with client(server, signed.refresh_token) as api:
        assert len(api.find_contacts("Blåbær AS", None)) == 1


@pytest.mark.parametrize("status", [401, 403])
def test_a_refusal_is_tried_once_after_a_refresh_and_no_more(status: int, server: SandboxServer) -> None:
    signed = sign_in_at(server)
    refusing = FaultyServer(handle=lambda _: Response(status, {}))
    with refusing, client(server, signed.refresh_token) as api:
        identity_of(server).api = f"{refusing.url}/Cust12345/api"
        with pytest.raises((errors.SignInError, errors.NoRightError)):
            api.create_contact(COMPANY)
    sent = [request.headers["authorization"] for request in refusing.requests]
    assert len(sent) == 2
    assert sent[0] != sent[1], "the second one is signed with a fresh token"


def test_a_token_is_renewed_before_it_ends(server: SandboxServer) -> None:
    identity_of(server).access_life = 0
    signed = sign_in_at(server)
    identity = identity_of(server)
    with client(server, signed.refresh_token) as api:
        api_calls = len(server.requests)
        identity.access_life = 3600
        api.current_principal()
        api.current_principal()
    paths = [request.path for request in server.requests[api_calls:]]
    assert sum(path.endswith("/tokens") for path in paths) == 1


def test_of_many_threads_one_renews(server: SandboxServer) -> None:
    signed = sign_in_at(server)
    with client(server, signed.refresh_token) as api:
        api.current_principal()
        identity_of(server).expire_access_tokens()
        before = token_calls(server)
        threads = [threading.Thread(target=api.current_principal) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert token_calls(server) == before + 1


def test_a_revoked_sign_in_is_asked_for_anew(server: SandboxServer) -> None:
    signed = sign_in_at(server)
    with client(server, signed.refresh_token) as api:
        api.current_principal()
        identity_of(server).expire_access_tokens()
        identity_of(server).revoke_refresh_tokens()
        with pytest.raises(errors.SignInEndedError) as caught:
            api.create_contact(COMPANY)
    assert caught.value.verdict is Verdict.SIGN_IN


def test_nobody_has_signed_in_yet(server: SandboxServer) -> None:
    with client(server, None) as api, pytest.raises(errors.NotSignedInError):
        api.create_contact(COMPANY)


def test_signing_out_revokes(server: SandboxServer) -> None:
    signed = sign_in_at(server)
    assert identity_of(server).refresh_tokens == {signed.refresh_token}
    assert sign_out(profile(server.url), no_secrets, signed.refresh_token)
    assert not identity_of(server).refresh_tokens


def test_a_moved_tenant_is_followed(server: SandboxServer) -> None:
    signed = sign_in_at(server)
    identity = identity_of(server)
    answer = Response(421, {"Message": "Wrong subdomain used to access tenant"})
    with FaultyServer(handle=lambda _: answer) as old, client(server, signed.refresh_token) as api:
        identity.api = f"{old.url}/Cust12345/api"
        with pytest.raises(errors.WrongHostError) as caught:
            api.create_contact(COMPANY)
        assert caught.value.verdict is Verdict.WRONG_HOST
        identity.api = ""
        assert api.create_contact(COMPANY).contact_id
        assert len(api.find_contacts("Blåbær AS", None)) == 1


def test_a_tenant_in_maintenance_says_until_when(server: SandboxServer) -> None:
    signed = sign_in_at(server)
    identity = identity_of(server)
    identity.state, identity.until = "OfflineMaintenance", datetime.now(UTC) + timedelta(minutes=90)
    with client(server, signed.refresh_token) as api:
        with pytest.raises(errors.TenantPausedError) as caught:
            api.create_contact(COMPANY)
        until = identity.until.astimezone()
        assert f"is in maintenance until {until:%H:%M}" in caught.value.message
        assert caught.value.verdict is Verdict.LATER
        assert 5300 < (caught.value.retry_after or 0) <= 5400
        identity.state, identity.until = "Suspended", None
        with pytest.raises(errors.TenantClosedError):
            api.create_contact(COMPANY)
        identity.state = "Running"
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


def test_no_secret_shows(server: SandboxServer) -> None:
    signed = sign_in_at(server)
    with client(server, signed.refresh_token) as api:
        api.current_principal()
        shown = repr(signed) + repr(api) + repr(vars(api._connection._location))
    access = [secret for secret in identity_of(server).issued if secret.startswith("8A:")]
    assert access
    assert signed.refresh_token not in shown
    assert signed.refresh_token not in repr(vars(api))
