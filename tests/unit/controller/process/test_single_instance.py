"""One window for each data folder: who it is, how others reach it, and what a crash leaves behind."""

from __future__ import annotations

import json
import signal
import socket
import stat
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from app.controller.process.single_instance import SingleInstance
from app.service.running_window import (
    LONGEST_ENTRY,
    LONGEST_LINE,
    address_of,
    raise_running,
    send_to_running,
    submit_to_running,
)
from app.storage.files.file_lock import FileLock
from app.storage.files.paths import AppPaths
from tests.helpers.data.store_builders import ROOT, line_of, program

PATIENCE_MS = 20_000
_CLAIM = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from app.controller.process.single_instance import SingleInstance
from app.storage.files.paths import AppPaths
app = QCoreApplication([])
instance = SingleInstance(AppPaths.of(Path(sys.argv[1])))
print(instance.claim(), flush=True)
app.exec()
"""
_ASK = """
import sys
from pathlib import Path
from app.service import running_window as handover
from app.storage.files.paths import AppPaths
print(getattr(handover, sys.argv[1])(AppPaths.of(Path(sys.argv[2]))))
assert not [name for name in sys.modules if name.startswith(("PySide6", "httpx"))]
"""


@pytest.fixture
def paths(tmp_path: Path) -> AppPaths:
    return AppPaths.of(tmp_path / "home")


@pytest.fixture
def instance(qapp: object, paths: AppPaths) -> Iterator[SingleInstance]:
    assert qapp is not None
    with claimed(paths) as instance:
        yield instance


@contextmanager
def claimed(paths: AppPaths) -> Iterator[SingleInstance]:
    instance = SingleInstance(paths)
    assert instance.claim()
    try:
        yield instance
    finally:
        instance.release()


@contextmanager
def another(script: str, *arguments: str) -> Iterator[QProcess]:
    """Another program, which this one may answer meanwhile; ended after the block."""
    process = QProcess()
    process.setWorkingDirectory(str(ROOT))
    process.start(sys.executable, ["-c", script, *arguments])
    try:
        yield process
    finally:
        process.kill()
        process.waitForFinished()


def ask(qtbot: QtBot, question: str, paths: AppPaths) -> str:
    """What a program that asks the running window prints; the window answers meanwhile."""
    with another(_ASK, question, str(paths.data)) as process:
        qtbot.waitUntil(lambda: process.state() is QProcess.ProcessState.NotRunning, timeout=PATIENCE_MS)
        assert process.exitCode() == 0, bytes(process.readAllStandardError().data())
        return said_by(process)


def said_by(process: QProcess) -> str:
    return bytes(process.readAllStandardOutput().data()).decode().strip()


def test_a_second_start_raises_the_first(qtbot: QtBot, instance: SingleInstance, paths: AppPaths) -> None:
    with qtbot.waitSignal(instance.raise_asked, timeout=PATIENCE_MS):
        assert ask(qtbot, "raise_running", paths) == "True"


def test_the_desktops_token_is_passed_on(
    qtbot: QtBot, instance: SingleInstance, paths: AppPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "leave to come forward")
    with qtbot.waitSignal(instance.raise_asked, timeout=PATIENCE_MS) as raised:
        ask(qtbot, "raise_running", paths)
    assert raised.args == ["leave to come forward"]


def test_a_command_makes_the_window_send(qtbot: QtBot, instance: SingleInstance, paths: AppPaths) -> None:
    with qtbot.waitSignal(instance.send_asked, timeout=PATIENCE_MS):
        assert ask(qtbot, "send_to_running", paths) == "True"


@pytest.mark.parametrize("taken", [True, False])
def test_a_command_hands_over_an_entry_and_waits_for_the_answer(
    qtbot: QtBot, instance: SingleInstance, paths: AppPaths, taken: bool
) -> None:
    row = ["id-1", "Work", "x" * 1_000_000]
    given: list[object] = []

    def take(row: list[str]) -> None:
        given.append(row)
        instance.answer("of another", taken=not taken)
        instance.answer(row[0], taken=taken)

    instance.entry_given.connect(take)
    with ThreadPoolExecutor(1) as command:
        told = command.submit(submit_to_running, paths, row)
        qtbot.waitUntil(told.done, timeout=PATIENCE_MS)
    assert told.result() is taken
    assert given == [row]


def test_a_window_that_ends_before_it_answers_may_have_taken_the_entry(
    qtbot: QtBot, instance: SingleInstance, paths: AppPaths
) -> None:
    with ThreadPoolExecutor(1) as command:
        with qtbot.waitSignal(instance.entry_given, timeout=PATIENCE_MS):
            told = command.submit(submit_to_running, paths, ["id-1"])
        instance.stop_listening()
        for connection in instance.findChildren(QLocalSocket):
            connection.abort()
        qtbot.waitUntil(told.done, timeout=PATIENCE_MS)
    assert told.result() is None
    # Whoever answers too late answers nobody.
    instance.answer("id-1", taken=True)


def test_an_entry_that_is_far_too_long_is_not_handed_over(instance: SingleInstance, paths: AppPaths) -> None:
    assert instance is not None
    assert submit_to_running(paths, ["id-1", "x" * LONGEST_ENTRY]) is False


def test_nobody_is_asked_where_nothing_runs(paths: AppPaths) -> None:
    assert not raise_running(paths)
    assert not send_to_running(paths)
    assert submit_to_running(paths, ["id-1"]) is False
    assert not paths.data.exists()


def test_two_homes_are_independent(qtbot: QtBot, instance: SingleInstance, tmp_path: Path) -> None:
    other = AppPaths.of(tmp_path / "other")
    assert ask(qtbot, "raise_running", other) == "False"
    with (
        claimed(other) as second,
        qtbot.assertNotEmitted(instance.raise_asked),
        qtbot.waitSignal(second.raise_asked, timeout=PATIENCE_MS),
    ):
        ask(qtbot, "raise_running", other)


def test_a_second_claim_fails(qtbot: QtBot, instance: SingleInstance, paths: AppPaths) -> None:
    with (
        qtbot.waitSignal(instance.raise_asked, timeout=PATIENCE_MS),
        another(_CLAIM, str(paths.data)) as second,
    ):
        qtbot.waitUntil(lambda: second.bytesAvailable() > 0, timeout=PATIENCE_MS)
        assert said_by(second) == "False"


def test_what_a_killed_window_leaves_behind_does_not_block(qtbot: QtBot, paths: AppPaths) -> None:
    with program(_CLAIM, paths.data) as killed:
        assert line_of(killed) == "True"
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    assert Path(address_of(paths.data)).exists()
    assert not raise_running(paths)
    with claimed(paths) as instance, qtbot.waitSignal(instance.raise_asked, timeout=PATIENCE_MS):
        assert ask(qtbot, "raise_running", paths) == "True"


def test_a_window_that_is_closing_is_waited_for(qapp: object, paths: AppPaths) -> None:
    assert qapp is not None
    with claimed(paths) as closing:
        closing.stop_listening()
        ending = threading.Timer(0.2, closing.release)
        ending.start()
        with claimed(paths):
            ending.join()
            assert Path(address_of(paths.data)).exists()


def test_a_window_that_hangs_does_not_keep_others_waiting_for_ever(qapp: object, paths: AppPaths) -> None:
    assert qapp is not None
    paths.data.mkdir(parents=True)
    hanging = FileLock(paths.data / "window")
    assert hanging.acquire()
    assert SingleInstance(paths).claim(patience_ms=50)
    hanging.release()


def test_a_folder_that_cannot_be_made_is_the_stores_to_tell(qapp: object, tmp_path: Path) -> None:
    assert qapp is not None
    (tmp_path / "file").write_text("in the way")
    with claimed(AppPaths.of(tmp_path / "file" / "home")):
        pass


@pytest.fixture
def no_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_lock: FileLock, *, wait: bool = False) -> bool:
        raise OSError(f"No locks available, waiting: {wait}")

    monkeypatch.setattr(FileLock, "acquire", fail)


def test_where_no_lock_can_be_had_a_window_that_answers_is_still_the_one(
    qtbot: QtBot, instance: SingleInstance, paths: AppPaths, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("no_lock")
    second = SingleInstance(paths)
    with ThreadPoolExecutor(1) as start:
        claimed = start.submit(second.claim)
        qtbot.waitUntil(claimed.done, timeout=PATIENCE_MS)
    assert claimed.result() is False
    # The first one is still listened to.
    with qtbot.waitSignal(instance.send_asked, timeout=PATIENCE_MS):
        assert ask(qtbot, "send_to_running", paths) == "True"


@pytest.mark.usefixtures("no_lock")
def test_where_no_lock_can_be_had_and_nobody_answers_the_store_decides(qapp: object, paths: AppPaths) -> None:
    assert qapp is not None
    assert SingleInstance(paths).claim()
    assert not Path(address_of(paths.data)).exists()


def test_a_long_path_is_no_obstacle(qtbot: QtBot, tmp_path: Path) -> None:
    paths = AppPaths.of(tmp_path / ("deep" * 10) / ("deeper" * 10))
    with claimed(paths) as instance, qtbot.waitSignal(instance.raise_asked, timeout=PATIENCE_MS):
        assert ask(qtbot, "raise_running", paths) == "True"


def test_only_the_user_may_knock(instance: SingleInstance, paths: AppPaths) -> None:
    assert instance is not None
    mode = Path(address_of(paths.data)).stat().st_mode
    assert stat.S_ISSOCK(mode)
    assert not mode & (stat.S_IRWXG | stat.S_IRWXO)


def test_qts_network_comes_with_the_first_caller(tmp_path: Path) -> None:
    script = _CLAIM.replace("app.exec()", "print([one for one in sys.modules if 'Network' in one])")
    asking = [sys.executable, "-c", script, str(tmp_path)]
    done = subprocess.run(asking, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "[]"]


class Knocking:
    """A client that says something and listens without waiting, since the window answers in this thread."""

    def __init__(self, paths: AppPaths, said: bytes) -> None:
        self._client = socket.socket(socket.AF_UNIX)
        self._client.connect(address_of(paths.data))
        self._client.sendall(said)
        self._client.setblocking(False)
        self.heard = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def listen(self) -> bool:
        """Whether the window has hung up."""
        try:
            got = self._client.recv(LONGEST_LINE)
        except BlockingIOError:
            return False
        self.heard += got
        return not got


@pytest.mark.parametrize(
    "line",
    [
        *(b"\n", b"no json\n", b"[]\n", b'{"raise": 1}\n', b'{"quit": true}\n'),
        *(b'{"submit": \n', b'{"submit": {}}\n', b'{"submit": []}\n', b'{"submit": [1]}\n'),
        *(b'{"submit": ["\\ud800"]}\n', b'{"submit": ["a b"]}\n', b'{"submit": [""]}\n'),
        b'{"submit": ["' + b"x" * 65 + b'"]}\n',
    ],
)
def test_other_words_are_not_obeyed(
    qtbot: QtBot, instance: SingleInstance, paths: AppPaths, line: bytes
) -> None:
    with (
        qtbot.assertNotEmitted(instance.raise_asked),
        qtbot.assertNotEmitted(instance.entry_given),
        Knocking(paths, line) as client,
    ):
        qtbot.waitUntil(client.listen, timeout=PATIENCE_MS)
    assert json.loads(client.heard) == {"ok": False}


def test_an_endless_line_is_cut_off(qtbot: QtBot, instance: SingleInstance, paths: AppPaths) -> None:
    assert instance is not None
    with Knocking(paths, b"x" * LONGEST_LINE) as client:
        qtbot.waitUntil(client.listen, timeout=PATIENCE_MS)
    assert client.heard == b""


def test_asking_needs_no_qt(paths: AppPaths) -> None:
    asking = [sys.executable, "-c", _ASK, "send_to_running", str(paths.data)]
    done = subprocess.run(asking, cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"


def test_who_is_connected_keeps_no_window_that_has_ended(qtbot: QtBot, paths: AppPaths) -> None:
    instance = SingleInstance(paths)
    assert instance.claim()
    with Knocking(paths, b'{"submit": ["id-1"]}\n'):
        with qtbot.waitSignal(instance.entry_given, timeout=PATIENCE_MS):
            pass
        ended = weakref.ref(instance)
        instance.release()
        del instance
        assert ended() is None


def test_who_says_nothing_is_not_kept(
    qtbot: QtBot, instance: SingleInstance, paths: AppPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.controller.process.single_instance.IDLE_MS", 50)
    with Knocking(paths, b"") as idle, Knocking(paths, b'{"submit": ["id-1"]}\n') as waiting:
        qtbot.waitUntil(idle.listen, timeout=PATIENCE_MS)
        assert not waiting.listen()
        instance.answer("id-1", taken=True)
        qtbot.waitUntil(waiting.listen, timeout=PATIENCE_MS)
    assert json.loads(waiting.heard) == {"ok": True}


def test_who_waits_without_end_is_not_kept(
    qtbot: QtBot, instance: SingleInstance, paths: AppPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.controller.process.single_instance.WAIT_MS", 50)
    line = b'{"submit": ["id-1"]}\n'
    with Knocking(paths, line) as waiting:
        qtbot.waitUntil(waiting.listen, timeout=PATIENCE_MS)
    assert waiting.heard == b""
    # Its id is free again.
    with Knocking(paths, line + b'{"send": true}\n') as again, qtbot.assertNotEmitted(instance.send_asked):
        with qtbot.waitSignal(instance.entry_given, timeout=PATIENCE_MS):
            pass
        instance.answer("id-1", taken=True)
        qtbot.waitUntil(again.listen, timeout=PATIENCE_MS)
    assert json.loads(again.heard) == {"ok": True}


@pytest.mark.parametrize("line", [b'{"submit": ' + b"[" * 9000, b"[" * 4000, b'{"raise": ' + b"[" * 4000])
def test_deep_json_is_answered_no(
    qtbot: QtBot, instance: SingleInstance, paths: AppPaths, line: bytes
) -> None:
    assert instance is not None
    with Knocking(paths, line + b"\n") as client:
        qtbot.waitUntil(client.listen, timeout=PATIENCE_MS)
    assert json.loads(client.heard) == {"ok": False}


def test_an_entry_that_is_being_taken_cannot_be_handed_over_again(
    qtbot: QtBot, instance: SingleInstance, paths: AppPaths
) -> None:
    with qtbot.waitSignal(instance.entry_given, timeout=PATIENCE_MS):
        first = Knocking(paths, b'{"submit": ["id-1"]}\n')
    with first, Knocking(paths, b'{"submit": ["id-1"]}\n') as second:
        qtbot.waitUntil(second.listen, timeout=PATIENCE_MS)
        assert json.loads(second.heard)["ok"] is False
        instance.refuse("id-1", "The disk is full.")
        qtbot.waitUntil(first.listen, timeout=PATIENCE_MS)
        assert json.loads(first.heard) == {"ok": False, "because": "The disk is full."}
