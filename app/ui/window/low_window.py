"""In a low window, as on a screen of 1024 x 600, what is open together has to fit: else the window grows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QApplication, QStyle, QWidget

from app.ui.common.fitting import LOW_WINDOW, fitting_size
from app.ui.next_steps.row import NextStepRow
from app.ui.outbox.panel import HEIGHT

if TYPE_CHECKING:
    from app.ui.window.main_window import MainWindow

_AS_HIGH_AS_IT_GETS: Final = (1 << 24) - 1


class LowWindow(QObject):
    """Has the list of similar companies, and the row of the next step, leave their room to the outbox.

    Of the outbox and the list, the one that is opened last is seen. Where the screen is so low, or its
    letters are so large, that the form has no room beside the outbox, it leaves it all of its own, and
    whatever leads into the form closes the outbox.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._next_steps = window.findChild(NextStepRow)
        self._height, self._has_grown = HEIGHT, False  # of the outbox, before it had all the room
        self._needed = 0  # pixels in height from which on the form has its room again; 0 while it has it
        window.outbox.opening.connect(self._on_outbox_opening)
        window.outbox.visibilityChanged.connect(self._on_outbox_shown)
        window.duplicates.opening.connect(self._on_list_opening)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Gives the form its room once the window, which is watched while it has none, is higher."""
        if event.type() == QEvent.Type.Resize and self._window.height() >= self._needed:
            self._give_back()
            self._has_grown = False
            self._share(self._height)
        return False

    def _on_outbox_opening(self) -> None:
        if self._is_low:
            self._window.duplicates.close_list()
            self._leave_room(True)
            self._count_anew()
        if not self._window.outbox.isFloating():
            self._make_room()

    def _on_outbox_shown(self, is_shown: bool) -> None:
        outbox = self._window.outbox
        if is_shown and self._needed:
            self._share(self._window.height())
            self._leave_form()
        elif is_shown and self._has_grown:
            self._has_grown = False
            self._share(self._height)
        elif not is_shown and outbox.isHidden():  # not with a window that is made an icon
            self._height = self._height if self._has_grown else outbox.height()
            self._leave_room(False)
            self._give_back()

    def _on_list_opening(self) -> None:
        if self._is_low and self._window.outbox.isVisible():
            self._window.outbox.close()

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._needed and now is not None and self._window.form.isAncestorOf(now):
            self._window.outbox.close()

    def _make_room(self) -> None:
        """Has the form leave its room where the outbox beside it would be higher than the screen."""
        window, outbox = self._window, self._window.outbox
        outbox.fit_height()
        between = window.style().pixelMetric(QStyle.PixelMetric.PM_DockWidgetSeparatorExtent)
        needed = window.minimumSizeHint().height() + between + outbox.minimumSizeHint().height()
        if needed > max(window.height(), fitting_size(window, QSize(window.width(), needed)).height()):
            self._needed = needed
            self._has_grown = True
            window.form.setMaximumHeight(0)  # not hidden: what leads into it has to find it
            self._count_anew()
            window.installEventFilter(self)

    def _give_back(self) -> None:
        if self._needed:
            self._needed = 0
            self._window.removeEventFilter(self)
            self._window.form.setMaximumHeight(_AS_HIGH_AS_IT_GETS)

    def _leave_form(self) -> None:
        """Takes the cursor out of the form that nobody sees: a list without a line takes no keys."""
        focused, search = QApplication.focusWidget(), self._window.outbox.findChild(QWidget, "outbox.search")
        if focused is not None and search is not None and self._window.form.isAncestorOf(focused):
            search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _share(self, height: int) -> None:
        self._window.resizeDocks([self._window.outbox], [height], Qt.Orientation.Vertical)

    def _count_anew(self) -> None:
        """Has the layouts know what is hidden, before something is shown: the window would grow for both."""
        for widget in (self._next_steps, self._window.form, self._window.centralWidget()):
            layout = widget.layout() if widget is not None else None
            if layout is not None:
                layout.activate()
        if (whole := self._window.layout()) is not None:
            whole.invalidate()

    def _leave_room(self, is_wanted: bool) -> None:
        if self._next_steps is not None:
            self._next_steps.leave_room(is_wanted)

    @property
    def _is_low(self) -> bool:
        return self._window.height() < LOW_WINDOW and not self._window.outbox.isFloating()
