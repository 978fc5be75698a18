"""The list of problems: what it says, where a line leads, and how it is left."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.model.checks.problem import Problem, Severity
from app.ui.window.problems_panel import ProblemsPanel
from app.ui.window.save_corner import ProblemsSummary

NAMES = {"Name": "Company name", "Phones[0].Value": "Phone 1", "": ""}
MISSING = Problem("Name", "Enter the name of the company.")
ODD = Problem("Phones[0].Value", "This does not look like a phone number.", Severity.WARNING)
GENERAL = Problem("", "Your user may not\ncreate companies.")


class Window(QWidget):
    """A field, and the panel beneath it."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.panel = ProblemsPanel(NAMES.__getitem__)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.panel)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.field.setFocus()
    qtbot.waitUntil(made.field.hasFocus)
    return made


def the_list(window: Window) -> QListWidget:
    found = window.panel.findChild(QListWidget, "problems.list")
    assert isinstance(found, QListWidget)
    return found


def test_each_line_names_the_field(window: Window) -> None:
    window.panel.show_problems([MISSING, ODD, GENERAL])
    assert window.panel.lines == [
        "Company name: Enter the name of the company.",
        "Phone 1: This does not look like a phone number.",
        "Your user may not create companies.",
    ]


def test_enter_leads_to_the_field_and_escape_back(qtbot: QtBot, window: Window) -> None:
    window.panel.show_problems([MISSING, ODD])
    window.panel.toggle()
    assert QApplication.focusWidget() is the_list(window)
    QTest.keyClick(the_list(window), Qt.Key.Key_Down)
    with qtbot.waitSignal(window.panel.chosen) as told:
        QTest.keyClick(the_list(window), Qt.Key.Key_Return)
    assert told.args == [ODD]
    QTest.keyClick(the_list(window), Qt.Key.Key_Escape)
    assert window.panel.isHidden()
    assert window.field.hasFocus()


def test_it_opens_only_where_there_is_something_and_goes_with_the_last(window: Window) -> None:
    window.panel.toggle()
    assert window.panel.isHidden()
    window.panel.show_problems([MISSING])
    window.panel.toggle()
    assert not window.panel.isHidden()
    window.panel.show_problems([])
    assert window.panel.isHidden()


@pytest.mark.parametrize(
    ("problems", "text"),
    [
        ([MISSING, ODD, ODD], "1 to correct (F8) · 2 to check"),
        ([ODD], "1 to check (F8)"),
        ([MISSING, GENERAL], "2 to correct (F8)"),
    ],
)
def test_the_summary_counts(qtbot: QtBot, problems: list[Problem], text: str) -> None:
    summary = ProblemsSummary()
    qtbot.addWidget(summary)
    summary.count(problems)
    assert summary.text == text
    assert not summary.isHidden()
    summary.count([])
    assert summary.isHidden()
