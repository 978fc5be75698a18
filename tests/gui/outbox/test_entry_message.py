"""What is said of an entry, where the panel has no room for all of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QMenu

from app.model.entry import Entry, State
from app.ui.common.plain_text import LimitedLabel, PlainMessageBox
from tests.helpers.ui.outbox_desk import TOMORROW, Desk, an_entry, refused
from tests.helpers.ui.window import CONTROL, wait_until

pytestmark = pytest.mark.shared_window

SENTENCE = (
    "The company is saved as number 10014, but Kari Half is not. crm.example.com reports an error of its "
    "own: “Cannot <b>store</b>”. If it stays, tell your administrator. Send what is missing again."
)
LONG = f"{SENTENCE} " * 5 + "That is all."
NARROW, WIDE = QSize(683, 380), QSize(1300, 800)


def shown_of(here: Desk) -> LimitedLabel:
    """Returns the message, once its lines have their room."""
    label = here.panel.findChild(LimitedLabel, "outbox.message")
    assert label is not None
    wait_until(lambda: QLabel.heightForWidth(label, label.width()) <= label.height())
    return label


@pytest.mark.parametrize(
    ("entry", "size"),
    [
        (refused("Fjell"), NARROW),
        (an_entry("Fjell", State.REJECTED, contact_id=10014), QSize(784, 720)),
        (an_entry("Fjell", State.UNKNOWN, next_try=TOMORROW), QSize(1008, 552)),
    ],
    ids=["refused", "incomplete", "checking"],
)
def test_a_message_without_room_ends_in_dots_and_a_button_leads_to_all_of_it(
    desk: Callable[..., Desk], entry: Entry, size: QSize
) -> None:
    here = desk(replace(entry, message=LONG))
    window = here.typist.window
    before = window.size()
    window.resize(size)
    here.open(rows=1)
    label = shown_of(here)
    assert QLabel.text(label).replace("\u200b", "").endswith("…")
    assert label.text().startswith(LONG)
    assert label.width() >= here.panel._actions.width() // 2 - 1
    here.typist.tab_to("outbox.whole")
    here.typist.press(Qt.Key.Key_Space)
    box = here.typist.find(PlainMessageBox, "whole")
    assert box.text().startswith(LONG)
    here.typist.press(Qt.Key.Key_Escape)
    window.resize(before)
    here.typist.press(Qt.Key.Key_O, CONTROL)


def test_buttons_leave_a_message_their_room_and_are_in_a_menu_then(desk: Callable[..., Desk]) -> None:
    here = desk(replace(refused("Fjell"), message=SENTENCE))
    window = here.typist.window
    before = window.size()
    window.resize(NARROW)
    here.open(rows=1)
    label = shown_of(here)
    assert QLabel.text(label) == SENTENCE
    assert here.buttons == ["Correct"]
    here.typist.tab_to("outbox.more")
    here.typist.press(Qt.Key.Key_Space)
    menu = here.typist.find(QMenu, "outbox.menu")
    told = {action.text().partition("\t")[0] for action in menu.actions()}
    assert told >= {"Correct", "Send again", "Discard"}
    menu.close()
    window.resize(WIDE)
    wait_until(lambda: here.buttons == ["Correct", "Send again", "Discard"])
    window.resize(before)
    here.typist.press(Qt.Key.Key_O, CONTROL)
