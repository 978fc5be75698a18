"""Handing over to the window that is running: one line of JSON each way through its local socket.

The window listens with QLocalServer (`app.controller.instance`): a Unix socket, or a named pipe on Windows.
Nothing of Qt is needed here, so that a command has not to load it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from app.storage.places import Places

PATIENCE = 2.0  # seconds for the window to answer
LONGEST_LINE = 4096
# Qt names the socket otherwise while it makes it, and 104 bytes is what the shortest system takes (macOS).
_LONGEST_PATH = 80
# What a desktop gives the program that it starts, and what the window needs to come to the front.
_ACTIVATION = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")


def raise_running(places: Places) -> bool:
    """Brings the window of this home to the front; False where none is running or it does not answer."""
    if sys.platform == "win32":
        import ctypes

        # ASFW_ANY: only who has the foreground may pass it on (AllowSetForegroundWindow).
        ctypes.windll.user32.AllowSetForegroundWindow(-1)
    token = next(filter(None, map(os.environ.get, _ACTIVATION)), "")
    return _ask(places.data, {"raise": True, "token": token})


def send_to_running(places: Places) -> bool:
    """Makes the running window send what waits, at once; False where none is running or does not answer."""
    return _ask(places.data, {"send": True})


def address_of(data: Path) -> str:
    """What the window of that data folder listens on: a path, or the name of a pipe on Windows."""
    name = f"contact-entry-{hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:24]}"
    if sys.platform == "win32":
        address = name
    else:
        path = data / "window.socket"
        fits = len(os.fsencode(path)) <= _LONGEST_PATH
        address = str(path if fits else Path(tempfile.gettempdir()) / name)
    return address


def _ask(data: Path, message: dict[str, Any]) -> bool:
    try:
        answer = json.loads(_exchange(address_of(data), json.dumps(message).encode() + b"\n"))
    except (OSError, ValueError):
        return False
    return isinstance(answer, dict) and answer.get("ok") is True


if sys.platform == "win32":
    import threading

    def _exchange(address: str, line: bytes) -> bytes:
        answers: list[bytes] = []

        def talk() -> None:
            with open(rf"\\.\pipe\{address}", "r+b", buffering=0) as pipe:  # noqa: PTH123  # a pipe is no file
                pipe.write(line)
                answers.append(pipe.readline(LONGEST_LINE))

        # A read of a pipe cannot be given a time limit.
        thread = threading.Thread(target=talk, daemon=True)
        thread.start()
        thread.join(PATIENCE)
        return answers[0] if answers else b""

else:
    import socket

    def _exchange(address: str, line: bytes) -> bytes:
        # In a folder that others may write to, somebody else may have been there first.
        if Path(address).stat().st_uid != os.getuid():
            raise PermissionError
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(PATIENCE)
            connection.connect(address)
            connection.sendall(line)
            with connection.makefile("rb") as answers:
                return answers.readline(LONGEST_LINE)
