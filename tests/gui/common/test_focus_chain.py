"""Going along the chain of Tab changes nothing of what the widgets are parts of."""

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QMainWindow, QTabWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

import app
from app.ui.common.focus_chain import chain_after, has_focus_proxy


def test_what_stands_behind_a_deleted_widget_is_still_held(qtbot: QtBot) -> None:
    window, inside = QMainWindow(), QWidget()
    qtbot.addWidget(window)
    window.setCentralWidget(inside)
    layout, replaced, box, tabs = QVBoxLayout(inside), QLineEdit(), QComboBox(), QTabWidget()
    box.setEditable(True)
    tabs.addTab(QLineEdit(), "A page")
    for widget in (replaced, box, tabs):
        layout.addWidget(widget)
    bar, line = tabs.tabBar(), box.lineEdit()
    passed = list(chain_after(replaced))
    assert {window, inside, box, tabs} <= set(passed)
    assert bar in passed
    assert line is not None
    assert has_focus_proxy(line) is (line.focusProxy() is not None)
    del passed
    replaced.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(replaced)
    assert isValid(bar)
    assert isValid(line)
    assert isValid(window)


def test_nobody_else_asks_for_widgets_that_are_no_parts_of_the_one_asked() -> None:
    folder = Path(app.__file__).parent
    asks = re.compile(r"\.(?:nextInFocusChain|previousInFocusChain|focusProxy|buddy|sourceModel)\(\)")
    found = {
        str(path.relative_to(folder)) for path in folder.rglob("*.py") if asks.search(path.read_text("utf-8"))
    }
    assert found == {"ui/common/focus_chain.py"}
