"""What became of each row of a pasted table can be saved as long as it is known, not before F9 alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QPushButton

from app.ui.common.plain_text import PlainLabel
from tests.helpers.ui.tables import Importer, as_rows, copy, drop
from tests.helpers.ui.window import CONTROL, Typist, wait_until

ROWS = as_rows(("Firma", "By", "Land"), ("Solbakken Frukt AS", "Oslo", "Norge"), ("", "Oslo", "Norge"))
SAVE = "Save the result …"


@pytest.fixture
def importer(typist: Typist) -> Iterator[Importer]:
    copy("")
    yield Importer(typist)


def put_away(importer: Importer, *, sends: bool) -> None:
    """Has a table put away: what is clear is sent, or everything is gone through."""
    importer.wait_until_checked()
    if sends:
        importer.send()
    else:
        importer.press(Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    importer.wait_until_closed()


def offers(typist: Typist) -> list[QPushButton]:
    """Returns the buttons of the messages that save the result."""
    return [one for one in typist.window.findChildren(QPushButton) if one.text() == SAVE and one.isVisible()]


def said(typist: Typist) -> str:
    return typist.find(PlainLabel, "walk").text()


def leave_out(importer: Importer, count: int) -> None:
    """Leaves out the drafts of the walk, to its end."""
    for number in range(1, count + 1):
        importer.wait_until_at(f"{number} of {count}")
        importer.press(Qt.Key.Key_F9, CONTROL)
    wait_until(lambda: not importer.place)


@pytest.mark.long
@pytest.mark.parametrize("sends", [True, False], ids=["sent", "gone through"])
def test_it_is_offered_at_the_end_of_the_walk_too(importer: Importer, tmp_path: Path, sends: bool) -> None:
    typist, file = importer.typist, tmp_path / "result.csv"
    importer.paste(ROWS)
    put_away(importer, sends=sends)
    if sends:
        wait_until(lambda: bool(offers(typist)))
        importer.press(Qt.Key.Key_F9)
    leave_out(importer, 1 if sends else 2)
    assert said(typist).startswith("All of them are gone through.")
    (button,) = offers(typist)
    button.click()
    chooser = typist.find(QFileDialog, "import.result")
    chooser.fileSelected.emit(str(file))
    chooser.reject()
    wait_until(file.exists)
    wait_until(lambda: said(typist).endswith(f"What became of each row is in {file}."))
    assert said(typist).startswith("All of them are gone through.")
    assert offers(typist) == []
    assert "Solbakken Frukt AS" in file.read_text("utf-8-sig")


@pytest.mark.long
def test_the_menu_has_it_all_the_time(importer: Importer, tmp_path: Path) -> None:
    typist, file = importer.typist, tmp_path / "result.csv"
    action = typist.find(QAction, "action.importResult")
    assert not action.isEnabled()
    importer.paste(ROWS)
    put_away(importer, sends=True)
    importer.press(Qt.Key.Key_F9)
    importer.wait_until_at("1 of 1")
    assert offers(typist) == []
    for ends in (False, True):
        if ends:
            next(one for one in typist.window.findChildren(QPushButton) if one.text() == "End").click()
        assert action.isEnabled()
        action.trigger()
        chooser = typist.find(QFileDialog, "import.result")
        if ends:
            chooser.fileSelected.emit(str(file))
        chooser.reject()
        wait_until(lambda: typist.window.findChild(QFileDialog) is None)
    wait_until(file.exists)


@pytest.mark.long
def test_beside_a_file_it_is_not_asked_for_though_it_was_for_a_paste_before(
    importer: Importer, tmp_path: Path
) -> None:
    typist, table = importer.typist, tmp_path / "fair.csv"
    importer.paste(ROWS)
    put_away(importer, sends=False)
    leave_out(importer, 2)
    assert len(offers(typist)) == 1
    table.write_text("Firma;By;Land\n;Oslo;Norge\n;Bergen;Norge\n", "utf-8")
    drop(typist.window, table)
    importer.wait_until_open()
    put_away(importer, sends=False)
    leave_out(importer, 2)
    assert said(typist).startswith("All of them are gone through.")
    assert offers(typist) == []
