"""A practice server, and a store to put companies into."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.sandbox import PASSWORD, USER, SandboxServer
from app.service.imports.keeping import ImportKeeper
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from app.webapi.client import WebApi
from tests.helpers.fakes.connect import profile


@pytest.fixture
def api(tmp_path: Path) -> Iterator[WebApi]:
    with (
        SandboxServer(tmp_path / "server.sqlite3") as server,
        WebApi(profile(server.url, user=USER), lambda: PASSWORD) as api,
    ):
        yield api


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "entries.sqlite3") as store:
        yield store


@pytest.fixture
def keeper(store: Store) -> ImportKeeper:
    return ImportKeeper(Outbox(store), Drafts(store), profile("https://crm.example"))
