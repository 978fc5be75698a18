"""Connects to the first address of a host that answers (happy eyeballs, RFC 8305).

A host has several addresses, and the first of them may be dead: IPv6 that leads nowhere, a server of two
that is down. Each address gets a head start; then the next is tried beside it, and the first that answers is
taken. The blocking client of httpx would try one after the other, each for the whole timeout; the libraries
for it (anyio, aiohappyeyeballs) need an event loop.
"""

from __future__ import annotations

import contextlib
import math
import os
import selectors
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from itertools import chain, zip_longest
from queue import Empty, SimpleQueue
from typing import Any, Final

import httpcore
import httpx
from httpcore._backends.sync import SyncStream, TLSinTLSStream  # they have no public names

from app.webapi.errors.certificate import attach_certificate

_END_OF_HEAD: Final = b"\r\n\r\n"
HEAD_START: Final = 0.25
"""Seconds that an address has for itself (RFC 8305, 8: "Connection Attempt Delay")."""

_deadline: ContextVar[float] = ContextVar("deadline", default=math.inf)
_Address = tuple[socket.AddressFamily, socket.SocketKind, int, str, Any]


@contextlib.contextmanager
def until(deadline: float) -> Iterator[None]:
    """Bounds all that the calls of this thread wait for in the block. `deadline` is on the monotonic clock.

    The timeouts of httpx are for one operation each: whoever sends a byte now and then would never be left.
    """
    token = _deadline.set(deadline)
    try:
        yield
    finally:
        _deadline.reset(token)


def _left(timeout: float | None) -> float:
    """Returns how many seconds an operation has; not above 0 if there are none left."""
    left = _deadline.get() - time.monotonic()
    return left if timeout is None else min(left, timeout)


class EyeballTransport(httpx.HTTPTransport):
    """The transport of httpx, which reaches hosts and proxies by their first address that answers."""

    def __init__(self, backend: httpcore.NetworkBackend | None = None, **settings: Any) -> None:
        """`backend` opens the network connections in another way; `settings` are those of httpx."""
        super().__init__(**settings)
        # httpx has no setting for it (encode/httpx, pull request 3749).
        self._pool._network_backend = backend or EyeballBackend()  # noqa: SLF001
        if isinstance(self._pool, httpcore.HTTPProxy):
            _put_brackets(self._pool)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Sends a request, by no connection on which more came than was asked for."""
        with self._pool._optional_thread_lock:  # noqa: SLF001  # httpcore would give it to the next request
            for connection in self._pool.connections:
                if connection.is_idle() and _has_more(connection):
                    connection.close()
        return super().handle_request(request)


def _put_brackets(pool: httpcore.HTTPProxy) -> None:
    """Has a proxy told IPv6 addresses in brackets (RFC 3986, 3.2.2), which tell them from the port."""
    create = pool.create_connection

    def create_connection(origin: httpcore.Origin) -> Any:
        connection: Any = create(origin)
        if b":" in origin.host:
            to_proxy = connection._connection  # noqa: SLF001  # where httpcore asks the proxy
            send = to_proxy.handle_request
            to_proxy.handle_request = lambda request: send(_with_brackets(request, origin.host))
        return connection

    vars(pool)["create_connection"] = create_connection


def _with_brackets(request: httpcore.Request, address: bytes) -> httpcore.Request:
    """Returns a request to a proxy for a server with that address: its target, and CONNECT's Host."""

    def bracketed(text: bytes) -> bytes:
        return text if b"[" + address in text else text.replace(address, b"[" + address + b"]", 1)

    url = request.url
    return httpcore.Request(
        request.method,
        httpcore.URL(scheme=url.scheme, host=url.host, port=url.port, target=bracketed(url.target)),
        headers=[
            (name, bracketed(value) if name.lower() == b"host" else value) for name, value in request.headers
        ],
        content=request.stream,
        extensions=request.extensions,
    )


def _has_more(connection: object) -> bool:
    """Returns True if h11 keeps bytes that came after the last answer: the next one would begin with them."""
    while (inner := getattr(connection, "_connection", None)) is not None:
        connection = inner
    state = getattr(connection, "_h11_state", None)
    return state is not None and bool(state.trailing_data[0])


class EyeballBackend(httpcore.SyncBackend):
    """Opens network connections for httpcore."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Returns a connection within `timeout` seconds. Raises httpcore.ConnectError, ConnectTimeout."""
        if local_address or timeout is None:
            return super().connect_tcp(host, port, timeout, local_address, socket_options)
        deadline = time.monotonic() + _left(timeout)
        try:
            connected = connect(resolve(host, port, deadline), deadline)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(error) from error
        except OSError as error:
            raise httpcore.ConnectError(error) from error
        for option in (*(socket_options or ()), (socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)):
            connected.setsockopt(*option)
        return _Stream(connected)


class _Bounded(httpcore.NetworkStream):
    """A network connection that heeds `until`, and sends the head of a request together with its body.

    httpcore writes them one after the other, also where there is no body. As one packet they take less time
    on their way, and the server looks at them once.
    """

    _head = b""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Returns what has come, at most `max_bytes`. Raises httpcore.ReadError, ReadTimeout."""
        if (left := _left(timeout)) <= 0:
            raise httpcore.ReadTimeout("no time left")
        if self._head:
            self.write(b"", timeout)  # nothing has followed
        return super().read(max_bytes, _limit(left))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends it all. Raises httpcore.WriteError, WriteTimeout."""
        if (left := _left(timeout)) <= 0:
            raise httpcore.WriteTimeout("no time left")
        if not self._head and buffer.endswith(_END_OF_HEAD):
            self._head = buffer
            return
        head, self._head = self._head, b""
        super().write(head + buffer, _limit(left))


class _Stream(_Bounded, SyncStream):
    """A network connection that tells which certificate was refused."""

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Returns the encrypted connection. Raises httpcore.ConnectError, ConnectTimeout."""
        if (left := _left(timeout)) <= 0:
            raise httpcore.ConnectTimeout("no time left")
        try:
            if isinstance(self._sock, ssl.SSLSocket):
                return _InnerStream(self._sock, ssl_context, server_hostname, _limit(left))
            return _Stream(self._encrypted(ssl_context, server_hostname, _limit(left)))
        except BaseException as error:
            self.close()
            if isinstance(error, TimeoutError):
                raise httpcore.ConnectTimeout(error) from error
            if isinstance(error, OSError):
                raise httpcore.ConnectError(error) from error
            raise

    def _encrypted(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None, timeout: float | None
    ) -> ssl.SSLSocket:
        self._sock.settimeout(timeout)
        encrypted = ssl_context.wrap_socket(
            self._sock, server_hostname=server_hostname, do_handshake_on_connect=False
        )
        try:
            encrypted.do_handshake()
        except BaseException as error:
            if isinstance(error, ssl.SSLCertVerificationError):
                attach_certificate(error, encrypted)
            encrypted.close()
            raise
        return encrypted


class _InnerStream(_Bounded, TLSinTLSStream):
    """TLS within TLS: to a server, through a proxy that is itself reached by https."""

    def __init__(self, *details: Any) -> None:
        try:
            super().__init__(*details)
        except ssl.SSLCertVerificationError as error:
            attach_certificate(error, self.ssl_obj)
            raise


def _limit(left: float) -> float | None:
    return None if math.isinf(left) else left


def resolve(host: str, port: int, deadline: float) -> list[_Address]:
    """Returns the addresses of a host, IPv6 and IPv4 in turn, in the order of the operating system.

    `deadline` is on the monotonic clock: a name server that is silent may keep the system waiting for
    minutes. Raises TimeoutError, socket.gaierror, UnicodeError.
    """
    answers: SimpleQueue[list[_Address] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put([*socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)])
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, name="resolve", daemon=True).start()
    try:
        answer = answers.get(timeout=max(deadline - time.monotonic(), 0))
    except Empty:
        raise TimeoutError("no answer of the name server") from None
    if isinstance(answer, Exception):
        raise answer
    first = [address for address in answer if address[0] == answer[0][0]]
    others = [address for address in answer if address[0] != answer[0][0]]
    return [address for address in chain(*zip_longest(first, others)) if address]


def connect(addresses: list[_Address], deadline: float) -> socket.socket:
    """Returns a connection to the address that answers first. `deadline` is on the monotonic clock.

    Raises TimeoutError if none answers, OSError if none is left: ConnectionRefusedError where one refused,
    as that is where the host is.
    """
    waiting = list(addresses)
    failures: list[OSError] = []
    with selectors.DefaultSelector() as selector:
        try:
            while waiting or selector.get_map():
                if waiting:
                    _begin(waiting.pop(0), selector, failures)
                if connected := _first_connected(selector, deadline, failures, is_last=not waiting):
                    return connected
        finally:
            for key in list(selector.get_map().values()):
                selector.unregister(key.fileobj)
                key.data.close()
    refusals = (error for error in failures if isinstance(error, ConnectionRefusedError))
    raise next(refusals, failures[-1] if failures else OSError("no address"))


def _begin(address: _Address, selector: selectors.BaseSelector, failures: list[OSError]) -> None:
    family, kind, protocol, _, where = address
    attempt = None
    try:
        attempt = socket.socket(family, kind, protocol)
        attempt.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            attempt.connect(where)
    except OSError as error:
        failures.append(error)
        if attempt:
            attempt.close()
        return
    selector.register(attempt, selectors.EVENT_WRITE, attempt)


def _first_connected(
    selector: selectors.BaseSelector, deadline: float, failures: list[OSError], *, is_last: bool
) -> socket.socket | None:
    """Returns a connection; None once an address has failed or the head start of the last one is over."""
    if not selector.get_map():
        return None
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("no address answers")
    for key, _ in selector.select(left if is_last else min(HEAD_START, left)):
        attempt: socket.socket = key.data
        selector.unregister(attempt)
        if not (code := attempt.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)):
            attempt.setblocking(True)
            return attempt
        failures.append(OSError(code, os.strerror(code)))
        attempt.close()
    return None
