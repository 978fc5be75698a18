"""The console script: arguments in, exit code out."""

import sys

import pytest

from app import __version__
from app.__main__ import main


def test_arguments_are_taken_from_the_caller_or_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as given:
        main(["--version"])
    monkeypatch.setattr(sys, "argv", ["contact-entry", "--version"])
    with pytest.raises(SystemExit) as of_the_command_line:
        main()
    assert (given.value.code, of_the_command_line.value.code) == (0, 0)
    assert capsys.readouterr().out.count(__version__) == 2


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_the_overview_is_the_help_of_the_parser(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([option], ["--language", "en", option]):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 0
    early, late = capsys.readouterr().out.split("usage: ")[1:]
    assert early == late


def test_a_command_that_fails_returns_its_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["outbox", "show", "nothing-of-that-id"]) == 2
    assert "nothing-of-that-id" in capsys.readouterr().err
