"""Title bar of the outbox: name, search, and the actions on the whole list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from app.model.outbox_rows import MOST_SAVED
from app.translation import _
from app.ui.common.plain_text import PlainLabel, name_button
from app.ui.inputs.line import SearchLine
from app.ui.outbox.filter_button import FilterButton

_CUT = _("The newest {most_saved:,} saved companies are listed. Search for older ones.").format(
    most_saved=MOST_SAVED
)


class OutboxTitleBar(QWidget):
    """Replaces the dock's own title bar; the dock can be dragged by it."""

    searched = Signal(str)
    """Emits the search text at every change."""
    left = Signal()
    """Emitted when a key leads from the search into the list."""
    clear_history_asked = Signal()
    close_asked = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = SearchLine("outbox.search", _("Search the outbox"))
        self._search.setPlaceholderText(_("Search company, person or number (Ctrl+F)"))
        self._search.setMaximumWidth(340)
        self._search.textChanged.connect(self.searched)
        self._search.installEventFilter(self)
        self.filter = FilterButton()
        self._progress = PlainLabel(name="outbox.progress", role="hint")
        self._cut = PlainLabel(name="outbox.cut", role="hint")
        self._clear_history = QPushButton(_("Clear history …"))
        self._clear_history.setObjectName("outbox.wipe")
        self._clear_history.setProperty("role", "link")
        self._clear_history.clicked.connect(self.clear_history_asked)
        self._lay_out(title)

    def fit_height(self, *, is_low: bool) -> None:
        """Takes less room above and below in a low window."""
        if layout := self.layout():
            layout.setContentsMargins(14, *((1, 12, 2) if is_low else (6, 12, 8)))

    def _lay_out(self, title: str) -> None:
        name = PlainLabel(name="outbox.title", role="heading")
        name.setText(title)
        close = QToolButton()
        close.setObjectName("outbox.close")
        close.setText("✕")
        close.setProperty("role", "quiet")
        name_button(close, _("Close the outbox"), _("Ctrl+O"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.close_asked)
        layout = QHBoxLayout(self)
        layout.setSpacing(16)
        layout.addWidget(name)
        layout.addWidget(self._search, 1)
        layout.addWidget(self.filter)
        layout.addWidget(self._progress)
        layout.addWidget(self._cut)
        layout.addStretch()
        layout.addWidget(self._clear_history)
        layout.addWidget(close)

    def show_progress(self, text: str) -> None:
        """Shows the progress of sending."""
        self._progress.setText(text)

    def show_cut(self, is_cut: bool) -> None:
        """Shows or clears the note that older saved companies are not listed."""
        self._cut.setText(_CUT if is_cut else "")

    def enable_clear_history(self, enabled: bool) -> None:
        """Shows the button that clears the history only if there is one."""
        self._clear_history.setEnabled(enabled)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._leads_to_list(event.key())
        return super().eventFilter(watched, event)

    def _leads_to_list(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape:
            self._search.clear()
        elif key not in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        self.left.emit()
        return True
