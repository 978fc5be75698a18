"""The walk through the languages sees what stands in lists, tables, trees and pages, too."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QListWidget,
    QTableWidget,
    QTableWidgetItem,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tests.helpers.ui.shown_texts import shown


def test_choices_cells_and_pages_are_seen(qapp: QApplication) -> None:
    assert qapp is not None
    window = QWidget()
    layout = QVBoxLayout(window)
    choices, rows, lines, tree, page = (
        QComboBox(),
        QTableWidget(1, 2),
        QListWidget(),
        QTreeWidget(),
        QTextBrowser(),
    )
    for widget in (choices, rows, lines, tree, page):
        layout.addWidget(widget)
    choices.addItems(["first choice", "second choice"])
    cell = QTableWidgetItem("a cell")
    cell.setData(Qt.ItemDataRole.ToolTipRole, "told of the cell")
    cell.setData(Qt.ItemDataRole.AccessibleTextRole, "read of the cell")
    rows.setItem(0, 1, cell)
    rows.setHorizontalHeaderLabels(["a heading", "another"])
    lines.addItem("a line")
    above = QTreeWidgetItem(["a branch"])
    above.addChild(QTreeWidgetItem(["a leaf"]))
    tree.addTopLevelItem(above)
    page.setHtml("<h1>a title</h1><p>a sentence</p>")
    window.show()
    seen = set(shown(window))
    wanted = (
        "second choice",
        "a cell",
        "told of the cell",
        "read of the cell",
        "another",
        "a line",
        "a leaf",
    )
    assert {*wanted, "a title", "a sentence"} <= seen
