"""Covers the form while it cannot take what is typed, and keeps keys and commands in their order."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QTabBar, QWidget

from app.model.form.fields import CONTACT_FIELDS, Rows
from app.translation import _
from app.ui.inputs.keys import is_bare_modifier, is_text

Ahead = tuple[Callable[[], object], bool]
"""Something done while a Save is under way, and whether it shows that its user is at the next company."""

_NEXT = {"action.new", "action.newLikeLast", "action.newFromClipboard", "action.paste", "action.readFile"}
GOES_ON = frozenset((*_NEXT, "action.addPerson")).union(
    field.action for field in CONTACT_FIELDS if isinstance(field, Rows)
)
"""Commands that begin the next company, or put something into it."""

SAVE = "action.save"

_STEPS = (
    frozenset(
        (
            "action.undo",
            "action.redo",
            "action.nextProblem",
            "action.similar",
            "action.problems",
            "action.outbox",
            *GOES_ON,
        )
    )
    - _NEXT
)
"""Commands that do something else each time. Of the others, one that is pressed twice is meant once."""


class InputShield(QWidget):
    """Holds what is typed between Save and the empty form: whoever types on means the next company.

    `held` has a call for each key, which types it again where the cursor is by then, and for each click,
    which puts the cursor into the field of that name. To disable the form instead would lose them all, and
    have every field drawn anew twice.
    """

    held = Signal(object, bool)  # call that types a key again or goes to a place, and whether it is text

    def __init__(self, form: QWidget, focus_path: Callable[[str], None]) -> None:
        """`focus_path` shows the field of a path in `form` and puts the cursor into it."""
        super().__init__(form)
        self._form = form
        self._focus_path = focus_path
        self._left: QWidget | None = None
        self.setAccessibleName(_("Saving"))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.hide()

    def cover(self) -> None:
        """Covers the form and takes the keyboard from it."""
        # The window's, not the application's: it may be in the background by then.
        focused = self.window().focusWidget()
        self.setGeometry(self._form.rect())
        self.show()
        self.raise_()
        if focused is not self and self._form.isAncestorOf(focused):
            self._left = focused
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def uncover(self) -> None:
        """Returns the focus, unless another widget has taken it."""
        if self._left is not None and self.window().focusWidget() is self:
            self._left.setFocus(Qt.FocusReason.OtherFocusReason)
        self._left = None
        self.hide()

    def _type_again(self, event: QKeyEvent | QInputMethodEvent) -> None:
        receiver = self.window().focusWidget()
        if receiver is self:  # it would be held, and typed again, for ever
            return
        in_form = self._last_in_form()
        if in_form is not None and in_form is not self and not self._form.isAncestorOf(receiver):
            # A command has opened something else meanwhile. What was typed was for the form.
            receiver = in_form
            receiver.setFocus(Qt.FocusReason.OtherFocusReason)
        if receiver is not None:
            QCoreApplication.sendEvent(receiver, event)

    def _last_in_form(self) -> QWidget | None:
        return self._form.focusWidget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not is_bare_modifier(event):
            self.held.emit(partial(self._type_again, event.clone()), is_text(event))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and (go := self._way_to(event.position().toPoint())):
            self.held.emit(go, False)

    def _way_to(self, at: QPoint) -> Callable[[], object] | None:
        """Returns a call that goes where a click at this point leads; None where that is nowhere."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # else it finds itself
        widget = self._form.childAt(at)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        while widget is not None and widget is not self._form:
            if isinstance(widget, QTabBar):
                index = widget.tabAt(widget.mapFrom(self._form, at))
                return partial(widget.setCurrentIndex, index) if index >= 0 else None
            if widget.focusPolicy() & Qt.FocusPolicy.ClickFocus and widget.objectName():
                # A button does something to what it was pressed for.
                return None if isinstance(widget, QPushButton) else partial(self._go_to, widget.objectName())
            widget = widget.parentWidget()
        return None

    def _go_to(self, path: str) -> None:
        """Puts the cursor into the field of this path, as a click does, which also ticks a box."""
        self._focus_path(path)
        field = self._form.findChild(QWidget, path)
        if field is not None and field.isVisible():
            field.setFocus(Qt.FocusReason.MouseFocusReason)
            if isinstance(field, QCheckBox):
                field.click()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        is_text = bool(event.preeditString() or event.commitString())
        self.held.emit(partial(self._type_again, event.clone()), is_text)

    def focusNextPrevChild(self, _next: bool) -> bool:
        return False


class HeldWork:
    """Keys and commands in their order, from the first command on that waits for the rest of the program."""

    def __init__(self) -> None:
        self._before: list[Callable[[], object]] = []
        self._last = ""
        self.after_save: list[Ahead] | None = None
        """What came after Save, which is a decision of its own; None if Save was not pressed."""

    def hold_key(self, key: Callable[[], object], *, is_text: bool) -> None:
        """Holds a key: `key` types it again."""
        self._last = ""
        if self.after_save is None:
            self._before.append(key)
        else:
            self.after_save.append((key, is_text))

    def hold_command(self, name: str, work: Callable[[], object]) -> None:
        """Holds a command of the menus, unless it was pressed twice for want of an answer."""
        if self.after_save is not None:
            # Save pressed twice for one company is one Save; after further keys it is for theirs.
            if name != SAVE or any(goes_on for _, goes_on in self.after_save):
                self.after_save.append((work, name in GOES_ON))
        elif name == SAVE:
            self.after_save = []
        elif name != self._last or name in _STEPS:
            self._last = name
            self._before.append(work)

    def run(self, save: Callable[[list[Ahead]], object]) -> None:
        """Does what was held, then calls `save` with what came after Save. What fails stops nothing else."""
        for work in self._before:
            _attempt(work)
        if self.after_save is not None:
            _attempt(partial(save, self.after_save))


def _attempt(work: Callable[[], object]) -> None:
    try:
        work()
    except Exception as error:  # noqa: BLE001  # told as what a slot raises is
        sys.excepthook(type(error), error, error.__traceback__)
