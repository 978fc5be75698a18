"""A start of the window within the test, from its first paint on."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.bootstrap.loading import Loading
from app.bootstrap.options import WindowOptions
from app.bootstrap.start import Start
from app.controller.process.single_instance import SingleInstance
from app.storage.files.paths import AppPaths
from app.storage.sqlite.drafts import Drafts
from app.ui.window.main_window import MainWindow
from tests.helpers.ui.window import wait_until

CONTROL = Qt.KeyboardModifier.ControlModifier


class Started:
    """A window after its first paint. Where it `is_held`, the rest is loaded once `go_on` is called."""

    def __init__(self, home: Path, *, is_held: bool = False) -> None:
        self.paths = AppPaths.of(home)
        self.instance = SingleInstance(self.paths)
        assert self.instance.lock()
        self.window = MainWindow()
        self.start = Start(WindowOptions(self.paths), self.window, self.instance)
        painted: list[bool] = []
        if is_held:
            vars(self.start.loading)["start"] = lambda: painted.append(True)
        self.window.show()
        self.window.activateWindow()
        wait_until(self.window.isActiveWindow)
        wait_until(lambda: not is_held or bool(painted))

    def go_on(self) -> None:
        """Has the rest loaded: what was typed until now came before all of it, however fast that is."""
        Loading.start(self.start.loading)

    def type(self, text: str) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, text)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    @property
    def drafts(self) -> list[dict[str, Any]]:
        """The forms of the drafts on the disk, the latest first."""
        store = self.start.program.store if self.start.program is not None else None
        return [draft.form for draft in Drafts(store).all()] if store is not None else []

    @property
    def is_attached(self) -> bool:
        return hasattr(self.window, "drafts")

    def end(self) -> None:
        self.window.close()
        assert self.start.end()
        if self.start.program is not None:
            self.start.program.deleteLater()
        self.instance.release()
        self.window.deleteLater()
        self.start.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()


@contextmanager
def starting(home: Path, *, is_held: bool = False) -> Iterator[Started]:
    made = Started(home, is_held=is_held)
    try:
        yield made
    finally:
        made.end()
