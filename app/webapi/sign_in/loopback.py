"""The HTTP listener on 127.0.0.1 that receives the provider's redirect (RFC 8252, 7.3)."""

from __future__ import annotations

import html
import secrets
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, Queue
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from app.translation import _
from app.translation.catalogue import used_language

_HOST = "127.0.0.1"
_MAX_FORM_BYTES = 65536
_POLL_SECONDS = 0.1  # how often a cancellation is checked
_RESULT_SECONDS = 20.0  # how long the browser waits for the result
_SHOWING_SECONDS = 2.0  # how long the end of the listener waits for the page
_PAGE = """<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>Contact Entry</title>
<style>body{{font:1.2em sans-serif;max-width:30em;margin:20vh auto;padding:0 1em}}</style></head>
<body><h1>{title}</h1><p>{text}</p></body></html>"""
_GO_BACK = (_("Go back to Contact Entry"), _("It shows whether the sign-in worked. You can close this page."))
_NOT_HERE = (_("Nothing here"), _("This page does not belong to a sign-in that Contact Entry waits for."))


class _Server(ThreadingHTTPServer):
    """Listens on any free port and queues the received answers."""

    daemon_threads = True
    allow_reuse_address = False

    def __init__(self, state: str) -> None:
        super().__init__((_HOST, 0), _Handler)
        self.state = state
        self.answers: Queue[dict[str, str]] = Queue()
        self.had_strangers = False
        self.result: tuple[str, str] = _GO_BACK
        self.is_known = threading.Event()
        self.pages: list[threading.Event] = []

    def server_bind(self) -> None:
        # Windows lets another program listen at the same port unless it is told not to.
        if (exclusive := getattr(socket, "SO_EXCLUSIVEADDRUSE", None)) is not None:
            self.socket.setsockopt(socket.SOL_SOCKET, exclusive, 1)
        super().server_bind()

    def is_ours(self, answer: dict[str, str]) -> bool:
        """Returns True for an answer to this sign-in; some providers leave the state out of a refusal."""
        if "state" not in answer:
            return "error" in answer
        return secrets.compare_digest(answer["state"].encode(), self.state.encode())


class _Handler(BaseHTTPRequestHandler):
    """Accepts the redirect of the browser, as a query or as a form."""

    server: _Server
    timeout = 10
    # Empty, so that the Server header does not reveal program and version.
    server_version = ""
    sys_version = ""

    def do_GET(self) -> None:  # http.server's name
        self._receive(urlsplit(self.path).query)

    def do_POST(self) -> None:  # http.server's name
        length = self.headers.get("Content-Length", "")
        size = int(length) if length.isascii() and length.isdigit() else 0
        self._receive(self.rfile.read(min(size, _MAX_FORM_BYTES)).decode("utf-8", "replace"))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # http.server's name
        """Logs nothing: the request line contains the authorization code."""

    def _receive(self, form: str) -> None:
        answer = dict(parse_qsl(form, keep_blank_values=True))
        # Another Host means DNS rebinding: a foreign page whose name resolves to this computer.
        is_our_host = self.headers.get("Host") == f"{_HOST}:{self.server.server_port}"
        if not is_our_host or urlsplit(self.path).path not in ("", "/") or not self.server.is_ours(answer):
            self.server.had_strangers |= is_our_host and "state" in answer
            self._answer(404, *_NOT_HERE)
            return
        page = threading.Event()
        self.server.pages.append(page)
        self.server.answers.put(answer)
        self.server.is_known.wait(_RESULT_SECONDS)
        try:
            self._answer(200, *self.server.result)
        finally:
            page.set()

    def _answer(self, status: int, title: str, text: str) -> None:
        page = _PAGE.format(
            language=used_language(), title=html.escape(title), text=html.escape(text)
        ).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(page)


class RedirectListener:
    """Listens on a free port from `__enter__` to `__exit__` for the answer with that `state`.

    The browser is shown the result of the sign-in once it is known (`tell`). Whatever else comes, from other
    programs or pages, gets 404 and does not end the waiting.

    `address` is the redirect URI, in the only form that SuperOffice's template for native apps allows: no
    path and no trailing slash.
    """

    def __init__(self, state: str) -> None:
        self._state = state

    @property
    def had_strangers(self) -> bool:
        """True if an answer with another state came."""
        return self._server.had_strangers

    def __enter__(self) -> Self:
        self._server = _Server(self._state)
        self.address = f"http://{_HOST}:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(_POLL_SECONDS,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.is_known.set()
        for page in self._server.pages:
            page.wait(_SHOWING_SECONDS)
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def wait(self, cancelled: threading.Event, timeout: float) -> dict[str, str] | None:
        """Returns the parameters of the answer; None after a cancellation or after `timeout` seconds."""
        left = timeout
        while left > 0 and not cancelled.is_set():
            try:
                return self._server.answers.get(timeout=min(_POLL_SECONDS, left))
            except Empty:
                left -= _POLL_SECONDS
        return None

    def tell(self, title: str, text: str) -> None:
        """Shows the result of the sign-in in the browser."""
        self._server.result = (title, text)
        self._server.is_known.set()
