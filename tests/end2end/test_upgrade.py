"""A new version of the program: what was being typed and what waits to be sent are both there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.model.entry import State
from app.sandbox import PASSWORD, USER, Options, SandboxServer
from app.storage.files.paths import AppPaths
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.migrations import MIGRATIONS, Migration
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.old_store import DRAFT, QUEUED, UNKNOWN, make_old_store
from tests.helpers.faults.faulty_server import Fault, FaultyServer, forward_to
from tests.helpers.ui.window import Typist, connect_to, running, wait_until

VERSION_1 = MIGRATIONS[:1]
# A next version that changes both tables, as real ones may.
NEXT: tuple[Migration, ...] = (
    *MIGRATIONS,
    (
        "ALTER TABLE entries ADD COLUMN colour TEXT NOT NULL DEFAULT 'none'",
        "ALTER TABLE drafts ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0",
    ),
)


@pytest.fixture
def old_store(program_home: Path) -> Path:
    """The file of version 1 where the program looks for it."""
    return make_old_store(AppPaths.of(program_home).store)


def become(version: tuple[Migration, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on the program is of that version, as far as its store goes."""
    opened = Store.open.__func__  # type: ignore[attr-defined]  # a class method's function
    monkeypatch.setattr(Store, "open", classmethod(lambda cls, path: opened(cls, path, version)))


def is_saved(outbox: Outbox, entry_id: str) -> bool:
    entry = outbox.get(entry_id)
    return entry is not None and entry.state is State.SAVED


def store_of(typist: Typist) -> Store:
    store = typist.program.store
    assert store is not None
    return store


def people_on(server: SandboxServer, contact_id: int) -> list[str]:
    columns = {"$select": "personId,firstName,lastName"}
    answer = httpx.get(
        f"{server.url}/api/v1/Contact/{contact_id}/Persons", params=columns, auth=(USER, PASSWORD)
    )
    return sorted(
        f"{row['firstName']} {row['lastName']}" for row in answer.raise_for_status().json()["value"]
    )


@pytest.mark.long
@pytest.mark.timeout(300)
def test_a_draft_and_a_queued_entry_outlive_an_upgrade(
    qapp: QApplication,
    old_store: Path,
    tmp_path: Path,
    program_home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert qapp is not None
    with (
        SandboxServer(tmp_path / "sandbox.sqlite3", Options(companies=False)) as sandbox,
        FaultyServer(Fault.REFUSE, forward_to(sandbox.url)) as network,
    ):
        connect_to(network.url, program_home)
        with monkeypatch.context() as before:
            become(VERSION_1, before)
            with running() as typist:
                wait_until(lambda: typist.window.form.value().get("Name") == "Half a comp")
                typist.press(Qt.Key.Key_End)
                typist.type("any")
        network.heal()
        become(NEXT, monkeypatch)
        with running() as typist:
            wait_until(lambda: typist.window.form.value().get("Name") == "Half a company")
            store = store_of(typist)
            outbox = Outbox(store)
            wait_until(lambda: is_saved(outbox, QUEUED))
            assert store.version == len(NEXT)
            assert store.notices == ()
            (draft,) = Drafts(store).all()
            entry = outbox.get(QUEUED)
            assert outbox.get(UNKNOWN) is not None
        assert entry is not None
        assert draft.form == {
            "Name": "Half a company",
            "Department": "Salg",
            "Persons": [{"Firstname": "Kari"}],
            "CustomFields": {"SuperOffice:1": "K-7"},
        }
        assert entry.name == "Blåbær & Sønn AS"
        assert people_on(sandbox, entry.contact_id) == ["Jens Straße", "Åse Ødegård"]
        assert [request.path for request in sandbox.requests].count("/api/v1/Contact") == 1
    copy = old_store.with_name(f"{old_store.name}.before-version-{len(NEXT)}")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT id FROM drafts").fetchall() == [(DRAFT,)]
        assert {(QUEUED,), (UNKNOWN,)} <= set(connection.execute("SELECT id FROM entries"))
