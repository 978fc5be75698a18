"""Calls to the API of one connection: headers, formats, sign-in, and one call at a time."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote, urlencode

from app.model.profile import Format, Profile, Scheme, SecretKind
from app.webapi import errors
from app.webapi.errors import SignInError, WebApiError
from app.webapi.http import formats
from app.webapi.http.answers import Reply, value_of
from app.webapi.http.server_address import api_base, host_of
from app.webapi.http.transport import LARGEST_ANSWER, Outgoing, Timeouts, Transport
from app.webapi.sign_in.auth import OtherSecrets, SecretSource, make_auth

__all__ = ["LARGEST_ANSWER", "Call", "Connection", "RequestNote", "Timeouts", "make_transport"]

_REFUSED = (401, 403)
_MISDIRECTED = 421


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

    A label with a ``{placeholder}`` also tells that a single record is asked for. `root` names the carrier of
    the body where it has one, `shape` is the type that the answer will be fitted to.
    """

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    body: Any = None
    label: str = ""
    signed: bool = True
    root: str = ""
    shape: Any = Any

    @property
    def target(self) -> str:
        query = urlencode(self.query, safe="$,/()", quote_via=quote)
        return f"{self.path}?{query}" if query else self.path


class Site(Protocol):
    """Where the API of a connection is."""

    @property
    def host(self) -> str:
        """The server as the user knows it."""

    def base(self) -> str:
        """The root of the API, without a last slash. Raises WebApiError."""

    def moved(self) -> bool:
        """The server says that it is the wrong one: whether there is another one now. Raises WebApiError."""


class FixedSite:
    """A server whose address the user has typed."""

    def __init__(self, profile: Profile) -> None:
        self._base = api_base(profile.url, allow_plain_http=profile.allow_plain_http)
        self._host = host_of(self._base)

    @property
    def host(self) -> str:
        return self._host

    def base(self) -> str:
        return self._base

    def moved(self) -> bool:
        return False


class Connection:
    """Makes calls and answers the JSON value of the answer; raises WebApiError, never anything of httpx."""

    def __init__(
        self,
        profile: Profile,
        secret: SecretSource,
        *,
        timeouts: Timeouts,
        user_agent: str,
        others: OtherSecrets,
        language: str,
        verify: ssl.SSLContext | None,
        on_request: Callable[[RequestNote], None] | None,
    ) -> None:
        self._transport = make_transport(profile, others, timeouts=timeouts, verify=verify)
        if profile.scheme is Scheme.ONLINE:
            # Imported here: it loads the cryptography that other connections never need.
            from app.webapi.sign_in.online import OnlineSession

            session = OnlineSession(profile, self._transport, secret, others)
            self._site: Site = session
            self._auth = make_auth(profile, session.host, secret, others, session)
        else:
            self._site = FixedSite(profile)
            self._auth = make_auth(profile, self._site.host, secret, others)
        self._headers = _settings(profile, self.host, user_agent, language)
        self._format = profile.body_format
        self._on_request = on_request

    @property
    def host(self) -> str:
        return self._site.host

    def call(self, call: Call) -> Any:
        """The JSON value that the server answers with."""
        begun = time.monotonic()
        status, failure = None, ""
        try:
            reply = self._exchange(call)
            status = reply.status
            return self._value_of(reply, call)
        except WebApiError as error:
            status, failure = error.status or status, type(error).__name__
            raise
        finally:
            if self._on_request:
                milliseconds = round((time.monotonic() - begun) * 1000)
                label = call.label or call.path
                self._on_request(RequestNote(call.method, label, status, milliseconds, failure))

    def _value_of(self, reply: Reply, call: Call) -> Any:
        try:
            return value_of(reply, call.shape)
        except SignInError as error:
            if not call.signed:
                raise
            raise self._auth.refusal(error) from None

    def close(self) -> None:
        """Gives up the network connection for good; calls made afterwards raise ClosedError."""
        self._transport.close()

    def _exchange(self, call: Call) -> Reply:
        """Sends once, and once more where a refused sign-in or a wrong host can be put right.

        Both answers mean that the server has done nothing with the request.
        """
        content, headers = self._written(call)
        auth = self._auth if call.signed else None
        request, reply = self._transport.send(self._outgoing(call, content, headers), auth)
        if reply.status == _MISDIRECTED and self._site.moved():
            request, reply = self._transport.send(self._outgoing(call, content, headers), auth)
        if call.signed and reply.status in _REFUSED and self._auth.renew(request):
            _, reply = self._transport.send(self._outgoing(call, content, headers), auth)
        return reply

    def _outgoing(self, call: Call, content: bytes | None, headers: dict[str, str]) -> Outgoing:
        return Outgoing(
            call.method, f"{self._site.base()}{call.target}", self.host, content, headers, call.label
        )

    def _written(self, call: Call) -> tuple[bytes | None, dict[str, str]]:
        if call.body is None:
            return None, self._headers
        # The other formats are for entities; what an agent is asked stays JSON.
        wanted = self._format if call.root else Format.JSON
        try:
            content = formats.write(call.body, wanted, call.root)
        except ValueError as error:
            raise errors.CannotBeSentError(self.host, detail=type(error).__name__) from None
        return content, self._headers | {"Content-Type": f"{wanted}; charset=utf-8"}


def make_transport(
    profile: Profile,
    others: OtherSecrets,
    *,
    timeouts: Timeouts | None = None,
    verify: ssl.SSLContext | None = None,
) -> Transport:
    return Transport(
        profile,
        headers={"Accept-Encoding": "gzip"},
        timeouts=timeouts or Timeouts(),
        proxy_password=lambda: others(SecretKind.PROXY_PASSWORD),
        verify=verify,
    )


def _settings(profile: Profile, host: str, user_agent: str, language: str) -> dict[str, str]:
    """The headers of every call. Sources: reference page "POST Contact"; docs "SO-TimeZone"."""
    zone = profile.time_zone.strip()
    settings = (
        ("language", "Accept-Language", profile.language or language),
        ("language", "SO-Language", profile.language),
        ("culture", "SO-Culture", profile.culture),
        ("time zone", "SO-TimeZone", f"{zone}, includeTZOffset" if zone and profile.include_offset else zone),
    )
    headers = {"Accept": str(profile.answer_format), "User-Agent": user_agent}
    for setting, name, value in settings:
        if not (value.isascii() and value.isprintable()):
            raise errors.BadSettingError(host, setting=setting)
        if value.strip():
            headers[name] = value.strip()
    return headers
