"""``contact-entry submit`` while the window is open: the window takes the company and sends it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.controller.process.single_instance import SingleInstance
from app.model.entry import State
from app.sandbox import SandboxServer
from app.storage.files.csv_file import read_csv
from app.storage.files.paths import AppPaths
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from tests.helpers.processes.command import Done, Program
from tests.helpers.processes.connected import connect
from tests.helpers.processes.submitting import how_many
from tests.helpers.secrets.shared_keyring import KeyringServer
from tests.helpers.ui.window import Typist, connect_to, running, wait_until


@pytest.fixture
def typist(qapp: QApplication, server: SandboxServer, program_home: Path) -> Iterator[Typist]:
    """Somebody at an open window that others can hand over to."""
    assert qapp is not None
    connect_to(server.url, program_home, name="Work")
    with running(program_home) as typist:
        instance = SingleInstance(AppPaths.of(program_home))
        assert instance.claim()
        typist.program.serve(instance)
        yield typist
        instance.release()


def submit(program: Program, *arguments: str | Path) -> Done:
    """Submits while the window goes on."""
    return handed_over(program, "submit", *arguments)


def handed_over(program: Program, *arguments: str | Path) -> Done:
    """Runs a command while the window goes on."""
    with program.started(*arguments) as process:
        wait_until(lambda: process.poll() is not None)
        out, err = process.communicate()
    return Done(process.returncode, out, err)


@pytest.mark.long
def test_the_window_takes_the_company_and_sends_it(
    typist: Typist, signed_in: Program, server: SandboxServer, keyring: KeyringServer, company: Path
) -> None:
    connect(signed_in, keyring, server.url)
    done = submit(signed_in, "--json", company)
    assert (done.code, done.json["state"]) == (6, "queued")
    assert "The window that is open has it in its outbox and sends it." in done.err.splitlines()
    store = typist.program.store
    assert store is not None

    def is_saved() -> bool:
        entry = Outbox(store).get(done.json["id"])
        assert entry is not None
        return entry.state is State.SAVED

    wait_until(is_saved)
    assert how_many(server.url, json.loads(company.read_text())["Name"]) == 1


@pytest.mark.long
def test_what_is_not_valid_is_told_and_not_handed_over(
    typist: Typist, signed_in: Program, server: SandboxServer, keyring: KeyringServer, company: Path
) -> None:
    connect(signed_in, keyring, server.url)
    company.write_text("{}")
    assert submit(signed_in, "--json", company).code == 3
    store = typist.program.store
    assert store is not None
    assert Outbox(store).list() == ()


@pytest.mark.long
def test_for_the_practice_server_of_its_own_the_command_needs_the_outbox_itself(
    typist: Typist, program: Program, company: Path
) -> None:
    assert typist.program.store is not None
    done = submit(program, "--sandbox", "--json", company)
    assert done.code == 2
    assert done.json["errors"][0]["message"].startswith("Contact Entry is running already")


@pytest.mark.long
def test_the_window_takes_the_companies_of_a_table_once(
    typist: Typist, signed_in: Program, server: SandboxServer, keyring: KeyringServer, tmp_path: Path
) -> None:
    connect(signed_in, keyring, server.url)
    table = tmp_path / "fair.csv"
    table.write_text("Firma;By\nSolbakken Frukt AS;Oslo\n;Oslo\n", encoding="utf-8")
    first = handed_over(signed_in, "import", "--json", table)
    assert (first.code, states(first)) == (6, ["kept", "draft"])
    assert typist.program.store is not None
    outbox = Outbox(typist.program.store)
    wait_until(lambda: outbox.counts()[State.SAVED] == 1)
    (saved,) = outbox.list()
    again = handed_over(signed_in, "import", "--json", table)
    assert (again.code, states(again)) == (3, ["done", "draft"]), "a draft waits for somebody"
    told = again.json["companies"]
    assert told[0]["ContactId"] == saved.contact_id
    assert told[0]["reasons"] == [f"It was imported before, with the id {saved.contact_id}."]
    assert told[1]["reasons"][0] == "It was imported before and waits as a draft."
    assert read_csv(table.with_name("fair.result.csv"))[1][-3:-1] == ["done", str(saved.contact_id)]
    assert len(outbox.list()) == 1
    assert how_many(server.url, "Solbakken Frukt AS") == 1
    assert len(Drafts(typist.program.store).all()) == 1


@pytest.mark.long
def test_two_imports_of_a_table_at_once_are_one(
    typist: Typist, signed_in: Program, server: SandboxServer, keyring: KeyringServer, tmp_path: Path
) -> None:
    connect(signed_in, keyring, server.url)
    table = tmp_path / "fair.csv"
    names = [f"Solbakken {number} AS" for number in range(8)]
    rows = "".join(f"{name};Oslo\n" for name in names)
    table.write_text(f"Firma;By\n{rows};Oslo\n;Bergen\n", encoding="utf-8")
    with ExitStack() as running:
        both = [
            running.enter_context(signed_in.started("import", "--json", table, "--result", tmp_path / name))
            for name in ("one.csv", "two.csv")
        ]
        wait_until(lambda: all(process.poll() is not None for process in both))
        ended = [Done(one.returncode, *one.communicate()) for one in both]
    for done in ended:
        assert len(states(done)) == len(names) + 2, done.err
        # What the window has sent by then is saved.
        assert set(states(done)) <= {"kept", "saved", "done", "draft"}, done.err
        assert done.code in (3, 6), done.err
    store = typist.program.store
    assert store is not None
    wait_until(lambda: Outbox(store).counts()[State.SAVED] == len(names))
    assert [how_many(server.url, name) for name in names] == [1] * len(names)
    assert len(Drafts(store).all()) == 2


def states(done: Done) -> list[str]:
    return [one["state"] for one in done.json["companies"]]
