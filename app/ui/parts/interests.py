"""The page "Interests": the tenant's tree with a search; only changes are sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.model.carriers.lists import Choice
from app.model.checks.rules import FieldRule
from app.model.form.fields import Tab
from app.ui.common.plain_text import PlainLabel, set_item_tip
from app.ui.inputs.keys import is_enter
from app.ui.inputs.line import SearchLine
from app.ui.parts.part import Page, Part
from app.ui.parts.part_context import PartContext

_ID = Qt.ItemDataRole.UserRole


class _TickTree(QTreeWidget):
    """A tree with boxes; Enter ticks one, as the space bar does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if not is_enter(event) or item is None or not item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            is_ticked = item.checkState(0) is Qt.CheckState.Checked
            item.setCheckState(0, Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked)


class InterestsEditor(Part):
    """A tree with a box before each interest; headings have none. The value is the list of changes."""

    path = "Interests"

    def __init__(self, list_name: str = "contint", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list_name = list_name
        self._note = ""
        self._default: set[int] = set()
        self._chosen: set[int] = set()
        self._search = SearchLine("Interests.search", "Search the interests")
        self._tree = _TickTree()
        self._tree.setObjectName("Interests")
        self._tree.setAccessibleName("Interests")
        self._tree.setHeaderHidden(True)
        self._tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._count = PlainLabel()
        self._count.setProperty("role", "hint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        for widget in (self._search, self._tree, self._count):
            layout.addWidget(widget)
        self._search.textChanged.connect(self._on_search_changed)
        self._tree.itemChanged.connect(self._on_item_changed)
        self._show_count()

    @property
    def is_used(self) -> bool:
        return bool(self._chosen)

    def value(self) -> list[dict[str, Any]] | None:
        changed = sorted(self._chosen ^ self._default)
        return [{"Id": one, "Selected": one in self._chosen} for one in changed] or None

    def set_value(self, value: list[dict[str, Any]] | None) -> None:
        changes = {item["Id"]: bool(item.get("Selected")) for item in value or [] if "Id" in item}
        kept = {one for one in self._default if changes.get(one, True)}
        self._chosen = kept | {one for one, selected in changes.items() if selected}
        self._show_ticks()

    def set_default(self, proposed: list[dict[str, Any]] | None, *, fill: bool) -> None:
        """Takes the interests that the server selects for a new record."""
        changes = self.value()
        self._default = {item["Id"] for item in _flat(proposed or []) if item.get("Selected")}
        self.set_value(None if fill else changes)

    def set_context(self, context: PartContext) -> None:
        before = self.context
        super().set_context(context)
        choices = context.new_choices(self._list_name, before)
        if choices is not None:
            self._show_choices(choices)
        if context.missing is not before.missing:
            self._note = context.missing.get(self._list_name, "")
            self._show_count()

    def _show_choices(self, choices: Sequence[Choice]) -> None:
        self._tree.blockSignals(True)
        self._tree.clear()
        above: list[QTreeWidgetItem] = []
        for choice in choices:
            parent = above[choice.level - 1] if 0 < choice.level <= len(above) else None
            item = QTreeWidgetItem(parent or self._tree.invisibleRootItem(), [choice.name])
            item.setData(0, _ID, choice.id)
            set_item_tip(item, 0, choice.tooltip)
            if choice.is_heading:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            else:
                item.setCheckState(0, Qt.CheckState.Unchecked)
            above[choice.level :] = [item]
        self._tree.expandAll()
        self._tree.blockSignals(False)
        self._show_ticks()

    def set_rule(self, rule: FieldRule) -> None:
        self.setEnabled(not rule.read_only)

    def focus_path(self, _path: str) -> None:
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _items(self) -> Iterator[QTreeWidgetItem]:
        todo = [self._tree.invisibleRootItem()]
        while todo:
            above = todo.pop(0)
            children = _children(above)
            todo += children
            yield from children

    def _leaves(self) -> Iterator[QTreeWidgetItem]:
        return (item for item in self._items() if item.flags() & Qt.ItemFlag.ItemIsUserCheckable)

    def _show_ticks(self) -> None:
        self._tree.blockSignals(True)
        for item in self._leaves():
            ticked = item.data(0, _ID) in self._chosen
            item.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self._tree.blockSignals(False)
        self._show_count()

    def _on_item_changed(self, item: QTreeWidgetItem) -> None:
        if item.checkState(0) is Qt.CheckState.Checked:
            self._chosen.add(item.data(0, _ID))
        else:
            self._chosen.discard(item.data(0, _ID))
        self._show_ticks()
        self.changed.emit()

    def _on_search_changed(self, text: str) -> None:
        wanted = text.casefold()
        for item in self._leaves():
            item.setHidden(wanted not in item.text(0).casefold())
        for item in self._items():
            if children := _children(item):
                item.setHidden(all(child.isHidden() for child in children))

    def _show_count(self) -> None:
        count = f"{len(self._chosen)} chosen" if self._chosen else "None chosen"
        self._count.setText(f"{count}. {self._note}" if self._note else count)


class InterestsPage(Page):
    tab = Tab.INTERESTS
    title = "Interests"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = InterestsEditor(parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.editor)

    @property
    def parts(self) -> Sequence[Part]:
        return (self.editor,)

    @property
    def is_used(self) -> bool:
        return self.editor.is_used


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (item.child(row) for row in range(item.childCount()))
    return [child for child in found if child is not None]


def _flat(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for item in items:
        yield item
        yield from _flat(item.get("ChildItems") or [])
