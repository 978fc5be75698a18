"""The list of the outbox: its order, its limit, and searches that agree with the store's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.model.entry import State, Step, StepKind
from app.model.outbox_rows import Group, OutboxFilter, Period
from app.service import outbox_list
from app.service.outbox_list import is_picked, read_list
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import NOW, entry

UNDECIDED = Step(0, StepKind.COMPANY, "Bakery", State.UNKNOWN, candidates=(4,))
MANY: tuple[dict[str, Any], ...] = (
    {"state": State.QUEUED},
    {"state": State.UNKNOWN},
    {"state": State.UNKNOWN, "steps": (UNDECIDED,)},
    {"state": State.REJECTED},
    {"state": State.SAVED, "contact_id": 7},
)


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    with Store.open(tmp_path / "entries.sqlite3") as store:
        yield Outbox(store)


def test_undecided_entries_come_first_and_saved_ones_last(outbox: Outbox) -> None:
    saved = outbox.add(entry(1, state=State.SAVED, contact_id=7))
    queued = outbox.add(entry(2))
    undecided = outbox.add(entry(3, state=State.UNKNOWN, steps=(UNDECIDED,)))
    found = read_list(outbox, OutboxFilter())
    assert [row.id for row in found.rows] == [undecided.id, queued.id, saved.id]
    assert [row.undecided for row in found.rows] == [True, False, False]
    assert not found.is_cut


def test_older_saved_entries_are_left_out(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox_list, "MOST_SAVED", 2)
    kept = [
        outbox.add(entry(number, state=State.SAVED, created=NOW + timedelta(minutes=number)))
        for number in range(3)
    ]
    found = read_list(outbox, OutboxFilter())
    assert [row.id for row in found.rows] == [kept[2].id, kept[1].id]
    assert found.is_cut
    assert not read_list(outbox, OutboxFilter(), 3).is_cut
    assert [row.id for row in read_list(outbox, OutboxFilter(), 1).rows] == [kept[2].id]


@pytest.mark.parametrize("search", ["", "bakery", "BAKERY", "baker 1", "77", "7"])
def test_a_single_entry_matches_as_the_list_does(outbox: Outbox, search: str) -> None:
    one = outbox.add(entry(1, name="Åse's Bakery", contact_id=77))
    listed = bool(read_list(outbox, OutboxFilter(search)).rows)
    assert is_picked(one, OutboxFilter(search)) == listed


@pytest.mark.parametrize("group", Group)
@pytest.mark.parametrize("period", Period)
def test_each_entry_is_picked_by_itself_as_by_the_list(outbox: Outbox, group: Group, period: Period) -> None:
    now = datetime.now(UTC)
    entries = [
        outbox.add(entry(100 * number + days, created=now - timedelta(days=days), **changes))
        for number, changes in enumerate(MANY)
        for days in (0, 5, 20, 80)
    ]
    chosen = OutboxFilter(group=group, period=period)
    listed = {row.id for row in read_list(outbox, chosen).rows}
    assert listed == {one.id for one in entries if is_picked(one, chosen)}
    share = {Group.ALL: 5, Group.NEEDS_SOMEONE: 2, Group.UNDER_WAY: 2, Group.SAVED: 1}[group]
    days = {Period.ALWAYS: 4, Period.TODAY: 1, Period.SEVEN_DAYS: 2, Period.THIRTY_DAYS: 3}[period]
    assert len(listed) == share * days
