"""``submit`` in this process: what it reads, checks, sends and reports."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.commands import submit
from app.commands.exit_codes import ExitCode
from app.commands.main import run
from app.model.entry import Entry, State
from app.sandbox import SandboxServer
from app.storage.files.errors import StoreProblem
from app.storage.settings.policy_sources import file_policy
from app.storage.sqlite.outbox import Outbox
from tests.helpers.processes.submitting import NOBODY, written

Printed = pytest.CaptureFixture[str]


def told(capsys: Printed) -> Any:
    return json.loads(capsys.readouterr().out.splitlines()[-1])


def test_a_company_is_saved_and_linked(connected: SandboxServer, tmp_path: Path, capsys: Printed) -> None:
    assert run(["submit", str(written(tmp_path, NOBODY))]) == 0
    out, err = capsys.readouterr()
    saved, link = out.splitlines()
    assert saved.startswith("Fjell & Vidde AS: Saved as number ")
    assert link.startswith(f"{connected.url}/default.aspx?contact.main?contact_id=")
    assert err == ""


@pytest.mark.usefixtures("connected")
@pytest.mark.parametrize("year", [1969, 3000])
def test_a_clock_that_is_wrong_is_told_and_nothing_is_kept(
    tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    monkeypatch.setattr(submit, "_now", lambda: datetime(year, 1, 1, tzinfo=UTC))
    assert run(["submit", str(written(tmp_path, NOBODY))]) == ExitCode.USAGE
    assert f"The clock of this computer is wrong: it says {year}." in capsys.readouterr().err
    assert run(["outbox", "list", "--json"]) == 0
    assert told(capsys) == []


@pytest.mark.usefixtures("connected")
def test_a_company_from_standard_input_as_json(typed: Callable[[bytes], None], capsys: Printed) -> None:
    typed(json.dumps(NOBODY).encode())
    assert run(["submit", "-", "--json"]) == 0
    result = told(capsys)
    assert (result["state"], result["errors"], result["persons"]) == ("saved", [], [])
    assert result["ContactId"] > 0


@pytest.mark.usefixtures("connected")
def test_what_the_server_rejects_is_kept_with_its_message(tmp_path: Path, capsys: Printed) -> None:
    # Saved by the sandbox only with a company that exists.
    file = written(tmp_path, {**NOBODY, "SupportPerson": {"PersonId": 999}})
    assert run(["submit", "--json", str(file)]) == 4
    result = told(capsys)
    assert (result["state"], result["ContactId"], result["link"]) == ("rejected", 0, None)
    assert "999 does not belong to this company" in result["errors"][-1]["message"]


def test_a_wrong_password_keeps_the_entry(
    connected: SandboxServer, memory_keyring: Any, tmp_path: Path, capsys: Printed
) -> None:
    memory_keyring.passwords["contact-entry", "Work/password"] = "wrong"
    assert run(["submit", "--json", str(written(tmp_path, NOBODY))]) == 5
    assert told(capsys)["state"] == "queued"
    assert [request.path for request in connected.requests if request.method == "POST"] == []


@pytest.mark.usefixtures("connected")
def test_strict_makes_errors_of_warnings(tmp_path: Path, capsys: Printed) -> None:
    file = str(written(tmp_path, {**NOBODY, "Emails": [{"Value": "unde"}]}))
    assert run(["submit", "--strict", "--json", file]) == 3
    strict = told(capsys)
    assert (strict["id"], strict["warnings"]) == (None, [])
    assert run(["submit", "--json", file]) == 0
    assert [one["field"] for one in told(capsys)["warnings"]] == ["Emails[0].Value"]
    assert strict["errors"][0]["field"] == "Emails[0].Value"


@pytest.mark.parametrize("is_readable", [True, False], ids=["readable", "unreadable"])
def test_where_the_disk_fails_behind_the_post_nobody_is_told_that_it_waits(
    connected: SandboxServer,
    tmp_path: Path,
    capsys: Printed,
    monkeypatch: pytest.MonkeyPatch,
    *,
    is_readable: bool,
) -> None:
    update, get = Outbox.update, Outbox.get

    def full(outbox: Outbox, entry: Entry, *, expected: State) -> Entry:
        if entry.state is State.SAVED:
            raise StoreProblem("The disk is full.")
        return update(outbox, entry, expected=expected)

    def damaged(outbox: Outbox, entry_id: str) -> Entry | None:
        if not is_readable and any(request.method == "POST" for request in connected.requests):
            raise StoreProblem("It cannot be read.")
        return get(outbox, entry_id)

    monkeypatch.setattr(Outbox, "update", full)
    monkeypatch.setattr(Outbox, "get", damaged)
    assert run(["submit", "--json", str(written(tmp_path, NOBODY))]) == 6
    result = told(capsys)
    assert any(
        request.path.endswith("/Contact") for request in connected.requests if request.method == "POST"
    )
    assert result["state"] == "unknown"
    said = [one["message"] for one in result["errors"]]
    assert said[0] == "The disk is full."
    assert "It is looked for on the server before it is sent again." in said[-1]


@pytest.mark.parametrize(("strict", "code", "kind"), [(False, 0, "warnings"), (True, 3, "errors")])
@pytest.mark.usefixtures("connected")
def test_what_is_odd_is_counted_after_twenty(
    tmp_path: Path, capsys: Printed, *, strict: bool, code: int, kind: str
) -> None:
    file = str(written(tmp_path, {**NOBODY, "Emails": [{"Value": "unde"}] * 1_000}))
    assert run(["submit", *(["--strict"] if strict else []), "--json", file]) == code
    out, err = capsys.readouterr()
    *first, last = json.loads(out.splitlines()[-1])[kind]
    assert [one["field"] for one in first] == [f"Emails[{number}].Value" for number in range(20)]
    assert last["message"] == "There are 980 more problems of this kind."
    assert len(err.splitlines()) < 25


def test_what_is_of_a_wrong_type_is_counted_once(tmp_path: Path, capsys: Printed) -> None:
    assert run(["submit", "--json", str(written(tmp_path, {**NOBODY, "Emails": [1] * 1_000}))]) == 3
    errors = told(capsys)["errors"]
    assert len(errors) == 21
    assert errors[-1]["message"] == "There are 980 more problems of this kind."


@pytest.fixture
def company_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that may have 100 bytes."""
    monkeypatch.setattr(submit, "MAX_FILE_BYTES", 100)
    return tmp_path / "company.json"


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (None, 2, "There is no file"),
        (b"", 3, "is empty."),
        (b" \n", 3, "is empty."),
        (b"x" * 101, 3, "is too large for one company"),
        (b"[]", 3, ""),
        (b'{"Name": 1}', 3, "Name"),
    ],
)
def test_files_that_are_no_company(
    content: bytes | None, code: int, words: str, company_file: Path, capsys: Printed
) -> None:
    if content is not None:
        company_file.write_bytes(content)
    assert run(["submit", str(company_file)]) == code
    assert words in capsys.readouterr().err


def test_a_folder_is_no_file(tmp_path: Path, capsys: Printed) -> None:
    assert run(["submit", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"{tmp_path} is a folder. Name a file with one company in it.\n"


def test_without_a_connection_there_is_nowhere_to_send(tmp_path: Path, capsys: Printed) -> None:
    assert run(["submit", str(written(tmp_path, NOBODY))]) == 2
    assert "No connection to a SuperOffice is set up yet" in capsys.readouterr().err


def test_while_the_policy_cannot_be_read_it_is_kept_and_nobody_is_called(
    connected: SandboxServer, tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text("history_days = \n")
    sources = (partial(file_policy, policy),)
    monkeypatch.setattr("app.storage.settings.managed_settings.policy_sources", lambda: sources)
    file = str(written(tmp_path, NOBODY))
    assert run(["submit", "--json", file]) == 6
    result = told(capsys)
    assert result["state"] == "queued"
    assert "cannot be read (line 1, “history_days”)" in result["errors"][-1]["message"]
    assert run(["profile", "test", "Work"]) == 6
    assert connected.requests == []
    policy.unlink()
    assert run(["outbox", "send"]) == 0
