"""A company is begun like the one saved last: what both share goes in, also after the next start."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.controller.outbox.last_company import LastCompany
from app.model.history.origin import origin_in
from app.model.templates.like_last import LIKE_LAST
from app.model.templates.reading import BEGINS_WITH
from app.sandbox import Options, SandboxServer
from app.storage.sqlite.drafts import Drafts
from tests.gui.templates.test_opening import choose, go_back, names, press, said, value
from tests.gui.window.test_main_window_save import type_minimum
from tests.helpers.ui.company import type_custom_fields
from tests.helpers.ui.next_steps import Dialog
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, connect_to, open_draft, running, wait_until

TICK, SIZE = "SuperOffice:6", "SuperOffice:7"
IN_THREE_DAYS = datetime.now().astimezone().date() + timedelta(days=3)


def save_one(typist: Typist) -> dict[str, Any]:
    """Saves a company with something of everything. Returns its form."""
    typist.fill("Name", "Fjell & Vidde AS")
    typist.fill("Category", "partner")
    typist.tab_to("Business")
    type_custom_fields(typist)
    dialog = Dialog(typist)
    dialog.fill(f"{IN_THREE_DAYS} 14:30", "Call them back")
    dialog.accept()
    saved = value(typist)
    typist.save()
    typist.wait_for_outcome("Saved as number")
    return saved


def is_like(typist: Typist, saved: dict[str, Any]) -> None:
    """Waits until the form has what the two companies share, and has nothing else of the first."""
    wait_until(lambda: said(typist).startswith("Filled in: "))
    now = value(typist)
    assert now["Category"]["Id"] == saved["Category"]["Id"]
    custom = now["CustomFields"]
    assert (custom[TICK], custom[SIZE]) == ("[I:1]", saved["CustomFields"][SIZE])
    for own in ("SuperOffice:1", "SuperOffice:2", "SuperOffice:4", "SuperOffice:8"):
        assert not custom.get(own) or custom[own] != saved["CustomFields"][own]
    (step,) = now["NextSteps"]
    assert step["Title"] == "Call them back"
    start = datetime.fromisoformat(step["StartDate"]).astimezone()
    assert (start.date(), start.hour, start.minute) == (IN_THREE_DAYS, 14, 30)
    assert origin_in(now).templates == (LIKE_LAST,)
    assert "Name" not in now


@pytest.mark.long
def test_what_it_shares_goes_in_by_the_list_and_by_the_key(typist: Typist) -> None:
    saved = save_one(typist)
    empty = value(typist)
    dialog = choose(typist)
    label = dialog.findChild(QLabel, "templates.holds")
    assert label is not None
    assert label.text().startswith("As “Fjell & Vidde AS”: ")
    assert "Next step: Call them back" in label.text()
    press(typist, Qt.Key.Key_Return)
    go_back(typist)
    is_like(typist, saved)
    assert said(typist).startswith("Filled in: Next step, Category, ")
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert value(typist) == empty, "one step takes all of it back"
    typist.press(Qt.Key.Key_N, CONTROL | SHIFT)
    is_like(typist, saved)
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert value(typist) == empty


@pytest.mark.long
def test_it_is_no_draft_until_somebody_types(typist: Typist) -> None:
    saved = save_one(typist)
    store = typist.program.store
    assert store is not None
    kept = Drafts(store)
    empty = value(typist)
    typist.press(Qt.Key.Key_N, CONTROL | SHIFT)
    is_like(typist, saved)
    typist.press(Qt.Key.Key_N, CONTROL)
    wait_until(lambda: value(typist) == empty)
    typist.wait_for_disk()
    assert kept.all() == ()
    assert "waits among the drafts" not in typist.window.notice.text

    typist.press(Qt.Key.Key_N, CONTROL | SHIFT)
    is_like(typist, saved)
    typist.fill("Department", "Salg")
    typist.press(Qt.Key.Key_N, CONTROL)
    wait_until(lambda: "waits among the drafts" in typist.window.notice.text)
    typist.wait_for_disk()
    (draft,) = kept.all()
    assert draft.form["Department"] == "Salg"
    assert draft.form["NextSteps"]


@pytest.mark.long
def test_what_is_said_of_it_goes_with_it(typist: Typist) -> None:
    typist.type("Fjell AS")
    typist.press(Qt.Key.Key_N, CONTROL)
    saved = save_one(typist)
    typist.press(Qt.Key.Key_N, CONTROL | SHIFT)
    is_like(typist, saved)
    open_draft(typist)
    assert value(typist)["Name"] == "Fjell AS"
    assert said(typist) == ""


@pytest.mark.long
def test_the_next_start_has_not_what_nobody_has_typed(server: SandboxServer, program_home: Path) -> None:
    connect_to(server.url, program_home)
    with running(program_home) as typist:
        typist.wait_until_signed_in()
        saved = save_one(typist)
        typist.press(Qt.Key.Key_N, CONTROL | SHIFT)
        is_like(typist, saved)
        typist.wait_for_disk()
    with running(program_home) as typist:
        typist.wait_until_signed_in()
        typist.wait_for_disk()
        assert typist.window.notice.text == ""
        assert "NextSteps" not in value(typist)
        assert typist.program.store is not None
        assert Drafts(typist.program.store).all() == ()


@pytest.mark.long
def test_the_next_start_finds_it_among_the_entries(server: SandboxServer, program_home: Path) -> None:
    connect_to(server.url, program_home)
    with running(program_home) as typist:
        typist.wait_until_signed_in()
        saved = save_one(typist)
        typist.wait_for_disk()
    with running(program_home, begins=f"{BEGINS_WITH}like the company SAVED last") as typist:
        is_like(typist, saved)
        typist.window.activateWindow()
        wait_until(typist.window.isActiveWindow)
        assert names(choose(typist)) == [LIKE_LAST]
        press(typist, Qt.Key.Key_Escape)
        go_back(typist)


@pytest.mark.long
@pytest.mark.parametrize("server", [Options(lacks=("GET MDOList/{name}",))], indirect=True)
def test_lists_that_a_server_has_not_hold_nothing_up(server: SandboxServer, program_home: Path) -> None:
    connect_to(server.url, program_home)
    with running(program_home) as typist:
        wait_until(lambda: typist.program.lookups.has_answered("udlist28"))
        wait_until(lambda: "Category" in value(typist))
        proposed = value(typist)["Category"]["Id"]
        type_minimum(typist)
        typist.save()
        typist.wait_for_outcome("Saved as number")
        typist.press(Qt.Key.Key_N, CONTROL | SHIFT)
        wait_until(lambda: said(typist).startswith("Filled in: "))
        assert value(typist)["Category"]["Id"] == proposed
        assert origin_in(value(typist)).templates == (LIKE_LAST,)


@pytest.mark.shared_window
def test_it_is_forgotten_with_the_saved_companies_that_are_deleted(typist: Typist) -> None:
    type_minimum(typist)
    typist.save()
    typist.wait_for_outcome("Saved as number")
    latest = typist.window.findChild(LastCompany)
    assert latest is not None
    assert latest.last is not None
    typist.program.outbox.delete_saved()
    wait_until(lambda: latest.is_known and latest.last is None)
    assert names(choose(typist)) == []
    press(typist, Qt.Key.Key_Escape)
    go_back(typist)
