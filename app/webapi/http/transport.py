"""The one HTTP client of a connection: whom it trusts, which way it takes, and how much it lets in."""

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
from app.webapi.errors.from_httpx import HTTPX_ERRORS, failure_of
from app.webapi.errors.trace import Trace
from app.webapi.http.answers import Reply
from app.webapi.http.server_address import host_of

LARGEST_ANSWER = 16 * 1024 * 1024
"""Bytes after decompression. The largest answers, whole lists, have some hundred kilobytes."""

# No proxy can reach the program's own computer.
_LOOPBACK: dict[str, None] = {"all://127.0.0.1": None, "all://localhost": None, "all://[::1]": None}


@dataclass(frozen=True)
class Timeouts:
    """Seconds. `total` is for a whole answer, checked between the pieces of its body."""

    connect: float = 30
    read: float = 60
    write: float = 60
    pool: float = 60
    total: float = 180


@dataclass(frozen=True)
class Outgoing:
    """One request. `url` is complete; `host` is what the user calls the server; a `label` with a
    ``{placeholder}`` tells that a single record is asked for.
    """

    method: str
    url: str
    host: str
    content: bytes | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    label: str = ""


class Transport:
    """Sends requests, answers complete replies; raises WebApiError, nothing of httpx. Any thread."""

    def __init__(
        self,
        profile: Profile,
        *,
        headers: Mapping[str, str],
        timeouts: Timeouts,
        proxy_password: Callable[[], str | None],
        verify: ssl.SSLContext | None = None,
    ) -> None:
        """`verify` replaces the operating system's trusted certificates and those of the profile's file."""
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
        return self._timeouts

    def close(self) -> None:
        """Gives up the network connections for good; what is sent afterwards raises ClosedError."""
        with self._lock:
            self._closed = True
            if self._client:
                self._client.close()

    def send(self, outgoing: Outgoing, auth: httpx.Auth | None = None) -> tuple[httpx.Request, Reply]:
        """Only the setting up of a GET is tried twice. Answers the request as it went out, too."""
        deadline = time.monotonic() + self._timeouts.total
        client = self._open(outgoing)
        may_repeat = outgoing.method == "GET"
        while True:
            trace = Trace()
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
                # The chain is cut: its texts and requests hold header values, and a log would print them.
                raise failure_of(error, outgoing.host, origin, trace) from None

    def _open(self, outgoing: Outgoing) -> httpx.Client:
        with self._lock:
            if self._closed:
                raise errors.ClosedError(outgoing.host)
            if self._client is None:
                self._client = self._new_client(outgoing)
            return self._client

    def _new_client(self, outgoing: Outgoing) -> httpx.Client:
        # They log addresses, which hold names, and at the lowest level header values.
        for name in ("httpx", "httpcore"):
            logging.getLogger(name).setLevel(logging.WARNING)
        limits = self._timeouts
        try:
            return httpx.Client(
                headers=self._headers,
                timeout=httpx.Timeout(
                    connect=limits.connect, read=limits.read, write=limits.write, pool=limits.pool
                ),
                verify=self._verify or self._trusted(outgoing.host),
                follow_redirects=False,
                # No cookie is kept: each request stands on its own sign-in.
                cookies=http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(allowed_domains=[])),
                **self._way(outgoing),
            )
        except (ImportError, ValueError, httpx.InvalidURL) as error:
            # httpx reads the system's proxies here: SOCKS needs a package, and any text may be set.
            raise errors.ProxySettingError(outgoing.host, detail=type(error).__name__) from None

    def _trusted(self, host: str) -> ssl.SSLContext:
        """The operating system's certificates and those of the profile's file."""
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if self._profile.ca_file:
            try:
                context.load_verify_locations(cafile=self._profile.ca_file)
            except (OSError, ValueError) as error:
                detail = type(error).__name__
                raise errors.CaFileError(host, file=self._profile.ca_file, detail=detail) from None
        return context

    def _way(self, outgoing: Outgoing) -> dict[str, Any]:
        """httpx's arguments for the way that requests take: the system's proxy, one's own, or none."""
        wanted = self._profile.proxy.strip()
        if wanted.lower() == DIRECT:
            return {"trust_env": False}
        if not wanted and not self._profile.proxy_user:
            return {"mounts": _LOOPBACK}
        address = wanted or _system_proxy(httpx.URL(outgoing.url))
        if not address:
            return {"trust_env": False}
        proxy = httpx.Proxy(
            address if "://" in address else f"http://{address}", auth=self._credentials(outgoing.host)
        )
        return {"trust_env": False, "proxy": proxy, "mounts": _LOOPBACK}

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
    outgoing: Outgoing,
    auth: httpx.Auth | None,
    deadline: float,
) -> Reply:
    with closing(client.send(request, auth=auth, stream=True)) as response:
        body = bytearray()
        for piece in response.iter_bytes():
            body += piece
            if len(body) > LARGEST_ANSWER:
                raise errors.AnswerTooLargeError(outgoing.host, detail=f"{len(body)} bytes and more")
            if time.monotonic() > deadline:
                raise errors.AnswerTimedOutError(outgoing.host, detail=f"{len(body)} bytes so far")
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Reply(outgoing.host, response.status_code, headers, bytes(body), "{" in outgoing.label)


def _origin(url: httpx.URL) -> tuple[str, int]:
    return url.raw_host.decode(), url.port or {"http": 80, "https": 443}.get(url.scheme, 0)


def _system_proxy(url: httpx.URL) -> str:
    """The proxy that the system (environment, Windows, macOS) has for that address; empty for none."""
    if proxy_bypass(host_of(str(url))):
        return ""
    proxies = getproxies()
    return proxies.get(url.scheme) or proxies.get("all") or ""
