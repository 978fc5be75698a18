"""What was saved since a moment is counted, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.model.entry import State, Step, StepKind
from app.model.history.saved_today import SavedToday
from app.storage.sqlite.listing.saved_today import read_saved_since
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import NOW, entry


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "entries.sqlite3") as made:
        yield made


def test_what_waits_and_what_is_older_does_not_count(store: Store) -> None:
    outbox = Outbox(store)
    assert read_saved_since(store, NOW) == SavedToday()
    outbox.add(entry(1))
    outbox.add(entry(2, state=State.REJECTED))
    outbox.add(entry(3, state=State.SAVED, contact_id=30, updated=NOW - timedelta(seconds=1)))
    assert read_saved_since(store, NOW) == SavedToday()
    outbox.add(entry(4, state=State.SAVED, contact_id=40, updated=NOW))
    assert read_saved_since(store, NOW) == SavedToday(1, 2)


def test_what_follows_is_nobody_and_an_addition_no_new_company(store: Store) -> None:
    one = entry(1, state=State.SAVED, contact_id=7)
    step = Step(3, StepKind.PROJECT, "Fair", State.SAVED, remote_id=5, content={"Kind": "Project"})
    body = {**one.body, "ContactId": 7}
    Outbox(store).add(replace(one, steps=(*one.steps, step), body=body))
    assert read_saved_since(store, NOW) == SavedToday(0, 2)


@pytest.mark.parametrize("column", ["steps", "body"])
@pytest.mark.parametrize("value", ["", "{", "[7]", "[{}]", b"\xff", 7])
def test_damage_stops_no_count(store: Store, column: str, value: object) -> None:
    Outbox(store).add(entry(1, state=State.SAVED, contact_id=10))
    Outbox(store).add(entry(2, state=State.SAVED, contact_id=20))
    with store.transaction("test") as connection:  # type: ignore[arg-type]  # damage has no name
        connection.execute(f"UPDATE entries SET {column} = ? WHERE id = 'entry-1'", (value,))  # noqa: S608
    assert read_saved_since(store, NOW) == SavedToday(2, 4 if column == "body" else 2)
