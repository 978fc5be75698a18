"""Pages that never reached the disk: an older one is in their place, and each page is sound by itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.model.entry import State
from app.service.delivery.transitions import as_retried
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store, is_damaged_store
from tests.helpers.data.store_builders import NOW, entry
from tests.unit.storage.sqlite.test_repair import (
    ENTRIES,
    PAGE,
    every_root,
    fill,
    one_leaf,
    overwrite,
    pages_with,
)


@pytest.mark.parametrize("index", ["entries_listed", "entries_waiting", "sqlite_autoindex_entries_1"])
def test_an_index_that_lacks_an_entry_hides_none(path: Path, index: str) -> None:
    """A page of it that never reached the disk: each page is sound, and the tables are."""
    with Store.open(path) as store:
        Outbox(store).add(entry(1))
    with closing(sqlite3.connect(path)) as connection:
        find = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        offset = (connection.execute(find, (index,)).fetchone()[0] - 1) * PAGE
    before = path.read_bytes()[offset : offset + PAGE]
    with Store.open(path) as store:
        Outbox(store).add(entry(2))
    overwrite(path, offset, before)
    assert is_damaged_store(path)
    with Store.open(path) as store:
        outbox = Outbox(store)
        assert "could be read" in store.notices[0]
        assert [one.id for one in outbox.summaries()] == ["entry-1", "entry-2"]
        assert [one.id for one in outbox.due(NOW)] == ["entry-1", "entry-2"]
        assert outbox.add(entry(2)).state is State.UNKNOWN, "it is there"
        assert len(outbox.list()) == 2


def test_what_was_refused_may_have_been_sent_since(path: Path) -> None:
    """The damage may have destroyed the later row, of the try that the server took."""
    with Store.open(path) as store:
        fill(store)
        refused = entry(77, state=State.REJECTED)
        steps = tuple(replace(step, state=State.REJECTED) for step in refused.steps)
        Outbox(store).add(replace(refused, steps=steps))
    one_leaf(path)
    with Store.open(path) as store:
        found = Outbox(store).existing("entry-77")
        assert (found.state, found.message) == (State.REJECTED, refused.message)
        again = as_retried(found.steps)
        assert {step.state for step in again} == {State.UNKNOWN}, "it is searched for, and not just sent"


def test_of_an_entry_that_is_there_twice_the_later_one_counts(path: Path) -> None:
    """Its page was written elsewhere, and the older one never written over."""
    with Store.open(path) as store:
        fill(store)
    older = path.read_bytes()
    pages = pages_with(path, b"\x0d", b"Bakery")
    with Store.open(path) as store:
        outbox = Outbox(store)
        for one in outbox.list((State.REJECTED,)):
            outbox.update(replace(one, message="later"), expected=State.REJECTED)
    with path.open("ab") as file:
        file.writelines(older[page : page + PAGE] for page in pages)
    every_root(path)
    with Store.open(path) as store:
        found = Outbox(store).list()
        assert len(found) == ENTRIES
        refused = [one for one in found if one.state is State.REJECTED]
        assert {one.message for one in refused} == {"later"}
        assert len(refused) == ENTRIES // 3
