"""The list beneath a combo box: rows, headings and the highlight."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.model.carriers.lists import Choice
from app.model.form.choices import Choices
from app.ui.inputs.choice_list import ChoiceList, ChoiceModel

CHOICES = Choices(
    (
        Choice(57, "Sales", is_heading=True),
        Choice(1, "Customer", level=1),
        Choice(58, "Others", is_heading=True),
        Choice(2, "Supplier", level=1),
    )
)


def test_headings_are_bold_and_cannot_be_chosen(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    model = ChoiceModel(field)
    model.show(CHOICES, (0, 1))
    heading, entry = model.index(0, 0), model.index(1, 0)
    assert heading.data(Qt.ItemDataRole.FontRole).bold()
    assert entry.data(Qt.ItemDataRole.FontRole) is None
    assert heading.flags() == Qt.ItemFlag.NoItemFlags
    assert entry.flags() & Qt.ItemFlag.ItemIsEnabled


def test_the_highlight_passes_over_headings_and_stops_at_the_ends(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    shown = ChoiceList(field)
    shown.offer(CHOICES, (0, 1, 2, 3), None, field)
    highlighted = [shown.highlighted]
    for by in (1, 1, 5, -5):
        shown.step(by)
        highlighted.append(shown.highlighted)
    assert highlighted == [None, 1, 3, 3, 1]
    shown.hide()


def test_rows_are_those_of_the_whole_list(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    shown = ChoiceList(field)
    highlighted = []
    for row in (3, 1):
        shown.offer(CHOICES, (2, 3), row, field)
        highlighted.append(shown.highlighted)
    assert highlighted == [3, None]
    shown.hide()


def test_a_page_is_what_is_seen_but_a_line(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    shown = ChoiceList(field)
    line = shown.verticalHeader().defaultSectionSize()
    pages = []
    for lines in (0.5, 1, 2, 3, 10):
        shown.resize(200, int(lines * line))
        pages.append(shown.page)
    assert pages == [1, 1, 1, 2, 9]
