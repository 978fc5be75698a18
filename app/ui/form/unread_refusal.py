"""What is typed at once after a Save that was refused: it was meant for the next company."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.ui.common.focus_filter import FocusFilter
from app.ui.inputs.keys import is_bare_modifier, is_text

READING_MS = 500
"""How long after a refusal is on the screen nobody can have answered it.

To see that something has changed takes a quarter of a second, to read a word and choose a key as long again.
Whoever types on without looking has its next key down by then.
"""

_COMMAND = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_LETTERS_END = Qt.Key.Key_Escape  # Qt's keys that write nothing begin here


class UnreadRefusal(FocusFilter):
    """Tells text that cannot be an answer to a refusal yet from all that is meant for what is seen.

    A click, Tab, Escape, Backspace and the keys that move the cursor aim at what is on the screen, whenever
    they come. Commands know themselves what they are for.
    """

    next_typed = Signal(object)  # call that types again what is meant for the next company
    read = Signal()  # from now on, what is typed is an answer

    def __init__(self, form: QWidget) -> None:
        super().__init__(form)
        self._form = form
        self._is_unread = False
        self._held: list[QKeyEvent | QInputMethodEvent] = []
        self._painting = _Painting(form)
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.setInterval(READING_MS)
        self._painting.done.connect(self._reading.start)
        # Keys that lie waiting while the thread was busy are older than the time that ran out.
        self._reading.timeout.connect(lambda: QTimer.singleShot(0, self, self._on_time_over))

    def begin(self) -> None:
        """Begins to watch: a refusal has just been shown, and is not painted yet."""
        self._is_unread = True
        self._reading.stop()
        self._painting.wait()

    def end(self) -> None:
        """Ends it at once: something was done that is an answer."""
        if self._is_unread:
            self._is_unread = False
            self._reading.stop()
            self.read.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not (self._is_unread or self._held) or not self._is_field(watched):
            return False
        if isinstance(event, QInputMethodEvent):
            is_next = bool(event.preeditString() or event.commitString())
            return is_next and self._hold(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if is_text(event):
                return self._hold(event)
            if _is_aimed(event):
                self.end()
        elif event.type() == QEvent.Type.MouseButtonPress:
            self.end()
        return False

    def _on_time_over(self) -> None:
        if not self._reading.isActive():  # else another refusal has come meanwhile
            self.end()

    def _on_focus_changed(self, left: QWidget | None, entered: QWidget | None) -> None:
        super()._on_focus_changed(left, entered)
        if not self._held and left is not None and self._is_field(entered):
            self.end()

    def _is_field(self, widget: QObject | None) -> bool:
        """Returns True for what can be typed into; Save, pressed twice in its corner of the form, is none."""
        is_button = isinstance(widget, QPushButton)
        return isinstance(widget, QWidget) and not is_button and self._form.isAncestorOf(widget)

    def _hold(self, event: QKeyEvent | QInputMethodEvent) -> bool:
        """Takes the event from the input; returns True, as the filter does then."""
        self._held.append(event.clone())
        if len(self._held) == 1:  # else an input method commits as the focus moves, and that comes after this
            self._is_unread = False
            self._reading.stop()
            self.next_typed.emit(self._type_held)
            self._held.clear()
        return True

    def _type_held(self) -> None:
        held, self._held = self._held, []
        for event in held:
            receiver = QApplication.focusWidget()
            if receiver is not None:
                QCoreApplication.sendEvent(receiver, event)


_PAINTS = (QEvent.Type.UpdateRequest, QEvent.Type.Paint)  # the latter where a window comes into view again


class _Painting(QObject):
    """Tells when what has changed in a window is on the screen."""

    done = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.done)

    def wait(self) -> None:
        """Has `done` emitted after the next time that the window paints."""
        self._soon.stop()
        window = self._widget.window()
        window.installEventFilter(self)
        # One that has nothing to paint would never do so.
        window.update(0, 0, 1, 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _PAINTS:
            watched.removeEventFilter(self)
            self._soon.start(0)
        return False


def _is_aimed(event: QKeyEvent) -> bool:
    """Returns True for a key that needs to see what it is pressed for."""
    if is_bare_modifier(event) or event.isAutoRepeat():
        return False
    return (
        event.key() >= _LETTERS_END
        or not event.modifiers() & _COMMAND
        or event.matches(QKeySequence.StandardKey.SelectAll)
    )
