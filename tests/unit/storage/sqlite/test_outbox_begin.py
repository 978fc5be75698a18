"""An entry is begun only as it was read: nobody sends what has changed since."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.model.entry import State
from app.storage.sqlite.outbox import Outbox
from tests.helpers.data.store_builders import NOW, entry


def test_an_entry_is_begun_as_it_was_read_and_never_twice(outbox: Outbox) -> None:
    waiting = outbox.add(entry())
    sending = replace(waiting, state=State.SENDING)
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
