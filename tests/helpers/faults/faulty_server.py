"""A real HTTP server on 127.0.0.1 that fails in one chosen way, and works properly for everything else.

    with FaultyServer(Fault.READ_THEN_CLOSE, handle, save_first=store.append) as server:
        ...  # POST /Contact is read to the end, handed to `store.append`, and never answered
        assert len(server.bodies) == 1

Only POST of a company is faulty unless `applies` says otherwise; other requests go to `handle`, which may be
a function or `forward_to("http://127.0.0.1:4010")`, a real server behind this one.
"""

from __future__ import annotations

import contextlib
import http.client
import select
import socket
import ssl
import struct
import sys
import threading
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import h11

from tests.helpers.faults.faults import ANSWERS, RAW, Fault, Request, Response

__all__ = ["Fault", "FaultyServer", "Handler", "Request", "Response", "forward_to", "is_new_company"]


Handler = Callable[[Request], Response]


def is_new_company(request: Request) -> bool:
    return request.method == "POST" and request.path.lower().endswith("/v1/contact")


def not_there(_request: Request) -> Response:
    return Response(404, {"Error": True, "ErrorType": "SoNotFoundException", "ErrorMessage": "Nothing here"})


_PASSED_ON = {"content-type", "content-encoding", "www-authenticate", "date"}


def forward_to(url: str) -> Handler:
    """A handler that passes requests on to the server at `url` and its answers back.

    Each thread that does so keeps its connection, since half of a request is to make one.
    """
    host = urlsplit(url).netloc
    kept = threading.local()

    def handle(request: Request) -> Response:
        if not hasattr(kept, "connection"):
            kept.connection = _Connection(host, timeout=30)
        answer = kept.connection.answer_to(request)
        named = {k: v for k, v in answer.getheaders() if k.lower() in _PASSED_ON}
        return Response(answer.status, headers=named, content=answer.read())

    return handle


class _Connection(http.client.HTTPConnection):
    """Ends with the thread that keeps it."""

    def __del__(self) -> None:
        self.close()

    def answer_to(self, request: Request) -> http.client.HTTPResponse:
        if self.sock and select.select([self.sock], [], [], 0)[0]:
            self.close()  # an end is all that a server tells before it is asked
        try:
            self.request(request.method, request.target, request.body, dict(request.headers))
            return self.getresponse()
        except BaseException:
            self.close()
            raise


class FaultyServer:
    """Serves from `__enter__` to `__exit__`.

    `times` limits how often the fault happens; after that, and after `heal`, the server works. `save_first`
    is handed each faulty request that arrived in full before the fault shows, as with a server that saves and
    then dies. `bodies` holds what arrived in full of the requests that the fault applies to, as JSON values,
    `requests` holds every request that arrived in full, `connections` counts connections.
    """

    def __init__(
        self,
        fault: Fault = Fault.NONE,
        handle: Handler = not_there,
        *,
        applies: Callable[[Request], bool] = is_new_company,
        save_first: Callable[[Request], object] | None = None,
        times: int | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.requests: list[Request] = []
        self.bodies: list[Any] = []
        self.connections = 0
        self._fault = fault
        self._handle = handle
        self._applies = applies
        self._save_first = save_first
        self._left = times
        self._tls = tls
        self._ending = threading.Event()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        # Bound and not listening: the port is ours, and the system refuses calls to it.
        self._listener = socket.socket()
        self._listener.bind(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    @property
    def url(self) -> str:
        return f"http{'s' if self._tls else ''}://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        if self._fault is not Fault.REFUSE:
            self._listen()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.set()
        wake(self._listener)
        with self._lock:
            for each in (self._listener, *self._open):
                shut(each)
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def heal(self) -> None:
        """From now on every request is answered properly."""
        refused, self._fault = self._fault is Fault.REFUSE, Fault.NONE
        if refused:
            self._listen()

    def hang_up(self) -> None:
        """Ends the connections that are open now; new ones are taken."""
        with self._lock:
            for each in self._open:
                shut(each)

    def _listen(self) -> None:
        self._listener.listen()
        self._start(self._accept)

    def _start(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._ending.is_set():
            try:
                accepted, _ = self._listener.accept()
            except OSError:
                return
            if self._ending.is_set():
                accepted.close()
                return
            self.connections += 1
            self._start(self._serve, accepted)

    def _serve(self, accepted: socket.socket) -> None:
        self._register(accepted)
        try:
            if self._fault is Fault.TLS_BREAK and self._take():
                return
            if self._fault is Fault.TLS_STALL and self._take():
                self._ending.wait()
                return
            if self._tls:
                accepted = self._tls.wrap_socket(accepted, server_side=True, do_handshake_on_connect=False)
                self._register(accepted)
                accepted.do_handshake()
            _Conversation(accepted, self).run()
        except (OSError, h11.RemoteProtocolError):
            # The client gave up, or the end of the test closed the connection.
            return
        finally:
            with self._lock:
                self._open.discard(accepted)
            accepted.close()

    def _register(self, connection: socket.socket) -> None:
        with self._lock:
            self._open.add(connection)
            if self._ending.is_set():
                shut(connection)

    def _take(self) -> bool:
        """Whether the fault happens once more."""
        with self._lock:
            if self._left is None:
                return True
            self._left -= 1
            return self._left >= 0

    def take(self, request: Request) -> Fault:
        """The fault to show for this request, which is used up by asking."""
        if self._fault is Fault.NONE or not self._applies(request):
            return Fault.NONE
        return self._fault if self._take() else Fault.NONE

    def arrived(self, request: Request, fault: Fault) -> Response:
        """Notes a request that was read to its end; answers what a working server would."""
        self.requests.append(request)
        if request.body and self._applies(request):
            self.bodies.append(request.json)
        if fault is Fault.NONE:
            return self._handle(request)
        if self._save_first:
            self._save_first(request)
        return Response()

    def wait_for_end(self, seconds: float | None = None) -> bool:
        return self._ending.wait(seconds)


class _Conversation:
    """One connection, request after request."""

    def __init__(self, connection: socket.socket, server: FaultyServer) -> None:
        self._socket = connection
        self._server = server
        self._http = h11.Connection(h11.SERVER)

    def run(self) -> None:
        while self._one():
            self._http.start_next_cycle()

    def _one(self) -> bool:
        """Reads and answers one request; whether another may follow."""
        head = self._next()
        if not isinstance(head, h11.Request):
            return False
        request = Request(
            head.method.decode(),
            head.target.decode(),
            {name.decode(): value.decode("latin-1") for name, value in head.headers},
        )
        fault = self._server.take(request)
        if fault in {Fault.RESET_BEFORE_READING, Fault.RESET_IN_BODY}:
            if fault is Fault.RESET_IN_BODY:
                self._next()
            _reset(self._socket)
            return False
        request = Request(request.method, request.target, request.headers, self._rest())
        answer = self._server.arrived(request, fault)
        if fault is Fault.NONE and answer.wire is not None:
            self._socket.sendall(answer.wire)
        elif fault is Fault.NONE:
            self._answer(answer)
            return self._http.our_state is h11.DONE and self._http.their_state is h11.DONE
        self._fail(fault)
        return False

    def _next(self) -> Any:
        while True:
            event = self._http.next_event()
            if event is not h11.NEED_DATA:
                return event
            self._http.receive_data(self._socket.recv(65536))

    def _rest(self) -> bytes:
        body = b""
        while not isinstance(event := self._next(), h11.EndOfMessage):
            body += event.data
        return body

    def _answer(self, answer: Response, more: Mapping[str, str] | None = None) -> None:
        headers = {"Content-Type": "application/json; charset=utf-8", **answer.headers, **(more or {})}
        headers["Content-Length"] = str(len(answer.raw))
        events = (
            h11.Response(
                status_code=answer.status,
                headers=[(name.encode(), value.encode()) for name, value in headers.items()],
            ),
            h11.Data(data=answer.raw),
            h11.EndOfMessage(),
        )
        self._socket.sendall(b"".join(self._http.send(event) or b"" for event in events))

    def _fail(self, fault: Fault) -> None:
        if fault is Fault.READ_THEN_RESET:
            _reset(self._socket)
        elif fault is Fault.READ_THEN_STALL:
            self._server.wait_for_end()
        elif fault is Fault.TRICKLE:
            self._trickle()
        elif fault is Fault.ENDLESS:
            self._endless()
        elif fault in RAW:
            self._socket.sendall(RAW[fault])
        elif fault in ANSWERS:
            # It hangs up after that, and says so: a client may ask on at once.
            self._answer(ANSWERS[fault], {"Connection": "close"})

    def _trickle(self) -> None:
        """An answer that never stalls and never ends."""
        self._socket.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n{")
        while not self._server.wait_for_end(0.02):
            self._socket.sendall(b" ")

    def _endless(self) -> None:
        self._socket.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
        while not self._server.wait_for_end(0):
            self._socket.sendall(b" " * 65536)


def _reset(connection: socket.socket) -> None:
    """Ends a connection by RST, as a crash or a firewall does."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def wake(listener: socket.socket) -> None:
    """Ends a wait for the next connection by being it: on Windows, closing the socket does not end it."""
    with contextlib.suppress(OSError):
        socket.create_connection(listener.getsockname()[:2], timeout=1).close()


def shut(connection: socket.socket) -> None:
    """Ends a connection and another thread's wait for it: a shutdown does on Linux, a close on Windows."""
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    if sys.platform == "win32":
        connection.close()
