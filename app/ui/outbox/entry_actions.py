"""Message and actions for the selected entry, as buttons and as a context menu."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from app.model.entry import State
from app.model.outbox_rows import EntryAction, OutboxRow
from app.translation import _
from app.ui.common.banner import fold_for, show_whole
from app.ui.common.key_translation import key_sequence
from app.ui.common.moments import moment_text
from app.ui.common.plain_text import LimitedLabel, line_height, plain_line
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
_SHARE_OF_ROOM: Final = 3
"""A message has no more of the panel's height than one part of so many: the list needs the others."""
_ENOUGH: Final = 0.5
"""Share of the width that a message has at least where it is cut: buttons leave it their room up to then."""
_AS_HIGH_AS_IT_GETS: Final = (1 << 24) - 1
"""QWIDGETSIZE_MAX, which the binding does not name."""


class EntryActions(QWidget):
    """Message and buttons below the list.

    Where the message has no room beside all buttons, the last of them are in a menu; where it has none even
    so, it ends in dots, and a button leads to all of it.
    """

    chosen = Signal(object)
    """Emits the EntryAction that was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: OutboxRow | None = None
        self._lines = _LINES_OF_MESSAGE
        self._message = LimitedLabel(name="outbox.message")
        self._message.setWordWrap(True)
        self._message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._whole = self._make_link(_("Read all"), "outbox.whole")
        self._whole.clicked.connect(lambda *_: show_whole(self, self._message.text()))
        self._buttons = [self._make_button(index) for index in range(_MOST_BUTTONS)]
        self._more = self._make_link(_("More ▾"), "outbox.more")
        self._more.setAccessibleName(_("More actions"))
        self._more.clicked.connect(
            lambda *_: self.open_menu(self._more, self._more.mapToGlobal(self._more.rect().bottomLeft()))
        )
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.addWidget(self._message, 1)
        for button in (self._whole, *self._buttons, self._more):
            self._layout.addWidget(button)

    def fit_height(self, *, is_low: bool, room: int) -> None:
        """Reserves room for the message, less in a low window, so that the list keeps its height.

        A long one has more lines where the panel has the `room`, in pixels.
        """
        reserved, line = _LINES_WHERE_LOW if is_low else _LINES_OF_MESSAGE, line_height(self._message)
        self._message.setMinimumHeight(reserved * line)
        self._lines = max(reserved, room // _SHARE_OF_ROOM // line)
        self._fit()

    def show_row(self, row: OutboxRow | None) -> None:
        """Shows the message of an entry and the actions that it allows."""
        self._row = row
        self._message.setText(_message_of(row) if row else "")
        actions = row.actions if row else ()
        for index, button in enumerate(self._buttons):
            if row is not None and index < len(actions):
                button.setText(_label_of(actions[index], row))
                button.setObjectName(f"outbox.{actions[index]}")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

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
        menu.setObjectName("outbox.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in row.menu_actions:
            keys = "Enter" if action in row.actions[:1] else _KEYS.get(action, "")
            tab_and_keys = (
                f"\t{key_sequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}" if keys else ""
            )
            item = menu.addAction(f"{plain_line(_label_of(action, row))}{tab_and_keys}")
            item.triggered.connect(lambda *_, action=action: self.chosen.emit(action))
        menu.popup(position)

    def _fit(self) -> None:
        """Shows as much of the message as has room; before it is cut, buttons leave it theirs."""
        count, height = self._count, self._lines * line_height(self._message)
        self._message.show_lines(0)
        rooms = [self._room_beside(count - folded, folded) for folded in range(max(1, count))]
        fits = [self._message.heightForWidth(room) <= height for room in rooms]
        taken = self._whole.sizeHint().width() + self._layout.spacing()
        folded, is_cut = fold_for(rooms, fits, taken + _ENOUGH * self.width())
        for index, button in enumerate(self._buttons):
            button.setVisible(index < count - folded)
        self._more.setVisible(folded > 0)
        self._whole.setVisible(is_cut)
        self._message.setMaximumHeight(height if is_cut else _AS_HIGH_AS_IT_GETS)
        self._layout.activate()
        self._message.show_lines(self._lines if is_cut else 0)

    @property
    def _count(self) -> int:
        """How many actions have a button."""
        return min(len(self._row.actions), _MOST_BUTTONS) if self._row is not None else 0

    def _room_beside(self, shown: int, folded: int) -> int:
        """Returns the width of the message beside so many buttons, and the menu's where some are in it."""
        beside = [*self._buttons[:shown], *([self._more] if folded else [])]
        return max(1, self.width() - sum(one.sizeHint().width() + self._layout.spacing() for one in beside))

    def _make_link(self, words: str, name: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        restyle(button, role="link")
        button.hide()
        return button

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
