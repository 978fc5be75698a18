"""Custom fields in columns beneath a heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.form.custom_field_values import is_editable, is_extra
from app.translation import _
from app.ui.common.plain_text import PlainLabel
from app.ui.inputs.plain import CheckInput
from app.ui.parts.custom_field_box import CustomFieldBox

_INPUT_WIDTH = 250  # pixels, with the space around it: less is too little for two columns
_WIDEST_LABEL, _WIDEST = 11, 260  # of its line's height, and in pixels; a longer one goes on in the next line


_AROUND_A_LABEL = 4


class CustomFieldGroup(QWidget):
    """Some of the fields in two columns, each read downwards."""

    def __init__(self, heading: str, boxes: Sequence[CustomFieldBox], parent: QWidget) -> None:
        super().__init__(parent)
        self.boxes = boxes
        for box in boxes:
            box.setParent(self)
        self._label_width = 0
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(2, 16)
        self._grid.setColumnStretch(1, 1)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        if heading:
            title = PlainLabel(heading)
            title.setProperty("role", "heading")
            layout.addWidget(title)
        layout.addLayout(self._grid)

    def holds(self, path: str) -> bool:
        """Returns True if the field at `path` is one of these."""
        return any(box.path == path for box in self.boxes)

    def label_width_needed(self) -> int:
        """Returns the width of the widest label in pixels, as far as labels may be wide."""
        return max(map(label_width_of, self.boxes), default=0)

    def set_label_width(self, width: int) -> None:
        """Sets the width of the labels in pixels, the same for all groups so that their inputs align."""
        self._label_width = width
        self._grid.setColumnMinimumWidth(0, width)
        for box in self.boxes:
            box.label.setWordWrap(True)
            box.label.setFixedWidth(width)

    def show_only(self, words: Sequence[str], columns: int) -> bool:
        """Shows the fields whose labels contain all `words`; returns False if there are none."""
        # Showing a widget lays out all that it stands in, each time: once is enough.
        self._column.setEnabled(False)
        found = self._arrange(words, columns)
        self._column.setEnabled(True)
        self._column.update()
        self.setVisible(found)
        return found

    def _arrange(self, words: Sequence[str], columns: int) -> bool:
        found = []
        for box in self.boxes:
            label = box.field.name.casefold()
            box.set_found(all(word in label for word in words))
            self._grid.removeWidget(box)
            self._grid.removeWidget(box.label)
            if box.is_shown:
                found.append(box)
        half = -(-len(found) // columns)
        self._grid.setColumnStretch(4, columns - 1)
        self._grid.setColumnMinimumWidth(3, self._label_width * (columns - 1))
        for index, box in enumerate(found):
            row, side = index % half, 3 * (index // half)
            if not isinstance(box.widget, CheckInput):
                self._grid.addWidget(box.label, row, side, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(box, row, side + 1, Qt.AlignmentFlag.AlignTop)
        return bool(found)


class CustomFieldGroups(QObject):
    """All groups of a page: their labels are equally wide, their columns as many."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: list[CustomFieldGroup] = []
        self._label_width = 0
        self._columns = 0

    def __iter__(self) -> Iterator[CustomFieldGroup]:
        return iter(self._groups)

    def clear(self) -> None:
        """Forgets all groups."""
        self._groups, self._label_width = [], 0

    def append(self, group: CustomFieldGroup) -> None:
        """Adds a group beneath the others, whose labels `align` has made as wide."""
        self._groups.append(group)
        group.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FontChange:
            self._label_width = 0
            for group in self._groups:
                self.align(group)
        return False

    def align(self, group: CustomFieldGroup) -> None:
        """Gives the labels of a new group, and of those before it, the width that all of them need."""
        widest = group.label_width_needed()
        if widest > self._label_width:
            self._label_width = widest
            for placed in self._groups:
                placed.set_label_width(widest)
        group.set_label_width(self._label_width)

    def fit(self, width: int) -> bool:
        """Returns True if the groups have as many columns as there is room for in `width` pixels."""
        return self._columns == self._columns_in(width)

    def show_only(self, words: Sequence[str], width: int, groups: Sequence[CustomFieldGroup] = ()) -> None:
        """Shows the fields of all groups, or of `groups`, whose labels contain all `words`."""
        self._columns = self._columns_in(width)
        for group in groups or self._groups:
            group.show_only(words, self._columns)

    def _columns_in(self, width: int) -> int:
        return 2 if width >= 2 * (self._label_width + _INPUT_WIDTH) else 1


def in_groups(fields: Sequence[UserDefinedFieldInfo]) -> Iterator[tuple[str, Sequence[UserDefinedFieldInfo]]]:
    """Yields headings and fields in the order of the page: those of the layout's order, then those of none.

    What nobody can type comes last: between the others it would only be in the way.
    """
    typed = [info for info in fields if is_editable(info)]
    named = [info for info in typed if not is_extra(info)]
    yield "", named
    yield _("More fields") if named else "", [info for info in typed if is_extra(info)]
    yield _("Set in SuperOffice"), [info for info in fields if not is_editable(info)]


def label_width_of(box: CustomFieldBox) -> int:
    """Returns how wide the label is to be, in pixels, in one line or more; 0 where the field shows none."""
    if isinstance(box.widget, CheckInput) or box.rule.hidden:
        return 0
    box.label.ensurePolished()  # its font is that of the style sheet from here on
    bare = box.label.fontMetrics()
    widest = min(_WIDEST_LABEL * bare.height(), _WIDEST)
    return min(bare.horizontalAdvance(box.label.text()) + _AROUND_A_LABEL, widest)
