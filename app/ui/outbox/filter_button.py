"""Button by which the list of the outbox has some of the entries only."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.model.outbox_rows import GROUP_NAMES, PERIOD_NAMES, Group, OutboxFilter
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
        self.clicked.connect(self._on_clicked)
        set_tip(self, _("Which companies are listed"))
        self.setAccessibleName(_("Which companies are listed"))
        self._show()

    @property
    def filter(self) -> OutboxFilter:
        """What is chosen."""
        return self._filter

    @cached_property
    def menu_of_choices(self) -> QMenu:
        """The menu, made when it is first opened. Not the button's own, which has a loop of its own."""
        menu = QMenu(self)
        menu.setObjectName("outbox.filter.menu")
        self._add_choices(
            menu, GROUP_NAMES, lambda group: self._filter.with_choice(group, self._filter.period)
        )
        menu.addSeparator()
        self._add_choices(
            menu, PERIOD_NAMES, lambda period: self._filter.with_choice(self._filter.group, period)
        )
        return menu

    def _add_choices(
        self, menu: QMenu, names: dict[Choice, str], chosen: Callable[[Choice], OutboxFilter]
    ) -> None:
        """Adds actions of which one is checked, the first as long as nothing else is chosen."""
        group = QActionGroup(menu)
        for number, (choice, name) in enumerate(names.items()):
            action = QAction(name, menu)
            action.setObjectName(f"outbox.filter.{choice}")
            action.setCheckable(True)
            action.setChecked(not number)
            action.triggered.connect(lambda _checked, choice=choice: self._choose(chosen(choice)))
            group.addAction(action)
            menu.addAction(action)

    def _on_clicked(self) -> None:
        self.menu_of_choices.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _choose(self, chosen: OutboxFilter) -> None:
        if chosen != self._filter:
            self._filter = chosen
            self._show()
            self.chosen.emit(chosen.group, chosen.period)

    def _show(self) -> None:
        chosen = self._filter.text or GROUP_NAMES[Group.ALL]
        self.setText(f"{chosen} ▾")
        self.setAccessibleDescription(chosen)
