"""Status bar: the connection, the progress of sending, and the count of waiting entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStatusBar

from app.ui.common.plain_text import PlainLabel

if TYPE_CHECKING:
    from app.model.outbox_rows import Progress


class StatusBar(QStatusBar):
    """Shows `connection` on the left, progress and the count of waiting entries on the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.connection = PlainLabel()
        self.connection.setObjectName("status.connection")
        self._progress = PlainLabel()
        self._progress.setObjectName("status.progress")
        self._waiting = PlainLabel()
        self._waiting.setObjectName("status.outbox")
        self.addWidget(self.connection, 1)
        self.addPermanentWidget(self._progress)
        self.addPermanentWidget(self._waiting)

    def show_progress(self, progress: Progress) -> None:
        """Shows the progress of sending."""
        self._progress.setText(progress.text)

    def show_waiting(self, text: str) -> None:
        """Shows how many entries wait."""
        self._waiting.setText(text)
