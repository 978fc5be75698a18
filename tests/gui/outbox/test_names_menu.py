"""A menu of names, some of them of files."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.outbox.names_menu import NamesMenu


def test_names_are_shown_as_they_are_and_bounded(qtbot: QtBot) -> None:
    chosen: list[str | None] = []
    owner = QWidget()
    qtbot.addWidget(owner)
    menu: NamesMenu[str] = NamesMenu("Of a table", "names", owner, chosen.append)
    menu.show_values({}, None)
    assert not menu.menuAction().isEnabled()
    names = ["R&D <b>.xlsx", "a\tb\nc", "x" * 200, "\u202egnp.csv"]
    menu.show_values({name: name for name in names}, names[0])
    assert menu.menuAction().isEnabled()
    any_of_them, _line, *actions = menu.actions()
    assert [one.text() for one in actions[:2]] == ["R&&D <b>.xlsx", "a b c"]
    assert len(actions[2].text()) <= 60
    assert "\u202e" not in actions[3].text()
    assert [one.isChecked() for one in (any_of_them, *actions)] == [False, True, False, False, False]
    actions[1].trigger()
    any_of_them.trigger()
    assert chosen == ["a\tb\nc", None]
    menu.show_values({"other": "Other"}, names[0])
    assert not any(one.isChecked() for one in menu.actions())
