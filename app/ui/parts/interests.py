"""The page "Interests": the tenant's tree with a search; only changes are sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.controller.process.sliced_work import SlicedWork
from app.model.carriers.lists import Choice
from app.model.checks.rules import FieldRule
from app.model.form.fields import Tab
from app.translation import _
from app.ui.common.plain_text import PlainLabel, plain_line, set_item_tip
from app.ui.inputs.keys import is_enter
from app.ui.inputs.line import SearchLine
from app.ui.parts.part import Page, Part
from app.ui.parts.part_context import PartContext

_ID = Qt.ItemDataRole.UserRole
MOST_SHOWN = 15_000
"""Interests in the tree; more than that takes longer than a frame to take away again."""
_CUT = _("These are the first {most_shown:,} interests. Set the others in SuperOffice.").format(
    most_shown=MOST_SHOWN
)


class _TickTree(QTreeWidget):
    """A tree with boxes; Enter and the space bar tick one, and fold a heading or unfold it."""

    def go_to_first(self) -> None:
        """Goes to the first box that is in view."""
        item: QTreeWidgetItem | None = self.topLevelItem(0)
        while item is not None and (item.isHidden() or not item.flags() & Qt.ItemFlag.ItemIsUserCheckable):
            item = self.itemBelow(item)
        if item is not None:
            self.setCurrentItem(item)

    def focusInEvent(self, event: QFocusEvent) -> None:
        item = self.currentItem()
        if item is None or item.isHidden():
            self.go_to_first()  # else Qt goes to the first line, a heading
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        is_box = item is not None and bool(item.flags() & Qt.ItemFlag.ItemIsUserCheckable)
        is_space = event.key() == Qt.Key.Key_Space and not event.modifiers()
        if item is None or not (is_enter(event) or (is_space and not is_box)):
            super().keyPressEvent(event)
        elif event.isAutoRepeat():
            return
        elif is_box:
            is_ticked = item.checkState(0) is Qt.CheckState.Checked
            item.setCheckState(0, Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked)
        else:
            item.setExpanded(not item.isExpanded())


class _Search(SearchLine):
    """Keeps Enter to itself, which goes to what was found: a dialog around it would be accepted.

    Signals: list_asked (Down: somebody goes into the list beneath it).
    """

    list_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.list_asked.emit()
            return
        super().keyPressEvent(event)
        if is_enter(event):
            event.accept()


class InterestsEditor(Part):
    """A tree with a box before each interest; headings have none. The value is the list of changes."""

    path = "Interests"

    def __init__(self, list_name: str = "contint", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list_name = list_name
        self._note = self._cut = ""
        self._default: set[int] = set()
        self._chosen: set[int | str] = set()
        self._ticked: set[int | str] = set()  # as the tree shows it
        self._leaves: dict[int | str, list[QTreeWidgetItem]] = {}  # by id
        self._headings: list[QTreeWidgetItem] = []
        self._filling = SlicedWork(self)
        self._searching = SlicedWork(self)
        self._search = _Search("Interests.search", _("Search the interests"))
        self._tree = _TickTree()
        self._tree.setObjectName("Interests")
        self._tree.setAccessibleName(_("Interests"))
        self._tree.setHeaderHidden(True)
        self._tree.setUniformRowHeights(True)
        self._tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._count = PlainLabel()
        self._count.setProperty("role", "hint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        for widget in (self._search, self._tree, self._count):
            layout.addWidget(widget)
        self._search.textChanged.connect(self._on_search_changed)
        self._search.returnPressed.connect(self._on_search_entered)
        self._search.list_asked.connect(self._on_search_entered)
        self._tree.itemChanged.connect(self._on_item_changed)
        self._show_count()

    @property
    def is_used(self) -> bool:
        return bool(self._chosen)

    @property
    def chosen_count(self) -> int:
        return len(self._chosen)

    def value(self) -> list[dict[str, Any]] | None:
        changed = sorted(self._chosen ^ self._default)
        return [{"Id": one, "Selected": one in self._chosen} for one in changed] or None

    def set_value(self, value: list[dict[str, Any]] | None) -> None:
        changes = {item["Id"]: bool(item.get("Selected")) for item in value or [] if "Id" in item}
        kept = {one for one in self._default if changes.get(one, True)}
        self._chosen = kept | {one for one, selected in changes.items() if selected}
        if not self._tree.hasFocus():
            self._tree.setCurrentIndex(QModelIndex())  # it was that of the record before
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

    @property
    def is_filled(self) -> bool:
        """True once every interest is in the tree."""
        return self._filling.is_done

    def _show_choices(self, choices: Sequence[Choice]) -> None:
        self._leaves, self._headings, self._ticked = {}, [], set()
        self._tree.blockSignals(True)
        self._tree.clear()
        self._tree.blockSignals(False)
        self._cut = _CUT if len(choices) > MOST_SHOWN else ""
        self._filling.start(self._fill(choices[:MOST_SHOWN]))
        self._show_ticks()

    def _fill(self, choices: Sequence[Choice]) -> Iterator[None]:
        """Adds the interests to the tree, each as if it had been there all along."""
        above: list[QTreeWidgetItem] = []
        for choice in choices:
            self._tree.blockSignals(True)
            parent = above[choice.level - 1] if 0 < choice.level <= len(above) else None
            item = self._add_item(choice, parent)
            above[choice.level :] = [item]
            self._tree.blockSignals(False)
            yield
        if self._search.text():
            self._searching.start(self._find(self._search.text()))

    def _add_item(self, choice: Choice, parent: QTreeWidgetItem | None) -> QTreeWidgetItem:
        above = parent or self._tree.invisibleRootItem()
        item = QTreeWidgetItem(above, [plain_line(choice.name)])
        item.setData(0, _ID, choice.id)
        set_item_tip(item, 0, choice.tooltip)
        if choice.is_heading:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        else:
            is_ticked = choice.id in self._chosen
            item.setCheckState(0, Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
            self._leaves.setdefault(choice.id, []).append(item)
            if is_ticked:
                self._ticked.add(choice.id)
        if parent is not None and parent.childCount() == 1:
            parent.setExpanded(True)
            self._headings.append(parent)
        return item

    def set_rule(self, rule: FieldRule) -> None:
        self.setEnabled(not rule.read_only)

    def focus_path(self, _path: str) -> None:
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_ticks(self) -> None:
        """Ticks what differs from what the tree shows."""
        self._tree.blockSignals(True)
        for one in self._ticked ^ self._chosen:
            is_ticked = one in self._chosen
            for item in self._leaves.get(one, ()):
                item.setCheckState(0, Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
        self._ticked = self._chosen & self._leaves.keys()
        self._tree.blockSignals(False)
        self._tree.viewport().update()
        self._show_count()

    def _on_item_changed(self, item: QTreeWidgetItem) -> None:
        if item.checkState(0) is Qt.CheckState.Checked:
            self._chosen.add(item.data(0, _ID))
        else:
            self._chosen.discard(item.data(0, _ID))
        self._show_ticks()
        self.changed.emit()

    def _on_search_changed(self, text: str) -> None:
        self._searching.start(self._find(text))

    def _on_search_entered(self) -> None:
        """Goes to the first that was found, where Enter and the space bar tick it."""
        self._searching.run_until()
        self._tree.go_to_first()
        self._tree.setFocus(Qt.FocusReason.TabFocusReason)

    def _find(self, text: str) -> Iterator[None]:
        """Hides the interests whose names lack `text`, and the headings above nothing else.

        Blanks around it count for nothing: with the space bar somebody wants to tick one.
        """
        wanted = text.strip().casefold()
        for items in list(self._leaves.values()):
            for item in items:
                _hide(item, wanted not in item.text(0).casefold())
            yield
        # Headings come before what stands beneath them.
        for heading in reversed(self._headings):
            _hide(heading, all(child.isHidden() for child in _children(heading)))
            yield

    def _show_count(self) -> None:
        chosen = len(self._chosen)
        count = _("{chosen} chosen").format(chosen=chosen) if chosen else _("None chosen")
        notes = " ".join(filter(None, (self._cut, self._note)))
        self._count.setText(f"{count}. {notes}" if notes else count)


class InterestsPage(Page):
    tab = Tab.INTERESTS

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

    def count(self, _value_of: Callable[[Part], Any]) -> int:
        """Counts what is ticked, whoever did it."""
        return self.editor.chosen_count


def _hide(item: QTreeWidgetItem, is_hidden: bool) -> None:
    if item.isHidden() is not is_hidden:
        item.setHidden(is_hidden)


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (item.child(row) for row in range(item.childCount()))
    return [child for child in found if child is not None]


def _flat(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for item in items:
        yield item
        yield from _flat(item.get("ChildItems") or [])
