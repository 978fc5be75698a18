"""Options mean the same before and after the command, and every command explains itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.commands.command_line.parser import SCHEMES, build_parser
from app.commands.exit_codes import ExitCode
from app.model.profile import Scheme


@pytest.mark.parametrize(
    "arguments",
    [
        ["--home", "there", "--profile", "Work", "submit", "a.json"],
        ["submit", "--home", "there", "--profile", "Work", "a.json"],
    ],
)
def test_an_option_given_before_the_command_is_not_overwritten_after_it(arguments: list[str]) -> None:
    given = build_parser().parse_args(arguments)
    assert (given.home, given.profile, given.sandbox) == (Path("there"), "Work", False)


def test_the_language_may_stand_behind_every_command() -> None:
    for command in ("submit a.json", "outbox send", "profile list", "policy show", "lookup 123", "open"):
        words = command.split()
        assert build_parser().parse_args([*words, "--language", "nb"]).language == "nb"
        assert build_parser().parse_args(["--language", "nb", *words]).language == "nb"
    # There it is the connection's, of any server.
    assert build_parser().parse_args(["profile", "add", "Work", "--language", "fi"]).language == "fi"


def test_without_a_command_the_window_opens() -> None:
    given = build_parser().parse_args(["--sandbox"])
    assert (given.command, given.sandbox, given.profile, given.home) == (None, True, "", None)


def test_the_schemes_are_the_models() -> None:
    assert [Scheme(name).value for name in SCHEMES] == list(SCHEMES)


COMMANDS = (
    "",
    "submit",
    *("outbox", "outbox list", "outbox send", "outbox show", "outbox discard"),
    *("profile", "profile add", "profile list", "profile test", "profile remove"),
    "sandbox",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        build_parser().parse_args([*command.split(), "--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: contact-entry {command}".rstrip())


def test_the_help_names_every_exit_code_that_scripts_hold_on_to() -> None:
    told = build_parser().format_help().partition("exit codes:")[2]
    documented = {int(line.split()[0]) for line in told.strip().splitlines()}
    assert documented == set(ExitCode) - {ExitCode.FAULT, ExitCode.INTERRUPTED}
