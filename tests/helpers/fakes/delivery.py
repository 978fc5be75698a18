"""A desk from which companies are sent: a real store, a real client, and a clock of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import Person
from app.model.entry import Entry, State
from app.model.profile import Profile
from app.sandbox import PASSWORD, USER, SandboxServer
from app.service.delivery.deliverer import Deliverer, DeliveryResult, new_entry
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.progress import Progress
from app.storage.sqlite.store import Store
from app.webapi.client import PersonRow, Timeouts, WebApi
from tests.helpers.faults.faulty_server import FaultyServer, Handler, Request, Response, is_new_company

PATIENT = Timeouts(connect=5, read=20, write=20, pool=5, total=40)
IMPATIENT = Timeouts(connect=5, read=1, write=1, pool=5, total=2)
FINISHED = (State.SAVED, State.REJECTED)
_MOST_ROUNDS = 20
# When the computer of the clocks here was started.
_STARTED = datetime(2020, 1, 1, tzinfo=UTC)

KARI = Person(firstname="Kari", lastname="Ås", email="kari@fjord.example", position="Sales manager")
NINA = Person(firstname="Nina", lastname="Feil", mobile_phone="911 22 333")
OLA = Person(firstname="ola", lastname="Li", title="Skipper")


@dataclass
class Clock:
    """A clock that only moves when told to. It starts at the real time, as the server's does.

    Time passes with it, unless it is set to another (`jump`).
    """

    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    jumped: timedelta = timedelta()

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **parts: float) -> None:
        self.now += timedelta(**parts)

    def jump(self, **parts: float) -> None:
        self.forward(**parts)
        self.jumped += timedelta(**parts)

    def true_time(self) -> datetime:
        return self.now - self.jumped

    def uptime(self) -> float:
        return (self.true_time() - _STARTED).total_seconds()


class Desk:
    """Use it as a context manager. `url` is where the entries go, `settings` are the profile's."""

    def __init__(
        self,
        folder: Path,
        url: str,
        *,
        outbox: Callable[[Store, Clock], Outbox] = Outbox,
        timeouts: Timeouts = PATIENT,
        **settings: Any,
    ) -> None:
        self.clock = Clock()
        self.path = folder / "entries.sqlite3"
        self.profile = Profile(
            name="Work", url=url, **{"user": USER, "language": "en", "send_persons": True, **settings}
        )
        self.password: str | None = PASSWORD
        self._timeouts = timeouts
        self._make_outbox = outbox
        self._numbers = count(1)
        self._apis: dict[tuple[str, str, str], WebApi] = {}

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def open(self) -> None:
        self.store = Store.open(self.path)
        self.outbox = self._make_outbox(self.store, self.clock)
        self.deliverer = Deliverer(
            self.outbox, self.api, lambda _name: self.profile, self.clock, uptime=self.clock.uptime
        )

    def close(self) -> None:
        for api in self._apis.values():
            api.close()
        self._apis.clear()
        self.store.close()

    def reopen(self) -> None:
        """Closes and opens the store, as a new start of the program does."""
        self.close()
        self.open()
        self.outbox.recover()

    def copy_store(self) -> Path:
        """Copies the store as it is now, for `restore_store`."""
        kept = self.path.with_suffix(".copy")
        self.close()
        shutil.copy(self.path, kept)
        self.open()
        return kept

    def restore_store(self, kept: Path) -> None:
        """Puts an older copy in the place of the store, and starts the program again."""
        self.close()
        for log in self.path.parent.glob(f"{self.path.name}-*"):
            log.unlink()
        shutil.copy(kept, self.path)
        self.open()
        self.outbox.recover()

    def turn_to(self, url: str, **settings: Any) -> None:
        """Changes the connection to this address, and its other settings."""
        self.profile = self.profile.with_changes(url=url, **settings)

    def api(self, _name: str = "") -> WebApi:
        """The client of the profile as it is now."""
        key = (self.profile.url, self.profile.scheme, self.profile.user)
        if key not in self._apis:
            self._apis[key] = WebApi(self.profile, lambda: self.password, timeouts=self._timeouts)
        return self._apis[key]

    def sign_in(self) -> None:
        """Signs in again after a refusal, with the password that there is: until then it is not tried."""
        self.api().forget_refusal()

    def enter(self, entity: ContactEntity | None = None, **changes: Any) -> Entry:
        """Commits a company, as Save does."""
        number = next(self._numbers)
        given = (entity or ContactEntity(name=f"Fjord {number} AS")).with_changes(**changes)
        self.clock.forward(milliseconds=1)
        return self.outbox.add(new_entry(given, self.profile, f"entry-{number}", self.clock()))

    def advance(self, entry: Entry) -> DeliveryResult:
        """Delivers the entry once, as it is stored."""
        return self.deliverer.advance(self.stored(entry))

    def decide(self, entry: Entry, remote_id: int | None) -> Entry:
        """Decides about the entry as a user who sees it as it is stored."""
        return self.deliverer.decide(self.stored(entry), remote_id)

    def stored(self, entry: Entry) -> Entry:
        stored = self.outbox.get(entry.id)
        assert stored is not None
        return stored

    def deliver(self, entry: Entry) -> Entry:
        """Delivers until nothing more happens, with the clock forwarded to each time that is waited for."""
        for _ in range(_MOST_ROUNDS):
            now = self.stored(entry)
            if now.state in FINISHED or now.undecided:
                return now
            self.clock.now = max(self.clock.now, now.next_try or self.clock.now)
            if self.advance(now).sign_in_needed:
                return self.stored(now)
        raise AssertionError(f"not delivered after {_MOST_ROUNDS} rounds: {self.stored(entry).message}")


class RecordingOutbox(Outbox):
    """Notes the state of the entry and of its steps with each commit."""

    commits: list[tuple[State, tuple[State, ...]]]

    def update(self, entry: Entry, *, expected: State) -> Entry:
        written = super().update(entry, expected=expected)
        self._note(written.id)
        return written

    def append_progress(self, change: Progress) -> datetime:
        now = super().append_progress(change)
        self._note(change.entry_id)
        return now

    def _note(self, entry_id: str) -> None:
        written = self.existing(entry_id)
        self.commits.append((written.state, tuple(step.state for step in written.steps)))


class Switch:
    """A handler of a server that can be replaced while the server runs."""

    def __init__(self, handle: Handler) -> None:
        self.handle = handle

    def __call__(self, request: Request) -> Response:
        return self.handle(request)


def is_new_person(request: Request) -> bool:
    return request.method == "POST" and request.path.lower().endswith("/v1/person")


def is_next_step(request: Request) -> bool:
    """Returns True if the request does what follows a company and its people."""
    path = request.path.lower()
    added = path.endswith(("/appointment", "/members/addperson", "/projectmember", "/person/move"))
    return (request.method == "POST" and added) or (request.method == "PUT" and "/consent/" in path)


def is_search(request: Request) -> bool:
    """Returns True if the request searches for a company or a person that may have been saved."""
    return request.method == "GET" and "/default" not in request.path.lower()


def posts(requests: list[Request]) -> int:
    """Counts the requests that post a company."""
    return sum(is_new_company(request) for request in requests)


def refusing(behind: Handler, lastname: str, answer: Response) -> Handler:
    """Returns a handler that forwards everything but the POST of the person of that last name."""

    def handle(request: Request) -> Response:
        refused = is_new_person(request) and request.json["Lastname"] == lastname
        return answer if refused else behind(request)

    return handle


def states(entry: Entry) -> list[State]:
    return [step.state for step in entry.steps]


def there(desk: Desk, entry: Entry) -> list[str]:
    """Returns the names of the people in the company on the server, in the order of their ids."""
    return [row.fullname for row in rows(desk, entry)]


def rows(desk: Desk, entry: Entry) -> list[PersonRow]:
    return sorted(desk.api().contact_persons(entry.contact_id), key=lambda row: row.person_id)


def asked(server: SandboxServer | FaultyServer) -> list[str]:
    """Returns the requests that the server got, without the address of the API and without queries."""
    if isinstance(server, FaultyServer):
        seen = [(one.method, one.path) for one in server.requests]
    else:
        seen = [(one.method, one.path) for one in server.requests]
    return [f"{method} {path.partition('/v1/')[2].partition('?')[0]}" for method, path in seen]
