"""A company that waits in the outbox is known by its name, however that is spelled, and its department."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.model.company_search.similar_companies import SearchKeys
from app.service.company_search.waiting_here import waiting_of_name
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import entry


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    with Store.open(tmp_path / "entries.sqlite3") as store:
        outbox = Outbox(store)
        outbox.add(
            entry(1, name="Møller & Sønn A/S", body={"Name": "Møller & Sønn A/S", "Department": "Oslo"})
        )
        outbox.add(entry(2, name="Øst AS", body={"Name": "Øst AS"}))
        yield outbox


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        (SearchKeys("Møller & Sønn A/S", "OSLO"), "Møller & Sønn A/S"),
        (SearchKeys("MØLLER  OG SØNN AS"), "Møller & Sønn A/S"),
        (SearchKeys("Øst AS", "Bergen"), "Øst AS"),
        (SearchKeys("Møller & Sønn A/S", "Bergen"), ""),
        (SearchKeys("Øster AS"), ""),
    ],
)
def test_it_is_found(outbox: Outbox, keys: SearchKeys, found: str) -> None:
    assert waiting_of_name(outbox, "work", keys) == found
    assert waiting_of_name(outbox, "home", keys) == ""
