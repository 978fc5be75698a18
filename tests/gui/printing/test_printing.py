"""Ctrl+P: the company in the form, the chosen one of the outbox, or its list, on paper or in a file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from tests.gui.printing.conftest import close, dialog_of
from tests.helpers.ui.outbox_desk import Desk, saved
from tests.helpers.ui.window import CONTROL, Typist, wait_until

pytestmark = pytest.mark.shared_window


def test_the_chosen_entry_of_the_outbox_is_printed_and_the_list_by_its_search(
    desk: Callable[..., Desk],
) -> None:
    here = desk(saved("Fjell", 7, 3), saved("Fjord", 8, 2))
    here.open(rows=2)
    here.typist.press(Qt.Key.Key_Down)
    here.typist.press(Qt.Key.Key_P, CONTROL)
    dialog = dialog_of(here.typist)
    assert dialog.windowTitle() == "Fjell"
    close(here.typist, dialog)
    here.typist.press(Qt.Key.Key_F, CONTROL)
    here.typist.type("fjord")
    wait_until(lambda: here.column() == ["Fjord"])
    here.typist.window.actions_by_name["action.printOutbox"].trigger()
    dialog = dialog_of(here.typist)
    assert (dialog.windowTitle(), dialog.sheet.note) == ("Outbox", "Companies with “fjord”")
    assert [line[0] for line in dialog.sheet.table] == ["Company", "Fjord"]
    close(here.typist, dialog)


def test_nothing_typed_is_told(typist: Typist) -> None:
    typist.press(Qt.Key.Key_P, CONTROL)
    assert typist.window.notice.text.startswith("There is nothing to print yet.")
