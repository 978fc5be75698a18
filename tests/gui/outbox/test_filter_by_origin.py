"""The outbox by day, template and table, with keys; what is exported is what is listed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app.model.entry import Entry
from app.model.history.choices import day_of
from app.model.history.origin import Origin, with_origin
from app.translation.days import day_in_words
from tests.helpers.ui.outbox_desk import Desk, refused, saved
from tests.helpers.ui.window import CONTROL, wait_until

pytestmark = pytest.mark.shared_window
OLD = 60 * 24 * 3


def three() -> tuple[Entry, ...]:
    return (
        with_origin(saved("Fjell AS", 7, OLD), Origin(("R&D fair",), "fair <b>.xlsx")),
        with_origin(refused("Fjord AS", 1), Origin(("R&D fair",))),
        saved("Berg AS", 8, 2),
    )


def open_submenu(here: Desk, title: str) -> QMenu:
    """Opens the filter from the search and one of its submenus, by keys."""
    wait_until(lambda: bool(here.typist.program.outbox.choices.current.templates))
    here.typist.press(Qt.Key.Key_F, CONTROL)
    here.typist.press(Qt.Key.Key_Tab)
    assert here.typist.place == "outbox.filter"
    here.typist.press(Qt.Key.Key_Space)
    menu = here.panel._title.filter.menu_of_choices
    wait_until(menu.isVisible)
    wanted = [one.text() for one in menu.actions() if not one.isSeparator() and one.isEnabled()]
    for _ in range(wanted.index(title) + 1):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Right)
    submenu = next(one.menu() for one in menu.actions() if one.text() == title)
    assert isinstance(submenu, QMenu)
    wait_until(submenu.isVisible)
    return submenu


def choose(here: Desk, title: str, text: str) -> None:
    submenu = open_submenu(here, title)
    texts = [one.text() for one in submenu.actions() if not one.isSeparator()]
    current = submenu.activeAction()
    at = texts.index(current.text())
    for _ in range(texts.index(text) - at):
        QTest.keyClick(submenu, Qt.Key.Key_Down)
    QTest.keyClick(submenu, Qt.Key.Key_Return)
    wait_until(lambda: QApplication.activePopupWidget() is None)


@pytest.mark.long
def test_those_of_a_template_of_a_table_and_of_a_day(desk: Callable[..., Desk]) -> None:
    here = desk(*three())
    here.open(rows=3)
    button = here.panel._title.filter
    choose(here, "Filled in by a template", "R&&D fair")
    wait_until(lambda: here.column() == ["Fjord AS", "Fjell AS"])
    assert (button.text(), button.accessibleDescription()) == ("R&&D fair ▾", "R&D fair")
    choose(here, "Imported from a table", "fair <b>.xlsx")
    wait_until(lambda: here.column() == ["Fjell AS"])
    assert button.accessibleDescription() == "R&D fair · fair <b>.xlsx"
    choose(here, "Filled in by a template", "Any")
    choose(here, "Imported from a table", "Any")
    wait_until(lambda: len(here.column()) == 3)
    day = day_in_words(day_of(three()[0].created))
    choose(here, "Typed on one day", day)
    wait_until(lambda: here.column() == ["Fjell AS"])
    assert button.accessibleDescription() == day
    today = day_in_words(day_of(datetime.now(UTC)))
    assert today != day


def test_everything_is_listed_again_by_one_choice(desk: Callable[..., Desk]) -> None:
    here = desk(*three())
    here.open(rows=3)
    choose(here, "Imported from a table", "fair <b>.xlsx")
    wait_until(lambda: here.column() == ["Fjell AS"])
    here.typist.press(Qt.Key.Key_F, CONTROL)
    here.typist.press(Qt.Key.Key_Tab)
    here.typist.press(Qt.Key.Key_Space)
    menu = here.panel._title.filter.menu_of_choices
    wait_until(menu.isVisible)
    QTest.keyClick(menu, Qt.Key.Key_Up)
    active = menu.activeAction()
    assert active is not None
    assert active.text() == "List everything"
    QTest.keyClick(menu, Qt.Key.Key_Return)
    wait_until(lambda: len(here.column()) == 3)
    assert here.panel._title.filter.filter.has_all


def test_what_is_exported_is_what_is_chosen(desk: Callable[..., Desk], tmp_path: Path) -> None:
    here = desk(*three())
    here.open(rows=3)
    choose(here, "Filled in by a template", "R&&D fair")
    wait_until(lambda: len(here.column()) == 2)
    path = tmp_path / "outbox.csv"
    here.typist.program.outbox.export(path, ";")
    wait_until(lambda: "written to" in here.panel.notice.text)
    lines = path.read_text("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in lines] == ["Company", "Fjord AS", "Fjell AS"]
    assert lines[0].endswith(";Templates;Table")
    assert lines[2].endswith(";R&D fair;fair <b>.xlsx")
