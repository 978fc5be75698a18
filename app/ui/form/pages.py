"""The page that is shown first, the whole company: two columns of declared fields, addresses, flags."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.model.form.address_layout import PARTS
from app.model.form.fields import CONTACT_FIELDS, Kind, Rows, Tab
from app.ui.common.fitting import LABELS, Columns, LabelColumns
from app.ui.inputs.kinds import INPUTS
from app.ui.parts.address import AddressEditor
from app.ui.parts.field_box import FieldBox, make_box
from app.ui.parts.part import PREFIX, Page, Part
from app.ui.parts.rows import RowsEditor

if TYPE_CHECKING:
    from app.ui.parts.custom_fields import CustomFieldsEditor
    from app.ui.parts.required_fields import RequiredFields

_AFTER = {"Postal": "Description"}
"""Few companies have another postal address: Tab visits it after the field that is named."""
_REQUIRED_AFTER = "Business"
_POSTAL = "Postal"


class ContactPage(Page):
    """Two columns of fields, the flags below them, as on the web client's card.

    Of phones, faxes, e-mails and web addresses it has the first.
    """

    tab = Tab.CONTACT

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editors: dict[str, RowsEditor] = {}
        self.required: RequiredFields | None = None
        self._parts: list[Part] = []
        self._boxes: list[FieldBox] = []
        self.address = AddressEditor(parent=self)
        # Built in the order of the Tab key.
        for field in CONTACT_FIELDS:
            if isinstance(field, Rows):
                editor = self.editors[field.path] = RowsEditor(field, self, only_first=True)
                self._parts.append(editor)
                self._boxes.append(editor.first_box)
            elif field.tab is Tab.CONTACT and field.kind in INPUTS:
                box = make_box(field, self)
                self._parts.append(box)
                self._boxes.append(box)
            elif field.tab is Tab.CONTACT:
                self._parts.append(self.address)
                self._above = len(self._boxes)
        self._chain()
        self._lay_out()
        LabelColumns(self)

    def show_required(self, editor: CustomFieldsEditor) -> None:
        """Offers the mandatory custom fields here, too, behind the fields that are most often mandatory."""
        from app.ui.parts.required_fields import RequiredFields

        before = next(box for box in self._boxes if box.field.path == _REQUIRED_AFTER)
        self.required = RequiredFields(editor, self)
        self._right.insertWidget(1, self.required)
        self.required.come_after(before.widget)

    @property
    def parts(self) -> Sequence[Part]:
        return self._parts

    @property
    def optional_fields(self) -> list[tuple[str, str]]:
        """Path and name of what Tab may pass by, in its order: all that is no station for everybody."""
        shown = ((path, box) for path, box in self._by_path() if not box.field.required)
        boxes = [(path, box.widget.accessibleName()) for path, box in shown]
        return [*boxes, (_POSTAL, PARTS[_POSTAL])]

    def pass_by(self, paths: Collection[str]) -> None:
        """Has Tab pass by these fields of `optional_fields`."""
        for path, box in self._by_path():
            box.pass_by(path in paths)
        self.address.pass_by({_POSTAL} & set(paths))

    def _by_path(self) -> Iterator[tuple[str, FieldBox]]:
        """Yields the boxes with the paths of their properties: the first phone stands for all phones."""
        of_rows = {editor.first_box: path for path, editor in self.editors.items()}
        return ((of_rows.get(box, box.field.path), box) for box in self._boxes)

    def holds(self, path: str) -> bool:
        if self.required is not None and self.required.holds(path):
            return True
        editor = next((one for one in self.editors.values() if path.startswith(one.path)), None)
        return super().holds(path) if editor is None else editor.is_first(path)

    def offered_as(self, path: str) -> str:
        """Returns the path of the input that stands here for the field at `path`, else `path`."""
        twin = f"{PREFIX}{path}"
        return twin if self.required is not None and self.required.holds(twin) else path

    def focus_path(self, path: str) -> None:
        if self.required is not None and self.required.holds(path):
            self.required.focus_path(path)
        else:
            super().focus_path(path)

    def focus_first(self) -> None:
        if box := next((box for box in self._boxes if box.is_shown and box.widget.isEnabled()), None):
            box.focus_path()
        else:
            super().focus_first()

    def count(self, _value_of: Callable[[Part], Any]) -> int:
        """Counts nothing: this is the page that is seen first, and what is typed on it is in view."""
        return 0

    def _chain(self) -> None:
        """Has Tab visit the visiting address where it is read, and the postal one where few pass by."""
        by_path = {box.field.path: box.widget for box in self._boxes}
        self.address.come_after(
            {"Street": self._boxes[self._above - 1].widget}
            | {part: by_path[path] for part, path in _AFTER.items()}
        )

    def _lay_out(self) -> None:
        above, below = self._boxes[: self._above], self._boxes[self._above :]
        flagged = [box for box in below if box.field.kind is Kind.CHECK]
        labelled = [box for box in below if box.field.kind is not Kind.CHECK]
        columns = Columns()
        columns.setSpacing(28)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addLayout(column(above, 0))
        left.addWidget(self.address)
        left.addLayout(column(labelled, 0))
        left.addStretch(1)
        columns.addLayout(left, 1)
        place = [box.field.path for box in labelled].index(_REQUIRED_AFTER) + 1
        self._right = QVBoxLayout()
        self._right.setSpacing(6)
        self._right.addLayout(column(labelled[:place], 1))
        self._right.addLayout(column(labelled[place:], 1))
        self._right.addStretch(1)
        columns.addLayout(self._right, 1)
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        flags = QHBoxLayout()
        flags.setSpacing(16)
        for box in flagged:
            flags.addWidget(box)
        flags.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.addLayout(columns, 1)
        layout.addWidget(line)
        layout.addLayout(flags)


def column(all_boxes: Sequence[FieldBox], side: int) -> QGridLayout:
    """Returns one column: labels at the left, inputs at the right. A check box has its label itself."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    grid.setObjectName(LABELS[side])
    boxes = [box for box in all_boxes if box.field.side == side]
    for row, box in enumerate(boxes):
        if box.field.kind is not Kind.CHECK:
            grid.addWidget(box.label, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(box, row, 1, Qt.AlignmentFlag.AlignTop)
    grid.setRowStretch(len(boxes), 1)
    return grid


def label_in(parts: Mapping[str, Part], path: str) -> str:
    """Returns what the field at `path` is called now, as by its country; empty where it is no such field."""
    box = parts.get(path)
    return box.widget.accessibleName() if isinstance(box, FieldBox) else ""
