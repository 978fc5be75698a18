"""The import of a table, worked with keys."""

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QTableView, QTreeWidget, QWidget

from app.model.imports.shape import TableShape
from app.sandbox import SandboxServer
from app.ui.common.plain_text import PlainLabel
from app.ui.imports.lines_model import Column
from tests.helpers.ui.tables import Importer, as_rows, copy, drop, posted
from tests.helpers.ui.window import CONTROL, Typist, wait_until

pytestmark = pytest.mark.shared_window

ROWS = as_rows(
    ("Firma", "Kontakt person", "Sted", "Hva de sa"),
    ("Solbakken Frukt AS", "Kari Moe", "Oslo", "Ring i mai"),
    ("Åsheim Gartneri AS", "Ola Lie", "Bergen", ""),
    ("", "Eva Dahl", "Oslo", ""),
)
CLEAR = as_rows(
    ("Bedrift", "Kontakt person", "Sted", "Hva de sa"),
    ("Solbakken Frukt AS", "Kari Moe", "Oslo", "Ring i mai"),
    ("Åsheim Gartneri AS", "Ola Lie", "Bergen", ""),
)
READ = CLEAR.replace("Hva de sa", "Notat")
"""Nothing is to be said of its columns, whatever somebody has chosen before for others of these headings."""
LACKING = "2 lack what your SuperOffice requires: Contract number."


@pytest.fixture
def importer(typist: Typist) -> Importer:
    return Importer(typist)


def leave(importer: Importer) -> None:
    """Leaves with Esc, once more where something was chosen or typed; nothing was created."""
    importer.press(Qt.Key.Key_Escape)
    if importer.is_open and "to leave without it." in importer.told:
        importer.press(Qt.Key.Key_Escape)
    importer.wait_until_closed()


def details(importer: Importer) -> str:
    return importer.typist.find(QPlainTextEdit, "import.details").toPlainText()


def last_column(importer: Importer) -> QComboBox:
    """The input of the last column: they are added one by one, and may come after everything is checked."""
    wait_until(lambda: importer.typist.window.findChild(QComboBox, "import.column.4") is not None)
    return importer.typist.find(QComboBox, "import.column.4")


def choose_note(importer: Importer) -> None:
    """Has the last column go to the note, by keys."""
    column = last_column(importer)
    assert column.currentText() == "Nowhere: it is left out"
    column.setFocus(Qt.FocusReason.ShortcutFocusReason)
    QTest.keyClicks(column, "Note")
    wait_until(lambda: "Ring i mai" in details(importer))
    importer.wait_until_checked()


@pytest.mark.long
def test_a_column_goes_elsewhere_by_keys_and_is_forgotten_where_the_table_is_left(
    importer: Importer, server: SandboxServer
) -> None:
    before = posted(server)
    importer.paste(ROWS)
    importer.wait_until_checked()
    choose_note(importer)
    leave(importer)
    importer.paste(ROWS)
    importer.wait_until_checked()
    assert last_column(importer).currentText() == "Nowhere: it is left out"
    leave(importer)
    assert posted(server) == before


@pytest.mark.long
def test_where_a_column_went_is_where_it_goes_the_next_time(
    importer: Importer, server: SandboxServer
) -> None:
    before = posted(server)
    importer.paste(CLEAR)
    importer.wait_until_checked()
    choose_note(importer)
    importer.send()
    importer.wait_until_closed()
    wait_until(lambda: posted(server) == before + 2)
    importer.paste(CLEAR)
    importer.wait_until_checked()
    assert last_column(importer).currentText() == "Note"
    leave(importer)


@pytest.mark.long
def test_tab_goes_as_the_eye_does(importer: Importer) -> None:
    importer.paste(ROWS)
    importer.wait_until_checked()
    last_column(importer)
    wait_until(lambda: importer.dialog.findChild(QTreeWidget, "import.Interests") is not None)
    importer.button("file").setFocus(Qt.FocusReason.TabFocusReason)
    visited = [importer.typist.place]
    while len(visited) < 40 and visited[-1] != "import.walk":
        importer.press(Qt.Key.Key_Tab)
        visited.append(importer.typist.place)
    wanted = ["file", "paste", *(f"column.{number}" for number in range(1, 5))]
    wanted += ["Category", "Business", "Associate", "Country", "Source", "Interests"]
    wanted += ["filter", "lines", "details", "send", "walk"]
    ours = [place for place in visited if place.removeprefix("import.") in wanted]
    assert ours == [f"import.{name}" for name in wanted], visited
    leave(importer)


@pytest.mark.long
def test_the_filter_shows_those_of_one_state(importer: Importer) -> None:
    importer.paste(ROWS)
    assert importer.wait_until_checked().startswith("2 new companies, 1 wrong.")
    shown = importer.typist.find(QComboBox, "import.filter")
    table = importer.typist.find(QTableView, "import.lines")
    assert [shown.itemText(number) for number in range(shown.count())] == ["All (3)", "New (2)", "Wrong (1)"]
    importer.press(Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    assert importer.typist.place == "import.filter"
    QTest.keyClicks(shown, "Wrong")
    assert table.model().rowCount() == 1
    wait_until(lambda: details(importer).startswith("Company name: "))
    leave(importer)


def test_rows_that_are_no_companies_are_listed(importer: Importer) -> None:
    headings = ("Firma", "Company", "Sted")
    rows = (
        ("Solbakken Frukt AS", "Frukt Holding", "Oslo"),
        headings,
        ("Lien Bygg AS", "", "Oslo"),
        ("Sum", "2", ""),
    )
    importer.paste(as_rows(headings, *rows))
    told = importer.wait_until_checked()
    assert told.endswith(
        "The column “Company” counts only in rows in which “Firma” is empty: both go to the same field. "
        "2 rows are left out: see “Show”."
    )
    shown = importer.typist.find(QComboBox, "import.filter")
    shown.setFocus(Qt.FocusReason.ShortcutFocusReason)
    QTest.keyClicks(shown, "Rows")
    assert details(importer) == (
        "Row 3: “Firma · Company · Sted” – It repeats the headings, or says something of them.\n"
        "Row 5: “Sum · 2” – It is a sum, or a remark."
    )
    assert not importer.typist.find(QTableView, "import.lines").isVisible()
    QTest.keyClick(shown, Qt.Key.Key_Home)
    assert importer.typist.find(QTableView, "import.lines").isVisible()
    wait_until(lambda: "Company name: Solbakken" in details(importer))
    leave(importer)


@pytest.mark.long
def test_what_is_pasted_into_it_takes_the_place_of_what_was_there(importer: Importer) -> None:
    importer.paste(ROWS)
    importer.wait_until_checked()
    copy(as_rows(("Firma", "By", "Land"), ("Nordvik Lys AS", "Oslo", "Norge"), ("Lia AS", "Oslo", "Norge")))
    importer.press(Qt.Key.Key_V, CONTROL)
    wait_until(lambda: importer.told == f"2 new companies. {LACKING}")
    copy("just a word")
    importer.press(Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    no_table = "What was copied is no table. Copy the rows with their headings, then paste them here."
    wait_until(lambda: importer.told == f"2 new companies. {LACKING} {no_table}")
    assert importer.button("send").isEnabled()
    importer.typist.program.imports.set_fields({2: ""})
    wait_until(lambda: importer.wait_until_checked() == f"2 new companies. {LACKING}")
    leave(importer)


def test_a_file_that_is_no_table_is_refused_in_a_sentence(importer: Importer, tmp_path: Path) -> None:
    importer.press(Qt.Key.Key_I, CONTROL)
    importer.wait_until_open()
    picture = tmp_path / "fair.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    drop(importer.dialog, picture)
    wait_until(lambda: "not a table" in importer.told)
    assert not importer.button("send").isEnabled()
    leave(importer)


@pytest.mark.long
def test_what_is_to_be_said_of_the_file_stands_behind_what_it_comes_to(
    importer: Importer, tmp_path: Path
) -> None:
    importer.press(Qt.Key.Key_I, CONTROL)
    importer.wait_until_open()
    narrowest = importer.dialog.minimumSizeHint().width()
    file = tmp_path / f"fair_{'very_' * 30}long.xlsx"
    file.write_bytes((Path(__file__).parents[2] / "data" / "tables" / "fair.xlsx").read_bytes())
    drop(importer.dialog, file)
    told = importer.wait_until_checked()
    assert told.startswith("2 new companies")
    assert "Cell J4 has a formula that was never calculated" in told
    assert importer.dialog.minimumSizeHint().width() == narrowest, "its long name makes it no wider"
    leave(importer)


@pytest.mark.long
def test_a_table_without_names_says_what_to_do(importer: Importer) -> None:
    importer.paste(as_rows(("Antall", "Dato", "Nr"), ("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9")))
    wait_until(lambda: importer.told.startswith("No column holds names of companies"))
    first = importer.typist.find(QComboBox, "import.column.1")
    QTest.keyClicks(first, "Comp")
    importer.wait_until_checked()
    leave(importer)


@pytest.mark.long
def test_paused_it_waits_and_goes_on(importer: Importer) -> None:
    rows = [("Firma", "By", "Land"), *((f"Havna {number} AS", "Oslo", "Norge") for number in range(60))]
    importer.paste(as_rows(*rows))
    wait_until(lambda: importer.button("pause").isVisible() and importer.told.startswith("Checked: "))
    importer.press(Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
    wait_until(lambda: importer.button("pause").text() == "Go &on")
    assert not importer.button("send").isEnabled()
    assert importer.told.startswith("Paused. Checked: ")
    told: list[bool] = []
    progressed = importer.typist.program.imports.progressed
    heard = progressed.connect(lambda one: told.append(one.is_paused))
    wait_until(lambda: len(told) > 1)
    assert (all(told), importer.told.startswith("Paused. ")) == (True, True), "it stays there"
    progressed.disconnect(heard)
    importer.press(Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    wait_until(lambda: not importer.told.startswith("Paused."))
    assert importer.wait_until_checked().startswith("60 new companies.")
    leave(importer)


def test_of_a_long_table_the_first_rows_are_seen_while_the_rest_is_read(importer: Importer) -> None:
    rows = [(f"Fjell {number} AS", "Kari Moe", "Oslo", "") for number in range(5000)]
    seen: list[tuple[object, ...]] = []

    def look(shape: TableShape) -> None:
        table = importer.typist.find(QTableView, "import.lines")
        cells = [table.model().index(0, column).data() for column in (Column.COMPANY, Column.PLACE)]
        source = importer.typist.find(PlainLabel, "import.source").text()
        columns = importer.typist.find(QWidget, "import.columns").isEnabled()
        seen.append((shape.is_whole, *cells, source, columns, table.currentIndex().row()))
        if not shape.is_whole:
            table.selectRow(2)

    # The dialog, which is not open yet, hears of it after this.
    read = importer.typist.program.imports.read
    told = read.connect(lambda shape: QTimer.singleShot(0, partial(look, shape)))
    importer.paste(as_rows(("Firma", "Kontakt person", "Sted", "Hva de sa"), *rows))
    wait_until(lambda: len(seen) == 2)
    read.disconnect(told)
    assert seen == [
        (False, "Fjell 0 AS", "Oslo", "Pasted table: Reading …", True, 0),
        (True, "Fjell 0 AS", "Oslo", "Pasted table: 5000 rows, 5000 companies", True, 2),
    ], "the second one where somebody was"
    leave(importer)


def test_a_file_that_is_refused_leaves_nothing_of_the_table_before_it(
    importer: Importer, tmp_path: Path
) -> None:
    importer.paste(ROWS)
    importer.wait_until_checked()
    last_column(importer)
    file = tmp_path / "fair.xlsx"
    file.write_bytes(b"PK\x03\x04 broken")
    drop(importer.dialog, file)
    shown = importer.typist.find(QComboBox, "import.filter")
    wait_until(lambda: shown.currentText() == "All (0)")
    assert importer.typist.find(PlainLabel, "import.source").text() == ""
    wait_until(lambda: importer.dialog.findChild(QComboBox, "import.column.1") is None)
    assert importer.told
    assert not importer.button("send").isEnabled()
    assert not importer.button("walk").isEnabled()
    leave(importer)


def test_what_means_nothing_for_all_companies_is_told_before_anything_is_sent(
    importer: Importer, server: SandboxServer, held: Callable[[], threading.Event]
) -> None:
    before = posted(server)
    importer.paste(CLEAR)
    assert importer.wait_until_checked().startswith("2 new companies.")
    wait_until(lambda: importer.dialog.findChild(QLineEdit, "import.Source") is not None)
    source = importer.typist.find(QLineEdit, "import.Source")
    source.setFocus(Qt.FocusReason.ShortcutFocusReason)
    QTest.keyClicks(source, "Messe")
    importer.send()
    assert importer.told.startswith("Source: “Messe” is not a whole number.")
    assert "for example 1234. 2 new companies." in importer.told, "none of them is wrong"
    assert not importer.button("send").isEnabled()
    goes_on = held()
    source.selectAll()
    QTest.keyClicks(source, "4")
    importer.send()
    assert importer.told.startswith("What is clear is sent once all are checked.")
    importer.press(Qt.Key.Key_Escape)
    assert importer.told.startswith(
        "What is clear is sent once all are checked. Nothing of it is done yet. Press Esc once more to leave "
    )
    goes_on.set()
    importer.answer()
    importer.wait_until_closed()
    wait_until(lambda: posted(server) == before + 2)


def test_what_companies_lack_is_named_and_a_key_leads_to_where_it_is_given(importer: Importer) -> None:
    importer.paste(READ)
    assert importer.wait_until_checked() == f"2 new companies. {LACKING}"
    model = importer.typist.find(QTableView, "import.lines").model()
    reasons = [model.index(row, Column.REASON).data() for row in range(2)]
    assert reasons == ["", ""], "it is told once for all"
    assert "Contract number" in details(importer)
    path = "import.CustomFields.SuperOffice:1"
    wait_until(lambda: importer.dialog.findChild(QLineEdit, path) is not None)
    assert importer.button("lacking").text() == "Fi&ll in “Contract number”"
    importer.press(Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    wait_until(lambda: importer.typist.place == path)
    QTest.keyClicks(importer.typist.find(QLineEdit, path), "K 7")
    wait_until(lambda: importer.told == "2 new companies.")
    assert importer.button("lacking").isHidden()
    assert details(importer).endswith("For all companies: Contract number: K 7")
    leave(importer)
