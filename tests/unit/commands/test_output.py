"""What commands say is one line each, whatever it holds and whoever reads it."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from app.commands import output as cli_output
from app.commands.exit_codes import ExitCode


def test_a_text_from_elsewhere_is_one_line_without_control_characters(
    capsys: pytest.CaptureFixture[str],
) -> None:
    cli_output.print_line("Fjell\nAS\x1b[31m\u202eevil ")
    assert capsys.readouterr().out == "Fjell AS\ufffd[31m\ufffdevil\n", "what does harm is seen"


@pytest.mark.parametrize("letter", [*map(chr, range(32)), "\x7f", "\x9b", *"\u202a\u202e\u2066\u2069\ud800"])
def test_no_character_of_anybody_controls_the_terminal(
    letter: str, capsys: pytest.CaptureFixture[str]
) -> None:
    cli_output.print_error(f"a{letter}b")
    told = capsys.readouterr().err.removesuffix("\n")
    assert told == ("a b" if letter in "\t\n\r" else "a\ufffdb")


def test_scripts_that_need_what_is_not_seen_keep_it(capsys: pytest.CaptureFixture[str]) -> None:
    cli_output.print_line("  \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645")
    assert "\u06cc\u200c\u062e" in capsys.readouterr().out


@pytest.mark.parametrize("letter", ["x", "\n", "\u202e"])
def test_a_line_of_megabytes_is_cut(letter: str, capsys: pytest.CaptureFixture[str]) -> None:
    cli_output.print_line(f"A{letter * 3_000_000}B")
    out = capsys.readouterr().out
    assert out.startswith("A")
    assert len(out) <= cli_output.LONGEST_LINE + 1
    assert "B" not in out


def test_json_is_ascii_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    cli_output.print_json({"name": "Ærø\nAS\ud800"})
    out = capsys.readouterr().out
    assert out.isascii()
    assert out.count("\n") == 1
    assert json.loads(out) == {"name": "Ærø\nAS\ud800"}


def test_texts_in_json_are_cut_unless_it_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    told = {"a": ["x" * 3_000_000, {"b": ("y" * 3_000_000, 7, None, True)}], "c": "short"}
    cli_output.print_json(told)
    cut = json.loads(capsys.readouterr().out)
    longest = cli_output.LONGEST_LINE - 1
    assert cut == {"a": [f"{'x' * longest}…", {"b": [f"{'y' * longest}…", 7, None, True]}], "c": "short"}
    cli_output.print_json(told, is_whole=True)
    assert len(capsys.readouterr().out) > 6_000_000


needs_full = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="a device of Linux that is always full"
)


@needs_full
def test_output_that_cannot_be_written_is_said_and_ends_with_a_code_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cli_output.prepare_streams()
    with Path("/dev/full").open("w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        cli_output.print_line("lost")
    assert cli_output.final_code(ExitCode.DONE) == ExitCode.NOT_TOLD
    assert "could not be written to standard output: No space left" in capsys.readouterr().err
    assert cli_output.final_code(ExitCode.REJECTED) == ExitCode.REJECTED
    monkeypatch.undo()
    cli_output.prepare_streams()
    assert cli_output.final_code(ExitCode.DONE) == ExitCode.DONE


@pytest.mark.needs("posix pipes")
def test_nobody_reading_on_ends_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        cli_output.print_line("into the void")
        cli_output.print_line("and again")
    assert cli_output.final_code(ExitCode.DONE) == ExitCode.DONE
    assert capsys.readouterr().err == "", "whoever has gone away knows it"


def test_a_program_without_streams_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    cli_output.prepare_streams()
    cli_output.print_line("nowhere")
    cli_output.print_error("nowhere")
    for stream in (sys.stdout, sys.stderr):
        stream.close()


class Terminal(io.TextIOWrapper):
    """A console of another code page."""

    def isatty(self) -> bool:
        return True


def test_a_character_that_the_terminal_does_not_have_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", Terminal(raw, encoding="ascii", newline="\n"))
    cli_output.prepare_streams()
    cli_output.print_line("Ærø")
    assert raw.getvalue() == b"\\xc6r\\xf8\n"


@pytest.mark.parametrize("code_page", ["cp1252", "cp850", "ascii"])
def test_what_goes_into_a_pipe_is_utf_8_whatever_the_code_page(
    monkeypatch: pytest.MonkeyPatch, code_page: str
) -> None:
    raw = io.BytesIO()
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=code_page, newline="\n"))
    cli_output.prepare_streams()
    cli_output.print_line("“Łódź” 日本")
    assert raw.getvalue() == "“Łódź” 日本\n".encode()


def test_who_has_chosen_an_encoding_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252", newline="\n"))
    cli_output.prepare_streams()
    cli_output.print_line("Ærø")
    assert raw.getvalue() == "Ærø\n".encode("cp1252")
