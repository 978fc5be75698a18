"""Work in slices: the window goes on in between, and nothing is done twice."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from pytestqt.qtbot import QtBot

from app.controller.process import sliced_work
from app.controller.process.sliced_work import SlicedWork


def counting(done: list[int], upto: int) -> Iterator[None]:
    for number in range(upto):
        done.append(number)
        yield


def test_each_turn_of_the_window_does_a_slice(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", -1)  # no time at all: the first slice does nothing
    owner, done = QObject(), list[int]()
    work = SlicedWork(owner)
    work.start(counting(done, 3))
    assert (done, work.is_done) == ([], False)
    work.run_until(lambda: len(done) == 2)
    assert (done, work.is_done) == ([0, 1], False)
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", 1)
    qtbot.waitUntil(lambda: work.is_done)
    assert done == [0, 1, 2]


def test_what_is_started_soon_comes_after_what_waits(qtbot: QtBot) -> None:
    owner, done = QObject(), list[int]()
    work = SlicedWork(owner)
    QTimer.singleShot(0, owner, lambda: done.append(-1))
    work.start_soon(counting(done, 2))
    assert (done, work.is_done) == ([], False)
    qtbot.waitUntil(lambda: work.is_done)
    assert done == [-1, 0, 1]


def test_what_is_started_anew_drops_what_was_left(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", -1)
    owner, old, new = QObject(), list[int](), list[int]()
    work = SlicedWork(owner)
    work.start(counting(old, 3))
    work.start(counting(new, 2))
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", 1)
    qtbot.waitUntil(lambda: work.is_done)
    assert (old, new) == ([], [0, 1])


def test_a_step_that_fails_is_the_last(qtbot: QtBot) -> None:
    assert qtbot is not None

    def failing() -> Iterator[None]:
        yield
        raise ZeroDivisionError

    owner = QObject()
    work = SlicedWork(owner)
    with pytest.raises(ZeroDivisionError):
        work.start(failing())
    assert work.is_done


def test_what_waits_meanwhile_has_its_turn_before_the_next_slice(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sliced_work, "SLICE_SECONDS", 0.002)
    owner, told = QObject(), list[str]()
    for _ in range(2):
        beat = QTimer(owner)
        beat.setTimerType(Qt.TimerType.PreciseTimer)
        beat.timeout.connect(lambda: told.append("beat"))
        beat.start(1)

    def steps() -> Iterator[None]:
        for _ in range(20):
            told.append("step")
            until = time.perf_counter() + 0.003
            while time.perf_counter() < until:
                pass
            yield

    work = SlicedWork(owner)
    work.start(steps())
    qtbot.waitUntil(lambda: work.is_done)
    assert "step step" not in " ".join(told)
