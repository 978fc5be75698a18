"""The progress of one request, from the trace events of httpcore."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def nothing() -> None:
    """Does nothing: there is nothing to do while the server works."""


class RequestTrace:
    """The ``trace`` extension of one httpx request.

    `started` decides whether a failed POST may have reached the server, which the exception class does not
    show. A proxy's CONNECT has the same event names and is recognised by its method. `peer` is the host and
    port of the last TCP connection, the proxy's if there is one; `tls_host` is the host of the last TLS
    handshake. `while_waiting` is called when the request is on its way and its answer is waited for: what it
    does costs no time but that of the server.
    """

    def __init__(self, while_waiting: Callable[[], None] = nothing) -> None:
        self.started = False
        self._while_waiting = while_waiting
        self.peer: tuple[str, int] | None = None
        self.tls_host = ""

    def __call__(self, event: str, info: Mapping[str, Any]) -> None:
        if event.endswith(".complete"):
            return
        # The prefix is the layer: connection, proxy, http11, http2.
        match event.partition(".")[2]:
            case "connect_tcp.started":
                self.peer = (info["host"], info["port"])
            case "start_tls.started":
                self.tls_host = info["server_hostname"]
            case "send_request_headers.started" if info["request"].method != b"CONNECT":
                self.started = True
            case "receive_response_headers.started" if self.started:
                self._while_waiting()
