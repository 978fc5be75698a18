"""A real HTTP proxy on 127.0.0.1, which lets requests through or fails in one chosen way."""

from __future__ import annotations

import base64
import contextlib
import socket
import ssl
import threading
from enum import Enum
from types import TracebackType
from typing import Self

from tests.helpers.faults.faulty_server import shut, wake


class ProxyFault(Enum):
    NONE = b"HTTP/1.1 200 Connection established\r\n\r\n"
    STALL = b""
    DROP = b" "
    ASK_PASSWORD = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
    FORBID = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
    OTHER_PROTOCOL = b"<html>Sign in</html>\r\n\r\n"
    OTHER_PROXY = b"\x05\xff"
    SWITCH = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"
    NO_WAY_ON = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"


class FaultyProxy:
    """Serves from `__enter__` to `__exit__`; every tunnel leads to `port` on this computer.

    `asked` holds the heads of the requests, in order. With `challenges` it asks for a sign-in by these, and
    takes the Basic `credentials` only, ``user:password``; others get `refusal`, if it is set. A request
    without CONNECT goes to `port`, too. With `tls` it is itself reached by https, as localhost.
    """

    def __init__(
        self,
        fault: ProxyFault,
        port: int = 0,
        *,
        challenges: tuple[str, ...] = (),
        credentials: str = "",
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.asked: list[str] = []
        self.challenges = challenges
        self.credentials = credentials
        self.status = 407
        self.refusal = b""
        self._fault = fault
        self._port = port
        self._tls = tls
        self._ending = threading.Event()
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))

    @property
    def sign_ins(self) -> list[str]:
        """The credentials that came, decoded, one for each attempt."""
        lines = [line for head in self.asked for line in head.splitlines()]
        sent = [line for line in lines if line.lower().startswith("proxy-authorization: basic ")]
        return [base64.b64decode(line.split()[2]).decode() for line in sent]

    @property
    def url(self) -> str:
        host = "https://localhost" if self._tls else "http://127.0.0.1"
        return f"{host}:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.set()
        wake(self._listener)
        for each in (self._listener, *self._open):
            shut(each)
        for thread in self._threads:
            thread.join()
        for each in (self._listener, *self._open):
            each.close()

    def _start(self, target: object, *arguments: object) -> None:
        assert callable(target)
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                if self._ending.is_set():
                    client.close()
                    return
                self._open.append(client)
                self._start(self._serve, client)

    def _serve(self, client: socket.socket) -> None:
        with contextlib.suppress(OSError):
            if self._tls:
                client = self._tls.wrap_socket(client, server_side=True)
                self._open.append(client)
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                if not (more := client.recv(1)):
                    return
                head += more
            self.asked.append(head.decode())
            if self._fault is ProxyFault.STALL:
                self._ending.wait()
            elif self.challenges and not self._is_signed_in(head.decode()):
                has_tried = "proxy-authorization:" in head.decode().lower()
                client.sendall(self.refusal if self.refusal and has_tried else self._question())
            elif self._fault is ProxyFault.NONE and not head.startswith(b"CONNECT"):
                self._forward(client, head)
            elif self._fault is ProxyFault.NONE:
                self._tunnel(client)
            elif self._fault is not ProxyFault.DROP:
                client.sendall(self._fault.value)
            client.shutdown(socket.SHUT_RDWR)

    def _is_signed_in(self, head: str) -> bool:
        expected = f"basic {base64.b64encode(self.credentials.encode()).decode()}"
        lines = (line.partition(":") for line in head.splitlines())
        values = [value.strip() for name, _, value in lines if name.lower() == "proxy-authorization"]
        return any(value.partition(" ")[2] == expected.partition(" ")[2] for value in values)

    def _question(self) -> bytes:
        asked = "".join(f"Proxy-Authenticate: {challenge}\r\n" for challenge in self.challenges)
        head = f"HTTP/1.1 {self.status} Who are you\r\n{asked}"
        return f"{head}Content-Length: 0\r\nConnection: close\r\n\r\n".encode()

    def _forward(self, client: socket.socket, head: bytes) -> None:
        onward = socket.create_connection(("127.0.0.1", self._port))
        self._open.append(onward)
        self._start(_pump, onward, client)
        onward.sendall(head)
        _pump(client, onward)

    def _tunnel(self, client: socket.socket) -> None:
        onward = socket.create_connection(("127.0.0.1", self._port))
        self._open.append(onward)
        client.sendall(self._fault.value)
        self._start(_pump, onward, client)
        _pump(client, onward)


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
