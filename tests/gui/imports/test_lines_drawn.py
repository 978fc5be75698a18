"""The cells of the preview as they are drawn."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from app.model.imports.lines import Line, LineState
from app.ui.imports.lines_model import Column, LinesModel
from app.ui.imports.lines_table import LinesDelegate, LinesTable

WIDTH = 200


def drawn(qtbot: QtBot, name: str, column: Column, *, is_selected: bool = False) -> QImage:
    """Returns the picture of a cell."""
    model = LinesModel(lambda _number: Line("2", name, LineState.WRONG), lambda _number: None)
    model.show_numbers(range(1))
    table = LinesTable(model)
    qtbot.addWidget(table)
    image = QImage(WIDTH, 24, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    option = QStyleOptionViewItem()
    table.initViewItemOption(option)
    option.rect = QRect(0, 0, WIDTH, 24)
    if is_selected:
        option.state |= QStyle.StateFlag.State_Selected
    delegate = table.itemDelegate()
    assert isinstance(delegate, LinesDelegate)
    painter = QPainter(image)
    delegate.paint(painter, option, model.index(0, column))
    painter.end()
    return image


def columns_with_ink(image: QImage) -> list[int]:
    """Returns where something stands, in pixels from the left."""
    paper = image.pixel(0, 0)
    return [x for x in range(image.width()) if any(image.pixel(x, y) != paper for y in range(image.height()))]


def test_a_text_stands_beside_the_edges_of_its_cell(qtbot: QtBot) -> None:
    short = columns_with_ink(drawn(qtbot, "Fjell AS", Column.COMPANY))
    assert 9 <= short[0] <= 12
    assert short[-1] < WIDTH / 2


def test_a_long_text_is_cut_within_its_cell(qtbot: QtBot) -> None:
    for name in ("Fjell " * 40, "F" * 5_000_000):
        ink = columns_with_ink(drawn(qtbot, name, Column.COMPANY))
        assert WIDTH - 40 < ink[-1] <= WIDTH - 9


def test_a_text_of_several_lines_stands_in_one(qtbot: QtBot) -> None:
    assert drawn(qtbot, "Fjell\nog Vann", Column.COMPANY) == drawn(qtbot, "Fjell og Vann", Column.COMPANY)
    assert drawn(qtbot, "<b>Fjell</b> & Vann", Column.COMPANY) != drawn(qtbot, "Fjell Vann", Column.COMPANY)


def test_a_state_has_its_colour_and_a_selection_its_own(qtbot: QtBot) -> None:
    def is_reddish(image: QImage) -> bool:
        colours = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        return any(one.red() > one.green() + 60 and one.red() > one.blue() + 60 for one in colours)

    assert is_reddish(drawn(qtbot, "Fjell AS", Column.STATE))
    assert not is_reddish(drawn(qtbot, "Fjell AS", Column.COMPANY))
    selected = drawn(qtbot, "Fjell AS", Column.STATE, is_selected=True)
    assert selected.pixelColor(0, 0) == selected.pixelColor(WIDTH - 1, 23) != QColor("white")


def test_a_line_is_read_once_for_all_its_cells() -> None:
    asked: list[int] = []
    states = [LineState.UNCHECKED]

    def line(number: int) -> Line:
        asked.append(number)
        return Line("2", "Fjell AS", states[0])

    model = LinesModel(line, lambda _number: None)
    model.show_numbers(range(3))
    before = [model.text_at(1, column) for column in Column]
    assert asked == [1]
    states[0] = LineState.NEW
    model.refresh(1, 2)
    after = [model.text_at(1, column) for column in Column]
    assert before != after, "what is told to have changed is read again"
    asked.clear()
    assert [model.text_at(number % 3, Column.COMPANY) for number in range(9)] == ["Fjell AS"] * 9
    assert sorted(asked) == [0, 2]
