"""The small parts of the dialog that imports a table, and the order in which Tab comes to all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.controller.process.debounce import Debounce
from app.model.imports.lines import LineState
from app.model.imports.progress import ImportProgress, Lacking
from app.model.imports.shape import TableShape
from app.translation import _
from app.ui.common.fitting import LOW_WINDOW, keep_room
from app.ui.common.focus_chain import chain_after
from app.ui.common.plain_choice import PlainChoice
from app.ui.common.plain_text import LimitedLabel, PlainLabel, line_height, plain_line
from app.ui.imports.column_fields import ColumnFields
from app.ui.imports.constants import Constants
from app.ui.imports.lines_model import STATE_WORDS
from app.ui.imports.lines_table import LinesTable, LineText

LEFT_OUT: Final = "left_out"
"""In the choice of what is shown: the rows that are no companies."""
_LOW: Final = 110  # pixels
_WIDEST: Final = 180
_LINES_LOW: Final = 4  # of the text of a company, in a low dialog
_AROUND_LINES: Final = 18  # pixels
_ABOVE, _BETWEEN = 14, 10  # pixels
_ABOVE_LOW, _BETWEEN_LOW = 8, 6
_WIDEST_BESIDE: Final = 130
_BRIEF_MS: Final = 150
_LARGEST: Final = 16_777_215  # as Qt has it


def source_label() -> LimitedLabel:
    """Returns the line that says what was read: a file's name makes it no wider."""
    label = LimitedLabel(name="import.source", role="heading")
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


class SheetChoice(QWidget):
    """A list of the sheets of a workbook; hidden where there are not several."""

    came_or_went = Signal()

    def __init__(self, read: Callable[[str], bool], parent: QWidget | None = None) -> None:
        """`read` is called with the name of another one than is read; it returns False if it does not."""
        super().__init__(parent)
        self._read = read
        self._names: tuple[str, ...] = ()
        self._shown = ""
        self._list = PlainChoice()
        self._list.setObjectName("import.sheet")
        self._list.setAccessibleName(_("Sheet"))
        self._list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._list.setMaximumWidth(_WIDEST)
        self._list.activated.connect(self._on_activated)
        label = PlainLabel(_("Sh&eet:"), role="label")
        label.setBuddy(self._list)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label)
        row.addWidget(self._list)
        self.hide()

    @property
    def has_focus(self) -> bool:
        """True while somebody chooses: arrow keys go on from one to the next."""
        return self._list.hasFocus()

    def show_sheets(self, names: tuple[str, ...] = (), shown: str = "") -> None:
        """Offers the sheets of the file that is read now; none hides the list."""
        if names != self._names:
            self._names = names
            self._list.clear()
            for name in names:
                self._list.addItem(plain_line(name), name)
        self._shown = shown
        self._list.setCurrentIndex(self._list.findData(shown))
        if (len(names) > 1) is self.isHidden():
            self.setVisible(len(names) > 1)
            self.came_or_went.emit()

    def _on_activated(self) -> None:
        name = self._list.currentData()
        if name != self._shown and self._read(name):
            self._shown = name
        else:
            self.show_sheets(self._names, self._shown)


def message_label() -> PlainLabel:
    """Returns the line that says what the companies come to."""
    label = PlainLabel(name="import.message", role="message")
    label.setWordWrap(True)
    return label


def details_box() -> QPlainTextEdit:
    """Returns the text of one company; Tab leaves it."""
    box = LineText()
    box.setObjectName("import.details")
    box.setAccessibleName(_("The company as the form would have it"))
    box.setReadOnly(True)
    box.setTabChangesFocus(True)
    box.setMinimumHeight(48)
    return box


def foot_row(message: QWidget, lacking: QWidget, pause: QWidget) -> QHBoxLayout:
    """Returns the row of what the companies come to, and of what can be done about it."""
    row = QHBoxLayout()
    row.addStrut(pause.sizeHint().height())  # nothing else moves when it comes
    row.addWidget(message, 1)
    row.addWidget(lacking)
    row.addWidget(pause)
    return row


def progress_bar() -> QProgressBar:
    """Returns the bar of what is checked or put away; its room stays while it is hidden."""
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setFixedHeight(6)
    keep_room(bar)
    return bar


def button(text: str, name: str, slot: object) -> QPushButton:
    """Returns a button that Enter elsewhere does not press."""
    made = QPushButton(text)
    made.setObjectName(name)
    made.setAutoDefault(False)
    made.clicked.connect(slot)
    return made


class EnabledTogether:
    """What is given for a table. All that is in it is drawn once more whenever that is allowed, or not."""

    def __init__(self, dialog: QWidget, widgets: Sequence[QWidget]) -> None:
        self._widgets = widgets
        self._soon = Debounce(dialog, _BRIEF_MS, lambda: self._set(is_enabled=False))

    def set_enabled(self, is_enabled: bool, *, is_brief: bool) -> None:  # as Qt's own
        """Allows it, or not: what is over before anybody has a hand there is not shown, if it `is_brief`."""
        if is_enabled or not is_brief:
            self._soon.stop()
            self._set(is_enabled=is_enabled)
        elif not self._soon.isActive():
            self._soon.start()

    def _set(self, *, is_enabled: bool) -> None:
        for widget in self._widgets:
            widget.setEnabled(is_enabled)


class LackingButton(QPushButton):
    """Leads to where a field is given that the tenant requires and companies lack; hidden without one."""

    def __init__(self, constants: Constants, columns: ColumnFields) -> None:
        super().__init__()
        self.setObjectName("import.lacking")
        self.setAutoDefault(False)
        self._constants, self._columns = constants, columns
        self._path = ""
        self.clicked.connect(self._go)
        self.hide()

    def see(self, progress: ImportProgress) -> None:
        """Takes the first of the fields that can be given here."""
        fields = progress.lacking if progress.is_over and not progress.is_putting else ()
        known = (one for one in fields if self._constants.has(one.path) or self._columns.can_give(one.path))
        self._path, name, *_how_many = next(known, Lacking("", "", 0))
        self.setText(_("Fi&ll in “{field}”").format(field=plain_line(name).replace("&", "&&")))
        self.setVisible(bool(self._path))

    def _go(self) -> None:
        if self._constants.has(self._path):
            self._constants.focus_path(self._path)
        else:
            self._columns.focus_for(self._path)


def answers(send: QPushButton, *others: QPushButton) -> QDialogButtonBox:
    """Returns the row of buttons that end the dialog."""
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    send.setProperty("role", "primary")
    for one in (send, *others):
        box.addButton(one, QDialogButtonBox.ButtonRole.ActionRole)
    return box


def let_enter_press(send: QPushButton, box: QDialogButtonBox, *, begins_at: QWidget | None = None) -> None:
    """Has Enter press one button: the box gives that part to one of its own once it is in a dialog.

    That begins at a widget, however its parts lie, unless something else has the focus.
    """
    cancel = box.button(QDialogButtonBox.StandardButton.Cancel)
    cancel.setAutoDefault(False)
    cancel.setDefault(False)
    send.setDefault(True)
    if begins_at is not None and begins_at.window().focusWidget() is None:
        begins_at.setFocus(Qt.FocusReason.OtherFocusReason)


def show_progress(bar: QProgressBar, progress: ImportProgress, *, is_shown: bool) -> None:
    """Shows how far the work is."""
    bar.setVisible(is_shown)
    bar.setRange(0, max(1, progress.total))
    bar.setValue(progress.done)


def filter_box(slot: object) -> QComboBox:
    """Returns the choice of which companies are shown."""
    box = PlainChoice()
    box.setObjectName("import.filter")
    box.setAccessibleName(_("Show"))
    box.activated.connect(slot)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box


def fill_filter(box: QComboBox, shape: TableShape | None, progress: ImportProgress) -> None:
    """Offers the states that there are, with how many companies are in each, and the rows that are none."""
    chosen = box.currentData()
    box.clear()
    box.addItem(_("All ({count})").format(count=shape.companies if shape else 0), "")
    for state, word in STATE_WORDS.items():
        if state is not LineState.UNCHECKED and progress.counts.get(state):
            box.addItem(plain_line(f"{word} ({progress.counts[state]})"), state)
    if shape and shape.left_out:
        box.addItem(plain_line(_("Rows left out ({count})").format(count=len(shape.left_out))), LEFT_OUT)
    box.setCurrentIndex(max(0, box.findData(chosen)))


def filter_row(box: QWidget) -> QHBoxLayout:
    """Returns the row above the companies, in which is chosen which of them are shown."""
    row = QHBoxLayout()
    label = PlainLabel(_("Sho&w:"), role="label")
    label.setBuddy(box)
    row.addWidget(label)
    row.addWidget(box)
    row.addStretch(1)
    return row


class RoomForLines:
    """Lays out what was read above its companies; in a low dialog all but the companies takes less room.

    The choice of which are shown stands beside what was read there, unless that of a sheet does, and fewer
    lines of one company are seen.
    """

    def __init__(
        self,
        dialog: QWidget,
        top: tuple[LimitedLabel, SheetChoice, QWidget, QWidget],
        lines: tuple[QComboBox, LinesTable, QPlainTextEdit],
        order_tabs: Callable[[], None],
    ) -> None:
        """`top` is what was read, its sheet and its buttons; `lines` the choice, companies, the text of one.

        `order_tabs` is called whenever the choice has moved.
        """
        self._filter, self._table, self._details = lines
        self._choice = filter_row(self._filter)
        self.layout = QVBoxLayout(dialog)
        self.head = QHBoxLayout()
        self.head.setSpacing(_BETWEEN)
        self._source, self._sheets, *_buttons = top
        self._dialog, self._order_tabs = dialog, order_tabs
        for stretch, widget in enumerate(top):
            self.head.addWidget(widget, not stretch)
        self.right = QVBoxLayout()
        self.right.setSpacing(8)
        self.right.addWidget(self._table, 1)
        self.right.addWidget(self._details)
        self._is_alone = False
        self._is_low = self.is_beside = False
        self.right.insertLayout(0, self._choice)
        self._fit()
        self._sheets.came_or_went.connect(self.fit)

    def fit(self) -> None:
        """Looks how high the dialog is by now."""
        if self._fit():
            self._order_tabs()

    def _fit(self) -> bool:
        """Returns True if the choice of what is shown has another place."""
        self._is_low = is_low = self._dialog.height() < LOW_WINDOW
        above, between = (_ABOVE_LOW, _BETWEEN_LOW) if is_low else (_ABOVE, _BETWEEN)
        self.layout.setContentsMargins(20, above, 20, above)
        self.layout.setSpacing(between)
        self._source.show_lines(int(is_low))
        self._limit_details()
        is_beside = is_low and self._sheets.isHidden()
        if is_beside is self.is_beside:
            return False
        self.is_beside = is_beside
        left, right = (self.right, self.head) if is_beside else (self.head, self.right)
        left.removeItem(self._choice)
        right.insertLayout(int(is_beside), self._choice)
        self._filter.setMaximumWidth(_WIDEST_BESIDE if is_beside else _LARGEST)
        return True

    def show_alone(self, *, is_alone: bool) -> None:
        """Gives the text all the room of the companies, or theirs back to them."""
        self._is_alone = is_alone
        if self._table.isHidden() != is_alone:  # else it is laid out and measured once more
            self._table.setVisible(not is_alone)
        self._limit_details()

    def _limit_details(self) -> None:
        """Gives the text whole lines: some, and what the companies leave where these are few."""
        line = line_height(self._details)
        both = self._table.height() + self._details.height()
        left = min(self._details.sizeHint().height(), both - self._table.height_of_all())
        fewest = _LINES_LOW if self._is_low else (_LOW - _AROUND_LINES) // line
        lines = max(fewest, (left - _AROUND_LINES) // line)
        self._details.setMaximumHeight(_LARGEST if self._is_alone else lines * line + _AROUND_LINES)


def order_tabs(dialog: QWidget, parts: Sequence[QWidget]) -> None:
    """Has Tab go from part to part as they are given; within each the order stays.

    What is built later comes behind all others by itself.
    """
    chain = [one for one in chain_after(dialog) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    ordered = [one for part in parts for one in chain if one is part or part.isAncestorOf(one)]
    for before, after in pairwise(ordered):
        QWidget.setTabOrder(before, after)
