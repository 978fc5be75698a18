"""Dialogs are no larger than the screen; what is too much scrolls, and the buttons stay."""

from PySide6.QtWidgets import QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.common.fitting import Columns, FittingDialog, FoldingRow


def made(qtbot: QtBot, lines: int) -> tuple[FittingDialog, QPushButton]:
    dialog, content, button = FittingDialog(), QVBoxLayout(), QPushButton("OK")
    for _ in range(lines):
        content.addWidget(QLineEdit())
    dialog.lay_out_scrolling(content, button)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog, button


def test_much_scrolls_and_the_buttons_stay_in_reach(qtbot: QtBot) -> None:
    dialog, button = made(qtbot, 200)
    assert dialog.height() < dialog.screen().availableGeometry().height()
    assert button.visibleRegion().boundingRect() == button.rect()


def test_little_is_shown_whole(qtbot: QtBot) -> None:
    dialog, _button = made(qtbot, 4)
    lines = dialog.findChildren(QLineEdit)
    assert all(line.visibleRegion().boundingRect() == line.rect() for line in lines)


def test_what_is_shown_later_has_room_as_well(qtbot: QtBot) -> None:
    """Labels of other languages are wider than English ones, and what is unfolded is higher."""
    dialog, content, more = FittingDialog(), QVBoxLayout(), QWidget()
    more.setMinimumSize(700, 600)
    more.hide()
    content.addWidget(QLineEdit())
    content.addWidget(more)
    dialog.lay_out_scrolling(content, QPushButton("OK"))
    qtbot.addWidget(dialog)
    dialog.show()
    more.show()
    dialog.fit()
    qtbot.waitUntil(lambda: more.visibleRegion().boundingRect() == more.rect())


def test_the_bar_of_what_is_too_high_takes_no_width_from_it(qtbot: QtBot) -> None:
    dialog, content, wide = FittingDialog(), QVBoxLayout(), QWidget()
    wide.setMinimumSize(700, 2000)
    content.addWidget(wide)
    dialog.lay_out_scrolling(content, QPushButton("OK"))
    qtbot.addWidget(dialog)
    dialog.show()
    area = dialog.findChild(QScrollArea)
    assert area is not None
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    assert area.horizontalScrollBar().maximum() == 0


def test_columns_come_beneath_each_other_where_there_is_no_room_beside(qtbot: QtBot) -> None:
    page, left, right = QWidget(), QLineEdit(), QLineEdit()
    columns = Columns(page)
    for line in (left, right):
        line.setMinimumWidth(200)
        column = QVBoxLayout()
        column.addWidget(line)
        columns.addLayout(column, 1)
    qtbot.addWidget(page)
    page.resize(600, 200)
    page.show()
    assert left.y() == right.y()
    assert page.minimumSizeHint().width() < 300
    page.resize(300, 200)
    assert left.x() == right.x()
    assert left.y() < right.y()
    page.resize(600, 200)
    assert left.y() == right.y()


def test_what_has_just_been_opened_is_seen_from_its_beginning(qtbot: QtBot) -> None:
    dialog, content, more = FittingDialog(), QVBoxLayout(), QWidget()
    for _ in range(10):
        content.addWidget(QLineEdit())
    more.setMinimumSize(200, 3000)
    more.hide()
    content.addWidget(more)
    dialog.lay_out_scrolling(content, QPushButton("OK"))
    qtbot.addWidget(dialog)
    dialog.show()
    more.show()
    dialog.fit()
    dialog.bring_into_view(more)
    qtbot.waitUntil(lambda: more.visibleRegion().boundingRect().top() == 0)
    assert more.visibleRegion().boundingRect().height() > dialog.height() // 2


def test_a_row_that_would_be_too_wide_is_folded(qtbot: QtBot) -> None:
    for widest, lines in ((5_000, 1), (50, 3)):
        widget, row = QWidget(), FoldingRow(widest)
        buttons = [QPushButton(name) for name in ("Add", "Duplicate", "Remove")]
        for button in buttons:
            row.addWidget(button)
        widget.setLayout(row)
        qtbot.addWidget(widget)
        widget.show()
        assert len({one.y() for one in buttons}) == lines
