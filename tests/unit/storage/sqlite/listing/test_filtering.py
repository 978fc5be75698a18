"""Entries are picked by day, template and table, and what is damaged is in nobody's way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.model.history.origin import Origin, with_origin
from app.storage.sqlite.listing.filtering import ANY, FILTER, Within, filter_values, filter_within
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import NOW, entry

FAIR, PARTNER = Origin(("Fair", "Partner"), "fair “1”.xlsx"), Origin(("Partner",))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "entries.sqlite3") as made:
        for number, origin in enumerate((Origin(), FAIR, PARTNER), start=1):
            created = NOW + timedelta(days=number)
            Outbox(made).add(with_origin(entry(number, created=created), origin))
        yield made


@pytest.mark.parametrize(
    ("within", "numbers"),
    [
        (ANY, [1, 2, 3]),
        (Within(template="Partner"), [2, 3]),
        (Within(template="Fair"), [2]),
        (Within(template="partner"), []),
        (Within(table="fair “1”.xlsx"), [2]),
        (Within(template="Partner", table="fair “1”.xlsx"), [2]),
        (Within(template="' OR 1 --"), []),
        (Within(since=NOW + timedelta(days=2)), [2, 3]),
        (Within(until=NOW + timedelta(days=2)), [1]),
        (Within(NOW + timedelta(days=2), NOW + timedelta(days=3)), [2]),
        (Within(NOW + timedelta(days=2), NOW + timedelta(days=3), "Partner"), [2]),
    ],
)
def test_those_are_listed_that_are_asked_for(store: Store, within: Within, numbers: list[int]) -> None:
    found = Outbox(store).summaries(within=within)
    assert [one.id for one in found] == [f"entry-{number}" for number in numbers]


@pytest.mark.parametrize("steps", ["", "{", "[]", "[7]", '[{"content": 7}]', b"\xff\x00", "\ufffd"])
def test_damaged_steps_stop_no_list(store: Store, steps: str | bytes) -> None:
    with store.transaction("test") as connection:  # type: ignore[arg-type]  # damage has no name
        connection.execute("UPDATE entries SET steps = ? WHERE id = 'entry-2'", (steps,))
    found = Outbox(store).summaries(within=Within(template="Partner"))
    assert [one.id for one in found] == ["entry-3"]
    assert len(Outbox(store).summaries()) == 3


def test_steps_are_read_only_for_a_template_or_a_table() -> None:
    assert filter_within(ANY) == FILTER == filter_within(Within(since=NOW, until=NOW))
    assert "steps" not in FILTER
    assert len(filter_values(None, "", 1)) == 6
    assert filter_values(None, "", 1, Within(table="t"))[-2:] == ("", "t")
