"""The store's check looks and never touches."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.model.entry import State
from app.self_test import storage
from app.self_test.check import Outcome
from app.storage.files.paths import AppPaths
from app.storage.sqlite.list_cache import ListCache
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import entry


@pytest.fixture
def paths(program_home: Path) -> AppPaths:
    return AppPaths.of(program_home)


def fill(paths: AppPaths) -> None:
    with Store.open(paths.store) as store:
        Outbox(store).add(entry())


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_where_nothing_is_yet_nothing_is_left(paths: AppPaths) -> None:
    found = storage.check(paths)
    assert (found.outcome, found.detail) == (Outcome.OK, "")
    assert "there are none yet" in found.sentence
    assert not paths.data.exists()


def test_a_folder_of_the_users_own_stays(paths: AppPaths) -> None:
    paths.data.mkdir(parents=True)
    storage.check(paths)
    assert list(paths.data.iterdir()) == []


def test_entries_stay_as_they_are_byte_for_byte(paths: AppPaths) -> None:
    fill(paths)
    before = contents(paths.data)
    found = storage.check(paths)
    assert found.outcome is Outcome.OK
    assert "the file is sound" in found.sentence
    assert contents(paths.data) == before
    with Store.open(paths.store) as store:
        assert [one.state for one in Outbox(store).summaries()] == [State.QUEUED]


def test_beside_a_window_it_is_well_and_the_window_goes_on(paths: AppPaths) -> None:
    with Store.open(paths.store) as store:
        found = storage.check(paths)
        Outbox(store).add(entry())
    assert found.outcome is Outcome.OK
    assert "is running" in found.sentence


def in_the_way(paths: AppPaths) -> None:
    paths.data.parent.mkdir(parents=True, exist_ok=True)
    paths.data.touch()


def damaged(paths: AppPaths) -> None:
    paths.data.mkdir(parents=True)
    paths.store.write_bytes(b"no database" * 400)


def newer(paths: AppPaths) -> None:
    fill(paths)
    with closing(sqlite3.connect(paths.store)) as connection:
        connection.execute("PRAGMA user_version = 999")


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (in_the_way, "cannot be made, because something else is in its place"),
        (damaged, "is damaged. Open Contact Entry"),
        (newer, "was made by a newer version"),
    ],
)
def test_what_is_wrong_is_told_and_left_as_it_is(
    trouble: Callable[[AppPaths], None], said: str, paths: AppPaths
) -> None:
    trouble(paths)
    before = contents(paths.data)
    found = storage.check(paths)
    assert found.outcome is Outcome.FAILED
    assert said in found.sentence
    after = contents(paths.data)
    after.pop("entries.sqlite3.lock", None)
    before.pop("entries.sqlite3.lock", None)
    assert after == before


def test_a_disk_that_forgets_has_failed(paths: AppPaths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ListCache, "get", lambda *_: None)
    found = storage.check(paths)
    assert found.outcome is Outcome.FAILED
    assert "does not give back" in found.sentence
    assert not paths.data.exists()
