import threading

import pytest
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.controller.process import workers
from app.controller.process.workers import WorkerPool


class Receiver(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.got: list[object] = []
        self.threads: list[int] = []

    @Slot(object)
    def take(self, result: object) -> None:
        self.got.append(result)
        self.threads.append(threading.get_ident())


def refuse() -> int:
    raise ValueError("no")


def test_results_come_home_to_the_gui_thread(qtbot: QtBot) -> None:
    background, receiver = WorkerPool(2), Receiver()
    background.run(threading.get_ident, receiver.take)
    qtbot.waitUntil(lambda: bool(receiver.got))
    assert receiver.got[0] != threading.get_ident()
    assert receiver.threads == [threading.get_ident()]


def test_failures_come_home_too(qtbot: QtBot) -> None:
    background, receiver = WorkerPool(1), Receiver()
    background.run(refuse, receiver.take, receiver.take)
    qtbot.waitUntil(lambda: bool(receiver.got))
    assert isinstance(receiver.got[0], ValueError)


def test_one_thread_keeps_the_order(qtbot: QtBot) -> None:
    background, receiver = WorkerPool(1), Receiver()
    for number in range(50):
        background.run(lambda number=number: number, receiver.take)  # type: ignore[misc]  # bound early, on purpose
    qtbot.waitUntil(lambda: len(receiver.got) == 50)
    assert receiver.got == list(range(50))


def test_nothing_is_called_once_the_receiver_is_gone(qtbot: QtBot) -> None:
    background, gone, there = WorkerPool(1), Receiver(), Receiver()
    go = threading.Event()
    background.run(go.wait, gone.take)
    background.run(lambda: 1, there.take)
    got = gone.got
    gone.deleteLater()
    del gone
    qtbot.waitUntil(lambda: True)
    go.set()
    qtbot.waitUntil(lambda: bool(there.got))
    assert got == []


def test_what_brings_a_result_stays_until_its_worker_has_left_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, held = threading.Event(), list[QObject]()

    def run(task: workers._Task) -> None:
        task._job.done.emit(task._work())
        task._job.over.emit()
        held.append(task._job)
        go.wait(10)  # here Qt may still read what has emitted the signal
        task._job.is_left = True

    background, receiver = WorkerPool(1), Receiver()
    with monkeypatch.context() as patched:
        patched.setattr(workers._Task, "run", run)
        background.run(lambda: 1, receiver.take)
        qtbot.waitUntil(lambda: bool(held and background._over))
        qtbot.wait(0)  # what was deleted would be gone by now
        assert isValid(held[0])
        go.set()
        assert background.wait(10_000)
    background.run(lambda: 2, receiver.take)
    qtbot.waitUntil(lambda: not isValid(held[0]))
    assert receiver.got == [1, 2]
