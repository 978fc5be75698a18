"""``outbox`` and rows that cannot be read: every action says the same of them, and none prints megabytes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.commands import outbox as cli_outbox
from app.commands.main import run
from app.model.entry import LONGEST_LISTED_MESSAGE, LONGEST_LISTED_NAME, Entry, State
from app.sandbox import SandboxServer
from app.storage.files.paths import AppPaths
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.garbage.stored_values import damage
from tests.unit.commands.test_outbox import add, entry

Printed = pytest.CaptureFixture[str]
HUGE = "x" * 3_000_000
MAY_BE = "may have been saved all the same, and Contact Entry does not look for it any more"
ID = "aa".ljust(32, "0")


def waiting(state: State, name: str = "Fjell AS", entry_id: str = "aa") -> Entry:
    """An entry that is looked for, or sent, only tomorrow."""
    one = entry(entry_id, name)
    steps = tuple(replace(step, state=state) for step in one.steps)
    told = "It is looked for once more."
    return replace(
        one, state=state, steps=steps, message=told, next_try=datetime.now(UTC) + timedelta(days=1)
    )


@pytest.mark.parametrize("column", ["steps", "body", "problems", "answer", "created"])
@pytest.mark.parametrize("state", [State.UNKNOWN, State.QUEUED, State.SENDING])
def test_every_action_says_the_same(program_home: Path, capsys: Printed, state: State, column: str) -> None:
    add(program_home, waiting(state))
    damage(AppPaths.of(program_home).store, "entries", column, "[", ID)
    may_be = state is not State.QUEUED
    run(["outbox", "list"])
    listed = capsys.readouterr().out
    assert listed.startswith(f"{ID}  unreadable  Fjell AS: The entry “Fjell AS”")
    assert (MAY_BE in listed) is may_be
    assert "once more" not in listed
    sentence = listed.partition(": ")[2].strip()

    run(["outbox", "list", "--json"])
    (one,) = json.loads(capsys.readouterr().out)
    assert (one["state"], one["message"]) == ("unreadable", sentence)
    assert [code["code"] for code in one["messages"]] == ["unreadable", "unreadable_may_be_saved"][
        : 1 + may_be
    ]

    for _again in range(2):
        assert run(["outbox", "send"]) == 6, "it is kept, and needs somebody"
        out, err = capsys.readouterr()
        assert (out, err) == ("Nothing waits to be sent.\n", f"{sentence}\n")
    assert run(["outbox", "send", "--json"]) == 6
    assert [each["state"] for each in json.loads(capsys.readouterr().out)] == ["unreadable"]

    assert run(["outbox", "show", ID]) == 0
    assert capsys.readouterr().err == f"{sentence}\n"
    assert run(["outbox", "discard", ID]) == 0
    assert ("look for it in SuperOffice" in capsys.readouterr().err) is may_be


def test_without_a_list_before_it_sending_says_so_too(connected: SandboxServer, program_home: Path) -> None:
    add(program_home, waiting(State.UNKNOWN), entry("ab", "Vidde AS"))
    damage(AppPaths.of(program_home).store, "entries", "steps", "[", ID)
    assert run(["outbox", "send"]) == 6
    assert [request.path for request in connected.requests if request.method == "POST"] == ["/api/v1/Contact"]


def test_one_that_is_met_only_in_sending_is_told_once(
    program_home: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where more wait than are read before."""
    add(program_home, waiting(State.QUEUED))
    damage(AppPaths.of(program_home).store, "entries", "steps", "[", ID)
    monkeypatch.setattr(cli_outbox, "_checked_outbox", lambda session: session.open_outbox())
    assert run(["outbox", "send"]) == 6
    assert capsys.readouterr().err.count("cannot be read") == 1


@pytest.mark.parametrize("damaged", [True, False], ids=["unreadable", "readable"])
@pytest.mark.parametrize("column", ["name", "message", "searched", "state", "profile"])
def test_megabytes_are_never_printed(
    program_home: Path, capsys: Printed, column: str, *, damaged: bool
) -> None:
    add(program_home, waiting(State.UNKNOWN))
    path = AppPaths.of(program_home).store
    damage(path, "entries", column, HUGE, ID)
    if damaged:
        damage(path, "entries", "created", "never", ID)
    for arguments in (("list",), ("list", "--json"), ("show", ID), ("send",), ("send", "--json")):
        run(["outbox", *arguments])
        assert all(len(line) < 15_000 for text in capsys.readouterr() for line in text.splitlines()), (
            arguments
        )
    run(["outbox", "show", ID, "--json"])
    shown = json.loads(capsys.readouterr().out)
    assert len(shown.get("name", "")) <= LONGEST_LISTED_NAME
    assert len(shown["message"]) <= LONGEST_LISTED_MESSAGE
    if "columns" in shown:
        assert shown["columns"][column] == HUGE, "it can be saved to a file, whole"
    run(["outbox", "discard", ID, "--json"])
    assert len("".join(capsys.readouterr())) < 15_000


def test_names_of_people_and_messages_of_fields_are_cut_as_well(program_home: Path, capsys: Printed) -> None:
    one = entry("aa", "Fjell AS")
    step = replace(one.company, name=HUGE, message=HUGE)
    add(program_home, replace(one, steps=(step,), name=HUGE, message=HUGE))
    for arguments in (("list",), ("show", "aa"), ("list", "--json"), ("discard", "aa")):
        run(["outbox", *arguments])
        assert len("".join(capsys.readouterr())) < 20_000, arguments


def alter(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize(
    "statements",
    [
        ("PRAGMA user_version = 1",),
        ("ALTER TABLE entries RENAME TO e", "CREATE VIEW entries AS SELECT * FROM e"),
        ("CREATE TRIGGER t BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'no'); END",),
        ("DROP INDEX entries_listed",),
    ],
    ids=["version", "view", "trigger", "index"],
)
def test_an_altered_store_is_repaired_by_the_first_command(
    program_home: Path, capsys: Printed, statements: tuple[str, ...]
) -> None:
    add(program_home, entry("aa", "Fjell AS"))
    alter(AppPaths.of(program_home).store, *statements)
    assert run(["outbox", "list"]) == 0
    out, err = capsys.readouterr()
    assert "Fjell AS: The file with this entry was damaged" in out
    assert "The file with your entries was damaged. 0 drafts and 1 entry could be read" in err
    assert run(["outbox", "list"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "where", ["app.storage.sqlite.repair.read_rows", "app.storage.sqlite.store.Store.migrate"]
)
def test_what_cannot_be_opened_is_told_and_no_list_is_shown(
    program_home: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def fail(*_arguments: object) -> None:
        raise KeyError

    add(program_home, entry("aa", "Fjell AS"))
    path = AppPaths.of(program_home).store
    alter(path, "PRAGMA user_version = 1")
    monkeypatch.setattr(where, fail)
    assert run(["outbox", "list"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(
        f"The file with your entries, {path}, cannot be opened, and it could not be repaired"
    )
    monkeypatch.undo()
    with Store.open(path) as store:
        assert len(Outbox(store).list()) == 1


def test_a_fault_of_the_outbox_does_not_send_there(
    program_home: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> Callable[[], None]:
        raise KeyError

    monkeypatch.setattr(cli_outbox, "_checked_outbox", fail)
    assert run(["--home", str(program_home), "outbox", "list"]) == 1
    assert "outbox list" not in capsys.readouterr().err
