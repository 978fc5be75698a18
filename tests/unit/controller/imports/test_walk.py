"""Walking through drafts: the next, the one before, one left out, one saved."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.controller.imports.walk import DraftWalk, WalkPlace
from app.model.entry import Draft
from app.model.history.origin import with_table
from app.model.imports.progress import WalkItem
from app.storage.files.import_notes import ImportNotes
from app.storage.sqlite.drafts import Drafts
from tests.helpers.fakes.controllers import Office
from tests.helpers.ui.window import wait_until

NAMES = ("Fjell AS", "Vann AS", "Sand AS")


def drafts_of(office: Office, *names: str) -> Drafts:
    """Opens the store, which has nothing for the form at first, and puts drafts into it."""
    listed: list[object] = []
    office.entry.drafts_changed.connect(listed.append)
    drafts = Drafts(office.open_store())
    wait_until(lambda: bool(listed))
    now = datetime.now(UTC)
    for name in names:
        drafts.save(Draft(name, "work", with_table({"Name": name}, "fair.csv"), now, now))
    office.sign_in()
    return drafts


@pytest.fixture
def walk(office: Office) -> Iterator[DraftWalk]:
    drafts_of(office, *NAMES)
    walk = DraftWalk(office.entry, office.access, office)
    walk.begin([WalkItem(name, name, ("Odd.",)) for name in NAMES])
    yield walk


def at(walk: DraftWalk, name: str) -> None:
    wait_until(lambda: walk.place.item is not None and walk.place.item.name == name)


def test_it_begins_before_the_first_and_goes_round(office: Office, walk: DraftWalk) -> None:
    assert walk.place == WalkPlace(None, 0, 3, 0, 0)
    for name in (*NAMES, NAMES[0]):
        walk.go_next()
        at(walk, name)
        assert office.entry.draft_id == name
    walk.go_back()
    at(walk, NAMES[2])
    assert walk.place.number == 3


def test_a_key_that_comes_before_the_draft_is_read_counts(office: Office, walk: DraftWalk) -> None:
    walk.go_next()
    walk.go_next()
    walk.go_next()
    at(walk, NAMES[2])
    assert office.entry.draft_id == NAMES[2]
    walk.go_back()
    walk.go_back()
    at(walk, NAMES[0])


def test_what_a_corrected_table_has_sent_is_not_walked_through_any_more(walk: DraftWalk) -> None:
    walk.begin([WalkItem(NAMES[1], NAMES[1])], {NAMES[0], NAMES[1]})
    assert walk.place == WalkPlace(None, 0, 2, 0, 0)


def test_two_keys_at_once_leave_out_only_the_one_in_view(walk: DraftWalk) -> None:
    walk.go_next()
    at(walk, NAMES[0])
    walk.leave_out()
    walk.leave_out()
    at(walk, NAMES[1])
    assert walk.place.left_out == 1


def test_one_that_is_left_out_is_come_to_no_more(walk: DraftWalk) -> None:
    walk.go_next()
    at(walk, NAMES[0])
    walk.leave_out()
    at(walk, NAMES[1])
    walk.go_back()
    at(walk, NAMES[2])
    walk.leave_out()
    at(walk, NAMES[1])
    walk.leave_out()
    wait_until(lambda: walk.place.is_over)
    assert walk.place.left_out == 3


@pytest.mark.parametrize("gone", [(), NAMES[2:], NAMES[1:]], ids=["none", "the last", "all but the first"])
def test_after_the_last_one_is_left_out_the_form_is_empty(
    office: Office, walk: DraftWalk, gone: tuple[str, ...]
) -> None:
    store = office.access.current
    assert store is not None
    for name in gone:
        store.drafts.delete(name)
    walk.go_next()
    at(walk, NAMES[0])
    for name in NAMES[: 3 - len(gone)]:
        at(walk, name)
        walk.leave_out()
    wait_until(lambda: walk.place.is_over)
    assert office.entry.is_blank
    assert walk.place.item is None
    assert {draft.id for draft in store.drafts.all()} == {*NAMES} - {*gone}


def save(office: Office, walk: DraftWalk, name: str) -> None:
    """Saves the draft in the form; what looks odd is asked about once."""
    before = walk.place.saved
    while walk.place.saved == before:
        office.entry.save({"Name": name})
        office.entry.note_refusal_read()
        wait_until(lambda: not office.entry.is_saving)


def test_one_that_is_saved_is_followed_by_the_next(office: Office, walk: DraftWalk) -> None:
    walk.go_next()
    at(walk, NAMES[0])
    save(office, walk, NAMES[0])
    at(walk, NAMES[1])
    assert office.entry.draft_id == NAMES[1]


def test_one_that_was_left_out_and_is_saved_after_all_counts_once(office: Office, walk: DraftWalk) -> None:
    walk.go_next()
    at(walk, NAMES[0])
    walk.leave_out()
    at(walk, NAMES[1])
    store = office.access.current
    assert store is not None
    left_out = store.drafts.get(NAMES[0])
    assert left_out is not None
    office.entry.open_draft(left_out)
    at(walk, NAMES[0])
    save(office, walk, NAMES[0])
    at(walk, NAMES[1])
    assert walk.place == WalkPlace(walk.place.item, 2, 3, 1, 0)
    save(office, walk, NAMES[1])
    at(walk, NAMES[2])
    assert walk.place == WalkPlace(walk.place.item, 3, 3, 2, 0)
    assert not walk.place.is_over


def test_one_that_was_saved_and_refused_counts_once_when_it_is_left_out(
    office: Office, walk: DraftWalk
) -> None:
    walk.go_next()
    at(walk, NAMES[0])
    store = office.access.current
    assert store is not None
    draft = store.drafts.get(NAMES[0])
    assert draft is not None
    save(office, walk, NAMES[0])
    at(walk, NAMES[1])
    office.entry.open_draft(draft)  # as what the server has refused comes back
    at(walk, NAMES[0])
    walk.leave_out()
    at(walk, NAMES[1])
    assert walk.place == WalkPlace(walk.place.item, 2, 3, 0, 1)


def test_one_that_was_discarded_is_passed_by(office: Office, walk: DraftWalk) -> None:
    office.access.run(lambda store: store.drafts.delete(NAMES[0]))
    walk.go_next()
    at(walk, NAMES[1])
    assert walk.place.left_out == 1


def test_what_one_table_has_left_comes_after_what_the_next_one_leaves(walk: DraftWalk) -> None:
    walk.go_next()
    at(walk, NAMES[0])
    walk.leave_out()
    at(walk, NAMES[1])
    walk.begin([WalkItem(NAMES[2], "Again", ("Odd.",))])
    assert walk.place == WalkPlace(None, 0, 2, 0, 0)
    walk.go_next()
    at(walk, "Again")
    walk.go_next()
    at(walk, NAMES[1])


def test_an_ended_walk_is_at_nothing(walk: DraftWalk) -> None:
    walk.go_next()
    walk.end()
    assert not walk.is_under_way
    assert walk.place.item is None


def test_the_place_is_that_of_what_is_shown(office: Office, walk: DraftWalk) -> None:
    told: list[WalkPlace] = []
    walk.moved.connect(told.append)
    office.entry.new({"Name": "Another AS"})
    walk.go_next()
    at(walk, NAMES[0])
    assert [place.item for place in told] == [walk.place.item], "it was at none before either"

    # Something else: the walk is at none of its drafts, and says so once.
    office.entry.new({"Name": "Another AS"})
    assert walk.place.item is None
    wait_until(lambda: told[-1].item is None)
    walk.leave_out()
    assert walk.place.left_out == 0, "what is not in the form is not left out"
    office.entry.new()
    drafts = office.access.current
    assert drafts is not None
    another = drafts.drafts.get(NAMES[2])
    assert another is not None
    office.entry.open_draft(another)
    assert (told[-1].number, told[-1].left) == (3, 3)
    assert [place.item is None for place in told] == [False, True, False]
    walk.go_back()
    at(walk, NAMES[1])


def test_it_goes_on_with_the_one_that_was_left_for_something_else(office: Office, walk: DraftWalk) -> None:
    walk.go_next()
    walk.go_next()
    at(walk, NAMES[1])
    office.entry.new({"Name": "Another AS"})
    walk.go_next()
    at(walk, NAMES[1])
    walk.go_next()
    at(walk, NAMES[2])
    office.entry.new({"Name": "Another AS"})
    walk.go_next()
    walk.go_next()
    at(walk, NAMES[0])
    walk.go_next()
    at(walk, NAMES[1])
    office.entry.new()
    walk.go_back()
    at(walk, NAMES[0])


def test_what_another_program_leaves_of_a_table_comes_after_the_others(
    office: Office, tmp_path: Path
) -> None:
    drafts_of(office, *NAMES)
    now = datetime.now(UTC)
    given = [Draft(name, "work", with_table({"Name": name}, "fair.csv"), now, now) for name in NAMES]
    notes = ImportNotes(tmp_path)
    walk = DraftWalk(office.entry, office.access, office, notes)
    walk.begin([WalkItem(NAMES[1], NAMES[1], ("Odd.",))])
    for draft in (
        given[1],
        given[0],
        Draft("typed", "work", {"Name": "Typed"}, now, now),
        given[0],
        given[2],
    ):
        walk.add_soon(draft)
    wait_until(lambda: walk.place.total == 3)
    for name in (NAMES[1], NAMES[0], NAMES[2]):
        walk.go_next()
        at(walk, name)
    wait_until(lambda: [one.name for one in notes.read().walk] == [NAMES[1], NAMES[0], NAMES[2]])


def test_a_restart_is_where_somebody_was(office: Office, tmp_path: Path) -> None:
    drafts_of(office, *NAMES)
    before = DraftWalk(office.entry, office.access, office, ImportNotes(tmp_path))
    before.begin([WalkItem(name, name, ("Odd.",)) for name in NAMES])
    before.go_next()
    at(before, NAMES[0])
    before.go_next()
    at(before, NAMES[1])
    later = DraftWalk(office.entry, office.access, office, ImportNotes(tmp_path))
    told: list[WalkPlace] = []
    later.resumed.connect(told.append)
    later.resume()
    wait_until(lambda: bool(told))
    assert told == [WalkPlace(WalkItem(NAMES[1], NAMES[1], ("Odd.",)), 2, 3, 0, 0)]
    later.go_next()
    at(later, NAMES[2])


def test_a_restart_goes_on_with_what_is_left(office: Office, tmp_path: Path) -> None:
    drafts_of(office, *NAMES[:2])
    before = DraftWalk(office.entry, office.access, office, ImportNotes(tmp_path))
    before.begin([WalkItem(name, name, ("Odd.",)) for name in NAMES])
    before.go_next()
    at(before, NAMES[0])
    before.leave_out()
    at(before, NAMES[1])

    office.entry.new()
    later = DraftWalk(office.entry, office.access, office, ImportNotes(tmp_path))
    told: list[WalkPlace] = []
    later.resumed.connect(told.append)
    later.resume()
    # The first one is left out, and the last one is no draft any more.
    wait_until(lambda: told == [WalkPlace(None, 0, 1, 0, 0)])
    later.go_next()
    at(later, NAMES[1])
    assert later.place.item == WalkItem(NAMES[1], NAMES[1], ("Odd.",))
    later.end()
    wait_until(lambda: not (tmp_path / "import.json").exists())
