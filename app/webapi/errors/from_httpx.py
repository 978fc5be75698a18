"""Maps what httpx raises to WebApiError, by the trace of the request and the chain of causes."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator

import httpx

from app.webapi import errors
from app.webapi.errors import WebApiError
from app.webapi.errors.certificate import CertificateFault, certificate_fault
from app.webapi.errors.trace import RequestTrace

HTTPX_ERRORS = (httpx.HTTPError, httpx.InvalidURL, httpx.CookieConflict, httpx.StreamError, UnicodeError)
"""Everything that a call through httpx may raise; UnicodeError comes from invalid host names."""

_HTTPS_PORT = 443
_SIGN_IN_WANTED = "407"
# How a proxy says that it could not get through to the server (RFC 9209, 2.3); others are its own refusal.
_NO_WAY_ON = ("500", "502", "503", "504")
# The record of an alert (RFC 8446, 5.1), as h11 quotes what should be the first line of an answer.
_TLS_ALERT = r"(b'\x15\x03"
# In TLS 1.3 a server says no to the client's certificate, or to there being none, after the client may have
# begun to send; it has processed nothing then (RFC 8446, 4.4.2.4).
_REFUSED_BY_SERVER = re.compile(r"_ALERT_(?:\w+_)?CERTIFICATE")
_CERTIFICATE_ERRORS: dict[CertificateFault, type[WebApiError]] = {
    CertificateFault.DATE: errors.CertificateDateError,
    CertificateFault.NAME: errors.CertificateNameError,
    CertificateFault.ISSUER: errors.UntrustedCertificateError,
}


def error_from_httpx(
    error: Exception, host: str, origin: tuple[str, int], trace: RequestTrace
) -> WebApiError:
    """Returns the error for one of HTTPX_ERRORS. `origin` is the host and port of the request."""
    proxy = trace.peer[0] if trace.peer else ""
    detail = _log_detail(error)
    refusals = (cause for cause in _causes(error) if isinstance(cause, ssl.SSLCertVerificationError))
    if not trace.started and (refusal := next(refusals, None)):
        fault, why = certificate_fault(refusal)
        is_proxys = trace.tls_host not in ("", origin[0])
        kind = errors.ProxyCertificateError if is_proxys else _CERTIFICATE_ERRORS[fault]
        return kind(host, detail=detail, proxy=proxy, why=why)
    if trace.started:
        return _error_after_sending(error)(host, detail=detail)
    if isinstance(error, httpx.ProxyError):
        code = str(error)[:3]
        return refused_tunnel(code)(host, detail=detail, proxy=proxy, code=code)
    place = f"{proxy}:{trace.peer[1]}" if trace.peer else ""
    return _error_before_sending(error, origin, trace)(host, detail=detail, proxy=proxy, place=place)


def refused_tunnel(code: str) -> type[errors.ProxyError]:
    """Returns the class for a status with which a proxy has answered CONNECT instead of 200."""
    if code == _SIGN_IN_WANTED:
        return errors.ProxyPasswordError
    return errors.ProxyNoWayOnError if code in _NO_WAY_ON else errors.ProxyRefusedError


def _error_after_sending(error: Exception) -> type[WebApiError]:
    """Returns the class for a request that was begun: the server may have processed it."""
    if _wants_encryption(error):
        return errors.EncryptionNeededError
    if any(isinstance(cause, ssl.SSLError) and _is_refusal(cause) for cause in _causes(error)):
        return errors.TlsBrokenError
    if isinstance(error, httpx.TimeoutException):
        return errors.AnswerTimedOutError
    if isinstance(error, httpx.DecodingError):
        return errors.UnreadableAnswerError
    # h11 raises the same class for a truncated answer and for one that is not HTTP.
    if isinstance(error, httpx.RemoteProtocolError) and "connect" not in str(error):
        return errors.UnreadableAnswerError
    return errors.ConnectionBrokenError


def _is_refusal(error: ssl.SSLError) -> bool:
    return bool(_REFUSED_BY_SERVER.search(error.reason or ""))


def _wants_encryption(error: Exception) -> bool:
    """Returns True if plain http met a port of https: a TLS alert came, or nothing at all from port 443."""
    if not isinstance(error, httpx.RemoteProtocolError | httpx.ReadError):
        return False
    try:
        url = error.request.url
    except RuntimeError:
        return False
    return url.scheme == "http" and (url.port == _HTTPS_PORT or _TLS_ALERT in str(error))


def _error_before_sending(
    error: Exception, origin: tuple[str, int], trace: RequestTrace
) -> type[WebApiError]:
    """Returns the class for a request of which the server has received nothing."""
    causes = tuple(_causes(error))
    in_tls_handshake = trace.tls_host == origin[0]
    if trace.peer not in {None, origin} and not in_tls_handshake:
        is_no_http = isinstance(error, httpx.RemoteProtocolError) and "connect" not in str(error)
        is_no_tls = isinstance(error, httpx.ConnectError) and trace.tls_host != ""
        return errors.ProxyUnreadableError if is_no_http or is_no_tls else errors.ProxyNotReachedError
    if in_tls_handshake and isinstance(error, httpx.ConnectError):
        return errors.TlsBrokenError
    causes_and_kinds: tuple[tuple[type[Exception], type[WebApiError]], ...] = (
        (httpx.PoolTimeout, errors.TooManyCallsError),
        (httpx.ConnectTimeout, errors.ConnectTimedOutError),
        (httpx.InvalidURL, errors.BadAddressError),
        (httpx.UnsupportedProtocol, errors.BadAddressError),
        (UnicodeError, errors.NameNotFoundError),
        (socket.gaierror, errors.NameNotFoundError),
        (ConnectionRefusedError, errors.HostRefusedError),
    )
    matching = (kind for of, kind in causes_and_kinds if any(isinstance(cause, of) for cause in causes))
    return next(matching, errors.UnreachableError)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _log_detail(error: Exception) -> str:
    """Lists the classes of all causes, with the messages of the operating system and of OpenSSL.

    h11 quotes header values and parts of the body in its messages, so only its class names are logged.
    """
    parts = []
    for cause in _causes(error):
        words = f": {cause}" if isinstance(cause, OSError) else ""
        parts.append(f"{type(cause).__module__}.{type(cause).__name__}{words}")
    return " < ".join(parts)
