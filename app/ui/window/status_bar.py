"""Status bar: the connection, what was saved today, the progress of sending, the count of waiting entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QStatusBar

from app.translation import _
from app.ui.common.plain_text import PlainLabel, set_tip

if TYPE_CHECKING:
    from app.controller.outbox.outbox import OutboxController
    from app.controller.outbox.outcome import OutcomeController
    from app.model.history.saved_today import SavedToday
    from app.model.outbox_rows import Progress


class StatusBar(QStatusBar):
    """Shows `connection` on the left, the counts and the progress on the right.

    The progress, and before it what was saved today, give way where there is no room.
    """

    outbox_asked = Signal()
    """The count of waiting entries was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.connection = PlainLabel()
        self.connection.setObjectName("status.connection")
        self._today = PlainLabel(name="status.today", role="hint")
        self._progress = PlainLabel()
        self._progress.setObjectName("status.progress")
        self._waiting = QPushButton()
        self._waiting.setObjectName("status.outbox")
        self._waiting.setProperty("role", "link")
        set_tip(self._waiting, _("Open the outbox (Ctrl+O)"))
        # Tab goes through what is typed; the keys lead to the outbox.
        self._waiting.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._waiting.clicked.connect(self.outbox_asked)
        self._waiting.hide()
        self.addWidget(self.connection, 1)
        self.addPermanentWidget(self._today)
        self.addPermanentWidget(self._progress)
        self.addPermanentWidget(self._waiting)
        self._giving_way = (self._progress, self._today)  # the last one first
        self.setContentsMargins(0, 0, 8, 0)  # in line with what stands above

    def minimumSizeHint(self) -> QSize:
        """Returns the room for what never gives way: the window would grow with each count."""
        hint = super().minimumSizeHint()
        given = sum(self._width_of(one) for one in self._giving_way if not one.isHidden())
        return QSize(max(0, hint.width() - given), hint.height())

    def event(self, event: QEvent) -> bool:
        """Fits anew with each size, and with each text that needs more or less room."""
        is_handled = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit()
        return is_handled

    def follow(self, outcomes: OutcomeController, outbox: OutboxController) -> None:
        """Shows from now on what they tell."""
        outcomes.waiting_changed.connect(self.show_waiting)
        outbox.progress_changed.connect(self.show_progress)
        outbox.today.changed.connect(self.show_today)

    def show_today(self, saved: SavedToday) -> None:
        """Shows how much was saved today."""
        self._today.setText(saved.text)
        self._fit()  # what is hidden asks for no layout

    def show_progress(self, progress: Progress) -> None:
        """Shows the progress of sending."""
        self._progress.setText(progress.text)
        self._fit()

    def show_waiting(self, text: str) -> None:
        """Shows how many entries wait."""
        self._waiting.setText(text)
        self._waiting.setVisible(bool(text))
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self.minimumSizeHint().width()
        for label in self._giving_way:
            room -= self._width_of(label)
            label.setVisible(bool(label.text()) and room >= 0)

    def _width_of(self, label: PlainLabel) -> int:
        layout = self.layout()
        return label.sizeHint().width() + (layout.spacing() if layout is not None else 0)
