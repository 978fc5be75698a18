"""How requests are signed: the one place that knows the sign-in schemes."""

from __future__ import annotations

import base64
from abc import ABC, abstractmethod
from collections.abc import Callable, Generator
from typing import Protocol

import httpx

from app.model.profile import Profile, Scheme, SecretKind
from app.webapi.errors import (
    BadSecretError,
    NoSecretError,
    SignInEndedError,
    SignInError,
    TokenRefusedError,
)

SecretSource = Callable[[], str | None]
"""Answers the secret that a connection signs in with, or None where there is none.

It is called for every request and from the thread that makes it, so it should answer from memory. What it
raises is passed on.
"""
OtherSecrets = Callable[[SecretKind], str | None]
"""Answers a connection's further secrets: application token, cookie, proxy password."""

XSRF_HEADER = "X-XSRF-TOKEN"
XSRF_COOKIE = "XSRF-TOKEN"


class AccessTokens(Protocol):
    """Where the access tokens of SuperOffice Online come from."""

    def access_token(self) -> str:
        """One that is good for a while. Raises WebApiError."""

    def renew(self, used: str) -> bool:
        """The server refused `used`: whether there is another one now. Raises WebApiError."""


class Signer(httpx.Auth):
    """Signs requests. Raises NoSecretError, BadSecretError and what its source of secrets raises."""

    def renew(self, _refused: httpx.Request) -> bool:
        """Whether it is worth sending that request, which was refused with 401 or 403, once more."""
        return False

    def refusal(self, error: SignInError) -> SignInError:
        """What the server's 401 means for this scheme."""
        return error


def make_auth(
    profile: Profile,
    host: str,
    secret: SecretSource,
    others: OtherSecrets,
    tokens: AccessTokens | None = None,
) -> Signer:
    """The signer for a connection. Sources: reference page "POST Contact", RFC 7617, RFC 6750.

    `tokens` are Online's.
    """
    match profile.scheme:
        case Scheme.BASIC:
            return _Basic(host, secret, others, profile.user)
        case Scheme.TICKET:
            return _Token(host, secret, others, "SOTicket")
        case Scheme.BEARER:
            return _Token(host, secret, others, "Bearer")
        case Scheme.XSRF:
            return _Session(host, secret, others)
        case Scheme.ONLINE:
            assert tokens is not None, "Online needs its tokens"  # noqa: S101  # the caller made both
            return _Online(host, tokens)


class _Static(Signer, ABC):
    """With a secret that the user has given. SO-AppToken goes along where there is one."""

    what = "password"

    def __init__(self, host: str, secret: SecretSource, others: OtherSecrets) -> None:
        self._host = host
        self._secret = secret
        self._others = others

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        secret = self._secret()
        if not secret:
            raise NoSecretError(self._host, what=self.what)
        app_token = self._others(SecretKind.CLIENT_SECRET)
        if app_token:
            request.headers["SO-AppToken"] = _plain(self._host, app_token, "SO-AppToken")
        self._sign(request, secret)
        yield request

    def refusal(self, error: SignInError) -> SignInError:
        if self.what == _Static.what:
            return error
        return TokenRefusedError(self._host, status=error.status, detail=error.detail, what=self.what)

    @abstractmethod
    def _sign(self, request: httpx.Request, secret: str) -> None:
        """Puts the secret where the scheme wants it. Raises BadSecretError."""


class _Basic(_Static):
    def __init__(self, host: str, secret: SecretSource, others: OtherSecrets, user: str) -> None:
        super().__init__(host, secret, others)
        self._user = user

    def _sign(self, request: httpx.Request, secret: str) -> None:
        if ":" in self._user:
            raise BadSecretError(self._host, detail="RFC 7617 forbids a colon in the user name")
        try:
            pair = f"{self._user}:{secret}".encode()
        except UnicodeEncodeError:
            raise BadSecretError(self._host, detail="a lone surrogate") from None
        request.headers["Authorization"] = f"Basic {base64.b64encode(pair).decode()}"


class _Token(_Static):
    """A ticket or an access token that the user was given, sent as it is."""

    def __init__(self, host: str, secret: SecretSource, others: OtherSecrets, scheme: str) -> None:
        super().__init__(host, secret, others)
        self._scheme = scheme
        self.what = "ticket" if scheme == "SOTicket" else "token"

    def _sign(self, request: httpx.Request, secret: str) -> None:
        request.headers["Authorization"] = f"{self._scheme} {_plain(self._host, secret, self._scheme)}"


class _Session(_Static):
    """A session of the web client: its XSRF token and its cookies, and no Authorization."""

    what = "session token"

    def _sign(self, request: httpx.Request, secret: str) -> None:
        token = _plain(self._host, secret, XSRF_HEADER)
        cookie = (self._others(SecretKind.XSRF_COOKIE) or "").strip() or f"{XSRF_COOKIE}={token}"
        if not (cookie.isascii() and cookie.isprintable()):
            raise BadSecretError(self._host, detail="not a cookie")
        request.headers[XSRF_HEADER] = token
        request.headers["Cookie"] = cookie


class _Online(Signer):
    def __init__(self, host: str, tokens: AccessTokens) -> None:
        self._host = host
        self._tokens = tokens

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        token = _plain(self._host, self._tokens.access_token(), "Bearer")
        request.headers["Authorization"] = f"Bearer {token}"
        yield request

    def refusal(self, error: SignInError) -> SignInError:
        return SignInEndedError(self._host, status=error.status, detail=error.detail)

    def renew(self, refused: httpx.Request) -> bool:
        return self._tokens.renew(refused.headers.get("Authorization", "").removeprefix("Bearer "))


def _plain(host: str, secret: str, what: str) -> str:
    token = secret.strip()
    if not (token.isascii() and token.isprintable()) or " " in token:
        raise BadSecretError(host, detail=f"not a {what} value")
    return token
