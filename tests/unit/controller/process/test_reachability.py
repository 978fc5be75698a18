"""The return of the network, as the operating system tells it."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtNetwork import QNetworkInformation
from pytestqt.qtbot import QtBot

from app.controller.process.reachability import Reachability

State = QNetworkInformation.Reachability
QUICK = """print('{"loaded": true, "milliseconds": 3}', flush=True)"""
SILENT = "import sys; sys.stdin.read()"


@pytest.mark.parametrize("state", [State.Online, State.Site, State.Local])
def test_a_network_wakes(qtbot: QtBot, state: QNetworkInformation.Reachability) -> None:
    network = Reachability()
    with qtbot.waitSignal(network.came_back):
        network.on_changed(state)


@pytest.mark.parametrize("state", [State.Disconnected, State.Unknown])
def test_none_does_not(qtbot: QtBot, state: QNetworkInformation.Reachability) -> None:
    network = Reachability()
    with qtbot.assertNotEmitted(network.came_back):
        network.on_changed(state)


@pytest.fixture
def network(qtbot: QtBot) -> Iterator[Reachability]:
    assert qtbot is not None  # a process needs the application
    network = Reachability()
    yield network
    network.stop()


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The attempts to load the plug-in in this process; none of them works."""
    attempts: list[object] = []
    monkeypatch.setattr(QNetworkInformation, "loadBackendByFeatures", attempts.append)
    return attempts


def say(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Has a script stand in for the child process."""
    command = [sys.executable, "-c", script]
    monkeypatch.setattr("app.controller.process.reachability.self_command", lambda: command)


def is_over(network: Reachability) -> bool:
    trial = network.findChild(QProcess)
    assert isinstance(trial, QProcess)
    return trial.program() != "" and trial.state() is QProcess.ProcessState.NotRunning


def test_the_system_is_listened_to_where_it_can_be(
    qtbot: QtBot, network: Reachability, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
        pytest.skip("Qt cannot ask this system about its network")
    say(monkeypatch, QUICK)
    network.watch(0)
    qtbot.waitUntil(lambda: is_over(network), timeout=20_000)
    with qtbot.waitSignal(network.came_back):
        QNetworkInformation.instance().reachabilityChanged.emit(State.Online)


def test_the_plug_in_is_loaded_once_a_child_process_has_shown_that_it_works(
    qtbot: QtBot, network: Reachability, loads: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    say(monkeypatch, QUICK)
    network.watch(0)
    qtbot.waitUntil(lambda: loads == [QNetworkInformation.Feature.Reachability], timeout=20_000)


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        "{}",
        '{"loaded": false, "milliseconds": 1}',
        '{"loaded": true, "milliseconds": 2000}',
        '{"loaded": true, "milliseconds": null}',
    ],
)
def test_where_it_does_not_work_or_takes_long_it_is_left_alone(
    qtbot: QtBot, network: Reachability, loads: list[object], monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    say(monkeypatch, f"print({line!r}, flush=True)")
    network.watch(0)
    qtbot.waitUntil(lambda: is_over(network), timeout=20_000)
    assert loads == []


def test_a_system_that_never_answers_keeps_nobody_waiting(
    qtbot: QtBot, network: Reachability, loads: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    say(monkeypatch, SILENT)
    monkeypatch.setattr("app.controller.process.reachability._ANSWER_WITHIN_MS", 300)
    network.watch(0)
    qtbot.waitUntil(lambda: is_over(network), timeout=20_000)
    assert loads == []


def test_stopping_ends_the_child_process(
    qtbot: QtBot, network: Reachability, loads: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    say(monkeypatch, SILENT)
    network.watch(0)
    trial = network.findChild(QProcess)
    assert isinstance(trial, QProcess)
    qtbot.waitUntil(lambda: trial.state() is QProcess.ProcessState.Running, timeout=20_000)
    network.stop()
    assert is_over(network)
    assert loads == []
