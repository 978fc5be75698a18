"""Tunnels through a proxy that wants a sign-in by Negotiate or NTLM: by password or the user's own ticket.

Both take several requests on one network connection (RFC 4559, [MS-NTHT]), which httpcore's proxy cannot do.
The handshake itself is pyspnego's: with Windows' own security (SSPI), with Kerberos where the package
``gssapi`` is installed, else NTLM by user name and password.
"""

from __future__ import annotations

import base64
import binascii
import ssl
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, Protocol, TypeVar

import httpcore
import httpx

from app.webapi import errors
from app.webapi.errors import WebApiError
from app.webapi.errors.certificate import certificate_fault
from app.webapi.errors.from_httpx import refused_tunnel
from app.webapi.http.happy_eyeballs import EyeballBackend
from app.webapi.http.proxy_sign_in import NEGOTIATE, NTLM, ProxySignIn

_PASSWORD_REQUIRED: Final = 407
# NTLM takes two requests, Negotiate with NTLM inside three.
_MAX_STEPS: Final = 5
_MAX_PAGE_BYTES: Final = 1024 * 1024
_SERVICE: Final = "HTTP"
_NAMES: Final = {NTLM: "NTLM", NEGOTIATE: "Negotiate"}
_Result = TypeVar("_Result")


class _Handshake(Protocol):
    """What is used of pyspnego's context."""

    def step(self, in_token: bytes | None = None) -> bytes | None:
        """Returns what is to be sent next."""


@dataclass(frozen=True)
class TunnelSettings:
    """How a tunnel is made. `scheme` is "negotiate" or "ntlm"; without `user` the user's own ticket is shown.

    `timeout` is in seconds, for each of the proxy's answers.
    """

    proxy: httpx.URL
    scheme: str
    sign_in: ProxySignIn
    context: ssl.SSLContext
    timeout: float
    user: str = ""
    password: str = field(default="", repr=False)


class TunnelBackend(EyeballBackend):
    """Opens network connections for httpcore, each of them a tunnel. Raises WebApiError."""

    def __init__(self, settings: TunnelSettings) -> None:
        self._settings = settings
        self._proxy = settings.proxy.host
        encrypted = settings.proxy.scheme == "https"
        self._origin = httpcore.Origin(
            settings.proxy.raw_scheme,
            settings.proxy.raw_host,
            settings.proxy.port or (443 if encrypted else 80),
        )

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Returns a tunnel to `host`. Raises ProxyError."""
        stream = self._to_proxy(host, timeout, local_address, socket_options)
        try:
            self._settings.sign_in.begin(host, self._proxy)
            try:
                return self._tunnel(stream, host, port)
            finally:
                self._settings.sign_in.end()
        except BaseException:
            stream.close()
            raise

    def _to_proxy(self, host: str, timeout: float | None, *rest: Any) -> httpcore.NetworkStream:
        name = self._origin.host.decode()
        try:
            stream = super().connect_tcp(name, self._origin.port, timeout, *rest)
            if self._origin.scheme == b"https":
                stream = stream.start_tls(self._settings.context, name, timeout)
        except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
            if isinstance(error.__cause__, ssl.SSLCertVerificationError):
                why = certificate_fault(error.__cause__)[1]
                raise errors.ProxyCertificateError(host, proxy=self._proxy, why=why) from None
            raise self._error(errors.ProxyNotReachedError, host, error) from None
        return stream

    def _tunnel(self, stream: httpcore.NetworkStream, host: str, port: int) -> httpcore.NetworkStream:
        handshake = self._begin(host)
        connection = httpcore.HTTP11Connection(self._origin, stream)
        answered: bytes | None = None
        for sent in range(_MAX_STEPS):
            try:
                token = handshake.step(answered)
            except Exception as error:  # noqa: BLE001  # pyspnego raises anything at what is no token
                raise self._broken_off(sent, host, error) from None
            response = self._ask(connection, host, port, token or b"")
            if 200 <= response.status < 300:
                tunnel: httpcore.NetworkStream = response.extensions["network_stream"]
                return tunnel
            if response.status != _PASSWORD_REQUIRED:
                code = str(response.status)
                raise refused_tunnel(code)(host, proxy=self._proxy, detail=code, code=code)
            if not (answered := self._challenge(response)):
                break
        raise self._refusal(host)

    def _begin(self, host: str) -> _Handshake:
        # Imported here: it loads cryptography, which only such a proxy needs.
        import spnego

        settings = self._settings
        if settings.user and not settings.password:
            raise self._error(errors.ProxyPasswordError, host, detail="no password")
        try:
            return spnego.client(
                settings.user or None,
                settings.password or None,
                hostname=self._proxy,
                service=_SERVICE,
                protocol=settings.scheme,
            )
        except spnego.exceptions.SpnegoError as error:
            raise self._error(errors.ProxyPasswordError, host, error) from None

    def _broken_off(self, sent: int, host: str, error: Exception) -> WebApiError:
        """Returns the error for an answer that the handshake cannot go on with, after so many requests."""
        if sent == 0:
            # There is no ticket.
            return self._error(errors.ProxyPasswordError, host, error)
        # The first request tells nothing that could be refused; a later one has been, with a reason.
        return self._error(errors.ProxyRefusedError, host, error) if sent == 1 else self._refusal(host)

    def _ask(
        self, connection: httpcore.HTTP11Connection, host: str, port: int, token: bytes
    ) -> httpcore.Response:
        name = f"[{host}]" if ":" in host else host
        target = f"{name}:{port}".encode()
        signed = f"{_NAMES[self._settings.scheme]} {base64.b64encode(token).decode()}"
        url = httpcore.URL(
            scheme=self._origin.scheme, host=self._origin.host, port=self._origin.port, target=target
        )
        headers = [(b"Host", target), (b"Accept", b"*/*"), (b"Proxy-Authorization", signed.encode())]
        patience = self._settings.timeout
        timeouts = {"connect": patience, "read": patience, "write": patience}
        request = httpcore.Request("CONNECT", url, headers=headers, extensions={"timeout": timeouts})
        try:
            response = connection.handle_request(request)
            if response.status == _PASSWORD_REQUIRED:
                self._pass_over(response)
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
            raise self._error(errors.ProxyNotReachedError, host, error) from None
        except httpcore.ConnectionNotAvailable as error:
            # It closed the connection between two requests of one handshake.
            raise self._error(errors.ProxyRefusedError, host, error) from None
        return response

    @staticmethod
    def _pass_over(response: httpcore.Response) -> None:
        size = 0
        for piece in response.iter_stream():
            size += len(piece)
            if size > _MAX_PAGE_BYTES:
                raise httpcore.RemoteProtocolError("too long")
        response.close()

    def _challenge(self, response: httpcore.Response) -> bytes:
        """Returns the token that the proxy sent for our scheme; empty if it sent none or something else."""
        for name, value in response.headers:
            scheme, _, token = value.decode("latin-1").strip().partition(" ")
            if name.lower() == b"proxy-authenticate" and scheme.lower() == self._settings.scheme:
                try:
                    return base64.b64decode(token.strip(), validate=True)
                except binascii.Error:
                    return b""
        return b""

    def _refusal(self, host: str) -> WebApiError:
        has_user = bool(self._settings.user)
        kind = errors.ProxyPasswordRefusedError if has_user else errors.ProxyTicketRefusedError
        self._settings.sign_in.refuse(kind)
        return self._error(kind, host, detail=self._settings.scheme)

    def _error(
        self, kind: type[WebApiError], host: str, error: Exception | None = None, *, detail: str = ""
    ) -> WebApiError:
        return kind(host, proxy=self._proxy, detail=detail or type(error).__name__)
