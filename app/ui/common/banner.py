"""A strip above the form: one sentence, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from app.translation import _
from app.ui.common.plain_text import PlainLabel, set_tip
from app.ui.common.theme import restyle


class Tone(StrEnum):
    PLAIN = "plain"
    SAVED = "saved"
    WAITING = "waiting"
    REFUSED = "refused"


class Banner(QFrame):
    """Hidden until `show_message`; the cross or `dismiss` hides it again."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._text = PlainLabel()
        self._text.setObjectName(name)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons: list[QPushButton] = []
        self._topic = ""
        close = QToolButton()
        close.setText("✕")
        close.setProperty("role", "quiet")
        close.setAccessibleName(_("Hide this message"))
        set_tip(close, _("Hide this message"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self._on_close)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(14, 8, 8, 8)
        self._layout.addWidget(self._text, 1)
        self._layout.addWidget(close)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    @property
    def topic(self) -> str:
        """What the message is about; empty if nothing is shown."""
        return "" if self.isHidden() else self._topic

    def show_message(
        self, text: str, tone: Tone = Tone.PLAIN, *, topic: str = "", **actions: Callable[[], None]
    ) -> None:
        """Shows a sentence with a button for each action; the labels have underscores for blanks.

        `topic` is for `dismiss`, where only what was said of one thing is to go.
        """
        self._topic = topic
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        for place, (label, act) in enumerate(actions.items(), 1):
            button = QPushButton(label.replace("_", " "))
            button.setProperty("role", "link")
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.clicked.connect(act)
            self._buttons.append(button)
            self._layout.insertWidget(place, button)
        self._text.setText(text)
        restyle(self, kind=str(tone))
        self.show()

    def _on_close(self) -> None:
        self.dismiss()

    def dismiss(self, topic: str | None = None) -> None:
        """Hides the strip; with a `topic`, only if the message is about it."""
        if topic is None or topic == self._topic:
            self._text.clear()
            self.hide()
