"""What waits, in a file that does not take every change: nothing is asked for without end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.model.entry import State
from app.storage.files.errors import EntryNotWritten, StoreProblem
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.listing.waiting import DUE
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.progress import READ_OUTBOX
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import draft, entry, in_state

LATER = datetime.now(UTC) + timedelta(days=1)
IGNORES = "CREATE TRIGGER t BEFORE {what} ON entries BEGIN SELECT RAISE(IGNORE); END"
FORBIDS = "CREATE TRIGGER t BEFORE {what} ON entries BEGIN SELECT RAISE({how}, 'no'); END"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "entries.sqlite3") as store:
        yield store


@pytest.fixture
def outbox(store: Store) -> Outbox:
    outbox = Outbox(store)
    for number in (1, 2, 3):
        outbox.add(entry(number))
    return outbox


def test_the_next_entry_is_found_without_sorting(store: Store) -> None:
    plan = str(store.read("EXPLAIN QUERY PLAN " + DUE, ("[]", "[]", "", 1)))
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize("limit", [1, 2, 1000])
def test_a_row_that_can_be_neither_read_nor_set_aside_is_passed_over(
    outbox: Outbox, store: Store, limit: int
) -> None:
    store.read("UPDATE entries SET steps = '[1]' WHERE id IN ('entry-1', 'entry-2')")
    store.read(IGNORES.format(what="UPDATE"))
    assert [one.id for one in outbox.due(LATER, limit)] == ["entry-3"]
    assert outbox.waiting.is_passed_over("entry-1")
    assert not outbox.waiting.is_passed_over("entry-3")
    assert len(outbox.summaries()) == 3, "nothing is hidden"
    count = outbox.waiting.set_aside_count
    assert count > 0
    assert [one.id for one in outbox.due(LATER, limit)] == ["entry-3"]
    assert outbox.waiting.set_aside_count == count, "it is told once"


def test_when_the_next_is_due_is_not_asked_without_end(outbox: Outbox, store: Store) -> None:
    store.read("UPDATE entries SET created = '0', next_try = NULL WHERE id = 'entry-1'")
    store.read(IGNORES.format(what="UPDATE"))
    assert outbox.next_due() == entry(2).created


def test_what_is_passed_over_is_due_no_more(outbox: Outbox) -> None:
    outbox.waiting.pass_over("entry-1")
    assert [one.id for one in outbox.due(LATER, 1)] == ["entry-2"]
    assert outbox.next_due() == entry(2).created
    assert Outbox(outbox._store).due(LATER, 1)[0].id == "entry-1", "by the next program it is tried again"


@pytest.mark.parametrize("state", [State.SENDING, State.QUEUED, State.UNKNOWN, State.REJECTED])
def test_a_change_that_is_not_kept_is_told(outbox: Outbox, store: Store, state: State) -> None:
    store.read(IGNORES.format(what="UPDATE"))
    before = outbox.existing("entry-1")
    with pytest.raises(EntryNotWritten, match="does not keep what is changed of “Bakery 1”"):
        outbox.update(in_state(before, state), expected=State.QUEUED)
    with pytest.raises(EntryNotWritten):
        outbox.set_aside("entry-1", "No.")
    assert outbox.existing("entry-1") == before


def test_of_two_rows_of_one_id_neither_is_written(outbox: Outbox, store: Store) -> None:
    columns = ", ".join(row[1] for row in store.read("PRAGMA table_info(entries)"))
    others = columns.replace("number, ", "")
    store.read("PRAGMA writable_schema = ON")
    store.read("UPDATE sqlite_master SET sql = replace(sql, 'UNIQUE', '') WHERE name = 'entries'")
    store.read("DELETE FROM sqlite_master WHERE name = 'sqlite_autoindex_entries_1'")
    store.read("PRAGMA writable_schema = RESET")
    store.read(f"INSERT INTO entries ({others}) SELECT {others} FROM entries WHERE id = 'entry-1'")  # noqa: S608
    before = store.read(READ_OUTBOX)
    assert len(before) == 4
    with pytest.raises(EntryNotWritten):
        outbox.update(in_state(outbox.existing("entry-1"), State.SENDING), expected=State.QUEUED)
    with pytest.raises(EntryNotWritten):
        outbox.discard("entry-1")
    assert store.read(READ_OUTBOX) == before


@pytest.mark.parametrize("how", ["IGNORE", "ABORT", "FAIL", "ROLLBACK"])
def test_what_cannot_be_deleted_or_added_is_told_and_all_stays(
    outbox: Outbox, store: Store, how: str
) -> None:
    for what in ("DELETE", "INSERT"):
        store.read(IGNORES.format(what=what) if how == "IGNORE" else FORBIDS.format(what=what, how=how))
        before = store.read(READ_OUTBOX)
        doings: dict[str, list[Callable[[], object]]] = {
            "DELETE": [lambda: outbox.discard("entry-1"), lambda: outbox.reopen("entry-1")],
            "INSERT": [lambda: outbox.add(entry(4)), lambda: outbox.restore(entry(5))],
        }
        for do in doings[what]:
            with pytest.raises(StoreProblem, match=r"does not keep|not of Contact Entry"):
                do()
        assert store.read(READ_OUTBOX) == before
        assert store.read("SELECT count(*) FROM drafts") == [(0,)]
        store.read("DROP TRIGGER t")


def test_a_draft_that_could_not_become_an_entry_stays(outbox: Outbox, store: Store) -> None:
    Drafts(store).save(draft(4, id="entry-4"))
    store.read(IGNORES.format(what="INSERT"))
    with pytest.raises(EntryNotWritten):
        outbox.add(entry(4), replaces_draft="entry-4")
    assert [one.id for one in Drafts(store).all()] == ["entry-4"]
