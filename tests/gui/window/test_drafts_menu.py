"""What was begun and not finished is at hand in the menu of drafts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.model.entry import Draft
from app.storage.files.paths import AppPaths
from app.storage.sqlite.drafts import Drafts
from app.storage.sqlite.store import Store
from app.translation.days import day_in_words
from tests.helpers.garbage.stored_values import damage
from tests.helpers.ui.shared_window import SharedWindow
from tests.helpers.ui.window import CONTROL, Typist, running, wait_until

unconnected = pytest.mark.shared_window(connected=False)
ALT = Qt.KeyboardModifier.AltModifier
NOW = datetime.now(UTC)


def draft(name: str, hours: int, **form: str) -> Draft:
    """Typed that many hours ago."""
    at = NOW - timedelta(hours=hours)
    return Draft(f"id of {name}", "Practice", {"Name": name, **form}, at, at)


@pytest.fixture
def typist(shared_window: SharedWindow | None) -> Typist:
    """Somebody at a window that has three drafts, the latest of them in the form."""
    assert shared_window is not None
    typist = shared_window.typist
    assert typist.program.store is not None
    drafts = (draft("Fjell & Sønn", 3), draft("Fjord", 2, Department="Sales"), draft("Sund", 1))
    for one in drafts:
        Drafts(typist.program.store).save(one)
    typist.program.entry.open_draft(drafts[-1])
    typist.program.entry._drafts.list_drafts()
    wait_until(lambda: listed(typist) == ["* Sund", "Fjord", "Fjell && Sønn"])
    return typist


def name_in_form(typist: Typist) -> str:
    return str(typist.window.form.value().get("Name", ""))


def listed(typist: Typist) -> list[str]:
    """The lines of the menu as it would be opened now; the marked one has a star."""
    typist.window.drafts.aboutToShow.emit()
    actions = typist.window.drafts.actions()
    return [("* " if one.isChecked() else "") + one.text().partition("\t")[0] for one in actions]


@unconnected
def test_drafts_are_listed_the_latest_first_and_the_open_one_is_marked(typist: Typist) -> None:
    assert listed(typist) == ["* Sund", "Fjord", "Fjell && Sønn"]
    times = [action.text().partition("\t")[2] for action in typist.window.drafts.actions()]
    assert all(any(letter.isdigit() for letter in text) for text in times)


@unconnected
def test_a_draft_without_a_name_is_listed_with_who_is_in_it(typist: Typist) -> None:
    typist.press(Qt.Key.Key_N, CONTROL)
    form = typist.window.form
    form.show_page(form.persons)
    form.persons.editor.add_person()
    typist.type("Ola & Eva Lie")
    typist.press(Qt.Key.Key_N, CONTROL)
    wait_until(lambda: "New company: Ola" in " ".join(listed(typist)))
    assert "“New company: Ola" in typist.window.notice.text


@unconnected
def test_a_draft_is_opened_with_keys_alone(typist: Typist) -> None:
    window = typist.window
    typist.press(Qt.Key.Key_F, ALT)
    wait_until(lambda: QApplication.activePopupWidget() is not None)
    press_in_menu(Qt.Key.Key_R)
    wait_until(lambda: QApplication.activePopupWidget() is window.drafts)
    # The first line is chosen at once: the draft that is open.
    press_in_menu(Qt.Key.Key_Down)
    press_in_menu(Qt.Key.Key_Return)
    wait_until(lambda: name_in_form(typist) == "Fjord")
    assert window.form.value()["Department"] == "Sales"
    assert listed(typist) == ["Sund", "* Fjord", "Fjell && Sønn"]


def press_in_menu(key: Qt.Key) -> None:
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, key)
    QApplication.processEvents()


@unconnected
def test_what_is_typed_stays_a_draft_when_another_is_opened(typist: Typist) -> None:
    typist.press(Qt.Key.Key_N, CONTROL)
    typist.type("Brand new")
    listed(typist)
    typist.window.drafts.actions()[1].trigger()
    wait_until(lambda: name_in_form(typist) == "Fjord")
    wait_until(lambda: "Brand new" in listed(typist))
    assert listed(typist) == ["Brand new", "Sund", "* Fjord", "Fjell && Sønn"]


@unconnected
def test_whoever_begins_another_company_is_told_where_the_one_before_is(typist: Typist) -> None:
    window = typist.window
    typist.press(Qt.Key.Key_N, CONTROL)
    assert window.notice.text == "“Sund” waits among the drafts."
    go_back = next(one for one in window.notice.findChildren(QPushButton) if one.text() == "Go back to it")
    for _area in range(6):
        if typist.focused is not go_back:
            typist.press(Qt.Key.Key_F6)
    typist.press(Qt.Key.Key_Return)
    assert name_in_form(typist) == "Sund"
    assert not window.notice.isVisible(), "it is about nothing any more"
    typist.press(Qt.Key.Key_N, CONTROL)
    typist.press(Qt.Key.Key_N, CONTROL)
    assert not window.notice.isVisible(), "an empty form is no draft"


@unconnected
def test_a_discarded_draft_leaves_the_list(typist: Typist) -> None:
    typist.press(Qt.Key.Key_D, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    wait_until(lambda: listed(typist) == ["Fjord", "Fjell && Sønn"])


@unconnected
def test_an_empty_list_says_so(shared_window: SharedWindow | None) -> None:
    assert shared_window is not None
    typist = shared_window.typist
    assert listed(typist) == ["Nothing is waiting to be finished"]
    assert not typist.window.drafts.actions()[0].isEnabled()


@unconnected
def test_what_was_discarded_comes_back_with_undo(typist: Typist) -> None:
    typist.go_to_tab(1)
    typist.fill("Business", "no such branch")
    before = typist.window.form.value()
    typist.press(Qt.Key.Key_D, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert "Ctrl+Z brings it back" in typist.window.notice.text
    assert name_in_form(typist) == ""
    typist.type("x")
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert name_in_form(typist) == "", "first what was typed since"
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert typist.window.form.value() == before
    assert typist.window.form.unresolved() == {"Business": "no such branch"}
    assert not typist.window.notice.isVisible()
    wait_until(lambda: listed(typist) == ["* Sund", "Fjord", "Fjell && Sønn"])


@unconnected
def test_undo_in_another_company_brings_nothing_back(typist: Typist) -> None:
    typist.press(Qt.Key.Key_D, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    typist.press(Qt.Key.Key_N, CONTROL)
    typist.press(Qt.Key.Key_Z, CONTROL)
    assert name_in_form(typist) == ""


@unconnected
def test_there_is_nothing_to_discard_in_an_empty_form(typist: Typist) -> None:
    typist.press(Qt.Key.Key_N, CONTROL)
    typist.press(Qt.Key.Key_D, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert typist.window.notice.text == "" or "discarded" not in typist.window.notice.text


@pytest.mark.long
def test_a_damaged_draft_is_listed_shown_raw_discarded_and_brought_back(
    qapp: QApplication, program_home: Path
) -> None:
    path = AppPaths.of(program_home).store
    with Store.open(path) as store:
        for one in (draft("Fjell", 2), draft("Sund", 1)):
            Drafts(store).save(one)
    damage(path, "drafts", "form", '{"Name": "Fje', "id of Fjell")
    unreadable = f"A draft of {day_in_words((NOW - timedelta(hours=2)).date())} cannot be read"
    with running(program_home) as typist:
        wait_until(lambda: listed(typist) == ["* Sund", unreadable])
        choose(typist, unreadable)
        assert typist.window.notice.text == f"{unreadable}: its place on the disk is damaged."
        press_on_notice(typist, "Copy what is stored")
        assert '"form": "{\\"Name\\": \\"Fje"' in qapp.clipboard().text()
        press_on_notice(typist, "Discard")
        wait_until(lambda: listed(typist) == ["* Sund"])
        press_on_notice(typist, "Undo")
        wait_until(lambda: listed(typist) == ["* Sund", unreadable])
        choose(typist, unreadable)
        press_on_notice(typist, "Discard")
        wait_until(lambda: listed(typist) == ["* Sund"])
    with Store.open(path) as store:
        assert Drafts(store).unreadable() == ()
        assert [one.title for one in Drafts(store).all()] == ["Sund"]


def choose(typist: Typist, line: str) -> None:
    next(one for one in typist.window.drafts.actions() if one.text() == line).trigger()


def press_on_notice(typist: Typist, label: str) -> None:
    def found() -> list[QPushButton]:
        buttons = typist.window.notice.findChildren(QPushButton)
        return [one for one in buttons if one.text() == label and one.isVisible()]

    wait_until(lambda: bool(found()))
    found()[0].click()
