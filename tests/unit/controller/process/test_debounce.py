"""A debounced call is made once after the last start, or at once by `flush`."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.controller.process.debounce import Debounce

LONG_MS = 60_000


@pytest.fixture
def calls() -> list[str]:
    return []


def test_many_starts_are_one_call(qtbot: QtBot, calls: list[str]) -> None:
    parent = QObject()
    soon = Debounce(parent, 20, lambda: calls.append("called"))
    for _ in range(5):
        soon.start()
    qtbot.waitUntil(lambda: bool(calls))
    with qtbot.assertNotEmitted(soon.timeout, wait=60):
        pass
    assert calls == ["called"]


def test_flush_makes_a_pending_call_and_only_that(qapp: QApplication, calls: list[str]) -> None:
    assert qapp is not None
    parent = QObject()
    later = Debounce(parent, LONG_MS, lambda: calls.append("called"))
    later.flush()
    assert calls == []
    later.start()
    later.flush()
    later.flush()
    assert calls == ["called"]
    assert not later.isActive()
