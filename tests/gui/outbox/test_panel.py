"""The outbox in the real window: what it lists, and what keys and buttons do about it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMenu, QMessageBox, QWidget

from app.model.entry import Entry, State
from app.model.outbox_rows import row_of
from app.sandbox import SandboxServer
from app.ui.outbox.table_model import Column
from tests.gui.window.test_main_window_save import type_minimum
from tests.helpers.faults.faulty_server import (
    Fault,
    FaultyServer,
    Request,
    Response,
    forward_to,
    is_new_company,
)
from tests.helpers.ui.outbox_desk import (
    TOMORROW,
    Desk,
    Links,
    an_entry,
    desk_with,
    names_on,
    refused,
    saved,
)
from tests.helpers.ui.window import CONTROL, wait_until


@pytest.mark.shared_window
def test_ctrl_o_opens_it_with_the_list_in_hand_and_closes_it(desk: Callable[..., Desk]) -> None:
    here = desk(saved("Fjell", 7))
    here.typist.tab_to("Department")
    here.open(rows=1)
    assert here.typist.place == "outbox.list"
    assert here.chosen == "Fjell"
    here.typist.press(Qt.Key.Key_O, CONTROL)
    assert not here.panel.isVisible()
    assert here.typist.place == "Department"


@pytest.mark.shared_window
def test_it_opens_with_what_waits_for_a_person(desk: Callable[..., Desk]) -> None:
    here = desk(saved("Fjell", 7), refused("Fjord", 2))
    here.open(rows=2)
    here.typist.press(Qt.Key.Key_Down)
    assert here.chosen == "Fjell"
    here.typist.press(Qt.Key.Key_O, CONTROL)
    here.typist.press(Qt.Key.Key_O, CONTROL)
    assert here.chosen == "Fjord"


@pytest.mark.long
def test_it_opens_so_for_the_first_time_too_after_something_was_saved(
    qapp: QApplication, server: SandboxServer, program_home: Path
) -> None:
    assert qapp is not None
    with desk_with(program_home, server.url, [refused("Fjord", 2)]) as here:
        here.typist.wait_until_signed_in()
        here.typist.type("Fjord AS")
        here.typist.go_to_tab(4)
        here.typist.fill("CustomFields.SuperOffice:1", "K-2")
        here.typist.save()
        here.typist.wait_for_outcome("Saved as number")
        wait_until(lambda: here.panel.model.rowCount() > 0)
        here.open(rows=2)
        assert here.chosen == "Fjord"


@pytest.mark.shared_window
def test_it_lists_what_needs_someone_first(desk: Callable[..., Desk]) -> None:
    doubtful = an_entry("Doubt", State.UNKNOWN, 5, next_try=TOMORROW)
    doubtful = replace(doubtful, steps=(replace(doubtful.company, candidates=(1, 2)),))
    here = desk(saved("Old", 7, 60), saved("New", 8, 1), refused("Refused", 2), doubtful)
    here.open(rows=4)
    assert here.column() == ["Doubt", "Refused", "New", "Old"]
    assert here.column(Column.STATE) == ["You decide", "Refused", "Saved", "Saved"]
    assert here.column(Column.NEXT)[1] == "Nothing, until you have corrected it"
    assert here.text("outbox.message") == "Doubt is unknown."
    assert here.buttons == ["Compare …", "Look again", "Discard"]
    here.typist.press(Qt.Key.Key_Down)
    assert here.text("outbox.message") == "Refused is rejected."
    assert here.buttons == ["Correct", "Send again", "Discard"]
    here.typist.press(Qt.Key.Key_Down)
    assert here.buttons == ["Open in SuperOffice", "Remove from list"]


@pytest.mark.shared_window
def test_what_is_saved_appears_by_itself(desk: Callable[..., Desk], server: SandboxServer) -> None:
    here = desk(saved("Old", 7, 60))
    here.open(rows=1)
    here.typist.press(Qt.Key.Key_O, CONTROL)
    here.typist.wait_until_signed_in()
    here.typist.type("Fjord AS")
    here.typist.go_to_tab(4)
    here.typist.fill("CustomFields.SuperOffice:1", "K-2")
    here.typist.press(Qt.Key.Key_O, CONTROL)
    here.typist.save()
    wait_until(lambda: here.column(Column.STATE) == ["Saved", "Saved"])
    assert here.column() == ["Fjord AS", "Old"]
    assert names_on(server) == ["Fjord AS"]


def test_what_is_being_sent_is_shown_so_for_as_long_as_the_server_takes(
    server: SandboxServer, program_home: Path
) -> None:
    let_go, behind = threading.Event(), forward_to(server.url)

    def slow(request: Request) -> Response:
        if is_new_company(request):
            let_go.wait(30)
        return behind(request)

    with FaultyServer(handle=slow) as way_in, desk_with(program_home, way_in.url, []) as here:
        here.open(rows=0)
        here.typist.press(Qt.Key.Key_O, CONTROL)
        here.typist.wait_until_signed_in()
        type_minimum(here.typist, "Slow AS")
        here.typist.press(Qt.Key.Key_O, CONTROL)
        here.typist.save()
        wait_until(lambda: here.column(Column.STATE) == ["Sending"])
        wait_until(lambda: here.buttons == [])
        assert here.panel.chosen is not None
        assert here.panel.chosen.entry.message == "“Slow AS” is being sent."
        let_go.set()
        wait_until(lambda: here.column(Column.STATE) == ["Saved"])


@pytest.mark.shared_window
def test_enter_takes_a_refused_entry_back_to_the_form(desk: Callable[..., Desk]) -> None:
    here = desk(refused("Fjell"))
    here.open(rows=1)
    here.typist.press(Qt.Key.Key_Return)
    wait_until(lambda: here.typist.window.form.value().get("Name") == "Fjell")
    wait_until(lambda: here.panel.model.rowCount() == 0)
    messages = [problem.message for problem in here.typist.window.problems]
    assert "Leave this empty here." in messages
    assert here.outbox().get("id of Fjell") is None
    assert here.text("outbox.empty").startswith("Nothing here yet.")


@pytest.mark.shared_window
def test_a_refused_entry_can_be_sent_again_as_it_is(desk: Callable[..., Desk], server: SandboxServer) -> None:
    here = desk(refused("Fjell"))
    here.open(rows=1)
    here.click("Send again")
    wait_until(lambda: here.column(Column.STATE) == ["Saved"])
    assert here.chosen == "Fjell"
    assert names_on(server) == ["Fjell"]


@pytest.mark.shared_window
def test_enter_opens_a_saved_company_in_superoffice(
    desk: Callable[..., Desk], server: SandboxServer, links: Links
) -> None:
    here = desk(saved("Fjell", 7))
    here.open(rows=1)
    here.typist.press(Qt.Key.Key_Return)
    wait_until(lambda: bool(links.opened))
    assert links.opened == [f"{server.url}/default.aspx?contact.main?contact_id=7"]


@pytest.mark.shared_window
def test_delete_discards_and_undo_brings_it_back(desk: Callable[..., Desk]) -> None:
    here = desk(refused("One", 3), refused("Two", 2), refused("Three", 1))
    here.open(rows=3)
    here.typist.press(Qt.Key.Key_Down)
    here.typist.press(Qt.Key.Key_Delete)
    wait_until(lambda: here.column() == ["One", "Three"])
    assert here.chosen == "Three"
    assert here.panel.notice.text == "“Two” is discarded."
    assert here.outbox().get("id of Two") is None
    here.click("Undo")
    wait_until(lambda: here.column() == ["One", "Two", "Three"])
    assert here.outbox().get("id of Two") == refused_as_stored(here, "Two")
    assert not here.panel.notice.isVisible()


@pytest.mark.shared_window
def test_f6_leads_to_what_the_outbox_says_and_esc_back_to_the_list(desk: Callable[..., Desk]) -> None:
    here = desk(refused("One", 2), refused("Two", 1))
    here.open(rows=2)
    here.typist.press(Qt.Key.Key_Delete)
    wait_until(lambda: here.column() == ["Two"])
    here.typist.press(Qt.Key.Key_F6)
    assert here.panel.notice.isAncestorOf(here.typist.focused)
    here.typist.press(Qt.Key.Key_Tab)
    assert here.typist.focused.accessibleName() == "Hide this message"
    here.typist.press(Qt.Key.Key_Escape)
    assert here.typist.place == "outbox.list"
    here.typist.press(Qt.Key.Key_F6)
    here.typist.press(Qt.Key.Key_Return)
    wait_until(lambda: here.column() == ["One", "Two"])
    assert not here.panel.notice.isVisible()


def refused_as_stored(here: Desk, name: str) -> Entry | None:
    return next((entry for entry in here.outbox().list() if entry.name == name), None)


@pytest.mark.shared_window
def test_nothing_happens_by_delete_while_typing_a_search(desk: Callable[..., Desk]) -> None:
    here = desk(refused("One"))
    here.open(rows=1)
    here.typist.press(Qt.Key.Key_F, CONTROL)
    assert here.typist.place == "outbox.search"
    here.typist.type("On")
    here.typist.press(Qt.Key.Key_Home)
    here.typist.press(Qt.Key.Key_Delete)
    assert here.outbox().get("id of One") is not None


@pytest.mark.shared_window
def test_search_finds_companies_and_goes_on_finding(desk: Callable[..., Desk], server: SandboxServer) -> None:
    here = desk(saved("Fjell Bakeri", 7, 3), saved("Fjord Bakeri", 8, 2), refused("Fjord Sport", 1))
    here.open(rows=3)
    here.typist.press(Qt.Key.Key_F, CONTROL)
    here.typist.type("FJORD")
    wait_until(lambda: here.column() == ["Fjord Sport", "Fjord Bakeri"])
    here.typist.press(Qt.Key.Key_Return)
    assert here.typist.place == "outbox.list"
    here.click("Send again")
    wait_until(lambda: here.column() == ["Fjord Sport", "Fjord Bakeri"] and names_on(server) != [])
    here.typist.press(Qt.Key.Key_F, CONTROL)
    here.typist.type("nothing")
    wait_until(lambda: here.column() == [])
    assert here.text("outbox.empty") == "Nothing is called “nothing” here."
    here.typist.press(Qt.Key.Key_Escape)
    wait_until(lambda: len(here.column()) == 3)


def question_of(here: Desk) -> QMessageBox:
    """What is asked before the history is cleared, with the keyboard in it."""
    here.click("Clear history …")
    box = here.panel.findChild(QMessageBox)
    assert box is not None
    wait_until(lambda: QApplication.focusWidget() in box.buttons())
    return box


@pytest.mark.shared_window
def test_the_history_is_cleared_after_one_question(desk: Callable[..., Desk]) -> None:
    here = desk(saved("One", 7), saved("Two", 8), refused("Three"))
    here.open(rows=3)
    question_of(here)
    here.typist.press(Qt.Key.Key_Return)
    wait_until(lambda: here.panel.findChild(QMessageBox) is None)
    assert len(here.outbox().summaries()) == 3
    question = question_of(here)
    next(button for button in question.buttons() if button.text() == "Clear history").click()
    wait_until(lambda: here.column() == ["Three"])
    assert [entry.name for entry in here.outbox().summaries()] == ["Three"]
    assert here.panel.notice.text == "2 companies are removed from the history."


@pytest.mark.long
def test_what_is_older_than_the_history_is_gone(desk: Callable[..., Desk]) -> None:
    old = datetime.now(UTC) - timedelta(days=91)
    here = desk(
        replace(saved("Old", 7), updated=old), replace(refused("Old, too"), updated=old), saved("New", 8)
    )
    here.open(rows=2)
    assert here.column() == ["Old, too", "New"]


@pytest.mark.shared_window
def test_the_menu_offers_the_same(desk: Callable[..., Desk]) -> None:
    here = desk(refused("Fjell"))
    here.open(rows=1)
    table = here.panel.table
    table.customContextMenuRequested.emit(table.visualRect(here.panel.model.index(0, 0)).center())
    menu = table.findChild(QMenu)
    assert menu is not None
    items = [action.text().partition("\t")[0] for action in menu.actions()]
    assert items.pop(-2) == "Print …"
    assert items.pop(-2) == "New company with the same values"
    assert items == here.buttons
    menu.actions()[-1].trigger()
    wait_until(lambda: here.column() == [])
    menu.close()


@pytest.mark.long
def test_progress_is_seen_while_a_queue_is_sent(
    qapp: QApplication, server: SandboxServer, program_home: Path
) -> None:
    assert qapp is not None
    companies = [an_entry(f"Company {number:02}", minutes=30 - number) for number in range(20)]
    with (
        FaultyServer(Fault.REFUSE, forward_to(server.url)) as gate,
        desk_with(program_home, gate.url, companies) as here,
    ):
        here.open(rows=20)
        assert here.column() == [entry.name for entry in companies]
        seen: list[str] = []
        status = here.typist.window.findChild(QLabel, "status.progress")
        assert status is not None
        here.typist.program.outbox.progress_changed.connect(lambda progress: seen.append(progress.text))
        gate.heal()
        here.typist.program.sending.retry_now()
        wait_until(lambda: here.column(Column.STATE) == ["Saved"] * 20)
        wait_until(lambda: status.text() == here.text("outbox.progress") == "All 20 sent")
    on_the_way = [int(text.removesuffix(" of 20 sent")) for text in seen if text.endswith(" of 20 sent")]
    assert on_the_way
    assert on_the_way == sorted(set(on_the_way))
    assert names_on(server) == [entry.name for entry in companies]


@pytest.mark.shared_window
def test_everything_that_takes_the_focus_has_a_name(desk: Callable[..., Desk]) -> None:
    here = desk(refused("Fjell"))
    here.open(rows=1)
    for widget in here.panel.widget().findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
            assert named, widget
    assert isinstance(here.panel.findChild(QWidget, "outbox.search"), QLineEdit)


@pytest.mark.shared_window
def test_what_goes_on_changing_is_shown_and_no_more_at_once_than_a_frame_has_room_for(
    desk: Callable[..., Desk],
) -> None:
    here = desk(saved("Fjell", 7))
    here.open(rows=1)
    many = [row_of(an_entry(f"Company {number}", minutes=number)) for number in range(100)]
    model, turns = here.panel.model, [0]
    model.rowsInserted.connect(lambda *_: turns.__setitem__(-1, turns[-1] + 1))
    outbox = here.typist.program.outbox
    ticking = QTimer()
    ticking.timeout.connect(lambda: turns.append(0))
    ticking.timeout.connect(lambda: outbox.changed.emit(many[0]))
    ticking.start(0)
    for row in many:
        outbox.changed.emit(row)
    try:
        wait_until(lambda: model.rowCount() == 1 + len(many))
    finally:
        ticking.stop()
    assert sum(turns) == len(many)
    assert max(turns) <= 40
    assert here.chosen == "Fjell"
    for row in many:
        outbox.gone.emit(row.id)
    wait_until(lambda: model.rowCount() == 1)
