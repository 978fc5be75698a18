"""Signing in to a proxy: no password before the proxy asks for it, and never a refused one again.

Directory services lock an account after a few wrong passwords, so one refusal stops every further attempt of
all connections and processes until somebody has acted (RFC 9110, 11.7; RFC 7617).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from app.webapi import errors
from app.webapi.errors import WebApiError
from app.webapi.errors.trace import RequestTrace, nothing
from app.webapi.http.reply import challenge_schemes

BASIC, NTLM, NEGOTIATE = "basic", "ntlm", "negotiate"
_UNAUTHORIZED = 401
_PASSWORD_REQUIRED = 407


class SharedRefusals(Protocol):
    """What all processes know of refused passwords. `proxy` is an address. Thread-safe; raises nothing."""

    def begin_attempt(self, patience: float) -> Callable[[], None] | None:
        """Waits its turn for so many seconds; returns the function that ends it, None if it did not come."""

    def has(self, proxy: str, user: str) -> bool:
        """Returns True if the password of that user was refused."""

    def add(self, proxy: str, user: str) -> None:
        """Notes a refusal; called in an attempt."""


class ProxySignIn:
    """What is known of the sign-in to one proxy. Thread-safe."""

    def __init__(
        self, patience: float, shared: SharedRefusals | None = None, address: str = "", user: str = ""
    ) -> None:
        """`patience` is the number of seconds to wait for another's attempt.

        `shared` knows what other processes were told of `user` by the proxy at `address`; the ticket of the
        computer's user is each process's own.
        """
        self.schemes: frozenset[str] = frozenset()
        self._refusal: type[WebApiError] | None = None
        self._patience = patience
        self._shared = shared if user else None
        self._account = (address, user)
        self._attempt = threading.Lock()
        self._end_shared: Callable[[], None] | None = None

    def scheme(self, *, has_user: bool, is_tunnel: bool) -> str:
        """Returns the scheme to sign in with, of those that the proxy has asked for; empty for none.

        Negotiate and NTLM need a tunnel. A user name is for Basic or NTLM, which take it on every system; the
        user's own ticket is for Negotiate.
        """
        order = (BASIC, NTLM, NEGOTIATE) if has_user else (NEGOTIATE, NTLM)
        return next((each for each in order if each in self.schemes and (is_tunnel or each == BASIC)), "")

    def check(self, host: str, proxy: str) -> None:
        """Raises ProxyError if an attempt was refused, be it that of another process."""
        refusal = self._refusal
        # Not kept here: it ends once somebody has acted in that process.
        if refusal is None and self._shared is not None and self._shared.has(*self._account):
            refusal = errors.ProxyPasswordRefusedError
        if refusal:
            raise refusal(host, proxy=proxy, detail="not tried again")

    def begin(self, host: str, proxy: str) -> None:
        """Waits for the attempts of others. Raises ProxyError where one of them was refused."""
        if not self._attempt.acquire(timeout=self._patience):
            raise self._waited(host, proxy)
        try:
            if self._shared is not None:
                self._end_shared = self._shared.begin_attempt(self._patience)
                if self._end_shared is None:
                    raise self._waited(host, proxy)
            self.check(host, proxy)
        except WebApiError:
            self.end()
            raise

    def end(self) -> None:
        """Lets the next one begin its attempt."""
        end, self._end_shared = self._end_shared, None
        if end is not None:
            end()
        self._attempt.release()

    def refuse(self, kind: type[WebApiError]) -> None:
        """Notes that the proxy has refused the attempt that is going on."""
        self._refusal = kind
        if self._shared is not None:
            self._shared.add(*self._account)

    @staticmethod
    def _waited(host: str, proxy: str) -> WebApiError:
        return errors.ProxyNotReachedError(host, proxy=proxy, detail="waited for another attempt")


class ProxyTrace(RequestTrace):
    """The trace of a request through a proxy: whether and how the proxy asks for a sign-in.

    With `sign_in` the request carries the credentials; it then has its turn among those of other threads.
    `is_forwarded` means that there is no tunnel: the proxy reads the request. Call `finish` at the end.
    """

    def __init__(
        self,
        host: str,
        proxy: str,
        sign_in: ProxySignIn | None,
        while_waiting: Callable[[], None] = nothing,
        *,
        is_forwarded: bool,
    ) -> None:
        super().__init__(while_waiting)
        self.is_password_required = False
        self.schemes: set[str] = set()
        self._host = host
        self._proxy = proxy
        self._sign_in = sign_in
        self._is_forwarded = is_forwarded
        self._has_turn = False

    def __call__(self, event: str, info: Mapping[str, Any]) -> None:
        kind = event.partition(".")[2]
        if kind == "send_request_headers.started" and self._is_for_proxy(info) and self._sign_in:
            self._sign_in.begin(self._host, self._proxy)
            self._has_turn = True
        super().__call__(event, info)
        if kind == "receive_response_headers.complete" and (self._is_forwarded or not self.started):
            self._read_answer(info["return_value"])
            self.finish()

    def finish(self) -> None:
        """Lets the next thread begin its attempt."""
        if self._has_turn and self._sign_in:
            self._has_turn = False
            self._sign_in.end()

    def error(self) -> errors.ProxyPasswordError | errors.ProxyUnsupportedSignInError | None:
        """Returns what the proxy's question for a sign-in means; None if it did not ask."""
        if not self.is_password_required:
            return None
        if self._sign_in:
            return errors.ProxyPasswordRefusedError(self._host, proxy=self._proxy, status=_PASSWORD_REQUIRED)
        if self.schemes and BASIC not in self.schemes:
            names = ", ".join(sorted(self.schemes))
            return errors.ProxyUnsupportedSignInError(
                self._host, schemes=names, status=_PASSWORD_REQUIRED, detail=names
            )
        return errors.ProxyPasswordError(self._host, status=_PASSWORD_REQUIRED)

    def _is_for_proxy(self, info: Mapping[str, Any]) -> bool:
        return self._is_forwarded or info["request"].method == b"CONNECT"

    def _read_answer(self, answer: tuple[Any, ...]) -> None:
        # (HTTP version, status, reason, headers, …)
        status, headers = answer[1], answer[3]
        if status not in (_PASSWORD_REQUIRED, _UNAUTHORIZED):
            return
        # A server's own 407 has no such header; of the answer to CONNECT there is no doubt.
        asked = _values(headers, b"proxy-authenticate")
        # tinyproxy asks with 407 and refuses with 401, as if it were the server.
        is_tinyproxys = status == _UNAUTHORIZED and _values(headers, b"server").startswith("tinyproxy")
        if not self.started or asked or is_tinyproxys:
            self.is_password_required = True
            # One that does not say how, as it has to, can only mean the way that all of them know.
            self.schemes = challenge_schemes(asked or _values(headers, b"www-authenticate")) or {BASIC}
            if self._sign_in:
                self._sign_in.refuse(errors.ProxyPasswordRefusedError)


def _values(headers: Iterable[tuple[bytes, bytes]], wanted: bytes) -> str:
    return ", ".join(value.decode("latin-1") for name, value in headers if name.lower() == wanted)
