"""The one sender: sends the outbox on a thread of its own, the oldest entry first."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal, SignalInstance, Slot

from app.controller.process.failures import sentence_or_fault
from app.controller.process.suspension import Suspension
from app.model.entry import Entry
from app.service.delivery.deliverer import Deliverer, DeliveryResult
from app.service.delivery.run import DeliveryRun
from app.service.delivery.transitions import as_begun
from app.storage.sqlite.outbox import Outbox
from app.webapi.errors import RefusedError, WebPageError

# Not longer, since clocks are set and computers sleep: the next due time is read again.
_LONGEST_SLEEP_MS = 60_000
_SHORTEST_SLEEP_MS = 50
_HEARTBEAT_MS = 10_000  # as often it is noticed, while something waits, that the computer has slept
A_TURN = 0.02
"""Seconds in which the next entry follows at once; then whoever asked for something has his turn."""
# Counts of a long queue are not emitted more often than anybody could read them.
_COUNTS_INTERVAL = 0.1  # seconds

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Pause:
    """Until when nothing is sent through a connection; `is_named` if the server itself named the time.

    `until` is a time of `time.monotonic`: the computer's clock may be set while it lasts.
    """

    until: float
    is_named: bool


class _Worker(QObject):
    """Lives in the sending thread; its signals are those of `Sender`."""

    begun = Signal(object)
    entry_changed = Signal(object)
    sign_in_needed = Signal(str, str)
    page_came = Signal(str, str)
    reached = Signal(str, bool)
    problem_reported = Signal(str)
    counts_changed = Signal(object, int)
    rows_set_aside = Signal()

    def __init__(self, outbox: Outbox, deliverer: Deliverer) -> None:
        super().__init__()
        self._outbox = outbox
        self._deliverer = deliverer
        self._awaiting_sign_in: set[str] = set()
        self._with_pages: set[str] = set()
        self._pauses: dict[str, _Pause] = {}
        self._stopping = threading.Event()
        self._is_interrupted = False
        self._begun: DeliveryRun | None = None
        # What has happened to entries and is told while the server works on the next.
        self._untold: list[tuple[SignalInstance, Entry]] = []
        self._counted_at = 0.0
        self._timer: QTimer | None = None
        self._heartbeat: QTimer | None = None
        self._suspension = Suspension()

    def stop_soon(self) -> None:
        """Has nothing more begun. May be called from any thread."""
        self._stopping.set()

    @Slot()
    def start(self) -> None:
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.step)
        self._heartbeat = QTimer(self)
        self._heartbeat.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._heartbeat.timeout.connect(self._on_heartbeat)
        self._heartbeat.start(_HEARTBEAT_MS)
        self._run_guarded(self._recover)
        self.step()

    @Slot()
    def step(self) -> None:
        """Takes the oldest due entries a step further for a moment, then returns to the event loop."""
        until = time.monotonic() + A_TURN
        self._run_guarded(self._advance_one)
        while self._begun is not None and time.monotonic() < until and not self._stopping.is_set():
            self._run_guarded(self._advance_one)
        if self._begun is not None:
            self._sleep(0)

    @Slot(str)
    def resume(self, profile: str) -> None:
        """Sends through a connection again that somebody has signed in to."""
        self._clear_pause(profile)
        self._run_guarded(self._deliverer.retry_now)
        self.step()

    @Slot()
    def retry_now(self) -> None:
        """Ends all pauses but those that a server named the end of."""

        def run() -> None:
            self._deliverer.retry_now()
            for profile in list(self._pauses):
                self._clear_pause(profile)

        self._run_guarded(run)
        self.step()

    @Slot()
    def _on_heartbeat(self) -> None:
        """Goes on at once after the computer has slept: that time has been waited, too."""
        if slept := self._suspension.seconds():
            self._pauses = {
                profile: replace(pause, until=pause.until - slept) for profile, pause in self._pauses.items()
            }
            self.retry_now()

    @Slot(object)
    def run_on_sending_thread(self, work: Callable[[Deliverer], Entry]) -> None:
        """Does what a person asked for: send now, search again, decide."""

        def run() -> None:
            self._tell()
            entry = work(self._deliverer)
            self._clear_pause(entry.profile)
            self.entry_changed.emit(entry)
            self._emit_counts()

        self._run_guarded(run)
        self.step()

    @Slot()
    def end(self) -> None:
        """Ends the thread. The timer is stopped here since only its own thread may do that."""
        for timer in filter(None, (self._timer, self._heartbeat)):
            timer.stop()
        self._tell()
        self._run_guarded(self._withdraw)
        self.thread().quit()

    def _recover(self) -> None:
        self._outbox.recover()
        if self._outbox.waiting.set_aside_count:
            self.rows_set_aside.emit()
        self._deliverer.retry_now()
        self._emit_counts()

    def _advance_one(self) -> None:
        if self._stopping.is_set():
            return
        if self._is_interrupted:
            # What was being sent when the disk failed may have arrived: it is searched on the server.
            self._withdraw()
            self._outbox.recover()
            self._is_interrupted = False
        begun, self._begun = self._begun, None
        if begun is not None:
            self._untold.append((self.begun, as_begun(begun.entry)))
            self._deliver(lambda: self._deliverer.resume(begun, self._next, self._tell_while_waiting))
        elif (entry := self._next()) is not None:
            self._untold.append((self.begun, as_begun(entry)))
            self._deliver(lambda: self._deliverer.advance(entry, self._next, self._tell_while_waiting))
        else:
            self._emit_counts()
            self._sleep_until_due()

    def _deliver(self, deliver: Callable[[], DeliveryResult]) -> None:
        try:
            delivery = deliver()
        finally:
            self._tell()
        self._begun = delivery.next_run
        self._apply_pause(delivery)
        self._untold += [] if delivery.is_gone else [(self.entry_changed, delivery.entry)]
        if self._begun is None or self._stopping.is_set():
            self._tell()
            self._emit_counts(_COUNTS_INTERVAL)
            self._sleep(0)

    def _tell_while_waiting(self) -> None:
        """Tells what became of the entry before, while the server works on the next."""
        self._tell()
        self._emit_counts(_COUNTS_INTERVAL)

    def _tell(self) -> None:
        while self._untold:
            signal, entry = self._untold.pop(0)
            signal.emit(entry)

    def _next(self) -> Entry | None:
        """Returns the oldest due entry; None if there is none or the thread is to end."""
        if self._stopping.is_set():
            return None
        now = time.monotonic()
        self._pauses = {profile: pause for profile, pause in self._pauses.items() if pause.until > now}
        before = self._outbox.waiting.set_aside_count
        due = self._outbox.due(datetime.now(UTC), 1, without=self._held_back())
        if self._outbox.waiting.set_aside_count != before:
            self.rows_set_aside.emit()
        return due[0] if due else None

    def _withdraw(self) -> None:
        """Returns an entry that was started but not sent to the queue."""
        begun, self._begun = self._begun, None
        if begun is not None:
            begun.withdraw()

    def _apply_pause(self, delivery: DeliveryResult) -> None:
        profile = delivery.entry.profile
        if isinstance(delivery.error, WebPageError):
            self._with_pages.add(profile)
            self.page_came.emit(profile, delivery.error.message)
        elif delivery.error is None and profile in self._with_pages:
            self._with_pages.discard(profile)
            self.page_came.emit(profile, "")
        named = delivery.error is not None and bool(delivery.error.retry_after)
        answers = named or delivery.error is None or isinstance(delivery.error, RefusedError)
        if answers or delivery.pause_until:
            self.reached.emit(profile, answers)
        if delivery.sign_in_needed:
            self._awaiting_sign_in.add(profile)
            self.sign_in_needed.emit(profile, (delivery.error or delivery.entry).message)
        elif delivery.pause_until:
            seconds = (delivery.pause_until - datetime.now(UTC)).total_seconds()
            self._pauses[profile] = _Pause(time.monotonic() + seconds, named)

    def _held_back(self) -> set[str]:
        """Returns the names of the connections through which nothing is sent now."""
        return self._awaiting_sign_in | self._pauses.keys()

    def _clear_pause(self, profile: str) -> None:
        self._awaiting_sign_in.discard(profile)
        pause = self._pauses.get(profile)
        if pause is not None and not pause.is_named:
            del self._pauses[profile]

    def _sleep_until_due(self) -> None:
        if self._deliverer.shorten_waits():
            self._sleep(0)
            return
        at = self._outbox.next_due(without=self._held_back())
        waits = [pause.until - time.monotonic() for pause in self._pauses.values()]
        if at is not None:
            waits.append((at - datetime.now(UTC)).total_seconds())
        if waits:
            left = min(waits) * 1000
            # Something may have become due since; if not, it is not asked for a thousand times a second.
            self._sleep(int(min(left, _LONGEST_SLEEP_MS)) + 1 if left > 0 else _SHORTEST_SLEEP_MS)

    def _sleep(self, milliseconds: int) -> None:
        if self._timer is not None and not self._stopping.is_set():
            self._timer.start(milliseconds)

    def _emit_counts(self, least_seconds: float = 0) -> None:
        if time.monotonic() - self._counted_at < least_seconds:
            return
        self._counted_at = time.monotonic()
        self.counts_changed.emit(self._outbox.counts(), self._outbox.count_incomplete())

    def _run_guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001  # the thread goes on, whatever went wrong once
            _log.error("the sender was interrupted: %s", type(error).__name__)
            self._is_interrupted = True
            self.problem_reported.emit(sentence_or_fault(error))
            self._sleep(_LONGEST_SLEEP_MS)


class Sender(QObject):
    """Controls the sending thread from the GUI thread, where its signals arrive."""

    begun = Signal(object)  # entry whose sending begins
    entry_changed = Signal(object)  # entry
    sign_in_needed = Signal(str, str)  # profile name, sentence
    page_came = Signal(str, str)  # profile name, sentence; an empty one once SuperOffice answers again
    reached = Signal(str, bool)  # profile name; False if the server takes nothing for a while
    problem_reported = Signal(str)  # sentence
    # number of entries by state; how many of the refused are incomplete, their company being saved
    counts_changed = Signal(object, int)
    rows_set_aside = Signal()  # what cannot be read waits no more
    _wake_requested = Signal()
    _retry_requested = Signal()
    _resume_requested = Signal(str)
    _work_requested = Signal(object)
    _end_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = QThread(self)
        self._thread.setObjectName("sender")
        self._worker: _Worker | None = None
        # What was asked for while the program starts: the outbox is listed before anything can be sent.
        self._asked_early: list[Callable[[Deliverer], Entry]] = []

    def start(self, outbox: Outbox, deliverer: Deliverer) -> None:
        worker = self._worker = _Worker(outbox, deliverer)
        worker.moveToThread(self._thread)
        for name in (name for name, kind in vars(_Worker).items() if isinstance(kind, Signal)):
            getattr(worker, name).connect(getattr(self, name))
        self._wake_requested.connect(worker.step)
        self._retry_requested.connect(worker.retry_now)
        self._resume_requested.connect(worker.resume)
        self._work_requested.connect(worker.run_on_sending_thread)
        self._end_requested.connect(worker.end)
        self._thread.started.connect(worker.start)
        self._thread.start()
        early, self._asked_early = self._asked_early, []
        for work in early:
            self._work_requested.emit(work)

    def wake(self) -> None:
        """Looks for something to send."""
        self._wake_requested.emit()

    def retry_now(self) -> None:
        """Makes every waiting retry due now, as when the network is back."""
        self._retry_requested.emit()

    def resume(self, profile: str) -> None:
        """Sends what waited for somebody to sign in to a connection."""
        self._resume_requested.emit(profile)

    def run_on_sending_thread(self, work: Callable[[Deliverer], Entry]) -> None:
        """Runs `work` on the sending thread, between two entries; `entry_changed` has its result.

        What is asked for before `start` is done after it.
        """
        if self._worker is None:
            self._asked_early.append(work)
        else:
            self._work_requested.emit(work)

    def stop(self, milliseconds: int) -> bool:
        """Ends the thread; returns False if a call to the server still takes longer than that."""
        if self._worker is not None:
            self._worker.stop_soon()
        self._end_requested.emit()
        return self._thread.wait(milliseconds)
