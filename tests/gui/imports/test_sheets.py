"""One sheet of a workbook is chosen with keys, and imported."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QTableView

from app.sandbox import SandboxServer
from app.service.imports.table_run import TableRun
from app.storage.files.csv_file import read_csv
from app.ui.common.plain_text import PlainLabel
from app.ui.imports.lines_model import Column
from tests.helpers.data.workbooks import as_workbook
from tests.helpers.ui.letters import clashes, texts_in_view
from tests.helpers.ui.tables import Importer, as_rows, drop, posted
from tests.helpers.ui.window import CONTROL, Typist, wait_until

pytestmark = pytest.mark.shared_window

HEADINGS = ["Firma", "Kontakt person", "Sted", "Hva de sa"]
BOTH = ["Tindfoten Sport AS", "Kari Moe", "Oslo", "Ring i mai"]
DAYS = {
    "Tirsdag": [HEADINGS, BOTH, ["Rypelyng Hotell AS", "Ola Lie", "Bergen", ""]],
    "Onsdag": [
        HEADINGS,
        BOTH,
        ["Bekkasin Vin AS", "Eva Dahl", "", ""],
        ["Ryfylke Røkeri AS", "", "", ""],
    ],
}


@pytest.fixture
def importer(typist: Typist) -> Importer:
    return Importer(typist)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    file = tmp_path / "fair.xlsx"
    file.write_bytes(as_workbook(DAYS))
    return file


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Nothing is put away before the event is set."""
    goes_on, put_away = threading.Event(), TableRun.put_away

    def held_put(run: TableRun, *, sends: bool) -> None:
        goes_on.wait()
        put_away(run, sends=sends)

    monkeypatch.setattr(TableRun, "put_away", held_put)
    yield goes_on
    goes_on.set()


def read(importer: Importer, file: Path) -> str:
    """Opens the dialog and drops a file there; returns what it says once all is checked."""
    if not importer.is_open:
        importer.press(Qt.Key.Key_I, CONTROL)
        importer.wait_until_open()
    drop(importer.dialog, file)
    wait_until(lambda: source(importer).startswith(f"{file.name}:"))
    return importer.wait_until_checked()


def source(importer: Importer) -> str:
    return importer.typist.find(PlainLabel, "import.source").text()


def sheets(importer: Importer) -> QComboBox:
    return importer.typist.find(QComboBox, "import.sheet")


def choose(importer: Importer, key: Qt.Key) -> None:
    """Goes to the list of sheets, and on in it."""
    importer.press(Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    assert importer.typist.place == "import.sheet"
    importer.press(key)


def names(importer: Importer) -> list[str]:
    model = importer.typist.find(QTableView, "import.lines").model()
    return [str(model.index(row, Column.COMPANY).data()) for row in range(model.rowCount())]


def details(importer: Importer) -> str:
    return importer.typist.find(QPlainTextEdit, "import.details").toPlainText()


def leave(importer: Importer) -> None:
    importer.press(Qt.Key.Key_Escape)
    if importer.is_open and "to leave without it." in importer.told:
        importer.press(Qt.Key.Key_Escape)
    importer.wait_until_closed()


@pytest.mark.long
def test_another_sheet_is_chosen_and_sent_with_keys(
    importer: Importer, server: SandboxServer, book: Path
) -> None:
    before = posted(server)
    told = read(importer, book)
    assert "which are not read unless you choose them: “Onsdag”." in told
    assert (sheets(importer).isVisible(), sheets(importer).currentText()) == (True, "Tirsdag")
    assert source(importer) == "fair.xlsx: 2 rows, 2 companies"
    choose(importer, Qt.Key.Key_Down)
    wait_until(lambda: source(importer) == "fair.xlsx: 3 rows, 3 companies")
    assert importer.wait_until_checked().startswith("3 new companies.")
    assert "which are not read unless you choose them: “Tirsdag”." in importer.told
    assert names(importer) == ["Tindfoten Sport AS", "Bekkasin Vin AS", "Ryfylke Røkeri AS"]
    assert (importer.typist.place, sheets(importer).currentText()) == ("import.sheet", "Onsdag")
    assert posted(server) == before, "something was created before anybody said so"
    importer.send()
    importer.wait_until_closed()
    wait_until(lambda: posted(server) == before + 3)
    result = book.with_name("fair.Onsdag.result.csv")
    wait_until(lambda: result.exists() and [line[-3] for line in read_csv(result)[1:]] == ["saved"] * 3)
    assert not list(book.parent.glob("fair.result.csv")) + list(book.parent.glob("fair.Tirsdag*"))

    # What is on both sheets is known on the other one, and sent once.
    assert read(importer, book).startswith("1 new company, 1 imported before.")
    assert sheets(importer).currentText() == "Tirsdag"
    importer.send()
    importer.wait_until_closed()
    wait_until(lambda: posted(server) == before + 4)
    other = book.with_name("fair.Tirsdag.result.csv")
    wait_until(lambda: other.exists() and [line[-3] for line in read_csv(other)[1:]] == ["done", "saved"])
    assert [line[-3] for line in read_csv(result)[1:]] == ["saved"] * 3


def test_what_was_chosen_of_columns_is_that_of_one_sheet_and_what_is_for_all_stays(
    importer: Importer, book: Path
) -> None:
    read(importer, book)
    wait_until(lambda: importer.typist.window.findChild(QComboBox, "import.column.4") is not None)
    column = importer.typist.find(QComboBox, "import.column.4")
    usual = column.currentText()
    column.setFocus(Qt.FocusReason.ShortcutFocusReason)
    QTest.keyClicks(column, "Note")
    importer.wait_until_checked()
    wait_until(lambda: importer.dialog.findChild(QLineEdit, "import.Source") is not None)
    origin = importer.typist.find(QLineEdit, "import.Source")
    origin.setFocus(Qt.FocusReason.ShortcutFocusReason)
    QTest.keyClicks(origin, "4")
    wait_until(lambda: "For all companies: Source: 4" in details(importer))
    choose(importer, Qt.Key.Key_Down)
    wait_until(lambda: len(names(importer)) == 3)
    importer.wait_until_checked()
    assert importer.typist.find(QComboBox, "import.column.4").currentText() == usual
    assert origin.text() == "4"
    wait_until(lambda: "For all companies: Source: 4" in details(importer))
    assert "Ring i mai" not in details(importer), "it stands in the column that was chosen of the other sheet"
    leave(importer)


def test_a_table_without_other_sheets_has_no_list_of_them(
    importer: Importer, book: Path, tmp_path: Path
) -> None:
    plain = tmp_path / "other.csv"
    plain.write_text("Firma;By;Land\nHegre Mat AS;Oslo;Norge\n", encoding="utf-8")
    read(importer, plain)
    assert not sheets(importer).isVisible()
    read(importer, book)
    assert sheets(importer).isVisible()
    assert clashes(texts_in_view(importer.dialog)) == {}
    read(importer, plain)
    assert not sheets(importer).isVisible()
    leave(importer)


def test_a_sheet_that_is_gone_meanwhile_is_told_and_another_can_be_read(
    importer: Importer, book: Path
) -> None:
    read(importer, book)
    book.write_bytes(as_workbook({"Torsdag": DAYS["Onsdag"], "Tirsdag": DAYS["Tirsdag"]}))
    choose(importer, Qt.Key.Key_Down)
    wait_until(lambda: importer.told.startswith("The file has no sheet “Onsdag” with rows in it."))
    assert not importer.button("send").isEnabled()
    assert names(importer) == []
    importer.press(Qt.Key.Key_Up)
    wait_until(lambda: source(importer) == "fair.xlsx: 2 rows, 2 companies")
    importer.wait_until_checked()
    offered = [sheets(importer).itemText(place) for place in range(sheets(importer).count())]
    assert (offered, sheets(importer).currentText()) == (["Torsdag", "Tirsdag"], "Tirsdag")
    leave(importer)


def test_no_other_sheet_is_read_while_one_is_put_away(
    importer: Importer, book: Path, held: threading.Event
) -> None:
    read(importer, book)
    choose(importer, Qt.Key.Key_End)
    wait_until(lambda: len(names(importer)) == 3)
    importer.wait_until_checked()
    importer.button("walk").click()
    QTest.keyClick(sheets(importer), Qt.Key.Key_Home)
    assert sheets(importer).currentText() == "Onsdag", "it is being put away"
    wait_until(lambda: not sheets(importer).isEnabled())
    assert len(names(importer)) == 3
    held.set()
    importer.wait_until_closed()


def test_a_pivot_table_is_in_doubt_until_its_column_is_chosen(importer: Importer, tmp_path: Path) -> None:
    file = tmp_path / "pivot.xlsx"
    file.write_bytes(
        as_workbook({"Pivot": [["Row Labels", "Count of Firma"], ["Bergen", "2"], ["Oslo", "5"]]})
    )
    told = read(importer, file)
    assert told.startswith("0 new companies, 2 doubtful.")
    assert details(importer).startswith("Row 2, column A: No heading says that these are names of companies")
    wait_until(lambda: importer.typist.window.findChild(QComboBox, "import.column.1") is not None)
    column = importer.typist.find(QComboBox, "import.column.1")
    column.setFocus()
    importer.press(Qt.Key.Key_Space)
    QTest.keyClick(column.view(), Qt.Key.Key_Return)  # the field that stands there
    wait_until(lambda: importer.told.startswith("2 new companies."))


@pytest.mark.long
def test_a_column_that_no_list_has_is_told_once_behind_what_it_comes_to(importer: Importer) -> None:
    rows = [(f"{name} Garn AS", "Fiske") for name in ("Åkle", "Rosengang", "Krokbragd")]
    importer.paste(as_rows(("Firma", "Bransje"), *rows))
    told = importer.wait_until_checked()
    assert told.startswith("3 new companies.")
    assert "the column “Bransje”: what it has not is left out." in told
    leave(importer)
