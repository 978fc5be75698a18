"""No thread but the window's collects cyclic garbage."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.controller.process import garbage
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
    threshold = gc.get_threshold()
    gc.set_threshold(700, 10, 10)  # Python's own, which the tests have raised
    gc.collect()
    yield GuiThreadGarbageCollector(qapp)
    gc.set_threshold(*threshold)


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


def test_it_waits_while_a_long_list_is_read(collector: GuiThreadGarbageCollector) -> None:
    gone_on: list[threading.Thread] = []
    gc.collect()
    Knot(gone_on)
    being_read = [[number] for number in range(100_000)]
    collector.collect()
    assert gone_on == []
    being_read.clear()
    kept = [[number] for number in range(2 * gc.get_threshold()[0])]
    collector.collect()
    assert kept
    assert gone_on == [threading.current_thread()]


def test_a_list_that_stays_is_gone_through_once(collector: GuiThreadGarbageCollector) -> None:
    gone_on: list[threading.Thread] = []
    gc.collect()
    Knot(gone_on)
    kept = [[number] for number in range(30_000)]
    for _ in range(11):
        assert gone_on == []
        collector.collect()
    assert kept
    assert len(gone_on) == 1


def test_what_is_too_much_at_once_is_never_gone_through(
    collector: GuiThreadGarbageCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    gc.collect()
    kept = [[number] for number in range(100_000)]
    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", collected.append)
    before = gc.get_freeze_count()
    for _ in range(11):
        collector.collect()
    assert gc.get_freeze_count() - before >= len(kept)
    assert collected == []


@pytest.mark.parametrize(("longest", "is_frozen"), [(0, True), (3600, False)])
def test_what_a_long_collection_has_left_is_not_gone_through_again(
    collector: GuiThreadGarbageCollector,
    monkeypatch: pytest.MonkeyPatch,
    longest: float,
    is_frozen: bool,
) -> None:
    monkeypatch.setattr(garbage, "_LONG_SECONDS", longest)
    gc.collect()
    kept: list[list[int]] = []
    before = gc.get_freeze_count()
    for _ in range(200):
        kept += ([number] for number in range(2 * gc.get_threshold()[0]))
        collector.collect()
        if gc.get_count()[1:] == (0, 0):
            break
    assert gc.get_count()[1:] == (0, 0), "it never went through all"
    assert (gc.get_freeze_count() > before) is is_frozen
