"""A real proxy that wants a sign-in by NTLM or Negotiate, and does the handshake."""

from __future__ import annotations

import base64
import contextlib
import socket
from pathlib import Path
from typing import Any

import pytest
import spnego

from tests.helpers.faults.faulty_proxy import FaultyProxy, ProxyFault

USER, SECRET = "CORP\\kari", "Sésam-proxy"


class SpnegoProxy(FaultyProxy):
    """Lets through whoever signs in as USER with SECRET; every tunnel leads to `port`.

    `scheme` is "Negotiate" or "NTLM". With `garbage` its challenge is that, not a token. `refused` counts the
    handshakes that came to their end and failed.
    """

    def __init__(self, scheme: str, port: int, *, garbage: bytes = b"") -> None:
        super().__init__(ProxyFault.NONE, port)
        self.refused = 0
        self._scheme = scheme
        self._garbage = garbage

    def _serve(self, client: socket.socket) -> None:
        acceptor: Any = None
        with contextlib.suppress(OSError):
            while head := _head(client):
                self.asked.append(head)
                token, reply = _token(head, self._scheme), self._garbage
                if token and not self._garbage:
                    acceptor = acceptor or spnego.server(protocol=self._scheme.lower())
                    try:
                        reply = acceptor.step(token)
                    except spnego.exceptions.SpnegoError:
                        self.refused += 1
                if acceptor and acceptor.complete:
                    self._tunnel(client)
                    break
                client.sendall(self._challenge(reply))
            client.shutdown(socket.SHUT_RDWR)

    def _challenge(self, token: bytes) -> bytes:
        asked = f"{self._scheme} {base64.b64encode(token or b'').decode()}".strip()
        page = b"<html>Who are you?</html>"
        head = (
            f"HTTP/1.1 407 Who are you\r\nProxy-Authenticate: {asked}\r\nContent-Length: {len(page)}\r\n\r\n"
        )
        return head.encode() + page


def accept_user(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Tells the proxies of a test whom they know."""
    file = folder / "ntlm-users"
    domain, _, name = USER.partition("\\")
    file.write_text(f"{domain}:{name}:{SECRET}\n", encoding="utf-8")
    monkeypatch.setenv("NTLM_USER_FILE", str(file))


def _head(client: socket.socket) -> str:
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        if not (more := client.recv(1)):
            return ""
        head += more
    return head.decode()


def _token(head: str, scheme: str) -> bytes:
    for line in head.splitlines():
        name, _, value = line.partition(":")
        if name.lower() == "proxy-authorization" and value.split()[0].lower() == scheme.lower():
            return base64.b64decode(value.split()[1])
    return b""
