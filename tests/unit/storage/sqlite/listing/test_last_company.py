"""The newest company of a connection is found, whatever became of it, unless it was refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.model.entry import State
from app.storage.sqlite.listing.last_company import read_last_company
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import NOW, entry


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "entries.sqlite3") as made:
        yield made


def test_it_is_the_newest_of_the_connection_that_was_not_refused(store: Store) -> None:
    outbox, profile = Outbox(store), entry(1).profile
    assert read_last_company(store, profile) is None
    for number, state in enumerate((State.SAVED, State.QUEUED, State.REJECTED), start=1):
        outbox.add(entry(number, state=state, created=NOW + timedelta(minutes=number)))
    outbox.add(entry(4, profile="another", created=NOW + timedelta(hours=1)))
    addition = entry(5, state=State.SAVED, created=NOW + timedelta(hours=1))
    outbox.add(replace(addition, body={**addition.body, "ContactId": 7}))
    found = read_last_company(store, profile)
    assert found is not None
    assert found.id == "entry-2"


@pytest.mark.parametrize("value", ["", "{", "[7]", b"\xff", 7])
def test_what_cannot_be_read_is_passed_over(store: Store, value: object) -> None:
    outbox = Outbox(store)
    outbox.add(entry(1, created=NOW))
    outbox.add(entry(2, created=NOW + timedelta(minutes=1)))
    with store.transaction("test") as connection:  # type: ignore[arg-type]  # damage has no name
        connection.execute("UPDATE entries SET body = ? WHERE id = 'entry-2'", (value,))
    found = read_last_company(store, entry(1).profile)
    assert found is not None
    assert found.id == "entry-1"
