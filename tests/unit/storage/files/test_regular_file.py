"""What others name is read to a limit, and only if it is a file."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from app.storage.files.regular_file import NoRegularFile, read_regular_file


def test_a_file_is_read_to_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"one\r\ntwo\x1athree")
    assert read_regular_file(tmp_path / "a.txt", 100) == b"one\r\ntwo\x1athree"
    assert read_regular_file(tmp_path / "a.txt", 3) == b"one"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such flag anyway")
def test_a_system_without_files_that_do_not_wait_reads_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "O_NONBLOCK")
    (tmp_path / "a.txt").write_bytes(b"one")
    assert read_regular_file(tmp_path / "a.txt", 100) == b"one"


def test_a_folder_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="directory"):
        read_regular_file(tmp_path, 3)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows names its devices otherwise")
def test_pipes_sockets_and_devices_are_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.chdir(tmp_path)  # the name of a socket is short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")
        for name in ("pipe", "socket", "/dev/zero"):
            with pytest.raises(NoRegularFile, match="it is a device or a pipe, and no file"):
                read_regular_file(Path(name), 3)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows names its devices otherwise")
def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.touch()
    as_file = path.stat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(Path, "stat", lambda _path: as_file)
    with pytest.raises(NoRegularFile):
        read_regular_file(path, 3)
