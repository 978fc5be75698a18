"""The exit codes that scripts hold on to."""

from __future__ import annotations

from app.commands.exit_codes import CommandFailed, ExitCode


def test_the_codes_stay_as_they_are() -> None:
    assert {code.name: int(code) for code in ExitCode} == {
        "DONE": 0,
        "FAULT": 1,
        "USAGE": 2,
        "NOT_VALID": 3,
        "REJECTED": 4,
        "SIGN_IN": 5,
        "KEPT": 6,
        "NOT_SOUND": 7,
        "NOT_TOLD": 8,
        "INTERRUPTED": 130,
    }


def test_a_failed_command_is_wrong_usage_unless_it_says_otherwise() -> None:
    assert CommandFailed("There is no file x.").code is ExitCode.USAGE
    assert CommandFailed("x", ExitCode.KEPT).code is ExitCode.KEPT
