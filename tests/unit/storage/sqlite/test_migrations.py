"""A file of an earlier version is taken along; one of a later version is left alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.model.entry import State, Step, StepKind
from app.storage.files.errors import StoreProblem, StoreRefused
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.list_cache import ListCache
from app.storage.sqlite.migrations import MIGRATIONS
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.row_format import stored_step
from app.storage.sqlite.store import Store
from tests.helpers.data.old_store import DRAFT, QUEUED, make_old_store
from tests.helpers.data.store_builders import NOW, entry

A_MORNING = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
NEXT = (*MIGRATIONS, ("ALTER TABLE entries ADD COLUMN colour TEXT NOT NULL DEFAULT 'none'",))


@pytest.fixture
def old(path: Path) -> Path:
    """A file as version 1 left it."""
    return make_old_store(path)


def schema_of(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


def files_of(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.parent.iterdir() if not file.name.endswith(".lock")}


def test_the_first_version_is_as_it_was_released(old: Path, tmp_path: Path) -> None:
    Store.open(tmp_path / "new" / "entries.sqlite3", MIGRATIONS[:1]).close()
    assert schema_of(tmp_path / "new" / "entries.sqlite3") == schema_of(old)


def test_what_version_1_held_is_there_after_an_upgrade(old: Path) -> None:
    with Store.open(old) as store:
        drafts, outbox = Drafts(store), Outbox(store)
        (typed,) = drafts.all()
        assert (typed.id, typed.profile, typed.updated) == (DRAFT, "Practice", A_MORNING)
        assert typed.form["Persons"] == [{"Firstname": "Kari"}]
        unknown = entry(
            3, state=State.UNKNOWN, tries=2, next_try=NOW + timedelta(minutes=5), message="Looked for"
        )
        company = replace(unknown.company, state=State.UNKNOWN, first_not_found_at=NOW)
        *others, queued = outbox.list()
        assert others == [
            entry(
                2, state=State.SAVED, contact_id=17, answer={"ContactId": 17}, tries=1, steps=entry(2).steps
            ),
            replace(unknown, steps=(company, *unknown.people)),
        ]
        assert (queued.id, queued.profile, queued.state) == (QUEUED, "Practice", State.QUEUED)
        assert (queued.name, queued.created) == ("Blåbær & Sønn AS", A_MORNING)
        assert queued.company.token == queued.body["DbiKey"]
        assert [step.name for step in queued.people] == ["Åse Ødegård", "Jens Straße"]
        assert ListCache(store).get("work", "nb", "category") == ("[]", NOW)
        assert [one.id for one in outbox.summaries(search="BLÅBÆR")] == [QUEUED]
        assert store.notices == ()


def test_a_new_property_of_a_step_is_a_new_version() -> None:
    """A program that does not know it could not read the row, and has to refuse the file instead."""
    of_version_1 = {
        *("number", "kind", "name", "state", "remote_id", "token", "message", "first_absent", "if_absent"),
        *("candidates", "sent", "by_name"),
    }
    assert {2: of_version_1}[len(MIGRATIONS)] == stored_step(Step(0, StepKind.COMPANY, "Fjord AS")).keys()


def test_a_version_may_change_nothing_but_the_number(old: Path) -> None:
    with Store.open(old, (*MIGRATIONS, ())) as store:
        assert store.version == len(MIGRATIONS) + 1
    with pytest.raises(StoreRefused):
        Store.open(old)


def test_a_copy_is_made_before_the_file_is_changed(old: Path) -> None:
    before = schema_of(old)
    with Store.open(old, NEXT) as store:
        assert store.read("SELECT DISTINCT colour FROM entries") == [("none",)]
        assert store.version == len(NEXT)
        assert len(Outbox(store).list()) == 3
    copy = old.with_name(f"entries.sqlite3.before-version-{len(NEXT)}")
    assert schema_of(copy) == before
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM entries").fetchone() == (3,)


def test_a_new_file_and_one_that_is_up_to_date_need_no_copy(path: Path) -> None:
    Store.open(path).close()
    Store.open(path).close()
    assert list(path.parent.glob("*.before-version-*")) == []


def test_a_step_that_fails_leaves_the_file_as_it_was(old: Path) -> None:
    Store.open(old).close()
    before = schema_of(old)
    broken = (*MIGRATIONS, ("ALTER TABLE entries ADD COLUMN colour TEXT", "INSERT INTO nowhere VALUES (1)"))
    with pytest.raises(
        StoreProblem, match=r"could not be repaired \(OperationalError, .*It is left as it is"
    ):
        Store.open(old, broken)
    assert schema_of(old) == before
    with Store.open(old) as store:
        assert len(Outbox(store).list()) == 3


@pytest.mark.parametrize("in_the_log", [False, True], ids=["closed", "crashed"])
def test_a_newer_file_is_refused_and_left_as_it_is(old: Path, in_the_log: bool) -> None:
    writer = sqlite3.connect(old, isolation_level=None)
    writer.execute("ALTER TABLE drafts ADD COLUMN colour TEXT")
    writer.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    kept = files_of(old)
    writer.close()
    if in_the_log:
        # The files as a program leaves them that was killed after its last commit.
        for name, content in kept.items():
            (old.parent / name).write_bytes(content)
    before = files_of(old)
    assert any(name.endswith("-wal") for name in before) is in_the_log
    for _attempt in range(2):
        with pytest.raises(
            StoreRefused, match=r"made by a newer version of Contact Entry\. It is left as it is"
        ):
            Store.open(old)
    after = files_of(old)
    after.pop("entries.sqlite3-shm", None)
    before.pop("entries.sqlite3-shm", None)
    assert after == before
