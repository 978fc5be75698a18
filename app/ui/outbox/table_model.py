"""Table model of the outbox: one row for each entry, sorted, updated row by row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QIcon, QPixmap

import resources
from app.model.entry import State
from app.model.outbox_rows import SPECIAL_NAMES, STATE_NAMES, OutboxRow, Special
from app.translation import _, pgettext
from app.ui.common.moments import full_moment_text, moment_text
from app.ui.common.plain_text import plain_line, plain_tip
from app.ui.common.theme import Colours, colours

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SIZES = (16, 32, 48)


class Column(IntEnum):
    STATE = 0
    COMPANY = 1
    NEXT = 2
    TIME = 3


_TITLES = {
    Column.STATE: pgettext("of an entry", "State"),
    Column.COMPANY: _("Company"),
    Column.NEXT: _("What happens next"),
    Column.TIME: _("Time"),
}


class Look(NamedTuple):
    """How a state is shown: its word, its icon, and the theme's colour of both."""

    word: str
    picture: str
    colour: str


_LOOKS: dict[State | Special, Look] = {
    State.QUEUED: Look(STATE_NAMES[State.QUEUED], "queued", "muted"),
    State.SENDING: Look(STATE_NAMES[State.SENDING], "sending", "link"),
    State.SAVED: Look(STATE_NAMES[State.SAVED], "saved", "good"),
    State.REJECTED: Look(STATE_NAMES[State.REJECTED], "rejected", "error"),
    State.UNKNOWN: Look(STATE_NAMES[State.UNKNOWN], "unknown", "warning"),
    Special.UNDECIDED: Look(SPECIAL_NAMES[Special.UNDECIDED], "undecided", "warning"),
    Special.PARTLY: Look(SPECIAL_NAMES[Special.PARTLY], "rejected", "error"),
    Special.UNREADABLE: Look(SPECIAL_NAMES[Special.UNREADABLE], "rejected", "error"),
}
_COLUMNS: Final = len(Column)
STATE_WORDS: Final = tuple(look.word for look in _LOOKS.values())
"""What the column of states may say."""


def look_of(row: OutboxRow) -> Look:
    return _LOOKS[row.shown_state]


class OutboxModel(QAbstractTableModel):
    """Holds what a list shows of each entry, in the order of `OutboxRow.sort_key`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[OutboxRow] = []
        self._places: list[tuple[int, float, str]] = []
        self._by_id: dict[str, OutboxRow] = {}
        self._icons: dict[tuple[Look, Colours], QIcon] = {}

    def row_at(self, number: int) -> OutboxRow | None:
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def number_of(self, entry_id: str) -> int:
        """Returns the index of the row that shows the entry, -1 if none does."""
        row = self._by_id.get(entry_id)
        return bisect_left(self._places, row.sort_key) if row else -1

    def set_rows(self, rows: Sequence[OutboxRow]) -> None:
        """Replaces all rows; `rows` are sorted already."""
        self.beginResetModel()
        self._rows = list(rows)
        self._places = [row.sort_key for row in rows]
        self._by_id = {row.id: row for row in rows}
        self.endResetModel()

    def put(self, row: OutboxRow) -> None:
        """Adds or updates an entry and moves its row to its sorted position."""
        before = self.number_of(row.id)
        if before < 0:
            self._insert(row)
        elif self._places[before] == row.sort_key:
            self._rows[before] = self._by_id[row.id] = row
            self.dataChanged.emit(self.index(before, 0), self.index(before, _COLUMNS - 1))
        else:
            self._move(before, row)

    def remove(self, entry_id: str) -> None:
        number = self.number_of(entry_id)
        if number >= 0:
            self.beginRemoveRows(_NOWHERE, number, number)
            del self._rows[number], self._places[number], self._by_id[entry_id]
            self.endRemoveRows()

    def _insert(self, row: OutboxRow) -> None:
        number = bisect_left(self._places, row.sort_key)
        self.beginInsertRows(_NOWHERE, number, number)
        self._rows.insert(number, row)
        self._places.insert(number, row.sort_key)
        self._by_id[row.id] = row
        self.endInsertRows()

    def _move(self, before: int, row: OutboxRow) -> None:
        """Moves a row; it stays selected."""
        # Qt counts the place as it is while the row is still in its old one.
        target = bisect_left(self._places, row.sort_key)
        is_moving = target not in (before, before + 1)
        if is_moving:
            self.beginMoveRows(_NOWHERE, before, before, _NOWHERE, target)
        del self._rows[before], self._places[before]
        now = target - 1 if target > before else target
        self._rows.insert(now, row)
        self._places.insert(now, row.sort_key)
        self._by_id[row.id] = row
        if is_moving:
            self.endMoveRows()
        self.dataChanged.emit(self.index(now, 0), self.index(now, _COLUMNS - 1))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else _COLUMNS

    def headerData(  # noqa: N802  # Qt's own name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[Column(section)]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        column = Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return plain_line(_text(row, column))
            case Qt.ItemDataRole.DecorationRole if column is Column.STATE:
                return self._icon(look_of(row), colours())
            case Qt.ItemDataRole.ForegroundRole:
                return _colour(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                is_time = column is Column.TIME
                return plain_tip(full_moment_text(row.entry.created) if is_time else _text(row, column))
            case Qt.ItemDataRole.AccessibleTextRole if column is Column.STATE:
                # A screen reader that reads the row's first cell gets all of it.
                return plain_line(", ".join(_text(row, each) for each in Column))
        return None

    def _icon(self, look: Look, worn: Colours) -> QIcon:
        if (look, worn) not in self._icons:
            self._icons[look, worn] = _draw(look, worn)
        return self._icons[look, worn]


def _text(row: OutboxRow, column: Column) -> str:
    entry = row.entry
    match column:
        case Column.STATE:
            return look_of(row).word
        case Column.COMPANY:
            return entry.name
        case Column.NEXT:
            return next_step(row, datetime.now(UTC))
        case Column.TIME:
            return moment_text(entry.created, datetime.now(UTC))


def next_step(row: OutboxRow, now: datetime) -> str:
    """Says in a few words what happens next with an entry, by itself or by its user; of a saved one, how."""
    entry = row.entry
    if not entry.is_readable or entry.state is State.SAVED:
        return entry.message
    if row.needs_attention:
        return _wanted(row)
    if entry.state is State.SENDING:
        return _("It is being sent")
    at = moment_text(entry.next_try, now) if entry.next_try and entry.next_try > now else ""
    is_sought = entry.state is State.UNKNOWN
    if at:
        told = _("Looked for on the server: {at}") if is_sought else _("Sent again by itself: {at}")
        return told.format(at=at)
    if row.waits_for_sign_in:
        searched = _("Looked for on the server once you have signed in")
        return searched if is_sought else _("Sent once you have signed in")
    return _("Looked for on the server as soon as possible") if is_sought else _("Sent as soon as possible")


def _wanted(row: OutboxRow) -> str:
    if row.undecided:
        return _("Nothing, until you say which one it is")
    if row.entry.contact_id:
        return _("Nothing, until you have sent what is missing")
    return _("Nothing, until you have corrected it")


def _colour(row: OutboxRow, column: Column) -> QColor | None:
    if column is Column.STATE:
        return QColor(str(getattr(colours(), look_of(row).colour)))
    return QColor(colours().muted) if column is Column.TIME else None


def _draw(look: Look, worn: Colours) -> QIcon:
    picture = resources.text(f"icons/state-{look.picture}.svg")
    picture = picture.replace("@mark", getattr(worn, look.colour)).replace("@glyph", worn.field)
    icon = QIcon()
    for size in _SIZES:
        pixmap = QPixmap()
        scaled = picture.replace('width="16" height="16"', f'width="{size}" height="{size}"')
        pixmap.loadFromData(scaled.encode())
        # As it is on the chosen row, too: Qt would tint it.
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
            icon.addPixmap(pixmap, mode)
    return icon
