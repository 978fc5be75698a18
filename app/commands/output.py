"""How commands speak: sentences for people, JSON for scripts, and an exit code in any case."""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import suppress
from enum import IntEnum
from pathlib import Path
from typing import Any, TextIO


class ExitCode(IntEnum):
    """The exit codes of every command; scripts hold on to them."""

    DONE = 0
    FAULT = 1
    """Contact Entry has a fault of its own."""
    USAGE = 2
    """Usage, an unknown connection, or a file or disk that could not be used."""
    NOT_VALID = 3
    REJECTED = 4
    SIGN_IN = 5
    KEPT = 6
    NOT_SOUND = 7
    """The self test found that something does not work."""
    INTERRUPTED = 130


class CommandFailed(Exception):
    """Ends a command with a sentence for the user and an exit code."""

    def __init__(self, message: str, code: ExitCode = ExitCode.USAGE) -> None:
        super().__init__(message)
        self.message = message
        self.code = code


def prepare() -> None:
    """A character that the terminal does not have must not end a command, nor that there is no terminal.

    A program without a console has no streams (Windows), and libraries write to them all the same.
    """
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def print_line(text: str) -> None:
    """One line on standard output."""
    _print(one_line(text), sys.stdout)


def print_json(value: Any) -> None:
    """One line of JSON on standard output, in ASCII: it survives every encoding."""
    _print(json.dumps(value), sys.stdout)


def print_error(text: str) -> None:
    """One line on standard error."""
    _print(one_line(text), sys.stderr)


def one_line(text: str) -> str:
    """Without line breaks and the control characters by which a text from elsewhere could play tricks."""
    return "".join(character if character.isprintable() else " " for character in text).rstrip()


def field_line(path: str, message: str) -> str:
    return f"{path}: {message}" if path else message


def _print(text: str, stream: TextIO) -> None:
    try:
        print(text, file=stream, flush=True)
    except OSError:
        # Nobody reads on, or a disk is full: what the command does matters more than what it says.
        _silence(stream)


def _silence(stream: TextIO) -> None:
    """What is left in the stream's buffer must not fail again when the interpreter ends."""
    with suppress(OSError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
