"""Two rows with one key, as whoever edits or copies a store by hand leaves them: one company, and a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.model.entry import Entry, State
from app.sandbox import SandboxServer
from app.storage.sqlite.row_format import ENTRY_COLUMNS
from tests.helpers.fakes.delivery import KARI, Desk

TOLD = "another entry here has the same key, so that it may be on the server already"


@pytest.fixture
def desk(tmp_path: Path, sandbox: SandboxServer) -> Iterator[Desk]:
    with Desk(tmp_path, sandbox.url, send_persons=False) as desk:
        yield desk


def copy_row(desk: Desk, one: Entry) -> Entry:
    columns = ENTRY_COLUMNS.removeprefix("id, ")
    copied = f"INSERT INTO entries (id, {columns}) SELECT 'by hand', {columns} FROM entries WHERE id = ?"  # noqa: S608 - constants alone
    desk.store.read(copied, (one.id,))
    return desk.outbox.existing("by hand")


def send_all(desk: Desk) -> None:
    while due := desk.outbox.due(desk.clock(), 1):
        desk.deliver(due[0])


def companies(desk: Desk) -> int:
    return len(desk.api().find_contacts("Fjord 1 AS", None))


@pytest.mark.parametrize("restarts", [False, True])
def test_a_copy_of_what_waits_is_not_sent_and_the_next_one_is(desk: Desk, restarts: bool) -> None:
    one = desk.enter(persons=(KARI,))
    copy = copy_row(desk, one)
    other = desk.enter()
    if restarts:
        desk.reopen()
    send_all(desk)
    assert [desk.stored(each).state for each in (one, copy, other)] == [
        State.SAVED,
        State.REJECTED,
        State.SAVED,
    ]
    assert TOLD in desk.stored(copy).message
    assert companies(desk) == 1
    assert desk.deliver(desk.deliverer.retry(copy.id)).state is State.REJECTED
    assert companies(desk) == 1
    desk.outbox.discard(copy.id)
    assert [each.id for each in desk.outbox.summaries()] == [one.id, other.id]


@pytest.mark.parametrize("state", ["queued", "unknown"])
def test_a_copy_of_what_is_saved_that_says_it_waits_is_not_sent(desk: Desk, state: str) -> None:
    one = desk.enter()
    copy = copy_row(desk, one)
    desk.store.read(
        "UPDATE entries SET state = ?1, steps = replace(steps, '\"queued\"', '\"' || ?1 || '\"') "
        "WHERE id = 'by hand'",
        (state,),
    )
    assert desk.deliver(one).state is (State.SAVED if state == "queued" else State.REJECTED)
    send_all(desk)
    assert companies(desk) == (1 if state == "queued" else 0), "which of both was sent is not known"
    assert copy.id in [each.id for each in desk.outbox.summaries((State.REJECTED, State.UNKNOWN))]


def test_a_row_that_was_saved_and_says_it_waits_is_unreadable(desk: Desk) -> None:
    one = desk.deliver(desk.enter())
    desk.store.read("UPDATE entries SET state = 'queued', steps = replace(steps, '\"saved\"', '\"queued\"')")
    send_all(desk)
    (listed,) = desk.outbox.summaries()
    assert (listed.id, listed.is_readable, companies(desk)) == (one.id, False, 1)
