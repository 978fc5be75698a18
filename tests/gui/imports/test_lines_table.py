"""The list of companies goes by rows."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.model.imports.lines import Line, LineState
from app.ui.imports.lines_model import STATE_WORDS, Column, LinesModel
from app.ui.imports.lines_table import LinesTable, LineText


def test_home_and_end_go_to_the_first_and_the_last_line(qtbot: QtBot) -> None:
    model = LinesModel(lambda number: Line(str(number), "Fjell AS"), lambda _number: None)
    model.show_numbers(range(500))
    table = LinesTable(model)
    qtbot.addWidget(table)
    table.resize(300, 300)
    table.show()
    table.selectRow(3)
    QTest.keyClick(table, Qt.Key.Key_End)
    assert table.currentIndex().row() == 499
    assert table.horizontalScrollBar().value() == 0, "what is seen of a line stays in view"
    QTest.keyClick(table, Qt.Key.Key_Home)
    assert table.currentIndex().row() == 0


def test_the_people_are_in_view_wherever_there_is_room(qtbot: QtBot) -> None:
    table = LinesTable(LinesModel(lambda number: Line(str(number), "Fjell AS"), lambda _number: None))
    qtbot.addWidget(table)
    table.resize(840, 300)
    table.show()
    last = Column.PEOPLE
    people = table.columnViewportPosition(last) + table.columnWidth(last)
    assert people == table.viewport().width()
    before = table.columnWidth(Column.REASON)
    table.resize(940, 300)
    assert table.columnWidth(Column.REASON) == before + 100
    assert table.columnViewportPosition(last) + table.columnWidth(last) == table.viewport().width()


def resize(table: LinesTable, letters: int) -> None:
    """Makes a table so many letters wide: those of the program are larger than the bare application's."""
    table.ensurePolished()
    table.resize(letters * table.fontMetrics().horizontalAdvance("x"), 300)


def test_the_rows_of_a_company_are_all_in_view(qtbot: QtBot) -> None:
    rows = ["2", "16–18, 31–32"]
    model = LinesModel(lambda number: Line(rows[number], "Fjell AS"), lambda _number: None)
    table = LinesTable(model)
    qtbot.addWidget(table)
    resize(table, 84)
    table.show()
    narrow = table.columnWidth(Column.ROWS)
    model.show_numbers(range(2))
    assert table.columnWidth(Column.ROWS) >= table.sizeHintForIndex(model.index(1, 0)).width()
    rows[1] = "3"
    model.show_numbers(range(2))
    assert table.columnWidth(Column.ROWS) == narrow
    rows[1] = ", ".join(str(number) for number in range(3, 200, 2))
    model.show_numbers(range(2))
    assert table.columnWidth(Column.ROWS) < table.columnWidth(Column.COMPANY)


def test_rows_that_stand_apart_leave_the_others_in_view(qtbot: QtBot) -> None:
    model = LinesModel(lambda _number: Line("16–18, 31–32, 40", "Fjell AS"), lambda _number: None)
    table = LinesTable(model)
    qtbot.addWidget(table)
    model.show_numbers(range(3))
    resize(table, 80)
    table.show()
    wide = table.columnWidth(Column.ROWS)
    resize(table, 70)
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
    assert table.columnWidth(Column.ROWS) < wide


def test_in_a_narrow_window_all_columns_are_in_view(qtbot: QtBot) -> None:
    states = [LineState.UNCHECKED] * 40
    model = LinesModel(lambda number: Line(str(number), "Fjell AS", states[number]), lambda _number: None)
    table = LinesTable(model)
    qtbot.addWidget(table)
    table.resize(590, 300)  # as on a screen of 1024 x 600
    table.show()
    model.show_numbers(range(40))
    qtbot.waitUntil(lambda: table.rowAt(0) == 0)
    assert table.horizontalScrollBar().maximum() == 0
    assert table.columnWidth(Column.PEOPLE) >= 12 * table.fontMetrics().horizontalAdvance("x")
    narrow = table.columnWidth(Column.STATE)

    def has_room_for(state: LineState) -> bool:
        return table.columnWidth(Column.STATE) > table.fontMetrics().horizontalAdvance(STATE_WORDS[state])

    states[30] = LineState.DONE
    model.refresh(30, 31)
    assert table.columnWidth(Column.STATE) == narrow, "it is not in view"
    table.scrollToBottom()
    assert has_room_for(LineState.DONE)
    wide = table.columnWidth(Column.STATE)
    assert wide > narrow
    table.scrollToTop()
    assert table.columnWidth(Column.STATE) == wide, "it does not go to and fro"
    model.show_numbers(range(40))
    states[0] = LineState.DOUBLE
    model.refresh(0, 1)
    assert has_room_for(LineState.DOUBLE)


def test_in_a_narrow_window_the_reasons_have_more_room_than_places_and_people(qtbot: QtBot) -> None:
    states = [LineState.DOUBLE] * 3
    model = LinesModel(lambda number: Line(str(number), "Fjell AS", states[number]), lambda _number: None)
    table = LinesTable(model)
    qtbot.addWidget(table)
    model.show_numbers(range(3))
    resize(table, 80)
    table.show()
    letter = table.fontMetrics().horizontalAdvance("x")
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
    assert table.columnWidth(Column.REASON) >= 18 * letter
    assert table.columnWidth(Column.COMPANY) >= 16 * letter
    for letters in (66, 58, 50):
        resize(table, letters)
        qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() > 0)
        end = table.columnViewportPosition(Column.REASON) + table.columnWidth(Column.REASON)
        assert table.columnWidth(Column.REASON) >= 12 * letter
        assert end <= table.viewport().width() or letters < 58, "it is all in view"
        assert end >= table.viewport().width() - 1, "those behind it are not in view: it has their room"


def test_what_a_column_does_not_need_is_given_to_those_that_are_cut(qtbot: QtBot) -> None:
    name = "Bäckerei und Konditorei GmbH"
    lines = [Line(str(number), f"{name} {number}") for number in range(30)]
    model = LinesModel(lines.__getitem__, lambda _number: None)
    table = LinesTable(model)
    qtbot.addWidget(table)
    model.show_numbers(range(30))
    resize(table, 130)
    table.show()
    qtbot.waitUntil(lambda: table.rowAt(0) == 0)
    needed = table.fontMetrics().horizontalAdvance(lines[9].name)
    qtbot.waitUntil(lambda: table.columnWidth(Column.COMPANY) > needed)
    header = table.horizontalHeader()
    assert table.columnWidth(Column.REASON) >= header.sectionSizeHint(Column.REASON), "its title is read"
    assert table.horizontalScrollBar().maximum() == 0
    reasons = tuple(
        f"This speaks against it, and takes a whole line of its own {place}." for place in range(4)
    )
    lines[0] = Line("0", "Fjell AS", LineState.DOUBTFUL, reasons)
    lines[1:] = [Line(str(number), "Vik AS") for number in range(1, 30)]
    model.show_numbers(range(30))
    assert table.columnWidth(Column.COMPANY) < needed
    end = table.columnViewportPosition(Column.PEOPLE) + table.columnWidth(Column.PEOPLE)
    assert end == table.viewport().width()


def test_ctrl_and_end_go_to_the_end_of_the_text_of_a_company(qtbot: QtBot) -> None:
    box = LineText("\n".join(f"Line {number}" for number in range(60)))
    box.setReadOnly(True)
    qtbot.addWidget(box)
    box.show()
    bar = box.verticalScrollBar()
    QTest.keyClick(box, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert bar.value() == bar.maximum() > 0
    QTest.keyClick(box, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert bar.value() == 0
