"""Shows text as text, whoever wrote it: the only labels, tooltips and message boxes of the window.

Qt takes a text for HTML if it looks like some (`Qt.mightBeRichText`). A company that is called
``<img src="//host/share/x.png">`` would then have the window open a file or a network share, and hang or send
a user's credentials there. ``make check`` forbids Qt's own classes and calls everywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import ceil
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QFontMetricsF, QResizeEvent
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QMessageBox,
    QScrollArea,
    QToolTip,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.model.text_normalization import displayable
from app.ui.common.theme import LINE, height_of_input

_LONGEST_TEXT: Final = 2_000
"""Characters of a label: a screen holds no more, and Qt breaks the lines of 5 MB for seconds."""
_LONGEST_TIP: Final = 1_000
_AROUND_DIALOG: Final = 60
"""Pixels that a title bar takes, and some of the window to be seen."""
_HIGHEST: Final = 1 << 20
_WIDEST: Final = 80  # characters that a label asks room for: no text widens the window further
_LONG_WORD: Final = re.compile("[!-\u024f]{50}(?=[!-\u024f])")  # Latin: of other scripts Qt breaks many
_BREAK: Final = "\u200b"
"""Where Qt may begin a line within a word, which it does nowhere else."""
_WIDEST_TIP: Final = 100
"""Characters of a line. Qt breaks lines in a tooltip of HTML only."""
ORIGIN: Final = "valueFrom"
"""Property of a field with a sentence about where its value is from."""
_TIP: Final = "fieldTip"
_DESCRIPTION: Final = "fieldDescription"
_SILENCE: Final = " "
"""A description that is there and says nothing."""


class PlainLabel(QLabel):
    """A label that shows every text as it is, cut where it is long.

    With a buddy, ``&`` marks a mnemonic, as in Qt: see `without_mnemonic`.
    """

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, name: str = "", role: str = ""
    ) -> None:
        """Makes a label; `name` is its objectName, `role` its style."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if name:
            self.setObjectName(name)
        if role:
            self.setProperty("role", role)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802  # Qt's name
        super().setText(_LONG_WORD.sub(rf"\g<0>{_BREAK}", displayable(text, _LONGEST_TEXT)))

    def text(self) -> str:
        return super().text().replace(_BREAK, "")

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), _WIDEST * self.fontMetrics().averageCharWidth()), hint.height())


def line_height(widget: QWidget) -> int:
    """Returns how high a line of text in a widget is, in pixels.

    Of most fonts it is no whole number: Qt paints lines as high as the next one, and tells the nearest.
    """
    return ceil(QFontMetricsF(widget.font()).lineSpacing())


class ShortenedLabel(PlainLabel):
    """A label of one line that asks for no width: what does not fit ends in dots, and is in its tip."""

    def setText(self, text: str) -> None:  # noqa: N802  # Qt's name
        self._whole = displayable(text, _LONGEST_TEXT)
        self._shorten()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        around = self.width() - self.contentsRect().width()
        # Qt rounds the one down, and shortens by the other.
        return QSize(
            self.fontMetrics().horizontalAdvance(self._whole) + around + 1, super().sizeHint().height()
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        room = self.contentsRect().width()
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        rest = self._whole if shown != self._whole else ""
        super().setText(shown)
        self.setAccessibleName(rest)
        set_tip(self, rest)


class LimitedLabel(PlainLabel):
    """A label with so many lines as it may have: what does not fit ends in dots, and is in its tip.

    Its `text` is all of it.
    """

    _whole = ""
    _lines = 0

    def setText(self, text: str) -> None:  # noqa: N802  # Qt's name
        self._whole = displayable(text, _LONGEST_TEXT)
        self._shorten()

    def text(self) -> str:
        return self._whole

    def show_lines(self, lines: int) -> None:
        """Shows no more lines than these; all of them for 0."""
        self._lines = lines
        self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        fits = self._fits(self._whole)
        shown = self._whole if fits else self._beginning()
        rest = "" if fits else self._whole
        if shown != super().text():
            super().setText(shown)
        self.setAccessibleName(rest)
        set_tip(self, rest)

    def _beginning(self) -> str:
        """Returns as many whole words as there is room for, with dots behind them."""
        least, most = 0, len(self._whole)
        while least < most:
            middle = (least + most + 1) // 2
            least, most = (middle, most) if self._fits(f"{self._whole[:middle]}…") else (least, middle - 1)
        begun = self._whole[:least]
        words = begun.rpartition(" ")[0] if self._whole[least : least + 1].strip() else begun
        return f"{(words or begun).rstrip()}…"

    def _fits(self, text: str) -> bool:
        if not self._lines:
            return True
        room, metrics = self.contentsRect().width(), self.fontMetrics()
        place = metrics.boundingRect(0, 0, room, _HIGHEST, Qt.TextFlag.TextWordWrap, text)
        return place.height() <= self._lines * line_height(self) and place.width() <= room


class FieldLabel(PlainLabel):
    """A label beside an input: its text stands on the line of the input's text, however large letters are."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent, role="label")
        self._line = LINE
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._lower()

    def stand_above(self) -> None:
        """Has the label stand above its input, where several inputs stand in one line."""
        self.stand_beside(0)

    def stand_beside(self, line: int) -> None:
        """Has the label stand beside an input with lines of that height in the style sheet."""
        self._line = line
        self._lower()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # With each style Qt gives a label that has no place yet the margins of its frame.
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._lower()

    def _lower(self) -> None:
        above = (height_of_input(self._line) - self.fontMetrics().height()) // 2 if self._line else 0
        self.setContentsMargins(0, max(0, above), 0, 0)


class PlainMessageBox(QMessageBox):
    """A message box of plain text: `open` it, which stops nothing. Closed, it is deleted."""

    def __init__(self, parent: QWidget, name: str, title: str, text: str, details: str = "") -> None:
        """Makes a box without buttons; `name` is its objectName, `details` stand beneath the text."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWindowTitle(displayable(title, _LONGEST_TIP))
        self.setText(displayable(text, _LONGEST_TEXT))
        # The format is for the text alone; for what stands beneath it Qt guesses.
        self.setInformativeText(plain_tip(details))


def show_table(parent: QWidget, name: str, title: str, rows: Iterable[tuple[str, str]]) -> None:
    """Shows rows of two cells, the first in bold, in a dialog no higher than its window, which scrolls."""
    dialog = QDialog(parent)
    dialog.setObjectName(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(displayable(title, _LONGEST_TIP))
    table = _table_of(rows)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QScrollArea.Shape.NoFrame)
    scroll.setWidget(table)
    table.setAutoFillBackground(False)
    scroll.viewport().setAutoFillBackground(False)
    widest = parent.screen().availableGeometry().width() - _AROUND_DIALOG
    wanted = table.sizeHint().width() + scroll.verticalScrollBar().sizeHint().width()
    scroll.setMinimumWidth(min(wanted, widest))
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.addWidget(scroll)
    layout.addWidget(buttons)
    frame = layout.sizeHint().height() - scroll.sizeHint().height()
    highest = min(parent.window().height(), parent.screen().availableGeometry().height())
    dialog.resize(layout.sizeHint().width(), min(table.sizeHint().height() + frame, highest - _AROUND_DIALOG))
    dialog.open()
    # The arrows scroll, and Esc closes.
    scroll.setFocus(Qt.FocusReason.OtherFocusReason)


def _table_of(rows: Iterable[tuple[str, str]]) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setHorizontalSpacing(16)
    grid.setColumnStretch(1, 1)
    for row, (first, second) in enumerate(rows):
        head = PlainLabel(first)
        font = head.font()
        font.setBold(True)
        head.setFont(font)
        grid.addWidget(head, row, 0)
        grid.addWidget(PlainLabel(second), row, 1)
    return table


def plain_line(text: str) -> str:
    """Returns a text of one line as whatever has no class here may show it, or screen readers read it.

    Those are items, entries of menus and of combo boxes, titles, names and hints. What stands in an item is
    not what is stored: ask for that by its row, or keep it in a role of its own.
    """
    if text.isascii() and text.isprintable() and len(text) <= _LONGEST_TIP:
        return text
    return displayable(text, _LONGEST_TIP).replace("\n", " ").replace("\t", " ")


def plain_lines(text: str) -> str:
    """Returns a text of several lines as an input that nobody types into may show it."""
    return displayable(text, _LONGEST_TEXT)


def plain_tip(text: str) -> str:
    """Returns a text as it has to be handed to Qt for a tooltip, which has no plain format.

    It stays as it is, for screen readers too, unless Qt would take it for HTML or could not break its lines.
    """
    shown = displayable(text, _LONGEST_TIP)
    if GuiQt.mightBeRichText(shown) or any(len(line) > _WIDEST_TIP for line in shown.splitlines()):
        # The module html brings two thousand names of letters along, of which none is needed.
        escaped = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return f"<p style='white-space:pre-wrap'>{escaped}</p>"
    return shown


def set_tip(target: QWidget | QAction, text: str) -> None:
    """Sets the tooltip of a widget or an action; none for an empty text."""
    target.setToolTip(plain_tip(text))


def name_button(button: QWidget, spoken: str, keys: str = "") -> None:
    """Says what a button does to those who point at it, and to those who hear of it; keys are told once."""
    set_tip(button, f"{spoken} ({keys})" if keys else spoken)
    button.setAccessibleName(plain_line(spoken))
    # Else Qt reads the tip, and the name again with it.
    button.setAccessibleDescription(plain_line(keys) or _SILENCE)


def set_field_tip(field: QWidget, text: str | None = None) -> None:
    """Sets the tooltip of a field; beneath it stands where its value is from (`ORIGIN`). None: as it was."""
    if text is not None:
        field.setProperty(_TIP, text)
    set_tip(field, "\n".join(filter(None, (field.property(_TIP), field.property(ORIGIN)))))
    set_description(field)


def set_description(field: QWidget, text: str | None = None) -> None:
    """Sets what screen readers are told of a field, with where its value is from. None: as it was."""
    if text is not None:
        field.setProperty(_DESCRIPTION, text)
    said = " ".join(filter(None, (field.property(_DESCRIPTION), field.property(ORIGIN))))
    field.setAccessibleDescription(plain_lines(said or _instead(field)))


def _instead(field: QWidget) -> str:
    """Returns a description where Qt would take one that says the name again, else an empty text.

    Of a field without a description it reads the tooltip, or else the placeholder.
    """
    name = field.accessibleName().casefold()
    placeholder = str(field.property("placeholderText") or "").removesuffix(" *")
    texts = [text for text in (field.toolTip(), placeholder) if text]
    further = [text for text in texts if text.casefold() not in name]
    return "" if texts[:1] == further[:1] else (*further, _SILENCE)[0]


def show_tip(widget: QWidget, text: str) -> None:
    """Shows a tooltip beneath a widget at once; an empty text hides it."""
    QToolTip.showText(widget.mapToGlobal(widget.rect().bottomLeft()), plain_tip(text), widget)


def set_item_tip(item: QTreeWidgetItem, column: int, text: str) -> None:
    """Sets the tooltip of one cell of a tree."""
    item.setToolTip(column, plain_tip(text))


def without_mnemonic(text: str) -> str:
    """Returns a text for menus, buttons and labels with a buddy, where a single ``&`` would mark a key."""
    return text.replace("&", "&&")


def with_mnemonic(text: str, letter: str) -> str:
    """Returns a text with its first `letter` marked, as it is where it has none; `&&` is an ampersand."""
    place = text.casefold().find(letter.casefold())
    return text if place < 0 else f"{text[:place]}&{text[place:]}"
