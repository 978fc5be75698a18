"""An outbox of a thousand: the window paints as fast as with none, and sending keeps its pace.

Both are ratios of one run. Sending is compared with a bare loop of httpx that posts the same companies, with
the same headers, to the same server and keeps nothing, while delivery commits every step on the disk.
That server keeps its companies in memory: one elsewhere would not wait for the disk of this computer.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import quantiles

import httpx
import keyring
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.bootstrap.options import WindowOptions
from app.bootstrap.program import Program
from app.controller.outbox.sender import Sender
from app.model.carriers.contact import ContactEntity
from app.model.entry import Entry, State
from app.model.profile import Profile
from app.sandbox import PASSWORD, USER
from app.service.delivery.deliverer import Deliverer, new_entry
from app.storage.files.paths import AppPaths
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from app.ui.common.theme import Theme
from app.webapi.client import WebApi
from tests.bench.table import Table
from tests.helpers.processes.command import Program as Command
from tests.helpers.secrets.memory_keyring import MemoryKeyring
from tests.helpers.ui.window import connect_to, wait_until

WAITING = 1000
A_SCREENFUL = 20
PAINTS = 7
ROUNDS = 10
A_ROUND = 25
_TOGETHER = 5
A_FAR_ANSWER = 0.03  # seconds
# Nobody listens there, so that all of it goes on waiting.
_NOWHERE = "http://127.0.0.1:9"
# What the program sends along, too: a server translates its answer, which takes it a part of its time.
_HEADERS = {"Accept": "application/json", "Accept-Language": "en", "SO-Language": "en"}


def run() -> Table:
    keyring.set_keyring(MemoryKeyring())
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    theme = Theme(app)
    theme.apply()
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
    """Without anything in the outbox and with much; its panel is compared with one that is just full."""
    homes = {count: folder / str(count) for count in (0, A_SCREENFUL, WAITING)}
    for number, home in homes.items():
        connect_to(_NOWHERE, home)
        _fill(home, number)
    first, again, panel = ({number: list[float]() for number in homes} for _ in range(3))
    for _ in range(PAINTS):
        for number, home in homes.items():
            with _window(home) as (painted, program):
                first[number].append(painted)
                again[number].append(_paint_again(program))
                _open_outbox(program)
                panel[number].append(_paint_again(program))
    for what, times, fewer in (
        ("to the first paint", first, 0),
        ("for a paint", again, 0),
        ("for a paint, outbox open", panel, A_SCREENFUL),
    ):
        yield f"ms {what}, {fewer} and {WAITING} waiting", min(times[fewer]), min(times[WAITING])


def _fill(home: Path, number: int) -> None:
    profile = Profile(name="Practice", url=_NOWHERE, user=USER)
    with Store.open(AppPaths.of(home).store) as store:
        outbox = Outbox(store)
        for each in range(number):
            outbox.add(_entry(profile, f"Fjord {each} AS"))


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
    """The milliseconds until the window was painted, and the program once its store is open."""
    # What the window before has left to do is not this one's.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    begun = time.perf_counter()
    program = Program(WindowOptions(AppPaths.of(home)))
    # As the window before left it, it would be open.
    program.window.outbox.hide()
    paint = _FirstPaint(program.window)
    opened: list[bool] = []
    program.ready.connect(lambda: opened.append(True))
    program.show()
    wait_until(lambda: bool(paint.at and opened))
    try:
        yield (paint.at - begun) * 1000, program
    finally:
        program.window.close()
        ended = program.close()
        program.window.deleteLater()
        assert ended, "a call was still under way"


def _open_outbox(program: Program) -> None:
    listed: list[bool] = []
    program.outbox.listed.connect(lambda _rows: listed.append(True))
    program.window.actions_by_name["action.outbox"].trigger()
    wait_until(lambda: bool(listed))


def _paint_again(program: Program) -> float:
    """The fastest of a few: meanwhile the outbox is read and sending is tried."""
    moments = [time.perf_counter()]
    for _ in range(PAINTS):
        program.window.grab()
        moments.append(time.perf_counter())
    return min(_between(moments)) * 1000


def _sending(folder: Path) -> Iterator[tuple[str, float, float]]:
    """Against the sandbox, which answers within a few milliseconds, and as against a server far away."""
    for seconds in (0, A_FAR_ANSWER):
        place = folder / f"after {seconds}"
        place.mkdir()
        with (
            Command.at(place / "home").sandbox("--data", ":memory:", "--answer-after", str(seconds)) as told,
            _delivery(place, told["url"]) as deliver,
        ):
            bare, delivered = _race(told["url"], deliver)
        yield f"companies a second, bare and delivered, answers after {seconds * 1000:g} ms", bare, delivered


def _race(url: str, deliver: Callable[[list[str]], list[float]]) -> tuple[float, float]:
    """The companies a second of the bare loop and of delivery, in turns."""
    numbers = count(1)
    bare: list[float] = []
    delivered: list[float] = []
    for _ in range(ROUNDS):
        names = [f"Fjord {next(numbers)} AS" for _ in range(2 * A_ROUND)]
        bare += _post(url, names[:A_ROUND])
        delivered += deliver(names[A_ROUND:])
    return 1 / _undisturbed(bare), 1 / _undisturbed(delivered)


def _undisturbed(seconds: list[float]) -> float:
    """The first decile: what it takes where nothing else on the machine comes in between."""
    return quantiles(seconds, n=10)[0]


def _post(url: str, names: list[str]) -> list[float]:
    """The seconds that a bare loop takes for each, as `_each` has them."""
    profile = Profile(name="Bare", url=url, user=USER)
    bodies = [_entry(profile, name).body for name in names]
    with httpx.Client(base_url=url, auth=(USER, PASSWORD), headers=_HEADERS) as client:
        client.get("/api/v1/User/currentPrincipal").raise_for_status()
        moments = [time.perf_counter()]
        for body in bodies:
            assert client.post("/api/v1/Contact", json=body).raise_for_status().json()["ContactId"]
            moments.append(time.perf_counter())
    return _each(moments)


def _each(moments: list[float]) -> list[float]:
    """The seconds for one, of some that follow each other: a signal may come late, and the next one not."""
    return [seconds / _TOGETHER for seconds in _between(moments, _TOGETHER)]


def _between(moments: list[float], apart: int = 1) -> list[float]:
    return [after - before for before, after in zip(moments, moments[apart:], strict=False)]


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
            return _each(moments)

        try:
            yield deliver
        finally:
            assert sender.stop(10_000)
