"""The outbox's title bar: the search, and what is about the whole list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.ui.outbox.title_bar import OutboxTitleBar


@pytest.fixture
def bar(qtbot: QtBot) -> OutboxTitleBar:
    made = OutboxTitleBar("Outbox")
    qtbot.addWidget(made)
    made.show()
    return made


def search_of(bar: OutboxTitleBar) -> QLineEdit:
    found = bar.findChild(QLineEdit, "outbox.search")
    assert isinstance(found, QLineEdit)
    return found


def test_the_search_is_told_as_it_is_typed(bar: OutboxTitleBar) -> None:
    told: list[str] = []
    bar.searched.connect(told.append)
    QTest.keyClicks(search_of(bar), "Åse")
    assert told == ["Å", "Ås", "Åse"]


@pytest.mark.parametrize(
    ("key", "left"), [(Qt.Key.Key_Escape, ""), (Qt.Key.Key_Down, "Fjell"), (Qt.Key.Key_Return, "Fjell")]
)
def test_keys_lead_from_the_search_into_the_list(
    qtbot: QtBot, bar: OutboxTitleBar, key: Qt.Key, left: str
) -> None:
    search = search_of(bar)
    QTest.keyClicks(search, "Fjell")
    with qtbot.waitSignal(bar.left):
        QTest.keyClick(search, key)
    assert search.text() == left


def test_progress_cut_and_history_are_shown(bar: OutboxTitleBar) -> None:
    bar.show_progress("3 of 9")
    bar.show_cut(True)
    bar.enable_clear_history(False)
    progress, cut = (bar.findChild(QLabel, name) for name in ("outbox.progress", "outbox.cut"))
    button = bar.findChild(QPushButton, "outbox.wipe")
    assert isinstance(progress, QLabel)
    assert isinstance(cut, QLabel)
    assert isinstance(button, QPushButton)
    assert (progress.text(), button.isEnabled()) == ("3 of 9", False)
    assert "Search for older ones" in cut.text()
    bar.show_cut(False)
    assert cut.text() == ""


def test_the_cross_asks_to_close(qtbot: QtBot, bar: OutboxTitleBar) -> None:
    cross = bar.findChild(QToolButton, "outbox.close")
    assert isinstance(cross, QToolButton)
    with qtbot.waitSignal(bar.close_asked):
        cross.click()
