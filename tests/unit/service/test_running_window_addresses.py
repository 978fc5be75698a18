"""Where a window listens whose data folder has too long a path: nobody else gets what is meant for it."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

import pytest

from app.service import running_window
from app.storage.files.paths import AppPaths

pytestmark = pytest.mark.needs("unix sockets")

NOBODY = 65534


@contextmanager
def listening_as(user: int, address: str) -> Iterator[IO[bytes]]:
    """A process of that user that listens there; gives what it says: one line, then what it is told."""
    says, said = os.pipe()
    process = os.fork()
    if not process:
        try:
            os.setgid(user)
            os.setuid(user)
            with socket.socket(socket.AF_UNIX) as listening:
                listening.bind(address)
                listening.listen()
                os.write(said, b"listening\n")
                os.write(said, listening.accept()[0].recv(1000))
        finally:
            os._exit(0)
    os.close(said)
    with os.fdopen(says, "rb", buffering=0) as told:
        yield told
    os.waitpid(process, 0)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of short addresses, which is not there yet."""
    with tempfile.TemporaryDirectory(dir="/tmp") as parent:  # that of the test may be too long
        folder = Path(parent) / "short"
        monkeypatch.setattr(running_window, "_short_folder", lambda: folder)
        yield folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    data = tmp_path / ("long" * 30)
    data.mkdir()
    return data


def mine(folder: Path) -> None:
    folder.mkdir(mode=0o700)


def open_to_others(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o755)


def a_link(folder: Path) -> None:
    folder.with_name("elsewhere").mkdir(mode=0o700)
    folder.symlink_to("elsewhere")


def a_file(folder: Path) -> None:
    folder.touch(mode=0o600)


def test_the_folder_is_made_for_this_user_alone(short: Path, data: Path) -> None:
    address = Path(running_window.address_of(data))
    assert address.parent == short
    assert short.stat().st_mode & 0o777 == 0o700
    assert Path(running_window.address_of(data)) == address


@pytest.mark.parametrize("squat", [open_to_others, a_link, a_file])
def test_nobody_is_asked_where_somebody_else_may_be(
    short: Path, data: Path, squat: Callable[[Path], None]
) -> None:
    squat(short)
    assert running_window.address_of(data) == str(data / "window.socket")
    assert running_window.submit_to_running(AppPaths.of(data), ["id-1"]) is False


def test_the_folder_of_another_user_is_none(short: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine(short)
    monkeypatch.setattr(os, "getuid", lambda: NOBODY - 1)
    assert running_window.address_of(data) == str(data / "window.socket")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can be somebody else")
def test_who_listens_as_another_user_gets_nothing_whosever_the_file_is(short: Path, data: Path) -> None:
    address = running_window.address_of(data)
    short.parent.chmod(0o711)
    os.chown(short, NOBODY, NOBODY)
    with listening_as(NOBODY, address) as told:
        assert told.readline() == b"listening\n"
        os.chown(short, os.getuid(), os.getgid())
        # As if it were exchanged between the look at the file and the call.
        os.chown(address, os.getuid(), os.getgid())
        assert running_window.submit_to_running(AppPaths.of(data), ["id-1"]) is False
        assert told.read() == b""


def test_what_killed_windows_left_is_removed_and_none_that_begins(short: Path, data: Path) -> None:
    address = running_window.address_of(data)
    (short / "a-file").touch()
    with ExitStack() as opened:
        for name in ("dead", "new", "alive", "busy"):
            listening = opened.enter_context(socket.socket(socket.AF_UNIX))
            listening.bind(str(short / name))
            if name != "new":
                os.utime(short / name, (0, 0))
            if name in {"dead", "new"}:
                listening.close()
            else:
                listening.listen(0)
        for _ in range(2):
            caller = opened.enter_context(socket.socket(socket.AF_UNIX))
            caller.settimeout(0)
            caller.connect_ex(str(short / "busy"))
        running_window.remove_dead(str(short.parent / "elsewhere"))
        assert (short / "dead").exists()
        running_window.remove_dead(address)
    assert sorted(path.name for path in short.iterdir()) == ["a-file", "alive", "busy", "new"]
