"""An entry is begun only as it was read: nobody sends what has changed since."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.model.entry import State
from app.storage.files.errors import EntryFrozen, StaleEntry
from app.storage.sqlite.database import CommitPoint
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.progress import Progress
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import NOW, draft, entry, in_state


def test_an_entry_is_begun_as_it_was_read_and_never_twice(outbox: Outbox) -> None:
    waiting = outbox.add(entry())
    sending = in_state(waiting, State.SENDING)
    begun = outbox.begin(sending)
    assert begun == replace(sending, updated=NOW) == outbox.get(waiting.id)
    assert outbox.begin(sending) is None, "it is not QUEUED any more"


def test_one_that_has_changed_or_is_gone_is_not_begun(outbox: Outbox) -> None:
    waiting = outbox.add(entry())
    changed = outbox.update(replace(waiting, message="Later."), expected=State.QUEUED)
    assert changed.updated != waiting.updated
    assert outbox.begin(replace(waiting, state=State.SENDING)) is None
    assert outbox.get(waiting.id) == changed
    outbox.discard(waiting.id)
    assert outbox.begin(replace(changed, state=State.SENDING)) is None
    assert outbox.get(waiting.id) is None


def test_when_the_next_is_due_is_the_earliest_of_those_that_are_not_paused(outbox: Outbox) -> None:
    assert outbox.next_due() is None
    later = NOW + timedelta(hours=1)
    outbox.add(entry(1, next_try=later))
    assert outbox.next_due() == later
    outbox.add(entry(2, profile="home"))
    assert outbox.next_due() == entry(2).created
    assert outbox.next_due(without=["home"]) == later
    assert outbox.next_due(without=["home", "work"]) is None


def test_one_that_has_changed_is_not_written_as_it_was_read(outbox: Outbox) -> None:
    read = outbox.add(entry())
    now = outbox.update(replace(read, message="Typed anew."), expected=State.QUEUED)
    for state in (State.SENDING, State.QUEUED, State.UNKNOWN):
        with pytest.raises(StaleEntry):
            outbox.update(replace(read, state=state), expected=State.QUEUED)
    assert outbox.get(read.id) == now
    sending = outbox.update(replace(now, state=State.SENDING), expected=State.QUEUED)
    assert outbox.update(replace(sending, updated=read.updated), expected=State.SENDING).id == read.id


@pytest.mark.parametrize("written", ["2026-03-01 14:00:00+02:00", NOW.isoformat(), "no time any more"])
def test_a_time_that_is_written_otherwise_holds_up_nothing(
    outbox: Outbox, store: Store, written: str
) -> None:
    read = outbox.add(entry(updated=datetime.fromisoformat("2026-03-01T12:00:00+00:00")))
    store.read("UPDATE entries SET updated = ?", (written,))
    is_same = written != NOW.isoformat()
    assert (outbox.begin(replace(read, state=State.SENDING)) is not None) is is_same


def test_lines_without_their_sending_hold_up_nothing(outbox: Outbox, store: Store) -> None:
    sending = outbox.add(entry(state=State.SENDING))
    outbox.append_progress(Progress(sending.id, "Half of it.", 0))
    store.read("UPDATE entries SET state = 'queued'")
    read = outbox.existing(sending.id)
    assert read.updated != sending.updated
    assert outbox.begin(replace(read, state=State.SENDING)) is not None


def test_the_next_due_time_is_none_of_a_damaged_row(outbox: Outbox, store: Store) -> None:
    outbox.add(entry(1, next_try=NOW))
    following = outbox.add(entry(2))
    with store.transaction(CommitPoint.ADD) as connection:
        connection.execute("UPDATE entries SET next_try = '1' WHERE id = 'entry-1'")
    assert outbox.next_due() == following.created
    assert [one.is_readable for one in outbox.summaries()] == [False, True]


def test_the_companies_that_wait_are_told_by_name_and_department(outbox: Outbox, store: Store) -> None:
    outbox.add(entry(1, body={"Name": "Bakery 1", "Department": "Oslo"}))
    outbox.add(in_state(entry(2, contact_id=9), State.SAVED))
    outbox.add(entry(3, profile="other"))
    outbox.add(entry(4))
    outbox.add(entry(5))
    store.read("UPDATE entries SET body = 'x' WHERE id = 'entry-4'")
    store.read("UPDATE entries SET name = x'00' WHERE id = 'entry-5'")
    assert outbox.waiting_companies("work")[1:] == (("Bakery 4", ""), ("Bakery 1", "Oslo"))


@pytest.mark.parametrize("number", [0, 1])
def test_what_the_server_may_have_taken_is_not_corrected(outbox: Outbox, number: int) -> None:
    # It has answered with 429, and is looked for before it is posted again: a new entry would not be.
    one = entry()
    steps = list(one.steps)
    steps[number] = replace(steps[number], sent=NOW, posted_by="KARI", first_not_found_at=NOW)
    waiting = outbox.add(replace(one, steps=tuple(steps)))
    assert waiting.may_be_saved
    with pytest.raises(EntryFrozen, match="may be on the server already"):
        outbox.reopen(waiting.id)
    assert outbox.get(waiting.id) == waiting


def test_an_entry_whose_id_a_draft_has_by_now_is_not_put_back(outbox: Outbox, store: Store) -> None:
    # A table that is imported again makes a draft of the id that the discarded company had.
    discarded = outbox.discard(outbox.add(entry()).id)
    assert Drafts(store).save(draft(id=discarded.id))
    with pytest.raises(EntryFrozen, match="among the drafts"):
        outbox.restore(discarded)
    assert outbox.list() == ()
