"""Dialog to accept what was recognised in a pasted text, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.recognition import ReviewLine
from app.translation import _, ngettext
from app.ui.common.fitting import FittingDialog, fitting_size
from app.ui.common.plain_text import PlainLabel, set_item_tip, set_tip
from app.ui.common.sliced_work import SlicedWork

_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_FIELD, _VALUE, _REMARK = range(3)
_KEY = Qt.ItemDataRole.UserRole
_BATCH = 10
"""Groups that are added in one step: as many as a screen shows."""


class RecognitionDialog(FittingDialog):
    """Lists `rows`; those that can go in and are not in doubt are ticked.

    Enter accepts, Ctrl+Enter accepts and has the company saved (`saves`), Esc leaves, the space bar ticks.
    """

    def __init__(self, rows: Sequence[ReviewLine], message: str = "", parent: QWidget | None = None) -> None:
        """Builds the list. `message` is shown above it, such as that a vCard was damaged."""
        super().__init__(parent)
        self.setObjectName("recognition")
        self.setWindowTitle(_("What was recognised"))
        self.resize(fitting_size(self, QSize(940, 600)))
        self._tree = self._make_tree()
        self._message = PlainLabel(message)
        self._message.setObjectName("recognition.message")
        self._message.setProperty("role", "message")
        self._message.setProperty("severity", "warning")
        self._message.setWordWrap(True)
        self._message.setVisible(bool(message))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._take = self._buttons.addButton(_("Put in"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._take.setObjectName("recognition.take")
        self._take.setProperty("role", "primary")
        self._take.setDefault(True)
        set_tip(self._take, _("Enter; Ctrl+Enter puts in and saves"))
        self.saves = False
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._take_and_save)
        self._lay_out()
        self._ticked = 0
        self._filling = SlicedWork(self)
        self._filling.start(self._fill(rows))
        # What a screen shows is there, also where the computer had no time for a slice.
        self._filling.run_until(lambda: self._tree.topLevelItemCount() > 0)
        self._tree.itemChanged.connect(self._on_item_changed)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def accepted_keys(self) -> frozenset[str]:
        """Returns the keys of the ticked rows, also of those that are not shown yet."""
        self._filling.run_until()
        return frozenset(line.data(_FIELD, _KEY) for head in self._heads() for line in _ticked_lines(head))

    def _take_and_save(self) -> None:
        if self._take.isEnabled():
            self.saves = True
            self.accept()

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setObjectName("recognition.rows")
        tree.setAccessibleName(_("What was recognised"))
        tree.setHeaderLabels([_("Field"), _("Value"), _("Where it was read")])
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setAllColumnsShowFocus(True)
        header = tree.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(_FIELD, QHeaderView.ResizeMode.ResizeToContents)
        # What is seen decides the width: looking at a thousand rows each time takes longer than a frame.
        header.setResizeContentsPrecision(0)
        header.resizeSection(_VALUE, 340)
        return tree

    def _lay_out(self) -> None:
        intro = PlainLabel(
            _(
                "Untick what you do not want. What stands in the form already is never changed. "
                "Ctrl+Enter puts in and saves."
            )
        )
        intro.setProperty("role", "hint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._message)
        layout.addWidget(self._tree, 1)
        layout.addWidget(intro)
        layout.addWidget(self._buttons)

    def _fill(self, rows: Sequence[ReviewLine]) -> Iterator[None]:
        """Adds the rows, some at a time; while the tree has them, only what is new is laid out."""
        for heads in _batches(self._make_head(list(group)) for _key, group in groupby(rows, _group_of)):
            is_first = self._tree.topLevelItemCount() == 0
            self._tree.blockSignals(True)
            self._tree.addTopLevelItems(heads)
            # Expanded before the tree lays out what is new, as spanning makes it do: else once for each.
            for head in heads:
                head.setExpanded(True)
            for head in heads:
                head.setFirstColumnSpanned(True)
            self._tree.blockSignals(False)
            if is_first:
                self._tree.setCurrentIndex(self._tree.model().index(0, 0))
            self._show_count(self._ticked + sum(_ticked_count(head) for head in heads))
            yield

    def _make_head(self, rows: Sequence[ReviewLine]) -> QTreeWidgetItem:
        head = QTreeWidgetItem([rows[0].group])
        font = head.font(_FIELD)
        font.setBold(True)
        head.setFont(_FIELD, font)
        for row in rows:
            self._add(head, row)
        self._show_group(head)
        return head

    def _add(self, head: QTreeWidgetItem, row: ReviewLine) -> None:
        read = row.snippet.strip().replace("\n", " · ")
        item = QTreeWidgetItem(head, [row.label, row.value, row.reason or row.note or read])
        item.setData(_FIELD, _KEY, row.key)
        set_item_tip(item, _VALUE, row.value)
        set_item_tip(item, _REMARK, _("Read in: {read}").format(read=read))
        item.setCheckState(_FIELD, _UNCHECKED if row.reason or row.is_doubtful else _CHECKED)
        if row.reason:
            item.setDisabled(True)
            for column in (_FIELD, _VALUE, _REMARK):
                # The style sheet's colour of the list goes before the palette's for what is disabled.
                item.setForeground(column, self.palette().placeholderText())

    def _heads(self) -> Iterator[QTreeWidgetItem]:
        for place in range(self._tree.topLevelItemCount()):
            head = self._tree.topLevelItem(place)
            if head is not None:
                yield head

    def _on_item_changed(self, item: QTreeWidgetItem) -> None:
        """Passes the tick of a group on to its lines, and that of lines on to their group."""
        self._tree.blockSignals(True)
        if item.parent() is None and item.checkState(_FIELD) is not Qt.CheckState.PartiallyChecked:
            for line in _open_lines(item):
                line.setCheckState(_FIELD, item.checkState(_FIELD))
        self._show_group(item.parent() or item)
        self._tree.blockSignals(False)
        self._tree.viewport().update()
        self._show_count(sum(map(_ticked_count, self._heads())))

    def _show_group(self, head: QTreeWidgetItem) -> None:
        states = {line.checkState(_FIELD) for line in _open_lines(head)}
        if states:
            state = states.pop() if len(states) == 1 else Qt.CheckState.PartiallyChecked
            head.setCheckState(_FIELD, state)

    def _show_count(self, count: int) -> None:
        self._ticked = count
        self._take.setText(
            ngettext("Put in {count} value", "Put in {count} values", count).format(count=count)
        )
        self._take.setEnabled(count > 0)


def _group_of(row: ReviewLine) -> str:
    """Returns what a line belongs to: the company, or one person, told apart by index."""
    return row.key.partition("]")[0] if row.key.startswith("Persons[") else row.group


def _batches(heads: Iterable[QTreeWidgetItem]) -> Iterator[list[QTreeWidgetItem]]:
    waiting = iter(heads)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def _ticked_lines(head: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    return (line for line in _open_lines(head) if line.checkState(_FIELD) is _CHECKED)


def _ticked_count(head: QTreeWidgetItem) -> int:
    return sum(1 for _line in _ticked_lines(head))


def _open_lines(head: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for place in range(head.childCount()):
        line = head.child(place)
        if line is not None and not line.isDisabled():
            yield line
