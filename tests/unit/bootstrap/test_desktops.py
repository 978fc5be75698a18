"""What one system's desktop alone wants.

Files that macOS names by events, here sent by the test: before anybody takes them, and afterwards. What the
taskbar of Windows offers is set by a child process, where there is a taskbar and the program is installed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QProcess, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import start
from app.bootstrap.desktops import OpenedFiles, offer_tasks
from app.storage.files.paths import AppPaths


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


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    started: list[list[str]] = []
    monkeypatch.setattr(QProcess, "startDetached", lambda _program, words: started.append(words))
    return started


def test_an_installed_window_has_it_set(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, started: list[list[str]]
) -> None:
    parent = QObject()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    paths = AppPaths.of(None)
    offer_tasks(paths, parent, 0)
    qtbot.waitUntil(lambda: bool(started))
    assert started == [["--language", "en", "self-test", "--part", "jump-list"]]


@pytest.mark.parametrize(
    ("platform", "frozen", "elsewhere"),
    [("linux", True, False), ("win32", False, False), ("win32", True, True)],
)
def test_nowhere_else_is_one_started(
    monkeypatch: pytest.MonkeyPatch,
    started: list[list[str]],
    tmp_path: Path,
    platform: str,
    *,
    frozen: bool,
    elsewhere: bool,
) -> None:
    parent, usual = QObject(), AppPaths.of(None)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", platform)
        patch.setattr(sys, "frozen", frozen, raising=False)
        patch.setattr(AppPaths, "of", lambda _home: usual)
        patch.setattr("app.bootstrap.desktops.QTimer.singleShot", lambda _after, _parent, act: act())
        paths = AppPaths(tmp_path, tmp_path, tmp_path) if elsewhere else usual
        offer_tasks(paths, parent, 0)
    assert started == []
