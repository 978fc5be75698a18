"""What is typed is on the disk soon; what is blank is not there, and what is discarded is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.controller.form.draft_keeper import DraftKeeper
from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.form.choices import LAST_EDITED
from app.model.history.origin import with_table
from app.storage.sqlite.drafts import Drafts
from tests.helpers.data.store_builders import draft
from tests.helpers.fakes.controllers import PATIENCE_MS, Office

FORM = {"Name": "Bakery"}


@pytest.fixture
def keeper(office: Office) -> DraftKeeper:
    return DraftKeeper(office.connections, office.lookups, office.access, office)


def test_a_flush_writes_the_latest_form(qtbot: QtBot, office: Office, keeper: DraftKeeper) -> None:
    drafts = Drafts(office.open_store())
    keeper.keep_soon({"Name": "Bak"})
    keeper.keep_soon(FORM)
    with qtbot.waitSignal(keeper.written, timeout=PATIENCE_MS):
        keeper.flush()
    (kept,) = drafts.all()
    assert (kept.id, kept.form) == (keeper.draft_id, FORM)


def test_a_change_is_written_without_a_flush(qtbot: QtBot, office: Office, keeper: DraftKeeper) -> None:
    office.open_store()
    with qtbot.waitSignal(keeper.written, timeout=PATIENCE_MS):
        keeper.keep_soon(FORM)


def test_what_was_typed_before_the_store_was_open_is_written_then(
    qtbot: QtBot, office: Office, keeper: DraftKeeper
) -> None:
    keeper.keep_soon(FORM)
    keeper.flush()
    with qtbot.waitSignal(keeper.written, timeout=PATIENCE_MS):
        office.open_store()


def test_the_draft_of_last_time_is_found_if_nothing_is_typed(
    qtbot: QtBot, office: Office, keeper: DraftKeeper
) -> None:
    last = draft()
    Drafts(office.open_store()).save(last)
    with qtbot.waitSignal(keeper.last_draft_found, timeout=PATIENCE_MS) as found:
        office.access.opened.emit()
    assert found.args == [last]


def test_the_draft_that_was_looked_at_is_found_although_others_are_newer(
    qtbot: QtBot, office: Office, keeper: DraftKeeper
) -> None:
    with qtbot.waitSignal(keeper.listed, timeout=PATIENCE_MS):
        drafts = Drafts(office.open_store())
    for number in (1, 2, 3):
        drafts.save(draft(number))
    keeper.go_on_with(draft(2))
    office.disk.wait(PATIENCE_MS)
    later = DraftKeeper(office.connections, office.lookups, office.access, office)
    with qtbot.waitSignal(later.last_draft_found, timeout=PATIENCE_MS) as found:
        later._on_store_opened()
    assert found.args == [draft(2)]
    assert later.draft_id != draft(2).id, "nobody has shown it"
    office.disk.wait(PATIENCE_MS)
    assert drafts.shown() == later.draft_id, "it is left"
    keeper.go_on_with(draft(1))
    keeper.begin({})
    office.disk.wait(PATIENCE_MS)
    assert drafts.shown() == keeper.draft_id


def test_a_draft_that_was_left_does_not_come_back_into_an_empty_form(
    qtbot: QtBot, office: Office, keeper: DraftKeeper
) -> None:
    with qtbot.waitSignal(keeper.listed, timeout=PATIENCE_MS):
        drafts = Drafts(office.open_store())
    keeper.keep_soon(FORM)
    with qtbot.waitSignal(keeper.written, timeout=PATIENCE_MS):
        keeper.flush()
    keeper.begin({})
    with qtbot.waitSignal(keeper.listed, timeout=PATIENCE_MS):
        keeper.list_drafts()
    later = DraftKeeper(office.connections, office.lookups, office.access, office)
    with (
        qtbot.waitSignal(later.listed, timeout=PATIENCE_MS) as listed,
        qtbot.assertNotEmitted(later.last_draft_found),
    ):
        later._on_store_opened()
    assert [one.form for one in listed.args[0]] == [FORM], "it is among the drafts"
    later.keep_soon({"Name": "Fjord"})
    with qtbot.waitSignal(later.written, timeout=PATIENCE_MS):
        later.flush()
    drafts.save(draft(9))  # of another window, and newer
    third = DraftKeeper(office.connections, office.lookups, office.access, office)
    with qtbot.waitSignal(third.last_draft_found, timeout=PATIENCE_MS) as found:
        third._on_store_opened()
    assert found.args[0].form == {"Name": "Fjord"}, "that was in the form when the program ended"


def test_what_a_table_has_left_is_not_where_somebody_was(
    qtbot: QtBot, office: Office, keeper: DraftKeeper
) -> None:
    with qtbot.waitSignal(keeper.listed, timeout=PATIENCE_MS):
        drafts = Drafts(office.open_store())
    row = draft(2, form=with_table({"Name": "Fjell AS"}, "fair.csv"))
    drafts.save(draft(1))
    drafts.save(row)
    with qtbot.waitSignal(keeper.last_draft_found, timeout=PATIENCE_MS) as found:
        keeper._on_store_opened()
    assert found.args == [draft(1)]
    drafts.save(replace(row, updated=row.updated + timedelta(seconds=1)))
    with qtbot.waitSignal(keeper.last_draft_found, timeout=PATIENCE_MS) as found:
        keeper._on_store_opened()
    assert found.args[0].id == row.id, "somebody has typed in it"
    drafts.save(row)
    drafts.delete(draft(1).id)
    with (
        qtbot.waitSignal(keeper.listed, timeout=PATIENCE_MS),
        qtbot.assertNotEmitted(keeper.last_draft_found),
    ):
        keeper._on_store_opened()


def test_a_draft_of_a_table_begins_as_a_new_company_once_that_is_known(
    office: Office, keeper: DraftKeeper
) -> None:
    told: list[object] = []
    keeper.completed.connect(lambda: told.append(keeper.form))
    row = draft(form=with_table({"Name": "Fjell AS", "Business": {"Id": 7}}, "fair.csv"))
    keeper.go_on_with(row)
    default = read_as(ContactEntity, {"Category": {"Id": 3}, "Business": {"Id": 2}, "Number1": "17"})
    office.lookups.default = default
    office.lookups.default_changed.emit(default)
    assert [keeper.form] == told
    assert (keeper.form["Category"]["Id"], keeper.form["Business"]) == (3, {"Id": 7})
    assert "Number1" not in keeper.form
    keeper.go_on_with(replace(row, updated=row.updated + timedelta(seconds=1)))
    assert "Category" not in keeper.form, "somebody has typed in it, and is shown what is left of that"
    keeper.go_on_with(row)
    assert keeper.form["Category"]["Id"] == 3
    office.lookups.default_changed.emit(default)
    assert len(told) == 1


def test_a_form_that_becomes_blank_has_no_draft(qtbot: QtBot, office: Office, keeper: DraftKeeper) -> None:
    drafts = Drafts(office.open_store())
    keeper.keep_soon(FORM)
    with qtbot.waitSignal(keeper.written, timeout=PATIENCE_MS):
        keeper.flush()
    keeper.keep_soon({})
    keeper.flush()
    office.disk.wait(PATIENCE_MS)
    assert drafts.all() == ()


def test_where_was_typed_last_is_kept_beside_the_form(office: Office, keeper: DraftKeeper) -> None:
    drafts = Drafts(office.open_store())
    keeper.keep_soon({**FORM, LAST_EDITED: "Name"})
    assert (keeper.form, keeper.marked_form) == (FORM, {**FORM, LAST_EDITED: "Name"})
    keeper.keep_soon({"Name": "Bakery AS"})  # the program's own change
    keeper.flush()
    office.disk.wait(PATIENCE_MS)
    (kept,) = drafts.all()
    assert (kept.form, kept.last_edited) == ({"Name": "Bakery AS"}, "Name")
    keeper.begin({})
    assert keeper.marked_form == {}
    keeper.go_on_with(kept)
    assert keeper.marked_form[LAST_EDITED] == "Name"
    keeper.keep_soon({LAST_EDITED: "Department"})
    assert keeper.is_blank


def test_the_servers_own_proposals_are_blank(office: Office, keeper: DraftKeeper) -> None:
    office.lookups.default = read_as(
        ContactEntity, {"Number2": "10001", "Country": {"CountryId": 578, "Name": "Norway"}}
    )
    keeper.keep_soon({"Number2": "10001", "Country": {"CountryId": 578}})
    assert keeper.is_blank
    keeper.keep_soon({"Number2": "10001", "Country": {"CountryId": 276}})
    assert not keeper.is_blank


def test_nothing_is_written_while_paused(office: Office, keeper: DraftKeeper) -> None:
    drafts = Drafts(office.open_store())
    keeper.pause()
    keeper.keep_soon(FORM)
    keeper.flush()
    office.disk.wait(PATIENCE_MS)
    assert drafts.all() == ()


def test_a_discarded_draft_is_gone_and_another_begins(
    qtbot: QtBot, office: Office, keeper: DraftKeeper
) -> None:
    drafts, before = Drafts(office.open_store()), keeper.draft_id
    keeper.keep_soon(FORM)
    with qtbot.waitSignal(keeper.written, timeout=PATIENCE_MS):
        keeper.flush()
    keeper.discard()
    keeper.begin({})
    office.disk.wait(PATIENCE_MS)
    assert drafts.all() == ()
    assert keeper.draft_id != before


def test_a_disk_that_fails_is_reported(qtbot: QtBot, office: Office, keeper: DraftKeeper) -> None:
    office.open_store().close()
    keeper.keep_soon(FORM)
    with qtbot.waitSignal(keeper.problem_reported, timeout=PATIENCE_MS) as told:
        keeper.flush()
    assert told.args
    assert told.args[0]


def test_what_a_disk_did_not_take_is_told_once_and_written_when_it_does(
    qtbot: QtBot, office: Office, keeper: DraftKeeper
) -> None:
    store = office.open_store()
    told: list[str] = []
    keeper.problem_reported.connect(told.append)
    store.read("PRAGMA query_only = ON")
    keeper.keep_soon(FORM)
    with qtbot.waitSignal(keeper.problem_reported, timeout=PATIENCE_MS):
        keeper.flush()
    first = keeper.draft_id
    assert getattr(keeper.unwritten, "id", "") == first
    keeper.begin({"Name": "Mill"})
    keeper.keep_soon({"Name": "Mill"})
    keeper.flush()
    office.disk.wait(PATIENCE_MS)
    qtbot.waitUntil(lambda: len(keeper._failed) == 2, timeout=PATIENCE_MS)
    store.read("PRAGMA query_only = OFF")
    keeper.flush()
    qtbot.waitUntil(lambda: not keeper._failed, timeout=PATIENCE_MS)
    assert len(told) == 1
    assert keeper.unwritten is None
    assert {one.id: one.form for one in Drafts(store).all()} == {
        first: FORM,
        keeper.draft_id: {"Name": "Mill"},
    }


def test_what_was_discarded_while_the_disk_failed_does_not_come_back(
    qtbot: QtBot, office: Office, keeper: DraftKeeper
) -> None:
    store = office.open_store()
    store.read("PRAGMA query_only = ON")
    keeper.keep_soon(FORM)
    with qtbot.waitSignal(keeper.problem_reported, timeout=PATIENCE_MS):
        keeper.flush()
    keeper.discard()
    keeper.begin({})
    store.read("PRAGMA query_only = OFF")
    keeper.flush()
    office.disk.wait(PATIENCE_MS)
    assert Drafts(store).all() == ()


def test_what_the_server_proposes_is_made_ready_once(
    office: Office, keeper: DraftKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[ContactEntity] = []
    make = ContactEntity.to_json_object

    def made(entity: ContactEntity) -> dict[str, Any]:
        asked.append(entity)
        return make(entity)

    monkeypatch.setattr(ContactEntity, "to_json_object", made)
    for number in ("10001", "10002"):
        office.lookups.default = read_as(ContactEntity, {"Number2": number})
        keeper.keep_soon({"Number2": number})
        assert [keeper.is_blank, keeper.is_blank] == [True, True]
    assert len(asked) == 2
