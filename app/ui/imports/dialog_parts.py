"""The small parts of the dialog that imports a table, and the order in which Tab comes to all of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from app.translation import _
from app.ui.common.fitting import keep_room
from app.ui.common.plain_text import PlainLabel


def source_label() -> PlainLabel:
    """Returns the line that says what was read: a file's name makes it no wider."""
    label = PlainLabel(name="import.source", role="heading")
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def message_label() -> PlainLabel:
    """Returns the line that says what the companies come to."""
    label = PlainLabel(name="import.message", role="message")
    label.setWordWrap(True)
    return label


def details_box() -> QPlainTextEdit:
    """Returns the text of one company; Tab leaves it."""
    box = QPlainTextEdit()
    box.setObjectName("import.details")
    box.setAccessibleName(_("The company as the form would have it"))
    box.setReadOnly(True)
    box.setTabChangesFocus(True)
    box.setMinimumHeight(48)
    box.setMaximumHeight(110)
    return box


def progress_bar() -> QProgressBar:
    """Returns the bar of what is checked or put away; its room stays while it is hidden."""
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setFixedHeight(6)
    keep_room(bar)
    return bar


def button(text: str, name: str, slot: object) -> QPushButton:
    """Returns a button that Enter elsewhere does not press."""
    made = QPushButton(text)
    made.setObjectName(name)
    made.setAutoDefault(False)
    made.clicked.connect(slot)
    return made


def answers(send: QPushButton, *others: QPushButton) -> QDialogButtonBox:
    """Returns the row of buttons that end the dialog."""
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    send.setProperty("role", "primary")
    for one in (send, *others):
        box.addButton(one, QDialogButtonBox.ButtonRole.ActionRole)
    return box


def let_enter_press(send: QPushButton, box: QDialogButtonBox) -> None:
    """Has Enter press one button: the box gives that part to one of its own once it is in a dialog."""
    cancel = box.button(QDialogButtonBox.StandardButton.Cancel)
    cancel.setAutoDefault(False)
    cancel.setDefault(False)
    send.setDefault(True)


def filter_box() -> QComboBox:
    """Returns the choice of which companies are shown."""
    box = QComboBox()
    box.setObjectName("import.filter")
    box.setAccessibleName(_("Show"))
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box


def filter_row(box: QWidget) -> QHBoxLayout:
    """Returns the row above the companies, in which is chosen which of them are shown."""
    row = QHBoxLayout()
    label = PlainLabel(_("Sho&w:"), role="label")
    label.setBuddy(box)
    row.addWidget(label)
    row.addWidget(box)
    row.addStretch(1)
    return row


def order_tabs(dialog: QWidget, parts: Sequence[QWidget]) -> None:
    """Has Tab go from part to part as they are given; within each the order stays.

    What is built later comes behind all others by itself.
    """
    chain: list[QWidget] = []
    widget = dialog.nextInFocusChain()
    while widget is not None and widget is not dialog:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            chain.append(widget)
        widget = widget.nextInFocusChain()
    ordered = [one for part in parts for one in chain if one is part or part.isAncestorOf(one)]
    for before, after in pairwise(ordered):
        QWidget.setTabOrder(before, after)
