"""The one worker that sends: oldest first, on a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from app.controller.delivery import Deliverer
from app.model.outbox import Entry
from app.storage.outbox import Outbox
from app.storage.problems import StoreProblem

# A due time farther away than this is asked for again, since clocks are set and computers sleep.
_LONGEST_NAP_MS = 60_000


class _Worker(QObject):
    """Lives in the sending thread.

    Signals: entry_changed(entry), sign_in_needed(profile name, sentence), trouble(sentence),
    counts_changed(entries by state).
    """

    entry_changed = Signal(object)
    sign_in_needed = Signal(str, str)
    trouble = Signal(str)
    counts_changed = Signal(object)

    def __init__(self, outbox: Outbox, deliverer: Deliverer) -> None:
        super().__init__()
        self._outbox = outbox
        self._deliverer = deliverer
        self._paused: set[str] = set()
        self._stopping = threading.Event()
        self._timer: QTimer | None = None

    def stop_soon(self) -> None:
        """From any thread: nothing more is begun."""
        self._stopping.set()

    @Slot()
    def start(self) -> None:
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.pump)
        self._guarded(self._recover)
        self.pump()

    @Slot()
    def pump(self) -> None:
        """Takes the oldest due entry a step further, then comes back through the event loop."""
        self._guarded(self._advance_one)

    @Slot(str)
    def resume(self, profile: str) -> None:
        """Somebody signed in to that connection."""
        self._paused.discard(profile)
        self.pump()

    @Slot(object)
    def carry_out(self, work: Callable[[Deliverer], Entry]) -> None:
        """What a person asked for: send now, look again, decide."""

        def run() -> None:
            self.entry_changed.emit(work(self._deliverer))
            self._tell_counts()

        self._guarded(run)
        self.pump()

    def _recover(self) -> None:
        self._outbox.recover()
        self._tell_counts()

    def _advance_one(self) -> None:
        if self._stopping.is_set():
            return
        due = self._outbox.due(datetime.now(UTC), 1, without=self._paused)
        if not due:
            self._nap()
            return
        delivery = self._deliverer.advance(due[0])
        if delivery.sign_in_needed:
            self._paused.add(delivery.entry.profile)
            self.sign_in_needed.emit(delivery.entry.profile, delivery.entry.message)
        self.entry_changed.emit(delivery.entry)
        self._tell_counts()
        self._sleep(0)

    def _nap(self) -> None:
        at = self._outbox.next_due(without=self._paused)
        if at is not None:
            left = (at - datetime.now(UTC)).total_seconds() * 1000
            self._sleep(int(min(max(left, 0), _LONGEST_NAP_MS)) + 1)

    def _sleep(self, milliseconds: int) -> None:
        if self._timer is not None and not self._stopping.is_set():
            self._timer.start(milliseconds)

    def _tell_counts(self) -> None:
        self.counts_changed.emit(self._outbox.counts())

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except StoreProblem as problem:
            self.trouble.emit(problem.message)
            self._sleep(_LONGEST_NAP_MS)


class Sender(QObject):
    """The window's handle on the sending thread; its signals arrive in the GUI thread.

    Signals: entry_changed(entry), sign_in_needed(profile name, sentence), trouble(sentence),
    counts_changed(entries by state).
    """

    entry_changed = Signal(object)
    sign_in_needed = Signal(str, str)
    trouble = Signal(str)
    counts_changed = Signal(object)
    _woken = Signal()
    _resumed = Signal(str)
    _ordered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = QThread(self)
        self._thread.setObjectName("sender")
        self._worker: _Worker | None = None

    def start(self, outbox: Outbox, deliverer: Deliverer) -> None:
        worker = self._worker = _Worker(outbox, deliverer)
        worker.moveToThread(self._thread)
        worker.entry_changed.connect(self.entry_changed)
        worker.sign_in_needed.connect(self.sign_in_needed)
        worker.trouble.connect(self.trouble)
        worker.counts_changed.connect(self.counts_changed)
        self._woken.connect(worker.pump)
        self._resumed.connect(worker.resume)
        self._ordered.connect(worker.carry_out)
        self._thread.started.connect(worker.start)
        self._thread.start()

    def wake(self) -> None:
        """There may be something to send."""
        self._woken.emit()

    def resume(self, profile: str) -> None:
        """Signed in again: what waited for that connection goes on."""
        self._resumed.emit(profile)

    def carry_out(self, work: Callable[[Deliverer], Entry]) -> None:
        """Runs an order on the sending thread, between two entries."""
        self._ordered.emit(work)

    def stop(self, milliseconds: int) -> bool:
        """Begins nothing more and waits; False where a call is still under way then."""
        if self._worker is not None:
            self._worker.stop_soon()
        self._thread.quit()
        return self._thread.wait(milliseconds)
