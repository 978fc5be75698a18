"""The list of people at the left of their editor."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QWidget

from app.translation import _
from app.ui.common.plain_text import plain_line, plain_tip
from app.ui.common.theme import colours, dot

Person = Mapping[str, Any]
_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class PeopleModel(QAbstractListModel):
    """The model of the list. A person is never changed in place: `replace` exchanges it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.people: list[Person] = [{}]
        self._marked: frozenset[int] = frozenset()

    def show(self, people: Sequence[Person]) -> None:
        self.beginResetModel()
        self.people = list(people)
        self._marked = frozenset()
        self.endResetModel()

    def replace(self, row: int, person: Person) -> None:
        before, self.people[row] = self.people[row], person
        if line_of(before) != line_of(person):
            self._emit_row_changed(row)

    def insert(self, row: int, person: Person) -> None:
        self.beginInsertRows(_NO_PARENT, row, row)
        self.people.insert(row, person)
        self.endInsertRows()

    def remove(self, row: int) -> None:
        self.beginRemoveRows(_NO_PARENT, row, row)
        del self.people[row]
        self.endRemoveRows()

    def swap(self, upper: int) -> None:
        """Exchanges the person in row `upper` with the next one."""
        # Qt names the row before which it goes, counted as they stand now.
        self.beginMoveRows(_NO_PARENT, upper, upper, _NO_PARENT, upper + 2)
        people = self.people
        people[upper], people[upper + 1] = people[upper + 1], people[upper]
        self.endMoveRows()

    def mark(self, rows: Collection[int]) -> None:
        """Shows a dot before the rows of people who have problems."""
        changed = self._marked ^ frozenset(rows)
        self._marked = frozenset(rows)
        for row in changed:
            if row < len(self.people):
                self._emit_row_changed(row)

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.people)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return plain_line(line_of(self.people[index.row()]))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(line_of(self.people[index.row()]))
        is_marked = index.row() in self._marked
        if role == Qt.ItemDataRole.DecorationRole and is_marked:
            return dot(colours().error)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return plain_line(
                line_of(self.people[index.row()]) + (_(", something is wrong") if is_marked else "")
            )
        return None

    def _emit_row_changed(self, row: int) -> None:
        index = self.index(row)
        self.dataChanged.emit(index, index)


def line_of(person: Person) -> str:
    names = (person.get("Firstname"), person.get("MiddleName"), person.get("Lastname"))
    name = " ".join(str(part) for part in names if part)
    if not name:
        return _("Person without a name") if person else _("New person")
    return f"{name}, {person['Title']}" if person.get("Title") else name


def make_people_view(model: PeopleModel) -> QListView:
    view = QListView()
    view.setObjectName("people")
    view.setAccessibleName(_("Persons of the company"))
    view.setModel(model)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setUniformItemSizes(True)
    view.setIconSize(QSize(12, 12))
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    view.setMinimumHeight(120)
    view.setMinimumWidth(120)
    view.setMaximumWidth(220)
    return view
