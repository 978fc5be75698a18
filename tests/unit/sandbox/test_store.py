"""The data file: what it refuses, and what a failed request leaves behind."""

import sqlite3
from pathlib import Path

import pytest

from app.sandbox.options import SandboxNotStarted
from app.sandbox.store import Store


def test_a_file_that_is_something_else_is_left_alone(tmp_path: Path) -> None:
    data = tmp_path / "letter.txt"
    data.write_text("Dear Sir or Madam, this is not a database at all.\n" * 20)
    before = data.read_bytes()
    with pytest.raises(SandboxNotStarted, match=r"letter\.txt does not hold sandbox data"):
        Store(data)
    assert data.read_bytes() == before


def test_a_file_from_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    data = tmp_path / "newer.db"
    connection = sqlite3.connect(data)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(SandboxNotStarted, match="newer Contact Entry"):
        Store(data)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(SandboxNotStarted, match="folder exists"):
        Store(tmp_path / "nowhere" / "sandbox.db")


def test_what_fails_in_a_transaction_leaves_nothing() -> None:
    store = Store(Path(":memory:"))
    with pytest.raises(RuntimeError), store.writing():
        store.next_number("contact", reserve=True)
        store.add("contact", {"Number2": "10001"})
        raise RuntimeError
    assert store.all("contact") == []
    assert store.next_number("contact") == "10001"
    store.close()


def test_numbers_of_deleted_companies_are_not_given_again() -> None:
    store = Store(Path(":memory:"))
    with store.writing():
        contact_id = store.add("contact", {"Number2": "10001"})
    assert store.delete(contact_id)
    assert store.next_number("contact") == "10002"
    store.close()
