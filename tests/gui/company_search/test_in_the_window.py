"""A company is found in the real window, by keys alone: from the form, and from the list of similar ones."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLineEdit

from app.model.additions.target import target_of
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, wait_until

pytestmark = pytest.mark.shared_window


def wait_for_hits(typist: Typist, count: int) -> None:
    search = typist.program.company_search
    wait_until(lambda: search.is_current and not search.state.is_busy and len(search.state.hits) == count)


@pytest.mark.long
def test_a_company_is_found_and_chosen(typist: Typist) -> None:
    told = QSignalSpy(typist.program.company_search.company_chosen)
    typist.press(Qt.Key.Key_F, CONTROL)
    typist.type("logistik")
    wait_for_hits(typist, 1)
    typist.press(Qt.Key.Key_Return)
    wait_until(lambda: told.count() == 1)
    assert told.at(0)[1] == "Blåbär Logistik AB"
    target = target_of(typist.window.form.value())
    assert target is not None
    assert target.name == "Blåbär Logistik AB"


def test_from_the_similar_companies_the_name_goes_on(typist: Typist) -> None:
    typist.type("Nordlys Bakery")
    wait_until(lambda: typist.window.duplicates.text == "1 similar company")
    typist.press(Qt.Key.Key_J, CONTROL)
    typist.press(Qt.Key.Key_F, CONTROL | SHIFT)
    assert typist.place == "companySearch.text"
    assert typist.find(QLineEdit, "companySearch.text").text() == "Nordlys Bakery"
    for _letter in "ery":
        typist.press(Qt.Key.Key_Backspace)
    wait_for_hits(typist, 1)
    typist.press(Qt.Key.Key_Escape)
