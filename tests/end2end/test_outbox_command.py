"""``contact-entry outbox`` as a real process: what waits is listed, shown, sent and discarded."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from pytestqt.qtbot import QtBot

from app.controller.process.single_instance import SingleInstance
from app.model.carriers.contact import ContactEntity
from app.model.entry import Entry, State
from app.model.profile import Profile
from app.sandbox import PASSWORD, USER, SandboxServer
from app.service.delivery.deliverer import new_entry
from app.storage.files.paths import AppPaths
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.faults.faulty_server import Fault, FaultyServer, forward_to
from tests.helpers.processes.command import Done, Program
from tests.helpers.processes.connected import connect
from tests.helpers.secrets.shared_keyring import KeyringServer

LISTED = {"id", "state", "name", "ContactId", "message", "messages", "steps_done", "steps_total"}


def add(home: Path, *entries: Entry) -> None:
    with Store.open(AppPaths.of(home).store) as store:
        for entry in entries:
            Outbox(store).add(entry)


def entry(number: int, name: str, connection: str = "Work") -> Entry:
    profile = Profile(name=connection, url="http://127.0.0.1:1")
    created = datetime.now(UTC) - timedelta(minutes=9) + timedelta(seconds=number)
    entity = ContactEntity(name=name, custom_fields={"SuperOffice:1": "K-1"})
    return new_entry(entity, profile, f"{number:032x}", created)


def names_on(server: SandboxServer) -> list[str]:
    query = "$select=contactId,name&$orderby=contactId"
    answer = httpx.get(f"{server.url}/api/v1/Contact?{query}", auth=(USER, PASSWORD))
    return [row["name"] for row in answer.json()["value"]]


# Looking


def test_an_empty_outbox(program: Program) -> None:
    assert program.run("outbox", "list").out == "The outbox is empty.\n"
    assert program.run("outbox", "list", "--json").out == "[]\n"
    done = program.run("outbox", "send")
    assert (done.code, done.out) == (0, "Nothing waits to be sent.\n")


def test_the_list_is_one_line_an_entry_oldest_first(program: Program, program_home: Path) -> None:
    add(program_home, entry(1, "First AS"), entry(2, "Second AS\x1b[31m\nred"))
    done = program.run("outbox", "list", "--json")
    assert done.code == 0
    assert [one["name"] for one in done.json] == ["First AS", "Second AS\x1b[31m\nred"]
    assert all(one.keys() == LISTED for one in done.json)
    assert done.json[0] == {
        "id": f"{1:032x}",
        "state": "queued",
        "name": "First AS",
        "ContactId": 0,
        "message": "“First AS” is waiting to be sent.",
        "messages": [{"code": "waiting", "values": {"name": "First AS"}}],
        "steps_done": 0,
        "steps_total": 1,
    }
    lines = program.run("outbox", "list").out.splitlines()
    assert len(lines) == 2, "a name with a line break in it is one line all the same"
    assert lines[0] == "00000000  queued    First AS: “First AS” is waiting to be sent."
    assert "\x1b" not in lines[1]


def test_show_tells_one_entry_by_the_beginning_of_its_id(program: Program, program_home: Path) -> None:
    add(
        program_home,
        replace(entry(1, "First AS"), id="abc1" * 8),
        replace(entry(2, "Other AS"), id="abd1" * 8),
    )
    told = program.run("outbox", "show", "ABC", "--json").json
    assert told.keys() > LISTED
    assert (told["id"], told["profile"], told["persons"]) == ("abc1" * 8, "Work", [])
    assert told["body"]["Name"] == "First AS"
    lines = program.run("outbox", "show", "abc").out.splitlines()
    assert lines[0] == "First AS: “First AS” is waiting to be sent."
    assert f"  id           {'abc1' * 8}" in lines


@pytest.mark.parametrize("action", ["show", "discard"])
def test_an_id_that_is_not_there_or_not_clear_is_told(
    program: Program, program_home: Path, action: str
) -> None:
    add(
        program_home,
        replace(entry(1, "First AS"), id="abc1" * 8),
        replace(entry(2, "Other AS"), id="abd1" * 8),
    )
    for given, sentence in {
        "ab": "2 entries begin with “ab”. Type more of the id.",
        "f": "There is no entry “f” in the outbox.",
        "": "There is no entry “” in the outbox.",
    }.items():
        done = program.run("outbox", action, given)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(sentence)
    assert len(program.run("outbox", "list", "--json").json) == 2


def test_discard_deletes_one_entry(program: Program, program_home: Path) -> None:
    doubtful = entry(2, "Doubtful AS")
    steps = (replace(doubtful.company, state=State.UNKNOWN),)
    add(program_home, entry(1, "First AS"), replace(doubtful, state=State.UNKNOWN, steps=steps))
    done = program.run("outbox", "discard", f"{1:032x}")
    assert (done.code, done.out, done.err) == (0, "Entry 00000000 is discarded: First AS\n", "")
    done = program.run("outbox", "discard", "0", "--json")
    assert done.json["state"] == "unknown"
    assert done.err == "It may have been saved all the same: look for it in SuperOffice.\n"
    assert program.run("outbox", "list", "--json").json == []


# Sending


def test_send_sends_what_waits_oldest_first(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer, program_home: Path
) -> None:
    later = replace(entry(2, "Second AS"), next_try=datetime.now(UTC) + timedelta(minutes=4))
    add(program_home, entry(1, "First AS"), later, entry(3, "Third AS"))
    connect(signed_in, keyring, server.url)
    done = signed_in.run("outbox", "send")
    assert done.code == 0, done.err
    assert [line.partition(":")[0] for line in done.out.splitlines()] == ["First AS", "Second AS", "Third AS"]
    assert names_on(server)[-3:] == ["First AS", "Second AS", "Third AS"]
    assert signed_in.run("outbox", "send").out == "Nothing waits to be sent.\n"


def test_one_that_is_refused_does_not_stop_the_others(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer, program_home: Path
) -> None:
    add(program_home, entry(1, "First AS"), entry(2, "Second AS"))
    with FaultyServer(Fault.BAD_REQUEST_400, forward_to(server.url), times=1) as faulty:
        connect(signed_in, keyring, faulty.url)
        done = signed_in.run("outbox", "send", "--json")
    assert done.code == 4
    assert [(one["name"], one["state"]) for one in done.json] == [
        ("First AS", "rejected"),
        ("Second AS", "saved"),
    ]
    assert done.err.startswith("First AS: ")


def test_a_failed_sign_in_is_tried_once_and_stops_its_connection_alone(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer, program_home: Path
) -> None:
    add(program_home, entry(1, "First AS"), entry(2, "Second AS"), entry(3, "Practice AS", "Sandbox"))
    connect(signed_in, keyring, server.url, "wrong")
    done = signed_in.run("outbox", "send", "--json")
    assert done.code == 5
    assert [one["state"] for one in done.json] == ["queued", "queued", "saved"]
    assert len(server.requests) == 1


def test_a_server_that_is_not_there_is_asked_for_one_entry_only(
    signed_in: Program, keyring: KeyringServer, program_home: Path
) -> None:
    add(program_home, entry(1, "First AS"), entry(2, "Second AS"))
    with FaultyServer(Fault.REFUSE) as nobody:
        connect(signed_in, keyring, nobody.url)
        done = signed_in.run("outbox", "send", "--json")
    assert done.code == 6
    assert [one["state"] for one in done.json] == ["queued", "queued"]
    assert "“First AS” is kept here" in done.err


def test_a_long_wait_that_the_server_asked_for_is_kept(
    signed_in: Program, keyring: KeyringServer, server: SandboxServer, program_home: Path
) -> None:
    # Only what the server named is marked so: any other wait of an hour is due to a clock that was wrong.
    later = datetime.now(UTC) + timedelta(minutes=50)
    add(program_home, replace(entry(1, "First AS"), next_try=later, named_wait=3600))
    connect(signed_in, keyring, server.url)
    done = signed_in.run("outbox", "send")
    assert done.code == 6
    assert server.requests == []


@pytest.mark.parametrize("wait", [timedelta(minutes=4), timedelta(hours=3), timedelta(days=3)])
def test_what_waits_because_the_clock_was_wrong_is_sent_when_asked_for(
    wait: timedelta, signed_in: Program, keyring: KeyringServer, server: SandboxServer, program_home: Path
) -> None:
    add(program_home, replace(entry(1, "First AS"), next_try=datetime.now(UTC) + wait, tries=3))
    connect(signed_in, keyring, server.url)
    assert signed_in.run("outbox", "send").code == 0
    assert names_on(server)[-1:] == ["First AS"]


def test_the_connection_of_an_entry_may_have_been_removed(program: Program, program_home: Path) -> None:
    add(program_home, entry(1, "First AS", "Gone"))
    done = program.run("outbox", "send")
    assert done.code == 6
    assert "The connection “Gone” is not set up any more." in done.err
    assert json.loads(program.run("outbox", "list", "--json").out)[0]["state"] == "queued"


def test_while_the_window_has_the_outbox_open_it_is_told_to_send(
    program: Program, program_home: Path, qtbot: QtBot
) -> None:
    paths = AppPaths.of(program_home)
    window = SingleInstance(paths)
    told: list[Done] = []
    with Store.open(paths.store):
        impatient = replace(program, patience=0.5)
        assert impatient.run("outbox", "send").code == 2, "another command may have it open, too"
        assert window.claim()
        asking = threading.Thread(target=lambda: told.append(program.run("outbox", "send")))
        with qtbot.waitSignal(window.send_asked, timeout=60_000):
            asking.start()
        qtbot.waitUntil(lambda: bool(told), timeout=60_000)
        asking.join()
        window.release()
    assert (told[0].code, told[0].out) == (0, "The window that is open sends what waits.\n")
