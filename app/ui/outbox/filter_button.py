"""Button by which the list of the outbox has some of the entries only."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.model.outbox_rows import GROUP_NAMES, PERIOD_NAMES, Group, OutboxFilter, Period
from app.translation import _
from app.ui.common.plain_text import set_tip

Choice = TypeVar("Choice", bound=StrEnum)


class FilterButton(QToolButton):
    """Opens a menu of what becomes of entries, and of when they were typed; shows what is chosen."""

    chosen = Signal(object, object)
    """Emits Group and Period at every choice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outbox.filter")
        self.setProperty("role", "link")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._filter = OutboxFilter()
        self.list = menu = QMenu(self)
        menu.setObjectName("outbox.filter.menu")
        self._groups = self._add_choices(menu, GROUP_NAMES)
        menu.addSeparator()
        self._periods = self._add_choices(menu, PERIOD_NAMES)
        self.clicked.connect(self._on_clicked)
        set_tip(self, _("Which companies are listed"))
        self.setAccessibleName(_("Which companies are listed"))
        self._show()

    @property
    def filter(self) -> OutboxFilter:
        """What is chosen."""
        return self._filter

    def reset(self) -> None:
        """Chooses all there is."""
        self._groups[Group.ALL].trigger()
        self._periods[Period.ALWAYS].trigger()

    def _add_choices(self, menu: QMenu, names: dict[Choice, str]) -> dict[Choice, QAction]:
        group = QActionGroup(menu)
        actions = {}
        for choice, name in names.items():
            action = actions[choice] = QAction(name, menu)
            action.setObjectName(f"outbox.filter.{choice}")
            action.setCheckable(True)
            action.setChecked(len(actions) == 1)
            action.setData(choice)
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(self._on_triggered)
        return actions

    def _on_clicked(self) -> None:
        # Not the button's own menu: that one has a loop of its own.
        self.list.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _on_triggered(self) -> None:
        group = next(choice for choice, action in self._groups.items() if action.isChecked())
        period = next(choice for choice, action in self._periods.items() if action.isChecked())
        chosen = self._filter.with_choice(group, period)
        if chosen != self._filter:
            self._filter = chosen
            self._show()
            self.chosen.emit(group, period)

    def _show(self) -> None:
        chosen = self._filter.text or GROUP_NAMES[Group.ALL]
        self.setText(f"{chosen} ▾")
        self.setAccessibleDescription(chosen)
