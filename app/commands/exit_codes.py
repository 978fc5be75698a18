"""The exit codes of all commands, and the error that ends a command with one of them."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes of all commands; they are stable, since scripts rely on them."""

    DONE = 0
    FAULT = 1
    """A bug in Contact Entry."""
    USAGE = 2
    """Wrong usage, an unknown connection, or a file or disk that could not be used."""
    NOT_VALID = 3
    REJECTED = 4
    SIGN_IN = 5
    KEPT = 6
    NOT_SOUND = 7
    """The self test found something that does not work."""
    NOT_TOLD = 8
    """The command has done its work, and what it says of it could not be written."""
    INTERRUPTED = 130


class CommandFailed(Exception):
    """Ends a command with a sentence for the user and an exit code."""

    def __init__(self, message: str, code: ExitCode = ExitCode.USAGE) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
