"""Questions to a public register: HTTP and JSON, bounded, with sentences for what goes wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

from app import __version__
from app.model.profile import Profile
from app.model.text_normalization import known_charset
from app.translation import N_
from app.translation.message import Message
from app.webapi.connection import make_transport
from app.webapi.errors import NotSentError, WebApiError
from app.webapi.http.answers import retry_after
from app.webapi.http.proxy_sign_in import SharedRefusals
from app.webapi.http.reply import HttpReply
from app.webapi.http.server_address import host_of
from app.webapi.http.transport import HttpRequest, Timeouts, Transport

USER_AGENT: Final = f"Contact Entry {__version__} - typing companies into a CRM - user of this computer"
"""Cvrapi.dk answers only a name of three parts with " - " between; the others ask for a telling one."""

_TIMEOUTS: Final = Timeouts(connect=5, read=20, write=5, pool=5, total=20)
_MAX_BYTES: Final = 2 * 1024 * 1024
_TOO_MANY_REQUESTS: Final = 429
_NOT_THERE: Final = (404, 410)
_KEY_REFUSED: Final = (401, 403)
_NOT_TOLD: Final = 60.0  # seconds that a register is left alone for, where it does not say how many
_A_DAY: Final = 24 * 3600.0


class RegisterError(Exception):
    """A register has not answered. `message` is a sentence for the user, `detail` is for the log.

    `retry_after` is the number of seconds for which it should be left alone.
    """

    sentence = N_("{register} did not answer.")

    def __init__(self, register: str, detail: str = "", retry_after: float = 0) -> None:
        self.message = Message(f"register_{type(self).__name__}", self.sentence, register=register)
        self.detail = detail
        self.retry_after = retry_after
        super().__init__(self.message)


class RegisterNotReachedError(RegisterError):
    """No connection, or no answer in time."""

    sentence = N_("{register} could not be reached.")


class RegisterBusyError(RegisterError):
    """Too many questions (429, or the register's own word for it)."""

    sentence = N_("{register} has been asked too often. Try again later.")


class RegisterKeyError(RegisterError):
    """The register refuses the key, or there is none."""

    sentence = N_("{register} does not accept the key. Your administrator can set another one.")


class RegisterAnswerError(RegisterError):
    """The answer is none that the register is known to give."""

    sentence = N_("{register} gave an answer that cannot be used.")


@dataclass(frozen=True)
class ProxyAccess:
    """How a proxy that wants a user name is told one: that of the connection, with its password.

    `refusals` knows of passwords that were refused, which are not tried again.
    """

    password: Callable[[], str | None] = lambda: None
    refusals: SharedRefusals | None = None


class Question:
    """The way to one register: its address and what is common to its questions. Thread-safe.

    `headers` are sent with every question. Raises RegisterError from every method but `close`.
    """

    def __init__(
        self,
        title: str,
        base: str,
        network: Profile | None = None,
        headers: Mapping[str, str] | None = None,
        timeouts: Timeouts = _TIMEOUTS,
        *,
        proxy: ProxyAccess | None = None,
    ) -> None:
        self.title = title
        self.base = base.rstrip("/")
        self._headers = {"Accept": "application/json", "User-Agent": USER_AGENT, **(headers or {})}
        way = network or Profile(name="register")
        access = proxy or ProxyAccess()
        # Loopback may be plain: a stand-in, or a gateway on this computer.
        profile = Profile(
            name="register",
            url=base,
            proxy=way.proxy,
            proxy_user=way.proxy_user if proxy else "",
            ca_file=way.ca_file,
            allow_plain_http=True,
        )
        self._transport: Transport = make_transport(
            profile, lambda _kind: access.password(), timeouts=timeouts, refusals=access.refusals
        )

    def close(self) -> None:
        """Ends the question in flight, and all further ones."""
        self._transport.close()

    def get(self, path: str, query: Mapping[str, str | int] | None = None) -> Any:
        """Returns the JSON value of an answer; None if the register does not have what was asked for."""
        address = f"{self.base}{quote(path)}"
        if query:
            address += "?" + urlencode(query, safe="[]", quote_via=quote)
        return self._value(self._send(HttpRequest("GET", address, host_of(self.base), headers=self._headers)))

    def post(self, path: str, body: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Any:
        """Sends a JSON object; returns as `get` does. None of these questions changes anything."""
        sent = {**self._headers, "Content-Type": "application/json", **(headers or {})}
        content = json.dumps(body).encode()
        address = f"{self.base}{quote(path)}"
        return self._value(self._send(HttpRequest("POST", address, host_of(self.base), content, sent)))

    def token(self, address: str, form: Mapping[str, str]) -> str:
        """Returns an access token of OAuth's client credentials (RFC 6749, 4.4). Raises RegisterError."""
        sent = {**self._headers, "Content-Type": "application/x-www-form-urlencoded"}
        outgoing = HttpRequest("POST", address, host_of(address), urlencode(form).encode(), sent)
        value = self._value(self._send(outgoing))
        token = value.get("access_token") if isinstance(value, dict) else None
        if not isinstance(token, str) or not (token.isascii() and token.isprintable()):
            raise RegisterKeyError(self.title, "no access_token")
        return token

    def _send(self, outgoing: HttpRequest) -> HttpReply:
        try:
            _, reply = self._transport.send(outgoing)
        except WebApiError as error:
            kind = RegisterNotReachedError if isinstance(error, NotSentError) else RegisterError
            raise kind(self.title, f"{type(error).__name__} {error.detail}") from None
        return reply

    def _value(self, reply: HttpReply) -> Any:
        if reply.status in _NOT_THERE:
            return None
        if reply.status == _TOO_MANY_REQUESTS:
            raise RegisterBusyError(self.title, "429", _seconds(reply.headers))
        if reply.status in _KEY_REFUSED:
            raise RegisterKeyError(self.title, str(reply.status))
        if reply.status >= 500:
            raise RegisterNotReachedError(self.title, str(reply.status))
        if reply.status not in (200, 400) or len(reply.body) > _MAX_BYTES:
            raise RegisterAnswerError(self.title, f"{reply.status} {len(reply.body)} bytes")
        try:
            value = json.loads(reply.body.decode(_charset(reply.content_type)).removeprefix("\ufeff"))
        except (ValueError, LookupError, RecursionError):
            raise RegisterAnswerError(self.title, f"{reply.status} no JSON") from None
        if reply.status == 400:
            # What was asked cannot be: a number with a wrong check digit, or a text of nothing.
            return None
        return value


def _charset(content_type: str) -> str:
    _, _, named = content_type.partition("charset=")
    return known_charset(named.partition(";")[0].strip(" \"'"))


def _seconds(headers: Mapping[str, str]) -> float:
    told = retry_after(headers)
    return _NOT_TOLD if told is None else min(told, _A_DAY)
