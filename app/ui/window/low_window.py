"""In a low window, as on a screen of 1024 x 600, what is open together has to fit: else the window grows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.common.fitting import LOW_WINDOW
from app.ui.next_steps.row import NextStepRow

if TYPE_CHECKING:
    from app.ui.window.main_window import MainWindow


class LowWindow(QObject):
    """Has the list of similar companies, and the row of the next step, leave their room to the outbox.

    Of the outbox and the list, the one that is opened last is seen.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._next_steps = window.findChild(NextStepRow)
        window.outbox.opening.connect(self._on_outbox_opening)
        window.outbox.visibilityChanged.connect(self._on_outbox_shown)
        window.duplicates.opening.connect(self._on_list_opening)

    def _on_outbox_opening(self) -> None:
        if self._is_low:
            self._window.duplicates.close_list()
            self._leave_room(True)
            self._count_anew()

    def _on_outbox_shown(self, is_shown: bool) -> None:
        if not is_shown:
            self._leave_room(False)

    def _on_list_opening(self) -> None:
        if self._is_low and self._window.outbox.isVisible():
            self._window.outbox.close()

    def _count_anew(self) -> None:
        """Has the layouts know what is hidden, before something is shown: the window would grow for both."""
        for widget in (self._window.form, self._window.centralWidget()):
            layout = widget.layout() if widget is not None else None
            if layout is not None:
                layout.activate()

    def _leave_room(self, is_wanted: bool) -> None:
        if self._next_steps is not None:
            self._next_steps.leave_room(is_wanted)

    @property
    def _is_low(self) -> bool:
        return self._window.height() < LOW_WINDOW and not self._window.outbox.isFloating()
