"""What an input method has open: text that is underlined in an input and in no value yet.

A real input method is asked to commit it whenever the focus moves. It is not asked when a command comes by
the keyboard, and some forget what they have open. So the window commits it itself: before a command, before
Save, before another key is handled, when an input is left, before a button is pressed, in any dialog, which
does not take the focus on every system, and before the program changes the input, locks it or replaces it
(`Part.commit_composition`), for then it would be gone, or come behind another value.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.ui.common.focus_filter import FocusFilter
from app.ui.inputs.keys import is_bare_modifier

# Dynamic properties of the widget that is being composed in.
_OPEN, _HAS_COMMITTED = "openComposition", "hasCommittedComposition"
_IS_HEARD = "commitsComposition"  # one of a button
_LEFT = (QEvent.Type.FocusAboutToChange, QEvent.Type.FocusOut)


class CompositionWatch(FocusFilter):
    """Notes what is composed in the widget that has the focus, and commits it before anything else."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent) and isinstance(watched, QWidget):
            if event.preeditString() and not watched.property(_OPEN):
                self._hear_buttons(watched.window())
            watched.setProperty(_OPEN, event.preeditString())
            if event.commitString():
                watched.setProperty(_HAS_COMMITTED, True)
        elif event.type() in _LEFT or (
            # An input method keeps the keys that it needs; this one is not its.
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and not is_bare_modifier(event)
        ):
            _commit(watched)
        return False

    def _hear_buttons(self, window: QWidget) -> None:
        """Has the buttons that are there commit it first, however they are pressed."""
        for button in window.findChildren(QAbstractButton):
            if not button.property(_IS_HEARD):
                button.setProperty(_IS_HEARD, True)
                button.pressed.connect(self._on_pressed)

    def _on_pressed(self) -> None:
        commit_composition()


def commit_composition(*, inside: QWidget | None = None) -> None:
    """Commits what an input method has open, as if the user had chosen it.

    With a widget given, only what is open `inside` it.
    """
    focused = _focused(inside)
    if focused is not None:
        _commit(focused)


def is_composing(*, inside: QWidget) -> bool:
    """Returns True if an input method has text open `inside` a widget, where nothing else may be put in."""
    focused = _focused(inside)
    return focused is not None and bool(focused.property(_OPEN))


def _focused(inside: QWidget | None) -> QWidget | None:
    focused = QApplication.focusWidget()
    return focused if focused is not None and (inside is None or inside.isAncestorOf(focused)) else None


def _commit(widget: QObject) -> None:
    text = widget.property(_OPEN)
    if not text:
        return
    widget.setProperty(_HAS_COMMITTED, False)
    method = QGuiApplication.inputMethod()
    method.commit()
    if widget.property(_OPEN):
        # A platform that cannot commit. It is told to forget, lest it commits later.
        method.reset()
    if not widget.property(_HAS_COMMITTED):
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)
    widget.setProperty(_OPEN, "")
