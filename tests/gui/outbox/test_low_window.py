"""On a small screen the open outbox shows some of its rows."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionHeader

from app.ui.common.theme import Theme
from tests.helpers.ui.outbox_desk import Desk, refused
from tests.helpers.ui.window import CONTROL, wait_until

pytestmark = pytest.mark.shared_window


@pytest.mark.parametrize(
    ("size", "rows"), [(QSize(1008, 552), 4), (QSize(837, 485), 3)], ids=["1024x600", "853x533"]
)
def test_rows_are_seen_in_a_low_window(
    desk: Callable[..., Desk], qapp: QApplication, size: QSize, rows: int
) -> None:
    here = desk(*(refused(f"Company {number}", number) for number in range(7)))
    window, table = here.typist.window, here.panel.table
    before, sheet = window.size(), qapp.styleSheet()
    if not sheet:  # to set it again, on every widget of the window, takes a second
        theme = qapp.findChild(Theme)
        assert theme is not None
        theme.apply()
    window.resize(size)
    here.open(rows=7)
    wait_until(lambda: table.viewport().height() >= rows * table.rowHeight(0))
    assert table.rowHeight(0) >= table.fontMetrics().height() + 4
    header = table.horizontalHeader()
    option = QStyleOptionHeader()
    option.initFrom(header)
    words = header.style().subElementRect(QStyle.SubElement.SE_HeaderLabel, option, header)
    assert words.height() >= table.fontMetrics().height(), "what hangs below the line is seen, too"
    low = table.rowHeight(0)
    window.resize(QSize(before.width(), 800))
    wait_until(lambda: table.rowHeight(0) > low)
    here.typist.press(Qt.Key.Key_O, CONTROL)
    window.resize(before)
    if not sheet:
        qapp.setStyleSheet("")
