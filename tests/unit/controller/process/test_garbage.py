"""No thread but the window's collects cyclic garbage."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.controller.process.garbage import GuiThreadGarbageCollector


class Knot:
    """Something in a cycle with itself, that tells on which thread it went."""

    def __init__(self, gone_on: list[threading.Thread]) -> None:
        self.itself = self
        self._gone_on = gone_on

    def __del__(self) -> None:
        self._gone_on.append(threading.current_thread())


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[GuiThreadGarbageCollector]:
    yield GuiThreadGarbageCollector(qapp)
    gc.enable()


def test_a_worker_collects_nothing_and_the_window_does(collector: GuiThreadGarbageCollector) -> None:
    gone_on: list[threading.Thread] = []

    def work() -> None:
        Knot(gone_on)
        kept = [[number] for number in range(2 * gc.get_threshold()[0])]
        assert kept

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert gone_on == []
    kept = [[number] for number in range(2 * gc.get_threshold()[0])]
    collector.collect()
    assert kept
    assert gone_on == [threading.current_thread()]


def test_what_is_not_due_is_left(collector: GuiThreadGarbageCollector) -> None:
    gone_on: list[threading.Thread] = []
    gc.collect()
    Knot(gone_on)
    collector.collect()
    assert gone_on == []
