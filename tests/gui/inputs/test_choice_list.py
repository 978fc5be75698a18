"""The list beneath a combo box: rows, headings and the highlight."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from app.model.carriers.lists import Choice
from app.model.form.choices import Choices
from app.ui.common.plain_text import plain_tip
from app.ui.inputs import choice_list
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


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    """A field that is seen, with room beneath it."""
    field = QLineEdit()
    qtbot.addWidget(field)
    field.move(10, 10)
    field.show()
    return field


@pytest.fixture
def shown(field: QLineEdit) -> Iterator[ChoiceList]:
    shown = ChoiceList(field)
    yield shown
    shown.hide()


def test_an_entry_stands_under_its_heading_and_may_have_a_tip(field: QLineEdit, shown: ChoiceList) -> None:
    choices = Choices((Choice(57, "Sales", is_heading=True), Choice(1, "Customer", level=1, tooltip="Buys")))
    shown.offer(choices, (0, 1), None, field)
    model, delegate = shown.model(), shown.itemDelegate()
    assert isinstance(delegate, QStyledItemDelegate)
    texts = []
    for row in range(2):
        option = QStyleOptionViewItem()
        delegate.initStyleOption(option, model.index(row, 0))
        texts.append(option.text)
    assert texts == ["Sales", "\N{EM SPACE}Customer"]
    tips = [model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole) for row in range(2)]
    assert tips == [None, plain_tip("Buys")]


def test_it_is_a_frame_around_lines_without_a_grid(field: QLineEdit, shown: ChoiceList) -> None:
    shown.offer(CHOICES, (0, 1, 2, 3), None, field)
    assert (shown.frameShape(), shown.showGrid()) == (QFrame.Shape.Box, False)
    line = shown.verticalHeader().defaultSectionSize()
    assert shown.height() == 4 * line + 2 * shown.frameWidth()
    many = Choices(Choice(number, f"Item {number}") for number in range(30))
    shown.offer(many, range(30), None, field)
    assert shown.height() == 12 * line + 2 * shown.frameWidth(), "no more at once"


@pytest.mark.parametrize(("beyond", "is_above"), [(0, False), (1, True)])
def test_it_opens_above_the_field_only_where_the_screen_ends(
    field: QLineEdit, shown: ChoiceList, beyond: int, is_above: bool
) -> None:
    shown.offer(CHOICES, (0, 1, 2, 3), None, field)
    room = field.screen().availableGeometry()
    height = field.height()
    field.setGeometry(10, room.bottom() + 1 - shown.height() - height + beyond, field.width(), height)
    shown.offer(CHOICES, (0, 1, 2, 3), None, field)
    top = field.mapToGlobal(QPoint(0, 0)).y()
    assert shown.y() == (top - shown.height() if is_above else top + field.height())


def test_the_highlight_stays_at_the_first_entry(field: QLineEdit, shown: ChoiceList) -> None:
    shown.offer(CHOICES, (1, 3), 1, field)
    shown.step(-1)
    assert shown.highlighted == 1
    shown.offer(CHOICES, (1, 3), None, field)
    shown.step(-1)
    assert shown.highlighted == 3, "from none, upwards, it is the last"


def test_that_nothing_was_found_is_spoken_once(
    field: QLineEdit, shown: ChoiceList, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken: list[str] = []
    monkeypatch.setattr(choice_list, "announce", lambda _widget, text: spoken.append(text))
    told = []
    for rows in ((1, 3), (), (), (1,), ()):
        shown.offer(CHOICES, rows, None, field)
        told.append(len(spoken))
    assert told == [0, 1, 1, 1, 2]
    assert set(spoken) == {"Nothing found"}
