"""Adds credentials to requests, for each of the sign-in schemes."""

from __future__ import annotations

import base64
from abc import ABC, abstractmethod
from collections.abc import Callable, Generator
from typing import Protocol, TypedDict

import httpx

from app.model.profile import Profile, Scheme, SecretKind
from app.webapi.errors import (
    BadSecretError,
    NoSecretError,
    SignInEndedError,
    SignInError,
    TokenRefusedError,
    Verdict,
)
from app.webapi.http.reply import challenge_schemes
from app.webapi.sign_in.password_attempts import PasswordAttempts

SecretSource = Callable[[], str | None]
"""Returns the main secret of a connection, or None if there is none.

It is called for every request, in the thread of that request, so it should be fast. What it raises is passed
on.
"""
OtherSecrets = Callable[[SecretKind], str | None]
"""Returns a further secret of a connection: application token, cookie, proxy password."""

XSRF_HEADER = "X-XSRF-TOKEN"
XSRF_COOKIE = "XSRF-TOKEN"

# A server on the user's own site may ask for any of SuperOffice's schemes or of IIS's, whichever was chosen.
_ONSITE_SCHEMES = frozenset({"basic", "soticket", "bearer", "xsrf", "negotiate", "ntlm"})


class AccessTokens(Protocol):
    """The source of access tokens for SuperOffice Online."""

    def access_token(self) -> str:
        """Returns a token that is valid for a while. Raises WebApiError."""

    def refresh(self, used: str) -> bool:
        """Replaces the refused token `used`; returns True if there is another one. Raises WebApiError."""

    def forget_refusal(self) -> None:
        """Has a sign-in that the provider has refused tried once more."""


class Signer(httpx.Auth):
    """Adds credentials to requests.

    Raises NoSecretError, BadSecretError and what the secret source raises.
    """

    schemes: frozenset[str] = frozenset()
    """The schemes, in lower case, that the server may ask for when it refuses the credentials."""

    @property
    def is_proven(self) -> bool:
        """False for a password that the server has not accepted yet: it may lock the account."""
        return True

    def refresh(self, _refused: httpx.Request) -> bool:
        """Gets new credentials after a 401 or 403; returns True if the request is worth repeating."""
        return False

    def forget_refusal(self) -> None:
        """Has credentials that the server has refused tried once more: somebody has acted."""

    def specific_error(self, error: SignInError) -> SignInError:
        """Returns the error that a 401 means for this scheme."""
        return error


def make_auth(
    profile: Profile,
    host: str,
    secret: SecretSource,
    others: OtherSecrets,
    tokens: AccessTokens | None = None,
) -> Signer:
    """Creates the signer of a connection. Sources: reference page "POST Contact", RFC 7617, RFC 6750.

    `tokens` is required for SuperOffice Online.
    """
    match profile.scheme:
        case Scheme.BASIC:
            return _BasicSigner(host, secret, others, profile.user)
        case Scheme.TICKET:
            return _TokenSigner(host, secret, others, "SOTicket")
        case Scheme.BEARER:
            return _TokenSigner(host, secret, others, "Bearer")
        case Scheme.XSRF:
            return _XsrfSigner(host, secret, others)
        case Scheme.ONLINE:
            assert tokens is not None, "Online needs its tokens"  # noqa: S101  # the caller made both
            return _OnlineSigner(host, tokens)


class _SecretSigner(Signer, ABC):
    """Signs with a secret of the user, and with SO-AppToken if there is one."""

    what = "password"
    schemes = _ONSITE_SCHEMES

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
            request.headers["SO-AppToken"] = _header_value(self._host, app_token, "SO-AppToken")
        self._sign(request, secret)
        yield from self._send(request)

    def _send(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Sends the signed request."""
        yield request

    def specific_error(self, error: SignInError) -> SignInError:
        return TokenRefusedError(self._host, **_outcome(error), what=self.what)

    @abstractmethod
    def _sign(self, request: httpx.Request, secret: str) -> None:
        """Adds the secret to the headers. Raises BadSecretError."""


class _BasicSigner(_SecretSigner):
    """HTTP Basic with user name and password (RFC 7617)."""

    def __init__(self, host: str, secret: SecretSource, others: OtherSecrets, user: str) -> None:
        super().__init__(host, secret, others)
        self._user = user
        self._attempts = PasswordAttempts()
        self._said = ""  # by the server, when it refused the password

    @property
    def is_proven(self) -> bool:
        return self._attempts.has_accepted

    def forget_refusal(self) -> None:
        self._attempts.forget_refusal()

    def specific_error(self, error: SignInError) -> SignInError:
        self._said = error.said
        return error

    def _send(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        credentials = request.headers["Authorization"]
        with self._attempts.turn(credentials):
            if self._attempts.is_refused(credentials):
                raise SignInError(self._host, detail="not tried again", said=self._said)
            response = yield request
            self._note(credentials, response, is_question=request.method == "GET")

    def _note(self, credentials: str, response: httpx.Response, *, is_question: bool) -> None:
        """Notes what an answer tells of the password; a page of somebody in between tells nothing.

        Nor does data without a challenge in the place of the answer to a request that changes something:
        filters answer so, and the outbox would wait for a password that is right.
        """
        kind = response.headers.get("Content-Type", "").lower()
        is_data = "json" in kind or "xml" in kind
        asked = challenge_schemes(response.headers.get("WWW-Authenticate", ""))
        is_refusal = bool(asked & self.schemes) or (is_data and is_question)
        if response.status_code == httpx.codes.UNAUTHORIZED and is_refusal:
            self._attempts.refuse(credentials)
        elif response.status_code == httpx.codes.OK and is_data and "html" not in kind:
            self._attempts.accept(credentials)

    def _sign(self, request: httpx.Request, secret: str) -> None:
        if ":" in self._user:
            raise BadSecretError(self._host, detail="RFC 7617 forbids a colon in the user name")
        try:
            pair = f"{self._user}:{secret}".encode()
        except UnicodeEncodeError:
            raise BadSecretError(self._host, detail="a lone surrogate") from None
        request.headers["Authorization"] = f"Basic {base64.b64encode(pair).decode()}"


class _TokenSigner(_SecretSigner):
    """A ticket or an access token from the user, sent unchanged."""

    def __init__(self, host: str, secret: SecretSource, others: OtherSecrets, scheme: str) -> None:
        super().__init__(host, secret, others)
        self._scheme = scheme
        self.what = "ticket" if scheme == "SOTicket" else "token"

    def _sign(self, request: httpx.Request, secret: str) -> None:
        request.headers["Authorization"] = f"{self._scheme} {_header_value(self._host, secret, self._scheme)}"


class _XsrfSigner(_SecretSigner):
    """A session of the web client: its XSRF token and its cookies, without Authorization."""

    what = "session_token"

    def _sign(self, request: httpx.Request, secret: str) -> None:
        token = _header_value(self._host, secret, XSRF_HEADER)
        cookie = (self._others(SecretKind.XSRF_COOKIE) or "").strip() or f"{XSRF_COOKIE}={token}"
        if not (cookie.isascii() and cookie.isprintable()):
            raise BadSecretError(self._host, detail="not a cookie")
        request.headers[XSRF_HEADER] = token
        request.headers["Cookie"] = cookie


class _OnlineSigner(Signer):
    """An access token of SuperOffice Online (RFC 6750)."""

    schemes = frozenset({"bearer"})

    def __init__(self, host: str, tokens: AccessTokens) -> None:
        self._host = host
        self._tokens = tokens

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        token = _header_value(self._host, self._tokens.access_token(), "Bearer")
        request.headers["Authorization"] = f"Bearer {token}"
        yield request

    def specific_error(self, error: SignInError) -> SignInError:
        return SignInEndedError(self._host, **_outcome(error))

    def forget_refusal(self) -> None:
        self._tokens.forget_refusal()

    def refresh(self, refused: httpx.Request) -> bool:
        return self._tokens.refresh(refused.headers.get("Authorization", "").removeprefix("Bearer "))


class _Outcome(TypedDict):
    said: str
    verdict: Verdict
    status: int | None
    detail: str
    intercepted: bool


def _outcome(error: SignInError) -> _Outcome:
    """Returns what a more specific error has in common with `error`."""
    return {
        "said": error.said,
        "verdict": error.verdict,
        "status": error.status,
        "detail": error.detail,
        "intercepted": error.intercepted,
    }


def _header_value(host: str, secret: str, what: str) -> str:
    token = secret.strip()
    if not (token.isascii() and token.isprintable()) or " " in token:
        raise BadSecretError(host, detail=f"not a {what} value")
    return token
