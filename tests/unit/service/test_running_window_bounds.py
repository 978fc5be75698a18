"""What is said to the window that runs, message by message, its limits, and how other systems do it."""

from __future__ import annotations

import ctypes
import io
import json
import os
import socket
import struct
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.service import running_window
from app.storage.files.paths import AppPaths

ANSWER = b'{"ok": true}\n'
Said = tuple[str, bytes, float]

unix_only = pytest.mark.needs("unix sockets")


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[Said]:
    """What is said to the window, to which it answers yes: address, line, patience."""
    told: list[Said] = []

    def exchange(address: str, line: bytes, timeout: float) -> bytes:
        told.append((address, line, timeout))
        return ANSWER

    monkeypatch.setattr(running_window, "_exchange", exchange)
    for name in ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"):
        monkeypatch.delenv(name, raising=False)
    return told


def messages(said: list[Said]) -> list[dict[str, Any]]:
    return [json.loads(line) for _address, line, _timeout in said]


def test_each_order_is_one_line_and_one_patience(tmp_path: Path, said: list[Said]) -> None:
    paths = AppPaths.of(tmp_path)
    assert running_window.raise_running(paths)
    assert running_window.send_to_running(paths)
    assert running_window.submit_to_running(paths, ["id-1"])
    assert messages(said) == [{"raise": True, "token": ""}, {"send": True}, {"submit": ["id-1"]}]
    assert [(address, line[-1:], timeout) for address, line, timeout in said] == [
        (running_window.address_of(paths.data), b"\n", timeout) for timeout in (2.0, 2.0, 15.0)
    ]


@pytest.mark.parametrize("variable", ["XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"])
def test_the_window_gets_what_brings_it_to_the_front(
    tmp_path: Path, said: list[Said], monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "token-7")
    running_window.raise_running(AppPaths.of(tmp_path))
    assert messages(said) == [{"raise": True, "token": "token-7"}]


def test_files_that_are_too_many_for_a_message_go_in_several_and_the_last_ends_it(
    tmp_path: Path, said: list[Said]
) -> None:
    half, more = "x" * 1998, "y" * 1999  # with the quotes of JSON 2,000 and 2,001 bytes
    paths = AppPaths.of(tmp_path)
    assert running_window.raise_running(paths, [Path(name) for name in (half, half, half, more, half)])
    assert messages(said) == [
        {"raise": True, "open": [half, half], "more": True},
        {"raise": True, "open": [half], "more": True},
        {"raise": True, "open": [more], "more": True},
        {"raise": True, "token": "", "open": [half]},
    ]


def test_a_new_company_is_asked_for_with_the_last_message(tmp_path: Path, said: list[Said]) -> None:
    running_window.raise_running(AppPaths.of(tmp_path), [Path("a")], "clipboard")
    assert messages(said) == [{"raise": True, "token": "", "open": ["a"], "new": "clipboard"}]


def test_a_file_that_is_too_long_for_a_message_goes_alone(tmp_path: Path, said: list[Said]) -> None:
    long = "x" * 5000
    running_window.raise_running(AppPaths.of(tmp_path), [Path("a"), Path(long), Path("b")])
    assert [message["open"] for message in messages(said)] == [["a"], [long], ["b"]]


def test_a_window_that_does_not_answer_is_asked_nothing_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bytes] = []

    def exchange(_address: str, line: bytes, _timeout: float) -> bytes:
        asked.append(line)
        return b'{"ok": false}'

    monkeypatch.setattr(running_window, "_exchange", exchange)
    assert not running_window.raise_running(AppPaths.of(tmp_path), [Path("x" * 3000), Path("y" * 3000)])
    assert len(asked) == 1


@pytest.mark.parametrize(("length", "taken"), [(16 * 1024 * 1024, True), (16 * 1024 * 1024 + 1, False)])
def test_an_entry_is_not_said_that_the_window_would_not_read(
    tmp_path: Path, said: list[Said], length: int, taken: bool
) -> None:
    around = len('{"submit": [""]}\n')
    assert running_window.submit_to_running(AppPaths.of(tmp_path), ["x" * (length - around)]) is taken
    assert [len(line) for _address, line, _timeout in said] == [length] * taken


@pytest.mark.parametrize("because", ["", 7, None])
def test_a_no_without_a_sentence_is_a_no(because: object) -> None:
    assert running_window._outcome_in(json.dumps({"ok": False, "because": because}).encode()) is False
    assert running_window._outcome_in(b'{"ok": true, "because": "It fits."}') is True


def test_no_more_of_an_answer_is_read_than_a_line_has(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    pipe.write_bytes(b"." * 3 + b"x" * 20_000)
    assert len(running_window._through_pipe(str(pipe), b"...", 2.0)) == 16 * 1024


@unix_only
@pytest.mark.parametrize(("length", "fits"), [(80, True), (81, False)])
def test_a_socket_lies_in_its_folder_as_long_as_every_system_takes_its_path(
    monkeypatch: pytest.MonkeyPatch, length: int, fits: bool
) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as parent:
        short = Path(parent) / "short"
        monkeypatch.setattr(running_window, "_short_folder", lambda: short)
        data = Path("/" + "x" * (length - len("//window.socket")))
        address = running_window.address_of(data)
        assert address == str(data / "window.socket") if fits else Path(address).parent == short
        assert fits or len(Path(address).name) == 24
        assert short.exists() is not fits


@unix_only
def test_a_start_does_not_go_through_a_folder_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as parent:
        short = Path(parent)
        monkeypatch.setattr(running_window, "_short_folder", lambda: short)
        for number in range(52):
            with socket.socket(socket.AF_UNIX) as listening:
                listening.bind(str(short / str(number)))
            os.utime(short / str(number), (0, 0))
        running_window.remove_dead(str(short / "mine"))
        assert len(list(short.iterdir())) == 2


@unix_only
def test_a_folder_that_cannot_be_made_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not running_window._is_made(tmp_path / "none" / "below")
    monkeypatch.setattr(running_window, "_short_folder", lambda: tmp_path / "none")
    running_window.remove_dead(str(tmp_path / "none" / "address"))


@unix_only
def test_short_addresses_of_a_user_are_in_one_folder_whatever_the_environment() -> None:
    expected = Path(os.sep, "tmp", f"contact-entry-{os.getuid()}")
    assert running_window._short_folder() == expected


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[AppPaths]:
    """The folder of a window that listens and never answers."""
    paths = AppPaths.of(tmp_path)
    address = running_window.address_of(paths.data)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as socket_of_window:
        socket_of_window.bind(address)
        socket_of_window.listen()
        yield paths
    Path(address).unlink()


@unix_only
def test_a_window_that_never_answers_is_not_waited_for_without_end(
    listening: AppPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    patience: list[float] = []
    monkeypatch.setattr(socket.socket, "settimeout", lambda _socket, seconds: patience.append(seconds))
    monkeypatch.setattr(socket.socket, "sendall", lambda _socket, _line: (_ for _ in ()).throw(TimeoutError))
    assert not running_window.send_to_running(listening)
    assert running_window.submit_to_running(listening, ["id-1"]) is None
    assert patience == [2.0, 15.0]


@unix_only
@pytest.mark.parametrize("whose", ["file", "program"])
def test_what_belongs_to_somebody_else_is_told_nothing(
    listening: AppPaths, monkeypatch: pytest.MonkeyPatch, whose: str
) -> None:
    mine = os.getuid()
    monkeypatch.setattr(socket.socket, "sendall", lambda _socket, _line: pytest.fail("it was told"))
    if whose == "program":
        monkeypatch.setattr(running_window, "_user_behind", lambda _connection: mine + 1)
    else:
        monkeypatch.setattr(os, "getuid", lambda: mine + 1)
        monkeypatch.setattr(running_window, "_user_behind", lambda _connection: mine + 1)
    assert running_window.submit_to_running(listening, ["id-1"]) is False


def test_a_window_whose_queue_stays_full_is_given_up() -> None:
    tried: list[str] = []

    def connect(address: str) -> None:
        tried.append(address)
        raise BlockingIOError if len(tried) < 100 else AssertionError("it is asked for ever")

    with pytest.raises(BlockingIOError):
        running_window._connect(SimpleNamespace(connect=connect), "address", 0.05)  # type: ignore[arg-type]  # all that is used of a socket
    assert len(tried) > 1


# Other systems


@pytest.mark.parametrize(("winerror", "is_asked_again"), [(231, True), (230, False), (2, False)])
def test_only_a_pipe_that_is_busy_is_asked_again_and_that_not_for_ever(
    monkeypatch: pytest.MonkeyPatch, winerror: int, is_asked_again: bool
) -> None:
    tried: list[str] = []

    def open_pipe(path: str, _mode: str) -> io.FileIO:
        tried.append(path)
        assert len(tried) < 100, "it is asked for ever"
        error = OSError(22, "Invalid argument")
        error.winerror = winerror  # type: ignore[attr-defined,unused-ignore]  # Windows alone has it
        raise error

    monkeypatch.setattr(io, "FileIO", open_pipe)
    with pytest.raises(OSError, match="Invalid argument"):
        running_window._opened_pipe("pipe", 0.1)
    assert (len(tried) > 1) is is_asked_again


def test_on_windows_it_is_a_pipe_and_the_window_may_come_to_the_front(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []

    def through_pipe(path: str, _line: bytes, timeout: float) -> bytes:
        told.append((path, timeout))
        return ANSWER

    data = AppPaths.of(tmp_path)
    user32 = SimpleNamespace(AllowSetForegroundWindow=told.append)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(user32=user32), raising=False)
    monkeypatch.setattr(running_window, "_through_pipe", through_pipe)
    monkeypatch.setattr(sys, "platform", "win32")
    address = running_window.address_of(data.data)
    assert running_window.raise_running(data)
    running_window.remove_dead(address)
    monkeypatch.undo()
    assert address.startswith("contact-entry-")
    assert len(address) == len("contact-entry-") + 24
    assert told == [-1, (rf"\\.\pipe\{address}", 2.0)]


def test_on_a_mac_the_user_behind_a_socket_is_asked_for_as_it_knows_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[int, ...]] = []

    def getsockopt(*what: int) -> bytes:
        asked.append(what)
        return struct.pack("2I", 0, 501).ljust(76, b"\0")

    monkeypatch.setattr(sys, "platform", "darwin")
    connection = SimpleNamespace(getsockopt=getsockopt)
    assert running_window._user_behind(connection) == 501  # type: ignore[arg-type]  # all that is used of a socket
    assert asked == [(0, 1, 76)]
