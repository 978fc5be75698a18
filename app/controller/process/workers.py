"""Worker threads: the one way to do work outside the GUI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from app.controller.process.sliced_work import let_window_go_first
from app.storage.files.errors import places_of

_log = logging.getLogger(__name__)
T = TypeVar("T")


class _Job(QObject):
    """Brings a result to the GUI thread, where it lives; its signals are emitted by a worker.

    It may be deleted once `is_left`: Qt still reads what emits a signal after the slot was called elsewhere.
    """

    is_left = False
    """True once the worker has no more to do with it."""
    done = Signal(object)  # result
    failed = Signal(object)  # error
    over = Signal()


class _Task(QRunnable):
    def __init__(self, work: Callable[[], object], job: _Job) -> None:
        super().__init__()
        self._work = work
        self._job = job

    def run(self) -> None:
        try:
            result = self._work()
        except Exception as error:  # noqa: BLE001  # every failure goes to the receiver
            self._job.failed.emit(error)
        else:
            self._job.done.emit(result)
        self._job.over.emit()
        self._job.is_left = True


class WorkerPool(QObject):
    """Runs functions on worker threads and brings back what they return or raise.

    `done` and `failed` must be bound methods of QObjects: they are called in the GUI thread, and not at all
    once their object is gone. Arguments and results must be immutable, since two threads have them.
    """

    def __init__(self, threads: int, parent: QObject | None = None) -> None:
        """One thread keeps the order of the calls."""
        super().__init__(parent)
        let_window_go_first()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._jobs: set[_Job] = set()
        self._over: list[_Job] = []
        self._is_closed = False

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], Any] | None = None,
        failed: Callable[[Exception], Any] | None = None,
    ) -> None:
        """Runs `work` on a worker. An error is logged, by class and places, if `failed` is None."""
        if self._is_closed:
            return
        job = _Job(self)
        if done is not None:
            job.done.connect(done)
        job.failed.connect(failed if failed is not None else self._on_unhandled_failure)
        job.over.connect(self._on_over)
        self._jobs.add(job)
        self._pool.start(_Task(work, job))

    def wait(self, milliseconds: int) -> bool:
        """Waits for all calls to end; returns False on time-out. Results come later, by the event loop."""
        return self._pool.waitForDone(milliseconds)

    def close(self, milliseconds: int) -> bool:
        """Drops calls that wait and accepts no more; returns False if those under way take longer.

        A pool must be idle when it is destroyed: it waits for its threads, and they may wait for the
        interpreter.
        """
        self._is_closed = True
        self._pool.clear()
        return self._pool.waitForDone(milliseconds)

    def _on_over(self) -> None:
        job = self.sender()
        if isinstance(job, _Job):
            self._jobs.discard(job)
            self._over.append(job)
        for left in [one for one in self._over if one.is_left]:
            self._over.remove(left)
            left.deleteLater()

    def _on_unhandled_failure(self, error: Exception) -> None:
        # Class and places alone: a message may quote what a person typed.
        _log.error("Work in the background failed: %s at %s", type(error).__name__, places_of(error))
