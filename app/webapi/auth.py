"""How requests are signed: the one place that knows the sign-in schemes."""

from __future__ import annotations

import base64
from collections.abc import Callable, Generator

import httpx

from app.model.profile import Profile, Scheme
from app.webapi.address import api_base, host_of
from app.webapi.errors import BadSecretError, NoSecretError, SchemeNotSupportedError

SecretSource = Callable[[], str | None]
"""Answers the secret of a connection, or None where there is none.

It is called for every request and from the thread that makes it, so it should answer from memory. What it
raises is passed on.
"""


def make_auth(profile: Profile, secret: SecretSource) -> httpx.Auth:
    """The signer for a connection. Sources: reference page "POST Contact", RFC 7617, RFC 6750.

    Raises SchemeNotSupportedError for Online; when it signs, NoSecretError and BadSecretError.
    """
    host = host_of(api_base(profile.url))
    match profile.scheme:
        case Scheme.BASIC:
            return _Basic(host, secret, profile.user)
        case Scheme.TICKET:
            return _Token(host, secret, "SOTicket")
        case Scheme.BEARER:
            return _Token(host, secret, "Bearer")
        case Scheme.ONLINE:
            raise SchemeNotSupportedError(host)


class _Signer(httpx.Auth):
    def __init__(self, host: str, secret: SecretSource) -> None:
        self._host = host
        self._secret = secret

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        secret = self._secret()
        if not secret:
            raise NoSecretError(self._host)
        request.headers["Authorization"] = self._value(secret)
        yield request

    def _value(self, secret: str) -> str:
        raise NotImplementedError


class _Basic(_Signer):
    def __init__(self, host: str, secret: SecretSource, user: str) -> None:
        super().__init__(host, secret)
        self._user = user

    def _value(self, secret: str) -> str:
        if ":" in self._user:
            raise BadSecretError(self._host, detail="RFC 7617 forbids a colon in the user name")
        try:
            pair = f"{self._user}:{secret}".encode()
        except UnicodeEncodeError:
            raise BadSecretError(self._host, detail="a lone surrogate") from None
        return f"Basic {base64.b64encode(pair).decode()}"


class _Token(_Signer):
    """A ticket or an access token that the user was given, sent as it is."""

    def __init__(self, host: str, secret: SecretSource, scheme: str) -> None:
        super().__init__(host, secret)
        self._scheme = scheme

    def _value(self, secret: str) -> str:
        token = secret.strip()
        if not (token.isascii() and token.isprintable()) or " " in token:
            raise BadSecretError(self._host, detail=f"not a {self._scheme} value")
        return f"{self._scheme} {token}"
