"""Talks to the window that is already running: one line of JSON each way through its local socket.

The window listens with QLocalServer (`app.controller.process.single_instance`): a Unix socket, or a named
pipe on Windows. Commands use plain sockets, because loading Qt takes long.
"""

from __future__ import annotations

import io
import json
import os
import re
import socket
import stat
import struct
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from app.storage.files.digest import sha256_of
from app.storage.files.paths import AppPaths

ANSWER_TIMEOUT = 2.0  # seconds for the window to answer
LONGEST_LINE = 16 * 1024
_FILES_A_MESSAGE = 4000  # bytes of their names; one that is longer goes alone
LONGEST_ENTRY = 16 * 1024 * 1024
SUBMIT_PREFIX = b'{"submit": '
"""How a line begins that may be up to LONGEST_ENTRY bytes long."""
LONGEST_DRAFT = 4 * 1024 * 1024
"""Characters of a draft that is handed over: a company with some ten thousand people."""
LONGEST_DRAFT_TEXT = 100_000
"""Characters of one text in it: several times what can be put into a note at once."""
_MOST_COLUMNS = 32
_ROW_BEGINS, _ROW_ENDS = re.compile(r'\{"submit": *\['), re.compile(r" *\] *\} *\n?")
_BARE_VALUE = re.compile(r" *(null|-?\d{1,20})(?= *[,\]])", re.ASCII)
_BEFORE_TEXT, _BETWEEN = re.compile(r' *(?=")'), re.compile(r" *, *")
_DECODER = json.JSONDecoder()
ENTRY_ID = re.compile(r"[!-~]{1,64}")
"""The ids that entries may be submitted with: what makes them writes UUIDs."""
_ASK_AGAIN_AFTER = 0.02  # seconds
_PIPE_BUSY = 231  # Windows' ERROR_PIPE_BUSY
# The window answers only after the entry is on the disk.
_STORE_TIMEOUT = 15.0  # seconds
# Qt appends to the name while it creates the socket; macOS allows 104 bytes, the fewest of all systems.
_LONGEST_PATH = 80
_MOST_REMOVED = 50  # at one start
_SURELY_LISTENS = 60.0  # seconds after its socket is made: nobody is answered before a window listens
# The desktop sets one of these for a program it starts; the window needs it to come to the front.
_ACTIVATION = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")


def raise_running(paths: AppPaths, files: Sequence[Path] = (), begins: str = "") -> bool:
    """Brings the running window to the front, which reads all `files` as if they were dropped on it.

    It begins a new company before if `begins` is "empty", "clipboard" (with what is copied) or "template:…"
    (with the template of that name); it shows the outbox if that is "outbox".

    Returns False if none is running or it does not answer; it reads none of the files then.
    """
    if sys.platform == "win32":
        import ctypes

        # ASFW_ANY: only who has the foreground may pass it on (AllowSetForegroundWindow).
        ctypes.windll.user32.AllowSetForegroundWindow(-1)
    token = next(filter(None, map(os.environ.get, _ACTIVATION)), "")
    *more, last = _in_messages(files)
    further: dict[str, Any] = ({"open": last} if last else {}) | ({"new": begins} if begins else {})
    return all(_ask(paths.data, {"raise": True, "open": part, "more": True}) for part in more) and _ask(
        paths.data, {"raise": True, "token": token, **further}
    )


def send_to_running(paths: AppPaths) -> bool:
    """Makes the running window send what waits. Returns False if none is running or it does not answer."""
    return _ask(paths.data, {"send": True})


def row_in(line: bytes) -> list[str | int | None] | None:
    """Returns the row of the store that a line submits; None for any other line.

    A row has texts, numbers and nothing. It is read by the window, value by value: millions of values in one
    line would take seconds, in which nobody can type.
    """
    try:
        text = line.decode()
        begun = _ROW_BEGINS.match(text)
        return _row_from(text, begun.end()) if begun else None
    except ValueError:
        return None


def _row_from(text: str, start: int) -> list[str | int | None] | None:
    row: list[str | int | None] = []
    while len(row) < _MOST_COLUMNS:
        if quote := _BEFORE_TEXT.match(text, start):
            value, start = _DECODER.raw_decode(text, quote.end())
            row.append(value)
        elif bare := _BARE_VALUE.match(text, start):
            row.append(None if bare[1] == "null" else int(bare[1]))
            start = bare.end()
        else:
            return None
        if _ROW_ENDS.fullmatch(text, start):
            return row
        between = _BETWEEN.match(text, start)
        if between is None:
            return None
        start = between.end()
    return None


class SubmissionRefused(Exception):
    """The window does not take the entry; the message is a sentence that says why."""


class _NoAnswerError(Exception):
    """Writing to the window has begun and no answer came, so it may have taken what was written."""


def submit_to_running(paths: AppPaths, row: Sequence[Any]) -> bool | None:
    """Submits an entry, as a row of the store, to the running window, which answers once it is stored.

    Returns False if no window takes it; None if the window did not answer, so that it may be stored or not.
    Raises SubmissionRefused if the window says why it does not take it.
    """
    line = json.dumps({"submit": list(row)}).encode() + b"\n"
    if len(line) > LONGEST_ENTRY:
        return False
    try:
        answer = _exchange(address_of(paths.data), line, _STORE_TIMEOUT)
    except _NoAnswerError:
        return None
    except OSError:
        return False
    return _outcome_in(answer)


def address_of(data: Path) -> str:
    """Returns what the window of a data folder listens on: a path, or the name of a pipe on Windows.

    For a data folder whose own path is too long, it lies in a folder for all of these, which is made. Where
    somebody else has that one, the path is too long: nobody listens there, and nobody is asked.
    """
    name = sha256_of(os.fsencode(data.resolve()))[:24]
    if sys.platform == "win32":
        address = f"contact-entry-{name}"
    else:
        path = data / "window.socket"
        fits = len(os.fsencode(path)) <= _LONGEST_PATH
        address = str(path if fits or not _is_made(_short_folder()) else _short_folder() / name)
    return address


def remove_dead(address: str) -> None:
    """Removes what windows that were killed have left beside an address of the folder for short ones.

    A window's own socket is replaced by its next one; others may never have a next one.
    """
    if sys.platform == "win32" or Path(address).parent != _short_folder():
        return
    with suppress(OSError):
        made_before = time.time() - _SURELY_LISTENS
        for path in islice(_short_folder().iterdir(), _MOST_REMOVED):
            if path.is_socket() and path.lstat().st_mtime < made_before and _is_dead(path):
                path.unlink()


def _is_dead(path: Path) -> bool:
    """Returns True if nobody listens there; a window that has many callers is another error."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(0)
        try:
            connection.connect(str(path))
        except ConnectionRefusedError:
            return True
        except OSError:
            return False
    return False


def _short_folder() -> Path:
    # Not where TMPDIR says: a command may have another one than the window.
    return Path(f"/tmp/contact-entry-{os.getuid()}")  # noqa: S108  # private, and it is looked at whose it is


def _is_made(folder: Path) -> bool:
    """Makes a folder that only this user may enter; returns False if one of that name is not so."""
    try:
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        found = folder.lstat()
    except OSError:
        return False
    is_private = found.st_uid == os.getuid() and not found.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    return is_private and stat.S_ISDIR(found.st_mode)


def _in_messages(files: Sequence[Path]) -> list[list[str]]:
    """Returns the names of files in parts that fit into a message each, at least one part."""
    parts, size = list[list[str]]([[]]), 0
    for name in map(str, files):
        length = len(json.dumps(name))
        if parts[-1] and size + length > _FILES_A_MESSAGE:
            parts.append([])
            size = 0
        parts[-1].append(name)
        size += length
    return parts


def _ask(data: Path, message: dict[str, Any]) -> bool:
    try:
        answer = _exchange(address_of(data), json.dumps(message).encode() + b"\n", ANSWER_TIMEOUT)
    except (OSError, _NoAnswerError):
        return False
    return _answer_in(answer).get("ok") is True


def _outcome_in(line: bytes) -> bool | None:
    """Returns whether the entry is taken; None for an answer that does not say. Raises SubmissionRefused."""
    answer = _answer_in(line)
    taken, because = answer.get("ok"), answer.get("because")
    if taken is False and isinstance(because, str) and because:
        raise SubmissionRefused(because)
    return taken if isinstance(taken, bool) else None


def _answer_in(line: bytes) -> dict[str, Any]:
    """Returns the object of an answer; an empty one for any other text."""
    try:
        answer = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _exchange(address: str, line: bytes, timeout: float) -> bytes:
    """Returns the answer to a line. Raises _NoAnswerError once writing has begun, OSError before that."""
    if sys.platform == "win32":
        return _through_pipe(rf"\\.\pipe\{address}", line, timeout)
    return _through_socket(address, line, timeout)


def _through_pipe(path: str, line: bytes, timeout: float) -> bytes:
    ends: list[bytes | Exception] = []

    def talk() -> None:
        try:
            pipe = _opened_pipe(path, timeout)
        except OSError as error:
            ends.append(error)
            return
        try:
            with pipe:
                pipe.write(line)
                ends.append(pipe.readline(LONGEST_LINE))
        except OSError:
            ends.append(_NoAnswerError())

    # A read of a pipe cannot be given a time limit.
    thread = threading.Thread(target=talk, daemon=True)
    thread.start()
    thread.join(timeout)
    end = ends[0] if ends else _NoAnswerError()
    if isinstance(end, Exception):
        raise end
    return end


def _opened_pipe(path: str, timeout: float) -> io.FileIO:
    """Opens a pipe; one that has more callers than it takes is asked again, for half of `timeout` seconds."""
    deadline = time.monotonic() + timeout / 2
    while True:
        try:
            return io.FileIO(path, "r+")
        except OSError as error:
            if getattr(error, "winerror", 0) != _PIPE_BUSY or time.monotonic() >= deadline:
                raise
        time.sleep(_ASK_AGAIN_AFTER)


def _through_socket(address: str, line: bytes, timeout: float) -> bytes:
    # In a folder that others may write to, somebody else may have been there first.
    if Path(address).stat().st_uid != os.getuid():
        raise PermissionError
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(timeout)
        _connect(connection, address, timeout)
        # What is there by now may be another one's all the same.
        if _user_behind(connection) != os.getuid():
            raise PermissionError
        try:
            connection.sendall(line)
            with connection.makefile("rb") as answers:
                return answers.readline(LONGEST_LINE)
        except OSError as error:
            raise _NoAnswerError from error


def _user_behind(connection: socket.socket) -> int:
    """Returns the user whose program has called `listen` at the other end."""
    if sys.platform == "darwin":
        # SOL_LOCAL, LOCAL_PEERCRED: struct xucred of sys/ucred.h begins with its version and the user.
        told = connection.getsockopt(0, 1, 76)
        return int(struct.unpack_from("2I", told)[1])
    # struct ucred of unix(7): process, user, group.
    told = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    return int(struct.unpack("3i", told)[1])


def _connect(connection: socket.socket, address: str, timeout: float) -> None:
    """Connects; a window that has more callers than it can queue is asked again until `timeout` seconds."""
    deadline = time.monotonic() + timeout
    while True:
        try:
            connection.connect(address)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise
            time.sleep(_ASK_AGAIN_AFTER)
        else:
            return
