"""Keys of entries: one that another entry has is found out, however the row came there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.model.entry import Entry, State, Step, StepKind
from app.storage.files.errors import EntryFrozen
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.row_format import ENTRY_COLUMNS
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import as_saved, entry, in_state


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "entries.sqlite3") as store:
        yield store


@pytest.fixture
def outbox(store: Store) -> Outbox:
    return Outbox(store)


def alike(one: Entry, number: int) -> Entry:
    """The same entry under another id."""
    return replace(one, id=f"entry-{number}")


def copy_row(store: Store, one: Entry, new_id: str) -> None:
    """Copies a row as somebody does by hand."""
    columns = ENTRY_COLUMNS.removeprefix("id, ")
    copied = f"INSERT INTO entries (id, {columns}) SELECT ?, {columns} FROM entries WHERE id = ?"  # noqa: S608 - constants alone
    store.read(copied, (new_id, one.id))


def test_what_another_program_gives_with_a_key_that_is_there_is_refused(outbox: Outbox) -> None:
    outbox.add(entry(1), is_given=True)
    assert outbox.add(entry(1), is_given=True).id == "entry-1", "it is that entry"
    for other in (alike(entry(1), 2), alike(with_person_key("token-1"), 3)):
        with pytest.raises(EntryFrozen, match="has the key of another entry"):
            outbox.add(other, is_given=True)
    outbox.add(entry(4), is_given=True)
    assert [one.id for one in outbox.summaries()] == ["entry-1", "entry-4"]


def with_person_key(key: str) -> Entry:
    one = entry(7)
    return replace(one, steps=(one.steps[0], replace(one.steps[1], token=key), one.steps[2]))


def typed(number: int, key: str, person_key: str = "") -> Entry:
    """A company whose user, or file, has given it a key."""
    steps = (Step(0, StepKind.COMPANY, "Typed"), Step(1, StepKind.PERSON, "Kari Ås"))
    person = {"Firstname": "Kari", "Lastname": "Ås"} | ({"DbiKey": person_key} if person_key else {})
    return entry(number, name="Typed", steps=steps, body={"DbiKey": key or None, "Persons": [person]})


@pytest.mark.parametrize(
    ("key", "person_key"), [("token-1", ""), ("TOKEN-1", ""), ("", "token-1"), ("ERP-1", "token-1")]
)
@pytest.mark.parametrize("is_given", [False, True])
def test_a_key_that_was_typed_is_none_of_ours(
    outbox: Outbox, key: str, person_key: str, is_given: bool
) -> None:
    outbox.add(entry(1))
    with pytest.raises(EntryFrozen, match="“Typed” has the key of another entry"):
        outbox.add(typed(2, key, person_key), is_given=is_given)
    outbox.add(typed(2, "ERP-2", "ERP-3"))
    outbox.add(typed(3, "ERP-2"))  # two with one key of theirs: the user's own affair


def test_what_is_gone_holds_up_nobody(outbox: Outbox) -> None:
    """Its row number is the next one's."""
    outbox.add(entry(1))
    assert not outbox.keys.is_sent_with_another(entry(1))
    outbox.discard("entry-1")
    outbox.add(entry(2), is_given=True)
    outbox.add(alike(entry(1), 3), is_given=True)
    with pytest.raises(EntryFrozen):
        outbox.add(alike(entry(2), 4), is_given=True)
    assert not any(map(outbox.keys.is_sent_with_another, outbox.list()))


@pytest.mark.parametrize("is_asked_first", [True, False])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        (State.QUEUED, State.UNKNOWN),
        (State.QUEUED, State.SAVED),
        (State.UNKNOWN, State.SAVED),
        (State.QUEUED, State.REJECTED),
    ],
)
def test_of_two_rows_that_goes_whose_company_may_be_there(
    outbox: Outbox, store: Store, first: State, second: State, is_asked_first: bool
) -> None:
    later, earlier = one_in(first), one_in(second)
    for rows in ((later, earlier), (earlier, later)):
        store.read("DELETE FROM entries")
        ids = [outbox.add(alike(rows[0], 1)).id]
        if is_asked_first:
            outbox.keys.is_sent_with_another(rows[0])
        ids.append(outbox.add(alike(rows[1], 2)).id)
        held = [outbox.keys.is_sent_with_another(outbox.existing(each)) for each in ids]
        assert held == [rows[0] is later, rows[1] is later]


def one_in(state: State) -> Entry:
    return as_saved(entry(9), 1000) if state is State.SAVED else in_state(entry(9), state)


def test_of_two_that_wait_the_first_one_goes_and_so_it_does_beside_a_damaged_one(
    outbox: Outbox, store: Store
) -> None:
    outbox.add(entry(1))
    assert not outbox.keys.is_sent_with_another(entry(1))
    copy_row(store, entry(1), "by hand")
    assert not outbox.keys.is_sent_with_another(outbox.existing("entry-1"))
    assert outbox.keys.is_sent_with_another(outbox.existing("by hand")), "also a row that came meanwhile"
    store.read("UPDATE entries SET body = '[' WHERE id = 'by hand'")
    assert outbox.keys.is_sent_with_another(outbox.existing("entry-1")), "it may have been sent"


def test_none_of_very_many_is_sent(outbox: Outbox, store: Store) -> None:
    outbox.add(entry(1))
    for number in range(30):
        copy_row(store, entry(1), f"by hand {number}")
    assert all(map(outbox.keys.is_sent_with_another, outbox.list()))


@pytest.mark.parametrize("steps", ["[1]", "", 7, b"\xff", '{"token": "x"', "[" * 900])
def test_damaged_rows_have_no_keys_and_stop_nobody(outbox: Outbox, store: Store, steps: object) -> None:
    for number in (1, 2):
        outbox.add(entry(number))
    store.read("UPDATE entries SET steps = ? WHERE id = 'entry-1'", (steps,))
    assert not outbox.keys.is_sent_with_another(entry(2))
    outbox.add(entry(3), is_given=True)


def test_each_row_is_read_once_however_many_are_given(
    outbox: Outbox, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(50):
        outbox.add(entry(number))
    rows = 0
    read = store.read

    def counted(sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        nonlocal rows
        found = read(sql, values)
        rows += len(found)
        return found

    monkeypatch.setattr(store, "read", counted)
    for number in range(50, 100):
        outbox.add(entry(number), is_given=True)
        assert not outbox.keys.is_sent_with_another(entry(number))
    assert rows == 50
