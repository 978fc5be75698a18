"""Message and actions for the selected entry, as buttons and as a context menu."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from app.model.entry import State
from app.model.outbox_rows import EntryAction, OutboxRow
from app.translation import _
from app.ui.common.key_translation import key_sequence
from app.ui.common.moments import moment_text
from app.ui.common.plain_text import PlainLabel, line_height, plain_line
from app.ui.common.theme import restyle

_LABELS = {
    EntryAction.SEND: _("Send now"),
    EntryAction.EDIT: _("Correct"),
    EntryAction.CHECK: _("Look again"),
    EntryAction.COMPARE: _("Compare …"),
    EntryAction.OPEN: _("Open in SuperOffice"),
    EntryAction.COPY: _("New company with the same values"),
    EntryAction.PRINT: _("Print …"),
    EntryAction.DISCARD: _("Discard"),
}
_MOST_BUTTONS = 4
_KEYS = {EntryAction.COPY: "Ctrl+D", EntryAction.PRINT: "Ctrl+P", EntryAction.DISCARD: "Del"}
_LINES_OF_MESSAGE, _LINES_WHERE_LOW = 3, 2


class EntryActions(QWidget):
    """Message and buttons below the list."""

    chosen = Signal(object)
    """Emits the EntryAction that was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: OutboxRow | None = None
        self._message = PlainLabel(name="outbox.message")
        self._message.setWordWrap(True)
        self._message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons = [self._make_button(index) for index in range(_MOST_BUTTONS)]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._message, 1)
        for button in self._buttons:
            layout.addWidget(button)

    def fit_height(self, *, is_low: bool) -> None:
        """Reserves room for the message, less in a low window, so that the list keeps its height."""
        lines = _LINES_WHERE_LOW if is_low else _LINES_OF_MESSAGE
        self._message.setMinimumHeight(lines * line_height(self._message))

    def show_row(self, row: OutboxRow | None) -> None:
        """Shows the message of an entry and the actions that it allows."""
        self._row = row
        self._message.setText(_message_of(row) if row else "")
        actions = row.actions if row else ()
        for index, button in enumerate(self._buttons):
            button.setVisible(index < len(actions))
            if row is not None and index < len(actions):
                button.setText(_label_of(actions[index], row))
                button.setObjectName(f"outbox.{actions[index]}")

    def choose(self, index: int) -> None:
        """Triggers the action at `index`, counted from zero."""
        if self._row is not None and index < len(self._row.actions):
            self.chosen.emit(self._row.actions[index])

    def open_menu(self, owner: QWidget, position: QPoint) -> None:
        """Opens the same actions, and a copy, as a menu of `owner`. `position` is in global coordinates."""
        row = self._row
        if row is None or not row.menu_actions:
            return
        menu = QMenu(owner)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in row.menu_actions:
            keys = "Enter" if action in row.actions[:1] else _KEYS.get(action, "")
            tab_and_keys = (
                f"\t{key_sequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}" if keys else ""
            )
            item = menu.addAction(f"{plain_line(_label_of(action, row))}{tab_and_keys}")
            item.triggered.connect(lambda *_, action=action: self.chosen.emit(action))
        menu.popup(position)

    def _make_button(self, index: int) -> QPushButton:
        button = QPushButton()
        button.clicked.connect(lambda *_: self.choose(index))
        if not index:
            restyle(button, role="primary")
        return button


def _message_of(row: OutboxRow) -> str:
    """Returns the message of an entry, with the time of the next automatic retry."""
    now, at = datetime.now(UTC), row.entry.next_try
    if at is None or at <= now or row.needs_attention or row.entry.state is State.SAVED:
        return row.entry.message
    return _("{message} Next try: {at}.").format(message=row.entry.message, at=moment_text(at, now))


def _label_of(action: EntryAction, row: OutboxRow) -> str:
    state = row.entry.state
    if action is EntryAction.OPEN and not row.entry.is_readable:
        return _("Copy what is stored")
    if action is EntryAction.SEND and state is State.REJECTED:
        return _("Send what is missing") if row.entry.steps_done else _("Send again")
    if action is EntryAction.EDIT and state is State.QUEUED:
        return _("Back to the form")
    if action is EntryAction.DISCARD and state is State.SAVED:
        return _("Remove from list")
    return _LABELS[action]
