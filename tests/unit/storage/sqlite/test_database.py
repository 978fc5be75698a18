from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest

from app.storage.files.errors import StoreProblem
from app.storage.sqlite.database import CommitPoint, Database, _make_durable
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import draft

MIGRATIONS = (("CREATE TABLE one (value)",), ("CREATE TABLE two (value)", "INSERT INTO two VALUES (2)"))


def test_a_commit_survives_and_the_settings_that_make_it_so_are_on(store: Store) -> None:
    for name, value in {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
    }.items():
        assert store.read(f"PRAGMA {name}") == [(value,)]
    assert store.notices == ()


def test_what_fails_half_way_is_not_stored_at_all(store: Store, drafts: Drafts) -> None:
    drafts.save(draft(1))
    with pytest.raises(ZeroDivisionError), store.transaction(CommitPoint.DRAFT_DELETE) as connection:
        connection.execute("DELETE FROM drafts")
        raise ZeroDivisionError
    assert drafts.all() == (draft(1),)
    assert drafts.save(draft(2))


def test_a_mistake_in_the_program_is_no_trouble_of_the_disk(store: Store) -> None:
    with pytest.raises(Exception, match="no such table") as mistake:
        store.read("SELECT * FROM nowhere")
    assert not isinstance(mistake.value, StoreProblem)


def test_only_migrations_that_are_missing_are_taken(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "file")) as database:
        database.migrate(MIGRATIONS[:1])
        assert database.version == 1
        database.migrate(MIGRATIONS)
        database.migrate(MIGRATIONS)
        assert database.version == 2
        assert database.read("SELECT value FROM two") == [(2,)]


def test_a_migration_that_fails_leaves_the_version_before_it(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "file")) as database:
        with pytest.raises(sqlite3.OperationalError):
            database.migrate((*MIGRATIONS, ("CREATE TABLE three (value)", "nonsense")))
        assert database.version == 2
        assert database.read("SELECT name FROM sqlite_master WHERE name = 'three'") == []


def test_a_backup_holds_what_is_still_in_the_log_and_replaces_an_old_one(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.write_bytes(b"an older copy")
    copy.with_name("copy.part").write_bytes(b"left by a crash")
    with closing(Database(tmp_path / "file")) as database:
        database.migrate(MIGRATIONS)
        assert (tmp_path / "file-wal").stat().st_size
        database.backup(copy)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT value FROM two").fetchall() == [(2,)]
    assert not copy.with_name("copy.part").exists()


def test_a_backup_that_cannot_be_made_leaves_the_older_one(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.write_bytes(b"an older copy")
    with closing(Database(tmp_path / "file")) as database:
        database.close()
        with pytest.raises(sqlite3.ProgrammingError):
            database.backup(copy)
    assert copy.read_bytes() == b"an older copy"
    assert not copy.with_name("copy.part").exists()


def test_a_notice_is_given_once(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "file")) as database:
        for sentence in ("First.", "Second.", "First."):
            database.notice(sentence)
        assert database.notices == ("First.", "Second.")


def test_without_the_log_there_is_one_file(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "file", write_ahead=False)) as database:
        database.migrate(MIGRATIONS)
        assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_the_log_is_empty_once_it_is_moved_into_the_file(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "file")) as database:
        database.migrate(MIGRATIONS)
        database.empty_log()
        assert (tmp_path / "file-wal").stat().st_size == 0


@pytest.mark.parametrize("name", ["synchronous", "fullfsync", "checkpoint_fullfsync"])
def test_a_disk_that_cannot_keep_entries_safe_is_told(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    asked: list[str] = []

    class Connection:
        """Of SQLite, where one setting stays what it was."""

        def execute(self, sql: str) -> Connection:
            asked.append(sql)
            return self

        def fetchall(self) -> None:
            """Nothing is read of what was set."""

        def fetchone(self) -> tuple[object]:
            setting = asked[-1].removeprefix("PRAGMA ")
            wanted = asked[-2].rpartition(" = ")[2]
            return (0 if setting == name else wanted if setting == "journal_mode" else int(wanted),)

    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(StoreProblem, match="cannot keep entries safe"):
        _make_durable(cast("sqlite3.Connection", Connection()), "wal")
    assert asked[-1] == f"PRAGMA {name}"
    set_so = [sql.removeprefix("PRAGMA ") for sql in asked if " = " in sql]
    everything = ["journal_mode = wal", "synchronous = 2", "foreign_keys = 1", "secure_delete = 1"]
    everything += ["fullfsync = 1", "checkpoint_fullfsync = 1"]
    assert set_so == everything[: len(set_so)]


@pytest.mark.parametrize(("name", "value"), [("cell_size_check", 1), ("trusted_schema", 0)])
def test_a_file_that_somebody_has_altered_is_looked_at_closely(tmp_path: Path, name: str, value: int) -> None:
    with closing(Database(tmp_path / "file")) as database:
        assert database.read(f"PRAGMA {name}") == [(value,)]
