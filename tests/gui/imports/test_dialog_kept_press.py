"""What is pressed in the import of a table while its companies are checked."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.sandbox import SandboxServer
from tests.gui.imports.test_dialog import CLEAR, last_column, leave
from tests.helpers.ui.tables import Importer, posted
from tests.helpers.ui.window import Typist, wait_until

pytestmark = pytest.mark.shared_window


@pytest.fixture
def importer(typist: Typist) -> Importer:
    return Importer(typist)


def test_send_right_after_a_column_was_changed_is_kept_until_all_are_checked(
    importer: Importer, server: SandboxServer, held: Callable[[], threading.Event]
) -> None:
    before = posted(server)
    importer.paste(CLEAR)
    importer.wait_until_checked()
    goes_on = held()
    column = last_column(importer)
    column.setFocus(Qt.FocusReason.ShortcutFocusReason)
    QTest.keyClicks(column, "Note")
    importer.button("send").setFocus(Qt.FocusReason.ShortcutFocusReason)
    importer.press(Qt.Key.Key_Space)
    assert importer.told.startswith("What is clear is sent once all are checked. Checked: 0 of 2.")
    goes_on.set()
    importer.answer()
    importer.wait_until_closed()
    wait_until(lambda: posted(server) == before + 2)


@pytest.mark.parametrize(
    ("key", "told"),
    [
        (Qt.Key.Key_S, "What is clear is sent once all are checked."),
        (Qt.Key.Key_G, "You go through them once all are checked."),
        (Qt.Key.Key_Return, ""),
    ],
)
def test_a_letter_is_kept_while_they_are_checked_for_the_first_time_and_enter_is_not(
    importer: Importer, held: Callable[[], threading.Event], key: Qt.Key, told: str
) -> None:
    goes_on = held()
    importer.paste(CLEAR)
    wait_until(lambda: importer.told.startswith("Checked: 0 of 2."))
    is_letter = key is not Qt.Key.Key_Return
    importer.press(key, Qt.KeyboardModifier.AltModifier if is_letter else Qt.KeyboardModifier.NoModifier)
    assert importer.told.startswith(f"{told} Checked: 0 of 2.".strip())
    goes_on.set()
    if key is Qt.Key.Key_S:
        wait_until(lambda: importer.is_asked)
    elif is_letter:
        importer.wait_until_closed()
        importer.wait_until_at("1 of 2")
        return
    else:
        assert importer.wait_until_checked().startswith("2 new companies.")
    leave(importer)


def test_what_is_changed_after_the_press_takes_it_back(
    importer: Importer, server: SandboxServer, held: Callable[[], threading.Event]
) -> None:
    before = posted(server)
    importer.paste(CLEAR)
    importer.wait_until_checked()
    goes_on = held()
    column = last_column(importer)
    column.setFocus(Qt.FocusReason.ShortcutFocusReason)
    QTest.keyClicks(column, "Note")
    importer.button("walk").click()
    assert importer.told.startswith("You go through them once all are checked.")
    QTest.keyClick(column, Qt.Key.Key_Home)
    assert "once all are checked." not in importer.told
    goes_on.set()
    assert importer.wait_until_checked().startswith("2 new companies.")
    leave(importer)
    assert posted(server) == before
