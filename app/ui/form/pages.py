"""The page that is shown first: two columns of declared fields, the address, the flags."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.model.form.fields import CONTACT_FIELDS, Kind, Tab
from app.ui.parts.address import AddressEditor
from app.ui.parts.field_box import INPUTS, FieldBox, make_box
from app.ui.parts.part import Page, Part


class ContactPage(Page):
    """Two columns of fields, the flags below them, as on the web client's card."""

    tab = Tab.CONTACT

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fields = [field for field in CONTACT_FIELDS if field.tab is Tab.CONTACT]
        self._boxes = [make_box(field, self) for field in fields if field.kind in INPUTS]
        self.address = AddressEditor(parent=self)
        columns = QHBoxLayout()
        columns.setSpacing(28)
        left = QVBoxLayout()
        labelled = [box for box in self._boxes if box.field.kind is not Kind.CHECK]
        left.addLayout(column(labelled, 0))
        left.addWidget(self.address)
        left.addStretch(1)
        columns.addLayout(left, 1)
        columns.addLayout(column(labelled, 1), 1)
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        flags = QHBoxLayout()
        flags.setSpacing(16)
        for box in self._boxes:
            if box.field.kind is Kind.CHECK:
                flags.addWidget(box)
        flags.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.addLayout(columns, 1)
        layout.addWidget(line)
        layout.addLayout(flags)

    @property
    def parts(self) -> Sequence[Part]:
        return (*self._boxes, self.address)


def column(all_boxes: Sequence[FieldBox], side: int) -> QGridLayout:
    """Returns one column: labels at the left, inputs at the right. A check box has its label itself."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    boxes = [box for box in all_boxes if box.field.side == side]
    for row, box in enumerate(boxes):
        if box.field.kind is not Kind.CHECK:
            grid.addWidget(box.label, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(box, row, 1, Qt.AlignmentFlag.AlignTop)
    grid.setRowStretch(len(boxes), 1)
    return grid
