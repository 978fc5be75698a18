"""The list of the outbox: its order, its limit, and searches that agree with the store's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.model.entry import State, Step, StepKind
from app.service import outbox_list
from app.service.outbox_list import matches_search, read_list
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import NOW, entry

UNDECIDED = Step(0, StepKind.COMPANY, "Bakery", State.UNKNOWN, candidates=(4,))


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    with Store.open(tmp_path / "entries.sqlite3") as store:
        yield Outbox(store)


def test_undecided_entries_come_first_and_saved_ones_last(outbox: Outbox) -> None:
    saved = outbox.add(entry(1, state=State.SAVED, contact_id=7))
    queued = outbox.add(entry(2))
    undecided = outbox.add(entry(3, state=State.UNKNOWN, steps=(UNDECIDED,)))
    found = read_list(outbox, "")
    assert [row.id for row in found.rows] == [undecided.id, queued.id, saved.id]
    assert [row.undecided for row in found.rows] == [True, False, False]
    assert not found.is_cut


def test_older_saved_entries_are_left_out(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox_list, "MOST_SAVED", 2)
    kept = [
        outbox.add(entry(number, state=State.SAVED, created=NOW + timedelta(minutes=number)))
        for number in range(3)
    ]
    found = read_list(outbox, "")
    assert [row.id for row in found.rows] == [kept[2].id, kept[1].id]
    assert found.is_cut
    assert not read_list(outbox, "", 3).is_cut
    assert [row.id for row in read_list(outbox, "", 1).rows] == [kept[2].id]


@pytest.mark.parametrize("search", ["", "bakery", "BAKERY", "baker 1", "77", "7"])
def test_a_single_entry_matches_as_the_list_does(outbox: Outbox, search: str) -> None:
    one = outbox.add(entry(1, name="Åse's Bakery", contact_id=77))
    listed = bool(read_list(outbox, search).rows)
    assert matches_search(one, search) == listed
