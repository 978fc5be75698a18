"""An outbox of a thousand: the window paints as fast as with none, and sending keeps its pace.

Both are ratios of one run. Sending is compared with a bare loop of httpx that posts the same companies to the
same server and keeps nothing, while delivery has two commits on the disk for each.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count, pairwise
from pathlib import Path
from statistics import quantiles

import httpx
import keyring
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.bootstrap import Program, WindowOptions
from app.controller.delivery import Deliverer, new_entry
from app.controller.sender import Sender
from app.model.contact import ContactEntity
from app.model.outbox import Entry, State
from app.model.profile import Profile
from app.sandbox import PASSWORD, USER
from app.storage.outbox import Outbox
from app.storage.places import Places
from app.storage.store import Store
from app.ui.theme import Theme
from app.webapi.client import WebApi
from tests.bench.table import Table
from tests.helpers.command import Program as Command
from tests.helpers.memory_keyring import MemoryKeyring
from tests.helpers.window import connect_to, wait_until

WAITING = 1000
PAINTS = 7
ROUNDS = 12
A_ROUND = 25
# Nobody listens there, so that all of it goes on waiting.
_NOWHERE = "http://127.0.0.1:9"


def run() -> Table:
    keyring.set_keyring(MemoryKeyring())
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    theme = Theme(app)
    with tempfile.TemporaryDirectory() as folder:
        rows = [*_painting(Path(folder)), *_sending(Path(folder))]
    theme.deleteLater()
    return Table(
        title="The outbox: to be at most 1 for painting, at least 0.5 for sending, but for the noise",
        columns=["what", "without", "with", "ratio"],
        rows=[
            [what, f"{before:.1f}", f"{after:.1f}", f"{after / before:.2f}"] for what, before, after in rows
        ],
    )


def _painting(folder: Path) -> Iterator[tuple[str, float, float]]:
    empty, full = folder / "empty", folder / "full"
    for home in (empty, full):
        connect_to(_NOWHERE, home)
    _fill(full)
    first: dict[Path, list[float]] = {empty: [], full: []}
    again: dict[Path, list[float]] = {empty: [], full: []}
    for _ in range(PAINTS):
        for home in (empty, full):
            with _window(home) as (painted, program):
                first[home].append(painted)
                again[home].append(_paint_again(program))
    for what, times in (("the first paint", first), ("a paint with the outbox open", again)):
        yield f"{what}, with {WAITING} waiting (ms)", min(times[empty]), min(times[full])


def _fill(home: Path) -> None:
    profile = Profile(name="Practice", url=_NOWHERE, user=USER)
    with Store.open(Places.of(home).store) as store:
        outbox = Outbox(store)
        for number in range(WAITING):
            outbox.add(_entry(profile, f"Fjord {number} AS"))


def _entry(profile: Profile, name: str) -> Entry:
    return new_entry(ContactEntity(name=name), profile, name, datetime.now(UTC))


class _FirstPaint(QObject):
    """Notes when a widget was first painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.at = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and not self.at:
            self.at = time.perf_counter()
        return False


@contextmanager
def _window(home: Path) -> Iterator[tuple[float, Program]]:
    """The milliseconds until the window was painted, and the program once the outbox has been read."""
    begun = time.perf_counter()
    program = Program(WindowOptions(Places.of(home)))
    paint = _FirstPaint(program.window)
    opened: list[bool] = []
    program.ready.connect(lambda: opened.append(True))
    program.show()
    wait_until(lambda: bool(paint.at and opened))
    listed: list[bool] = []
    program.outbox.listed.connect(lambda _rows: listed.append(True))
    program.window.actions_by_name["action.outbox"].trigger()
    wait_until(lambda: bool(listed))
    try:
        yield (paint.at - begun) * 1000, program
    finally:
        program.window.close()
        ended = program.close()
        program.window.deleteLater()
        assert ended, "a call was still under way"


def _paint_again(program: Program) -> float:
    begun = time.perf_counter()
    program.window.grab()
    return (time.perf_counter() - begun) * 1000


def _sending(folder: Path) -> Iterator[tuple[str, float, float]]:
    home = folder / "program"
    home.mkdir()
    with Command.at(home).sandbox() as told, _delivery(folder, told["url"]) as deliver:
        numbers = count(1)
        bare: list[float] = []
        delivered: list[float] = []
        for _ in range(ROUNDS):
            names = [f"Fjord {next(numbers)} AS" for _ in range(2 * A_ROUND)]
            bare += _post(told["url"], names[:A_ROUND])
            delivered += deliver(names[A_ROUND:])
    yield "companies a second, bare loop and delivery", 1 / _undisturbed(bare), 1 / _undisturbed(delivered)


def _undisturbed(seconds: list[float]) -> float:
    """The first decile: what it takes where nothing else on the machine comes in between."""
    return quantiles(seconds, n=10)[0]


def _post(url: str, names: list[str]) -> list[float]:
    """The seconds that a bare loop takes for each."""
    profile = Profile(name="Bare", url=url, user=USER)
    bodies = [_entry(profile, name).body for name in names]
    with httpx.Client(base_url=url, auth=(USER, PASSWORD), headers={"Accept": "application/json"}) as client:
        client.get("/api/v1/User/currentPrincipal").raise_for_status()
        moments = [time.perf_counter()]
        for body in bodies:
            assert client.post("/api/v1/Contact", json=body).raise_for_status().json()["ContactId"]
            moments.append(time.perf_counter())
    return _between(moments)


def _between(moments: list[float]) -> list[float]:
    return [after - before for before, after in pairwise(moments)]


@contextmanager
def _delivery(folder: Path, url: str) -> Iterator[Callable[[list[str]], list[float]]]:
    """A function that delivers companies of these names and says how many seconds each of them took."""
    profile = Profile(name="Work", url=url, user=USER, language="en")
    with Store.open(folder / "delivery.sqlite3") as store, WebApi(profile, lambda: PASSWORD) as api:
        outbox = Outbox(store)
        sender = Sender()
        moments: list[float] = []

        def take(entry: Entry) -> None:
            assert entry.state is State.SAVED, entry.message
            moments.append(time.perf_counter())

        sender.entry_changed.connect(take)
        sender.start(outbox, Deliverer(outbox, lambda _name: api, lambda _name: profile))
        api.current_principal()

        def deliver(names: list[str]) -> list[float]:
            for name in names:
                outbox.add(_entry(profile, name))
            moments[:] = [time.perf_counter()]
            sender.wake()
            wait_until(lambda: len(moments) > len(names))
            return _between(moments)

        try:
            yield deliver
        finally:
            assert sender.stop(10_000)
