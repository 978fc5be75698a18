"""The list beneath a field: keys that are its own, and those that stay the field's."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from app.model.registers.record import CompanyState, RegisterRecord
from app.ui.registers.hit_list import HitList

HITS = [
    RegisterRecord("no", "NO", "1", "Fjell AS", "Oslo"),
    RegisterRecord("no", "NO", "2", "Fjellheim", "", CompanyState.BANKRUPT),
    RegisterRecord("no", "NO", "3", "Fjord", "Bergen", CompanyState.DELETED),
]


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[QLineEdit]:
    window = QMainWindow()
    qtbot.addWidget(window)
    field = QLineEdit(window)
    window.setCentralWidget(field)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    yield field


@pytest.fixture
def hits(field: QLineEdit) -> HitList:
    hits = HitList(field)
    hits.show_hits(field, HITS)
    return hits


def test_a_line_has_name_number_city_and_what_has_become_of_the_company(hits: HitList) -> None:
    assert hits.texts == [
        "Fjell AS · 1 · Oslo",
        "Fjellheim · 2 · bankrupt",
        "Fjord · 3 · Bergen · deleted from the register",
    ]


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ([Qt.Key.Key_Return], [0]),
        ([Qt.Key.Key_Down, Qt.Key.Key_Return], [1]),
        ([Qt.Key.Key_PageDown, Qt.Key.Key_Enter], [2]),
        ([Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return], [1]),
        ([Qt.Key.Key_Escape, Qt.Key.Key_Return], []),
    ],
)
def test_keys_choose_or_leave(hits: HitList, field: QLineEdit, keys: list[Qt.Key], chosen: list[int]) -> None:
    found: list[int] = []
    hits.chosen.connect(found.append)
    for key in keys:
        QTest.keyClick(field, key)
    assert found == chosen
    assert not hits.is_open


def test_what_is_typed_goes_into_the_field(hits: HitList, field: QLineEdit) -> None:
    QTest.keyClicks(field, "ab")
    assert field.text() == "ab"
    assert hits.is_open


def test_a_sentence_can_not_be_chosen_and_enter_stays_the_fields(hits: HitList, field: QLineEdit) -> None:
    found: list[object] = []
    hits.chosen.connect(found.append)
    field.returnPressed.connect(lambda: found.append("field"))
    hits.say(field, "Nobody knows it.")
    assert hits.texts == ["Nobody knows it."]
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert found == ["field"]
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not hits.is_open


def test_it_closes_with_its_field(hits: HitList, field: QLineEdit, qtbot: QtBot) -> None:
    field.clearFocus()
    assert not hits.is_open
    field.setFocus()
    hits.show_hits(field, HITS)
    field.window().resize(field.window().width() + 40, 300)
    qtbot.waitUntil(lambda: not hits.is_open)
