import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.commands.exit_codes import CommandFailed
from app.commands.given_file import name_of_given_file, read_given_file

WHAT = "a file with one company in it"


def test_at_most_one_byte_more_than_asked_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"x" * 50)
    assert read_given_file(str(file), 10, WHAT) == b"x" * 11
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"y" * 50)))
    assert read_given_file("-", 10, WHAT) == b"y" * 11


def test_without_standard_input_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert read_given_file("-", 10, WHAT) == b""


def test_what_cannot_be_read_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="There is no file"):
        read_given_file(str(tmp_path / "none"), 10, WHAT)
    with pytest.raises(CommandFailed, match=f"is a folder. Name {WHAT}."):
        read_given_file(str(tmp_path), 10, WHAT)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows names its devices otherwise")
def test_a_pipe_or_device_is_told_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in (str(tmp_path / "pipe"), "/dev/zero"):
        with pytest.raises(
            CommandFailed, match=r"is a device or a pipe\. Name a file with one company in it, or -"
        ):
            read_given_file(name, 10, WHAT)


def test_a_file_is_named_at_the_beginning_of_a_sentence() -> None:
    assert (name_of_given_file("-"), name_of_given_file("a")) == ("Standard input", "The file a")
