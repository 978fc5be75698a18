"""The one worker that sends: oldest first, on a thread of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from app.model.entry import Entry
from app.service.delivery.deliverer import Deliverer, DeliveryResult
from app.service.delivery.run import DeliveryRun
from app.storage.files.errors import StoreProblem
from app.storage.sqlite.outbox import Outbox

# A due time farther away than this is asked for again, since clocks are set and computers sleep.
_LONGEST_SLEEP_MS = 60_000
# The counts of a long queue come no more often than anybody could read them.
_COUNTS_INTERVAL = 0.1  # seconds


@dataclass(frozen=True)
class _Pause:
    """Nothing goes through a connection `until` then; `is_named` where the server itself named the time."""

    until: datetime
    is_named: bool


class _Worker(QObject):
    """Lives in the sending thread.

    Signals: begun(entry that is taken up now), entry_changed(entry), sign_in_needed(profile name, sentence),
    problem_reported(sentence), counts_changed(entries by state).
    """

    begun = Signal(object)
    entry_changed = Signal(object)
    sign_in_needed = Signal(str, str)
    problem_reported = Signal(str)
    counts_changed = Signal(object)

    def __init__(self, outbox: Outbox, deliverer: Deliverer) -> None:
        super().__init__()
        self._outbox = outbox
        self._deliverer = deliverer
        self._paused: set[str] = set()
        self._pauses: dict[str, _Pause] = {}
        self._stopping = threading.Event()
        self._is_interrupted = False
        self._begun: DeliveryRun | None = None
        self._counted_at = 0.0
        self._timer: QTimer | None = None

    def stop_soon(self) -> None:
        """From any thread: nothing more is begun."""
        self._stopping.set()

    @Slot()
    def start(self) -> None:
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.step)
        self._run_guarded(self._recover)
        self.step()

    @Slot()
    def step(self) -> None:
        """Takes the oldest due entry a step further, then comes back through the event loop."""
        self._run_guarded(self._advance_one)

    @Slot(str)
    def resume(self, profile: str) -> None:
        """Somebody signed in to that connection: its server can be reached, too."""
        self._clear_pause(profile)
        self._run_guarded(self._deliverer.retry_now)
        self.step()

    @Slot()
    def retry_now(self) -> None:
        """The network is back: nothing waits any longer but where a server named the time."""

        def run() -> None:
            self._deliverer.retry_now()
            for profile in list(self._pauses):
                self._clear_pause(profile)

        self._run_guarded(run)
        self.step()

    @Slot(object)
    def run_on_sending_thread(self, work: Callable[[Deliverer], Entry]) -> None:
        """What a person asked for: send now, look again, decide."""

        def run() -> None:
            entry = work(self._deliverer)
            self._clear_pause(entry.profile)
            self.entry_changed.emit(entry)
            self._emit_counts()

        self._run_guarded(run)
        self.step()

    @Slot()
    def end(self) -> None:
        """The last thing that happens in the thread: a timer can only be stopped where it lives."""
        if self._timer is not None:
            self._timer.stop()
        self._run_guarded(self._withdraw)
        self.thread().quit()

    def _recover(self) -> None:
        self._outbox.recover()
        self._deliverer.retry_now()
        self._emit_counts()

    def _advance_one(self) -> None:
        if self._stopping.is_set():
            return
        if self._is_interrupted:
            # What was being sent when the disk failed may have arrived: it is looked for.
            self._withdraw()
            self._outbox.recover()
            self._is_interrupted = False
        begun, self._begun = self._begun, None
        if begun is not None:
            self.begun.emit(begun.entry)
            self._on_delivered(self._deliverer.resume(begun, self._next))
        elif (entry := self._next()) is not None:
            self.begun.emit(entry)
            self._on_delivered(self._deliverer.advance(entry, self._next))
        else:
            self._emit_counts()
            self._sleep_until_due()

    def _next(self) -> Entry | None:
        """The oldest that is due, while anything may be begun."""
        if self._stopping.is_set():
            return None
        now = datetime.now(UTC)
        self._pauses = {profile: pause for profile, pause in self._pauses.items() if pause.until > now}
        return next(iter(self._outbox.due(now, 1, without=self._held_back())), None)

    def _on_delivered(self, delivery: DeliveryResult) -> None:
        self._begun = delivery.next_run
        self._apply_pause(delivery)
        self.entry_changed.emit(delivery.entry)
        if time.monotonic() - self._counted_at >= _COUNTS_INTERVAL:
            self._emit_counts()
        self._sleep(0)

    def _withdraw(self) -> None:
        """The one that is begun has not been sent yet: it waits again."""
        begun, self._begun = self._begun, None
        if begun is not None:
            begun.withdraw()

    def _apply_pause(self, delivery: DeliveryResult) -> None:
        profile = delivery.entry.profile
        if delivery.sign_in_needed:
            self._paused.add(profile)
            self.sign_in_needed.emit(profile, delivery.entry.message)
        elif delivery.pause_until:
            named = delivery.error is not None and bool(delivery.error.retry_after)
            self._pauses[profile] = _Pause(delivery.pause_until, named)

    def _held_back(self) -> set[str]:
        """The connections through which nothing is sent now."""
        return self._paused | self._pauses.keys()

    def _clear_pause(self, profile: str) -> None:
        self._paused.discard(profile)
        pause = self._pauses.get(profile)
        if pause is not None and not pause.is_named:
            del self._pauses[profile]

    def _sleep_until_due(self) -> None:
        at = self._outbox.next_due(without=self._held_back())
        ends = [pause.until for pause in self._pauses.values()]
        if at is not None or ends:
            left = (min([*ends, at] if at else ends) - datetime.now(UTC)).total_seconds() * 1000
            self._sleep(int(min(max(left, 0), _LONGEST_SLEEP_MS)) + 1)

    def _sleep(self, milliseconds: int) -> None:
        if self._timer is not None and not self._stopping.is_set():
            self._timer.start(milliseconds)

    def _emit_counts(self) -> None:
        self._counted_at = time.monotonic()
        self.counts_changed.emit(self._outbox.counts())

    def _run_guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except StoreProblem as problem:
            self._is_interrupted = True
            self.problem_reported.emit(problem.message)
            self._sleep(_LONGEST_SLEEP_MS)


class Sender(QObject):
    """The window's handle on the sending thread; its signals arrive in the GUI thread.

    Signals: begun(entry that is taken up now), entry_changed(entry), sign_in_needed(profile name, sentence),
    problem_reported(sentence), counts_changed(entries by state).
    """

    begun = Signal(object)
    entry_changed = Signal(object)
    sign_in_needed = Signal(str, str)
    problem_reported = Signal(str)
    counts_changed = Signal(object)
    _woken = Signal()
    _hurried = Signal()
    _resumed = Signal(str)
    _ordered = Signal(object)
    _ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = QThread(self)
        self._thread.setObjectName("sender")
        self._worker: _Worker | None = None

    def start(self, outbox: Outbox, deliverer: Deliverer) -> None:
        worker = self._worker = _Worker(outbox, deliverer)
        worker.moveToThread(self._thread)
        worker.begun.connect(self.begun)
        worker.entry_changed.connect(self.entry_changed)
        worker.sign_in_needed.connect(self.sign_in_needed)
        worker.problem_reported.connect(self.problem_reported)
        worker.counts_changed.connect(self.counts_changed)
        self._woken.connect(worker.step)
        self._hurried.connect(worker.retry_now)
        self._resumed.connect(worker.resume)
        self._ordered.connect(worker.run_on_sending_thread)
        self._ended.connect(worker.end)
        self._thread.started.connect(worker.start)
        self._thread.start()

    def wake(self) -> None:
        """There may be something to send."""
        self._woken.emit()

    def retry_now(self) -> None:
        """The network is back: what waits to be tried again is tried now."""
        self._hurried.emit()

    def resume(self, profile: str) -> None:
        """Signed in again: what waited for that connection goes on."""
        self._resumed.emit(profile)

    def run_on_sending_thread(self, work: Callable[[Deliverer], Entry]) -> None:
        """Runs an order on the sending thread, between two entries."""
        self._ordered.emit(work)

    def stop(self, milliseconds: int) -> bool:
        """Begins nothing more and waits; False where a call is still under way then."""
        if self._worker is not None:
            self._worker.stop_soon()
        self._ended.emit()
        return self._thread.wait(milliseconds)
