"""The dialog of the preferences: by keys, and nothing typed goes unasked."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from app.model.carriers.lists import Choice
from app.model.preferences import Preferences
from app.ui.inputs.choice import ChoiceInput
from app.ui.parts.part_context import NO_CONTEXT
from app.ui.preferences.dialog import Around, PreferencesDialog
from tests.helpers.ui.letters import clashes, texts_in_view

CATEGORIES = (Choice(1, "Customer"), Choice(2, "Partner"))
FIELDS = (("Department", "Department"), ("Faxes", "Fax"), ("Postal", "Postal address"))
AROUND = Around("Work", NO_CONTEXT.with_choices("category", CATEGORIES), FIELDS, {})
BEFORE = Preferences(own_defaults={"Other": {"Category": {"Id": 9}}}, passed_by=("Faxes",))


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[PreferencesDialog]:
    made = shown(qtbot)
    yield made
    made.done(0)


def shown(qtbot: QtBot, before: Preferences = BEFORE, around: Around = AROUND) -> PreferencesDialog:
    made = PreferencesDialog(before, around)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifiers)


def tab_to(name: str) -> None:
    for _ in range(30):
        if focused().objectName() == f"preferences.{name}":
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {name}")


def result(dialog: PreferencesDialog) -> str:
    label = dialog.findChild(QLabel, "preferences.result")
    assert isinstance(label, QLabel)
    return label.text()


def test_untouched_it_wants_what_there_was(dialog: PreferencesDialog) -> None:
    assert dialog.wanted() == BEFORE
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_everything_is_set_by_keys(dialog: PreferencesDialog) -> None:
    tab_to("language")
    press(Qt.Key.Key_D)
    tab_to("theme")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    tab_to("textSize")
    press(Qt.Key.Key_Down)
    tab_to("density")
    press(Qt.Key.Key_Down)
    tab_to("startPage")
    press(Qt.Key.Key_Down)
    tab_to("historyDays")
    press(Qt.Key.Key_Up)
    tab_to("asksBeforeDiscard")
    press(Qt.Key.Key_Space)
    tab_to("passedBy")
    press(Qt.Key.Key_Space)
    tab_to("default.Category")
    QTest.keyClicks(focused(), "part")
    press(Qt.Key.Key_Tab)
    assert dialog.wanted() == Preferences(
        language="da",
        theme="dark",
        text_size=110,
        density="compact",
        start_page="persons",
        history_days=30,
        asks_before_discard=True,
        passed_by=("Department", "Faxes"),
        own_defaults={"Other": {"Category": {"Id": 9}}, "Work": {"Category": {"Id": 2}}},
    )
    press(Qt.Key.Key_Return)
    assert dialog.result() == PreferencesDialog.DialogCode.Accepted


@pytest.mark.parametrize("way", ["Esc", "Cancel", "the cross"])
def test_what_was_changed_is_left_only_the_second_time(dialog: PreferencesDialog, way: str) -> None:
    def leave() -> None:
        if way == "Esc":
            press(Qt.Key.Key_Escape)
        elif way == "Cancel":
            dialog._buttons.button(dialog._buttons.StandardButton.Cancel).click()
        else:
            dialog.close()

    tab_to("asksBeforeDiscard")
    press(Qt.Key.Key_Space)
    leave()
    assert dialog.isVisible()
    assert "not saved" in result(dialog)
    leave()
    assert not dialog.isVisible()
    assert dialog.result() == PreferencesDialog.DialogCode.Rejected


def test_what_is_in_no_list_is_not_taken(dialog: PreferencesDialog) -> None:
    tab_to("default.Category")
    QTest.keyClicks(focused(), "xyz")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "“xyz” is not in the list" in result(dialog)
    assert focused().objectName() == "preferences.default.Category"


def test_what_a_policy_decides_is_locked_and_says_why(qtbot: QtBot) -> None:
    reason = "Set by your administrator in /etc/contact-entry/policy.toml."
    dialog = shown(qtbot, around=replace(AROUND, reasons={"language": reason}))
    language = dialog.findChild(QComboBox, "preferences.language")
    assert isinstance(language, QComboBox)
    assert not language.isEnabled()
    assert reason in [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_without_a_connection_no_own_defaults_are_taken(qtbot: QtBot) -> None:
    dialog = shown(qtbot, around=Around("", NO_CONTEXT, FIELDS, {}))
    assert not any(line.isEnabled() for line in dialog.findChildren(ChoiceInput))
    assert dialog.wanted() == BEFORE


def test_it_is_no_larger_than_the_screen_and_keeps_its_buttons(dialog: PreferencesDialog) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry()
    assert dialog.height() <= room.height()
    assert dialog.width() <= room.width()
    dialog.resize(420, 300)
    QApplication.processEvents()
    assert dialog.rect().contains(dialog._buttons.geometry())
    tab_to("default.Country")
    assert focused().isVisible()


def test_its_lists_end_in_one_line(dialog: PreferencesDialog) -> None:
    lists = (dialog._language, dialog._theme, dialog._text_size, dialog._density, dialog._history_days)
    assert len({one.geometry().right() for one in lists}) == 1


def test_no_letter_means_two_things(dialog: PreferencesDialog) -> None:
    assert clashes(texts_in_view(dialog)) == {}


def test_every_input_has_a_name_for_screen_readers(dialog: PreferencesDialog) -> None:
    for kind in (QComboBox, QCheckBox, QListWidget):
        for one in dialog.findChildren(kind):
            label = next((label for label in dialog.findChildren(QLabel) if label.buddy() is one), None)
            text = one.text() if isinstance(one, QCheckBox) else ""
            assert one.accessibleName() or label is not None or text, one.objectName()
