"""A line of text that takes what is pasted or dropped by the rule of `app.ui.inputs.incoming`."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QToolButton, QWidget

from app.model.text_normalization import utf16_length
from app.model.visible_text import one_line
from app.translation import _
from app.ui.common.plain_text import plain_line, set_description, show_tip
from app.ui.common.theme import LINE, height_of_input
from app.ui.inputs.incoming import MOST_IN_VALUE, incoming, is_for_window
from app.ui.inputs.keys import is_another_key

_MOST_SHOWN = 1_000_000
_LEAST_WIDTH = 72
_LEAST_LETTERS, _BESIDE_LETTERS = 8, 58
"""How wide a line with an arrow is at least: wide letters, and pixels for all that is beside them."""


class Line(QLineEdit):
    """A line edit; every way in leads through `bring_in`.

    Signals: left_out(sentence about what did not come in; empty once it is about an earlier text).
    """

    left_out = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Qt's own limit cuts what a draft or a file holds without a word; the check of lengths has the words.
        self.setMaxLength(_MOST_SHOWN)
        # Qt asks for its widest letter thrice over; what is longer scrolls inside.
        self.setMinimumWidth(_LEAST_WIDTH)
        self._has_said = False
        self.textEdited.connect(self._on_edited)

    @property
    def most(self) -> int:
        """How many UTF-16 units a paste may fill it up to."""
        return MOST_IN_VALUE

    def bring_in(self, data: QMimeData) -> None:
        """Puts in what comes of `data` in place of the selection, as typing does."""
        if self.isReadOnly() or not self.isEnabled():
            return
        selected = QLineEdit.selectedText(self)
        held = utf16_length(QLineEdit.text(self)) - utf16_length(selected)
        found = incoming(data, self.most - held)
        if text := one_line(found.text):
            self.insert(text)
        if found.left_out:
            self.say(found.left_out)

    def say(self, sentence: str) -> None:
        """Tells what did not come in, until the text is edited."""
        self._has_said = bool(sentence)
        self.left_out.emit(sentence)

    def paste(self) -> None:
        self._bring_in_from(QClipboard.Mode.Clipboard)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_another_key(event):
            event.ignore()  # for whoever shows the line
            return
        if not event.matches(QKeySequence.StandardKey.Paste):
            super().keyPressEvent(event)
            return
        # Ctrl+Shift+Insert pastes what is selected elsewhere, where the desktop keeps that.
        is_of_selection = (
            event.key() == Qt.Key.Key_Insert and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        )
        self._bring_in_from(QClipboard.Mode.Selection if is_of_selection else QClipboard.Mode.Clipboard)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        if event.button() != Qt.MouseButton.MiddleButton:
            super().mouseReleaseEvent(event)
            return
        if QGuiApplication.clipboard().supportsSelection() and not self.isReadOnly():
            # The press has brought the focus: what is put in is seen, and undone, where the cursor is.
            self.deselect()
            self._bring_in_from(QClipboard.Mode.Selection)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802  # Qt's name
        menu = self.context_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def context_menu(self) -> QMenu:
        """Returns Qt's menu with a Paste that follows the rule."""
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(self.paste)
        return menu

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accepts one line; files and several lines are left to the window, which recognises them."""
        if self.isReadOnly() or is_for_window(event.mimeData()):
            event.ignore()
        else:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802  # Qt's name
        self.setCursorPosition(self.cursorPositionAt(event.position().toPoint()))
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if event.source() is self:
            super().dropEvent(event)
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.setCursorPosition(self.cursorPositionAt(event.position().toPoint()))  # nothing is selected then
        event.acceptProposedAction()
        self.bring_in(event.mimeData())

    def _on_edited(self) -> None:
        if self._has_said:
            self.say("")

    def _bring_in_from(self, mode: QClipboard.Mode) -> None:
        clipboard = QGuiApplication.clipboard()
        if mode is QClipboard.Mode.Clipboard or clipboard.supportsSelection():
            self.bring_in(clipboard.mimeData(mode))


class SearchLine(Line):
    """A field that searches what is beneath it; a sentence about it is shown as a tool tip."""

    def __init__(self, name: str, spoken: str, parent: QWidget | None = None) -> None:
        """Makes the field; `name` is its objectName, `spoken` its accessible name."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(plain_line(spoken))
        self.setPlaceholderText(_("Search"))
        set_description(self)
        self.setClearButtonEnabled(True)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(_("Clear the search"))
        self.setMaximumWidth(320)
        self.left_out.connect(self._on_left_out)

    def _on_left_out(self, sentence: str) -> None:
        show_tip(self, sentence)


class LineWithArrow(QComboBox):
    """A combo box that is not painted yet has no list of Qt's, which never opens here.

    It is seven widgets, a tenth of a megabyte under a style sheet, also on a page that nobody may turn to.
    Qt makes it to give it a font and a style, when it is asked how large the box is, and to paint.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = Line()
        self.setLineEdit(self._line)
        self.setMinimumContentsLength(_LEAST_LETTERS)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            QWidget.changeEvent(self, event)
        else:
            super().changeEvent(event)

    def sizeHint(self) -> QSize:
        letters = self.minimumContentsLength() * self.fontMetrics().horizontalAdvance("X")
        return QSize(letters + _BESIDE_LETTERS, height_of_input(LINE))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
