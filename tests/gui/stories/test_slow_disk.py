"""A disk that takes its time: Save makes one entry, and what is typed meanwhile stays where it was typed."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.model.entry import State
from app.sandbox import SandboxServer
from app.storage.sqlite.database import CommitPoint, Database
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.ui.window import Typist, wait_until


class SlowDisk:
    """Holds every change of the kind `point` until `let_go`, and then fails with `error` if there is one."""

    def __init__(self) -> None:
        self.error: Exception | None = None
        self.point: CommitPoint | None = None
        self.is_waiting = threading.Event()
        self._free = threading.Event()

    def let_go(self) -> None:
        self.point = None
        self._free.set()

    def wait(self, point: CommitPoint) -> None:
        if point is self.point:
            self.is_waiting.set()
            assert self._free.wait(60)
            if self.error is not None:
                raise self.error


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> SlowDisk:
    slow, transaction = SlowDisk(), Database.transaction

    @contextmanager
    def held(database: Database, point: CommitPoint) -> Iterator[sqlite3.Connection]:
        slow.wait(point)
        with transaction(database, point) as connection:
            yield connection

    monkeypatch.setattr(Database, "transaction", held)
    return slow


def store_of(typist: Typist) -> Store:
    store = typist.program.store
    assert store is not None
    return store


def type_company(typist: Typist, name: str) -> None:
    typist.type(name)
    typist.go_to_tab(4)
    typist.fill("CustomFields.SuperOffice:1", "K-1")


@pytest.mark.long
@pytest.mark.shared_window
def test_three_presses_make_one_entry(disk: SlowDisk, typist: Typist, server: SandboxServer) -> None:
    type_company(typist, "Fjell AS")
    disk.point = CommitPoint.ADD
    for _ in range(3):
        typist.save()
    wait_until(disk.is_waiting.is_set)
    for _ in range(3):
        typist.save()
    assert not store_of(typist).read("SELECT id FROM entries")
    disk.let_go()
    typist.wait_for_outcome("Saved as number")
    assert len(typist.saved_entries()) == 1
    assert [request.path for request in server.requests].count("/api/v1/Contact") == 1
    assert Drafts(store_of(typist)).all() == ()


@pytest.mark.shared_window
def test_what_is_typed_while_save_waits_for_the_disk_goes_into_the_next_company(
    disk: SlowDisk, typist: Typist
) -> None:
    type_company(typist, "Fjell AS")
    disk.point = CommitPoint.ADD
    typist.save()
    wait_until(disk.is_waiting.is_set)
    typist.save()
    typist.type("Vidde")
    typist.press(Qt.Key.Key_Tab)
    typist.type("Salgx")
    typist.press(Qt.Key.Key_Backspace)
    click_at(typist, "CustomFields.SuperOffice:1")
    typist.type("7")
    assert typist.window.form.value()["Name"] == "Fjell AS"
    disk.let_go()
    wait_until(lambda: typist.window.form.value().get("Name") == "Vidde")
    assert typist.window.form.value()["Department"] == "Salg"
    assert typist.place == "CustomFields.SuperOffice:1", "a click while Save waits is for the next company"
    assert typist.window.form.value()["CustomFields"]["SuperOffice:1"] == "7"
    assert typist.window.notice.text == "", "the second Save was meant for the first company"
    typist.wait_for_outcome("Saved as number")
    assert [entry.name for entry in typist.saved_entries()] == ["Fjell AS"]


@pytest.mark.shared_window
def test_an_entry_that_cannot_be_made_stays_in_the_form(disk: SlowDisk, typist: Typist) -> None:
    """A fault of the program is no reason to lose a company, nor to say nothing."""
    type_company(typist, "Fjell AS")
    disk.point, disk.error = CommitPoint.ADD, ZeroDivisionError()
    typist.save()
    wait_until(disk.is_waiting.is_set)
    disk.let_go()
    wait_until(lambda: "fault in this program" in typist.window.notice.text)
    assert typist.place == "CustomFields.SuperOffice:1"
    assert typist.window.form.value()["Name"] == "Fjell AS"
    typist.read_refusal()
    typist.save()
    typist.wait_for_outcome("Saved as number")


@pytest.mark.shared_window
def test_where_an_entry_cannot_be_made_the_next_company_is_none_of_it(disk: SlowDisk, typist: Typist) -> None:
    type_company(typist, "Fjell AS")
    disk.point, disk.error = CommitPoint.ADD, ZeroDivisionError()
    typist.save()
    wait_until(disk.is_waiting.is_set)
    typist.type("Vidde")
    disk.let_go()
    wait_until(lambda: "fault in this program" in typist.window.notice.text)
    assert "“Fjell AS” is not saved" in typist.window.notice.text
    assert typist.window.form.value()["Name"] == "Vidde"
    wait_until(lambda: {one.title for one in Drafts(store_of(typist)).all()} == {"Fjell AS", "Vidde"})


def click_at(typist: Typist, path: str) -> None:
    """A click where a field is, on whatever lies there."""
    window = typist.window
    field = child(window, path)
    place = field.mapTo(window, field.rect().center())
    hit = window.childAt(place)
    assert hit is not None
    QTest.mouseClick(hit, Qt.MouseButton.LeftButton, pos=hit.mapFrom(window, place))


def child(window: QWidget, name: str) -> QWidget:
    # A mandatory custom field stands on the first page, too.
    (found,) = (one for one in window.findChildren(QWidget, name) if one.isVisible())
    return found


@pytest.mark.shared_window
def test_who_never_pauses_has_a_draft_all_the_same(typist: Typist) -> None:
    drafts = Drafts(store_of(typist))
    for _ in range(200):
        typist.type("F")
        loop_for(20)
        if drafts.all():
            return
    raise AssertionError("nothing was stored in four seconds of typing")


@pytest.mark.long
def test_a_refused_company_does_not_come_between_two_keys(disk: SlowDisk, typist: Typist) -> None:
    """It comes back into the form only where nothing is being typed; else it waits in the outbox."""
    outbox = Outbox(store_of(typist))
    disk.point = CommitPoint.REOPEN
    type_company(typist, "Fjell AS")
    category = typist.window.form.parts_by_path["Category"]
    category.set_value({"Id": 999_999})
    typist.save()
    wait_until(disk.is_waiting.is_set)
    typist.window.form.focus_path("Name")
    typist.type("Vidde")
    disk.let_go()
    typist.type(" AS")
    wait_until(lambda: [one.name for one in outbox.list((State.REJECTED,))] == ["Fjell AS"])
    assert typist.window.form.value()["Name"] == "Vidde AS"
    wait_until(lambda: [one.title for one in Drafts(store_of(typist)).all()] == ["Vidde AS"])


def loop_for(milliseconds: int) -> None:
    """Lets the program work, as it does between two keys."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
