"""Lays out the parts of a person's card."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.model.form.fields import Kind
from app.model.form.person_fields import Section
from app.translation import _
from app.ui.common.fitting import LABELS, Columns, LabelColumns
from app.ui.common.plain_text import PlainLabel
from app.ui.parts.field_box import FieldBox
from app.ui.parts.part import Part
from app.ui.persons.rows import PersonRows

_WIDTHS = {"MiddleName": 3, "Firstname": 4, "Lastname": 4}
_HALVES = {"Mrmrs": 1, "MiddleName": 1}
"""What each half of the head begins with, and its share of the width."""
_ROOM, _NARROWEST, _ONE_MORE = 540, 80, 18
"""What both columns have in a window of usual size, an input at least, and the button for one more."""
_AROUND_A_HINT = 36  # frame, margins and a scroll bar
_PLAIN_PAGES = (Section.CONTACT, Section.DETAILS)


def lay_out_head(parts: Mapping[str, Part]) -> Columns:
    """Returns the head of the card: the names in one line, or in two, each beneath its label."""
    head = Columns()
    head.setSpacing(6)
    line = QHBoxLayout()
    for name, part in parts.items():
        if name in _HALVES:
            line = QHBoxLayout()
            line.setSpacing(6)
            head.addLayout(line, _HALVES[name])
        box = cast("FieldBox", part)
        box.show_label_above()
        if isinstance(box.widget, QComboBox):
            box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        line.addWidget(box, _WIDTHS.get(name, 0), Qt.AlignmentFlag.AlignTop)
    return head


class _PageArea(QScrollArea):
    """Is as wide as its page needs at least: a page scrolls up and down alone, however large letters are."""

    def minimumSizeHint(self) -> QSize:
        page, least = self.widget(), super().minimumSizeHint()
        if page is None:
            return least
        wanted = page.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(max(least.width(), wanted), least.height())


def make_empty_page() -> tuple[QScrollArea, QWidget]:
    """Returns what scrolls, which is to have its place next, and the page within it for `fill_page`."""
    scroll = _PageArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    page = QWidget()
    scroll.setWidget(page)
    return scroll, page


def fill_page(page: QWidget, section: Section, parts: Mapping[str, Part]) -> Iterator[None]:
    """Lays out plain fields in two columns, one a step, or editors that take all of the page.

    What gets another parent is styled anew by Qt, with all that is in it. So the page has its place first,
    and the parts come into it one by one.
    """
    page.ensurePolished()  # its font is that of the style sheet from here on
    if section in _PLAIN_PAGES:
        layout = Columns(page)
        layout.setContentsMargins(0, 8, 4, 0)
        layout.setSpacing(20)
        for side, share in enumerate(_shares(page, parts.values())):
            layout.addLayout(_column(parts.values(), side), share)
            yield
        LabelColumns(page)
    else:
        _fill(page, parts.values())


def _fill(page: QWidget, parts: Collection[Part]) -> None:
    """Lays out plain fields above an editor that takes the rest. A field alone is named by its page."""
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 8, 4, 0)
    fields = [part for part in parts if isinstance(part, FieldBox)]
    if len(parts) == 1 and fields:
        fields[0].hide_label()
        layout.addWidget(fields[0], 0, Qt.AlignmentFlag.AlignTop)
    else:
        layout.addLayout(_grid(fields))
    for part in parts:
        if not isinstance(part, FieldBox):
            layout.addWidget(part, 1)
    if len(fields) == len(parts):
        layout.addStretch(1)


def _shares(page: QWidget, parts: Iterable[Part]) -> tuple[int, int]:
    """Returns how the columns share the room: inputs are as wide in both, labels are as long as they are.

    A hint in the right one that would be cut has its room from the left.
    """
    metrics = page.fontMetrics()
    labels, hint = [0, 0], 0
    for part in parts:
        if _has_label(part) and (side := _side(part)) in (0, 1):
            text = cast("FieldBox | PersonRows", part).label.text()
            more = _ONE_MORE if isinstance(part, PersonRows) else 0
            labels[side] = max(labels[side], metrics.horizontalAdvance(text) + more)
            if side == 1 and isinstance(part, FieldBox) and isinstance(part.widget, QLineEdit):
                hint = max(hint, metrics.horizontalAdvance(part.widget.placeholderText()) + _AROUND_A_HINT)
    for_inputs = max(_ROOM - sum(labels), 2 * _NARROWEST) // 2
    moved = min(max(hint - for_inputs, 0), for_inputs - _NARROWEST)
    return labels[0] + for_inputs - moved, labels[1] + for_inputs + moved


def _column(parts: Iterable[Part], side: int) -> QVBoxLayout:
    """Returns one column: labelled fields, then those without a label, then those for Japan only."""
    column = QVBoxLayout()
    column.setSpacing(8)
    mine = [part for part in parts if _side(part) == side or (side == 1 and _side(part) == 2)]
    # What stands below in a grid of its own, the home address, is in line with the labels.
    labelled = _grid([part for part in mine if _side(part) == side and _has_label(part)])
    labelled.setObjectName(LABELS[side])
    column.addLayout(labelled)
    for part in mine:
        if not _has_label(part):
            column.addWidget(part)
    japanese = [part for part in mine if _side(part) == 2]
    if japanese:
        heading = PlainLabel(_("Japanese names and address"))
        heading.setProperty("role", "heading")
        column.addWidget(heading)
        column.addLayout(_grid(japanese))
    column.addStretch(1)
    return column


def _grid(parts: Iterable[Part]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for row, part in enumerate(parts):
        if _has_label(part):
            grid.addWidget(cast("FieldBox | PersonRows", part).label, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(part, row, 1, Qt.AlignmentFlag.AlignTop)
    return grid


def _side(part: Part) -> int:
    """Returns the column of a part: 0 left, 1 right, 2 at the bottom of the right one."""
    if isinstance(part, FieldBox | PersonRows):
        return part.field.side
    return 0


def _has_label(part: Part) -> bool:
    return isinstance(part, PersonRows) or (isinstance(part, FieldBox) and part.field.kind is not Kind.CHECK)
