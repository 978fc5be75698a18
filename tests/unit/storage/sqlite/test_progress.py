"""What becomes of an entry's people is appended while they are sent, and is as good as a row of its own."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.model.entry import Entry, FieldMessage, State, Step
from app.model.outbox_rows import STATE_NAMES
from app.storage.files.errors import StaleEntry
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.progress import Progress, with_progress
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import NOW, draft, entry
from tests.helpers.garbage.stored_values import GARBAGE, columns

REFUSED = FieldMessage("Persons[0].Email", "Not an address")


@pytest.fixture
def sending(outbox: Outbox) -> Entry:
    """The company is saved; its two people are to be sent."""
    one = entry(state=State.SENDING, contact_id=9)
    return outbox.add(replace(one, steps=(replace(one.company, state=State.SAVED, remote_id=9), *one.people)))


def first(one: Entry, **changes: object) -> Step:
    return replace(one.people[0], **changes)  # type: ignore[arg-type]  # by name


def lines(store: Store) -> int:
    (number,) = store.read("SELECT count(*) FROM progress")[0]
    return int(number)


def send_first(outbox: Outbox, one: Entry) -> Entry:
    """The first person is sent and refused. Returns the entry as it has to be then."""
    refused = first(one, state=State.REJECTED, message="No.", sent=NOW)
    outbox.append_progress(Progress(one.id, "Åse is being sent", 2, (first(one, state=State.SENDING),)))
    outbox.append_progress(Progress(one.id, "Jens is being sent", 1, (refused,), (REFUSED,)))
    return replace(
        one,
        updated=NOW,
        message="Jens is being sent",
        tries=1,
        steps=(one.company, refused, one.people[1]),
        problems=(*one.problems, REFUSED),
    )


def test_an_entry_is_read_as_it_has_become(outbox: Outbox, sending: Entry) -> None:
    now = send_first(outbox, sending)
    assert outbox.get(sending.id) == outbox.existing(sending.id) == now
    assert outbox.list() == (now,)
    assert outbox.add(sending) == now, "the stored one is returned"


def test_a_list_shows_how_far_it_is(outbox: Outbox, sending: Entry) -> None:
    saved = first(sending, state=State.SAVED, remote_id=3)
    outbox.append_progress(Progress(sending.id, "Åse is being sent", 0, (first(sending),)))
    outbox.append_progress(Progress(sending.id, "Jens is being sent", 0, (saved,)))
    (shown,) = outbox.summaries()
    assert (shown.steps_done, shown.steps_total) == (2, 3)
    assert (shown.message, shown.updated) == ("Jens is being sent", NOW)


@pytest.mark.parametrize("state", [state for state in State if state is not State.SENDING])
def test_what_is_not_being_sent_has_no_progress(outbox: Outbox, store: Store, state: State) -> None:
    outbox.add(entry(state=state))
    with pytest.raises(StaleEntry, match=STATE_NAMES[state]):
        outbox.append_progress(Progress("entry-1", "", 0))
    with pytest.raises(StaleEntry, match="not in the outbox"):
        outbox.append_progress(Progress("entry-2", "", 0))
    assert not lines(store)


def test_the_next_whole_row_takes_the_place_of_the_lines(
    outbox: Outbox, store: Store, sending: Entry
) -> None:
    now = send_first(outbox, sending)
    other = outbox.add(entry(2, state=State.SENDING))
    outbox.append_progress(Progress(other.id, "", 0))
    with pytest.raises(StaleEntry):
        outbox.update(now, expected=State.QUEUED)
    assert outbox.get(sending.id) == now
    queued = outbox.update(replace(now, state=State.QUEUED), expected=State.SENDING)
    assert outbox.get(sending.id) == queued
    assert lines(store) == 1, "the other's"


def test_what_was_being_sent_is_unknown_after_a_crash_and_the_rest_is_as_it_was(
    outbox: Outbox, store: Store, sending: Entry
) -> None:
    now = send_first(outbox, sending)
    second = replace(sending.people[1], state=State.SENDING)
    outbox.append_progress(Progress(sending.id, "Jens is being sent", 1, (second,)))
    assert Outbox(store).recover() == 1
    left = outbox.existing(sending.id)
    assert left.steps == (sending.company, now.people[0], replace(second, state=State.UNKNOWN))
    assert (left.state, left.problems) == (State.UNKNOWN, now.problems)
    assert not lines(store)


@pytest.mark.parametrize("garbage", GARBAGE, ids=lambda value: repr(value)[:20])
@pytest.mark.parametrize("column", columns("progress"))
def test_nobody_is_taken_for_unsent_where_a_line_is_damaged(
    outbox: Outbox, store: Store, sending: Entry, column: str, garbage: object
) -> None:
    send_first(outbox, sending)
    outbox.add(entry(2))
    with closing(sqlite3.connect(store.path)) as connection, connection:
        last = "number = (SELECT max(number) FROM progress)"
        connection.execute(f"UPDATE progress SET {column} = ? WHERE {last}", (garbage,))  # noqa: S608
    assert all(one.is_readable for one in outbox.summaries())
    outbox.recover()
    left, other = outbox.list()
    assert left.state is State.UNKNOWN
    assert left.people[0].state in (State.UNKNOWN, State.REJECTED)
    assert other == entry(2)


def test_a_row_whose_state_was_damaged_keeps_what_is_known(
    outbox: Outbox, store: Store, sending: Entry
) -> None:
    now = send_first(outbox, sending)
    store.read("UPDATE entries SET state = 'queued'")
    assert outbox.due(NOW) == (replace(now, state=State.QUEUED),)


def test_what_cannot_be_read_takes_its_lines_with_it(outbox: Outbox, store: Store, sending: Entry) -> None:
    send_first(outbox, sending)
    store.read("UPDATE entries SET steps = '[1]'")
    assert "Jens is being sent" in str(outbox.raw(sending.id))
    outbox.discard(sending.id)
    assert not lines(store)


def test_in_a_damaged_file_everybody_is_searched_for(path: Path) -> None:
    with Store.open(path) as store:
        Drafts(store).save(draft())
        outbox = Outbox(store, clock=lambda: NOW)
        send_first(outbox, outbox.add(entry(state=State.SENDING)))
    content = path.read_bytes()
    path.write_bytes(bytes(100) + content[100:])
    with Store.open(path) as store:
        (left,) = Outbox(store).list()
        assert {step.state for step in left.people} == {State.UNKNOWN}
        assert Drafts(store).all() == (draft(),)


def test_a_line_that_cannot_be_read_may_have_been_about_anybody(sending: Entry) -> None:
    assert with_progress(sending, None) is sending
    read = with_progress(replace(sending, next_try=NOW), "no line\n{}")
    assert [step.state for step in read.steps] == [State.SAVED, State.UNKNOWN, State.UNKNOWN]
    assert (read.problems, read.next_try) == (sending.problems, None)
