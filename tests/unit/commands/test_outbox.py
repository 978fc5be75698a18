"""``outbox`` in this process: list, show, send, discard."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.commands.main import run
from app.model.carriers.contact import ContactEntity
from app.model.entry import Entry, State
from app.model.history.origin import Origin, with_origin
from app.model.profile import Profile
from app.sandbox import PASSWORD, USER, SandboxServer
from app.service.delivery.deliverer import new_entry
from app.storage.files.paths import AppPaths
from app.storage.settings.settings_file import SettingsFile
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import in_state
from tests.helpers.garbage.stored_values import GARBAGE, columns, damage
from tests.helpers.secrets.memory_keyring import MemoryKeyring

Printed = pytest.CaptureFixture[str]


def entry(entry_id: str, name: str, connection: str = "Work") -> Entry:
    profile = Profile(name=connection, url="http://127.0.0.1:1")
    company = ContactEntity(name=name, custom_fields={"SuperOffice:1": "K-1"})
    return new_entry(company, profile, entry_id.ljust(32, "0"), datetime.now(UTC))


def add(home: Path, *entries: Entry) -> None:
    with Store.open(AppPaths.of(home).store) as store:
        for one in entries:
            Outbox(store).add(one)


@pytest.mark.long
def test_an_empty_outbox(capsys: Printed) -> None:
    assert run(["outbox", "list"]) == run(["outbox", "send"]) == 0
    assert capsys.readouterr().out == "The outbox is empty.\nNothing waits to be sent.\n"
    run(["outbox", "list", "--json"])
    assert capsys.readouterr().out == "[]\n"


def test_one_line_for_each_entry(program_home: Path, capsys: Printed) -> None:
    add(program_home, entry("aa", "Fjell AS"), entry("ab", "Vidde AS"))
    run(["outbox", "list"])
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("aa000000  queued    Fjell AS: ")
    assert second.startswith("ab000000  queued    Vidde AS: ")


def test_an_entry_is_shown_by_the_beginning_of_its_id(program_home: Path, capsys: Printed) -> None:
    add(program_home, entry("aa", "Fjell AS"), entry("ab", "Vidde AS"))
    assert run(["outbox", "show", " AB", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["name"], shown["profile"], shown["state"], shown["persons"]) == (
        "Vidde AS",
        "Work",
        "queued",
        [],
    )
    assert run(["outbox", "show", "ab"]) == 0
    assert "Vidde AS" in capsys.readouterr().out


def test_where_an_entry_came_from_is_shown(program_home: Path, capsys: Printed) -> None:
    add(program_home, with_origin(entry("aa", "Fjell AS"), Origin(("Fair", "Partner"), "fair.xlsx")))
    run(["outbox", "show", "aa"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[-3:] == ["  template     Fair", "  template     Partner", "  table        fair.xlsx"]
    run(["outbox", "show", "aa", "--json"])
    shown = json.loads(capsys.readouterr().out)
    assert (shown["templates"], shown["table"]) == (["Fair", "Partner"], "fair.xlsx")


@pytest.mark.parametrize(
    ("start", "words"), [("a", "2 entries begin with “a”"), ("ff", "There is no entry “ff”")]
)
def test_a_beginning_that_is_not_clear(start: str, words: str, program_home: Path, capsys: Printed) -> None:
    add(program_home, entry("aa", "Fjell AS"), entry("ab", "Vidde AS"))
    for action in ("show", "discard"):
        assert run(["outbox", action, start]) == 2
        assert words in capsys.readouterr().err


def test_what_may_be_saved_is_discarded_with_a_warning(program_home: Path, capsys: Printed) -> None:
    add(program_home, in_state(entry("aa", "Fjell AS"), State.UNKNOWN))
    assert run(["outbox", "discard", "aa"]) == 0
    out, err = capsys.readouterr()
    assert out == "Entry aa000000 is discarded: Fjell AS\n"
    assert "may have been saved all the same" in err


def test_what_waits_is_sent(connected: SandboxServer, program_home: Path, capsys: Printed) -> None:
    add(program_home, entry("aa", "Fjell AS"), entry("ab", "Vidde AS"))
    assert run(["outbox", "send"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(": Saved as number ")[0] for line in lines] == ["Fjell AS", "Vidde AS"]
    posted = [request.path for request in connected.requests if request.method == "POST"]
    assert posted == ["/api/v1/Contact"] * 2


@pytest.mark.usefixtures("connected")
def test_the_worst_ending_is_the_exit_code(program_home: Path, capsys: Printed) -> None:
    later = datetime.now(UTC) + timedelta(days=2)
    add(
        program_home,
        replace(entry("aa", "Fjell AS"), next_try=later, named_wait=7200),
        entry("ab", ""),
        entry("ac", "Vidde AS"),
    )
    assert run(["outbox", "send", "--json"]) == 6
    out, err = capsys.readouterr()
    assert [one["state"] for one in json.loads(out)] == ["queued", "rejected", "saved"]
    assert len(err.splitlines()) == 2


@pytest.mark.usefixtures("connected")
def test_each_line_of_sending_is_about_this_run(
    program_home: Path, settings: SettingsFile, memory_keyring: MemoryKeyring, capsys: Printed
) -> None:
    old, now = "a reason of long ago", datetime.now(UTC)
    undecided = replace(entry("ab", "Vidde AS"), state=State.UNKNOWN, message=old)
    step = replace(undecided.company, state=State.UNKNOWN, candidates=(7, 8))
    add(
        program_home,
        replace(entry("aa", "Fjell AS"), message=old, next_try=now + timedelta(days=2), named_wait=86400),
        replace(undecided, steps=(step,)),
        replace(entry("ac", "Fjord AS"), message=old, next_try=now + timedelta(minutes=1)),
        replace(entry("ad", "Sund AS"), message=old),
    )
    memory_keyring.passwords.clear()
    assert run(["outbox", "send"]) == 5
    told = dict(line.split(": ", 1) for line in capsys.readouterr().err.splitlines())
    assert told["Fjell AS"].startswith("Not tried: the server asked to wait until ")
    assert told["Vidde AS"].startswith("Not tried: in the window, say first whether it was saved; ")
    assert "as soon as you have signed in" in told["Fjord AS"]
    assert told["Sund AS"] == "Not tried: somebody has to sign in to “Work” first."
    memory_keyring.passwords["contact-entry", "Work/password"] = PASSWORD
    settings.change(lambda now: now.with_profile(Profile(name="Work", url="http://127.0.0.1:1", user=USER)))
    assert run(["outbox", "send", "--json"]) == 6
    out, err = capsys.readouterr()
    assert "Sund AS: Not tried: “Work” did not get through with the entry before it.\n" in err
    assert {one["name"]: one["messages"][0]["code"] for one in json.loads(out)} == {
        "Fjell AS": "not_tried_asked",
        "Vidde AS": "not_tried_undecided",
        "Fjord AS": "kept",
        "Sund AS": "not_tried_paused",
    }
    assert old not in out + err


def test_an_entry_of_a_removed_connection_waits(program_home: Path, capsys: Printed) -> None:
    add(program_home, entry("aa", "Fjell AS", "Gone"))
    assert run(["outbox", "send"]) in (5, 6)
    assert capsys.readouterr().err.startswith("Fjell AS: ")


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("column", columns("entries"))
def test_damaged_entries_can_be_listed_shown_and_discarded_and_stop_no_other(
    program_home: Path, capsys: Printed, column: str
) -> None:
    """One for each kind of garbage, side by side, and the youngest is sound."""
    older = [entry(f"{number:02}", f"Fjell {number} AS") for number in range(len(GARBAGE))]
    other = entry("bb", "Vidde AS")
    add(program_home, *older, other)
    for one, garbage in zip(older, GARBAGE, strict=True):
        damage(AppPaths.of(program_home).store, "entries", column, garbage, one.id)
    assert run(["outbox", "list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(older) + 1
    assert run(["outbox", "list", "--json"]) == 0
    listed = [one["id"] for one in json.loads(capsys.readouterr().out)]
    damaged = [one for one in listed if one != other.id]
    assert len(damaged) == len(set(damaged)) == len(older)
    run(["outbox", "send"])
    assert "Vidde AS: " in capsys.readouterr().err
    for one in damaged:
        assert run(["outbox", "show", one]) == 0, one
        assert run(["outbox", "show", "--json", one]) == 0, one
        assert run(["outbox", "discard", one]) == 0, one
    capsys.readouterr()
    run(["outbox", "list", "--json"])
    assert [one["id"] for one in json.loads(capsys.readouterr().out)] == [other.id]


def test_what_cannot_be_read_is_shown_as_it_is_stored(program_home: Path, capsys: Printed) -> None:
    one = entry("aa", "Fjell AS")
    add(program_home, one)
    damage(AppPaths.of(program_home).store, "entries", "created", "never", one.id)
    run(["outbox", "list"])
    shown = capsys.readouterr().out
    assert shown == (
        "aa000000000000000000000000000000  unreadable  Fjell AS: "
        "The entry “Fjell AS” cannot be read: its place on the disk is damaged.\n"
    )
    assert run(["outbox", "show", "--json", "aa"]) == 0
    printed = capsys.readouterr()
    columns_ = json.loads(printed.out)["columns"]
    assert (columns_["created"], json.loads(columns_["body"])["Name"]) == ("never", "Fjell AS")
    assert "cannot be read" in printed.err
