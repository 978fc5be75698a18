"""Who gets in, and what the others are told."""

import base64
from pathlib import Path

import httpx
import pytest

from app.sandbox import Options, SandboxServer
from app.sandbox.options import SCHEMES


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "",
        "Basic",
        "Basic ZGVtbzp3cm9uZw==",  # demo:wrong
        "Basic not-base64",
        "Basic ZGVtb",
        "Basic æøå",
        "Bearer ZGVtbzpkZW1v",
        "SOTicket 7T:abc",
    ],
)
@pytest.mark.parametrize("path", ["Contact/default", "Contact/1", "Nobody/knows", "MDOList"])
def test_without_a_sign_in_there_is_nothing(
    standing: httpx.Client, authorization: str | None, path: str
) -> None:
    headers = [] if authorization is None else [(b"Authorization", authorization.encode())]
    response = standing.get(path, headers=headers, auth=None)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Basic ")
    assert "html" in response.headers["Content-Type"]


@pytest.mark.parametrize("sandbox", [Options(user="kåre", password="s:ø")], indirect=True)
def test_another_sign_in(sandbox: SandboxServer) -> None:
    url = f"{sandbox.url}/api/v1/User/currentPrincipal"
    assert httpx.get(url, auth=("kåre", "s:ø")).json()["UserName"] == "kåre"
    assert httpx.get(url, auth=("demo", "demo")).status_code == 401


def test_the_version_is_for_everybody(standing: httpx.Client) -> None:
    url = str(standing.base_url).removesuffix("/v1/")
    told = httpx.get(url, headers={"Accept": "application/json"}).json()
    assert told["v1"] == f"{url}/v1"
    assert told["Version"] == "v1"
    for headers in ({"Accept": "*/*"}, {"Accept": "text/html"}):
        assert httpx.get(url, headers=headers).text.startswith("<html>")


def test_unknown_addresses_and_methods(standing: httpx.Client) -> None:
    missing = standing.get("Nobody/knows")
    assert missing.status_code == 404
    assert set(missing.json()) == {"Message", "MessageDetail"}
    assert standing.put("Contact", json={}).status_code == 405
    assert standing.get("Contact/99999999999999999999").status_code == 404
    assert standing.get("Person/99999999999999999999").status_code == 404


def test_addresses_in_any_case_and_with_a_last_slash(standing: httpx.Client) -> None:
    assert standing.get("contact/2/").json()["ContactId"] == 2


def test_the_password_is_not_shown() -> None:
    assert "s3cret" not in repr(Options(password="s3cret"))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_is_announced_is_what_the_scheme_asks_for(scheme: str, tmp_path: Path) -> None:
    options = Options(scheme=scheme)
    user, secret = options.sign_in
    headers = {
        "basic": {"Authorization": f"Basic {base64.b64encode(f'{user}:{secret}'.encode()).decode()}"},
        "ticket": {"Authorization": f"SOTicket {secret}"},
        "bearer": {"Authorization": f"Bearer {secret}"},
        "xsrf": {"X-XSRF-TOKEN": secret, "Cookie": f"a=1; XSRF-TOKEN={secret}"},
    }
    with SandboxServer(tmp_path / "sandbox.db", options) as server:
        base = f"{server.url}/{options.tenant}/api" if scheme == "online" else f"{server.url}/api"
        for each, sent in headers.items():
            status = httpx.get(f"{base}/v1/User/currentPrincipal", headers=sent).status_code
            assert status == (200 if each == scheme else 401), each


def test_online_serves_below_the_tenant_only(tmp_path: Path) -> None:
    with SandboxServer(tmp_path / "sandbox.db", Options(scheme="online")) as server:
        assert httpx.get(f"{server.url}/api/v1/Contact/1").status_code == 421
        told = httpx.get(f"{server.url}/api/state/cust12345").json()
        assert (told["State"], told["IsRunning"]) == ("Running", True)
        version = httpx.get(told["Api"], headers={"Accept": "application/json"}).json()
        assert version["v1"] == f"{server.url}/Cust12345/api/v1"
        assert httpx.get(f"{server.url}/api/state/Cust1").status_code == 404
