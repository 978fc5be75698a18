"""An input that chooses from a list by any part of a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QEvent, QObject, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from app.model.form.choices import Choices, Matches
from app.model.visible_text import one_line
from app.translation import _
from app.ui.common.plain_text import plain_line
from app.ui.inputs.composition import commit_composition
from app.ui.inputs.keys import STEPS, is_enter
from app.ui.inputs.line import LineWithArrow

if TYPE_CHECKING:
    from app.model.carriers.lists import Choice
    from app.model.checks.rules import FieldRule
    from app.model.form.fields import Field
    from app.ui.inputs.choice_list import ChoiceList

_CLOSES_THE_LIST = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Hide,
)
_STAY = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class ChoiceInput(LineWithArrow):
    """A combo box that searches as one types, in any part of a name.

    Its value is ``{key: id}``, or the chosen name where the field's `key` is empty. A value whose entry is
    not in the list (not loaded yet, deleted, hidden) is kept and shown as it came.

    Typing opens the list of what fits. Tab and Enter take the highlighted entry, and Tab goes on at once; Esc
    brings back what was there; Alt+Down and F4 open the whole list; an emptied field has no value. The value
    changes once an entry is taken. On leaving the field otherwise, and on Save, an entry is taken if nothing
    else can be meant; typing that fits none or several stays visible, and `input_problem` says so.

    Signals: changed, finished, and left_out of its line.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = field.key
        self._value: Any = None
        self._before: Any = None
        self._choices = Choices()
        self._list: ChoiceList | None = None
        self._picked, self._composed = False, ""
        self.is_typing = False
        self.left_out = self._line.left_out
        self.setCompleter(cast("QCompleter", None))  # the list is our own: see app.ui.inputs.choice_list
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._line.setPlaceholderText(field.hint)
        self._line.textEdited.connect(self._on_text_edited)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802  # Qt's name
        """Names the line inside, too: screen readers list it as an input of its own."""
        super().setAccessibleName(plain_line(name))
        self._line.setAccessibleName(plain_line(name))

    def set_choices(self, choices: Iterable[Choice]) -> None:
        """Replaces the entries; keeps the value and what is being typed."""
        self._choices = choices if isinstance(choices, Choices) else Choices(choices)
        if self.is_typing or self._composed:
            if self.is_open:
                self._offer()
        elif self._value is not None:
            self._show_value()
        elif self._text():
            # Typed before the list came, and left.
            self._resolve(self._choices.unambiguous_match(self._text()))

    def value(self) -> Any:
        return self._value

    def set_value(self, value: Any) -> None:
        self._end_typing()
        self._value = value or None
        self._show_value()

    def input_problem(self) -> str:
        """Returns a sentence if the typed text names no entry, else an empty text."""
        if self._value is not None or self.is_typing or not (typed := self._text()):
            return ""
        if not self._choices:
            return _("The entries of this list have not come from the server yet. Clear the field to go on.")
        if self._choices.find(typed).rows:
            return _("“{typed}” fits several entries. Choose one, or clear the field.").format(typed=typed)
        return _("“{typed}” is not in the list. Choose an entry, or clear the field.").format(typed=typed)

    def set_rule(self, rule: FieldRule) -> None:
        self.setEnabled(not rule.read_only)

    def commit_pending_text(self) -> None:
        """Takes the entry if the text matches only one; called on leaving the field and on Save."""
        if self.is_typing:
            picked = self._highlighted() if self._picked else None
            self._resolve(self._choices.unambiguous_match(self._text()) if picked is None else picked)

    @property
    def is_unfinished(self) -> bool:
        """True while what is typed is another text than that of the value."""
        return self.is_typing and self._line.text() != self._shown()

    def undo(self) -> None:
        """Takes back what was typed last of an entry that is not chosen yet."""
        self._step_back(self._line.undo)

    def redo(self) -> None:
        """Does again what `undo` took back."""
        self._step_back(self._line.redo)

    @property
    def is_open(self) -> bool:
        return self._list is not None and self._list.isVisible()

    def showPopup(self) -> None:  # noqa: N802  # Qt's name
        """Opens the whole list, or closes it; the arrow, F4 and Alt+Down call this."""
        if self.is_open:
            self.hidePopup()
        elif len(self._choices):
            self._offer(everything=True)

    def hidePopup(self) -> None:  # noqa: N802  # Qt's name
        if self._list is not None and self._list.isVisible():
            self._list.hide()
            self._watch(False)

    def _text(self) -> str:
        return one_line(self.currentText()).strip()

    def _searched(self) -> str:
        """Returns the text that is searched for: what is typed, with what an input method has open in it."""
        text, at = self.currentText(), self._line.cursorPosition()
        return one_line(f"{text[:at]}{self._composed}{text[at:]}" if self._composed else text).strip()

    def _shown(self) -> str:
        value = self._value
        if not isinstance(value, dict):
            return plain_line(str(value or ""))
        number = value.get(self._key)
        name = self._choices.name_of(number) or value.get("Value") or value.get("FullName")
        return plain_line(str(name or value.get("Name") or _("No. {number}").format(number=number)))

    def _show_value(self) -> None:
        line, text = self._line, self._shown()
        if line.text() != text:
            line.setText(text)
            line.setCursorPosition(0)

    def _on_text_edited(self) -> None:
        if not self.is_typing:
            self.is_typing, self._before = True, self._value
        self._picked = False
        self._search()

    def _search(self) -> None:
        if self._searched():
            self._offer()
            return
        self.hidePopup()
        self._set(None)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Searches for what is being composed, too; it is no value before it is committed."""
        was_composing, self._composed = bool(self._composed), event.preeditString()
        super().inputMethodEvent(event)
        if self._composed or (was_composing and self.is_typing):
            self._search()
        elif was_composing:
            self._end_typing()
            self._show_value()

    def _offer(self, *, everything: bool = False) -> None:
        """Opens the list with the matches, or with everything and the value highlighted."""
        found = self._choices.find("" if everything else self._searched())
        if not found.rows and not len(self._choices):
            self.hidePopup()
            return
        if self._list is None:
            from app.ui.inputs.choice_list import ChoiceList

            # The window is made when it is first needed: a form has dozens of these. A frame that is a combo
            # box's own child is left out by style sheets.
            self._list = ChoiceList(self._line)
            self._list.picked.connect(self._on_picked)
        was_open = self.is_open
        best = self._row_of_value() if everything and not self.is_typing else self._best(found)
        self._list.offer(self._choices, found.rows, best, self)
        if not was_open:
            self._watch(True)

    def _best(self, found: Matches) -> int | None:
        """Returns the entry that is highlighted, which Tab and Enter take."""
        return found.best

    def _row_of_value(self) -> int | None:
        if isinstance(self._value, dict):
            return self._choices.row_of_id(self._value.get(self._key))
        return self._choices.row_of_name(self._value) if self._value else None

    def _highlighted(self) -> int | None:
        return self._list.highlighted if self._list is not None and self.is_open else None

    def _take_best(self) -> None:
        """Takes the highlighted entry or the best match; only closes the list if there is neither."""
        if self.is_typing:
            highlighted, found = self._highlighted(), self._choices.find(self._text())
            self._resolve(self._best(found) if highlighted is None else highlighted)
        elif self._picked and (highlighted := self._highlighted()) is not None:
            self._resolve(highlighted)
        else:
            self.hidePopup()

    def _on_picked(self, row: int) -> None:
        self._resolve(row)
        self.finished.emit()

    def _resolve(self, row: int | None) -> None:
        self._end_typing()
        if row is not None:
            choice = self._choices[row]
            self._set({self._key: choice.id} if self._key else choice.name)
            self._show_value()
        elif not self._key and not len(self._choices):
            # A name is its own value, whether the list could be loaded or not.
            self._set(self._text() or None)
        else:
            self._set(None)

    def _restore(self) -> None:
        before = self._before if self.is_typing else self._value
        self._end_typing()
        self._set(before)
        self._show_value()
        self._line.selectAll()

    def _set(self, value: Any) -> None:
        if not self._is_same(value):
            self._value = value
            self.changed.emit()

    def _is_same(self, value: Any) -> bool:
        if self._key and isinstance(value, dict) and isinstance(self._value, dict):
            return bool(value.get(self._key) == self._value.get(self._key))
        return bool(value == self._value)

    def _end_typing(self) -> None:
        self.is_typing = self._picked = False
        self.hidePopup()

    def _step_back(self, step: Callable[[], None]) -> None:
        with QSignalBlocker(self._line):
            step()
            if not self._line.text() and self._value is not None:
                step()  # what somebody composes over is taken out in a step of its own
        (self._search if self.is_unfinished else self._end_typing)()

    def _watch(self, on: bool) -> None:
        """Closes the open list when the field moves or a click goes beside it.

        The event filter installed last is asked first, so Enter and Alt+Up go to the list.
        """
        for watched in (self, self.window().windowHandle()):
            if on:
                watched.installEventFilter(self)
            else:
                watched.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._handle_key(event)
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
                event.setAccepted(event.key() == Qt.Key.Key_Escape)
                return event.isAccepted()
        elif event.type() in _CLOSES_THE_LIST and not self._is_on_field(event):
            self.hidePopup()
        return False

    def _is_on_field(self, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent):
            return False
        corner = self.mapToGlobal(QPoint(0, 0))
        return self.rect().contains(event.globalPosition().toPoint() - corner)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._handle_key(event):
            super().keyPressEvent(event)

    def _handle_key(self, event: QKeyEvent) -> bool:
        """Handles a key of the list; returns False if the key is another."""
        if self._composed:
            commit_composition()
        key, modifiers = event.key(), event.modifiers()
        alt = modifiers & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier
        if alt and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.showPopup()
        elif is_enter(event) and (self.is_typing or self.is_open):
            self._take_best()
            self.finished.emit()
        elif modifiers not in _PLAIN:
            return False
        elif key in STEPS:
            self._step(key)
        elif key == Qt.Key.Key_F4:
            self.showPopup()
        elif key == Qt.Key.Key_Escape and (self.is_typing or self.is_open):
            self._restore()
        else:
            return False
        event.accept()
        return True

    def _step(self, key: int) -> None:
        if self._list is None or not self.is_open:
            self._offer(everything=not self.is_typing)
        else:
            paging = key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
            self._list.step(STEPS[key] * (self._list.page if paging else 1))
            self._picked = True

    def focusNextPrevChild(self, forward: bool) -> bool:
        self._take_best()
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAY:
            self.commit_pending_text()
            self.finished.emit()
        self.hidePopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # Scrolling the page must not change a value under the pointer.
