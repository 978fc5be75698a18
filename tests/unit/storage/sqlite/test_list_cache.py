from __future__ import annotations

import json
from datetime import UTC, datetime

from app.storage.sqlite.list_cache import ListCache
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import NOW


def test_a_list_comes_back_with_the_time_it_was_fetched(store: Store) -> None:
    lists, items = ListCache(store), json.dumps([{"Id": 1, "Name": "Kunde"}])
    lists.put("work", "nb", "category", items, NOW)
    assert lists.get("work", "nb", "category") == (items, NOW)
    assert lists.get("work", "en", "category") is None
    assert lists.get("home", "nb", "category") is None


def test_a_list_is_replaced_and_dated_now(store: Store) -> None:
    lists, before = ListCache(store), datetime.now(UTC)
    lists.put("work", "nb", "category", "[]", NOW)
    lists.put("work", "nb", "category", "[1]")
    found = lists.get("work", "nb", "category")
    assert found is not None
    assert found[0] == "[1]"
    assert before <= found[1] <= datetime.now(UTC)


def test_the_lists_of_one_connection_are_forgotten(store: Store) -> None:
    lists = ListCache(store)
    lists.put("work", "nb", "category", "[]")
    lists.put("home", "nb", "category", "[]")
    lists.forget("work")
    assert lists.get("work", "nb", "category") is None
    assert lists.get("home", "nb", "category") is not None
