"""The sandbox as identity provider: what it refuses, and the scripted browser that signs in there."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from app.sandbox import Options, SandboxServer
from tests.helpers.processes.browser import Browser

OPTIONS = Options(scheme="online")
OAUTH = "login/common/oauth"
REQUEST = {
    "client_id": OPTIONS.client_id,
    "redirect_uri": "http://127.0.0.1:50123",
    "response_type": "code",
    "scope": "openid",
    "code_challenge_method": "S256",
    "state": "s",
    "nonce": "n",
    "code_challenge": "c",
}


@pytest.fixture
def online(tmp_path: Path) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "sandbox.db", OPTIONS) as server:
        yield server


def post(server: SandboxServer, path: str, **form: str) -> httpx.Response:
    return httpx.post(f"{server.url}/{OAUTH}/{path}", data=form)


def test_discovery_names_its_own_addresses(online: SandboxServer) -> None:
    told = httpx.get(f"{online.url}/login/.well-known/openid-configuration").json()
    assert told["issuer"] == online.url
    assert told["token_endpoint"] == f"{online.url}/{OAUTH}/tokens"
    (key,) = httpx.get(told["jwks_uri"]).json()["keys"]
    assert key["kty"] == "RSA"
    assert "d" not in key, "the private part stays here"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"client_id": "nobody"}, "Unknown client"),
        ({"redirect_uri": "https://evil.example"}, "2 InvalidRedirectUrl"),
        ({"redirect_uri": "http://127.0.0.1:50123/"}, "2 InvalidRedirectUrl"),
        ({"scope": "everything"}, "Not as expected: scope"),
        ({"state": ""}, "Not as expected: state"),
    ],
)
def test_requests_that_are_not_as_documented(
    change: dict[str, str], said: str, online: SandboxServer
) -> None:
    page = httpx.get(f"{online.url}/{OAUTH}/authorize", params=REQUEST | change)
    assert (page.status_code, said in page.text) == (400, True)
    assert post(online, "authorize", **(REQUEST | change), decision="allow").status_code == 400


def test_a_code_is_for_whoever_asked_for_it_and_once(online: SandboxServer) -> None:
    decided = post(online, "authorize", **REQUEST, decision="allow")
    (code,) = parse_qs(urlsplit(decided.headers["location"]).query)["code"]
    client = {"grant_type": "authorization_code", "client_id": OPTIONS.client_id, "code": code}
    stolen = post(online, "tokens", **client, redirect_uri=REQUEST["redirect_uri"], code_verifier="guess")
    assert (stolen.status_code, stolen.json()) == (400, {"error": "invalid_grant"})


@pytest.mark.parametrize(
    ("form", "status", "error"),
    [
        ({"client_id": "nobody", "grant_type": "refresh_token"}, 401, "invalid_client"),
        ({"client_secret": "wrong", "grant_type": "refresh_token"}, 401, "invalid_client"),
        ({"grant_type": "refresh_token", "refresh_token": "made up"}, 400, "invalid_grant"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
    ],
)
def test_tokens_that_are_not_given(
    form: dict[str, str], status: int, error: str, online: SandboxServer
) -> None:
    answer = post(online, "tokens", **{"client_id": OPTIONS.client_id, **form})
    assert (answer.status_code, answer.json()) == (status, {"error": error})


def test_the_state_of_a_tenant(online: SandboxServer) -> None:
    state = httpx.get(f"{online.url}/api/state/cust12345").json()
    assert (state["IsRunning"], state["Api"]) == (True, f"{online.url}/Cust12345/api")
    assert online.identity is not None
    online.identity.state = "Suspended"
    assert httpx.get(f"{online.url}/api/state/Cust12345").json()["IsRunning"] is False
    assert httpx.get(f"{online.url}/api/state/Cust99").status_code == 404


def test_the_scripted_browser_knows_its_way(online: SandboxServer) -> None:
    with Browser() as browser:
        browser.open(f"{online.url}/{OAUTH}/authorize?client_id=nobody")
    assert "Unknown client" in browser.pages[0]
