"""The button that leaves some of the entries out, by the keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.helpers.ui.outbox_desk import Desk, refused, saved
from tests.helpers.ui.window import CONTROL, wait_until


def choose(here: Desk, steps: int) -> None:
    """Opens the menu from the search by keys and takes the entry so many steps down."""
    here.typist.press(Qt.Key.Key_F, CONTROL)
    here.typist.press(Qt.Key.Key_Tab)
    assert here.typist.place == "outbox.filter"
    here.typist.press(Qt.Key.Key_Space)
    menu = here.panel._title.filter.menu_of_choices
    wait_until(menu.isVisible)
    for _ in range(steps):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)


@pytest.mark.shared_window
def test_the_list_has_what_is_chosen(desk: Callable[..., Desk]) -> None:
    here = desk(saved("Fjell AS", 7, 3), refused("Fjord AS", 1))
    here.open(rows=2)
    button = here.panel._title.filter
    assert button.text() == "All companies ▾"
    choose(here, 2)
    wait_until(lambda: here.column() == ["Fjord AS"])
    assert (button.text(), button.accessibleDescription()) == ("Needs you ▾", "Needs you")
    choose(here, 4)
    wait_until(lambda: here.column() == ["Fjell AS"])
    choose(here, 3)
    wait_until(lambda: here.column() == [])
    assert here.text("outbox.empty") == "No company is listed under “To send”."
    here.typist.press(Qt.Key.Key_F, CONTROL)
    here.typist.type("fj")
    wait_until(lambda: "called" in here.text("outbox.empty"))
    assert here.text("outbox.empty") == "Nothing called “fj” is listed under “To send”."
    here.typist.press(Qt.Key.Key_Escape)
    choose(here, 1)
    wait_until(lambda: here.column() == ["Fjord AS", "Fjell AS"])
    assert button.filter.has_all


@pytest.mark.shared_window
def test_what_was_typed_before_today_is_left_out(desk: Callable[..., Desk]) -> None:
    here = desk(saved("Fjell AS", 7, 60 * 24 * 3), refused("Fjord AS", 0))
    here.open(rows=2)
    choose(here, 6)
    wait_until(lambda: here.column() == ["Fjord AS"])
    choose(here, 7)
    wait_until(lambda: here.column() == ["Fjord AS", "Fjell AS"])
    choose(here, 5)
    assert here.panel._title.filter.filter.has_all
