"""What ``self-test`` prints of its checks; the checks themselves are in tests/unit/self_test."""

from __future__ import annotations

import json

import pytest

from app.commands import self_test as command
from app.commands.main import run
from app.self_test import Check, Outcome

FINE = Check("store", Outcome.OK, "Entries are kept.")
NOTE = Check("keyring", Outcome.NOTE, "There is no password store.", "keyring.backends.fail.Keyring")
BROKEN = Check("tls", Outcome.FAILED, "It trusts everybody.")
Printed = pytest.CaptureFixture[str]


def printed(checks: list[Check], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(command, "checks", lambda _paths: iter(checks))
    return run(["self-test", *arguments])


def test_lines_for_people(monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    assert printed([FINE, NOTE], monkeypatch) == 0
    about, store, *lines = capsys.readouterr().out.splitlines()
    assert about.startswith("Contact Entry ")
    assert store.startswith("Entries: ")
    assert lines == [
        "store      ok      Entries are kept.",
        "keyring    note    There is no password store.",
        "                   (keyring.backends.fail.Keyring)",
        "Contact Entry works on this computer.",
    ]


@pytest.mark.parametrize(
    ("checks", "words"),
    [([FINE, BROKEN], "One check of 2 failed."), ([BROKEN, BROKEN], "2 checks of 2 failed.")],
)
def test_a_failed_check_is_the_exit_code(
    checks: list[Check], words: str, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    assert printed(checks, monkeypatch) == 7
    assert capsys.readouterr().out.splitlines()[-1].startswith(words)


def test_one_object_for_scripts(monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    assert printed([FINE, BROKEN], monkeypatch, "--json") == 7
    told = json.loads(capsys.readouterr().out)
    assert told.keys() == {"version", "platform", "python", "qt", "bundled", "store", "ok", "checks"}
    assert (told["ok"], told["bundled"]) == (False, False)
    assert told["checks"][1] == {
        "name": "tls",
        "outcome": "failed",
        "sentence": BROKEN.sentence,
        "detail": "",
    }


def test_the_trial_of_the_network_is_one_object(monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    told = {"loaded": True, "milliseconds": 7}
    monkeypatch.setattr("app.self_test.window.load_network_state", lambda: told)
    assert run(["self-test", "--part", "network"]) == 0
    assert json.loads(capsys.readouterr().out) == told
