"""From what httpx raises to the error tree: what happened is read from the trace, then from the causes."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator

import httpx

from app.webapi import errors
from app.webapi.errors import WebApiError
from app.webapi.errors.trace import Trace

HTTPX_ERRORS = (httpx.HTTPError, httpx.InvalidURL, httpx.CookieConflict, httpx.StreamError, UnicodeError)
"""Everything that a call through httpx may raise; UnicodeError is for impossible host names."""


def failure_of(error: Exception, host: str, origin: tuple[str, int], trace: Trace) -> WebApiError:
    """The error for one of HTTPX_ERRORS. `origin` is the host and port that was meant to be reached."""
    kind = _lost(error) if trace.started else _not_sent(error, origin, trace)
    proxy = trace.peer[0] if trace.peer else ""
    return kind(host, detail=_detail(error), proxy=proxy)


def _lost(error: Exception) -> type[WebApiError]:
    """The request was begun, so the server may have done what it asked for."""
    if isinstance(error, httpx.TimeoutException):
        return errors.AnswerTimedOutError
    if isinstance(error, httpx.DecodingError):
        return errors.UnreadableAnswerError
    # h11 raises the same class for an end that comes too early and for what is not HTTP at all.
    if isinstance(error, httpx.RemoteProtocolError) and "connect" not in str(error):
        return errors.UnreadableAnswerError
    return errors.ConnectionBrokenError


def _not_sent(error: Exception, origin: tuple[str, int], trace: Trace) -> type[WebApiError]:
    causes = tuple(_causes(error))
    if isinstance(error, httpx.ProxyError):
        return errors.ProxyPasswordError if str(error).startswith("407") else errors.ProxyRefusedError
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return errors.UntrustedCertificateError
    securing = trace.securing == origin[0]
    if trace.peer not in {None, origin} and not securing:
        return errors.ProxyNotReachedError
    if securing and isinstance(error, httpx.ConnectError):
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


def _detail(error: Exception) -> str:
    """The classes down to the first cause, and the words of the operating system or of OpenSSL.

    h11 quotes header values and pieces of the body in its messages: of those only the class is told.
    """
    parts = []
    for cause in _causes(error):
        words = f": {cause}" if isinstance(cause, OSError) else ""
        parts.append(f"{type(cause).__module__}.{type(cause).__name__}{words}")
    return " < ".join(parts)
