from __future__ import annotations

import io
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from app.service import running_window
from app.storage.files.paths import AppPaths

QUESTION = b'{"raise": true}\n'
ANSWER = b'{"ok": true}\n'

unix_only = pytest.mark.needs("unix sockets")


@pytest.fixture
def paths(tmp_path: Path) -> AppPaths:
    paths = AppPaths.of(tmp_path)
    paths.data.mkdir(parents=True, exist_ok=True)
    return paths


@contextmanager
def window(paths: AppPaths, answer: bytes) -> Iterator[list[bytes]]:
    """Something that listens where the window of these paths does; gives the lines that it got."""
    lines: list[bytes] = []
    address = running_window.address_of(paths.data)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening, ExitStack() as afterwards:
        listening.bind(address)
        # A short one is outside the folder of the test, and would be in the way of a later run.
        afterwards.callback(Path(address).unlink)
        listening.listen()

        def serve() -> None:
            connection, _ = listening.accept()
            with connection, connection.makefile("rb") as opened:
                lines.append(opened.readline())
                connection.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield lines
        thread.join(5)


@unix_only
def test_a_window_that_answers_has_been_raised(paths: AppPaths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "token-7")
    with window(paths, ANSWER) as lines:
        assert running_window.raise_running(paths)
    assert json.loads(lines[0]) == {"raise": True, "token": "token-7"}


@unix_only
@pytest.mark.parametrize(
    "answer", [b"", b"nonsense\n", b"[]\n", b"[" * 4000, b'{"ok": 1}\n', b'{"ok": false}\n']
)
def test_only_a_clear_yes_counts(paths: AppPaths, answer: bytes) -> None:
    with window(paths, answer):
        assert not running_window.send_to_running(paths)


@unix_only
@pytest.mark.parametrize(
    ("answer", "taken"),
    [
        (ANSWER, True),
        (b'{"ok": false}\n', False),
        (b"", None),
        (ANSWER[:7], None),
        (b"nonsense\n", None),
        (b'{"ok": 1}\n', None),
    ],
)
def test_an_entry_is_taken_refused_or_nobody_knows(
    paths: AppPaths, answer: bytes, taken: bool | None
) -> None:
    with window(paths, answer) as lines:
        assert running_window.submit_to_running(paths, ["id-1", 7, None]) is taken
    assert lines[0].startswith(running_window.SUBMIT_PREFIX)
    assert json.loads(lines[0]) == {"submit": ["id-1", 7, None]}


def test_without_a_window_nothing_is_done(paths: AppPaths) -> None:
    assert not running_window.raise_running(paths)
    assert not running_window.send_to_running(paths)
    assert running_window.submit_to_running(paths, ["id-1"]) is False


@unix_only
def test_a_long_folder_has_a_short_address_of_its_own(tmp_path: Path) -> None:
    folders = [tmp_path / ("long" * 30) / name for name in ("one", "two")]
    addresses = [running_window.address_of(folder) for folder in folders]
    assert all(len(address) <= 104 for address in addresses)
    assert len(set(addresses)) == 2


# The named pipe of Windows, which Python reads and writes as a file


def test_a_line_goes_in_and_a_line_comes_out(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    pipe.write_bytes(b"." * len(QUESTION) + ANSWER + b"more\n")
    assert running_window._through_pipe(str(pipe), QUESTION, running_window.ANSWER_TIMEOUT) == ANSWER
    assert pipe.read_bytes().startswith(QUESTION)


def test_a_window_that_is_not_running_is_nothing_to_speak_of(tmp_path: Path) -> None:
    """An error that ended the thread would be printed, and fail this test."""
    with pytest.raises(FileNotFoundError):
        running_window._through_pipe(str(tmp_path / "none"), QUESTION, running_window.ANSWER_TIMEOUT)


@unix_only
def test_a_window_that_says_why_it_takes_nothing_is_quoted(paths: AppPaths) -> None:
    answer = b'{"ok": false, "because": "The disk is full."}\n'
    with window(paths, answer), pytest.raises(running_window.SubmissionRefused, match="The disk is full"):
        running_window.submit_to_running(paths, ["id-1"])


@unix_only
def test_a_window_with_too_many_callers_is_asked_again(paths: AppPaths) -> None:
    """Its queue of connections is full at first: the system then refuses with EAGAIN."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening, ExitStack() as crowd:
        listening.bind(running_window.address_of(paths.data))
        listening.listen(0)
        with suppress(BlockingIOError):
            while True:
                caller = crowd.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
                caller.setblocking(False)
                caller.connect(running_window.address_of(paths.data))

        def serve() -> None:
            while True:
                connection, _ = listening.accept()
                connection.settimeout(0.2)
                with connection, suppress(OSError), connection.makefile("rb") as opened:
                    if opened.readline():
                        connection.sendall(ANSWER)
                        return

        serving = threading.Timer(0.3, serve)
        serving.daemon = True
        serving.start()
        assert running_window.submit_to_running(paths, ["id-1"]) is True
        serving.join(5)


MOMENTS = ("on arrival", "within the line", "after the line", "within the answer")


def _close_at(moment: str, connection: socket.socket) -> None:
    """Ends a conversation, abruptly where something was not read: the system then resets the connection."""
    with connection:
        if moment == "within the line":
            connection.recv(100)
        if moment in ("after the line", "within the answer"):
            with connection.makefile("rb") as opened:
                opened.readline()
        if moment == "within the answer":
            connection.sendall(ANSWER[:5])


@contextmanager
def closing_window(paths: AppPaths, moment: str) -> Iterator[None]:
    """Something that listens where the window does, and closes its end at that moment."""
    address = running_window.address_of(paths.data)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening, ExitStack() as afterwards:
        listening.bind(address)
        # A short one is outside the folder of the test, and would be in the way of a later run.
        afterwards.callback(Path(address).unlink)
        listening.listen()
        thread = threading.Thread(target=lambda: _close_at(moment, listening.accept()[0]), daemon=True)
        thread.start()
        yield
        thread.join(5)


@unix_only
@pytest.mark.parametrize("size", [10, 4_000_000])
@pytest.mark.parametrize("moment", MOMENTS)
def test_once_writing_has_begun_nobody_knows(paths: AppPaths, moment: str, size: int) -> None:
    with closing_window(paths, moment):
        assert running_window.submit_to_running(paths, ["id-1", "x" * size]) is None


@unix_only
def test_any_error_after_the_first_byte_means_that_nobody_knows(
    paths: AppPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows tells EINVAL of a pipe that was closed, other systems other numbers."""

    def fail(_socket: socket.socket, _line: bytes) -> None:
        raise OSError(22, "Invalid argument")

    address = running_window.address_of(paths.data)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening, ExitStack() as afterwards:
        listening.bind(address)
        # A short one is outside the folder of the test, and would be in the way of a later run.
        afterwards.callback(Path(address).unlink)
        listening.listen()
        monkeypatch.setattr(socket.socket, "sendall", fail)
        assert running_window.submit_to_running(paths, ["id-1"]) is None


@unix_only
def test_a_window_that_cannot_be_reached_has_taken_nothing(paths: AppPaths) -> None:
    address = running_window.address_of(paths.data)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening, ExitStack() as afterwards:
        listening.bind(address)
        # A short one is outside the folder of the test, and would be in the way of a later run.
        afterwards.callback(Path(address).unlink)
    assert running_window.submit_to_running(paths, ["id-1"]) is False


@unix_only
def test_a_pipe_that_fails_after_it_was_opened_means_that_nobody_knows() -> None:
    pipe = Path("/dev/full")
    if not pipe.exists():
        pytest.skip("a device of Linux")
    with pytest.raises(running_window._NoAnswerError):
        running_window._through_pipe(str(pipe), QUESTION, running_window.ANSWER_TIMEOUT)


def test_a_pipe_with_too_many_callers_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = tmp_path / "pipe"
    pipe.write_bytes(b"." * len(QUESTION) + ANSWER)
    opened = io.FileIO
    busy = OSError(22, "All pipe instances are busy")
    busy.winerror = 231  # type: ignore[attr-defined,unused-ignore]  # Windows alone has it
    answers: list[OSError | None] = [busy, busy, None]

    def open_pipe(path: str, mode: str) -> io.FileIO:
        if (error := answers.pop(0)) is not None:
            raise error
        return opened(path, mode)

    monkeypatch.setattr(io, "FileIO", open_pipe)
    assert running_window._through_pipe(str(pipe), QUESTION, running_window.ANSWER_TIMEOUT) == ANSWER
    assert answers == []
