"""Calls to the API of one connection: location, headers, body format and sign-in."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol
from urllib.parse import quote, urlencode

import httpx

from app.model.profile import Format, Profile, Scheme, SecretKind
from app.translation import N_
from app.translation.message import Message
from app.webapi import errors
from app.webapi.errors import SignInError, WebApiError
from app.webapi.errors.trace import nothing
from app.webapi.http import formats
from app.webapi.http.answer_limits import NOT_NEEDED, Unread
from app.webapi.http.answers import decode_reply
from app.webapi.http.proxy_sign_in import SharedRefusals
from app.webapi.http.reply import (
    HttpReply,
    is_own_misdirection,
    is_own_sign_in_refusal,
    own_error,
    without_challenge,
)
from app.webapi.http.server_address import api_base, host_of
from app.webapi.http.transport import MAX_ANSWER_BYTES, HttpRequest, Timeouts, Transport
from app.webapi.server_clock import ServerClock
from app.webapi.sign_in.auth import OtherSecrets, SecretSource, make_auth

__all__ = ["MAX_ANSWER_BYTES", "ApiCall", "Connection", "RequestNote", "Timeouts", "make_transport"]

_SIGN_IN_REFUSED = (401, 403)
_MISDIRECTED_REQUEST = 421
_WHO_AM_I = "/v1/User/currentPrincipal"


@dataclass(frozen=True)
class RequestNote:
    """What may be logged about a request: `path` has no query and nothing that a user typed.

    `status` is None if no answer came; `failure` is the name of the error class, empty on success.
    """

    method: str
    path: str
    status: int | None
    milliseconds: int
    failure: str = ""


@dataclass(frozen=True)
class ApiCall:
    """One request. `path` follows the root of the API, percent-encoded; `label` replaces it in the log.

    A label with a ``{placeholder}`` also means that a single record is requested. `root` names the
    carrier of the body, if it has one; `shape` is the type that the answer is parsed as, None where an
    answer without content (204) is a success. `headers` are further ones. `while_waiting` is called when
    it has been sent, again where it is repeated. `content` is the body as it is sent, where that is built
    already (`Connection.with_content`). `creates` tells that nobody needs NOT_NEEDED of the answer.
    """

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    body: Any = None
    label: str = ""
    signed: bool = True
    root: str = ""
    shape: Any = Any
    headers: tuple[tuple[str, str], ...] = ()
    while_waiting: Callable[[], None] = nothing
    content: bytes | None = None
    creates: bool = False

    @property
    def target(self) -> str:
        """The path with its encoded query."""
        query = urlencode(self.query, safe="$,/()", quote_via=quote)
        return f"{self.path}?{query}" if query else self.path


class ApiLocation(Protocol):
    """The address of a connection's API."""

    @property
    def host(self) -> str:
        """The name of the server as the user knows it."""

    def base(self) -> str:
        """Returns the root of the API, without a trailing slash. Raises WebApiError."""

    def relocate(self) -> bool:
        """Looks the address up again after a 421; returns True if it has changed. Raises WebApiError."""


class FixedLocation:
    """A server whose address is part of the profile."""

    def __init__(self, profile: Profile) -> None:
        self._base = api_base(profile.url, allow_plain_http=profile.allow_plain_http)
        self._host = host_of(self._base)

    @property
    def host(self) -> str:
        """The name and port in the profile's address."""
        return self._host

    def base(self) -> str:
        """Returns the root of the API."""
        return self._base

    def relocate(self) -> bool:
        """Returns False: the address never changes."""
        return False


class Connection:
    """Makes calls and returns the JSON value of each answer. Raises WebApiError, never an error of httpx."""

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
        keep_secret: Callable[[str], None],
        refusals: SharedRefusals | None = None,
    ) -> None:
        self._transport = make_transport(profile, others, timeouts=timeouts, verify=verify, refusals=refusals)
        if profile.scheme is Scheme.ONLINE:
            # Imported lazily: it loads cryptography that other schemes do not need.
            from app.webapi.sign_in.online import OnlineSession

            session = OnlineSession(profile, self._transport, secret, others, keep_token=keep_secret)
            self._location: ApiLocation = session
            self._auth = make_auth(profile, session.host, secret, others, session)
        else:
            self._location = FixedLocation(profile)
            self._auth = make_auth(profile, self._location.host, secret, others)
        self._headers = _headers_for(profile, self.host, user_agent, language)
        self._format = profile.body_format
        self._unread = Unread(*NOT_NEEDED)
        self._on_request = on_request
        self.server_clock = ServerClock()

    @property
    def host(self) -> str:
        """The name of the server as the user knows it."""
        return self._location.host

    def call(self, call: ApiCall) -> Any:
        """Sends a call and returns the JSON value of its answer."""
        begun = time.monotonic()
        status, failure = None, ""
        try:
            reply = self._exchange(call)
            status = reply.status
            self.server_clock.note(reply.headers)
            return self._decode(reply, call)
        except WebApiError as error:
            status, failure = error.status or status, type(error).__name__
            raise
        finally:
            if self._on_request:
                milliseconds = round((time.monotonic() - begun) * 1000)
                label = call.label or call.path
                self._on_request(RequestNote(call.method, label, status, milliseconds, failure))

    def _decode(self, reply: HttpReply, call: ApiCall) -> Any:
        body = self._unread.without(reply.body) if call.creates else reply.body
        try:
            value = decode_reply(replace(reply, body=body), call.shape, self._auth.schemes)
        except SignInError as error:
            if not call.signed:
                raise
            raise self._auth.specific_error(error) from None
        if call.creates and len(body) == len(reply.body):
            self._unread.learn(body)
        return value

    def forget_refusal(self) -> None:
        """Has a password that the server has refused tried once more: somebody has acted."""
        self._auth.forget_refusal()

    def prove_sign_in(self) -> None:
        """Asks what changes nothing, unless the server has accepted this password before.

        A wrong password is tried once then: of a refused POST it has to be asked who has refused it. Raises
        SignInError, or WebPageError: a page in SuperOffice's place would take a record no further, either.
        """
        if self._auth.is_proven:
            return
        try:
            self.call(ApiCall("GET", _WHO_AM_I))
        except (SignInError, errors.WebPageError):
            raise
        except WebApiError:
            return  # what comes next will meet the same, and say it

    def forget_network(self) -> None:
        """Has the system asked for its proxies again: the network may be another one."""
        self._transport.forget_network()

    def close(self) -> None:
        """Closes the network connection for good; later calls raise ClosedError."""
        self._transport.close()

    def _exchange(self, call: ApiCall) -> HttpReply:
        """Sends a request, and repeats it once after a new token or another address of the API.

        Anything but a GET is repeated only if SuperOffice itself says that it has not processed the request:
        a filter may answer 401, 403 or 421 in the place of an answer that says "saved".
        """
        content, headers = self._encode_body(call)
        headers = {**headers, **dict(call.headers)}
        request, reply = self._send(call, content, headers)
        if self._is_misdirected(call, reply) and self._location.relocate():
            request, reply = self._send(call, content, headers)
        if self._is_sign_in_refused(call, reply) and self._auth.refresh(request):
            _, reply = self._send(call, content, headers)
        return reply

    def _send(
        self, call: ApiCall, content: bytes | None, headers: dict[str, str]
    ) -> tuple[httpx.Request, HttpReply]:
        auth = self._auth if call.signed else None
        request, reply = self._transport.send(self._http_request(call, content, headers), auth)
        if call.method != "GET" and self._is_foreign_challenge(call, reply):
            reply = without_challenge(reply)
        return request, reply

    def _is_foreign_challenge(self, call: ApiCall, reply: HttpReply) -> bool:
        """Returns True for a 401 that asks for a sign-in although the server accepts the one that it has.

        A gateway may ask for one of the server's schemes, and in the place of an answer that says "saved".
        Whether the credentials are accepted is seen from a question that changes nothing.
        """
        # The answer is read only where it may be an error.
        if not self._is_sign_in_refused(call, reply) or own_error(reply) is not None:
            return False
        question = ApiCall("GET", _WHO_AM_I)
        self._auth.forget_refusal()
        try:
            _, answer = self._transport.send(self._http_request(question, None, self._headers), self._auth)
        except WebApiError:
            return True
        return not is_own_sign_in_refusal(answer, self._auth.schemes)

    def _is_misdirected(self, call: ApiCall, reply: HttpReply) -> bool:
        if call.method == "GET":
            return reply.status == _MISDIRECTED_REQUEST
        return is_own_misdirection(reply)

    def _is_sign_in_refused(self, call: ApiCall, reply: HttpReply) -> bool:
        """Returns True if new credentials may help and the request may be repeated with them."""
        if not call.signed:
            return False
        if call.method == "GET":
            return reply.status in _SIGN_IN_REFUSED
        return is_own_sign_in_refusal(reply, self._auth.schemes)

    def _http_request(self, call: ApiCall, content: bytes | None, headers: dict[str, str]) -> HttpRequest:
        url = f"{self._location.base()}{call.target}"
        return HttpRequest(
            call.method, url, self.host, content, headers, call.label, while_waiting=call.while_waiting
        )

    def with_content(self, call: ApiCall) -> ApiCall:
        """Returns a call with its body as it is sent. Raises CannotBeSentError."""
        return replace(call, content=self._encoded(call))

    def _encode_body(self, call: ApiCall) -> tuple[bytes | None, dict[str, str]]:
        if call.body is None:
            return None, self._headers
        content = self._encoded(call) if call.content is None else call.content
        return content, self._headers | {"Content-Type": f"{self._format_of(call)}; charset=utf-8"}

    def _encoded(self, call: ApiCall) -> bytes:
        try:
            return formats.write(call.body, self._format_of(call), call.root)
        except ValueError as error:
            raise errors.CannotBeSentError(self.host, detail=type(error).__name__) from None

    def _format_of(self, call: ApiCall) -> Format:
        # The other formats are for entities; arguments of agents are always JSON.
        return self._format if call.root else Format.JSON


def make_transport(
    profile: Profile,
    others: OtherSecrets,
    *,
    timeouts: Timeouts | None = None,
    verify: ssl.SSLContext | None = None,
    refusals: SharedRefusals | None = None,
) -> Transport:
    """Creates the HTTP client of a connection."""
    return Transport(
        profile,
        headers={"Accept-Encoding": "gzip"},
        timeouts=timeouts or Timeouts(),
        proxy_password=lambda: others(SecretKind.PROXY_PASSWORD),
        verify=verify,
        refusals=refusals,
    )


def _headers_for(profile: Profile, host: str, user_agent: str, language: str) -> dict[str, str]:
    """Returns the headers of every call. Sources: reference page "POST Contact"; docs "SO-TimeZone"."""
    zone = profile.time_zone.strip()
    language_setting = Message("language", N_("language"))
    settings = (
        (language_setting, "Accept-Language", profile.language or language),
        (language_setting, "SO-Language", profile.language),
        (Message("culture", N_("culture")), "SO-Culture", profile.culture),
        (
            Message("time_zone", N_("time zone")),
            "SO-TimeZone",
            f"{zone}, includeTZOffset" if zone and profile.include_offset else zone,
        ),
    )
    headers = {"Accept": str(profile.answer_format), "User-Agent": user_agent}
    # An answer that a proxy has kept would say of a company that is saved by now that it is not there
    # (RFC 9111, 5.2.1.4).
    headers["Cache-Control"] = "no-cache"
    for setting, name, value in settings:
        if not (value.isascii() and value.isprintable()):
            raise errors.BadSettingError(host, setting=setting)
        if value.strip():
            headers[name] = value.strip()
    return headers
