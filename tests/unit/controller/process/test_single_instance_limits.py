"""However much others say to the window: it goes on painting, holds little of it, and says why not."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.controller.process.single_instance import SingleInstance
from app.service import given_lines, running_window
from app.service.running_window import LONGEST_ENTRY, SUBMIT_PREFIX, _exchange, address_of, submit_to_running
from app.storage.files.paths import AppPaths
from tests.unit.controller.process.test_single_instance import PATIENCE_MS, Knocking, claimed

_FRAME_SECONDS = 0.016
_TRIES = 8
"""What others do at the same time costs this thread time as well, but not each time."""


@pytest.fixture
def paths(tmp_path: Path) -> AppPaths:
    return AppPaths.of(tmp_path / "home")


@pytest.fixture
def instance(qapp: object, paths: AppPaths) -> Iterator[SingleInstance]:
    assert qapp is not None
    with claimed(paths) as instance:
        yield instance


@pytest.fixture
def turns(qapp: object) -> Iterator[list[float]]:
    """The seconds of this thread's processor time from each turn of the window to the next."""
    assert qapp is not None
    last, took = [time.thread_time()], [0.0]

    def turn() -> None:
        took.append(time.thread_time() - last[0])
        last[0] = time.thread_time()

    timer = QTimer()
    timer.timeout.connect(turn)
    timer.start(0)
    yield took
    timer.stop()


@pytest.mark.parametrize(
    "value", ["x" * 15_000_000, "å" * 2_500_000, '\\"' * 3_500_000], ids=["plain", "åå", "quotes"]
)
def test_the_longest_line_takes_no_frame_of_the_windows_time(
    qtbot: QtBot, instance: SingleInstance, paths: AppPaths, turns: list[float], value: str
) -> None:
    instance.entry_given.connect(lambda row: instance.answer(row[0], taken=len(row[1]) == len(value)))
    longest = []
    for number in range(_TRIES):
        turns[:] = [0.0]
        with ThreadPoolExecutor(1) as command:
            told = command.submit(submit_to_running, paths, [f"id-{number}", value])
            qtbot.waitUntil(told.done, timeout=PATIENCE_MS)
        assert told.result() is True
        longest.append(max(turns))
        if longest[-1] < _FRAME_SECONDS:
            break
    assert min(longest) < _FRAME_SECONDS, "each time"


def test_who_goes_while_its_line_is_read_is_forgotten(
    qtbot: QtBot, instance: SingleInstance, paths: AppPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_begun, may_go_on, row_in = threading.Event(), threading.Event(), running_window.row_in

    def read_slowly(line: bytes) -> list[str | int | None] | None:
        has_begun.set()
        may_go_on.wait()
        return row_in(line)

    monkeypatch.setattr(given_lines, "PIECE", 4)
    monkeypatch.setattr(running_window, "row_in", read_slowly)
    line = b'{"submit": ["id-1"]}\n'
    with qtbot.assertNotEmitted(instance.entry_given):
        with Knocking(paths, line):
            qtbot.waitUntil(has_begun.is_set, timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: not instance._reading, timeout=PATIENCE_MS)
        with qtbot.waitSignal(instance._row_read, timeout=PATIENCE_MS):
            may_go_on.set()
    with Knocking(paths, line), qtbot.waitSignal(instance.entry_given, timeout=PATIENCE_MS) as given:
        pass
    assert given.args == [["id-1"]]


def test_those_who_begin_and_leave_it_give_way_to_who_goes_on(
    qtbot: QtBot, instance: SingleInstance, paths: AppPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(given_lines, "MOST_HELD", 300_000)
    begun = SUBMIT_PREFIX + b'["' + b"x" * 100_000
    instance.entry_given.connect(lambda row: instance.answer(row[0], taken=True))
    with ExitStack() as stack, ThreadPoolExecutor(1) as command:
        idle = [stack.enter_context(Knocking(paths, begun)) for _ in range(2)]
        told = command.submit(submit_to_running, paths, ["id-1", "x" * 250_000])
        qtbot.waitUntil(told.done, timeout=PATIENCE_MS)
        assert told.result() is True
        qtbot.waitUntil(lambda: any(one.listen() for one in idle), timeout=PATIENCE_MS)


def test_however_many_call_some_are_heard(
    qtbot: QtBot, instance: SingleInstance, paths: AppPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(given_lines, "MOST_CALLERS", 5)
    with ExitStack() as stack:
        idle = [stack.enter_context(Knocking(paths, b"{")) for _ in range(20)]
        with qtbot.waitSignal(instance.send_asked, timeout=PATIENCE_MS), Knocking(paths, b'{"send": true}\n'):
            pass
        assert sum(one.listen() for one in idle) >= 15


@pytest.mark.parametrize("message", [{"raise": True, "new": "another"}, {"send": True, "quit": 1}])
def test_who_asks_for_what_is_not_known_is_told_so(
    qtbot: QtBot, instance: SingleInstance, paths: AppPaths, message: dict[str, object]
) -> None:
    line = json.dumps(message).encode() + b"\n"
    with (
        qtbot.assertNotEmitted(instance.raise_asked),
        qtbot.assertNotEmitted(instance.send_asked),
        ThreadPoolExecutor(1) as other,
    ):
        told = other.submit(_exchange, address_of(paths.data), line, 5.0)
        qtbot.waitUntil(told.done, timeout=PATIENCE_MS)
    answer = json.loads(told.result())
    assert answer["ok"] is False
    assert "does not know" in answer["because"]


def test_an_entry_of_the_longest_length_is_heard_as_a_whole() -> None:
    assert LONGEST_ENTRY < given_lines.MOST_HELD
