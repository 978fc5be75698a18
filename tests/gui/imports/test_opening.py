"""How the import of a table is opened, and what is said in the end."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDir, QStandardPaths, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QPushButton

from app.sandbox import SandboxServer
from app.ui.common.plain_text import PlainLabel
from app.ui.imports.opening import ImportOpening
from app.ui.recognition.review_dialog import RecognitionDialog
from tests.helpers.ui.tables import COMPANIES, Importer, as_rows, copy, drop, posted
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, connect_to, running, wait_until

CLEAR = as_rows(
    ("Firma", "By", "Land"), ("Granly Tak AS", "Oslo", "Norge"), ("Nordvik Lys AS", "Oslo", "Norge")
)
ROWS = as_rows(("Firma", "By", "Land"), ("Solbakken Frukt AS", "Oslo", "Norge"), ("", "Oslo", "Norge"))


@pytest.fixture
def importer(typist: Typist) -> Iterator[Importer]:
    copy("")
    yield Importer(typist)


def pressed(typist: Typist, words: str) -> None:
    buttons = [one for one in typist.window.findChildren(QPushButton) if one.text() == words]
    next(one for one in buttons if one.isVisible()).click()


@pytest.mark.long
@pytest.mark.shared_window
def test_the_menu_offers_what_was_copied_and_asks_for_a_file_otherwise(importer: Importer) -> None:
    importer.press(Qt.Key.Key_I, CONTROL)
    importer.wait_until_open()
    assert importer.told.startswith("Choose a file")
    importer.press(Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    wait_until(lambda: importer.typist.window.findChild(QFileDialog) is not None)
    chooser = importer.typist.find(QFileDialog, "import.chooser")
    chooser.reject()
    importer.dialog.activateWindow()
    importer.wait_until_open()
    importer.press(Qt.Key.Key_Escape)
    importer.wait_until_closed()
    copy(ROWS)
    importer.press(Qt.Key.Key_I, CONTROL)
    importer.wait_until_open()
    assert importer.told == "A table was copied: press Enter to read it, or choose a file."
    assert not importer.button("send").isEnabled(), "it may be another one than is meant"
    importer.send()
    assert importer.wait_until_checked().startswith("1 new company, 1 wrong.")
    importer.press(Qt.Key.Key_Escape)
    importer.wait_until_closed()


@pytest.mark.long
@pytest.mark.shared_window
def test_a_table_that_is_dropped_on_the_window_is_read(importer: Importer, tmp_path: Path) -> None:
    file = tmp_path / "fair.csv"
    file.write_bytes(ROWS.encode())
    drop(importer.typist.window, file)
    importer.wait_until_open()
    importer.wait_until_checked()
    importer.press(Qt.Key.Key_Escape)
    importer.wait_until_closed()


@pytest.mark.long
def test_the_folder_of_a_table_is_remembered(
    server: SandboxServer, program_home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "fairs"
    folder.mkdir()
    (folder / "fair.csv").write_bytes(CLEAR.encode())
    connect_to(server.url, program_home)

    def choose(typist: Typist, expected: str) -> None:
        importer = Importer(typist)
        importer.press(Qt.Key.Key_I, CONTROL)
        importer.wait_until_open()
        importer.press(Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
        wait_until(lambda: typist.window.findChild(QFileDialog) is not None)
        chooser = typist.find(QFileDialog, "import.chooser")
        assert chooser.directory().path() == expected
        chooser.fileSelected.emit(str(folder / "fair.csv"))
        chooser.reject()
        importer.wait_until_checked()
        importer.dialog.reject()
        importer.wait_until_closed()

    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    copy("")
    with running() as typist:
        typist.wait_until_signed_in()
        choose(typist, documents if QDir(documents).exists() else QDir.homePath())
        choose(typist, str(folder))
    with running() as typist:
        typist.wait_until_signed_in()
        choose(typist, str(folder))


@pytest.mark.shared_window
def test_a_signature_is_read_as_before(importer: Importer) -> None:
    copy("Kari Nordmann\nFjell & Vidde AS\nTel\t+47 22 33 44 55\n")
    importer.press(Qt.Key.Key_V, CONTROL | SHIFT)
    wait_until(lambda: isinstance(QApplication.activeModalWidget(), RecognitionDialog))
    importer.press(Qt.Key.Key_Escape)
    wait_until(importer.typist.window.isActiveWindow)


@pytest.mark.long
def test_beside_a_file_comes_what_became_of_its_rows(
    importer: Importer, server: SandboxServer, tmp_path: Path
) -> None:
    file, result = tmp_path / "fair.csv", tmp_path / "fair.result.csv"
    file.write_bytes(ROWS.encode())
    importer.typist.program.window.pasting.open_files([file])
    importer.wait_until_open()
    importer.wait_until_checked()
    importer.send()
    importer.wait_until_closed()
    wait_until(lambda: result.exists() and "\tsaved\t" in result.read_text(encoding="utf-8-sig"))
    lines = result.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].endswith("\tState\tId in SuperOffice\tReason"), "parted as the table is"
    assert "\tdraft\t\t" in lines[2]
    assert posted(server) == 1
    typist = importer.typist
    wait_until(lambda: typist.find(PlainLabel, "walk").text().endswith(f"of each row is in {result}."))
    assert (
        typist.find(PlainLabel, "walk").text().startswith("1 company is in the outbox. 1 waits as a draft. ")
    )
    assert not typist.window.notice.text
    importer.press(Qt.Key.Key_F9)
    importer.wait_until_at("1 of 1")


@pytest.mark.long
def test_where_the_result_is_waits_until_nobody_is_told_of_a_draft(
    importer: Importer, tmp_path: Path
) -> None:
    file, result = tmp_path / "fair.csv", tmp_path / "fair.result.csv"
    file.write_bytes(ROWS.encode())
    typist = importer.typist
    typist.program.window.pasting.open_files([file])
    importer.wait_until_open()
    importer.wait_until_checked()
    importer.press(Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    importer.wait_until_closed()
    importer.wait_until_at("1 of 2")
    opening = typist.program.window.findChild(ImportOpening)
    assert opening is not None
    results = opening._results
    wait_until(lambda: results._tables[-1].is_told)
    assert typist.find(PlainLabel, "walk").text().startswith("1 of 2: Solbakken Frukt AS.")
    assert not typist.window.notice.text
    importer.press(Qt.Key.Key_F9, CONTROL)
    importer.wait_until_at("2 of 2")
    importer.press(Qt.Key.Key_F9, CONTROL)
    wait_until(lambda: not importer.place)
    told = f"2 stay among the drafts. What became of each row is in {result}."
    assert typist.find(PlainLabel, "walk").text().endswith(told)


@pytest.mark.long
def test_of_rows_that_were_pasted_it_is_written_where_one_says(
    importer: Importer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    importer.paste(ROWS)
    importer.wait_until_checked()
    importer.send()
    importer.wait_until_closed()
    typist = importer.typist
    wait_until(
        lambda: any(one.text() == "Save the result …" for one in typist.window.findChildren(QPushButton))
    )
    pressed(typist, "Save the result …")
    dialog = typist.find(QFileDialog, "import.result")
    monkeypatch.setattr(dialog, "close", lambda: None)
    dialog.fileSelected.emit(str(tmp_path / "result.csv"))
    dialog.reject()
    wait_until((tmp_path / "result.csv").exists)


@pytest.mark.shared_window
def test_a_table_begins_with_nothing_of_the_one_before(importer: Importer, server: SandboxServer) -> None:
    """The inputs are empty then: what stood in them would be sent without a word."""

    importer.paste(CLEAR)
    importer.wait_until_checked()
    wait_until(lambda: importer.dialog.findChild(QLineEdit, "import.Source") is not None)
    source = importer.typist.find(QLineEdit, "import.Source")
    source.setFocus(Qt.FocusReason.ShortcutFocusReason)
    QTest.keyClicks(source, "4")
    wait_until(lambda: "Source: 4" in importer.typist.find(QPlainTextEdit, "import.details").toPlainText())
    importer.press(Qt.Key.Key_Escape)
    assert importer.told.startswith(
        "What you chose and typed here is not kept. Press Esc once more to leave without it."
    )
    importer.press(Qt.Key.Key_Escape)
    importer.wait_until_closed()
    before = posted(server)
    importer.paste(CLEAR)
    importer.wait_until_checked()
    assert "Source: 4" not in importer.typist.find(QPlainTextEdit, "import.details").toPlainText()
    importer.send()
    importer.wait_until_closed()
    wait_until(lambda: posted(server) == before + 2)
    (body,) = [one.body for one in server.requests if (one.method, one.path) == ("POST", COMPANIES)][-1:]
    assert json.loads(body)["Source"] != 4
