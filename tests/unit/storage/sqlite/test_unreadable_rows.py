"""One damaged value, in each column and of each kind, never stops the other rows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.entry import Entry, EntrySummary, State, UnreadableEntry
from app.model.profile import Profile
from app.service.delivery.deliverer import new_addition
from app.service.delivery.transitions import resting_state
from app.storage.files.errors import EntryUnreadable
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.row_format import entry_row, json_text, stored_step
from app.storage.sqlite.store import Store
from app.storage.sqlite.store_file import log_files
from app.storage.sqlite.unreadable_rows import entry_or_unreadable
from tests.helpers.data.old_store import SAVED, make_old_store
from tests.helpers.data.store_builders import draft, entry
from tests.helpers.garbage.stored_values import GARBAGE, RawText, columns, damage, noted

DAMAGED = "cannot be read: its place on the disk is damaged."
MAY_BE_SAVED = (
    "It may have been saved all the same, and Contact Entry does not look for it any more: look for it in "
    "SuperOffice, keep what is stored of it in a file, and discard it here."
)
LATER = datetime.now(UTC) + timedelta(days=1)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with three entries and three drafts, for copies."""
    path = tmp_path_factory.mktemp("original") / "entries.sqlite3"
    with Store.open(path) as store:
        for number in (1, 2, 3):
            Outbox(store).add(entry(number))
            Drafts(store).save(draft(number))
    return path


@pytest.fixture
def path(original: Path, tmp_path: Path) -> Path:
    assert not any(log.exists() for log in log_files(original)), "it is closed, and all of it is in one file"
    return Path(shutil.copy(original, tmp_path))


@pytest.fixture
def outbox(path: Path) -> Iterator[Outbox]:
    with Store.open(path) as store:
        yield Outbox(store)


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("column", columns("entries"))
def test_a_damaged_entry_is_listed_passed_over_and_discarded(path: Path, column: str) -> None:
    for number, garbage in enumerate(GARBAGE):
        with noted(garbage):
            copy = Path(shutil.copy(path, path.with_name(f"{number}.sqlite3")))
            check_damaged_entry(copy, column, garbage)


def check_damaged_entry(path: Path, column: str, garbage: object) -> None:
    damage(path, "entries", column, garbage, "entry-1")
    with Store.open(path) as store:
        outbox = Outbox(store)
        outbox.recover()
        due = [one.id for one in outbox.due(LATER, 1)]
        assert due in (["entry-1"], ["entry-2"], [str(garbage)])
        all_due = {one.id for one in outbox.due(LATER)}
        assert {"entry-2", "entry-3"} <= all_due
        following = outbox.next_due()
        assert following is not None
        assert following.tzinfo is not None
        listed = outbox.summaries()
        assert len(listed) == 3, "nothing is hidden"
        assert {"entry-2", "entry-3"} <= {one.id for one in listed if one.is_readable}
        (damaged,) = [one for one in listed if one.id not in ("entry-2", "entry-3")]
        assert damaged.is_readable or (damaged.name and damaged.message)
        raw = outbox.raw(damaged.id)
        assert raw is not None
        gone = outbox.discard(damaged.id)
        assert len(outbox.summaries()) == 2
        outbox.restore(gone)
        is_same = outbox.raw(damaged.id) == raw
        assert is_same or isinstance(gone, Entry) or damaged.id.startswith("unreadable-")
        assert {one.id for one in outbox.due(LATER)} >= {"entry-2", "entry-3"}
        assert len(outbox.summaries()) == 3


def test_the_log_names_nobody_whose_row_is_damaged(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    damage(path, "entries", "steps", "damaged", "entry-1")
    damage(path, "drafts", "form", "damaged", "draft-1")
    with Store.open(path) as store:
        outbox = Outbox(store)
        name = next(one.name for one in outbox.summaries() if one.id == "entry-1")
        outbox.due(LATER)
        Drafts(store).all()
        assert any(name in notice for notice in store.notices), "its user is told"
    assert "a row cannot be read" in caplog.text
    assert name not in caplog.text


@pytest.mark.parametrize("column", columns("drafts"))
def test_a_damaged_draft_hides_no_other(path: Path, column: str) -> None:
    for number, garbage in enumerate(GARBAGE):
        with noted(garbage):
            copy = Path(shutil.copy(path, path.with_name(f"{number}.sqlite3")))
            check_damaged_draft(copy, column, garbage)


def check_damaged_draft(path: Path, column: str, garbage: object) -> None:
    damage(path, "drafts", column, garbage, "draft-1")
    with Store.open(path) as store:
        found = Drafts(store).all()
        assert {"draft-2", "draft-3"} <= {one.id for one in found}
        assert len(found) == 3 or len(store.notices) == 1
        for one in found:
            assert isinstance(one.title, str)


def test_what_waits_and_cannot_be_read_waits_no_more(path: Path) -> None:
    damage(path, "entries", "steps", "[1]", "entry-1")
    with Store.open(path) as store:
        outbox = Outbox(store)
        assert outbox.summaries()[0].is_readable, "the columns of lists are sound"
        assert [one.id for one in outbox.due(LATER, 1)] == ["entry-2"]
        aside = outbox.summaries((State.REJECTED,))[0]
        assert (aside.id, aside.name, aside.is_readable) == ("entry-1", "Bakery 1", False)
        assert aside.message == (
            "The entry “Bakery 1” of 1 March 2026 cannot be read: its place on the disk is damaged."
        )
        with pytest.raises(EntryUnreadable, match="Bakery 1"):
            outbox.existing("entry-1")
        raw = outbox.raw("entry-1")
        assert raw is not None
        assert (raw["steps"], raw["name"]) == ("[1]", "Bakery 1")
        assert isinstance(outbox.discard("entry-1"), UnreadableEntry)


def test_a_row_that_is_not_found_by_its_id_waits_no_more_either(path: Path) -> None:
    damage(path, "entries", "id", RawText(b"entry\xff-1"), "entry-1")
    with Store.open(path) as store:
        outbox = Outbox(store)
        assert [one.id for one in outbox.due(LATER, 1)] == ["entry-2"], "others are not held up by it"
        first, *others = outbox.summaries()
        assert (first.id, first.is_readable, len(others)) == ("unreadable-1", False, 2)
        assert outbox.counts()[State.QUEUED] == 2
        assert isinstance(outbox.discard(first.id), UnreadableEntry)
        assert [one.id for one in outbox.summaries()] == ["entry-2", "entry-3"]


def test_a_state_of_a_newer_program_is_shown_and_found_by_searching(path: Path) -> None:
    damage(path, "entries", "state", "postponed", "entry-2")
    with Store.open(path) as store:
        outbox = Outbox(store)
        assert [one.is_readable for one in outbox.summaries()] == [True, False, True]
        assert [one.id for one in outbox.summaries((State.REJECTED,), "bakery 2")] == ["entry-2"]
        assert outbox.summaries((State.QUEUED,), "bakery 2") == ()


def test_an_entry_that_cannot_be_handled_is_set_aside_and_searched_for_when_tried_again(
    outbox: Outbox,
) -> None:
    before = outbox.existing("entry-1")
    aside = outbox.set_aside("entry-1", "It is set aside.")
    assert (aside.state, aside.message) == (State.REJECTED, "It is set aside.")
    assert aside == outbox.existing("entry-1")
    assert aside.steps == before.steps
    assert isinstance(outbox.discard("entry-1"), Entry)


def test_of_a_row_that_cannot_be_read_is_shown_what_can_be(path: Path) -> None:
    with Store.open(path) as store:
        for number, changes in enumerate(
            (
                "state = 'postponed', contact_id = 7, steps_done = 2",
                "contact_id = -1, created = 7, updated = 7, name = 'A'",
                "id = '', name = '', state = 'x'",
            ),
            start=1,
        ):
            store.read(f"UPDATE entries SET {changes} WHERE number = {number}")  # noqa: S608  # of this test
        sound = entry(1)
        bad, damaged, nameless = sorted(Outbox(store).summaries(), key=lambda one: -one.contact_id)[:3]
        ids = {one.id: one for one in (bad, damaged, nameless)}
        bad, damaged = ids["entry-1"], ids["entry-2"]
        (nameless,) = [one for number, one in ids.items() if number not in ("entry-1", "entry-2")]
        assert bad == EntrySummary(
            id="entry-1",
            state=State.REJECTED,
            name="Bakery 1",
            contact_id=7,
            created=sound.created,
            updated=bad.updated,
            message=f"The entry “Bakery 1” of 1 March 2026 {DAMAGED} {MAY_BE_SAVED}",
            next_try=None,
            steps_done=0,
            steps_total=0,
            is_readable=False,
        )
        assert bad.updated.year >= 2026
        epoch = datetime(1970, 1, 1, tzinfo=UTC)
        assert (damaged.contact_id, damaged.created, damaged.updated) == (0, epoch, epoch)
        assert damaged.message == "The entry “A” cannot be read: its place on the disk is damaged."
        assert nameless.id == "unreadable-3"
        assert nameless.name == "(name unreadable)"
        assert nameless.message.startswith("The entry of 1 March 2026 cannot be read")
        discarded = Outbox(store).discard("unreadable-3")
        assert isinstance(discarded, UnreadableEntry)
        assert (discarded.id, discarded.name) == ("unreadable-3", "")
        assert discarded.values[2:4] == ("x", "")
        assert len(discarded.values) == len(columns("entries"))
        assert Outbox(store).restore(discarded) is discarded


def test_a_row_that_waits_is_set_aside_and_those_that_can_be_read_stay(outbox: Outbox, path: Path) -> None:
    damage(path, "entries", "steps", "[1]", "entry-2")
    assert outbox.waiting.set_aside_count == 0
    assert [one.id for one in outbox.due(LATER)] == ["entry-1", "entry-3"]
    assert outbox.waiting.set_aside_count == 1
    assert outbox.counts()[State.QUEUED] == 2


@pytest.mark.parametrize(("name", "shown"), [("Fjord AS", "Fjord AS"), (b"Fjord AS", ""), (None, "")])
def test_a_row_is_called_by_its_name_where_it_is_one(name: object, shown: str) -> None:
    row = [*entry_row(entry()), None]
    row[2], row[3] = "postponed", name
    found = entry_or_unreadable(row)
    assert isinstance(found, UnreadableEntry)
    assert (found.id, found.name, found.values) == ("entry-1", shown, tuple(row[:-1]))


def test_a_summary_has_what_lists_show(outbox: Outbox) -> None:
    found = {one.id: one for one in outbox.summaries()}["entry-2"]
    assert (found.state, found.created, found.next_try) == (State.QUEUED, entry(2).created, None)
    assert (found.steps_done, found.steps_total, found.is_readable) == (0, 3, True)


def in_midst(states: tuple[State, ...], company: int = 17) -> Entry:
    """An entry at rest whose company and people are in these states; what is saved has a record."""
    steps = tuple(
        replace(step, state=state, remote_id=company + step.number if state is State.SAVED else 0)
        for step, state in zip(entry().steps, states, strict=True)
    )
    return entry(
        state=resting_state(steps), steps=steps, contact_id=steps[0].remote_id, answer={"ContactId": 17}
    )


@pytest.mark.parametrize("person", [State.QUEUED, State.UNKNOWN, State.REJECTED, State.SENDING])
@pytest.mark.parametrize("company", [State.QUEUED, State.UNKNOWN, State.REJECTED, State.SAVED])
def test_what_only_says_that_it_is_saved_is_neither_believed_nor_forgotten(
    tmp_path: Path, company: State, person: State
) -> None:
    """Damage to the state alone; nothing would be sent any more, and the row be cleared away as done."""
    path = tmp_path / "entries.sqlite3"
    with Store.open(path) as store:
        Outbox(store).add(
            in_midst((company, State.SAVED if company is State.SAVED else State.QUEUED, person))
        )
        Outbox(store).add(entry(2, state=State.SAVED))
    damage(path, "entries", "state", "saved", "entry-1")
    with Store.open(path) as store:
        outbox = Outbox(store)
        outbox.recover()
        listed = {one.id: one.is_readable for one in outbox.summaries()}
        assert listed == {"entry-1": False, "entry-2": True}
        with pytest.raises(EntryUnreadable):
            outbox.get("entry-1")
        assert (outbox.purge(LATER), outbox.wipe_history()) == (1, 0)
        assert [one.id for one in outbox.summaries()] == ["entry-1"]
        assert isinstance(outbox.discard("entry-1"), UnreadableEntry)


def test_an_addition_that_only_says_that_it_is_saved_is_not_believed_either(tmp_path: Path) -> None:
    """Its company has a number from the beginning."""
    path = tmp_path / "entries.sqlite3"
    added = ContactEntity(contact_id=17, name="Fjord AS", description="a note")
    with Store.open(path) as store:
        Outbox(store).add(new_addition(added, Profile(name="work"), "entry-1", entry().created))
    damage(path, "entries", "state", "saved", "entry-1")
    with Store.open(path) as store:
        (listed,) = Outbox(store).summaries()
        assert (listed.is_readable, listed.state) == (False, State.REJECTED)


@pytest.mark.parametrize(
    ("column", "garbage"),
    [("steps", None), ("contact_id", 0), ("contact_id", 18), ("steps_done", 2), ("steps_total", 2)],
)
def test_a_saved_entry_whose_columns_disagree_is_shown_as_damaged(
    tmp_path: Path, column: str, garbage: object
) -> None:
    path = tmp_path / "entries.sqlite3"
    with Store.open(path) as store:
        Outbox(store).add(entry(state=State.SAVED, contact_id=17))
    queued = json_text([stored_step(step) for step in entry().steps])
    damage(path, "entries", column, queued if garbage is None else garbage, "entry-1")
    with Store.open(path) as store, pytest.raises(EntryUnreadable):
        Outbox(store).get("entry-1")


def test_what_the_first_version_has_saved_is_believed_and_cleared_away(tmp_path: Path) -> None:
    """Its steps say nothing of that, as their spelling tells."""
    with Store.open(make_old_store(tmp_path / "old" / "entries.sqlite3")) as store:
        outbox = Outbox(store)
        found = outbox.get(SAVED)
        assert found is not None
        assert (found.state, found.contact_id) == (State.SAVED, 17)
        assert all(one.is_readable for one in outbox.summaries())
        assert outbox.purge(LATER) == 1
