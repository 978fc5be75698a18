"""The HTTP client of a connection: trusted certificates, proxies, timeouts and the size limit."""

from __future__ import annotations

import logging
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import lru_cache

import httpx

from app.model.profile import Profile
from app.webapi import errors
from app.webapi.errors import NotSentError, WebApiError
from app.webapi.errors.from_httpx import HTTPX_ERRORS, error_from_httpx
from app.webapi.errors.trace import RequestTrace, nothing
from app.webapi.http.happy_eyeballs import EyeballTransport, until
from app.webapi.http.proxies import Proxy, ProxyFinder
from app.webapi.http.proxy_sign_in import NEGOTIATE, NTLM, ProxySignIn, ProxyTrace, SharedRefusals
from app.webapi.http.proxy_tunnel import TunnelBackend, TunnelSettings
from app.webapi.http.reply import HttpReply, answer_to, joined
from app.webapi.http.trust import ssl_context

MAX_ANSWER_BYTES = 16 * 1024 * 1024
"""After decompression. The largest real answers, whole lists, have some hundred kilobytes."""


@dataclass(frozen=True)
class Timeouts:
    """Timeouts in seconds. `total` limits a whole call, from the first connection to the last byte."""

    connect: float = 30
    read: float = 60
    write: float = 60
    pool: float = 60
    total: float = 180


@dataclass(frozen=True)
class HttpRequest:
    """One request. `url` is absolute; `host` is the name of the server for messages; a `label` with a
    ``{placeholder}`` means that a single record is requested. `while_waiting` is that of `RequestTrace`.
    """

    method: str
    url: str
    host: str
    content: bytes | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    label: str = ""
    while_waiting: Callable[[], None] = nothing


_EVERY_HEADER = {"Accept": "*/*", "Connection": "keep-alive", "User-Agent": "ContactEntry"}
# The computer may have been carried to another network, with another proxy or none.
_MAYBE_ANOTHER_NETWORK = (
    errors.ProxyNotReachedError,
    errors.ProxyRefusedError,
    errors.ProxyUnreadableError,
    errors.ProxyNoWayOnError,
    errors.NameNotFoundError,
    errors.ConnectTimedOutError,
    errors.HostRefusedError,
    errors.UnreachableError,
)
_MAYBE_IN_PASSING = (
    errors.NameNotFoundError,
    errors.HostRefusedError,
    errors.UnreachableError,
    errors.TlsBrokenError,
)


@dataclass(frozen=True)
class _Way:
    """How a request gets to its host; `scheme` is that of the sign-in to the proxy, empty without one."""

    url: httpx.URL
    proxy: Proxy | None = None
    sign_in: ProxySignIn | None = None
    scheme: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What requests that can share a network connection have in common."""
        return (self.proxy.address if self.proxy else "", self.scheme)

    @property
    def is_own_tunnel(self) -> bool:
        """True if the proxy wants a sign-in that httpcore cannot do."""
        return self.scheme in (NTLM, NEGOTIATE)

    @property
    def reader(self) -> str:
        """The name of the proxy that reads what goes this way: there is no tunnel for plain http."""
        return httpx.URL(self.proxy.address).host if self.proxy and self.url.scheme == "http" else ""

    def trace(self, outgoing: HttpRequest) -> RequestTrace:
        """Returns the trace of a request."""
        if self.proxy is None or self.is_own_tunnel:
            return RequestTrace(outgoing.while_waiting)
        name = httpx.URL(self.proxy.address).host
        sign_in = self.sign_in if self.scheme else None
        is_forwarded = self.url.scheme == "http"
        return ProxyTrace(outgoing.host, name, sign_in, outgoing.while_waiting, is_forwarded=is_forwarded)

    def error(self, trace: RequestTrace) -> WebApiError | None:
        """Returns the error if the proxy asked for a sign-in, and notes what it asked for."""
        if not isinstance(trace, ProxyTrace):
            return None
        if self.sign_in is not None and trace.schemes:
            self.sign_in.schemes = frozenset(trace.schemes)
        return trace.error()


class Transport:
    """Sends requests and returns complete replies. Thread-safe. Raises WebApiError, nothing of httpx."""

    def __init__(
        self,
        profile: Profile,
        *,
        headers: dict[str, str],
        timeouts: Timeouts,
        proxy_password: Callable[[], str | None],
        verify: ssl.SSLContext | None = None,
        refusals: SharedRefusals | None = None,
    ) -> None:
        """`verify` replaces the certificates of the operating system and of the profile's file.

        `refusals` tells what proxies have refused to other processes.
        """
        self._profile = profile
        self._headers = _EVERY_HEADER | headers
        self._timeouts = timeouts
        self._limits = {part: getattr(timeouts, part) for part in ("connect", "read", "write", "pool")}
        self._proxy_password = proxy_password
        self._verify = verify
        self._refusals = refusals
        self._proxies = ProxyFinder(profile)
        self._lock = threading.Lock()
        self._context: ssl.SSLContext | None = None
        # Network connections are kept, by the way there. Cookies are not: each request has its credentials.
        self._pools: dict[tuple[str, str], httpx.BaseTransport] = {}
        self._sign_ins: dict[str, ProxySignIn] = {}
        self._closed = False

    @property
    def timeouts(self) -> Timeouts:
        """The timeouts of every request."""
        return self._timeouts

    def close(self) -> None:
        """Closes the network connections for good; later requests raise ClosedError."""
        with self._lock:
            self._closed = True
            for pool in self._pools.values():
                pool.close()

    def forget_network(self) -> None:
        """Has the system asked for its proxies again: the network may be another one."""
        self._proxies.forget()

    def send(self, outgoing: HttpRequest, auth: httpx.Auth | None = None) -> tuple[httpx.Request, HttpReply]:
        """Sends a request and returns it as sent, with the reply.

        Repeats what was not sent where another way there or the proxy's credentials may help, and once a GET
        that could not connect.
        """
        deadline = time.monotonic() + self._timeouts.total
        tried: set[tuple[str, str]] = set()
        may_repeat = outgoing.method == "GET"
        while True:
            way = self._way(outgoing)
            tried.add(way.key)
            try:
                return self._send_once(way, outgoing, auth, deadline)
            except NotSentError as error:
                if isinstance(error, _MAYBE_ANOTHER_NETWORK):
                    self._proxies.forget()
                if self._way(outgoing).key not in tried:
                    continue
                if not may_repeat or not isinstance(error, _MAYBE_IN_PASSING):
                    raise self._with_reason(error, way) from None
                may_repeat = False

    def _with_reason(self, error: NotSentError, way: _Way) -> NotSentError:
        """Returns the error; another one where a script would have told the proxy that is needed."""
        if isinstance(error, _MAYBE_ANOTHER_NETWORK) and self._proxies.misses_script(way.url):
            return errors.ProxyScriptError(error.host, detail=f"{type(error).__name__} {error.detail}")
        return error

    def _send_once(
        self, way: _Way, outgoing: HttpRequest, auth: httpx.Auth | None, deadline: float
    ) -> tuple[httpx.Request, HttpReply]:
        pool = self._get_pool(way, outgoing.host)
        trace = way.trace(outgoing)
        origin = ("", 0)
        try:
            request = httpx.Request(
                outgoing.method,
                way.url,
                content=outgoing.content,
                headers={**self._headers, **outgoing.headers},
                extensions={"trace": trace, "timeout": self._limits},
            )
            origin = _origin(request.url)
            with until(deadline):
                reply = replace(_receive(pool, request, outgoing, auth, deadline), proxy=way.reader)
        except HTTPX_ERRORS as error:
            # The cause is dropped: its texts and requests hold header values, which a log would print.
            raise way.error(trace) or error_from_httpx(error, outgoing.host, origin, trace) from None
        finally:
            if isinstance(trace, ProxyTrace):
                trace.finish()
        if (asked := way.error(trace)) is not None:
            raise asked
        return request, reply

    def _way(self, outgoing: HttpRequest) -> _Way:
        """Returns the way to a host as it is now. Raises ProxyPasswordRefusedError, ProxySettingError."""
        try:
            url = _url(outgoing.url)
            proxy = self._proxies.find(url)
        except (ValueError, httpx.InvalidURL) as error:
            kind = errors.ProxyAddressError if self._profile.proxy.strip() else errors.ProxySettingError
            raise kind(outgoing.host, detail=type(error).__name__) from None
        if proxy is None:
            return _Way(url)
        user = self._profile.proxy_user or proxy.user
        new = ProxySignIn(self._timeouts.total, self._refusals, proxy.address, user)
        with self._lock:
            sign_in = self._sign_ins.setdefault(proxy.address, new)
        sign_in.check(outgoing.host, httpx.URL(proxy.address).host)
        scheme = sign_in.scheme(has_user=bool(user), is_tunnel=url.scheme == "https")
        return _Way(url, proxy, sign_in, scheme)

    def _get_pool(self, way: _Way, host: str) -> httpx.BaseTransport:
        with self._lock:
            if self._closed:
                raise errors.ClosedError(host)
            if way.key not in self._pools:
                self._pools[way.key] = self._create_pool(way, host)
            return self._pools[way.key]

    def _create_pool(self, way: _Way, host: str) -> httpx.BaseTransport:
        # They log header values at the lowest level.
        logging.getLogger("httpcore").setLevel(logging.WARNING)
        self._context = self._context or self._verify or ssl_context(self._profile.ca_file, host)
        try:
            return EyeballTransport(
                self._tunnels(way, self._context, host),
                verify=self._context,
                trust_env=False,
                proxy=self._httpx_proxy(way, self._context, host),
            )
        except (ImportError, ValueError, httpx.InvalidURL) as error:
            # Any text may be set, and SOCKS needs another package.
            raise errors.ProxySettingError(host, detail=type(error).__name__) from None

    def _httpx_proxy(self, way: _Way, context: ssl.SSLContext, host: str) -> httpx.Proxy | None:
        if way.proxy is None or way.is_own_tunnel:
            return None
        is_encrypted = way.proxy.address.startswith("https://")
        return httpx.Proxy(
            way.proxy.address,
            auth=self._credentials(way.proxy, host) if way.scheme else None,
            ssl_context=context if is_encrypted else None,
        )

    def _tunnels(self, way: _Way, context: ssl.SSLContext, host: str) -> TunnelBackend | None:
        if way.proxy is None or way.sign_in is None or not way.is_own_tunnel:
            return None
        url, timeout = httpx.URL(way.proxy.address), self._timeouts.read
        credentials = self._credentials(way.proxy, host)
        return TunnelBackend(TunnelSettings(url, way.scheme, way.sign_in, context, timeout, *credentials))

    def _credentials(self, proxy: Proxy, host: str) -> tuple[str, str]:
        user, password = proxy.user, proxy.password
        if self._profile.proxy_user:
            user, password = self._profile.proxy_user, self._proxy_password() or ""
        if user and not password:
            # Sent without one, it would count as a wrong one: the password store may be locked.
            raise errors.ProxyPasswordError(host, detail="no password")
        try:
            f"{user}:{password}".encode()
        except UnicodeEncodeError:
            raise errors.ProxyPasswordError(host, detail="a lone surrogate") from None
        return user, password


@lru_cache(maxsize=16)  # the next company goes where the one before went
def _url(text: str) -> httpx.URL:
    return httpx.URL(text)


def _receive(
    pool: httpx.BaseTransport,
    request: httpx.Request,
    outgoing: HttpRequest,
    auth: httpx.Auth | None,
    deadline: float,
) -> HttpReply:
    with closing(answer_to(request, pool, auth)) as response:
        body = bytearray()
        for piece in response.iter_bytes():
            body += piece
            if len(body) > MAX_ANSWER_BYTES:
                raise errors.AnswerTooLargeError(outgoing.host, detail=f"{len(body)} bytes and more")
            if time.monotonic() > deadline:
                raise errors.AnswerTimedOutError(outgoing.host, detail=f"{len(body)} bytes so far")
        return HttpReply(
            outgoing.host,
            response.status_code,
            joined(response.headers),
            bytes(body),
            outgoing.method,
            is_plain=request.url.scheme == "http",
        )


def _origin(url: httpx.URL) -> tuple[str, int]:
    return url.raw_host.decode(), url.port or {"http": 80, "https": 443}.get(url.scheme, 0)
