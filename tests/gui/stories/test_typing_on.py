"""Somebody types on at once after Ctrl+Enter, while Save waits for the search for similar companies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.model.entry import State
from app.sandbox import SandboxServer
from app.storage.files.paths import AppPaths
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.outbox import Outbox
from app.storage.sqlite.store import Store
from tests.helpers.ui.held_search import HeldSearch
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, connect_to, running, wait_until

LEFT = Qt.MouseButton.LeftButton
KNOWN = "Harbour Lane Books Ltd."
"""A company of the practice server."""


@pytest.fixture
def search(typist: Typist) -> Iterator[HeldSearch]:
    held = HeldSearch(typist.program.duplicates)
    yield held
    held.end()


def save(typist: Typist, search: HeldSearch, name: str) -> None:
    """A company is typed and Save pressed, which then waits."""
    search.hold()
    typist.type(name)
    typist.go_to_tab(4)
    typist.fill("CustomFields.SuperOffice:1", "K-1")
    typist.save()
    assert typist.program.entry.is_saving


def drafts_of(typist: Typist) -> set[str]:
    assert typist.program.store is not None
    return {one.title for one in Drafts(typist.program.store).all()}


@pytest.mark.shared_window
def test_the_next_company_gets_the_keys(typist: Typist, search: HeldSearch, server: SandboxServer) -> None:
    save(typist, search, "Fjell AS")
    typist.type("Vidde")
    typist.press(Qt.Key.Key_Tab)
    typist.type("Salg")
    assert typist.window.form.value()["CustomFields"] == {"SuperOffice:1": "K-1"}
    search.let_go()
    typist.wait_for_outcome("Saved as number")
    form = typist.window.form.value()
    assert (form["Name"], form["Department"]) == ("Vidde", "Salg")
    assert [one.name for one in typist.saved_entries()] == ["Fjell AS"]
    assert [request.path for request in server.requests].count("/api/v1/Contact") == 1


def click(typist: Typist, path: str) -> None:
    """Clicks where a field is, whatever stands before it."""
    field = typist.find(QWidget, path)
    shield = typist.window._shield
    QTest.mouseClick(shield, LEFT, pos=field.mapTo(typist.window.form, field.rect().center()))


@pytest.mark.shared_window
def test_a_click_leads_to_that_field_of_the_next_company(typist: Typist, search: HeldSearch) -> None:
    save(typist, search, "Fjell AS")
    typist.type("Vidde")
    click(typist, "CustomFields.SuperOffice:1")
    typist.type("K2")
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Minus):
        typist.press(key)
    click(typist, "Department")
    typist.type("Salg")
    search.let_go()
    typist.wait_for_outcome("Saved as number")
    form = typist.window.form.value()
    assert (form["Name"], form["Department"]) == ("Vidde", "Salg")
    assert form["CustomFields"] == {"SuperOffice:1": "K-2"}
    assert [one.name for one in typist.saved_entries()] == ["Fjell AS"]


@pytest.mark.shared_window
def test_a_click_on_a_page_or_a_box_is_done_in_the_next_company(typist: Typist, search: HeldSearch) -> None:
    save(typist, search, "Fjell AS")
    click(typist, "CustomFields.SuperOffice:6")
    bar = typist.window.form.tabs.tabBar()
    at = bar.mapTo(typist.window.form, bar.tabRect(5).center())
    QTest.mouseClick(typist.window._shield, LEFT, pos=at)
    search.let_go()
    typist.wait_for_outcome("Saved as number")
    assert typist.window.form.value()["CustomFields"] == {"SuperOffice:6": "[I:1]"}
    assert bar.currentIndex() == 5


@pytest.mark.shared_window
def test_a_click_before_a_question_aimed_at_what_is_seen(typist: Typist, search: HeldSearch) -> None:
    save(typist, search, KNOWN)
    click(typist, "CustomFields.SuperOffice:1")
    search.let_go()
    wait_until(lambda: "Press Ctrl+Enter again" in typist.window.notice.text)
    assert (typist.place, typist.window.form.value()["Name"]) == ("Name", KNOWN)


@pytest.mark.shared_window
def test_a_command_is_for_the_next_company_too(typist: Typist, search: HeldSearch) -> None:
    save(typist, search, "Fjell AS")
    typist.press(Qt.Key.Key_N, CONTROL)
    typist.type("Vidde")
    typist.press(Qt.Key.Key_P, CONTROL | SHIFT)
    typist.type("Kari")
    search.let_go()
    typist.wait_for_outcome("Saved as number")
    form = typist.window.form.value()
    assert (form["Name"], form["Persons"][0]["Firstname"]) == ("Vidde", "Kari")
    assert [one.name for one in typist.saved_entries()] == ["Fjell AS"]


@pytest.mark.shared_window
def test_save_pressed_again_is_for_the_next_company(typist: Typist, search: HeldSearch) -> None:
    save(typist, search, "Fjell AS")
    typist.save()
    typist.type("Vidde")
    typist.save()
    typist.type("Topp")
    search.let_go()
    typist.wait_for_outcome("Saved as number")
    wait_until(lambda: "“Vidde” is not saved" in typist.window.notice.text)
    assert typist.window.form.value()["Name"] == "Topp"
    assert [one.name for one in typist.saved_entries()] == ["Fjell AS"]
    wait_until(lambda: drafts_of(typist) == {"Vidde", "Topp"})


@pytest.mark.shared_window
def test_undo_and_discard_do_not_take_back_what_is_being_saved(typist: Typist, search: HeldSearch) -> None:
    save(typist, search, "Fjell AS")
    typist.press(Qt.Key.Key_Z, CONTROL)
    typist.press(Qt.Key.Key_D, CONTROL | SHIFT)
    search.let_go()
    typist.wait_for_outcome("Saved as number")
    assert [one.name for one in typist.saved_entries()] == ["Fjell AS"]
    assert not typist.window.notice.isVisible()


@pytest.mark.long
@pytest.mark.shared_window
def test_a_company_that_is_there_already_is_not_mixed_with_the_next(
    typist: Typist, search: HeldSearch
) -> None:
    save(typist, search, KNOWN)
    typist.type("Vidde")
    search.let_go()
    wait_until(lambda: f"“{KNOWN}” is not saved" in typist.window.notice.text)
    assert f"SuperOffice has “{KNOWN}” already." in typist.window.notice.text
    assert typist.window.form.value()["Name"] == "Vidde"
    wait_until(lambda: drafts_of(typist) == {KNOWN, "Vidde"})
    buttons = {one.text(): one for one in typist.window.notice.findChildren(QPushButton)}
    wait_until(lambda: len(typist.window.drafts._drafts) == 2)
    buttons["Go back to it"].click()
    assert typist.window.form.value()["Name"] == KNOWN
    assert not typist.window.notice.isVisible()
    typist.save()
    wait_until(lambda: "Press Ctrl+Enter again" in typist.window.notice.text)


@pytest.mark.shared_window
def test_who_has_not_typed_on_is_asked_as_ever(typist: Typist, search: HeldSearch) -> None:
    save(typist, search, KNOWN)
    search.let_go()
    wait_until(lambda: "Press Ctrl+Enter again" in typist.window.notice.text)
    assert typist.place == "Name"


@pytest.mark.long
def test_a_window_that_is_closed_then_has_saved(
    qapp: QApplication, server: SandboxServer, program_home: Path
) -> None:
    assert qapp is not None
    connect_to(server.url, program_home)
    with running() as typist:
        typist.wait_until_signed_in()
        search = HeldSearch(typist.program.duplicates)
        save(typist, search, "Fjell AS")
        typist.type("Vidde")
        typist.window.close()
        search.end()
    with Store.open(AppPaths.of(program_home).store) as store:
        assert [one.name for one in Outbox(store).list((State.QUEUED, State.SENDING, State.SAVED))] == [
            "Fjell AS"
        ]
        assert [one.title for one in Drafts(store).all()] == ["Vidde"]


@pytest.mark.shared_window
def test_what_is_being_composed_when_save_is_decided_is_in_the_next_company(
    typist: Typist, search: HeldSearch
) -> None:
    save(typist, search, "Fjell AS")
    typist.type("Vidde ")
    typist.compose("山")
    search.let_go()
    typist.wait_for_outcome("Saved as number")
    typist.window.form.commit_pending_text()
    assert typist.window.form.value()["Name"] == "Vidde 山"
    assert [one.name for one in typist.saved_entries()] == ["Fjell AS"]


@pytest.mark.shared_window
def test_what_is_being_composed_when_save_is_refused_is_in_the_next_company(
    typist: Typist, search: HeldSearch
) -> None:
    save(typist, search, KNOWN)
    typist.compose("山")
    search.let_go()
    wait_until(lambda: "is not saved" in typist.window.notice.text)
    typist.window.form.commit_pending_text()
    assert typist.window.form.value()["Name"] == "山"
    wait_until(lambda: drafts_of(typist) == {KNOWN, "山"})
