from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import NOW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "entries.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as opened:
        yield opened


@pytest.fixture
def outbox(store: Store) -> Outbox:
    return Outbox(store, clock=lambda: NOW)


@pytest.fixture
def drafts(store: Store) -> Drafts:
    return Drafts(store)
