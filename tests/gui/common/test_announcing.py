"""What screen readers are told of."""

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from app.model.checks.problem import Problem
from app.ui.common.announcing import announce
from app.ui.common.banner import Banner, Tone
from app.ui.window.save_corner import ProblemsSummary


def test_messages_are_said_and_refusals_interrupt(qtbot: QtBot, said: list[tuple[str, bool]]) -> None:
    banner = Banner("notice")
    qtbot.addWidget(banner)
    banner.show_message("Saved as number 10001.", Tone.SAVED)
    banner.show_message("The disk is full.", Tone.REFUSED)
    banner.dismiss()
    assert said == [("Saved as number 10001.", False), ("The disk is full.", True)]


def test_counts_are_said_once(qtbot: QtBot, said: list[tuple[str, bool]]) -> None:
    summary = ProblemsSummary()
    qtbot.addWidget(summary)
    for _again in range(2):
        summary.count([Problem("Name", "Enter it.")])
    summary.count([])
    assert said == [("1 to correct (F8)", False)]


def test_nobody_is_told_where_no_screen_reader_is(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    banner = Banner("notice")
    qtbot.addWidget(banner)
    monkeypatch.setattr(QAccessible, "isActive", lambda: False)
    monkeypatch.setattr(QAccessible, "updateAccessibility", None)
    announce(banner, "Saved.")
