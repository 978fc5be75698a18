"""Where the parts of a person's card stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.model.fields import Kind
from app.model.person_fields import Section
from app.ui.field_box import FieldBox
from app.ui.part import Part
from app.ui.person_rows import PersonRows

_WIDTHS = {"Mrmrs": 2, "MiddleName": 3, "Firstname": 4, "Lastname": 4}
_PLAIN_PAGES = (Section.CONTACT, Section.DETAILS)


def lay_out_head(parts: Mapping[str, Part]) -> QHBoxLayout:
    """The names, on one line."""
    head = QHBoxLayout()
    head.setSpacing(6)
    for name, part in parts.items():
        cast("FieldBox", part).go_without_label()
        head.addWidget(part, _WIDTHS[name], Qt.AlignmentFlag.AlignTop)
    return head


def lay_out_page(page: QWidget, section: Section, parts: Mapping[str, Part]) -> None:
    """Fields in two columns, or one editor that has the page for itself."""
    if section in _PLAIN_PAGES:
        layout = QHBoxLayout(page)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(24)
        for side in (0, 1):
            layout.addLayout(_column(parts.values(), side), 1)
        return
    alone = QVBoxLayout(page)
    alone.setContentsMargins(0, 8, 0, 0)
    for part in parts.values():
        if isinstance(part, FieldBox):
            part.go_without_label()
            alone.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
            alone.addStretch(1)
        else:
            alone.addWidget(part, 1)


def _column(parts: Iterable[Part], side: int) -> QVBoxLayout:
    """What stands at one side: labels and fields, then what has no label, then what is of Japan alone."""
    column = QVBoxLayout()
    column.setSpacing(8)
    plain = [part for part in parts if _side(part) == side or (side == 1 and _side(part) == 2)]
    column.addLayout(_grid([part for part in plain if _side(part) == side and _has_label(part)]))
    for part in plain:
        if not _has_label(part):
            column.addWidget(part)
    japanese = [part for part in plain if _side(part) == 2]
    if japanese:
        heading = QLabel("Japanese names and address")
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
        if isinstance(part, FieldBox | PersonRows):
            grid.addWidget(part.label, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(part, row, 1, Qt.AlignmentFlag.AlignTop)
    return grid


def _side(part: Part) -> int:
    """0 for the left, 1 for the right, 2 for what few need, at the bottom of the right."""
    if isinstance(part, FieldBox | PersonRows):
        return part.field.side
    return 0


def _has_label(part: Part) -> bool:
    return isinstance(part, PersonRows) or (isinstance(part, FieldBox) and part.field.kind is not Kind.CHECK)
