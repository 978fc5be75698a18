"""Real processes: a second start of the window gives way to the first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap.options import WindowOptions
from app.bootstrap.program import Program
from app.controller.process.single_instance import SingleInstance
from app.service.running_window import address_of, raise_running, send_to_running
from app.storage.files.errors import StoreBusy
from app.storage.files.paths import AppPaths
from app.storage.sqlite.store import Store
from tests.helpers.ui.window import running, wait_until

ROOT = Path(__file__).parents[3]
PATIENCE_MS = 60_000
COMMAND = [sys.executable, "-m", "app"]


KEYRING = {
    "PYTHON_KEYRING_BACKEND": "tests.helpers.secrets.memory_keyring.MemoryKeyring",
    "PYTHONPATH": str(ROOT),
}


@contextmanager
def window(home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program as a user starts it, without a display; ended after the block."""
    command, environment = [*COMMAND, "--home", str(home)], os.environ | KEYRING
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, env=environment) as process:
        try:
            yield process
        finally:
            process.kill()


def start_again(home: Path) -> int:
    """The exit code of a start while another window is open."""
    return subprocess.run([*COMMAND, "--home", str(home)], cwd=ROOT, timeout=60, check=False).returncode


def wait_for_window(qtbot: QtBot, paths: AppPaths) -> None:
    qtbot.waitUntil(lambda: raise_running(paths), timeout=PATIENCE_MS)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in KEYRING.items():
        monkeypatch.setenv(name, value)
    return tmp_path / "home"


class First:
    """A window that several tests find open; one that has ended is opened again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opened = ExitStack()
        self._number = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def is_open(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def home(self) -> Path:
        return self._folder / str(self._number)

    def open(self, qtbot: QtBot) -> None:
        if not self.is_open:
            self.close()
            self._number += 1
            self._process = self._opened.enter_context(window(self.home))
            wait_for_window(qtbot, AppPaths.of(self.home))

    def close(self) -> None:
        self._opened.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[First]:
    first = First(tmp_path_factory.mktemp("first"))
    yield first
    first.close()


@pytest.fixture
def first(shared: First, qtbot: QtBot, home: Path) -> First:
    """A window that is open, over a folder of its own."""
    assert home is not None
    shared.open(qtbot)
    return shared


@pytest.mark.long
def test_the_second_start_ends_and_the_first_goes_on(first: First) -> None:
    assert start_again(first.home) == 0
    assert first.is_open
    assert raise_running(AppPaths.of(first.home))


@pytest.mark.long
def test_after_a_crash_the_window_opens_again(qtbot: QtBot, home: Path) -> None:
    paths = AppPaths.of(home)
    with window(home) as first:
        wait_for_window(qtbot, paths)
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert Path(address_of(paths.data)).exists()
    with window(home) as second:
        wait_for_window(qtbot, paths)
        assert second.poll() is None


@pytest.mark.long
def test_two_homes_have_a_window_each(first: First, qtbot: QtBot, tmp_path: Path) -> None:
    with window(tmp_path / "other") as other:
        for paths in (AppPaths.of(first.home), AppPaths.of(tmp_path / "other")):
            wait_for_window(qtbot, paths)
        assert first.is_open
        assert other.poll() is None


@pytest.mark.long
def test_outbox_send_is_handed_to_the_window(first: First, qtbot: QtBot) -> None:
    paths = AppPaths.of(first.home)
    # Until the window has it open, the command opens the outbox itself.
    qtbot.waitUntil(lambda: raise_running(paths) and is_open_elsewhere(paths), timeout=PATIENCE_MS)
    done = subprocess.run(
        [*COMMAND, "outbox", "send", "--home", str(first.home)],
        cwd=ROOT,
        timeout=60,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, "The window that is open sends what waits.\n")
    assert send_to_running(paths)


def is_open_elsewhere(paths: AppPaths) -> bool:
    try:
        Store.open(paths.store).close()
    except StoreBusy:
        return True
    return False


@pytest.mark.long
def test_a_window_waits_for_a_command_that_has_the_entries_open(
    qapp: QApplication, program_home: Path
) -> None:
    assert qapp is not None
    store = Store.open(AppPaths.of(program_home).store)
    program = Program(WindowOptions(AppPaths.of(program_home)))
    program.show()
    wait_until(lambda: "running already" in program.window.notice.text)
    store.close()
    wait_until(lambda: program.store is not None)
    assert "running already" not in program.window.notice.text
    program.window.close()
    assert program.close()


@pytest.mark.long
def test_the_first_window_comes_forward(qapp: QApplication, program_home: Path) -> None:
    assert qapp is not None
    with running(program_home) as typist:
        instance = SingleInstance(AppPaths.of(program_home))
        assert instance.claim()
        typist.program.serve(instance)
        typist.window.showMinimized()
        assert typist.window.windowState() & Qt.WindowState.WindowMinimized
        second = subprocess.Popen([*COMMAND, "--home", str(program_home)], cwd=ROOT)
        wait_until(lambda: second.poll() is not None)
        assert second.returncode == 0
        assert not typist.window.windowState() & Qt.WindowState.WindowMinimized
        assert typist.window.isVisible()
        instance.release()
