"""One part of the menu of the outbox's filter: values that there are entries of, or any."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.model.text_normalization import displayable
from app.translation import _
from app.ui.common.plain_text import plain_line, without_mnemonic

Value = TypeVar("Value")
_LONGEST_NAME = 60
_ANY = _("Any")


class NamesMenu(QMenu, Generic[Value]):
    """Offers values by their names, which may be those of files; without values it cannot be opened."""

    def __init__(
        self, title: str, name: str, parent: QWidget, chosen: Callable[[Value | None], object]
    ) -> None:
        """Makes a menu of that objectName; `chosen` is called with a value, None for any."""
        super().__init__(title, parent)
        self.setObjectName(name)
        self._chosen = chosen
        self._group: QActionGroup | None = None

    def show_values(self, names: Mapping[Value, str], current: Value | None) -> None:
        """Offers these; one that is chosen and no more among them stays the current one."""
        self.clear()
        if self._group is not None:
            self._group.deleteLater()
        self._group = QActionGroup(self)
        self._add(None, _ANY, is_current=current is None)
        self.addSeparator()
        for value, name in names.items():
            self._add(value, name, is_current=value == current)
        self.menuAction().setEnabled(bool(names))

    def _add(self, value: Value | None, name: str, *, is_current: bool) -> None:
        # What stands behind a tab is shown as keys are.
        text = displayable(name, _LONGEST_NAME).replace("\t", " ").replace("\n", " ")
        action = self.addAction(plain_line(without_mnemonic(text)))
        action.setCheckable(True)
        action.setChecked(is_current)
        action.triggered.connect(lambda *_: self._chosen(value))
        if self._group is not None:
            self._group.addAction(action)
