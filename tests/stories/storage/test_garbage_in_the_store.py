"""One damaged value, and what commands, drafts and lists make of it. `make bench` tries them all."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.helpers.garbage.puppet import puppet, recorded
from tests.helpers.garbage.store import damaged_store
from tests.helpers.garbage.uses import ask_everything

EVERY = 211
"""One in so many is tried: a prime, so that it is another kind of garbage in each column."""


@pytest.mark.long
def test_garbage_in_one_row_stops_no_command_and_hides_no_other_row(program_home: Path) -> None:
    program_home.mkdir()
    recorder = recorded(program_home, ask_everything)
    tables: Counter[str] = Counter()
    with puppet(recorder.replies), damaged_store(program_home, recorder.online) as store:
        for one in store.damaged_ones(1, structural=3, every=EVERY):
            tables[one.table] += 1
            assert store.complaints(one) == [], str(one)
    assert set(tables) == {"entries", "drafts", "lists", "progress"}
