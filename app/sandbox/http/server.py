"""Runs the sandbox: in a thread for tests, or in the main thread until a signal."""

from __future__ import annotations

import asyncio
import faulthandler
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.sandbox.http.application import create_app
from app.sandbox.options import Options, SandboxNotStarted

if TYPE_CHECKING:
    from uvicorn.server import Protocols

    from app.sandbox.http.identity_provider import IdentityProvider

HOST = "127.0.0.1"  # not reachable from other computers
_LOOK = 0.1  # seconds between two looks whether a server thread has begun, or has ended
_MOST_LOOKS = 300
_TICK = 0.1  # seconds between two looks whether a signal wants the server to stop, as uvicorn has them
_TURNS = 10  # of the event loop, after which a connection that was accepted is known
_PAUSE = 0.002  # seconds between two looks whether the last answers are out


class Request(NamedTuple):
    """A recorded request. ``path`` includes the query; header names are lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    def __repr__(self) -> str:
        return f"<{self.method} {self.path}, {len(self.body)} bytes>"  # headers contain credentials


class _Server(uvicorn.Server):
    """A uvicorn server that reports when it listens, ends at once, and ends delayed answers when it stops."""

    def __init__(
        self, app: ASGIApp, stopping: asyncio.Event, on_listening: Callable[[], None], log_level: str
    ) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                # Not "auto": other installed packages must not change the server.
                http="h11",
                loop="asyncio",
                ws="none",
                lifespan="on",
                log_config=None,
                log_level=log_level,
                access_log=False,
            )
        )
        self._leaving = stopping
        self._on_listening = on_listening
        self._asked_to_stop = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def stop(self) -> None:
        """Ends a server that serves in another thread, without waiting until uvicorn looks."""
        self.should_exit = True
        if self._loop is not None:
            with suppress(RuntimeError):  # it has seen that by itself, and its loop is closed
                self._loop.call_soon_threadsafe(self._asked_to_stop.set)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)
        self._on_listening()

    async def main_loop(self) -> None:
        ticks = 0
        while not await self.on_tick(ticks):
            ticks += 1
            with suppress(TimeoutError):
                await asyncio.wait_for(self._asked_to_stop.wait(), _TICK)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ends as uvicorn does, without its pauses of a tenth of a second."""
        self._leaving.set()
        await self._close_listeners(sockets or [])
        state = self.server_state
        told: set[Protocols] = set()
        while (state.connections or state.tasks) and not self.force_exit:
            for connection in state.connections - told:
                told.add(connection)
                connection.shutdown()
            await asyncio.sleep(_PAUSE)
        if not self.force_exit:
            await self.lifespan.shutdown()

    async def _close_listeners(self, sockets: list[socket.socket]) -> None:
        """Closes them when no connection is between being accepted and being known, else it would be lost."""
        loop = asyncio.get_running_loop()
        with suppress(NotImplementedError):  # Windows' loop knows a connection as soon as it has accepted it
            for listening in sockets:
                loop.remove_reader(listening)
        for _turn in range(_TURNS):
            await asyncio.sleep(0)
        for server in self.servers:
            server.close()
        for listening in sockets:
            listening.close()


class _Recorder:
    """ASGI middleware that records requests."""

    def __init__(self, app: ASGIApp, requests: list[Request]) -> None:
        self._app = app
        self._requests = requests

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        chunks: list[bytes] = []
        messages: list[Message] = []
        while not messages or messages[-1].get("more_body"):
            messages.append(await receive())
            chunks.append(messages[-1].get("body", b""))
        self._requests.append(_request(scope, b"".join(chunks)))

        async def replay() -> Message:
            return messages.pop(0) if messages else await receive()

        await self._app(scope, replay, send)


def _request(scope: Scope, body: bytes) -> Request:
    path = scope["raw_path"].decode("latin-1")
    query = scope["query_string"].decode("latin-1")
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    return Request(scope["method"], f"{path}?{query}" if query else path, headers, body)


def _listen(port: int) -> socket.socket:
    # asyncio disables Nagle's algorithm only for sockets that name their protocol, unlike those of
    # create_server; without this every answer takes 40 ms longer.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # on Windows it would let two programs share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen()
    except OverflowError:
        listener.close()
        raise SandboxNotStarted(f"{port} is not a port. Choose one between 1024 and 65535.") from None
    except OSError as error:
        listener.close()
        raise SandboxNotStarted(
            f"Port {port} of this computer cannot be used ({os.strerror(error.errno or 0)}). "
            "Choose another port, or end the program that uses it."
        ) from error
    return listener


class SandboxServer:
    """A sandbox in a thread of this process, for tests: ``with SandboxServer(path) as server: server.url``.

    ``requests`` are all requests so far, oldest first; ``identity`` is the provider of scheme "online". Port
    0 takes any free port. Entering raises SandboxNotStarted if the port or the file cannot be used.
    """

    def __init__(self, data: Path, options: Options = Options(), port: int = 0) -> None:  # noqa: B008  # frozen
        self.requests: list[Request] = []
        self.url = ""
        self.identity: IdentityProvider | None = None
        self._data = data
        self._options = options
        self._port = port

    def __enter__(self) -> Self:
        listener = _listen(self._port)
        try:
            app = create_app(self._data, self._options)
        except SandboxNotStarted:
            listener.close()
            raise
        self.identity = app.state.identity
        listening = threading.Event()
        self.url = f"http://{HOST}:{listener.getsockname()[1]}"
        self._server = _Server(_Recorder(app, self.requests), app.state.stopping, listening.set, "error")
        self._thread = threading.Thread(
            target=self._server.run, args=([listener],), name="sandbox", daemon=True
        )
        self._thread.start()
        try:
            self._wait_for(listening)
        except SandboxNotStarted:
            listener.close()
            raise
        return self

    def _wait_for(self, listening: threading.Event) -> None:
        """Waits by looks, not by the clock: a computer that stood still in between costs one look."""
        for _look in range(_MOST_LOOKS):
            if listening.wait(_LOOK):
                return
            if not self._thread.is_alive():
                raise SandboxNotStarted("The sandbox ended before it began to serve.")
        faulthandler.dump_traceback()  # of all threads: where the server stands still
        raise SandboxNotStarted("The sandbox did not begin to serve in time.")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.stop()
        for _look in range(_MOST_LOOKS):
            self._thread.join(_LOOK)
            if not self._thread.is_alive():
                return
        faulthandler.dump_traceback()
        left = self._server.server_state
        raise RuntimeError(f"The sandbox did not end in time: {left.connections or ''} {left.tasks or ''}")


def serve(
    port: int,
    data: Path,
    options: Options,
    announce: Callable[[str, str, str], None],
    *,
    until_eof: bool = False,
) -> int:
    """Serves until Ctrl+C, SIGTERM or, with ``until_eof``, the end of standard input; returns 0.

    Calls ``announce`` with URL, user and password once the server listens. With ``until_eof`` the sandbox
    ends with the parent that holds the other end of standard input. Must run in the main thread. Raises
    SandboxNotStarted if the port or the file cannot be used.
    """
    with _stop_on_signals() as stop, _listen(port) as listener:
        app = create_app(data, options)
        url = f"http://{HOST}:{listener.getsockname()[1]}"

        def on_listening() -> None:
            announce(url, *options.sign_in)

        # "critical" keeps stack traces off the user's terminal.
        server = _Server(app, app.state.stopping, on_listening, "critical")
        stop.attach(server)
        if until_eof:
            threading.Thread(target=_watch_input, args=(stop,), name="sandbox-input", daemon=True).start()
        server.run([listener])
    return 0


class _StopRequest:
    """A request to stop, which may come before the server exists."""

    def __init__(self) -> None:
        self._server: uvicorn.Server | None = None
        self._requested = False

    def attach(self, server: uvicorn.Server) -> None:
        self._server = server
        server.should_exit = self._requested

    def __call__(self) -> None:
        self._requested = True
        if self._server is not None:
            self._server.should_exit = True


@contextmanager
def _stop_on_signals() -> Iterator[_StopRequest]:
    """Turns signals into a request to stop, also those that uvicorn raises again after its end."""
    stop = _StopRequest()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop()

    numbers = [signal.SIGINT, signal.SIGTERM]
    if sys.platform == "win32":
        numbers.append(signal.SIGBREAK)
    before = {number: signal.signal(number, on_signal) for number in numbers}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _watch_input(stop: _StopRequest) -> None:
    # Not sys.stdin: a thread blocked in it holds a lock that the interpreter needs at exit, and a program
    # without a console may have none.
    try:
        while os.read(0, 4096):
            continue
    except OSError:
        pass  # closed from the start: the same as its end
    stop()
