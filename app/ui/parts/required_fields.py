"""The mandatory custom fields, offered on the first page: else only a refused Save would lead to them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.translation import _
from app.ui.inputs.plain import CheckInput
from app.ui.parts.custom_field_box import CustomFieldBox
from app.ui.parts.custom_fields import CustomFieldsEditor

PREFIX = "required."
"""What the objectName of an input begins with, before the path of the field it stands for."""


class RequiredFields(QWidget):
    """Shows each mandatory field of an editor once more; what is typed in one place stands in both."""

    def __init__(self, editor: CustomFieldsEditor, label_width: int, parent: QWidget) -> None:
        """Follows `editor`; the labels are `label_width` pixels wide."""
        super().__init__(parent)
        self._editor = editor
        self._before: QWidget = self
        self._twins: dict[CustomFieldBox, CustomFieldBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, label_width)
        self._grid.setColumnStretch(1, 1)
        self.hide()
        editor.inputs_added.connect(self.refresh)
        editor.shown.connect(self._on_shown)

    def come_after(self, before: QWidget) -> None:
        """Has Tab lead here from `before`."""
        self._before = before
        self.refresh()

    def refresh(self) -> None:
        """Shows the fields that are mandatory now."""
        wanted = [box for box in self._editor.mandatory_boxes() if not isinstance(box.widget, CheckInput)]
        if wanted != list(self._twins):
            for twin in self._twins.values():
                self._grid.removeWidget(twin)
                self._grid.removeWidget(twin.label)
                twin.hide()
                twin.label.deleteLater()
                twin.deleteLater()
            self._twins = {box: self._make_twin(box, row) for row, box in enumerate(wanted)}
            for one, other in pairwise([self._before, *(twin.widget for twin in self._twins.values())]):
                self.setTabOrder(one, other)
            self.setVisible(bool(wanted))
        self._on_shown()

    def _make_twin(self, box: CustomFieldBox, row: int) -> CustomFieldBox:
        twin = CustomFieldBox(box.info, self)
        # A screen reader lists both.
        spoken = _("{name}, required").format(name=box.widget.accessibleName())
        twin.set_path(f"{PREFIX}{box.path}", spoken)
        self._grid.addWidget(twin.label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(twin, row, 1, Qt.AlignmentFlag.AlignTop)
        twin.changed.connect(lambda: self._editor.take(box, twin.value()))
        twin.editing_finished.connect(self._editor.editing_finished)
        box.changed.connect(lambda: twin.set_value(box.value()))
        return twin

    def _on_shown(self) -> None:
        """Shows what the editor shows: another entry, or what the server says of the fields."""
        for box, twin in self._twins.items():
            twin.set_context(self._editor.context)
            if twin.value() != box.value():
                twin.set_value(box.value())

    @property
    def boxes(self) -> Sequence[CustomFieldBox]:
        """The inputs that are shown here."""
        return list(self._twins.values())
