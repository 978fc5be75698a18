"""A strip above the form: one sentence, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from app.translation import _
from app.ui.common.announcing import announce
from app.ui.common.plain_text import LimitedLabel, PlainMessageBox, line_height, name_button, plain_line
from app.ui.common.theme import restyle

AROUND: Final = 18
"""Pixels above and beneath the lines of a message: the margins of a strip, and its frame."""
OF_FORM: Final = "form: "
"""What topics begin with of what is said about the entry in the form: it goes with that."""
_ENOUGH: Final = 0.5
"""Share of a strip that its text has at least where it is cut: buttons leave it their room up to then."""
_AS_HIGH_AS_IT_GETS = (1 << 24) - 1
"""QWIDGETSIZE_MAX, which the binding does not name."""


class Tone(StrEnum):
    PLAIN = "plain"
    SAVED = "saved"
    WAITING = "waiting"
    REFUSED = "refused"


class Banner(QFrame):
    """Hidden until `show_message`; the cross or `dismiss` hides it again.

    The next message takes the place of the one before. What was said by `keep_message` stays above it, until
    it is withdrawn or the cross is pressed: what is wrong with a disk is not lost in what follows of it.
    What has no room for all of it beside its buttons has the last of them in a menu. What has none even so
    ends in dots, is whole in its tip, and a button leads to it.
    """

    told = Signal()
    """Emitted with each message, also where it takes the place of another."""
    left = Signal()
    """The keys leave the buttons, by Esc; a place of messages says so itself."""
    comes_or_went = Signal()
    """Emitted before it is seen and once it is not any more: never is it in the way of what had its room."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._text = LimitedLabel()
        self._text.setObjectName(name)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons: list[QPushButton] = []
        self._topic = self._message = ""
        self._tone = Tone.PLAIN
        self._kept: dict[str, tuple[str, Tone]] = {}
        self.is_fixed = False  # in a place that gives it no more height
        self.is_one_of_many = False  # Tab goes beyond it then
        self._close = QToolButton()
        self._close.setText("✕")
        self._close.setProperty("role", "quiet")
        name_button(self._close, _("Hide this message"))
        # A click leaves the cursor where it is; the keys lead here all the same.
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.clicked.connect(self._on_close)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(14, 8, 8, 8)
        self._whole = QPushButton(_("Read all"))
        self._whole.setProperty("role", "link")
        self._whole.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._whole.clicked.connect(self._on_whole_asked)
        self._whole.hide()
        self._more = QPushButton(_("More ▾"))
        self._more.setProperty("role", "link")
        self._more.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._more.setAccessibleName(_("More actions"))
        self._more.clicked.connect(self._on_more_asked)
        self._more.hide()
        self._layout.addWidget(self._text, 1)
        self._layout.addWidget(self._whole)
        self._layout.addWidget(self._more)
        self._layout.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    @property
    def tone(self) -> Tone:
        """The tone of the last message."""
        return self._tone

    @property
    def is_cut(self) -> bool:
        """Returns True if a button leads to all of the message, of which only the beginning has room."""
        return not self._whole.isHidden()

    @property
    def topic(self) -> str:
        """What the message is about; empty if nothing is shown."""
        return self._topic if self._message else ""

    def keep_message(self, topic: str, text: str, tone: Tone = Tone.PLAIN) -> None:
        """Shows a sentence about `topic` above all others from now on; an empty one withdraws it."""
        if text:
            self._kept[topic] = text, tone
            announce(self, text, is_urgent=tone is Tone.REFUSED)
        else:
            self._kept.pop(topic, None)
        self._show()

    def show_message(
        self,
        text: str,
        tone: Tone = Tone.PLAIN,
        *,
        topic: str = "",
        actions: Mapping[str, Callable[[], None]] | None = None,
        keys: Mapping[str, str] | None = None,
    ) -> None:
        """Shows a sentence with a button for each action, by the words on it; in its tip are its `keys`.

        `topic` is for `dismiss`, where only what was said of one thing is to go.
        """
        self._topic = topic
        self._drop_buttons()
        for place, (label, act) in enumerate((actions or {}).items(), 1):
            button = QPushButton(label, self)
            button.setProperty("role", "link")
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.clicked.connect(act)
            if keys and (one := keys.get(label)):
                name_button(button, label, one)
            self._buttons.append(button)
            self._layout.insertWidget(place + 1, button)
            # Qt would show it with the next events: till then the text would seem to have its room.
            button.show()
        self._message, self._tone = text, tone
        self._show()
        if text:
            announce(self, text, is_urgent=tone is Tone.REFUSED)
            self.told.emit()

    def _drop_buttons(self) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        self._more.hide()

    def _show(self) -> None:
        texts = [*(text for text, _tone in self._kept.values()), self._message]
        tones = [*(tone for _text, tone in self._kept.values()), self._tone if self._message else Tone.PLAIN]
        self._text.setText("\n".join(filter(None, texts)))
        restyle(self, kind=str(max(tones, key=list(Tone).index)))
        is_told = bool(self._message or self._kept)
        if is_told and self.isHidden():
            self.comes_or_went.emit()
        has_gone = not is_told and not self.isHidden()
        self.setVisible(is_told)
        if has_gone:
            self.comes_or_went.emit()
        self._offer_whole()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._offer_whole()

    def keep_to_line(self, *, is_wanted: bool) -> int:
        """Has one line and no more height, if it `is_wanted`; returns that height, 0 if nothing is said."""
        self.is_fixed = is_wanted
        height = max(line_height(self), self._close.sizeHint().height()) + AROUND if is_wanted else 0
        self.setMinimumHeight(height)
        self.setMaximumHeight(height or _AS_HIGH_AS_IT_GETS)
        self._offer_whole()
        if not is_wanted:
            self._fold(0)
        if not is_wanted and not self._whole.isHidden():
            self._whole.hide()
            self._text.setMaximumHeight(_AS_HIGH_AS_IT_GETS)
            self._text.show_lines(0)
        return height if self._message or self._kept else 0

    def _offer_whole(self) -> None:
        """Shows the button to all of the message where its place keeps its height and cuts it.

        Before it is cut, buttons leave it their room.
        """
        if not self.is_fixed or self.isHidden():
            return
        self._text.show_lines(0)
        around = self._layout.contentsMargins()
        height = self.contentsRect().height() - around.top() - around.bottom()
        is_cut = self._fold_for(height)
        self._whole.setVisible(is_cut)
        # What is cut begins with its first line, and has whole ones.
        line = line_height(self._text)
        lines = max(1, height // line)
        self._text.setMaximumHeight(lines * line if is_cut else _AS_HIGH_AS_IT_GETS)
        place = Qt.AlignmentFlag.AlignTop if is_cut else Qt.AlignmentFlag.AlignVCenter
        self._text.setAlignment(Qt.AlignmentFlag.AlignLeft | place)
        self._layout.activate()
        self._text.show_lines(lines if is_cut else 0)

    def _fold_for(self, height: int) -> bool:
        """Puts as many of the last buttons into the menu as the text needs; returns if it is cut even so."""
        # Of a success nothing has to be done; of anything else, what it takes to go on stays in view.
        most = len(self._buttons) - (self._tone is not Tone.SAVED or len(self._buttons) == 1)
        rooms = [self._room_beside(count) for count in range(max(0, most) + 1)]
        taken = self._whole.sizeHint().width() + self._layout.spacing()
        fits = [self._text.heightForWidth(room) <= height for room in rooms]
        count, is_cut = fold_for(rooms, fits, taken + _ENOUGH * self.width())
        self._fold(count)
        self._layout.activate()
        return is_cut

    def _room_beside(self, folded: int) -> int:
        """Returns the width of the text where so many of the last buttons are in the menu."""
        beside: list[QAbstractButton] = [*self._buttons[: len(self._buttons) - folded], self._close]
        if folded:
            beside.append(self._more)
        around = self._layout.contentsMargins()
        taken = sum(one.sizeHint().width() + self._layout.spacing() for one in beside)
        return max(1, self.contentsRect().width() - around.left() - around.right() - taken)

    def _fold(self, count: int) -> None:
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(self._buttons) - count)
        self._more.setVisible(bool(count))

    def _on_more_asked(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in self._buttons:
            if button.isHidden():
                menu.addAction(plain_line(button.text())).triggered.connect(button.click)
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _on_whole_asked(self) -> None:
        show_whole(self, self.text)

    @property
    def stops(self) -> list[QAbstractButton]:
        """Returns the buttons that can be pressed, in the order in which they stand."""
        return [
            one
            for one in (self._whole, *self._buttons, self._more, self._close)
            if one.isVisible() and one.isEnabled()
        ]

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Has Tab go round the buttons of the message, once F6 has led here: the form is no neighbour."""
        if self.is_one_of_many:
            return super().focusNextPrevChild(is_next)
        return go_round(self.stops, is_next) or super().focusNextPrevChild(is_next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.is_one_of_many:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_close(self) -> None:
        self._kept.clear()
        self.dismiss()

    def dismiss(self, topic: str | None = None) -> None:
        """Hides the strip; with a `topic`, only if the message is about it."""
        if topic is None or (self._message and topic == self._topic):
            self._message = ""
            self._drop_buttons()
            self._show()


def fold_for(rooms: Sequence[int], fits: Sequence[bool], enough: float) -> tuple[int, bool]:
    """Returns how many of the last buttons beside a text go into a menu, and if it is cut even so.

    `rooms` are the widths of the text where none is in the menu, one, two and so on; `fits` tells where all
    of it has room. Where it has none anywhere, it has `enough` if that can be.
    """
    counts = [count for count, room in enumerate(rooms) if not count or room > rooms[0]]
    whole = [count for count in counts if fits[count]]
    wide = [count for count in counts if rooms[count] >= enough]
    return (whole or wide or counts[-1:])[0], not whole


def show_whole(beside: QWidget, text: str) -> None:
    """Shows all of a message of which only the beginning has room."""
    box = PlainMessageBox(beside.window(), "whole", _("Message"), text)
    box.setStandardButtons(PlainMessageBox.StandardButton.Close)
    box.open()


def go_round(stops: Sequence[QAbstractButton], is_next: bool) -> bool:
    """Moves the focus from one of several buttons to the next of them; returns False if none has it."""
    focused = QApplication.focusWidget()
    here = next((place for place, one in enumerate(stops) if one is focused), None)
    if here is None:
        return False
    stops[(here + (1 if is_next else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
    return True
