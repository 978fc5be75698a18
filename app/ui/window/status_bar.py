"""Status bar: the connection, the progress of sending, and the count of waiting entries."""

from __future__ import annotations

from PySide6.QtWidgets import QStatusBar, QWidget

from app.model.outbox_rows import Progress
from app.ui.common.plain_text import PlainLabel


class StatusBar(QStatusBar):
    """Shows the connection's label on the left, progress and the count of waiting entries on the right."""

    def __init__(self, connection_label: QWidget) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._progress = PlainLabel()
        self._progress.setObjectName("status.progress")
        self._waiting = PlainLabel()
        self._waiting.setObjectName("status.outbox")
        self.addWidget(connection_label, 1)
        self.addPermanentWidget(self._progress)
        self.addPermanentWidget(self._waiting)

    def show_progress(self, progress: Progress) -> None:
        """Shows the progress of sending."""
        self._progress.setText(progress.text)

    def show_waiting(self, text: str) -> None:
        """Shows how many entries wait."""
        self._waiting.setText(text)
