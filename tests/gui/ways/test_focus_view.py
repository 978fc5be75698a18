"""Whatever gets the focus is in view, by whatever way it got it."""

from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.ways.focus_view import FocusView


def column(qtbot: QtBot) -> tuple[QScrollArea, list[QLineEdit]]:
    inside = QWidget()
    layout = QVBoxLayout(inside)
    lines = [QLineEdit() for _ in range(40)]
    for line in lines:
        layout.addWidget(line)
    outer, area = QScrollArea(), QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(inside)
    area.setFixedHeight(300)
    outer.setWidget(area)
    outer.resize(QSize(400, 200))
    qtbot.addWidget(outer)
    FocusView(outer)
    outer.show()
    outer.activateWindow()
    qtbot.waitUntil(outer.isActiveWindow)
    return outer, lines


def is_seen(line: QLineEdit) -> bool:
    return line.visibleRegion().boundingRect() == line.rect()


def test_a_field_is_scrolled_into_view_through_every_area_around_it(qtbot: QtBot) -> None:
    _outer, lines = column(qtbot)
    for place in (39, 0, 20):
        lines[place].setFocus()
        qtbot.waitUntil(partial(is_seen, lines[place]))


def test_it_stays_in_view_when_the_window_gets_smaller(qtbot: QtBot) -> None:
    outer, lines = column(qtbot)
    lines[8].setFocus()
    qtbot.waitUntil(lambda: is_seen(lines[8]))
    outer.resize(400, 90)
    qtbot.waitUntil(lambda: is_seen(lines[8]))


def test_all_of_a_field_is_in_view_not_its_cursor_alone(qtbot: QtBot) -> None:
    inside = QWidget()
    line = QLineEdit(inside)
    line.setGeometry(300, 0, 180, 30)
    inside.resize(500, 60)
    area = QScrollArea()
    area.setWidget(inside)
    area.resize(360, 90)
    qtbot.addWidget(area)
    FocusView(area)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    line.setFocus()
    qtbot.waitUntil(lambda: is_seen(line))


def test_a_list_that_opens_leaves_the_area_where_it_is(qtbot: QtBot) -> None:
    outer, lines = column(qtbot)
    area = outer.findChild(QScrollArea)
    assert area is not None
    inside = lines[0].parentWidget()
    assert inside is not None
    box, layout = QComboBox(), inside.layout()
    assert layout is not None
    box.addItems([f"Entry {number}" for number in range(30)])
    layout.addWidget(box)
    lines[0].setFocus()
    qtbot.waitUntil(partial(is_seen, lines[0]))
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    QApplication.processEvents()
    before = area.verticalScrollBar().value(), outer.verticalScrollBar().value()
    box.showPopup()
    qtbot.waitUntil(box.view().isVisible)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.focusChanged.emit(box, box.view())
    QApplication.processEvents()
    assert (area.verticalScrollBar().value(), outer.verticalScrollBar().value()) == before
    box.hidePopup()
