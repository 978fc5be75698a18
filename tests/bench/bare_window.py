"""A bare Qt window with five tabs and sixty fields: what the program's start and memory are compared with."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QFormLayout, QLineEdit, QMainWindow, QTabWidget, QWidget

_TABS, _FIELDS_A_TAB = 5, 12


def main() -> int:
    """Shows the window until it is closed."""
    app = QApplication(sys.argv)
    window = QMainWindow()
    tabs = QTabWidget()
    for tab in range(_TABS):
        page = QWidget()
        layout = QFormLayout(page)
        for field in range(_FIELDS_A_TAB):
            layout.addRow(f"Field {field + 1}", QLineEdit())
        tabs.addTab(page, f"Tab {tab + 1}")
    window.setCentralWidget(tabs)
    window.resize(900, 700)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
