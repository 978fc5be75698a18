"""Output of commands: lines for users, JSON for scripts."""

from __future__ import annotations

import errno
import io
import os
import sys

TYPE_CHECKING = False  # for the checker it is True; typing itself would take a third of the time of --help

if TYPE_CHECKING:
    from typing import Any, TextIO


LONGEST_LINE = 10_000
"""Characters: what is stored or comes from a server may be megabytes long, and a person reads it."""


class _Output:
    """What became of standard output in this process."""

    error: OSError | None = None
    """Why something could not be written to it."""


def prepare_streams() -> None:
    """Makes standard output and error safe to write to.

    Characters that the terminal cannot show are escaped. What goes into a pipe or a file is UTF-8 on every
    system, unless PYTHONIOENCODING says otherwise. On Windows a program without a console has no streams, but
    libraries write to them all the same.
    """
    _Output.error = None
    sys.stdout = sys.stdout or _null_stream()
    sys.stderr = sys.stderr or _null_stream()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            is_chosen = stream.isatty() or "PYTHONIOENCODING" in os.environ
            # Windows would take the code page of old, which lacks most letters of most languages.
            stream.reconfigure(encoding=None if is_chosen else "utf-8", errors="backslashreplace")


def _null_stream() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123  # pathlib takes its time to load


def print_line(text: str) -> None:
    """Prints one line on standard output."""
    _print(one_line(text), sys.stdout)


def print_json(value: Any, *, is_whole: bool = False) -> None:
    """Prints one line of JSON on standard output, in ASCII, which is safe in every encoding.

    Each text in it is cut as in `print_line`, unless it `is_whole`: what was typed or read, for a file.
    """
    import json

    _print(json.dumps(value if is_whole else with_texts_cut(value)), sys.stdout)


def with_texts_cut(value: Any) -> Any:
    """Returns a value for JSON with each text in it no longer than a line."""
    if isinstance(value, dict):
        return {name: with_texts_cut(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [with_texts_cut(one) for one in value]
    if isinstance(value, str) and len(value) > LONGEST_LINE:
        return f"{value[: LONGEST_LINE - 1]}…"
    return value


def print_error(text: str) -> None:
    """Prints one line on standard error."""
    _print(one_line(text), sys.stderr)


def write_text(text: str, stream: TextIO) -> None:
    """Writes several lines at once to standard output or error; a failure is noted for `final_code`."""
    _print(text, stream, end="")


def final_code(code: int) -> int:
    """Returns the exit code of a command that ends with `code`: another one if its output was not written.

    That is said on standard error. Whoever read it and has gone away, as ``head`` does, changes nothing.
    """
    if _Output.error is None or _Output.error.errno == errno.EPIPE:
        return code
    from app.translation import _

    reason = _Output.error.strerror or type(_Output.error).__name__
    print_error(
        _(
            "What this command says could not be written to standard output: {reason}. Make room there, "
            "or have it write to another place."
        ).format(reason=reason)
    )
    from app.commands.exit_codes import ExitCode

    return code or ExitCode.NOT_TOLD


def one_line(text: str) -> str:
    """Returns a text of anybody's as one line that cannot control the terminal, cut where it is endless.

    Characters that do harm are shown as such: one that is left out could be what makes a name another one.
    """
    if len(text) > LONGEST_LINE or not text.isprintable():
        from app.model.text_normalization import displayable  # what is plain text takes no time
        from app.model.visible_text import one_line as without_breaks

        text = without_breaks(displayable(text, LONGEST_LINE))
    return text.rstrip()


def field_line(path: str, message: str) -> str:
    """Formats a message with the path of its field, if it has one."""
    return f"{path}: {message}" if path else message


def _print(text: str, stream: TextIO, end: str = "\n") -> None:
    try:
        print(text, file=stream, end=end, flush=True)
    except OSError as error:
        # The pipe is closed or the disk is full: the command itself goes on.
        note_failure(stream, error)


def note_failure(stream: TextIO, error: OSError) -> None:
    """Notes for `final_code` that a stream cannot be written to, and writes nothing to it any more."""
    if stream is sys.stdout:
        _Output.error = error
    _silence(stream)


def _silence(stream: TextIO) -> None:
    """Redirects a broken stream to the null device, so that flushing it at exit cannot fail."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, AttributeError):
        return
