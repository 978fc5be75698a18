"""The list of a register's companies beneath a field; keys go on to the field, which hands over some."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from app.model.carriers.lists import Choice
from app.model.form.choices import Choices
from app.model.registers.record import CompanyState, RegisterRecord
from app.translation import N_, _
from app.ui.common.announcing import announce
from app.ui.inputs.choice_list import ChoiceList
from app.ui.inputs.keys import STEPS, is_enter

_STATES: Final = {
    CompanyState.BANKRUPT: N_("bankrupt"),
    CompanyState.DISSOLVING: N_("being dissolved"),
    CompanyState.DELETED: N_("deleted from the register"),
}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_CLOSES = (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.Move)
_WINDOW_CLOSES = (QEvent.Type.Move, QEvent.Type.Resize)


class HitList(QObject):
    """Shows hits beneath one field at a time, the first one highlighted: Enter or a click chooses.

    Arrows and pages move, Esc closes; any other key is the field's.
    """

    chosen = Signal(int)  # which hit, from 0

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._field: QLineEdit | None = None
        self._list: ChoiceList | None = None
        self._hits: Sequence[RegisterRecord] = ()

    @property
    def is_open(self) -> bool:
        return self._field is not None

    @property
    def texts(self) -> list[str]:
        """Returns what is shown, line by line."""
        return [line.name for line in self._lines] if self.is_open else []

    def show_hits(self, field: QLineEdit, hits: Sequence[RegisterRecord]) -> None:
        """Shows companies with number, city and state."""
        self._open(field, [Choice(number, _text_of(hit)) for number, hit in enumerate(hits, 1)])
        announce(field, "\n".join(self.texts))
        self._hits = hits

    def say(self, field: QLineEdit, sentence: str) -> None:
        """Shows a sentence in place of hits; there is nothing to choose."""
        self._open(field, [Choice(0, sentence, is_heading=True)])
        announce(field, sentence)

    def close(self) -> None:
        """Hides the list; does nothing where none is open."""
        field, self._field, self._hits = self._field, None, ()
        if field is None or self._list is None:
            return
        field.removeEventFilter(self)
        field.window().removeEventFilter(self)
        self._list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._field:
            if event.type() in _WINDOW_CLOSES:
                self.close()
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(event.key() == Qt.Key.Key_Escape)
            return event.isAccepted()
        if event.type() in _CLOSES:
            self.close()
        return False

    def _open(self, field: QLineEdit, lines: Sequence[Choice]) -> None:
        self.close()
        self._lines = lines
        self._field = field
        if self._list is None:
            self._list = ChoiceList(field.window())
            self._list.setObjectName("register.hits")
            self._list.setAccessibleName(_("Companies in registers"))
            self._list.clicked.connect(lambda index: self._choose(index.row()))
        has_hits = not lines[0].is_heading
        self._list.offer(Choices(lines), range(len(lines)), 0 if has_hits else None, field)
        field.installEventFilter(self)
        field.window().installEventFilter(self)

    def _take_key(self, event: QKeyEvent) -> bool:
        shown = self._list
        if shown is None or event.modifiers() not in _PLAIN:
            return False
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close()
        elif not self._hits:
            return False
        elif key in STEPS:
            paging = key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
            shown.step(STEPS[key] * (shown.page if paging else 1))
            announce(shown, self._lines[shown.highlighted or 0].name)
        elif is_enter(event) and shown.highlighted is not None:
            self._choose(shown.highlighted)
        else:
            return False
        return True

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._hits):
            self.close()
            self.chosen.emit(row)


def _text_of(hit: RegisterRecord) -> str:
    state = _(_STATES[hit.state]) if hit.state in _STATES else ""
    return " · ".join(filter(None, (hit.name, hit.number, hit.city, state)))
