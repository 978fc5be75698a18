"""A list to choose from: its entries whole, the chosen one with dots where it is cut."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionComboBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.common.plain_choice import PlainChoice
from app.ui.common.theme import Theme

LONG = "Visiting address, all in one"


@pytest.fixture(autouse=True)
def theme(qapp: QApplication) -> Iterator[None]:
    """The program's own look, whose entries are higher than Qt's."""
    made = Theme(qapp)
    made.apply()
    yield
    qapp.setStyleSheet("")
    made.deleteLater()


@pytest.mark.parametrize("count", [1, 2, 6])
def test_all_entries_are_seen_where_there_is_room(qtbot: QtBot, count: int) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    box = PlainChoice()
    QVBoxLayout(window).addWidget(box)
    box.addItems([f"Entry {number}" for number in range(count)])
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    QApplication.processEvents()
    box.showPopup()
    view = box.view()
    qtbot.waitUntil(view.isVisible)
    QApplication.processEvents()
    last = view.visualRect(box.model().index(count - 1, 0))
    assert view.viewport().rect().bottom() >= last.bottom()
    assert view.verticalScrollBar().maximum() == 0
    box.hidePopup()


def test_what_is_cut_ends_in_dots(qtbot: QtBot) -> None:
    box = PlainChoice()
    qtbot.addWidget(box)
    box.addItem(LONG)
    box.setSizeAdjustPolicy(PlainChoice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.resize(120, 30)
    box.show()
    QApplication.processEvents()
    seen, option = box.grab().toImage(), QStyleOptionComboBox()
    box.initStyleOption(option)
    field = QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, box).width()
    fitting = [f"{LONG[:count].rstrip()}…" for count in range(len(LONG))]
    fitting = [text for text in fitting if box.fontMetrics().horizontalAdvance(text) < room]
    box.setItemText(0, fitting[-1])
    assert box.grab().toImage() == seen
    box.setItemText(0, LONG)
    assert box.currentText() == LONG, "whole for those who hear it"
