"""What follows the preferences in the window, from the key of the dialog to the settings file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QMessageBox

from app.model.preferences import Preferences
from app.sandbox import SandboxServer
from app.storage.files.paths import AppPaths
from app.storage.settings.settings_file import SettingsFile
from app.ui.inputs.choice import ChoiceInput
from app.ui.preferences.dialog import PreferencesDialog
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, connect_to, running, wait_until


def open_dialog(typist: Typist) -> PreferencesDialog:
    typist.press(Qt.Key.Key_Comma, CONTROL)
    wait_until(lambda: isinstance(QApplication.activeWindow(), PreferencesDialog))
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, PreferencesDialog)
    return dialog


def back(typist: Typist) -> None:
    """Waits for the window behind the dialog, which a desktop would make active by itself."""
    typist.window.activateWindow()
    wait_until(typist.window.isActiveWindow)


def prefer(typist: Typist, **values: Any) -> None:
    controller = typist.program.preferences
    controller.change(replace(controller.preferences, **values))


def tab_to(typist: Typist, name: str) -> None:
    typist.tab_to(f"preferences.{name}")


@pytest.mark.long
def test_what_is_chosen_holds_at_once_and_after_a_new_start(
    qapp: QApplication, program_home: Path, server: SandboxServer
) -> None:
    assert qapp is not None
    connect_to(server.url, program_home)
    with running(program_home) as typist:
        typist.wait_until_signed_in()
        open_dialog(typist)
        tab_to(typist, "startPage")
        typist.press(Qt.Key.Key_Down)
        tab_to(typist, "passedBy")
        typist.press(Qt.Key.Key_Space)
        tab_to(typist, "default.Category")
        typist.type("partner")
        typist.press(Qt.Key.Key_Tab)
        typist.press(Qt.Key.Key_Return)
        back(typist)
        category = typist.window.form.value()["Category"]
        assert "artner" in typist.find(ChoiceInput, "Category").currentText()
        assert typist.program.entry.is_blank, "what is proposed is nothing typed"
        typist.press(Qt.Key.Key_Tab)
        assert typist.place != "Department"
        typist.wait_for_disk()
    kept = SettingsFile(AppPaths.of(program_home).settings).load()
    assert (kept.start_page, kept.passed_by) == ("persons", ("Department",))
    with running(program_home) as typist:
        typist.wait_until_signed_in()
        assert typist.window.form.value()["Category"]["Id"] == category["Id"]
        assert typist.window.form.tabs.currentIndex() == 1
        typist.press(Qt.Key.Key_N, CONTROL)
        assert (typist.place, typist.window.form.tabs.currentIndex()) == ("Name", 1)


@pytest.mark.shared_window
def test_a_question_comes_before_what_is_typed_is_discarded(typist: Typist) -> None:
    prefer(typist, asks_before_discard=True)
    typist.type("Fjell AS")
    typist.press(Qt.Key.Key_D, CONTROL | SHIFT)
    wait_until(lambda: isinstance(QApplication.activeWindow(), QMessageBox))
    typist.press(Qt.Key.Key_Escape)
    back(typist)
    assert typist.window.form.value()["Name"] == "Fjell AS"
    typist.press(Qt.Key.Key_D, CONTROL | SHIFT)
    wait_until(lambda: isinstance(QApplication.activeWindow(), QMessageBox))
    typist.press(Qt.Key.Key_Tab)
    typist.press(Qt.Key.Key_Space)
    wait_until(lambda: "Name" not in typist.window.form.value())
    prefer(typist, asks_before_discard=False)


@pytest.mark.long
@pytest.mark.shared_window
def test_tab_passes_by_what_was_ticked_and_letters_lead_there(typist: Typist) -> None:
    prefer(typist, passed_by=("Department", "Emails", "Postal", "Category"))
    places: list[str] = []
    while typist.place not in places:
        places.append(typist.place)
        typist.press(Qt.Key.Key_Tab)
    assert not {"Department", "Emails[0].Value", "Address.Postal.City", "Category"} & set(places)
    assert {"Phones[0].Value", "Address.Street.City", "Business"} <= set(places)
    typist.press(Qt.Key.Key_Y, Qt.KeyboardModifier.AltModifier)
    assert typist.place == "Category"
    prefer(typist, passed_by=())
    typist.tab_to("Emails[0].Value")
    typist.tab_to("Address.Postal.City")
    typist.tab_to("Department")


@pytest.fixture
def look(qapp: QApplication) -> Callable[[], tuple[float, bool]]:
    return lambda: (
        qapp.font().pointSizeF(),
        qapp.palette().color(QPalette.ColorRole.Window).lightness() < 128,
    )


@pytest.mark.long
@pytest.mark.shared_window
def test_colours_and_size_change_at_once(typist: Typist, look: Callable[[], tuple[float, bool]]) -> None:
    height = typist.window.form.parts_by_path["Department"].height()
    prefer(typist, theme="dark", text_size=200)
    QApplication.processEvents()
    assert look() == (21.0, True)
    assert typist.window.form.parts_by_path["Department"].height() > height
    prefer(typist, theme="light", text_size=100, density="compact")
    QApplication.processEvents()
    assert look() == (10.5, False)
    assert typist.window.form.parts_by_path["Department"].height() < height
    prefer(typist, theme="", density="")
    assert replace(typist.program.preferences.preferences, language="") == Preferences()


@pytest.mark.shared_window
def test_leaving_the_dialog_changes_nothing(typist: Typist) -> None:
    dialog = open_dialog(typist)
    tab_to(typist, "asksBeforeDiscard")
    typist.press(Qt.Key.Key_Space)
    typist.press(Qt.Key.Key_Escape)
    assert dialog.isVisible()
    typist.press(Qt.Key.Key_Escape)
    back(typist)
    assert not typist.program.preferences.preferences.asks_before_discard
