"""The HTTP client of a connection: trusted certificates, proxies, timeouts and the size limit."""

from __future__ import annotations

import http.cookiejar
import logging
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any
from urllib.request import getproxies, proxy_bypass

import httpx
import truststore

from app.model.profile import DIRECT, Profile
from app.webapi import errors
from app.webapi.errors.from_httpx import HTTPX_ERRORS, error_from_httpx
from app.webapi.errors.trace import RequestTrace
from app.webapi.http.reply import HttpReply
from app.webapi.http.server_address import host_of

MAX_ANSWER_BYTES = 16 * 1024 * 1024
"""After decompression. The largest real answers, whole lists, have some hundred kilobytes."""

# A proxy cannot reach the user's own computer.
_NO_PROXY_FOR_LOOPBACK: dict[str, None] = {
    "all://127.0.0.1": None,
    "all://localhost": None,
    "all://[::1]": None,
}


@dataclass(frozen=True)
class Timeouts:
    """Timeouts in seconds. `total` limits a whole answer; it is checked between the chunks of the body."""

    connect: float = 30
    read: float = 60
    write: float = 60
    pool: float = 60
    total: float = 180


@dataclass(frozen=True)
class HttpRequest:
    """One request. `url` is absolute; `host` is the name of the server for messages; a `label` with a
    ``{placeholder}`` means that a single record is requested.
    """

    method: str
    url: str
    host: str
    content: bytes | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    label: str = ""


class Transport:
    """Sends requests and returns complete replies. Thread-safe. Raises WebApiError, nothing of httpx."""

    def __init__(
        self,
        profile: Profile,
        *,
        headers: Mapping[str, str],
        timeouts: Timeouts,
        proxy_password: Callable[[], str | None],
        verify: ssl.SSLContext | None = None,
    ) -> None:
        """`verify` replaces the certificates of the operating system and of the profile's file."""
        self._profile = profile
        self._headers = dict(headers)
        self._timeouts = timeouts
        self._proxy_password = proxy_password
        self._verify = verify
        self._lock = threading.Lock()
        self._client: httpx.Client | None = None
        self._closed = False

    @property
    def timeouts(self) -> Timeouts:
        """The timeouts of every request."""
        return self._timeouts

    def close(self) -> None:
        """Closes the network connections for good; later requests raise ClosedError."""
        with self._lock:
            self._closed = True
            if self._client:
                self._client.close()

    def send(self, outgoing: HttpRequest, auth: httpx.Auth | None = None) -> tuple[httpx.Request, HttpReply]:
        """Sends a request and returns it as sent, with the reply.

        Repeats only a GET that could not connect.
        """
        deadline = time.monotonic() + self._timeouts.total
        client = self._get_client(outgoing)
        may_repeat = outgoing.method == "GET"
        while True:
            trace = RequestTrace()
            origin = ("", 0)
            try:
                request = client.build_request(
                    outgoing.method,
                    outgoing.url,
                    content=outgoing.content,
                    headers=dict(outgoing.headers),
                    extensions={"trace": trace},
                )
                origin = _origin(request.url)
                return request, _receive(client, request, outgoing, auth, deadline)
            except HTTPX_ERRORS as error:
                if may_repeat and isinstance(error, httpx.ConnectError):
                    may_repeat = False
                    continue
                # The cause is dropped: its texts and requests hold header values, which a log would print.
                raise error_from_httpx(error, outgoing.host, origin, trace) from None

    def _get_client(self, outgoing: HttpRequest) -> httpx.Client:
        with self._lock:
            if self._closed:
                raise errors.ClosedError(outgoing.host)
            if self._client is None:
                self._client = self._create_client(outgoing)
            return self._client

    def _create_client(self, outgoing: HttpRequest) -> httpx.Client:
        # They log URLs, which contain names, and header values at the lowest level.
        for name in ("httpx", "httpcore"):
            logging.getLogger(name).setLevel(logging.WARNING)
        limits = self._timeouts
        try:
            return httpx.Client(
                headers=self._headers,
                timeout=httpx.Timeout(
                    connect=limits.connect, read=limits.read, write=limits.write, pool=limits.pool
                ),
                verify=self._verify or self._ssl_context(outgoing.host),
                follow_redirects=False,
                # No cookies are kept: each request carries its own credentials.
                cookies=http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(allowed_domains=[])),
                **self._proxy_arguments(outgoing),
            )
        except (ImportError, ValueError, httpx.InvalidURL) as error:
            # httpx reads the system's proxies here: any text may be set, and SOCKS needs another package.
            raise errors.ProxySettingError(outgoing.host, detail=type(error).__name__) from None

    def _ssl_context(self, host: str) -> ssl.SSLContext:
        """Trusts the operating system's certificates and those of the profile's file."""
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if self._profile.ca_file:
            try:
                context.load_verify_locations(cafile=self._profile.ca_file)
            except (OSError, ValueError) as error:
                detail = type(error).__name__
                raise errors.CaFileError(host, file=self._profile.ca_file, detail=detail) from None
        return context

    def _proxy_arguments(self, outgoing: HttpRequest) -> dict[str, Any]:
        """Returns httpx's arguments for the proxy: the system's, the profile's, or none."""
        wanted = self._profile.proxy.strip()
        if wanted.lower() == DIRECT:
            return {"trust_env": False}
        if not wanted and not self._profile.proxy_user:
            return {"mounts": _NO_PROXY_FOR_LOOPBACK}
        address = wanted or _system_proxy(httpx.URL(outgoing.url))
        if not address:
            return {"trust_env": False}
        proxy = httpx.Proxy(
            address if "://" in address else f"http://{address}", auth=self._credentials(outgoing.host)
        )
        return {"trust_env": False, "proxy": proxy, "mounts": _NO_PROXY_FOR_LOOPBACK}

    def _credentials(self, host: str) -> tuple[str, str] | None:
        user = self._profile.proxy_user
        if not user:
            return None
        password = self._proxy_password() or ""
        try:
            f"{user}:{password}".encode()
        except UnicodeEncodeError:
            raise errors.ProxyPasswordError(host, detail="a lone surrogate") from None
        return user, password


def _receive(
    client: httpx.Client,
    request: httpx.Request,
    outgoing: HttpRequest,
    auth: httpx.Auth | None,
    deadline: float,
) -> HttpReply:
    with closing(client.send(request, auth=auth, stream=True)) as response:
        body = bytearray()
        for piece in response.iter_bytes():
            body += piece
            if len(body) > MAX_ANSWER_BYTES:
                raise errors.AnswerTooLargeError(outgoing.host, detail=f"{len(body)} bytes and more")
            if time.monotonic() > deadline:
                raise errors.AnswerTimedOutError(outgoing.host, detail=f"{len(body)} bytes so far")
        headers = {name.lower(): value for name, value in response.headers.items()}
        return HttpReply(outgoing.host, response.status_code, headers, bytes(body), outgoing.method)


def _origin(url: httpx.URL) -> tuple[str, int]:
    return url.raw_host.decode(), url.port or {"http": 80, "https": 443}.get(url.scheme, 0)


def _system_proxy(url: httpx.URL) -> str:
    """Returns the system's proxy (environment, Windows, macOS) for that URL; empty if there is none."""
    if proxy_bypass(host_of(str(url))):
        return ""
    proxies = getproxies()
    return proxies.get(url.scheme) or proxies.get("all") or ""
