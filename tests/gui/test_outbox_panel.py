"""The outbox in the real window: what it lists, and what keys and buttons do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMenu, QMessageBox, QWidget

from app.controller.delivery import new_entry
from app.model.contact import ContactEntity
from app.model.outbox import Entry, FieldMessage, State
from app.model.profile import Profile
from app.sandbox import PASSWORD, USER, SandboxServer
from app.storage.outbox import Outbox
from app.storage.places import Places
from app.storage.store import Store
from app.ui.compare_dialog import CompareDialog
from app.ui.outbox_model import Column
from tests.helpers.faulty_server import Fault, FaultyServer, forward_to
from tests.helpers.window import CONTROL, Typist, connect_to, running, wait_until

PROFILE = Profile(name="Practice", url="https://crm.example.com")
TOMORROW = datetime.now(UTC) + timedelta(days=1)


def an_entry(name: str, state: State = State.QUEUED, minutes: int = 0, **changes: Any) -> Entry:
    """Typed that many minutes ago."""
    entity = ContactEntity(name=name, custom_fields={"SuperOffice:1": "K-1"})
    created = datetime.now(UTC) - timedelta(minutes=minutes)
    entry = new_entry(entity, PROFILE, f"id of {name}", created)
    steps = (replace(entry.company, state=state),)
    return replace(entry, **{"state": state, "steps": steps, "message": f"{name} is {state}.", **changes})


def saved(name: str, contact_id: int, minutes: int = 0) -> Entry:
    return an_entry(name, State.SAVED, minutes, contact_id=contact_id)


def refused(name: str, minutes: int = 0) -> Entry:
    problem = FieldMessage("Department", "Department is not wanted here.")
    return an_entry(name, State.REJECTED, minutes, problems=(problem,))


class Desk:
    """A typist with the outbox open."""

    def __init__(self, typist: Typist) -> None:
        self.typist = typist
        self.panel = typist.window.outbox

    def open(self, rows: int) -> None:
        self.typist.press(Qt.Key.Key_O, CONTROL)
        wait_until(lambda: self.panel.model.rowCount() == rows)

    def column(self, column: Column = Column.COMPANY) -> list[str]:
        model = self.panel.model
        return [model.index(number, column).data() for number in range(model.rowCount())]

    @property
    def chosen(self) -> str:
        row = self.panel.chosen
        return row.entry.name if row else ""

    @property
    def buttons(self) -> list[str]:
        return [button.text() for button in self.panel._buttons if button.isVisible()]

    def text(self, name: str) -> str:
        label = self.panel.findChild(QLabel, name)
        assert label is not None
        return label.text()

    def click(self, words: str) -> None:
        for button in self.panel.findChildren(QAbstractButton):
            if button.text() == words and button.isVisible():
                button.click()
                return
        raise AssertionError(f"no button says {words}: {self.buttons}")

    def outbox(self) -> Outbox:
        store = self.typist.program.store
        assert store is not None
        return Outbox(store)


@contextmanager
def desk_with(home: Path, url: str, entries: Sequence[Entry]) -> Iterator[Desk]:
    """A window whose outbox held these when it was opened."""
    connect_to(url, home)
    with Store.open(Places.of(home).store) as store:
        for entry in entries:
            Outbox(store).add(entry)
    with running(home) as typist:
        yield Desk(typist)


@pytest.fixture
def desk(qapp: QApplication, server: SandboxServer, program_home: Path) -> Iterator[Callable[..., Desk]]:
    """Makes a desk with these entries."""
    assert qapp is not None
    opened: list[Any] = []

    def make(*entries: Entry) -> Desk:
        context = desk_with(program_home, server.url, entries)
        opened.append(context)
        return context.__enter__()

    yield make
    for context in opened:
        context.__exit__(None, None, None)


def names_on(server: SandboxServer) -> list[str]:
    query = "$select=name&$filter=registeredDate today&$orderby=contactId"
    answer = httpx.get(f"{server.url}/api/v1/Contact?{query}", auth=(USER, PASSWORD))
    return [row["name"] for row in answer.raise_for_status().json()["value"]]


def put_on(server: SandboxServer, body: dict[str, Any]) -> int:
    answer = httpx.post(f"{server.url}/api/v1/Contact", json=body, auth=(USER, PASSWORD))
    return int(answer.raise_for_status().json()["ContactId"])


class Links(QObject):
    """Opens web addresses in place of the desktop."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        QDesktopServices.setUrlHandler("http", self, "open")  # type: ignore[arg-type]  # it takes no bytes

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())

    def stop(self) -> None:
        QDesktopServices.unsetUrlHandler("http")


@pytest.fixture
def links() -> Iterator[Links]:
    links = Links()
    yield links
    links.stop()


def test_ctrl_o_opens_it_with_the_list_in_hand_and_closes_it(desk: Callable[..., Desk]) -> None:
    here = desk(saved("Fjell", 7))
    here.typist.tab_to("Department")
    here.open(rows=1)
    assert here.typist.place == "outbox.list"
    assert here.chosen == "Fjell"
    here.typist.press(Qt.Key.Key_O, CONTROL)
    assert not here.panel.isVisible()
    assert here.typist.place == "Department"


def test_it_lists_what_needs_someone_first(desk: Callable[..., Desk]) -> None:
    doubtful = an_entry("Doubt", State.UNKNOWN, 5, next_try=TOMORROW)
    doubtful = replace(doubtful, steps=(replace(doubtful.company, candidates=(1, 2)),))
    here = desk(saved("Old", 7, 60), saved("New", 8, 1), refused("Refused", 2), doubtful)
    here.open(rows=4)
    assert here.column() == ["Doubt", "Refused", "New", "Old"]
    assert here.column(Column.STATE) == ["You decide", "Refused", "Saved", "Saved"]
    assert here.column(Column.NEXT)[1] == "Refused is rejected."
    assert here.text("outbox.message") == "Doubt is unknown."
    assert here.buttons == ["Compare …", "Look again", "Discard"]
    here.typist.press(Qt.Key.Key_Down)
    assert here.text("outbox.message") == "Refused is rejected."
    assert here.buttons == ["Correct", "Send again", "Discard"]
    here.typist.press(Qt.Key.Key_Down)
    assert here.buttons == ["Open in SuperOffice", "Remove from list"]


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


def test_enter_takes_a_refused_entry_back_to_the_form(desk: Callable[..., Desk]) -> None:
    here = desk(refused("Fjell"))
    here.open(rows=1)
    here.typist.press(Qt.Key.Key_Return)
    wait_until(lambda: here.typist.window.form.value().get("Name") == "Fjell")
    wait_until(lambda: here.panel.model.rowCount() == 0)
    messages = [problem.message for problem in here.typist.window.problems]
    assert "Department is not wanted here." in messages
    assert here.outbox().get("id of Fjell") is None
    assert here.text("outbox.empty").startswith("Nothing here yet.")


def test_a_refused_entry_can_be_sent_again_as_it_is(desk: Callable[..., Desk], server: SandboxServer) -> None:
    here = desk(refused("Fjell"))
    here.open(rows=1)
    here.click("Send again")
    wait_until(lambda: here.column(Column.STATE) == ["Saved"])
    assert here.chosen == "Fjell"
    assert names_on(server) == ["Fjell"]


def test_enter_opens_a_saved_company_in_superoffice(
    desk: Callable[..., Desk], server: SandboxServer, links: Links
) -> None:
    here = desk(saved("Fjell", 7))
    here.open(rows=1)
    here.typist.press(Qt.Key.Key_Return)
    wait_until(lambda: bool(links.opened))
    assert links.opened == [f"{server.url}/default.aspx?contact.main?contact_id=7"]


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


def refused_as_stored(here: Desk, name: str) -> Entry | None:
    return next((entry for entry in here.outbox().list() if entry.name == name), None)


def test_nothing_happens_by_delete_while_typing_a_search(desk: Callable[..., Desk]) -> None:
    here = desk(refused("One"))
    here.open(rows=1)
    here.typist.press(Qt.Key.Key_F, CONTROL)
    assert here.typist.place == "outbox.search"
    here.typist.type("On")
    here.typist.press(Qt.Key.Key_Home)
    here.typist.press(Qt.Key.Key_Delete)
    assert here.outbox().get("id of One") is not None


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


def test_what_is_older_than_the_history_is_gone(desk: Callable[..., Desk]) -> None:
    old = datetime.now(UTC) - timedelta(days=91)
    here = desk(
        replace(saved("Old", 7), updated=old), replace(refused("Old, too"), updated=old), saved("New", 8)
    )
    here.open(rows=2)
    assert here.column() == ["Old, too", "New"]


def test_the_menu_offers_the_same(desk: Callable[..., Desk]) -> None:
    here = desk(refused("Fjell"))
    here.open(rows=1)
    table = here.panel.table
    table.customContextMenuRequested.emit(table.visualRect(here.panel.model.index(0, 0)).center())
    menu = table.findChild(QMenu)
    assert menu is not None
    assert [action.text().partition("\t")[0] for action in menu.actions()] == here.buttons
    menu.actions()[-1].trigger()
    wait_until(lambda: here.column() == [])
    menu.close()


def same_on_server(server: SandboxServer, name: str) -> tuple[Entry, int]:
    """An entry whose answer was lost and whose token does not tell, and a company that may be it."""
    entry = an_entry(name, State.UNKNOWN, 3, next_try=TOMORROW)
    body = {key: value for key, value in entry.body.items() if key != "DbiKey"}
    contact_id = put_on(server, body)
    step = replace(entry.company, candidates=(contact_id,), sent=entry.created)
    return replace(entry, steps=(step,)), contact_id


def compare(here: Desk) -> CompareDialog:
    here.typist.press(Qt.Key.Key_Return)
    wait_until(lambda: here.panel.findChild(CompareDialog) is not None)
    dialog = here.panel.findChild(CompareDialog)
    assert isinstance(dialog, CompareDialog)
    return dialog


def words_of(dialog: QWidget) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_it_is_this_one(desk: Callable[..., Desk], server: SandboxServer, links: Links) -> None:
    entry, contact_id = same_on_server(server, "Fjell")
    here = desk(entry)
    here.open(rows=1)
    dialog = compare(here)
    assert {"What you sent", "In SuperOffice"} <= set(words_of(dialog))
    assert words_of(dialog).count("Fjell") >= 2
    assert here.typist.place == "compare.later"
    look = next(one for one in dialog.findChildren(QAbstractButton) if one.text() == "Open in SuperOffice")
    look.click()
    assert links.opened == [f"{server.url}/default.aspx?contact.main?contact_id={contact_id}"]
    same = dialog.findChild(QAbstractButton, "compare.same[0]")
    assert same is not None
    same.click()
    wait_until(lambda: here.column(Column.STATE) == ["Saved"])
    assert names_on(server) == ["Fjell"]
    assert here.outbox().summaries()[0].contact_id == contact_id


def test_it_is_another_one(desk: Callable[..., Desk], server: SandboxServer) -> None:
    entry, _ = same_on_server(server, "Fjell")
    here = desk(entry)
    here.open(rows=1)
    dialog = compare(here)
    again = dialog.findChild(QAbstractButton, "compare.none")
    assert again is not None
    assert again.text() == "It is another one: send mine"
    again.click()
    wait_until(lambda: here.column(Column.STATE) == ["Saved"])
    assert names_on(server) == ["Fjell", "Fjell"]


def test_enter_decides_nothing(desk: Callable[..., Desk], server: SandboxServer) -> None:
    entry, _ = same_on_server(server, "Fjell")
    here = desk(entry)
    here.open(rows=1)
    dialog = compare(here)
    here.typist.press(Qt.Key.Key_Return)
    wait_until(lambda: not here.panel.findChildren(CompareDialog))
    assert dialog is not None
    assert here.column(Column.STATE) == ["You decide"]
    assert names_on(server) == ["Fjell"]


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
        here.typist.program.sending.hurry()
        wait_until(lambda: here.column(Column.STATE) == ["Saved"] * 20)
        assert "12 of 20 sent" in seen
        assert status.text() == here.text("outbox.progress") == "All 20 sent"
    assert names_on(server) == [entry.name for entry in companies]


def test_everything_that_takes_the_focus_has_a_name(desk: Callable[..., Desk]) -> None:
    here = desk(refused("Fjell"))
    here.open(rows=1)
    for widget in here.panel.widget().findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
            assert named, widget
    assert isinstance(here.panel.findChild(QWidget, "outbox.search"), QLineEdit)
