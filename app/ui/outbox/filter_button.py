"""Button by which the list of the outbox has some of the entries only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.model.history.choices import OutboxChoices
from app.model.outbox_rows import GROUP_NAMES, PERIOD_NAMES, Group, OutboxFilter
from app.translation import _
from app.translation.days import day_in_words
from app.ui.common.plain_text import plain_line, set_tip, without_mnemonic
from app.ui.outbox.names_menu import NamesMenu

Choice = TypeVar("Choice", bound=StrEnum)
_EVERYTHING = "everything"


class FilterButton(QToolButton):
    """Opens a menu of what is listed: what becomes of it, when it was typed, its template and its table."""

    chosen = Signal(object)
    """Emits the OutboxFilter at every choice, without a search."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outbox.filter")
        self.setProperty("role", "link")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._filter = OutboxFilter()
        self._choices = OutboxChoices()
        self._actions: dict[str, QAction] = {}
        self.clicked.connect(self._on_clicked)
        set_tip(self, _("Which companies are listed"))
        self.setAccessibleName(_("Which companies are listed"))
        self._show()

    @property
    def filter(self) -> OutboxFilter:
        """What is chosen."""
        return self._filter

    def take_choices(self, choices: OutboxChoices) -> None:
        """Takes the days and names that the menu offers from its next opening on."""
        self._choices = choices

    @cached_property
    def menu_of_choices(self) -> QMenu:
        """The menu, made when it is first opened. Not the button's own, which has a loop of its own."""
        menu = QMenu(self)
        menu.setObjectName("outbox.filter.menu")
        self._add_choices(menu, GROUP_NAMES, lambda group: replace(self._filter, group=group))
        menu.addSeparator()
        self._add_choices(
            menu, PERIOD_NAMES, lambda period: self._filter.with_choice(self._filter.group, period)
        )
        menu.addSeparator()
        for submenu in (self._days, self._templates, self._tables):
            menu.addMenu(submenu)
        menu.addSeparator()
        everything = self._add_action(menu, _EVERYTHING, _("List everything"))
        everything.triggered.connect(lambda *_: self._choose(OutboxFilter()))
        return menu

    @cached_property
    def _days(self) -> NamesMenu[date]:
        return NamesMenu(
            _("Typed on one day"),
            "outbox.filter.day",
            self,
            lambda day: self._choose(self._filter.with_day(day)),
        )

    @cached_property
    def _templates(self) -> NamesMenu[str]:
        return NamesMenu(
            _("Filled in by a template"),
            "outbox.filter.template",
            self,
            lambda name: self._choose(replace(self._filter, template=name or "")),
        )

    @cached_property
    def _tables(self) -> NamesMenu[str]:
        return NamesMenu(
            _("Imported from a table"),
            "outbox.filter.table",
            self,
            lambda name: self._choose(replace(self._filter, table=name or "")),
        )

    def _add_choices(
        self, menu: QMenu, names: dict[Choice, str], chosen: Callable[[Choice], OutboxFilter]
    ) -> None:
        """Adds actions of which one is checked, the first as long as nothing else is chosen."""
        group = QActionGroup(menu)
        for number, (choice, name) in enumerate(names.items()):
            action = self._add_action(menu, choice, name)
            action.setCheckable(True)
            action.setChecked(not number)
            action.triggered.connect(lambda _checked, choice=choice: self._choose(chosen(choice)))
            group.addAction(action)

    def _add_action(self, menu: QMenu, choice: str, name: str) -> QAction:
        action = self._actions[choice] = menu.addAction(plain_line(name))
        action.setObjectName(f"outbox.filter.{choice}")
        return action

    def _on_clicked(self) -> None:
        menu, now, there = self.menu_of_choices, self._filter, self._choices
        for choice in (now.group, now.period):
            self._actions[choice].setChecked(True)
        self._actions[_EVERYTHING].setEnabled(not now.has_all)
        self._days.show_values({day: day_in_words(day) for day in there.days}, now.day)
        self._templates.show_values({name: name for name in there.templates}, now.template or None)
        self._tables.show_values({name: name for name in there.tables}, now.table or None)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _choose(self, chosen: OutboxFilter) -> None:
        if chosen != self._filter:
            self._filter = chosen
            self._show()
            self.chosen.emit(chosen)

    def _show(self) -> None:
        chosen = self._filter.text or GROUP_NAMES[Group.ALL]
        self.setText(f"{without_mnemonic(chosen)} ▾")
        self.setAccessibleDescription(plain_line(chosen))
