"""The HTTP client: names, ports, TLS, proxies, cookies, compression."""

import gzip
import json
import logging
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.webapi import errors
from app.webapi.client import WebApi
from app.webapi.connection import make_transport
from app.webapi.errors import Verdict, WebApiError
from app.webapi.http.transport import HttpRequest
from tests.helpers.fakes.connect import (
    IMPATIENT_TO_CONNECT,
    IMPATIENT_TO_READ,
    PASSWORD,
    connect,
    profile,
    serving,
)
from tests.helpers.faults.certificates import server_context
from tests.helpers.faults.faulty_proxy import FaultyProxy, ProxyFault
from tests.helpers.faults.faulty_server import Fault, FaultyServer, Request, Response
from tests.helpers.faults.silent_host import silent_host

COMPANY = ContactEntity(name="Acme")
HOST = "crm.example.com"
SIGNED = "a2FyaTpTw6lzYW1lLCBvdXZyZS10b2k="


@pytest.fixture(autouse=True)
def no_proxy_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def use_proxy(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda url: monkeypatch.setenv("HTTPS_PROXY", url)


def failure(url: str, **options: Any) -> WebApiError:
    with connect(url, **options) as api, pytest.raises(WebApiError) as caught:
        api.create_contact(COMPANY)
    assert caught.value.verdict is Verdict.NOT_SENT, caught.value.detail
    return caught.value


def test_a_name_that_does_not_exist() -> None:
    error = failure("https://crm.does-not-exist.invalid")
    assert isinstance(error, errors.NameNotFoundError)
    assert error.message == (
        "crm.does-not-exist.invalid could not be found. Check the address of the connection and your network."
    )


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse calls when the queue is full")
def test_a_host_that_does_not_take_the_call_in_time() -> None:
    with silent_host() as port:
        error = failure(f"http://127.0.0.1:{port}", timeouts=IMPATIENT_TO_CONNECT)
    assert isinstance(error, errors.ConnectTimedOutError)


def test_a_look_up_tries_the_connection_twice_and_a_post_once() -> None:
    with FaultyServer(Fault.TLS_BREAK, times=1) as server:
        url = f"https://127.0.0.1:{server.port}"
        with connect(url) as api, pytest.raises(errors.TlsBrokenError):
            api.create_contact(COMPANY)
        assert server.connections == 1
    with FaultyServer(Fault.TLS_BREAK) as server:
        with connect(f"https://127.0.0.1:{server.port}") as api, pytest.raises(errors.TlsBrokenError):
            api.countries()
        assert server.connections == 2


@pytest.mark.parametrize(
    ("fault", "error"),
    [(Fault.TLS_BREAK, errors.TlsBrokenError), (Fault.TLS_STALL, errors.ConnectTimedOutError)],
)
def test_tls_that_does_not_come_about(fault: Fault, error: type[WebApiError]) -> None:
    with FaultyServer(fault) as server:
        found = failure(f"https://127.0.0.1:{server.port}", timeouts=IMPATIENT_TO_CONNECT)
    assert type(found) is error


def test_a_plain_server_at_an_encrypted_address() -> None:
    with FaultyServer() as server:
        assert isinstance(failure(f"https://127.0.0.1:{server.port}"), errors.TlsBrokenError)


def test_a_certificate_that_the_computer_does_not_trust(tmp_path: Path) -> None:
    tls, _ = server_context(tmp_path, "localhost")
    with FaultyServer(tls=tls) as server:
        error = failure(f"https://localhost:{server.port}")
    assert isinstance(error, errors.UntrustedCertificateError)
    assert "CERTIFICATE_VERIFY_FAILED" in error.detail
    assert server.requests == []


def test_a_certificate_for_another_host(tmp_path: Path) -> None:
    tls, trusting = server_context(tmp_path, "somewhere.else")
    with FaultyServer(tls=tls) as server:
        error = failure(f"https://localhost:{server.port}", verify=trusting)
    assert isinstance(error, errors.UntrustedCertificateError)


def test_the_way_through_a_proxy(tmp_path: Path, use_proxy: Callable[[str], None]) -> None:
    tls, trusting = server_context(tmp_path, HOST)
    with (
        FaultyServer(handle=lambda _: Response(200, {"ContactId": 7}), tls=tls) as server,
        FaultyProxy(ProxyFault.NONE, server.port) as proxy,
    ):
        use_proxy(proxy.url)
        with connect(HOST, verify=trusting) as api:
            assert api.create_contact(COMPANY).contact_id == 7
    assert proxy.asked[0].startswith(f"CONNECT {HOST}:443 HTTP/1.1\r\n")
    assert "authorization" not in proxy.asked[0].lower()


def test_a_server_that_redirects_to_https() -> None:
    def handle(request: Request) -> Response:
        return Response(301, headers={"Location": f"https://127.0.0.1{request.path}"}, content=b"")

    with (
        FaultyServer(handle=handle) as server,
        connect(server.url) as api,
        pytest.raises(errors.EncryptionNeededError, match="begin with https://"),
    ):
        api.current_principal()
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (ProxyFault.STALL, errors.ProxyNotReachedError),
        (ProxyFault.DROP, errors.ProxyNotReachedError),
        (ProxyFault.ASK_PASSWORD, errors.ProxyPasswordError),
        (ProxyFault.FORBID, errors.ProxyRefusedError),
        (ProxyFault.NO_WAY_ON, errors.ProxyNoWayOnError),
        (ProxyFault.OTHER_PROTOCOL, errors.ProxyUnreadableError),
        (ProxyFault.OTHER_PROXY, errors.ProxyUnreadableError),
        (ProxyFault.SWITCH, errors.ProxyUnreadableError),
    ],
)
def test_a_proxy_that_opens_no_tunnel(
    fault: ProxyFault, error: type[WebApiError], use_proxy: Callable[[str], None]
) -> None:
    with FaultyProxy(fault) as proxy:
        use_proxy(proxy.url)
        found = failure(HOST, timeouts=IMPATIENT_TO_READ)
    assert type(found) is error
    assert HOST in found.message
    assert len(proxy.asked) == 1


def test_a_proxy_that_is_not_encrypted_as_its_address_says(use_proxy: Callable[[str], None]) -> None:
    with FaultyServer() as plain:
        use_proxy(f"https://127.0.0.1:{plain.port}")
        error = failure(HOST)
    assert type(error) is errors.ProxyUnreadableError
    assert error.message.startswith(f"What answers at 127.0.0.1:{plain.port} does not speak as the proxy")


@pytest.mark.parametrize("proxy", ["http://127.0.0.1:1", "http://proxy.invalid:3128", "http://a..b:3128"])
def test_a_proxy_that_is_not_there(proxy: str, use_proxy: Callable[[str], None]) -> None:
    use_proxy(proxy)
    error = failure(HOST)
    assert isinstance(error, errors.ProxyNotReachedError)
    assert error.message.startswith(proxy.split("/")[2].rpartition(":")[0])


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1080", "gopher://127.0.0.1", "http://host:port"])
def test_a_proxy_that_cannot_be_used(proxy: str, use_proxy: Callable[[str], None]) -> None:
    use_proxy(proxy)
    assert isinstance(failure(HOST), errors.ProxySettingError)


def test_a_proxy_of_no_use_is_no_matter_where_it_is_not_used(use_proxy: Callable[[str], None]) -> None:
    use_proxy("http://127.0.0.1:1")
    for setting in ("ALL_PROXY", "FTP_PROXY"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(setting, "socks5://127.0.0.1:1")
            assert isinstance(failure(HOST), errors.ProxyNotReachedError)


def test_a_computer_that_changes_networks_takes_the_new_proxy_at_once(
    tmp_path: Path, use_proxy: Callable[[str], None]
) -> None:
    tls, trusting = server_context(tmp_path, HOST)
    server = FaultyServer(handle=lambda _: Response(200, {"ContactId": 7}), tls=tls)
    with server, connect(HOST, verify=trusting) as api:
        with FaultyProxy(ProxyFault.NONE, server.port) as office:
            use_proxy(office.url)
            api.create_contact(COMPANY)
        use_proxy("http://127.0.0.1:1")
        with pytest.raises(errors.ProxyNotReachedError):
            api.create_contact(COMPANY)
        with FaultyProxy(ProxyFault.NONE, server.port) as home:
            use_proxy(home.url)
            api.create_contact(COMPANY)
        server.hang_up()
        with FaultyProxy(ProxyFault.NONE, server.port) as hotel:
            use_proxy(hotel.url)
            api.create_contact(COMPANY)
    assert len(office.asked) == len(home.asked) == len(hotel.asked) == 1
    assert len(server.requests) == 3


def test_a_network_that_came_back_has_the_proxies_read_again(
    tmp_path: Path, use_proxy: Callable[[str], None]
) -> None:
    tls, trusting = server_context(tmp_path, HOST)
    with (
        FaultyServer(handle=lambda _: Response(200, {"ContactId": 7}), tls=tls) as server,
        FaultyProxy(ProxyFault.NONE, server.port) as office,
        FaultyProxy(ProxyFault.NONE, server.port) as home,
        connect(HOST, verify=trusting) as api,
    ):
        use_proxy(office.url)
        api.create_contact(COMPANY)
        use_proxy(home.url)
        api.forget_network()
        api.create_contact(COMPANY)
    assert len(office.asked) == len(home.asked) == 1


@pytest.mark.parametrize(
    ("fault", "verdict"),
    [(Fault.READ_THEN_STALL, Verdict.UNKNOWN), (Fault.READ_THEN_CLOSE, Verdict.UNKNOWN)],
)
def test_a_post_that_breaks_inside_the_tunnel_is_not_taken_for_the_tunnel(
    fault: Fault, verdict: Verdict, tmp_path: Path, use_proxy: Callable[[str], None]
) -> None:
    tls, trusting = server_context(tmp_path, HOST)
    with (
        FaultyServer(fault, tls=tls) as server,
        FaultyProxy(ProxyFault.NONE, server.port) as proxy,
    ):
        use_proxy(proxy.url)
        impatient = connect(HOST, verify=trusting, timeouts=IMPATIENT_TO_READ)
        with impatient as api, pytest.raises(WebApiError) as caught:
            api.create_contact(COMPANY)
    assert caught.value.verdict is verdict
    assert len(server.bodies) == 1


def test_an_untrusted_certificate_behind_a_proxy(tmp_path: Path, use_proxy: Callable[[str], None]) -> None:
    tls, _ = server_context(tmp_path, HOST)
    with FaultyServer(tls=tls) as server, FaultyProxy(ProxyFault.NONE, server.port) as proxy:
        use_proxy(proxy.url)
        assert isinstance(failure(HOST), errors.UntrustedCertificateError)


def test_tls_that_breaks_behind_a_proxy_is_the_servers_fault(use_proxy: Callable[[str], None]) -> None:
    with FaultyServer(Fault.TLS_BREAK) as server, FaultyProxy(ProxyFault.NONE, server.port) as proxy:
        use_proxy(proxy.url)
        assert isinstance(failure(HOST), errors.TlsBrokenError)


@pytest.mark.parametrize("proxy", ["http://127.0.0.1:1", "socks5://127.0.0.1:1", "not a proxy"])
@pytest.mark.parametrize("no_proxy", ["", "[::1]", "fd00::/8", "[::1]:99,::::"])
def test_the_own_computer_is_never_reached_through_a_proxy(
    proxy: str, no_proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy)
    monkeypatch.setenv("NO_PROXY", no_proxy)
    with FaultyServer(handle=lambda _: Response(200, {"ContactId": 7})) as server, connect(server.url) as api:
        assert api.create_contact(COMPANY).contact_id == 7


def test_a_closed_client_makes_no_calls() -> None:
    with FaultyServer() as server:
        api: WebApi = connect(server.url)
        api.close()
        with pytest.raises(errors.ClosedError):
            api.create_contact(COMPANY)
    assert server.connections == 0


def test_a_compressed_answer() -> None:
    packed = gzip.compress(json.dumps([{"CountryId": 578, "Name": "Norge"}]).encode())
    answer = Response(200, headers={"Content-Encoding": "gzip"}, content=packed)
    with FaultyServer(handle=lambda _: answer) as server, connect(server.url) as api:
        assert api.countries()[0].name == "Norge"


def test_no_cookie_comes_back() -> None:
    answer = Response(200, [], headers={"Set-Cookie": "ASP.NET_SessionId=abc; path=/"})
    with FaultyServer(handle=lambda _: answer) as server, connect(server.url) as api:
        api.countries()
        api.countries()
    assert "cookie" not in server.requests[1].headers
    assert server.connections == 1


def test_the_libraries_log_neither_names_nor_secrets(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with serving([]) as server, connect(server.url) as api:
        api.duplicates("Hemmelig")
    assert "Hemmelig" not in caplog.text
    assert PASSWORD not in caplog.text
    assert SIGNED not in caplog.text


def test_head_and_body_of_a_request_are_one_packet(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[bytes] = []
    send = socket.socket.send

    def note(self: socket.socket, data: bytes) -> int:
        sent.append(bytes(data))
        return send(self, data)

    with serving({"ContactId": 7}) as server, connect(server.url) as api:
        monkeypatch.setattr(socket.socket, "send", note)
        api.create_contact(COMPANY)
        api.contact(7)
    requests = [data for data in sent if data.startswith((b"POST /", b"GET /"))]
    assert [data.partition(b" ")[0] for data in requests] == [b"POST", b"GET"]
    assert requests[0].endswith(b'"ContactId":0}')
    assert requests[1].endswith(b"\r\n\r\n")


def test_headers_that_come_twice_are_one_list() -> None:
    answer = Response(200, {"ContactId": 7}, headers={"X-Who": "a", "x-who": "b"})
    with FaultyServer(handle=lambda _: answer) as server:
        transport = make_transport(profile(server.url), lambda _kind: None)
        _, reply = transport.send(HttpRequest("GET", server.url, "host"))
        transport.close()
    assert reply.headers["x-who"] == "a, b"
