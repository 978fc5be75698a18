"""The import in a low window, as on a screen of 1024 x 600, or on one whose letters are larger."""

from __future__ import annotations

from functools import partial
from math import ceil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QTableView, QWidget

from app.ui.common.plain_text import LimitedLabel, line_height
from app.ui.imports.dialog_parts import SheetChoice
from tests.helpers.ui.tables import Importer, as_rows, copy, drop
from tests.helpers.ui.window import CONTROL, Typist, wait_until

pytestmark = pytest.mark.shared_window

ROWS = as_rows(
    ("Firma", "Kontakt person", "Sted"),
    ("", "Eva Dahl", "Oslo"),
    *((f"Solbakken Frukt {number} AS", "Kari Moe", "Oslo") for number in range(20)),
)
FEW = tuple((f"Solbakken Frukt {number} AS", "Kari Moe", "Oslo") for number in range(3))
LOW, HIGH = (840, 485), (1000, 700)


@pytest.fixture
def importer(typist: Typist) -> Importer:
    return Importer(typist)


def shown(importer: Importer, size: tuple[int, int]) -> QTableView:
    """Makes the dialog so large; returns the companies once all is where it belongs."""
    choice, file = importer.typist.find(QComboBox, "import.filter"), importer.button("file")
    importer.dialog.resize(*size)
    wait_until(lambda: is_beside(importer, choice, file) is (size == LOW))
    return importer.typist.find(QTableView, "import.lines")


def is_beside(importer: Importer, one: QWidget, other: QWidget) -> bool:
    return abs(top_of(importer, one) - top_of(importer, other)) < one.height()


def is_one_line(label: LimitedLabel) -> bool:
    return label.height() < 2 * line_height(label)


def lines_in_view(table: QTableView) -> int:
    return table.viewport().height() // table.verticalHeader().defaultSectionSize()


def top_of(importer: Importer, widget: QWidget) -> int:
    return widget.mapTo(importer.dialog, QPoint()).y()


def test_the_companies_have_the_room_and_why_is_read_in_full(importer: Importer) -> None:
    importer.paste(ROWS)
    importer.wait_until_checked()
    table = shown(importer, LOW)
    wait_until(lambda: lines_in_view(table) >= 7)
    details = importer.typist.find(QPlainTextEdit, "import.details")
    reason = table.model().index(0, 3).data()
    assert reason
    assert details.toPlainText().replace("\n", " ").startswith(reason)
    assert details.cursorRect().top() >= 0
    of_a_line = details.fontMetrics().lineSpacing()
    assert details.viewport().height() >= 4 * of_a_line
    shown(importer, HIGH)
    wait_until(lambda: lines_in_view(table) >= 12 and details.viewport().height() > 5 * of_a_line)
    importer.press(Qt.Key.Key_Escape)
    importer.wait_until_closed()


def test_what_is_shown_is_chosen_beside_what_was_read_and_tab_comes_there_first(importer: Importer) -> None:
    importer.paste(ROWS)
    importer.wait_until_checked()
    choice = importer.typist.find(QComboBox, "import.filter")
    for size, is_low in ((LOW, True), (HIGH, False), (LOW, True)):
        table = shown(importer, size)
        assert top_of(importer, choice) < top_of(importer, table)
        choice.setFocus(Qt.FocusReason.TabFocusReason)
        importer.press(Qt.Key.Key_Tab)
        assert importer.typist.place == ("import.file" if is_low else "import.lines")
    importer.press(Qt.Key.Key_Escape)
    importer.wait_until_closed()


def test_what_was_read_takes_one_line(importer: Importer, tmp_path: Path) -> None:
    file = tmp_path / f"{'Deltakere fra messen ' * 6}.csv"
    file.write_text(ROWS, encoding="utf-8")
    importer.press(Qt.Key.Key_I, CONTROL)
    importer.wait_until_open()
    drop(importer.dialog, file)
    importer.wait_until_checked()
    source = importer.typist.find(LimitedLabel, "import.source")
    for size, is_low in ((LOW, True), (HIGH, False), (LOW, True)):
        shown(importer, size)
        wait_until(partial(is_one_line, source) if is_low else lambda: not is_one_line(source))
        assert bool(source.toolTip()) is is_low, "what is not seen is in the tip"
    assert source.text() == f"{file.name}: 21 rows, 21 companies"
    importer.press(Qt.Key.Key_Escape)
    importer.wait_until_closed()


def test_rows_left_out_have_all_the_room_in_it_as_well(importer: Importer) -> None:
    importer.paste(ROWS + as_rows(("Sum", "20", "")))
    importer.wait_until_checked()
    table = shown(importer, LOW)
    choice = importer.typist.find(QComboBox, "import.filter")
    details = importer.typist.find(QPlainTextEdit, "import.details")
    low = details.height()
    last = choice.count() - 1
    choice.setCurrentIndex(last)
    choice.activated.emit(last)
    wait_until(lambda: not table.isVisible() and details.height() > 2 * low)
    importer.dialog.resize(*HIGH)
    wait_until(lambda: details.height() > 4 * low)
    choice.setCurrentIndex(0)
    choice.activated.emit(0)
    wait_until(lambda: table.isVisible() and details.height() < 2 * low)
    importer.press(Qt.Key.Key_Escape)
    importer.wait_until_closed()


def test_beside_the_choice_of_a_sheet_there_is_no_room_for_that_of_the_companies(importer: Importer) -> None:
    importer.paste(ROWS)
    importer.wait_until_checked()
    shown(importer, LOW)
    sheets = importer.typist.find(SheetChoice, "")
    choice, file = importer.typist.find(QComboBox, "import.filter"), importer.button("file")
    sheets.show_sheets(("Tuesday", "Wednesday"), "Tuesday")
    wait_until(lambda: not is_beside(importer, choice, file))
    sheets.show_sheets()
    wait_until(lambda: is_beside(importer, choice, file))
    importer.press(Qt.Key.Key_Escape)
    importer.wait_until_closed()


def test_a_low_one_begins_at_the_choice_of_a_file(
    importer: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.imports.dialog.fitting_size", lambda _widget, _wanted: QSize(*LOW))
    monkeypatch.setattr("app.ui.common.fitting.fitting_size", lambda _widget, _wanted: QSize(*LOW))
    copy("")
    importer.press(Qt.Key.Key_I, CONTROL)
    importer.wait_until_open()
    assert importer.dialog.height() == LOW[1]
    wait_until(importer.button("file").hasFocus)
    importer.press(Qt.Key.Key_Escape)


def test_the_text_has_whole_lines_and_what_few_companies_leave(importer: Importer) -> None:
    importer.paste(as_rows(*(("Firma", "Kontakt person", "Sted"), *FEW)))
    importer.wait_until_checked()
    for size in (HIGH, LOW):
        table, details = shown(importer, size), importer.typist.find(QPlainTextEdit, "import.details")
        wait_until(lambda box=details: box.maximumHeight() > 130)  # type: ignore[misc]
        line = ceil(QFontMetricsF(details.font()).lineSpacing())
        assert (details.maximumHeight() - 18) % line == 0
        wait_until(lambda lines=table: lines_in_view(lines) >= len(FEW))  # type: ignore[misc]
