"""A server that repeats what the sandbox answered, with one answer mutated; without a network.

with puppet(recorded(folder, ask_everything).replies) as server:
    server.mutate(("GET", "/api/v1/Contact/default"), mutant)
    api = WebApi(profile, lambda: "secret")  # all that it asks is answered by the puppet
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import unquote, urlsplit

import httpx

from app.model.profile import Profile
from app.sandbox import PASSWORD, USER, SandboxServer
from app.webapi.client import WebApi
from app.webapi.errors import AnswerTooLargeError
from app.webapi.http.reply import HttpReply
from app.webapi.http.transport import MAX_ANSWER_BYTES, HttpRequest, Timeouts, Transport
from tests.helpers.garbage.mutations import Mutant
from tests.helpers.processes import online

Key = tuple[str, str]
"""A method and a path, in which every number is ``{id}`` and every name ``{name}``."""

_NAMES = re.compile(r"(?<=/Duplicates/).+|(?<=/DuplicateDomains/).+|(?<=/state/).+")
_CREATING = {("POST", "/api/v1/Contact"): "ContactId", ("POST", "/api/v1/Person"): "PersonId"}
_COMPANY = ("GET", "/api/v1/Contact/{id}")
_USERS_OF_TRANSPORTS = ("connection", "newest_version", "browser_sign_in")


def key_of(method: str, url: str) -> Key:
    path = unquote(urlsplit(url).path)
    return method, _NAMES.sub("{name}", re.sub(r"/\d+(?=/|$)", "/{id}", path))


@dataclass
class Puppet:
    """Answers with `replies`, and 404 where there is none. Takes the place of every `Transport`."""

    replies: Mapping[Key, HttpReply]
    mutated: dict[Key, HttpReply] = field(default_factory=dict)
    asked: list[Key] = field(default_factory=list)
    timeouts: Timeouts = field(default_factory=Timeouts)
    _last_id: int = 10_000

    def mutate(self, key: Key, mutant: Mutant) -> None:
        """From now on that question gets the mutated answer, as well as those before."""
        headers = {"content-type": mutant.content_type, **mutant.headers}
        self.mutated[key] = HttpReply("", mutant.status, headers, mutant.body)

    def send(self, outgoing: HttpRequest, auth: object = None) -> tuple[httpx.Request, HttpReply]:
        """Stands in for `Transport.send`."""
        del auth
        key = key_of(outgoing.method, outgoing.url)
        self.asked.append(key)
        reply = self.mutated.get(key) or self.replies.get(key)
        if key in _CREATING and reply is not None and key not in self.mutated:
            reply = self._created(_CREATING[key], reply, outgoing.content)
        if key == _COMPANY and reply is not None and key not in self.mutated:
            reply = _numbered(reply, int(urlsplit(outgoing.url).path.rpartition("/")[2]))
        if reply is None:
            nothing = b'{"Error": true, "ErrorType": "SoNotFoundException", "ErrorMessage": "Nothing here"}'
            reply = HttpReply(outgoing.host, 404, {"content-type": "application/json"}, nothing)
        if len(reply.body) > MAX_ANSWER_BYTES:
            raise AnswerTooLargeError(outgoing.host)
        request = httpx.Request(outgoing.method, outgoing.url)
        return request, replace(reply, host=outgoing.host, method=outgoing.method)

    def _created(self, name: str, reply: HttpReply, content: bytes | None) -> HttpReply:
        """Gives each record a number of its own, and each person the company that it was posted to."""
        self._last_id += 1
        answer = _with_number(json.loads(reply.body), name, self._last_id)
        with suppress(ValueError, TypeError, KeyError):
            answer["Contact"]["ContactId"] = json.loads(content or b"")["Contact"]["ContactId"]
        return replace(reply, body=json.dumps(answer).encode())

    def close(self) -> None:
        """Stands in for `Transport.close`."""

    def forget_network(self) -> None:
        """Stands in for `Transport.forget_network`."""


def _numbered(reply: HttpReply, contact_id: int) -> HttpReply:
    """Returns the answer with the number that was asked for."""
    answer = _with_number(json.loads(reply.body), "ContactId", contact_id)
    return replace(reply, body=json.dumps(answer).encode())


def _with_number(answer: dict[str, Any], name: str, number: int) -> dict[str, Any]:
    """Returns an answer with that number wherever it has its own."""
    changed = {**answer, name: number}
    if address := (answer.get("_Links") or {}).get("Self"):
        changed["_Links"] = {**answer["_Links"], "Self": re.sub(r"\d+(?=/?$)", str(number), address)}
    if name == "ContactId" and answer.get("Persons"):
        changed["Persons"] = [{**person, name: number} for person in answer["Persons"]]
    return changed


@contextmanager
def puppet(replies: Mapping[Key, HttpReply]) -> Iterator[Puppet]:
    """Every client that is made during the block talks to the puppet."""
    server = Puppet(replies)
    with ExitStack() as patched:
        for module in _USERS_OF_TRANSPORTS:
            patched.enter_context(patch(f"app.webapi.{module}.make_transport", lambda *_, **__: server))
        yield server


class Recorder:
    """Notes what a real server answered, the first answer to each question that it could answer."""

    def __init__(self) -> None:
        self.replies: dict[Key, HttpReply] = {}
        self.online = ""
        """The address of the identity provider."""
        self._lock = threading.Lock()

    @contextmanager
    def listening(self) -> Iterator[None]:
        send = Transport.send

        def noted(transport: Transport, outgoing: HttpRequest, auth: Any = None) -> Any:
            request, reply = send(transport, outgoing, auth)
            if reply.status == 200:
                with self._lock:
                    self.replies.setdefault(key_of(outgoing.method, outgoing.url), reply)
            return request, reply

        with patch.object(Transport, "send", noted):
            yield


def recorded(folder: Path, ask: Callable[[WebApi], object]) -> Recorder:
    """Notes what the sandbox answers to all that `ask` asks of it, on site and as SuperOffice Online."""
    recorder = Recorder()
    with SandboxServer(folder / "sandbox.sqlite3") as sandbox, recorder.listening():
        profile = Profile(name="Work", url=sandbox.url, user=USER)
        with WebApi(profile, lambda: PASSWORD) as api:
            ask(api)
    with SandboxServer(folder / "online.sqlite3", online.OPTIONS) as sandbox, recorder.listening():
        recorder.online = sandbox.url
        refresh_token = online.sign_in_at(sandbox).refresh_token
        with online.client(sandbox, refresh_token) as api:
            api.current_principal()
    newest = {"version": "99.1.0", "page": "https://updates.example.com/news"}
    body = json.dumps(newest).encode()
    recorder.replies["GET", "/newest.json"] = HttpReply("", 200, {"content-type": "application/json"}, body)
    return recorder
