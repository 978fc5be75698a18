"""A front before a real server that answers one POST of a company in its place: which status, which body.

The answer comes before the POST has reached the server, or in the place of the server's answer to it. Every
other request passes, as with a filter that lets searches through.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.model.entry import State
from app.model.profile import Scheme, SecretKind
from app.sandbox import Options, SandboxServer
from app.webapi.browser_sign_in import sign_in
from tests.helpers.fakes.delivery import Desk, Switch
from tests.helpers.faults.faulty_server import FaultyServer, Request, Response, forward_to, is_new_company
from tests.helpers.processes.browser import Browser
from tests.helpers.processes.online import identity_of, profile

SCHEMES = (Scheme.BASIC, Scheme.ONLINE)
BODIES: dict[str, tuple[str, bytes]] = {
    "HTML": ("text/html; charset=utf-8", b"<!DOCTYPE html><html><title>Blocked</title></html>"),
    "empty": ("text/html", b""),
    "error object": (
        "application/json; charset=utf-8",
        b'{"Error": true, "ErrorType": "SoX", "ErrorMessage": "No."}',
    ),
    "text": ("text/plain", b"Blocked by the filter."),
}
# Tried with the statuses that mean something.
MORE_BODIES: dict[str, tuple[str, bytes]] = {
    "XML": ("application/xml", b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>"),
    "JSON of a proxy": ("application/json", b'{"statusCode": 403, "message": "Blocked by policy"}'),
    "array": ("application/json", b'["Blocked"]'),
    "ProblemDetails": (
        "application/problem+json",
        b'{"type": "about:blank", "title": "Forbidden", "status": 403, "traceId": "00-1"}',
    ),
    "HTML as JSON": ("application/json", b"<html><title>Blocked</title></html>"),
}
OWN = "error object"
_NOT_SUPEROFFICES = {407, 408}
_MOST_ROUNDS = 6


def is_possible(status: int, body: str, *, is_saved: bool) -> bool:
    """Whether there is such an answer: SuperOffice itself does not refuse (4xx) what it has saved."""
    is_refusal = body == OWN and 400 <= status < 500 and status not in _NOT_SUPEROFFICES
    return not (is_saved and is_refusal)


@dataclass
class Outcome:
    """What one answer made of an entry. `said_not_saved` lists the sentences that said so too early."""

    first: State
    last: State
    companies: int
    said_not_saved: list[str] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        return self.companies == 1 and self.last is State.SAVED and not self.said_not_saved


class Front:
    """One front with a desk before it, for many answers one after the other."""

    def __init__(self, desk: Desk, behind: SandboxServer, data: Path) -> None:
        self.desk = desk
        self._data = data
        self._tried: list[int] = []
        self._forward = forward_to(behind.url)
        self._saved: Counter[str] = Counter()
        self._answer: Response | None = None
        self._is_saved = False
        self._number = 0

    def handle(self, request: Request) -> Response:
        if not is_new_company(request):
            return self._forward(request)
        answer, self._answer = self._answer, None
        if answer is None or self._is_saved:
            through = self._forward(request)
            self._saved[request.json["Name"]] += through.status == 200
            return answer or through
        return answer

    def try_answer(self, status: int, body: str, *, is_saved: bool) -> Outcome:
        """Sends a company whose POST is answered with that status and body."""
        content_type, content = (BODIES | MORE_BODIES)[body]
        headers = {"Content-Type": content_type}
        answer = Response(status, headers=headers, content=b"" if status == 304 else content)
        return self.try_response(answer, is_saved=is_saved)

    def try_response(self, answer: Response, *, is_saved: bool) -> Outcome:
        """Sends a company whose POST is answered so, as a person would who believes every sentence."""
        desk = self.desk
        self._answer, self._is_saved = answer, is_saved
        self._number += 1
        # Each company's day has to be the server's.
        desk.clock.now = datetime.now(UTC)
        entry = desk.enter(name=f"Fjord {self._number:05} AS")
        delivery = desk.advance(entry)
        if delivery.sign_in_needed:
            desk.sign_in()
        now = first = delivery.entry
        early = []
        for _ in range(_MOST_ROUNDS):
            if "othing was saved" in now.message and self._saved[entry.name]:
                early.append(now.message)
            if now.state is State.SAVED:
                break
            if now.state is State.REJECTED:
                desk.deliverer.retry(entry.id)
            now = desk.deliver(entry)
        # A long outbox would make each one slower than the one before, and so would a day of many companies.
        desk.outbox.discard(entry.id)
        self._leave_one(now.contact_id)
        return Outcome(first.state, now.state, self._saved[entry.name], early)

    def _leave_one(self, contact_id: int) -> None:
        """Has the server forget the companies before this one, which the next search has to tell apart."""
        with closing(sqlite3.connect(self._data, isolation_level=None)) as data:
            for earlier in self._tried:
                data.execute("UPDATE entity SET deleted = 1 WHERE kind = 'contact' AND id = ?", (earlier,))
        self._tried = [contact_id]


@contextmanager
def front_for(scheme: Scheme, folder: Path) -> Iterator[Front]:
    """A front before a practice server of that scheme, signed in to."""
    options = Options(companies=False, scheme="online" if scheme is Scheme.ONLINE else "basic")
    with ExitStack() as stack:
        server = stack.enter_context(SandboxServer(folder / "sandbox.db", options))
        way_in = Switch(forward_to(server.url))
        shown = stack.enter_context(FaultyServer(handle=way_in))
        url, settings, secret = shown.url, dict[str, Any](), ""
        if scheme is Scheme.ONLINE:
            online = profile(server.url)
            with Browser() as browser:
                secret = sign_in(online, _no_secrets, browser.open, threading.Event(), 20).refresh_token
            identity_of(server).api = f"{shown.url}/{options.tenant}/api"
            url, settings = server.url, {"scheme": scheme, "client_id": online.client_id}
            settings["customer_id"] = online.customer_id
        desk = stack.enter_context(Desk(folder, url, **settings))
        desk.password = secret or desk.password
        front = Front(desk, server, folder / "sandbox.db")
        way_in.handle = front.handle
        yield front


def _no_secrets(_kind: SecretKind) -> None:
    return None
