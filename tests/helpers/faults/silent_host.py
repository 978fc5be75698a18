"""An address that neither takes calls nor refuses them, as a firewall or a dead route does."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator


@contextlib.contextmanager
def silent_host(address: str = "127.0.0.1", port: int = 0) -> Iterator[int]:
    """Yields the port. Its queue of waiting calls is full; systems other than Linux refuse calls then."""
    with contextlib.ExitStack() as opened:
        listener = opened.enter_context(socket.socket())
        listener.bind((address, port))
        listener.listen(0)
        port = listener.getsockname()[1]
        for _ in range(4):
            waiting = opened.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex((address, port))
        yield port
