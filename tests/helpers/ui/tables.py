"""Somebody who imports a table with keys: what is copied, what the dialog says, which keys were pressed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.sandbox import SandboxServer
from app.ui.common.plain_text import PlainLabel
from app.ui.imports.dialog import ImportDialog
from tests.helpers.ui.window import CONTROL, SHIFT, Typist, wait_until

COMPANIES = "/api/v1/Contact"


def copy(text: str, html: str = "") -> None:
    """Puts a text on the clipboard, as a spreadsheet does."""
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def as_rows(*rows: Sequence[str]) -> str:
    """Returns rows as a spreadsheet copies them."""
    return "".join("\t".join(row) + "\r\n" for row in rows)


def posted(server: SandboxServer, path: str = COMPANIES) -> int:
    """Returns how many were posted to the server."""
    return [one.path for one in server.requests if one.method == "POST"].count(path)


def drop(window: QWidget, file: Path) -> None:
    """Drops a file onto a window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(9, 9), *how))
    QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), *how))


class Importer:
    """Somebody at the keyboard with a table; each combination counts as one key."""

    def __init__(self, typist: Typist) -> None:
        self.typist = typist
        self.keys = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Presses a key where the focus is, in whichever window."""
        self.keys += 1
        QTest.keyClick(QApplication.focusWidget() or self.typist.window, key, modifiers)
        QApplication.processEvents()

    def paste(self, text: str, html: str = "") -> None:
        """Copies a table and presses the keys that read it; the dialog is open then."""
        copy(text, html)
        self.press(Qt.Key.Key_V, CONTROL | SHIFT)
        self.wait_until_open()

    def wait_until_open(self) -> None:
        """Waits until the dialog takes keys."""
        wait_until(lambda: self.is_open and self.dialog.isActiveWindow())

    @property
    def is_open(self) -> bool:
        """True while the dialog is there."""
        return self.typist.window.findChild(ImportDialog) is not None

    @property
    def dialog(self) -> ImportDialog:
        """The dialog."""
        return self.typist.find(ImportDialog, "import")

    @property
    def told(self) -> str:
        """What the dialog says."""
        return self.typist.find(PlainLabel, "import.message").text()

    def button(self, name: str) -> QPushButton:
        """Returns a button of the dialog."""
        return self.typist.find(QPushButton, f"import.{name}")

    def wait_until_checked(self) -> str:
        """Waits until everything is checked; returns what the dialog says."""
        busy = ("Checked: ", "Reading ")
        wait_until(lambda: self.button("walk").isEnabled() and not self.told.startswith(busy))
        return self.told

    def send(self) -> None:
        """Presses Enter, and once more where what is clear lacks something that the server requires."""
        self.press(Qt.Key.Key_Return)
        if self.is_asked:
            self.press(Qt.Key.Key_Return)

    @property
    def is_asked(self) -> bool:
        """True where it is told that what is clear lacks something, and waits for the next press."""
        return self.is_open and bool(self.dialog._press._lacking)

    def answer(self) -> None:
        """Waits until it is told that what is clear lacks something, and presses Enter once more."""
        wait_until(lambda: self.is_asked)
        self.press(Qt.Key.Key_Return)

    def wait_until_closed(self) -> None:
        """Waits until everything is put away."""
        wait_until(lambda: not self.is_open)
        wait_until(self.typist.window.isActiveWindow)

    @property
    def place(self) -> str:
        """Where the walk through the drafts is, as the status bar says it."""
        label = self.typist.find(PlainLabel, "status.walk")
        return label.text() if label.isVisible() else ""

    def wait_until_at(self, place: str) -> None:
        """Waits until the walk is there."""
        wait_until(lambda: self.place == place)
