"""Locks between holders of one file."""

import errno
import os
import runpy
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.storage.files import file_lock
from app.storage.files.errors import StoreProblem, raising_store_problem
from app.storage.files.file_lock import FileLock, is_locked, locked

HOLD = """
import sys
from pathlib import Path
from app.storage.files.file_lock import FileLock, is_locked
print(FileLock(Path(sys.argv[1])).acquire(), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def test_one_holder_at_a_time(file: Path) -> None:
    first, second = FileLock(file), FileLock(file)
    assert first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()


def test_releasing_twice_or_without_holding_is_allowed(file: Path) -> None:
    lock = FileLock(file)
    lock.release()
    assert lock.acquire()
    lock.release()
    lock.release()


def test_the_empty_lock_file_stays_and_the_file_is_not_made(file: Path) -> None:
    lock = FileLock(file)
    lock.acquire()
    lock.release()
    assert lock.path.read_bytes() == b""
    assert not file.exists()


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        FileLock(tmp_path / "none" / "settings.json").acquire()


def test_waiting_ends_when_the_other_releases(file: Path) -> None:
    order: list[str] = []

    def wait() -> None:
        with locked(file):
            order.append("second")

    with locked(file):
        thread = threading.Thread(target=wait)
        thread.start()
        order.append("first")
    thread.join(20)
    assert order == ["first", "second"]


@pytest.mark.long
def test_a_killed_process_releases_its_lock(file: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        lock = FileLock(file)
        assert not lock.acquire()
        process.kill()
        process.wait(20)
    assert lock.acquire()
    lock.release()


def test_a_lock_that_nobody_releases_is_told_as_held(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.storage.files.file_lock._PATIENCE", 0.05)
    waiting = locked(file)
    with (
        locked(file),
        pytest.raises(StoreProblem, match="Another program holds"),
        raising_store_problem(file),
    ):
        waiting.__enter__()


def test_waiting_asks_often_and_never_leaves_it_to_the_system(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows' own waiting asks once a second, and reports a deadlock after ten."""
    answers = [PermissionError("held"), BlockingIOError("held"), None]

    def lock(_descriptor: int) -> None:
        if (error := answers.pop(0)) is not None:
            raise error

    monkeypatch.setattr("app.storage.files.file_lock._lock", lock)
    with locked(file):
        assert answers == []


def test_a_run_time_that_refuses_without_a_reason_says_that_it_is_locked(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Wine's does; Windows' own names the reason, and all but one are errors."""
    reasons = [0, errno.EACCES, errno.EINVAL]

    def locking(_descriptor: int, _mode: int, _count: int) -> None:
        raise OSError(reasons.pop(0), "refused")

    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=locking, LK_NBLCK=2))
    monkeypatch.setattr(sys, "platform", "win32")
    on_windows = runpy.run_path(str(file_lock.__file__))["FileLock"]
    assert not on_windows(file).acquire()
    assert not on_windows(file).acquire()
    with pytest.raises(OSError, match="refused"):
        on_windows(file).acquire()


def test_an_error_of_the_lock_itself_is_raised_and_leaves_nothing_open(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[int] = []

    def fail(descriptor: int) -> None:
        closed.append(descriptor)
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("app.storage.files.file_lock._lock", fail)
    with pytest.raises(OSError, match="No locks"):
        FileLock(file).acquire()
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(closed[0])


def test_a_file_is_locked_while_somebody_else_holds_it(tmp_path: Path) -> None:
    file = tmp_path / "window"
    assert not is_locked(file)
    assert not list(tmp_path.iterdir())
    lock = FileLock(file)
    assert lock.acquire()
    assert lock.is_held
    assert is_locked(file)
    lock.release()
    assert [lock.is_held] == [False]
    for _ in range(2):
        assert not is_locked(file), "to ask is not to hold it"
    assert not is_locked(tmp_path / "none" / "window")


@pytest.mark.needs("file modes")
def test_the_lock_is_for_its_owner_alone(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flags: list[int] = []
    opening = os.open

    def open_file(path: str, how: int, mode: int) -> int:
        flags.append(how)
        return opening(path, how, mode)

    monkeypatch.setattr(os, "open", open_file)
    monkeypatch.delattr(os, "O_CLOEXEC")
    with locked(file):
        assert stat.S_IMODE(file.with_name("settings.json.lock").stat().st_mode) == 0o600
    assert flags == [os.O_RDWR | os.O_CREAT]


def test_what_cannot_be_found_out_counts_as_locked(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_lock: FileLock, *, wait: bool = False) -> bool:
        raise OSError(errno.ENOLCK, f"No locks available, whether it waits or not: {wait}")

    file.with_name("settings.json.lock").touch()
    monkeypatch.setattr(FileLock, "acquire", fail)
    assert is_locked(file)


def test_who_asks_at_the_same_moment_has_not_locked_it_for_long(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    other = FileLock(file)
    assert other.acquire()

    def pass_by(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            other.release()

    monkeypatch.setattr(time, "sleep", pass_by)
    assert is_locked(file)
    pauses.clear()
    assert not is_locked(file, for_long=True)
    assert other.acquire()
    pauses[:] = [0, 0]
    assert is_locked(file, for_long=True)
    other.release()
