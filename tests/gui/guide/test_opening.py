"""F1 opens the guide at the page about where its user is, in the real window."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from pytestqt.qtbot import QtBot

import resources
from app.storage.files.paths import AppPaths
from app.storage.settings.settings_file import SettingsFile
from app.ui.guide.opening import TOPICS, GuideOpener, topic_of
from app.ui.guide.pages import read_guide
from app.ui.guide.window import GuideWindow
from app.ui.window.first_picture import FirstPicture
from tests.helpers.ui.outbox_desk import Desk, refused
from tests.helpers.ui.window import CONTROL, Typist, running, wait_until


def open_guide(typist: Typist) -> GuideWindow:
    """Presses F1 and waits for the guide."""
    typist.press(Qt.Key.Key_F1)
    wait_until(lambda: isinstance(QApplication.activeWindow(), GuideWindow))
    shown = QApplication.activeWindow()
    assert isinstance(shown, GuideWindow)
    return shown


def close_guide(typist: Typist) -> None:
    typist.press(Qt.Key.Key_Escape)
    typist.window.activateWindow()
    wait_until(typist.window.isActiveWindow)


@pytest.mark.long
@pytest.mark.shared_window
def test_f1_opens_the_page_about_where_its_user_is(typist: Typist) -> None:
    for number, name in (
        (2, "04-people.md"),
        (4, "06-interests-and-custom-fields.md"),
        (1, "03-first-company.md"),
    ):
        typist.go_to_tab(number)
        before = typist.place
        assert open_guide(typist).page.name == name
        close_guide(typist)
        assert typist.place == before


@pytest.mark.shared_window
def test_f1_in_the_outbox_opens_its_page(desk: Callable[..., Desk]) -> None:
    here = desk(refused("Fjell", 1))
    here.open(rows=1)
    assert open_guide(here.typist).page.name == "10-outbox.md"
    close_guide(here.typist)
    here.typist.press(Qt.Key.Key_O, CONTROL)


@pytest.mark.shared_window
def test_f1_once_more_turns_the_page_of_the_one_guide(typist: Typist) -> None:
    first = open_guide(typist)
    typist.window.activateWindow()
    wait_until(typist.window.isActiveWindow)
    typist.go_to_tab(2)
    assert open_guide(typist) is first
    assert first.page.name == "04-people.md"
    close_guide(typist)


@pytest.mark.shared_window
def test_f1_in_a_dialog_opens_a_guide_that_can_be_read_there(typist: Typist) -> None:
    typist.press(Qt.Key.Key_K, CONTROL)
    wait_until(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    wait_until(dialog.isActiveWindow)
    shown = open_guide(typist)
    assert shown.parentWidget() is dialog
    assert shown.page.name == "02-connect.md"
    typist.press(Qt.Key.Key_Escape)
    assert dialog.isVisible()
    dialog.activateWindow()
    wait_until(dialog.isActiveWindow)
    typist.press(Qt.Key.Key_Escape)
    typist.window.activateWindow()
    wait_until(typist.window.isActiveWindow)


@pytest.mark.shared_window
def test_f1_works_after_a_dialog_has_taken_its_guide_along(typist: Typist) -> None:
    typist.press(Qt.Key.Key_K, CONTROL)
    wait_until(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    wait_until(dialog.isActiveWindow)
    open_guide(typist)
    dialog.activateWindow()
    wait_until(dialog.isActiveWindow)
    typist.press(Qt.Key.Key_Escape)
    wait_until(lambda: typist.window.findChild(GuideWindow) is None)
    typist.window.activateWindow()
    wait_until(typist.window.isActiveWindow)
    assert open_guide(typist).parentWidget() is typist.window
    close_guide(typist)


def test_f1_works_before_anything_is_behind_the_window(qtbot: QtBot) -> None:
    picture = FirstPicture()
    qtbot.addWidget(picture)
    picture.show()
    picture.activateWindow()
    qtbot.waitUntil(picture.isActiveWindow)
    QTest.keyClick(picture, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: picture.findChild(GuideWindow) is not None)
    picture.allow_closing()


@pytest.mark.long
def test_size_and_place_are_there_at_the_next_start(qapp: QApplication, program_home: Path) -> None:
    assert qapp is not None
    with running() as typist:
        open_guide(typist).resize(701, 502)
        close_guide(typist)
    assert SettingsFile(AppPaths.of(program_home).settings).load().guide_geometry
    with running() as typist:
        wait_until(lambda: bool(typist.window.guide_geometry))
        shown = open_guide(typist)
        assert (shown.width(), shown.height()) == (701, 502)
        close_guide(typist)


def test_nothing_of_it_is_loaded_before_it_is_asked_for(qapp: QApplication, program_home: Path) -> None:
    assert qapp is not None
    assert program_home is not None
    from app.bootstrap.loading import MODULES

    assert not [name for name in MODULES if name.startswith("app.ui.guide")]
    source = Path(sys.modules["app.ui.window.first_picture"].__file__ or "").read_text(encoding="utf-8")
    assert "\nfrom app.ui.guide" not in source


def test_a_guide_that_is_missing_is_told(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(resources, "_FOLDER", str(tmp_path / "resources"))
    window = QDialog()
    qtbot.addWidget(window)
    GuideOpener(window).open("")
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "guide.missing") is not None)
    box = window.findChild(QMessageBox, "guide.missing")
    assert box is not None
    assert "Install Contact Entry again." in box.text()
    box.close()


def test_every_topic_is_a_page(qtbot: QtBot) -> None:
    guide = read_guide()
    assert [name for name in TOPICS.values() if guide.page(name) is None] == []
    widget = QDialog()
    qtbot.addWidget(widget)
    assert topic_of(None) == topic_of(widget) == "index.md"
    widget.setObjectName("outbox.list")
    assert topic_of(widget) == "10-outbox.md"
