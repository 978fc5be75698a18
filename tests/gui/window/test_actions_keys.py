"""A held key changes or sends once; keypad Enter is Enter."""

from collections import defaultdict
from unittest.mock import Mock

import pytest
from PySide6.QtCore import QEvent, Qt, QTranslator
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from app.bootstrap.qt_texts import translate_qt
from app.sandbox import SandboxServer
from app.translation.languages import ENGLISH, LANGUAGES
from app.ui.window.actions import MENUS, add_menus, key_rows
from tests.helpers.ui.window import CONTROL, SHIFT, Typist

pytestmark = pytest.mark.shared_window

NAVIGATION = {"action.tab1", "action.tab2", "action.tab3", "action.tab4", "action.tab5", "action.tab6"}
KEYPAD = Qt.KeyboardModifier.KeypadModifier


def hold(key: Qt.Key, modifiers: Qt.KeyboardModifier, repeats: int = 25) -> None:
    """Presses a key and holds it, as a keyboard tells it."""
    for number in range(repeats):
        focused = QApplication.focusWidget()
        assert focused is not None
        QApplication.sendEvent(
            focused, QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers, "", number > 0)
        )
        QApplication.sendEvent(focused, QKeyEvent(QEvent.Type.KeyPress, key, modifiers, "", number > 0))
        QApplication.processEvents()
    focused = QApplication.focusWidget()
    assert focused is not None
    QApplication.sendEvent(focused, QKeyEvent(QEvent.Type.KeyRelease, key, modifiers))


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != ENGLISH])
def test_keys_are_the_same_in_every_language(qtbot: QtBot, qapp: QApplication, language: str) -> None:
    """Qt reads names of keys in the user's language: in Norwegian both Enter keys have one name."""
    assert translate_qt(qapp, language)
    try:
        window = QMainWindow()
        qtbot.addWidget(window)
        actions = add_menus(window, defaultdict(Mock))
    finally:
        for translator in qapp.findChildren(QTranslator):
            qapp.removeTranslator(translator)
            translator.deleteLater()
    portable = QKeySequence.SequenceFormat.PortableText
    for entry in (entry for entries in MENUS.values() for entry in entries if entry.text):
        shown = [keys.toString(portable) for keys in actions[entry.name].shortcuts()]
        assert shown == [QKeySequence.fromString(keys, portable).toString(portable) for keys in entry.keys]
        assert len(set(shown)) == len(shown)


def test_no_action_that_changes_or_sends_repeats(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    names = [entry.name for entries in MENUS.values() for entry in entries if entry.text]
    actions = add_menus(window, dict.fromkeys(names, Mock()))
    repeating = {name for name, action in actions.items() if action.autoRepeat()}
    assert repeating == NAVIGATION | {"action.nextProblem", "action.nextPage", "action.pageBefore"}


@pytest.mark.long
@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_Return, CONTROL),
        (Qt.Key.Key_Enter, CONTROL | KEYPAD),
        (Qt.Key.Key_S, CONTROL),
    ],
)
def test_save_is_asked_for_by_enter_and_keypad_enter(
    typist: Typist, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    asked = Mock()
    typist.program.entry.refused.connect(asked)
    QTest.keyClick(typist.focused, key, modifiers)
    assert asked.call_count == 1


@pytest.mark.parametrize(
    ("key", "what"),
    [(Qt.Key.Key_D, "duplicated"), (Qt.Key.Key_Delete, "removed"), (Qt.Key.Key_Minus, "emptied")],
)
def test_a_held_key_changes_people_once(
    typist: Typist, server: SandboxServer, key: Qt.Key, what: str
) -> None:
    typist.go_to_tab(2)
    editor = typist.window.form.persons.editor
    people = [
        {"Firstname": f"Kari {number}", "Email": "k@fjell.no", "Position": "Buyer"} for number in range(5)
    ]
    editor.set_value(people)
    editor.focus_path("Persons[0].Email" if key == Qt.Key.Key_Minus else "Persons[0].Lastname")
    hold(key, CONTROL)
    count = {"duplicated": 6, "removed": 4, "emptied": 5}[what]
    assert len(editor.value() or []) == count, what
    assert server is not None


@pytest.mark.parametrize("modifiers", [Qt.KeyboardModifier.NoModifier, KEYPAD, SHIFT])
def test_enter_ticks_no_check_box(typist: Typist, modifiers: Qt.KeyboardModifier) -> None:
    typist.window.form.focus_path("Xstop")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        hold(key, modifiers)
    assert "Xstop" not in typist.window.form.value()
    typist.press(Qt.Key.Key_Space)
    assert typist.window.form.value()["Xstop"] is True


@pytest.mark.long
def test_the_table_of_keys_names_commands_as_they_are_seen() -> None:
    rows = dict(key_rows())
    assert rows["Ctrl+3"] == "Go: Phones & e-mails"
    assert not [text for text in rows.values() if "amp;" in text or "&&" in text]
