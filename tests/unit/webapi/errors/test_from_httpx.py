"""From httpx's exceptions to the error tree."""

import socket
import ssl

import httpx
import pytest

from app.webapi import errors
from app.webapi.errors import Verdict, WebApiError
from app.webapi.errors.from_httpx import error_from_httpx
from app.webapi.errors.trace import RequestTrace

HOST = "crm.example.com"


def raised(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


def trace(*, started: bool = False, peer: tuple[str, int] | None = None, tls_host: str = "") -> RequestTrace:
    made = RequestTrace()
    made.started, made.peer, made.tls_host = started, peer, tls_host
    return made


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (httpx.PoolTimeout(""), errors.TooManyCallsError),
        (httpx.ConnectTimeout(""), errors.ConnectTimedOutError),
        (httpx.InvalidURL("no port"), errors.BadAddressError),
        (raised(httpx.ConnectError(""), socket.gaierror(-2, "unknown")), errors.NameNotFoundError),
        (raised(httpx.ConnectError(""), ConnectionRefusedError()), errors.HostRefusedError),
        (raised(httpx.ConnectError(""), ssl.SSLCertVerificationError()), errors.UntrustedCertificateError),
        (httpx.ProxyError("407 Proxy Authentication Required"), errors.ProxyPasswordError),
        (httpx.ProxyError("403 Forbidden"), errors.ProxyRefusedError),
        (httpx.ConnectError("no route"), errors.UnreachableError),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else type(value).__name__,
)
def test_before_the_request_nothing_is_sent(error: Exception, kind: type[WebApiError]) -> None:
    found = error_from_httpx(error, HOST, (HOST, 443), trace())
    assert type(found) is kind
    assert found.verdict is Verdict.NOT_SENT


@pytest.mark.parametrize(
    "status", [301, 400, 401, 403, 404, 405, 413, 429, 500, 501, 502, 503, 504, 505, 511]
)
def test_a_proxy_that_finds_no_way_on_has_not_refused_the_call(status: int) -> None:
    error = httpx.ProxyError(f"{status} what it says")
    found = error_from_httpx(error, HOST, (HOST, 443), trace(peer=("proxy.example", 3128)))
    is_no_way_on = status in (500, 502, 503, 504)
    assert type(found) is (errors.ProxyNoWayOnError if is_no_way_on else errors.ProxyRefusedError)
    assert found.verdict is Verdict.NOT_SENT
    if is_no_way_on:
        assert f"proxy.example, the proxy of this computer, cannot reach {HOST}" in found.message
        assert f"(status {status}). Nothing was sent." in found.message


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (httpx.ReadTimeout(""), errors.AnswerTimedOutError),
        (httpx.ReadError(""), errors.ConnectionBrokenError),
        (httpx.DecodingError("gzip"), errors.UnreadableAnswerError),
        (httpx.RemoteProtocolError("illegal status line"), errors.UnreadableAnswerError),
        (httpx.RemoteProtocolError("Server disconnected"), errors.ConnectionBrokenError),
    ],
)
def test_after_its_start_the_outcome_is_unknown(error: Exception, kind: type[WebApiError]) -> None:
    found = error_from_httpx(error, HOST, (HOST, 443), trace(started=True))
    assert type(found) is kind
    assert found.verdict is Verdict.UNKNOWN


ALERT = r"illegal status line: bytearray(b'\x15\x03\x01')"


@pytest.mark.parametrize(
    ("error", "url", "is_needed"),
    [
        (httpx.RemoteProtocolError(ALERT), f"http://{HOST}:8443/", True),
        (httpx.RemoteProtocolError("Server disconnected"), f"http://{HOST}:443/", True),
        (httpx.ReadError("reset"), f"http://{HOST}:443/", True),
        (httpx.ReadTimeout("slow"), f"http://{HOST}:443/", False),
        (httpx.RemoteProtocolError("Server disconnected"), f"http://{HOST}/", False),
        (httpx.RemoteProtocolError("Server disconnected"), f"https://{HOST}/", False),
    ],
)
def test_plain_http_at_a_port_of_https(error: httpx.RequestError, url: str, is_needed: bool) -> None:
    error.request = httpx.Request("POST", url)
    found = error_from_httpx(error, HOST, (HOST, 443), trace(started=True))
    assert isinstance(found, errors.EncryptionNeededError) is is_needed
    assert found.verdict is Verdict.UNKNOWN


def test_a_connection_to_another_host_is_the_proxys() -> None:
    error = error_from_httpx(httpx.ConnectError(""), HOST, (HOST, 443), trace(peer=("proxy.example", 3128)))
    assert isinstance(error, errors.ProxyNotReachedError)
    assert error.message.startswith("proxy.example")


def test_tls_within_the_tunnel_is_the_servers() -> None:
    within = trace(peer=("proxy.example", 3128), tls_host=HOST)
    assert isinstance(
        error_from_httpx(httpx.ConnectError(""), HOST, (HOST, 443), within), errors.TlsBrokenError
    )


def test_the_log_has_the_systems_words_and_no_others() -> None:
    error = raised(
        httpx.LocalProtocolError("Illegal header value b'secret'"), OSError(5, "Input/output error")
    )
    detail = error_from_httpx(error, HOST, (HOST, 443), trace(started=True)).detail
    assert detail == "httpx.LocalProtocolError < builtins.OSError: [Errno 5] Input/output error"
