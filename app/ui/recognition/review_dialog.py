"""Dialog to accept proposed values line by line: those of a text, a card, or a register of companies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.controller.process.sliced_work import SlicedWork
from app.recognition import ReviewLine
from app.translation import _, ngettext
from app.ui.common.fitting import FittingDialog, fitting_size
from app.ui.common.key_translation import key_sequence
from app.ui.common.plain_text import PlainLabel, plain_line, set_item_tip, set_tip

_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_FIELD, _VALUE, _CURRENT, _REMARK = range(4)
_COLUMNS = range(4)
_MOST_NUMBERED = 9
_LEAST_VALUE = 150  # pixels
_KEY = Qt.ItemDataRole.UserRole
_DIGITS = tuple("123456789")
_BATCH = 10
"""Groups that are added in one step: as many as a screen shows."""


class RecognitionDialog(FittingDialog):
    """Lists `rows`; those that can go in, are not in doubt and take the place of nothing are ticked.

    Enter accepts, Ctrl+Enter accepts and has the company saved (`saves`), Esc leaves; the space bar ticks,
    and a number ticks the line that it stands before.
    """

    def __init__(
        self,
        rows: Sequence[ReviewLine],
        message: str = "",
        parent: QWidget | None = None,
        *,
        title: str = "",
        picture: bytes = b"",
    ) -> None:
        """Builds the list. `message` is shown above it, such as that a vCard was damaged.

        `picture` is the file of what the values were read from, and is shown beside them.
        """
        super().__init__(parent)
        self.setObjectName("recognition")
        self.setWindowTitle(plain_line(title or _("What was recognised")))
        self.resize(fitting_size(self, QSize(940, 600)))
        self._numbered: list[QTreeWidgetItem] = []
        self._tree = self._make_tree()
        self._touched: set[str] = set()
        self._message = PlainLabel()
        self._message.setObjectName("recognition.message")
        self._message.setProperty("role", "message")
        self._message.setProperty("severity", "warning")
        self._message.setWordWrap(True)
        self._show_message(message)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._take = self._buttons.addButton(_("Put in"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._take.setObjectName("recognition.take")
        self._take.setProperty("role", "primary")
        set_tip(self._take, _("Enter; Ctrl+Enter puts in and saves"))
        self.saves = False
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(key_sequence(keys), self, self._take_and_save)
        self._lay_out(picture)
        self._take.setDefault(True)  # once it stands in its dialog: else that makes one of its own choice
        self._ticked = 0
        self._kept: dict[str, Qt.CheckState] = {}  # ticks of lines that were shown before others came
        self._filling = SlicedWork(self)
        self._begin_filling(rows)
        self._tree.itemChanged.connect(self._on_item_changed)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def renew(self, rows: Sequence[ReviewLine], message: str) -> None:
        """Shows other lines, since another source has said something; what was ticked by hand stays so."""
        self._filling.run_until()
        begun = {line.data(_FIELD, _KEY): line for head in self._heads() for line in _open_lines(head)}
        self._kept = {key: line.checkState(_FIELD) for key, line in begun.items() if key in self._touched}
        self._show_message(message)
        self._tree.clear()
        self._numbered.clear()
        self._ticked = 0
        self._begin_filling(rows)

    def offer_rows(self, count: int, import_them: Callable[[], object]) -> None:
        """Has a button leave this for the import of a list of so many rows that was found beside it."""
        text = ngettext("Import the &table ({count} row) …", "Import the &table ({count} rows) …", count)
        button = self._buttons.addButton(text.format(count=count), QDialogButtonBox.ButtonRole.ActionRole)
        button.setObjectName("recognition.table")
        button.setAutoDefault(False)
        button.clicked.connect(self.reject)
        button.clicked.connect(import_them)

    def accepted_keys(self) -> frozenset[str]:
        """Returns the keys of the ticked rows, also of those that are not shown yet."""
        self._filling.run_until()
        return frozenset(line.data(_FIELD, _KEY) for head in self._heads() for line in _ticked_lines(head))

    def _take_and_save(self) -> None:
        if self._take.isEnabled():
            self.saves = True
            self.accept()

    def _make_tree(self) -> QTreeWidget:
        tree = _Lines()
        tree.setObjectName("recognition.rows")
        tree.setAccessibleName(plain_line(self.windowTitle()))
        tree.setHeaderLabels([_("Field"), _("Value"), _("In the form now"), _("Where it was read")])
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setAllColumnsShowFocus(True)
        header = tree.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(_FIELD, QHeaderView.ResizeMode.ResizeToContents)
        # What is seen decides the width: looking at a thousand rows each time takes longer than a frame.
        header.setResizeContentsPrecision(0)
        header.resizeSection(_CURRENT, 150)
        tree.setColumnHidden(_CURRENT, True)
        return tree

    def _lay_out(self, picture: bytes) -> None:
        intro = PlainLabel(
            _(
                "A number ticks or unticks its line. What stands in the form is changed only where you "
                "tick it. Ctrl+Enter puts in and saves."
            )
        )
        intro.setProperty("role", "hint")
        intro.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._message)
        beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        beside.setSpacing(12)
        beside.addWidget(self._tree, 3)
        if picture:
            from app.ui.recognition.picture_view import PictureView

            view = PictureView(picture)
            # A card that lies takes the width of the list, which keeps its columns.
            if view.is_wide:
                beside.setDirection(QBoxLayout.Direction.TopToBottom)
            beside.addWidget(view, 2)
        layout.addLayout(beside, 1)
        layout.addWidget(intro)
        layout.addWidget(self._buttons)

    def _show_message(self, message: str) -> None:
        self._message.setText(message)
        self._message.setVisible(bool(message))

    def _begin_filling(self, rows: Sequence[ReviewLine]) -> None:
        self._filling.start(self._fill(rows))
        # What a screen shows is there, also where the computer had no time for a slice.
        self._filling.run_until(lambda: self._tree.topLevelItemCount() > 0)

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
        head = QTreeWidgetItem([plain_line(rows[0].group)])
        font = head.font(_FIELD)
        font.setBold(True)
        head.setFont(_FIELD, font)
        for row in rows:
            self._add(head, row)
        self._show_group(head)
        return head

    def _add(self, head: QTreeWidgetItem, row: ReviewLine) -> None:
        read = row.snippet.strip().replace("\n", " · ")
        texts = [row.label, row.value, row.current, row.reason or row.note or read]
        item = QTreeWidgetItem(head, [plain_line(one) for one in texts])
        item.setData(_FIELD, _KEY, row.key)
        item.setData(_VALUE, _KEY, row.one_of)
        set_item_tip(item, _VALUE, row.value)
        set_item_tip(item, _CURRENT, row.current)
        if row.current:
            self._tree.setColumnHidden(_CURRENT, False)
        if not row.reason and len(self._numbered) < _MOST_NUMBERED:
            self._numbered.append(item)
            item.setText(_FIELD, plain_line(f"{len(self._numbered)}  {row.label}"))
        told = (row.reason or row.note, _("Read in: {read}").format(read=read))
        set_item_tip(item, _REMARK, "\n".join(filter(None, told)))
        item.setCheckState(_FIELD, self._kept.get(row.key, _CHECKED if row.begins_ticked else _UNCHECKED))
        if row.reason:
            item.setDisabled(True)
            for column in _COLUMNS:
                # The style sheet's colour of the list goes before the palette's for what is disabled.
                item.setForeground(column, self.palette().placeholderText())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ticks or unticks the line of a number; the list leaves these keys to the dialog."""
        number = int(event.text()) if event.text() in _DIGITS else 0
        if not 0 < number <= len(self._numbered):
            super().keyPressEvent(event)
            return
        if event.isAutoRepeat():  # a held key ticks once
            return
        item = self._numbered[number - 1]
        self._tree.setCurrentItem(item)
        item.setCheckState(_FIELD, _UNCHECKED if item.checkState(_FIELD) is _CHECKED else _CHECKED)

    def _heads(self) -> Iterator[QTreeWidgetItem]:
        for place in range(self._tree.topLevelItemCount()):
            head = self._tree.topLevelItem(place)
            if head is not None:
                yield head

    def _on_item_changed(self, item: QTreeWidgetItem) -> None:
        """Passes the tick of a group on to its lines, and that of lines on to their group.

        Where sources differ, one of them is ticked at most: of a whole group, the first.
        """
        self._tree.blockSignals(True)
        if item.parent() is None and item.checkState(_FIELD) is not Qt.CheckState.PartiallyChecked:
            taken: set[str] = set()
            for line in _open_lines(item):
                one_of = line.data(_VALUE, _KEY)
                line.setCheckState(_FIELD, _UNCHECKED if one_of in taken else item.checkState(_FIELD))
                taken |= {one_of} - {""}
        elif item.parent() is not None:
            self._touched.add(item.data(_FIELD, _KEY))
            _untick_others(item)
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


class _Lines(QTreeWidget):
    """A list that leaves numbers to the dialog, instead of searching for lines that begin with them."""

    def showEvent(self, event: QShowEvent) -> None:
        """Shows the values whole, as far as that leaves room for the rest."""
        super().showEvent(event)
        most = self.viewport().width() * 2 // 5
        wanted = self.sizeHintForColumn(_VALUE)
        self.header().resizeSection(_VALUE, max(_LEAST_VALUE, min(wanted, most)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in _DIGITS:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _untick_others(ticked: QTreeWidgetItem) -> None:
    """Unticks what other sources say in the place of a line that is ticked now."""
    one_of, head = ticked.data(_VALUE, _KEY), ticked.parent()
    if one_of and head is not None and ticked.checkState(_FIELD) is _CHECKED:
        for line in _open_lines(head):
            if line is not ticked and line.data(_VALUE, _KEY) == one_of:
                line.setCheckState(_FIELD, _UNCHECKED)


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
