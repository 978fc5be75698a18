"""The way through a named pipe, which Windows alone takes: Python reads and writes it as a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.service import running_window

QUESTION = b'{"raise": true}\n'
ANSWER = b'{"ok": true}\n'


def test_a_line_goes_in_and_a_line_comes_out(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    pipe.write_bytes(b"." * len(QUESTION) + ANSWER + b"more\n")
    assert running_window._through_pipe(str(pipe), QUESTION, running_window.ANSWER_TIMEOUT) == ANSWER
    assert pipe.read_bytes().startswith(QUESTION)


def test_a_window_that_is_not_running_is_nothing_to_speak_of(tmp_path: Path) -> None:
    """An error that ended the thread would be printed, and fail this test."""
    with pytest.raises(FileNotFoundError):
        running_window._through_pipe(str(tmp_path / "none"), QUESTION, running_window.ANSWER_TIMEOUT)
