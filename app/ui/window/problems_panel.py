"""List of all problems in the form; each line leads to its field."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.model.checks.problem import Problem, Severity
from app.translation import _
from app.ui.common.plain_text import PlainLabel, plain_line
from app.ui.common.theme import colours, dot

_MOST_ROWS = 6


class ProblemsPanel(QFrame):
    """Stays hidden until the user opens it; closes with the last problem.

    Signals: chosen(problem).
    """

    chosen = Signal(object)

    def __init__(self, name_of: Callable[[str], str]) -> None:
        """Builds the list. `name_of` returns the label of a path: its page and field."""
        super().__init__()
        self.setObjectName("problems")
        self._name_of = name_of
        self._problems: Sequence[Problem] = ()
        self._came_from: QWidget | None = None
        title = PlainLabel(_("Problems"))
        title.setProperty("role", "heading")
        hint = PlainLabel(_("Enter goes to the field, Esc back."))
        hint.setProperty("role", "hint")
        close = QToolButton()
        close.setText("✕")
        close.setProperty("role", "quiet")
        close.setAccessibleName(_("Hide the problems"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.hide)
        line = QHBoxLayout()
        line.addWidget(title)
        line.addWidget(hint)
        line.addStretch(1)
        line.addWidget(close)
        self._list = _List()
        self._list.itemActivated.connect(self._on_item_chosen)
        self._list.itemClicked.connect(self._on_item_chosen)
        self._list.left.connect(self._leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 8, 8)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self._list)
        self.hide()

    @property
    def lines(self) -> list[str]:
        return [self._list.item(row).text() for row in range(self._list.count())]

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Replaces the problems that are listed."""
        if problems == self._problems:
            return
        row = max(self._list.currentRow(), 0)
        self._problems = problems
        self._list.clear()
        icons = {
            is_warning: dot(colours().warning if is_warning else colours().error)
            for is_warning in (True, False)
        }
        for problem in problems:
            place = self._name_of(problem.path)
            text = " ".join(problem.message.split())
            icon = icons[problem.severity is Severity.WARNING]
            self._list.addItem(QListWidgetItem(icon, plain_line(f"{place}: {text}" if place else text)))
        self._list.setCurrentRow(min(row, len(problems) - 1))
        self._list.fit()
        if not problems:
            self.hide()

    def toggle(self) -> None:
        """Opens the list, unless it is empty and focuses it; or hides it and returns the focus."""
        if not self.isHidden():
            self._leave()
        elif self._problems:
            self._came_from = QApplication.focusWidget()
            self.show()
            self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_item_chosen(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self._problems[self._list.row(item)])

    def _leave(self) -> None:
        self.hide()
        if self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)


class _List(QListWidget):
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("problems.list")
        self.setAccessibleName(_("Problems"))
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fit(self) -> None:
        """Returns a height that fits the lines, up to a few."""
        lines = min(self.count(), _MOST_ROWS)
        self.setFixedHeight(max(1, lines) * max(self.sizeHintForRow(0), 1) + 2 * self.frameWidth())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers:
            self.itemActivated.emit(self.currentItem())
        else:
            super().keyPressEvent(event)
