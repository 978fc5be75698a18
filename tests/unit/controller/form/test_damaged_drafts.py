"""Drafts that cannot be read are listed when the store is open, discarded, and brought back."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.controller.form.damaged_drafts import DamagedDrafts
from app.model.entry import UnreadableDraft
from app.storage.files.errors import StoreProblem
from app.storage.sqlite.drafts import Drafts
from tests.helpers.data.store_builders import draft
from tests.helpers.fakes.controllers import PATIENCE_MS, Office
from tests.helpers.garbage.stored_values import damage


@pytest.fixture
def damaged(office: Office) -> DamagedDrafts:
    return DamagedDrafts(office.access, office)


def after(qtbot: QtBot, damaged: DamagedDrafts, act: object) -> tuple[UnreadableDraft, ...]:
    """What is listed once that has been done."""
    with qtbot.waitSignal(damaged.listed, timeout=PATIENCE_MS) as listed:
        assert callable(act)
        act()
    assert isinstance(listed.args, list)
    found: tuple[UnreadableDraft, ...] = listed.args[0]
    return found


def test_they_are_listed_discarded_and_brought_back(
    qtbot: QtBot, office: Office, damaged: DamagedDrafts
) -> None:
    with qtbot.waitSignal(damaged.listed, timeout=PATIENCE_MS):
        store = office.open_store()
    Drafts(store).save(draft(1))
    damage(store.path, "drafts", "form", "{", "draft-1")
    (broken,) = after(qtbot, damaged, damaged.list_drafts)
    assert broken.raw["form"] == "{"
    with qtbot.waitSignal(damaged.discarded, timeout=PATIENCE_MS) as discarded:
        assert after(qtbot, damaged, lambda: damaged.discard(broken)) == ()
    assert discarded.args == [broken]
    assert after(qtbot, damaged, lambda: damaged.restore(broken)) == (broken,)


def test_a_disk_that_does_not_take_it_is_told(
    qtbot: QtBot, office: Office, damaged: DamagedDrafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise StoreProblem("The disk is full.")

    assert after(qtbot, damaged, office.open_store) == ()
    monkeypatch.setattr(Drafts, "discard_unreadable", fail)
    with qtbot.waitSignal(damaged.problem_reported, timeout=PATIENCE_MS) as told:
        damaged.discard(UnreadableDraft(1, "", (), {}))
    assert told.args == ["The disk is full."]
