"""Files that macOS names by events, here sent by the test: before anybody takes them, and afterwards."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from app.bootstrap import start
from app.bootstrap.opened_files import OpenedFiles


@pytest.fixture
def opened(qapp: QApplication) -> Iterator[OpenedFiles]:
    made = OpenedFiles(qapp)
    yield made
    qapp.removeEventFilter(made)
    made.setParent(None)


def test_files_wait_until_somebody_takes_them_and_then_come_at_once(
    qapp: QApplication, opened: OpenedFiles, tmp_path: Path
) -> None:
    first, second, third = (tmp_path / name for name in ("Jörg 1.vcf", "2.vcf", "3.vcf"))
    taken: list[tuple[Path, ...]] = []
    for card in (first, second):
        assert QCoreApplication.sendEvent(qapp, QFileOpenEvent(str(card)))
    opened.hand_to(taken.append)
    assert taken == [(first, second)]
    QCoreApplication.sendEvent(qapp, QFileOpenEvent(str(third)))
    assert taken == [(first, second), (third,)]


def test_an_address_is_no_file_and_other_events_pass(qapp: QApplication, opened: OpenedFiles) -> None:
    taken: list[tuple[Path, ...]] = []
    opened.hand_to(taken.append)
    QCoreApplication.sendEvent(qapp, QFileOpenEvent(QUrl("mailto:you@example.com")))
    assert taken == []
    assert not opened.eventFilter(qapp, QEvent(QEvent.Type.User))


def test_only_macos_names_files_by_events(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert start._opened_files(qapp) is None
    monkeypatch.setattr(sys, "platform", "darwin")
    made = start._opened_files(qapp)
    assert isinstance(made, OpenedFiles)
    qapp.removeEventFilter(made)
    made.setParent(None)
