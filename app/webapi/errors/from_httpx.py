"""Maps what httpx raises to WebApiError, by the trace of the request and the chain of causes."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from datetime import datetime

import httpx

from app.webapi import errors
from app.webapi.errors import WebApiError
from app.webapi.errors.trace import RequestTrace

HTTPX_ERRORS = (httpx.HTTPError, httpx.InvalidURL, httpx.CookieConflict, httpx.StreamError, UnicodeError)
"""Everything that a call through httpx may raise; UnicodeError comes from invalid host names."""

# OpenSSL's X509_V_ERR_CERT_NOT_YET_VALID and _CERT_HAS_EXPIRED; Windows' CERT_E_EXPIRED, signed and unsigned.
_NOT_VALID_NOW = (9, 10, 0x800B0101, 0x800B0101 - 2**32)
# _HOSTNAME_MISMATCH, _IP_ADDRESS_MISMATCH; Windows' CERT_E_CN_NO_MATCH.
_OTHER_NAME = (62, 64, 0x800B010F, 0x800B010F - 2**32)


def error_from_httpx(
    error: Exception, host: str, origin: tuple[str, int], trace: RequestTrace
) -> WebApiError:
    """Returns the error for one of HTTPX_ERRORS. `origin` is the host and port of the request."""
    kind = _error_after_sending(error) if trace.started else _error_before_sending(error, origin, trace)
    proxy = trace.peer[0] if trace.peer else ""
    today = f"{datetime.now().astimezone():%d %B %Y}".lstrip("0")
    return kind(host, detail=_log_detail(error), proxy=proxy, today=today)


def _error_after_sending(error: Exception) -> type[WebApiError]:
    """Returns the class for a request that was begun: the server may have processed it."""
    if isinstance(error, httpx.TimeoutException):
        return errors.AnswerTimedOutError
    if isinstance(error, httpx.DecodingError):
        return errors.UnreadableAnswerError
    # h11 raises the same class for a truncated answer and for one that is not HTTP.
    if isinstance(error, httpx.RemoteProtocolError) and "connect" not in str(error):
        return errors.UnreadableAnswerError
    return errors.ConnectionBrokenError


def _error_before_sending(
    error: Exception, origin: tuple[str, int], trace: RequestTrace
) -> type[WebApiError]:
    """Returns the class for a request of which the server has received nothing."""
    causes = tuple(_causes(error))
    if isinstance(error, httpx.ProxyError):
        return errors.ProxyPasswordError if str(error).startswith("407") else errors.ProxyRefusedError
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            is_proxys = trace.tls_host not in ("", origin[0])
            return errors.ProxyCertificateError if is_proxys else _certificate_error(cause)
    in_tls_handshake = trace.tls_host == origin[0]
    if trace.peer not in {None, origin} and not in_tls_handshake:
        return errors.ProxyNotReachedError
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


def _certificate_error(error: ssl.SSLCertVerificationError) -> type[WebApiError]:
    code = getattr(error, "verify_code", None)
    if code in _NOT_VALID_NOW:
        return errors.CertificateDateError
    return errors.CertificateNameError if code in _OTHER_NAME else errors.UntrustedCertificateError


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
