"""Whom the client trusts and which way it takes: certificates, plain http, proxies."""

from __future__ import annotations

import base64
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.profile import Profile, SecretKind
from app.webapi import errors
from app.webapi.client import Timeouts, WebApi
from app.webapi.http.server_address import api_base
from tests.helpers.fakes.connect import PASSWORD, connect
from tests.helpers.faults.certificates import private_authority
from tests.helpers.faults.faulty_proxy import FaultyProxy, ProxyFault
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Response

PROXY_PASSWORD = "Sésam-proxy"
INTRANET = "http://crm.intranet.example"


@pytest.fixture(autouse=True)
def no_proxy_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def private_server(tmp_path: Path) -> Iterator[tuple[FaultyServer, Path]]:
    """A server on real TLS whose certificate no system trusts, and the file of its authority."""
    tls, ca_file = private_authority(tmp_path, "localhost")
    with FaultyServer(handle=lambda _: Response(200, {"AssociateId": 1}), tls=tls) as server:
        yield server, ca_file


def address(server: FaultyServer) -> str:
    return f"https://localhost:{server.port}"


def test_a_private_authority_is_not_trusted_by_itself(private_server: tuple[FaultyServer, Path]) -> None:
    server, _ = private_server
    with connect(address(server)) as api, pytest.raises(errors.UntrustedCertificateError) as caught:
        api.current_principal()
    assert caught.value.message == (
        f"localhost:{server.port} could not prove that it is the right server: this computer does not trust "
        "its certificate, issued by “Private CA”. Nothing was sent, your password neither. "
        "Ask your administrator: a certificate file of your company may have to be named in the "
        "connection’s settings."
    )
    assert server.requests == []


def test_a_private_authority_named_in_the_settings(private_server: tuple[FaultyServer, Path]) -> None:
    server, ca_file = private_server
    with connect(address(server), {"ca_file": str(ca_file)}) as api:
        assert api.current_principal().associate_id == 1


def test_a_private_authority_in_the_system_store(
    private_server: tuple[FaultyServer, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    server, ca_file = private_server
    # Where OpenSSL looks for the system's store; Windows and macOS have theirs elsewhere.
    monkeypatch.setenv("SSL_CERT_FILE", str(ca_file))
    with connect(address(server)) as api:
        assert api.current_principal().associate_id == 1


@pytest.mark.parametrize("content", [None, b"", b"not a certificate"])
def test_a_certificate_file_that_cannot_be_read(content: bytes | None, tmp_path: Path) -> None:
    file = tmp_path / "company-ca.pem"
    if content is not None:
        file.write_bytes(content)
    with (
        connect("https://crm.example.com", {"ca_file": str(file)}) as api,
        pytest.raises(errors.CaFileError) as caught,
    ):
        api.current_principal()
    assert str(file) in caught.value.message


def test_plain_http_needs_the_users_word() -> None:
    with pytest.raises(errors.PlainHttpError, match="allow it in the connection’s settings"):
        api_base(INTRANET)
    assert api_base(INTRANET, allow_plain_http=True) == f"{INTRANET}/api"
    with pytest.raises(errors.PlainHttpError):
        connect(INTRANET)


def _through_tunnel(ca_file: Path, settings: dict[str, Any]) -> WebApi:
    url = "https://localhost.example"
    profile = Profile(name="Work", url=url, user="kari", ca_file=str(ca_file), **settings)
    others = {SecretKind.PROXY_PASSWORD: PROXY_PASSWORD}
    return WebApi(profile, lambda: PASSWORD, others=others.get)


@pytest.mark.parametrize("how", ["explicit", "system"])
def test_a_proxy_gets_its_own_user_and_password(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls, ca_file = private_authority(tmp_path, "localhost.example")
    server = FaultyServer(handle=lambda _: Response(200, {"AssociateId": 1}), tls=tls)
    # Without a question it gets none: it might want another kind of sign-in.
    basic: dict[str, Any] = {"challenges": ('Basic realm="proxy"',), "credentials": f"kåre:{PROXY_PASSWORD}"}
    with server, FaultyProxy(ProxyFault.NONE, server.port, **basic) as proxy:
        settings = {"proxy_user": "kåre"}
        if how == "explicit":
            settings["proxy"] = proxy.url
        else:
            monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        with _through_tunnel(ca_file, settings) as api:
            assert api.current_principal().associate_id == 1
    pair = base64.b64encode(f"kåre:{PROXY_PASSWORD}".encode()).decode()
    assert "proxy-authorization" not in proxy.asked[0].lower()
    assert f"proxy-authorization: basic {pair.lower()}" in proxy.asked[1].lower()
    assert "proxy-authorization" not in server.requests[0].headers


def test_a_proxy_that_wants_another_password() -> None:
    with FaultyProxy(ProxyFault.ASK_PASSWORD) as proxy:
        profile = Profile(name="W", url="https://crm.example.com", user="k", proxy=proxy.url, proxy_user="p")
        with (
            WebApi(profile, lambda: PASSWORD, others=lambda _kind: "wrong") as api,
            pytest.raises(errors.ProxyPasswordError, match="Enter them in the connection’s settings"),
        ):
            api.current_principal()


def test_past_the_systems_proxy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tls, ca_file = private_authority(tmp_path, "localhost")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    with FaultyServer(handle=lambda _: Response(200, {"AssociateId": 1}), tls=tls) as server:
        settings = {"ca_file": str(ca_file), "proxy": "direct"}
        with connect(address(server), settings) as api:
            assert api.current_principal().associate_id == 1


@pytest.mark.parametrize("proxy", ["http://user:secret@proxy.example:3128", "user:secret@proxy.example"])
def test_no_password_in_the_address_of_a_proxy(proxy: str) -> None:
    with pytest.raises(ValueError, match="must not hold a user name") as caught:
        Profile(name="Work", url="https://crm.example.com", proxy=proxy)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("host", "days", "kind", "words"),
    [
        (
            "localhost",
            (-3, -1),
            errors.CertificateDateError,
            "was valid until .* is the date of this computer",
        ),
        ("localhost", (1, 3), errors.CertificateDateError, "is not valid before .* Check that date"),
        ("elsewhere.example", (-1, 1), errors.CertificateNameError, "for another name: “elsewhere.example”"),
    ],
)
def test_what_is_wrong_with_a_certificate_is_said_and_tried_once(
    host: str, days: tuple[int, int], kind: type[errors.WebApiError], words: str, tmp_path: Path
) -> None:
    tls, ca_file = private_authority(tmp_path, host, days)
    with FaultyServer(tls=tls) as server, connect(address(server), {"ca_file": str(ca_file)}) as api:
        with pytest.raises(errors.UntrustedCertificateError, match=words) as caught:
            api.countries()
        assert server.connections == 1
    assert type(caught.value) is kind
    assert "Nothing was sent" in caught.value.message


def test_an_encrypted_proxy_is_trusted_by_the_same_file(tmp_path: Path) -> None:
    tls, ca_file = private_authority(tmp_path, "localhost")
    with FaultyServer(Fault.READ_THEN_CLOSE, applies=lambda _: True, tls=tls) as proxy:
        settings = {"proxy": f"https://localhost:{proxy.port}"}
        untrusted = pytest.raises(
            errors.ProxyCertificateError, match=r"^localhost, the proxy .* “Private CA”"
        )
        with connect("crm.example.com", settings) as api, untrusted:
            api.current_principal()
        settings["ca_file"] = str(ca_file)
        with connect("crm.example.com", settings) as api, pytest.raises(errors.WebApiError) as reached:
            api.current_principal()
    assert not isinstance(reached.value, errors.ProxyCertificateError)
    assert proxy.requests[0].method == "CONNECT"


@pytest.fixture
def both_ways(tmp_path: Path) -> Iterator[Callable[..., tuple[FaultyServer, FaultyProxy, str]]]:
    """A server and a proxy, both on TLS, and the file of their authorities."""
    with ExitStack() as stack:

        def make(
            host: str, days: tuple[int, int] = (-1, 1), fault: Fault = Fault.NONE
        ) -> tuple[FaultyServer, FaultyProxy, str]:
            folders = [tmp_path / "server", tmp_path / "proxy"]
            for folder in folders:
                folder.mkdir()
            (tls, ca_file), (proxy_tls, proxy_ca) = (
                private_authority(folders[0], host, days),
                private_authority(folders[1], "localhost", called="Proxy CA"),
            )
            trusted = tmp_path / "both.pem"
            trusted.write_bytes(ca_file.read_bytes() + proxy_ca.read_bytes())
            handle = Response(200, {"AssociateId": 1})
            server = stack.enter_context(
                FaultyServer(fault, lambda _: handle, applies=lambda _: True, tls=tls)
            )
            proxy = stack.enter_context(FaultyProxy(ProxyFault.NONE, server.port, tls=proxy_tls))
            return server, proxy, str(trusted)

        yield make


BothWays = Callable[..., tuple[FaultyServer, FaultyProxy, str]]


@pytest.mark.parametrize(
    ("host", "days", "words"),
    [
        ("crm.example", (-3, -1), r"crm\.example .* its certificate was valid until .* is the date"),
        ("elsewhere.example", (-1, 1), r"crm\.example .* for another name: “elsewhere.example”"),
    ],
)
def test_a_certificate_behind_an_encrypted_proxy_is_named_as_any_other(
    host: str, days: tuple[int, int], words: str, both_ways: BothWays
) -> None:
    server, proxy, trusted = both_ways(host, days)
    refused = pytest.raises(errors.UntrustedCertificateError, match=words)
    with connect("crm.example", {"proxy": proxy.url, "ca_file": trusted}) as api, refused:
        api.current_principal()
    assert server.connections == 1


def test_a_call_through_an_encrypted_proxy_has_its_time_in_all(both_ways: BothWays) -> None:
    server, proxy, trusted = both_ways("crm.example", fault=Fault.READ_THEN_STALL)
    settings = {"proxy": proxy.url, "ca_file": trusted}
    patience = Timeouts(read=20, total=0.5)
    begun = time.monotonic()
    in_time = pytest.raises(errors.AnswerTimedOutError)
    with connect("crm.example", settings, timeouts=patience) as api, in_time:
        api.current_principal()
    assert time.monotonic() - begun < 15
    assert server.connections == 1


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_a_server_that_wants_a_certificate_of_this_computer(version: ssl.TLSVersion, tmp_path: Path) -> None:
    tls, ca_file = private_authority(tmp_path, "localhost")
    tls.maximum_version = version
    tls.verify_mode = ssl.CERT_REQUIRED
    tls.load_verify_locations(ca_file)
    refused = pytest.raises(errors.TlsBrokenError)
    trusting = {"ca_file": str(ca_file)}
    with FaultyServer(tls=tls) as server, connect(address(server), trusting) as api, refused as caught:
        api.create_contact(ContactEntity(name="Blåbær AS"))
    assert caught.value.verdict is errors.Verdict.NOT_SENT
    assert server.requests == []
