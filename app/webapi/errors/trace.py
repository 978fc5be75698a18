"""What became of one request on its way out, as httpcore tells it event by event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Trace:
    """Handed to httpx as the ``trace`` extension of one request.

    `started` is what decides whether a failed POST may have reached the server: the exception class does not
    tell. A proxy's CONNECT passes through here as well, with the same event names, and is told from the
    request itself by its method. `peer` is the host and port last called, a proxy's where there is one;
    `securing` is the host that the last TLS handshake was begun with.
    """

    def __init__(self) -> None:
        self.started = False
        self.peer: tuple[str, int] | None = None
        self.securing = ""

    def __call__(self, event: str, info: Mapping[str, Any]) -> None:
        # The prefix names the layer: connection, proxy, http11, http2.
        match event.partition(".")[2]:
            case "connect_tcp.started":
                self.peer = (info["host"], info["port"])
            case "start_tls.started":
                self.securing = info["server_hostname"]
            case "send_request_headers.started" if info["request"].method != b"CONNECT":
                self.started = True
