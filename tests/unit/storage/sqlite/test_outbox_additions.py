"""An addition goes back into the form as long as nobody of it is saved: the record takes it only once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.model.additions.target import target_of
from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import Person
from app.model.entry import Entry, State
from app.model.outbox_rows import EntryAction, Special, row_of
from app.model.profile import Profile
from app.service.delivery.deliverer import new_addition
from app.storage.files.errors import EntryFrozen
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import NOW


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    with Store.open(tmp_path / "entries.sqlite3") as store:
        yield Outbox(store)


def refused(*people: State, record: State = State.SAVED) -> Entry:
    persons = tuple(Person(firstname=f"Kari {number}") for number, _state in enumerate(people))
    given = ContactEntity(contact_id=7, name="Bakery", description="a note", persons=persons)
    entry = new_addition(given, Profile(name="work"), "id", NOW)
    states = (record, *people)
    steps = tuple(
        replace(
            step, state=state, remote_id=7 + step.number if state is State.SAVED or not step.number else 0
        )
        for step, state in zip(entry.steps, states, strict=True)
    )
    return replace(entry, state=State.REJECTED, steps=steps)


@pytest.mark.parametrize("entry", [refused(State.REJECTED), refused(record=State.REJECTED)])
def test_a_refused_one_is_offered_for_correction_and_is_a_draft_again(outbox: Outbox, entry: Entry) -> None:
    outbox.add(entry)
    (summary,) = outbox.summaries()
    assert summary == row_of(entry).entry
    assert row_of(entry).actions == (
        EntryAction.EDIT,
        EntryAction.SEND,
        EntryAction.OPEN,
        EntryAction.DISCARD,
    )
    assert row_of(entry).shown_state is State.REJECTED
    assert outbox.count_incomplete() == 0
    draft = outbox.reopen(entry.id)
    target = target_of(draft.form)
    assert target is not None
    assert (target.contact_id, target.profile, target.name) == (7, "work", "Bakery")
    assert draft.form["Description"] == "a note"


def test_one_of_which_somebody_is_saved_stays_in_the_outbox(outbox: Outbox) -> None:
    entry = outbox.add(refused(State.SAVED, State.REJECTED))
    assert row_of(entry).shown_state is Special.PARTLY
    assert EntryAction.EDIT not in row_of(entry).actions
    assert outbox.count_incomplete() == 1
    with pytest.raises(EntryFrozen):
        outbox.reopen(entry.id)


def test_one_that_is_saved_counts_all_its_steps() -> None:
    saved = replace(refused(), state=State.SAVED)
    assert (saved.steps_done, refused().steps_done) == (1, 0)
