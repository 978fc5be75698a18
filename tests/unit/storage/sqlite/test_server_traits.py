"""What is remembered about a connection's server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.sqlite.list_cache import ListCache
from app.storage.sqlite.server_traits import ServerTraits
from app.storage.sqlite.store import Store

HERE, THERE = "http://one.example", "http://two.example"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "entries.sqlite3") as store:
        yield store


def test_a_server_is_trusted_with_people_until_it_is_known_to_ignore_them(store: Store) -> None:
    traits = ServerTraits(store)
    assert traits.takes_people_inside("Work", HERE)
    traits.note_people_ignored("Work", HERE)
    assert not ServerTraits(store).takes_people_inside("Work", HERE)
    assert traits.takes_people_inside("Home", HERE), "it is known of that connection alone"
    assert traits.takes_people_inside("Work", THERE), "another server is another matter"


@pytest.mark.parametrize("garbage", ["", "null", "[", '{"ignored_by": 7}', "\x00"])
def test_what_cannot_be_read_tells_nothing(store: Store, garbage: str) -> None:
    traits = ServerTraits(store)
    traits.note_people_ignored("Work", HERE)
    ListCache(store).put("Work", "", "trait: people inside a company", garbage)
    assert traits.takes_people_inside("Work", HERE)


def test_a_connection_that_is_forgotten_is_learned_anew(store: Store) -> None:
    traits = ServerTraits(store)
    traits.note_people_ignored("Work", HERE)
    ListCache(store).forget("Work")
    assert traits.takes_people_inside("Work", HERE)
