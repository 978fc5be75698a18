"""Ctrl+F: typed, found, chosen, by keys alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from app.controller.questions.company_search import CompanySearch
from app.model.company_search.hits import CompanyHit
from app.model.company_search.questions import Criterion, Question
from app.ui.company_search.dialog import CompanySearchDialog
from app.webapi.company_finder import FoundHits
from tests.helpers.fakes.controllers import PATIENCE_MS, Office
from tests.helpers.ui.links import Browser

HITS = {
    Criterion.NAME: (
        CompanyHit(7, "Fjord AS", "Oslo", "Oslo", "Ingrid Solberg", "999 888 771"),
        CompanyHit(8, "Fjordlys"),
    ),
    Criterion.PERSON_NAME: (
        CompanyHit(9, "Mill AS", person="Fjord Hansen", person_id=3, person_reach="f@mill.example"),
        CompanyHit(11, "", person="Fjord Berg", person_id=4),
    ),
}


def answer(question: Question, _most: int) -> FoundHits:
    is_known = question.values[0].casefold().startswith("fj")
    return FoundHits(HITS.get(question.criterion, ()) if is_known else ())


def count(contact_ids: Sequence[int]) -> dict[int, int]:
    return {number: 2 for number in contact_ids if number == 7}


@pytest.fixture
def search(office: Office) -> CompanySearch:
    office.api.answers |= {"find_companies": answer, "count_people": count}
    office.sign_in()
    return CompanySearch(office.context, office.access, office)


@pytest.fixture
def dialog(qtbot: QtBot, search: CompanySearch) -> Iterator[CompanySearchDialog]:
    around = QWidget()
    qtbot.addWidget(around)
    dialog = CompanySearchDialog(search, around)
    dialog.open()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    yield dialog


@pytest.fixture
def browser() -> Iterator[Browser]:
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "open")  # type: ignore[arg-type]  # PySide6 asks for text
    yield browser
    QDesktopServices.unsetUrlHandler("https")


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def find(qtbot: QtBot, search: CompanySearch, text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)
    press(Qt.Key.Key_Return)  # without waiting for the pause
    qtbot.waitUntil(lambda: search.is_current and not search.state.is_busy, timeout=PATIENCE_MS)


def rows(dialog: CompanySearchDialog) -> list[list[str]]:
    table = dialog.findChild(QTableWidget, "companySearch.hits")
    assert isinstance(table, QTableWidget)
    shown = [column for column in range(table.columnCount()) if not table.isColumnHidden(column)]
    return [
        [item.text() if (item := table.item(row, column)) else "" for column in shown]
        for row in range(table.rowCount())
    ]


def test_companies_and_people_are_listed(
    qtbot: QtBot, dialog: CompanySearchDialog, search: CompanySearch
) -> None:
    find(qtbot, search, "Fjord")
    assert rows(dialog) == [
        ["Fjord AS, Oslo", "", "Oslo", "Ingrid Solberg", "999 888 771", "2"],
        ["Fjordlys", "", "", "", "", ""],
        ["Mill AS", "Fjord Hansen · f@mill.example", "", "", "", ""],
        ["–", "Fjord Berg", "", "", "", ""],
    ]


def test_enter_chooses_the_row_that_the_arrows_have_reached(
    qtbot: QtBot, dialog: CompanySearchDialog, search: CompanySearch
) -> None:
    find(qtbot, search, "Fjord")
    for key in (Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_Up):
        press(key)
    with (
        qtbot.waitSignals([search.company_chosen, dialog.accepted]),
        qtbot.waitSignal(search.company_chosen) as told,
    ):
        press(Qt.Key.Key_Return)
    assert told.args == [9, "Mill AS"]


def test_enter_takes_nothing_that_was_found_for_another_text(
    qtbot: QtBot, dialog: CompanySearchDialog, search: CompanySearch
) -> None:
    chosen: list[int] = []
    search.company_chosen.connect(lambda contact_id, _name: chosen.append(contact_id))
    find(qtbot, search, "Fjord")
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    find(qtbot, search, "xyz")  # its Enter comes before the pause
    assert (chosen, rows(dialog)) == ([], [])
    assert dialog.note == "Nothing is found."


def test_somebody_at_a_company_that_may_not_be_seen_cannot_be_chosen(
    qtbot: QtBot, dialog: CompanySearchDialog, search: CompanySearch
) -> None:
    find(qtbot, search, "Fjord")
    press(Qt.Key.Key_PageDown)
    press(Qt.Key.Key_Return)
    assert "may not see" in dialog.note
    assert dialog.isVisible()


def test_control_and_enter_open_it_in_superoffice(
    qtbot: QtBot, dialog: CompanySearchDialog, search: CompanySearch, browser: Browser
) -> None:
    find(qtbot, search, "Fjord")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert browser.opened == ["https://crm.example/default.aspx?contact.main?contact_id=7"]
    assert dialog.isVisible()


def test_esc_gives_up(qtbot: QtBot, dialog: CompanySearchDialog, search: CompanySearch) -> None:
    find(qtbot, search, "Fjord")
    with qtbot.waitSignal(dialog.rejected):
        press(Qt.Key.Key_Escape)
    assert search.state.hits == ()
