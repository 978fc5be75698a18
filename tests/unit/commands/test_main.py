"""Every way in which a command may end."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pytest

from app.__main__ import main
from app.commands import main as cli
from app.commands.exit_codes import CommandFailed, ExitCode
from app.storage.files.errors import StoreBusy


def ending(error: BaseException) -> object:
    def command(_arguments: argparse.Namespace) -> int:
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (CommandFailed("That is no company.", ExitCode.NOT_VALID), 3, "That is no company.\n"),
        (StoreBusy("It is open elsewhere."), 2, "It is open elsewhere.\n"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_every_failure_is_a_sentence_and_an_exit_code(
    error: BaseException,
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(cli._COMMANDS, "outbox", ending(error))
    assert cli.run(["outbox", "list"]) == code
    assert capsys.readouterr() == ("", said)


def test_a_mistake_of_ours_is_told_without_its_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(cli._COMMANDS, "outbox", ending(KeyError("a secret")))
    assert cli.run(["outbox", "list"]) == 1
    said = capsys.readouterr().err
    assert "KeyError, test_main.py line " in said
    assert "a secret" not in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["bogus"],
        ["outbox"],
        ["submit"],
        ["submit", "a.json", "--json=yes"],
        ["submit", "a.json", "--sand"],
        ["--sandbox", "submit", "a.json", "--profile", "Work"],
        ["profile", "add"],
        ["profile", "add", "Work", "--url", "https://crm.example.com", "--auth", "magic"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.run(arguments)
    assert ended.value.code == 2
    assert "error: " in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize("left_out", ["--url", "--user"])
def test_a_connection_says_what_it_lacks(left_out: str, capsys: pytest.CaptureFixture[str]) -> None:
    options = {"--url": "https://crm.example.com", "--user": "kari"}
    del options[left_out]
    given = [word for option in options.items() for word in option]
    assert cli.run(["profile", "add", "Work", *given]) == 2
    assert f"add {left_out}" in capsys.readouterr().err


def test_a_sandbox_without_a_place_for_its_file_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert cli.run(["sandbox", "--data", str(tmp_path / "file" / "below.sqlite3")]) == 2
    assert "something else is in its place" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux that is always full")
@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["read", "--help"],
        ["read", "card.vcf"],
        ["read", "card.vcf", "--json"],
        ["outbox", "list"],
        ["outbox", "list", "--json"],
        ["profile", "list", "--json"],
        ["policy", "show"],
        ["sandbox", "--json"],
    ],
    ids=" ".join,
)
def test_every_command_notices_that_its_output_cannot_be_written(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "card.vcf").write_text("BEGIN:VCARD\nFN:Kari Nilsen\nORG:Fjell AS\nEND:VCARD\n")
    code: object = None
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        try:
            code = main(["--home", str(tmp_path), *arguments] if arguments != ["--version"] else arguments)
        except SystemExit as ended:
            code = ended.code
    assert code == ExitCode.NOT_TOLD
    assert capsys.readouterr().err.count("could not be written to standard output: No space left") == 1


# Open with


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, ...]]:
    """The files that the window was started with."""
    given: list[tuple[Path, ...]] = []

    def window(*_: object, files: tuple[Path, ...] = (), **__: object) -> int:
        given.append(files)
        return 0

    monkeypatch.setattr(cli, "_window", window)
    return given


def test_files_are_opened_by_their_whole_path(
    opened: list[tuple[Path, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Kari Ω.vcf").touch()
    monkeypatch.chdir(tmp_path)
    assert cli.run(["open", "Kari Ω.vcf"]) == 0
    assert cli.run(["open"]) == 0
    assert opened == [(tmp_path / "Kari Ω.vcf",), ()]


@pytest.mark.parametrize(
    ("argv", "begins"),
    [
        (["new"], "empty"),
        (["new", "--from-clipboard"], "clipboard"),
        (["open", "--outbox"], "outbox"),
        (["open"], ""),
    ],
)
def test_what_a_shortcut_of_the_desktop_asks_for_is_handed_to_the_window(
    monkeypatch: pytest.MonkeyPatch, argv: list[str], begins: str
) -> None:
    asked: list[str] = []

    def window(*_: object, begins: str = "", **__: object) -> int:
        asked.append(begins)
        return 0

    monkeypatch.setattr(cli, "_window", window)
    assert cli.run(argv) == 0
    assert asked == [begins]


def test_however_many_files_are_opened_none_is_left_out(
    opened: list[tuple[Path, ...]], tmp_path: Path
) -> None:
    files = tuple(tmp_path / f"{number}.vcf" for number in range(50))
    for file in files:
        file.touch()
    assert cli.run(["open", *map(str, files)]) == 0
    assert opened == [files]


def test_a_file_that_is_not_there_is_named(
    opened: list[tuple[Path, ...]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["open", str(tmp_path / "none.vcf")]) == 2
    assert capsys.readouterr().err == f"There is no file {tmp_path / 'none.vcf'}.\n"
    assert opened == []
