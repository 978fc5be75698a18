"""A proxy that signs in by NTLM or Negotiate, with a stand-in that speaks the handshake."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.model.profile import Profile, SecretKind
from app.webapi import errors
from app.webapi.client import WebApi
from app.webapi.errors import Verdict, WebApiError
from tests.helpers.faults.certificates import server_context
from tests.helpers.faults.faulty_proxy import FaultyProxy, ProxyFault
from tests.helpers.faults.faulty_server import FaultyServer, Response
from tests.helpers.faults.spnego_proxy import SECRET, USER, SpnegoProxy, accept_user

HOST = "crm.corp.test"
SCHEMES = ("NTLM", "Negotiate")


@pytest.fixture(autouse=True)
def no_proxy_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "NTLM_USER_FILE"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


class Office:
    """A server that is only reached through a tunnel."""

    def __init__(self, folder: Path) -> None:
        tls, self._trusting = server_context(folder, HOST)
        self.server = FaultyServer(handle=lambda _: Response(200, {"AssociateId": 1}), tls=tls)

    def api(self, proxy: FaultyProxy, user: str = USER, password: str = SECRET) -> WebApi:
        profile = Profile(name="Work", url=f"https://{HOST}", user="k", proxy=proxy.url, proxy_user=user)
        others = {SecretKind.PROXY_PASSWORD: password}.get
        return WebApi(profile, lambda: "secret", others=others, verify=self._trusting)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    with office.server:
        yield office


def failure(api: WebApi) -> WebApiError:
    with pytest.raises(WebApiError) as caught:
        api.current_principal()
    return caught.value


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_password_opens_a_tunnel(
    scheme: str, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept_user(monkeypatch, tmp_path)
    with SpnegoProxy(scheme, office.server.port) as proxy, office.api(proxy) as api:
        assert api.current_principal().associate_id == 1
        assert api.current_principal().associate_id == 1
    # The question without credentials, then the two requests of the handshake; then the tunnel is used.
    assert len(proxy.asked) == 3
    assert "proxy-authorization" not in proxy.asked[0].lower()
    sent = " ".join(proxy.asked).encode()
    assert SECRET.encode() not in sent
    assert base64.b64encode(f"{USER}:{SECRET}".encode()) not in sent
    assert "proxy-authorization" not in office.server.requests[0].headers


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_refused_password_is_tried_once(
    scheme: str, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept_user(monkeypatch, tmp_path)
    with SpnegoProxy(scheme, office.server.port) as proxy, office.api(proxy, password="wrong") as api:
        for _ in range(3):
            error = failure(api)
            assert type(error) is errors.ProxyPasswordRefusedError
            assert error.verdict is Verdict.SIGN_IN
    assert proxy.refused == 1
    assert office.server.requests == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_own_ticket_is_shown_where_there_is_no_user_name(
    scheme: str, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The file stands for what Windows or a Kerberos cache knows of the user.
    accept_user(monkeypatch, tmp_path)
    with SpnegoProxy(scheme, office.server.port) as proxy, office.api(proxy, user="", password="") as api:
        assert api.current_principal().associate_id == 1


@pytest.mark.parametrize(("user", "password"), [("", ""), (USER, "")])
def test_without_ticket_or_password_one_is_asked_for(user: str, password: str, office: Office) -> None:
    with SpnegoProxy("NTLM", office.server.port) as proxy, office.api(proxy, user, password) as api:
        error = failure(api)
    assert type(error) is errors.ProxyPasswordError
    assert "asks for a user name and password" in error.message
    assert all("proxy-authorization" not in head.lower() for head in proxy.asked)


@pytest.mark.parametrize("status", [403, 503])
def test_a_tunnel_that_does_not_get_through_is_no_refused_sign_in(status: int, office: Office) -> None:
    with FaultyProxy(ProxyFault.NONE, challenges=("NTLM",)) as proxy, office.api(proxy) as api:
        proxy.refusal = f"HTTP/1.1 {status} No\r\nContent-Length: 0\r\n\r\n".encode()
        found = [failure(api) for _ in range(2)]
    kind = errors.ProxyNoWayOnError if status == 503 else errors.ProxyRefusedError
    assert [type(error) for error in found] == [kind] * 2
    assert {error.verdict for error in found} == {Verdict.NOT_SENT}
    assert HOST in found[0].message


def test_a_ticket_that_is_refused_is_shown_once(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept_user(monkeypatch, tmp_path)
    with (
        FaultyProxy(ProxyFault.NONE, office.server.port, challenges=("Negotiate",)) as proxy,
        office.api(proxy, user="", password="") as api,
    ):
        errors_seen = [failure(api) for _ in range(3)]
    assert {type(error) for error in errors_seen} == {errors.ProxyTicketRefusedError}
    assert {error.verdict for error in errors_seen} == {Verdict.SIGN_IN}
    assert sum("proxy-authorization: negotiate" in head.lower() for head in proxy.asked) == 1


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("garbage", [b"\x00", b"NTLMSSP\x00\x02\x00\x00\x00" + b"\xff" * 40, b"x" * 4000])
def test_a_challenge_that_is_none(scheme: str, garbage: bytes, office: Office) -> None:
    with SpnegoProxy(scheme, office.server.port, garbage=garbage) as proxy, office.api(proxy) as api:
        error = failure(api)
    assert isinstance(error, errors.ProxyError), error
    assert error.verdict in (Verdict.NOT_SENT, Verdict.SIGN_IN), "what looks like a challenge is answered"
