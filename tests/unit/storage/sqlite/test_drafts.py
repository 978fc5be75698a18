from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.storage.files.errors import EntryFrozen
from app.storage.sqlite.database import CommitPoint
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.data.store_builders import NOW, draft, entry
from tests.helpers.garbage.stored_values import GARBAGE, columns, damage


def test_a_draft_comes_back_as_it_was_saved(drafts: Drafts) -> None:
    one = draft(
        form={"Name": "Blåbær & Sønn", "Persons": [{"Firstname": "Åse"}], "Note": "\ud83d", "Stop": None}
    )
    assert drafts.save(one)
    assert drafts.get(one.id) == one
    assert drafts.get("no such draft") is None


def test_a_later_save_takes_the_place_of_the_one_before(drafts: Drafts) -> None:
    drafts.save(draft())
    changed = draft(form={"Name": "Changed"}, updated=NOW + timedelta(hours=1))
    assert drafts.save(changed)
    assert drafts.all() == (changed,)


def test_the_draft_changed_last_comes_first(drafts: Drafts) -> None:
    for number in (2, 3, 1):
        drafts.save(draft(number))
    drafts.save(draft(4, profile="home"))
    drafts.save(replace(draft(1), updated=NOW + timedelta(days=1)))
    assert [one.id for one in drafts.all()] == ["draft-1", "draft-4", "draft-3", "draft-2"]
    assert [one.id for one in drafts.all("home")] == ["draft-4"]


def test_a_deleted_draft_is_gone(drafts: Drafts) -> None:
    drafts.save(draft(1))
    drafts.save(draft(2))
    drafts.delete("draft-1")
    drafts.delete("draft-1")
    assert [one.id for one in drafts.all()] == ["draft-2"]


def test_a_late_write_does_not_bring_a_draft_back_that_was_saved(drafts: Drafts, outbox: Outbox) -> None:
    typed = draft()
    drafts.save(typed)
    outbox.add(entry(id=typed.id), replaces_draft=typed.id)
    assert not drafts.save(typed)
    assert drafts.all() == ()
    outbox.reopen(typed.id)
    assert drafts.save(typed)


def test_what_is_typed_gets_another_id_where_its_own_is_a_damaged_rows(outbox: Outbox, store: Store) -> None:
    taken = outbox.add(entry(1, body={"Name": "Another"}))
    with store.transaction(CommitPoint.ADD) as connection:
        connection.execute("UPDATE entries SET steps = 'damaged' WHERE id = ?", (taken.id,))
    assert outbox.add(entry(1, body={"Name": "Typed"}), replaces_draft="entry-1").id != taken.id


def test_the_id_of_a_draft_is_for_what_was_typed_alone(outbox: Outbox, drafts: Drafts) -> None:
    typed = draft(1)
    drafts.save(typed)
    with pytest.raises(EntryFrozen, match="This company is among the drafts already"):
        outbox.add(entry(1, id=typed.id))
    assert (outbox.list(), drafts.all()) == ((), (typed,))


def test_a_draft_that_cannot_be_read_does_not_hide_the_others(drafts: Drafts, store: Store) -> None:
    drafts.save(draft(1))
    drafts.save(draft(2))
    store.read("UPDATE drafts SET form = '[]' WHERE id = 'draft-2'")
    assert [one.id for one in drafts.all()] == ["draft-1"]
    assert drafts.get("draft-2") is None
    assert len(store.notices) == 1
    assert store.notices[0].startswith("A draft of 1 March 2026")


def test_the_day_of_a_draft_is_told_where_it_can_be_read(drafts: Drafts, store: Store) -> None:
    drafts.save(draft(1))
    for garbage in ("garbage", "2026-03-01T12:00:00", b"\xff"):
        store.read("UPDATE drafts SET updated = ?", (garbage,))
        assert drafts.all() == ()
    assert store.notices == ("A draft cannot be read: its place on the disk is damaged.",)


def test_a_damaged_draft_is_told_discarded_and_brought_back(tmp_path: Path) -> None:
    path = tmp_path / "entries.sqlite3"
    with Store.open(path) as store:
        drafts = Drafts(store)
        drafts.save(draft(1))
        drafts.save(draft(2))
        for column in columns("drafts"):
            for garbage in GARBAGE:
                damage(path, "drafts", column, garbage, "draft-1")
                for broken in drafts.unreadable():
                    assert json.loads(json.dumps(broken.raw)).keys() == set(columns("drafts"))
                    drafts.discard_unreadable(broken)
                    assert drafts.unreadable() == ()
                    drafts.restore_unreadable(broken)
                    (again,) = drafts.unreadable()
                    assert again.values == broken.values
                    drafts.discard_unreadable(again)
                assert draft(2) in drafts.all()
                for left in drafts.all():
                    drafts.delete(left.id)
                drafts.save(draft(1))
                drafts.save(draft(2))


def test_a_draft_that_is_well_by_now_is_not_discarded_as_damaged(tmp_path: Path) -> None:
    path = tmp_path / "entries.sqlite3"
    with Store.open(path) as store:
        drafts = Drafts(store)
        drafts.save(draft(1))
        assert drafts.why_unreadable("draft-1") == drafts.why_unreadable("none") == ""
        damage(path, "drafts", "form", "{", "draft-1")
        (broken,) = drafts.unreadable()
        assert drafts.why_unreadable("draft-1") == broken.message
        assert broken.message == "A draft of 1 March 2026 cannot be read: its place on the disk is damaged."
        drafts.save(draft(1))
        drafts.discard_unreadable(broken)
        drafts.restore_unreadable(broken)
        assert drafts.all() == (draft(1),)


def test_which_draft_is_in_the_form_is_noted_beside_the_store(drafts: Drafts, store: Store) -> None:
    assert drafts.shown() == ""
    drafts.note_shown("")
    drafts.note_shown("draft-2")
    assert Drafts(store).shown() == "draft-2"
    drafts.note_shown("")
    assert drafts.shown() == ""
    for damaged, shown in ((b"\xff", ""), (b"x" * 1000, "x" * 256)):
        store.path.with_name("shown-draft").write_bytes(damaged)
        assert drafts.shown() == shown
