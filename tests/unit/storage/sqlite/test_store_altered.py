"""A store whose tables are not as they should be is repaired: nothing of it is lost, hidden or silent."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.model.entry import State
from app.storage.files.errors import StoreProblem
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store, is_damaged_store
from tests.helpers.data.old_store import make_old_store
from tests.helpers.data.store_builders import draft, entry
from tests.helpers.garbage.stored_values import columns

INDEXES = ("entries_listed", "entries_by_state", "entries_waiting")
WITHOUT_INDEXES = tuple(f"DROP INDEX {name}" for name in INDEXES)
ENTRIES = {
    f"entry-{number}": state
    for number, state in enumerate((State.QUEUED, State.SAVED, State.REJECTED, State.UNKNOWN), start=1)
}


@pytest.fixture
def filled(path: Path) -> Path:
    """A store with an entry in each state, and two drafts."""
    with Store.open(path) as store:
        for number, state in enumerate(ENTRIES.values(), start=1):
            Outbox(store).add(entry(number, state=state))
        for number in (1, 2):
            Drafts(store).save(draft(number))
    return path


def alter(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def moved(table: str, *after: str) -> tuple[str, ...]:
    return (f"ALTER TABLE {table} RENAME TO elsewhere", *after)


ALTERED: dict[str, tuple[str, ...]] = {
    "an older version": ("PRAGMA user_version = 1",),
    "no version": ("PRAGMA user_version = 0",),
    "a version below zero": ("PRAGMA user_version = -5",),
    "no log of progress": ("DROP TABLE progress",),
    "a view in the place of entries": moved("entries", "CREATE VIEW entries AS SELECT * FROM elsewhere"),
    "a view in the place of drafts": moved("drafts", "CREATE VIEW drafts AS SELECT * FROM elsewhere"),
    "a view in the place of progress": (
        "DROP TABLE progress",
        "CREATE VIEW progress AS SELECT 1 AS number, 'entry-1' AS entry, 1 AS saved, 'x' AS changes",
    ),
    "a view without an end": moved(
        "entries",
        "CREATE VIEW entries AS WITH RECURSIVE n(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM n) "
        "SELECT number, 'x' AS id FROM n",
    ),
    "an index in the place of entries": moved("entries", "CREATE INDEX entries ON drafts (id)"),
    "an index in the place of drafts": moved("drafts", "CREATE INDEX drafts ON entries (id)"),
    "another table in the place of entries": moved("entries", "CREATE TABLE entries (town TEXT)"),
    "a virtual table in the place of entries": moved(
        "entries", "CREATE VIRTUAL TABLE entries USING fts5(id)"
    ),
    "entries under another name": moved("entries"),
    "drafts under another name": moved("drafts"),
    "capital letters": moved("entries", "ALTER TABLE elsewhere RENAME TO ENTRIES"),
    "no row numbers": moved(
        "entries",
        *WITHOUT_INDEXES,
        "CREATE TABLE entries ("
        + ", ".join(["number", *columns("entries")])
        + ", PRIMARY KEY (id)) WITHOUT ROWID",
        "INSERT INTO entries SELECT * FROM elsewhere",
        "DROP TABLE elsewhere",
    ),
    "ids that are not unique": moved(
        "drafts", "CREATE TABLE drafts AS SELECT * FROM elsewhere", "DROP TABLE elsewhere"
    ),
    "a rule that nothing keeps": (
        "PRAGMA ignore_check_constraints = ON",
        *moved(
            "drafts",
            "CREATE TABLE drafts (id TEXT NOT NULL UNIQUE, profile TEXT NOT NULL, created TEXT NOT NULL, "
            "updated TEXT NOT NULL, form TEXT NOT NULL CHECK (form = ''))",
            "INSERT INTO drafts SELECT * FROM elsewhere",
            "DROP TABLE elsewhere",
        ),
    ),
    "an index that allows one": ("CREATE UNIQUE INDEX one ON entries (name)",),
    **{f"without {name}": (f"DROP INDEX {name}",) for name in (*INDEXES, "progress_of_entry")},
    **{
        f"a trigger {when} {what} that {does}": (
            f"CREATE TRIGGER one {when} {what} ON entries BEGIN SELECT RAISE({does}); END",
        )
        for when in ("BEFORE", "AFTER")
        for what in ("INSERT", "UPDATE", "DELETE")
        for does in ("ABORT, 'no'", "IGNORE")
    },
    "a column more": ("ALTER TABLE entries ADD COLUMN colour TEXT NOT NULL DEFAULT 'none'",),
    **{
        f"another name for {table}.{column}": (f"ALTER TABLE {table} RENAME COLUMN {column} TO another",)
        for table in ("entries", "drafts")
        for column in columns(table)
    },
    **{
        f"no {column} of entries": (*WITHOUT_INDEXES, f"ALTER TABLE entries DROP COLUMN {column}")
        for column in columns("entries")
        if column not in ("id", "steps", "body")
    },
    **{
        f"no {column} of drafts": (f"ALTER TABLE drafts DROP COLUMN {column}",)
        for column in ("profile", "created", "updated")
    },
}


@pytest.mark.parametrize("how", ALTERED)
def test_everything_comes_back_from_it(filled: Path, how: str) -> None:
    alter(filled, *ALTERED[how])
    before = filled.read_bytes()
    assert is_damaged_store(filled)
    with Store.open(filled) as store:
        outbox = Outbox(store)
        listed = outbox.summaries()
        assert {one.id for one in listed} == ENTRIES.keys()
        assert all(one.is_readable for one in listed)
        # What waited may have been sent for all that is known.
        waits = State.UNKNOWN
        expected = {one: waits if state is State.QUEUED else state for one, state in ENTRIES.items()}
        if how != "no state of entries":
            assert {one.id: one.state for one in outbox.list()} == expected
        assert {one.id for one in Drafts(store).all()} == {"draft-1", "draft-2"}
        (aside,) = filled.parent.glob("entries.sqlite3.damaged-*[0-9]")
        assert aside.read_bytes() == before
        (notice,) = store.notices
        assert "was damaged" in notice
        assert "2 drafts and 4 entries could be read" in notice
        assert str(aside) in notice
        check_it_works(store)
    with Store.open(filled) as store:
        assert store.notices == ()


def check_it_works(store: Store) -> None:
    outbox = Outbox(store)
    outbox.add(entry(9))
    outbox.update(entry(9, state=State.SENDING), expected=State.QUEUED)
    outbox.recover()
    assert outbox.existing("entry-9").state is State.UNKNOWN
    outbox.discard("entry-9")
    assert Drafts(store).save(draft(9))
    assert store.read("PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize("column", ["steps", "body"])
def test_what_has_lost_what_was_typed_is_listed_as_unreadable(filled: Path, column: str) -> None:
    alter(filled, f"ALTER TABLE entries DROP COLUMN {column}")
    with Store.open(filled) as store:
        outbox = Outbox(store)
        outbox.due(entry().created.replace(year=2900))
        assert {one.id for one in outbox.summaries()} == ENTRIES.keys()
        for one in ENTRIES:
            raw = outbox.raw(one)
            assert raw is not None
            assert raw[column] == ""
            with pytest.raises(StoreProblem, match="may have been saved all the same"):
                outbox.existing(one)
        assert len(Drafts(store).all()) == 2


def test_rows_without_their_ids_get_others(filled: Path) -> None:
    moving = moved("entries", "CREATE TABLE entries AS SELECT * FROM elsewhere", "DROP TABLE elsewhere")
    alter(filled, *moving, "ALTER TABLE entries DROP COLUMN id")
    with Store.open(filled) as store:
        listed = Outbox(store).list()
        assert [one.name for one in listed] == [entry(number).name for number in (1, 2, 3, 4)]
        assert {one.id for one in listed} == {f"recovered-{number}" for number in (1, 2, 3, 4)}


def test_one_row_that_cannot_be_read_stays_in_the_list_through_a_repair(filled: Path) -> None:
    alter(filled, "UPDATE entries SET steps = '[' WHERE id = 'entry-1'", ALTERED["a column more"][0])
    with Store.open(filled) as store:
        unreadable = [one for one in Outbox(store).summaries() if not one.is_readable]
        assert [one.id for one in unreadable] == ["entry-1"]
        assert "may have been saved all the same" in unreadable[0].message
        assert "2 drafts and 3 entries could be read" in store.notices[0]


def header(offset: int, content: bytes) -> Callable[[Path], None]:
    def overwrite(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(offset)
            file.write(content)

    return overwrite


@pytest.mark.parametrize(
    "damage",
    [
        header(44, (9).to_bytes(4)),  # a format of the schema that no SQLite knows
        header(16, (512).to_bytes(2)),  # the size of a page
        header(18, b"\x09\x09"),  # a version of the file that no SQLite reads or writes
        header(56, (7).to_bytes(4)),  # an encoding that there is not
        header(0, b"Dear diary, "),
    ],
    ids=["schema format", "page size", "file version", "encoding", "magic"],
)
def test_a_header_that_says_nonsense_costs_nothing(filled: Path, damage: Callable[[Path], None]) -> None:
    damage(filled)
    with Store.open(filled) as store:
        assert {one.id for one in Outbox(store).summaries()} == ENTRIES.keys()
        assert len(Drafts(store).all()) == 2
        assert "was damaged" in store.notices[0]


def test_of_a_file_that_holds_nothing_it_is_said_what_to_do(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"Dear diary, " * 2000)
    with Store.open(path) as store:
        (notice,) = store.notices
        assert "so the outbox begins empty" in notice
        assert "look in SuperOffice for what you saved last" in notice
    assert len(list(path.parent.glob("entries.sqlite3.damaged-*"))) == 1


@pytest.mark.parametrize("fails_at", ["read_rows", "finish_repair", "_keep_readable"])
def test_what_cannot_be_repaired_is_left_and_told(
    filled: Path, monkeypatch: pytest.MonkeyPatch, fails_at: str
) -> None:
    alter(filled, *ALTERED["a column more"])
    before = filled.read_bytes()

    def fail(*arguments: object, **_named: object) -> str:
        if fails_at == "finish_repair" and not filled.with_name(f"{filled.name}.rebuilt").exists():
            return ""
        raise KeyError(*arguments)

    with monkeypatch.context() as broken:
        broken.setattr(f"app.storage.sqlite.repair.{fails_at}", fail)
        with pytest.raises(StoreProblem, match="could not be repaired") as told:
            Store.open(filled)
    assert str(filled) in told.value.message
    assert "KeyError" in told.value.message
    assert "move the file to another folder" in told.value.message
    assert filled.read_bytes() == before
    with Store.open(filled) as store:
        assert len(Outbox(store).list()) == len(ENTRIES)


def test_a_failure_that_no_check_foresees_is_a_damaged_file(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alter(filled, *ALTERED["an older version"])
    monkeypatch.setattr("app.storage.sqlite.store._is_sound", lambda *_arguments: True)
    with Store.open(filled) as store:
        assert {one.id for one in Outbox(store).summaries()} == ENTRIES.keys()
        assert "was damaged" in store.notices[0]


def test_another_programs_tables_beside_ours_are_left(filled: Path) -> None:
    alter(filled, "CREATE TABLE towns (name TEXT)", "INSERT INTO towns VALUES ('Moss')", "ANALYZE")
    with Store.open(filled) as store:
        assert store.notices == ()
        assert store.read("SELECT name FROM towns") == [("Moss",)]


def test_what_is_to_come_in_a_newer_version_may_not_be_there_yet(path: Path) -> None:
    make_old_store(path)
    alter(path, "CREATE INDEX progress_of_entry ON entries (profile)")
    with Store.open(path) as store:
        assert len(Outbox(store).list()) == 3
        assert "was damaged" in store.notices[0]
        assert list(path.parent.glob("*.before-version-*")) == []


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.needs("posix pipes")
@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, device], ids=["folder", "pipe", "device"])
@pytest.mark.parametrize("ending", ["", "-wal", "-journal"])
def test_what_is_no_file_in_the_place_of_one_is_named(
    filled: Path, ending: str, make: Callable[[Path], None]
) -> None:
    strange = filled.with_name(filled.name + ending)
    kept = filled.read_bytes()
    if not ending:
        filled.unlink()
    make(strange)
    with pytest.raises(StoreProblem, match="because something else is in its place") as told:
        Store.open(filled)
    assert told.value.message.startswith(f"{strange} cannot be made")
    assert not ending or filled.read_bytes() == kept
