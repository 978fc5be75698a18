"""Of a row that cannot be read it is said everywhere alike whether the server may have it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.model.entry import LONGEST_LISTED_MESSAGE, LONGEST_LISTED_NAME, Entry, State, UnreadableEntry
from app.model.outbox_rows import said_of_discarded
from app.storage.files.errors import EntryUnreadable
from app.storage.sqlite.database import CommitPoint
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.progress import Progress
from app.storage.sqlite.store import Store
from app.translation.message import codes_of
from tests.helpers.data.store_builders import entry
from tests.helpers.garbage.stored_values import RawText, damage

AT_LAST = datetime(2999, 1, 1, tzinfo=UTC)
MAY_BE = "may have been saved all the same, and Contact Entry does not look for it any more"
TOUCHED = {
    "steps": "[1]",
    "body": "garbage",
    "created": "never",
    "next_try": "soon",
    "problems": "{}",
    "tries": -1,
}
"""A value that cannot be read, for columns that lists have and for some that they have not."""


def waiting(state: State) -> Entry:
    """An entry at rest in that state, or in the middle of being sent, whose next try is far away."""
    sent = state is not State.QUEUED
    steps = tuple(replace(step, state=state if sent else step.state) for step in entry().steps)
    return entry(state=state, steps=steps, next_try=AT_LAST.replace(year=2998))


@pytest.mark.parametrize("column", TOUCHED)
@pytest.mark.parametrize("state", [State.QUEUED, State.REJECTED, State.UNKNOWN, State.SENDING])
def test_list_entry_and_discarding_say_the_same(path: Path, state: State, column: str) -> None:
    with Store.open(path) as store:
        Outbox(store).add(waiting(state))
    damage(path, "entries", column, TOUCHED[column], "entry-1")
    with Store.open(path) as store:
        outbox = Outbox(store)
        outbox.recover()
        if state is State.QUEUED:
            outbox.due(AT_LAST)
        with pytest.raises(EntryUnreadable) as told:
            outbox.existing("entry-1")
        (listed,) = outbox.summaries()
        assert (listed.is_readable, listed.message) == (False, told.value.message)
        gone = outbox.discard("entry-1")
        assert isinstance(gone, UnreadableEntry)
        assert gone.message == told.value.message
        may_be = state in (State.UNKNOWN, State.SENDING)
        assert (MAY_BE in gone.message) is gone.may_be_saved is may_be
        assert ("look for it in SuperOffice" in said_of_discarded(gone)) is may_be
        codes = [one["code"] for one in codes_of(gone.message)]
        assert codes == ["unreadable", "unreadable_may_be_saved"][: 1 + may_be]


@pytest.mark.parametrize("identity", ["entry-1", RawText(b"entry\xff-1")], ids=["id", "damaged id"])
@pytest.mark.parametrize("state", [State.QUEUED, State.UNKNOWN])
def test_what_is_set_aside_stays_what_it_was_through_further_starts(
    path: Path, state: State, identity: object
) -> None:
    with Store.open(path) as store:
        Outbox(store).add(waiting(state))
    damage(path, "entries", "steps", "[1]", "entry-1")
    damage(path, "entries", "id", identity, "entry-1")
    for _start in range(3):
        with Store.open(path) as store:
            outbox = Outbox(store)
            outbox.recover()
            outbox.due(AT_LAST)
            (listed,) = outbox.summaries()
            assert (MAY_BE in listed.message) is (state is State.UNKNOWN)
            assert store.read("SELECT state FROM entries") == [(f"unreadable-{state}",)]
            assert outbox.due(AT_LAST) == ()


@pytest.mark.parametrize(
    ("changes", "may_be"),
    [
        ("state = 'postponed'", True),
        ("state = 'unreadable'", True),  # as an older program has left it
        ("state = 'saved'", True),
        ("contact_id = 17", True),
        ("contact_id = -1", False),
        ("""steps = '[{"state": "unknown"}'""", True),
        ("steps = '['", False),
    ],
)
def test_whatever_speaks_for_it_counts(path: Path, changes: str, *, may_be: bool) -> None:
    with Store.open(path) as store:
        Outbox(store).add(entry())
        store.read(f"UPDATE entries SET created = 'never', {changes}")  # noqa: S608 - of this test
        (listed,) = Outbox(store).summaries()
        assert (MAY_BE in listed.message) is may_be


def test_a_line_of_progress_speaks_for_it(path: Path) -> None:
    with Store.open(path) as store:
        outbox = Outbox(store)
        outbox.add(entry(state=State.SENDING))
        outbox.append_progress(Progress("entry-1", "", 0))
        with store.transaction(CommitPoint.PROGRESS) as connection:
            connection.execute("UPDATE entries SET state = 'queued', created = 'never'")
        (listed,) = outbox.summaries()
        assert MAY_BE in listed.message


def test_a_refused_entry_with_an_unknown_person_may_be_there() -> None:
    company, person, *others = entry().steps
    refused = entry(state=State.REJECTED, steps=(company, replace(person, state=State.UNKNOWN), *others))
    assert refused.may_be_saved
    assert not entry().may_be_saved
    assert said_of_discarded(refused).endswith("look for it in SuperOffice.")
    assert said_of_discarded(entry()) == "“Bakery 1” is discarded."
    assert said_of_discarded(entry(state=State.SAVED)) == "“Bakery 1” is removed from the list."


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (State.UNKNOWN, " Look there whether this was saved, too: Åse Li."),
        (State.REJECTED, ""),
    ],
)
def test_of_a_discarded_company_that_is_saved_that_is_told(state: State, told: str) -> None:
    company, person, *others = entry().steps
    steps = (replace(company, state=State.SAVED), replace(person, state=state, name="Åse Li"), *others)
    partly = entry(state=state, steps=steps, contact_id=7, answer={"Number2": "10014"})
    stays = "“Bakery 1” is discarded. The company stays in SuperOffice as number 10014."
    assert said_of_discarded(partly) == stays + told


@pytest.mark.parametrize("is_readable", [True, False])
@pytest.mark.parametrize("column", ["name", "message"])
def test_megabytes_in_a_column_are_cut_where_they_are_listed(
    path: Path, column: str, *, is_readable: bool
) -> None:
    with Store.open(path) as store:
        Outbox(store).add(entry(state=State.UNKNOWN))
    damage(path, "entries", column, "x" * 5_000_000, "entry-1")
    if not is_readable:
        damage(path, "entries", "created", "never", "entry-1")
    with Store.open(path) as store:
        (listed,) = Outbox(store).summaries()
        assert listed.is_readable is is_readable
        assert len(listed.name) <= LONGEST_LISTED_NAME
        assert len(listed.message) <= LONGEST_LISTED_MESSAGE
        assert len(said_of_discarded(Outbox(store).discard("entry-1"))) < 2 * LONGEST_LISTED_NAME


def test_a_name_that_would_turn_the_sentence_is_shown_harmless(path: Path) -> None:
    with Store.open(path) as store:
        Outbox(store).add(entry())
    damage(path, "entries", "name", "\u202eevil\x1b[31m", "entry-1")
    damage(path, "entries", "created", "never", "entry-1")
    with Store.open(path) as store:
        (listed,) = Outbox(store).summaries()
        assert listed.message.startswith("The entry “\ufffdevil\ufffd[31m” cannot be read")
