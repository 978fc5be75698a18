"""What a store has to choose by, whatever of it is damaged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.model.history.choices import OutboxChoices, day_of
from app.model.history.origin import Origin, with_origin
from app.storage.sqlite.listing.choices import read_choices
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import NOW, entry

LATER = NOW + timedelta(days=3)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "entries.sqlite3") as made:
        yield made


def test_an_empty_store_has_nothing_to_choose(store: Store) -> None:
    assert read_choices(store) == OutboxChoices()
    Outbox(store).add(entry())
    assert read_choices(store) == OutboxChoices((day_of(NOW),))


def test_the_latest_comes_first(store: Store) -> None:
    outbox = Outbox(store)
    outbox.add(with_origin(entry(1), Origin(("Åse’s",), "old.csv")))
    outbox.add(with_origin(entry(2, created=LATER), Origin(("Fair",), "new.xlsx")))
    outbox.add(with_origin(entry(3), Origin(("Åse’s",), "old.csv")))
    expected = OutboxChoices((day_of(LATER), day_of(NOW)), ("Fair", "Åse’s"), ("new.xlsx", "old.csv"))
    assert read_choices(store) == expected


@pytest.mark.parametrize("column", ["steps", "created"])
@pytest.mark.parametrize("value", ["", "{", '"Origin"', '[{"content": {"Origin": "x"}}]', b'\xff"Origin"', 7])
def test_what_is_damaged_is_passed_over(store: Store, column: str, value: object) -> None:
    outbox = Outbox(store)
    outbox.add(with_origin(entry(1), Origin(("Old",))))
    outbox.add(with_origin(entry(2), Origin(("Fair",), "new.xlsx")))
    with store.transaction("test") as connection:  # type: ignore[arg-type]  # damage has no name
        connection.execute(f"UPDATE entries SET {column} = ? WHERE id = 'entry-1'", (value,))  # noqa: S608
    found = read_choices(store)
    assert found.days == (day_of(NOW),)
    assert set(found.templates) == ({"Fair"} if column == "steps" else {"Fair", "Old"})
