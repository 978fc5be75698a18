"""One long-lived HTTP connection to one server: settings, headers, limits, and one call at a time."""

from __future__ import annotations

import http.cookiejar
import json
import logging
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import truststore

from app.model.profile import Profile
from app.webapi import errors
from app.webapi.address import api_base, host_of, is_loopback
from app.webapi.answers import Reply, value_of
from app.webapi.auth import SecretSource, make_auth
from app.webapi.errors import WebApiError
from app.webapi.failures import HTTPX_ERRORS, failure_of
from app.webapi.trace import Trace

LARGEST_ANSWER = 16 * 1024 * 1024
"""Bytes after decompression. The largest answers, whole lists, have some hundred kilobytes."""


@dataclass(frozen=True)
class Timeouts:
    """Seconds. `total` is for a whole answer, checked between the pieces of its body."""

    connect: float = 30
    read: float = 60
    write: float = 60
    pool: float = 60
    total: float = 180


@dataclass(frozen=True)
class RequestNote:
    """What may be logged of a request: `path` is without the query and without what a user typed.

    `status` is None where no answer came, `failure` the name of the error class, empty where all went well.
    """

    method: str
    path: str
    status: int | None
    milliseconds: int
    failure: str = ""


@dataclass(frozen=True)
class Call:
    """One request. `path` follows the root of the API, percent-encoded; `label` stands for it in the log.

    A label with a ``{placeholder}`` also tells that a single record is asked for.
    """

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    body: Any = None
    label: str = ""
    signed: bool = True

    @property
    def target(self) -> str:
        query = urlencode(self.query, safe="$,/()", quote_via=quote)
        return f"{self.path}?{query}" if query else self.path


class Connection:
    """Makes calls and answers the JSON value of the answer; raises WebApiError, never anything of httpx."""

    def __init__(
        self,
        profile: Profile,
        secret: SecretSource,
        *,
        timeouts: Timeouts,
        user_agent: str,
        app_token: str | None,
        language: str,
        verify: ssl.SSLContext | None,
        on_request: Callable[[RequestNote], None] | None,
    ) -> None:
        self.base = api_base(profile.url)
        self.host = host_of(self.base)
        self._auth = make_auth(profile, secret)
        self._headers = self._settings(profile, user_agent, app_token, language)
        self._timeouts = timeouts
        self._verify = verify
        self._on_request = on_request
        self._lock = threading.Lock()
        self._client: httpx.Client | None = None
        self._closed = False

    def call(self, call: Call) -> Any:
        """The JSON value that the server answers with. Only the setting up of a GET is tried twice."""
        begun = time.monotonic()
        status, failure = None, ""
        try:
            reply = self._exchange(call, begun + self._timeouts.total)
            status = reply.status
            return value_of(reply)
        except WebApiError as error:
            status, failure = error.status or status, type(error).__name__
            raise
        finally:
            if self._on_request:
                milliseconds = round((time.monotonic() - begun) * 1000)
                label = call.label or call.path
                self._on_request(RequestNote(call.method, label, status, milliseconds, failure))

    def close(self) -> None:
        """Gives up the network connection for good; calls made afterwards raise ClosedError."""
        with self._lock:
            self._closed = True
            if self._client:
                self._client.close()

    def _exchange(self, call: Call, deadline: float) -> Reply:
        client = self._open()
        content = self._content(call.body)
        may_repeat = call.method == "GET"
        while True:
            trace = Trace()
            try:
                request = client.build_request(
                    call.method,
                    f"{self.base}{call.target}",
                    content=content,
                    headers={"Content-Type": "application/json; charset=utf-8"} if content else None,
                    extensions={"trace": trace},
                )
                return self._send(client, request, call, deadline)
            except HTTPX_ERRORS as error:
                if may_repeat and isinstance(error, httpx.ConnectError):
                    may_repeat = False
                    continue
                # The chain is cut: its texts and requests hold header values, and a log would print them.
                raise failure_of(error, self.host, self._origin, trace) from None

    def _send(self, client: httpx.Client, request: httpx.Request, call: Call, deadline: float) -> Reply:
        auth = self._auth if call.signed else None
        with closing(client.send(request, auth=auth, stream=True)) as response:
            body = bytearray()
            for piece in response.iter_bytes():
                body += piece
                if len(body) > LARGEST_ANSWER:
                    raise errors.AnswerTooLargeError(self.host, detail=f"{len(body)} bytes and more")
                if time.monotonic() > deadline:
                    raise errors.AnswerTimedOutError(self.host, detail=f"{len(body)} bytes so far")
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Reply(self.host, response.status_code, headers, bytes(body), "{" in call.label)

    def _content(self, body: Any) -> bytes | None:
        if body is None:
            return None
        try:
            return json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
        except ValueError as error:
            raise errors.CannotBeSentError(self.host, detail=type(error).__name__) from None

    @property
    def _origin(self) -> tuple[str, int]:
        url = httpx.URL(self.base)
        return url.raw_host.decode(), url.port or {"http": 80, "https": 443}[url.scheme]

    def _settings(
        self, profile: Profile, user_agent: str, app_token: str | None, language: str
    ) -> dict[str, str]:
        """The headers of every request. Sources: reference page "POST Contact", Request Headers."""
        settings = (
            ("language", "Accept-Language", profile.language or language),
            ("language", "SO-Language", profile.language),
            ("culture", "SO-Culture", profile.culture),
            ("time zone", "SO-TimeZone", profile.time_zone),
            ("application token", "SO-AppToken", app_token or ""),
        )
        headers = {"Accept": "application/json", "Accept-Encoding": "gzip", "User-Agent": user_agent}
        for setting, name, value in settings:
            if not (value.isascii() and value.isprintable()):
                raise errors.BadSettingError(self.host, setting=setting)
            if value.strip():
                headers[name] = value.strip()
        return headers

    def _open(self) -> httpx.Client:
        with self._lock:
            if self._closed:
                raise errors.ClosedError(self.host)
            if self._client is None:
                self._client = self._new_client()
            return self._client

    def _new_client(self) -> httpx.Client:
        # They log addresses, which hold names, and at the lowest level header values.
        for name in ("httpx", "httpcore"):
            logging.getLogger(name).setLevel(logging.WARNING)
        limits = self._timeouts
        host = self._origin[0]
        pattern = f"all://[{host}]" if ":" in host else f"all://{host}"
        try:
            return httpx.Client(
                headers=self._headers,
                timeout=httpx.Timeout(
                    connect=limits.connect, read=limits.read, write=limits.write, pool=limits.pool
                ),
                verify=self._verify or truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
                follow_redirects=False,
                # No cookie is kept: each request stands on its own sign-in.
                cookies=http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(allowed_domains=[])),
                # No proxy can reach the program's own computer.
                mounts={pattern: None} if is_loopback(host) else None,
            )
        except (ImportError, ValueError, httpx.InvalidURL) as error:
            # httpx reads the system's proxies here: SOCKS needs a package, and any text may be set.
            raise errors.ProxySettingError(self.host, detail=type(error).__name__) from None
