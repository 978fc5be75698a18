"""The entry point hands over to the commands, with the arguments it was given or those of the process."""

from __future__ import annotations

import sys

import pytest

from app import __version__
from app.__main__ import main


def test_arguments_are_those_that_are_given(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert __version__ in capsys.readouterr().out


def test_else_they_are_those_of_the_process(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["contact-entry", "profile", "list"])
    assert main() == 0
    assert "No connection is set up yet" in capsys.readouterr().out
