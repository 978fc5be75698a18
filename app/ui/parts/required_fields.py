"""The mandatory custom fields, offered on the first page: else only a refused Save would lead to them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.form.custom_field_values import FieldType, type_of
from app.translation import _
from app.ui.common.fitting import LABELS
from app.ui.common.plain_text import plain_line
from app.ui.inputs.composition import commit_composition
from app.ui.inputs.replacing import FocusPlace, discard, focus_place
from app.ui.parts.custom_field_box import CustomFieldBox
from app.ui.parts.custom_field_group import label_width_of
from app.ui.parts.custom_fields import CustomFieldsEditor
from app.ui.parts.part import PREFIX


class RequiredFields(QWidget):
    """Shows each mandatory field of an editor once more; what is typed in one place stands in both."""

    def __init__(self, editor: CustomFieldsEditor, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor = editor
        self._before: QWidget = self
        self._twins: dict[str, CustomFieldBox] = {}  # by key
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setObjectName(LABELS[1])
        self._grid.setColumnStretch(1, 1)
        self.hide()
        editor.inputs_added.connect(self.refresh)
        editor.inputs_replaced.connect(self.refresh)
        editor.shown.connect(self._on_shown)
        editor.changed.connect(self._show_values)

    def come_after(self, before: QWidget) -> None:
        """Has Tab lead here from `before`."""
        self._before = before
        self.refresh()

    def refresh(self) -> None:
        """Shows the fields that are mandatory now; one that the editor builds again stays meanwhile."""
        editor = self._editor
        wanted = [info for info in editor.mandatory_fields() if type_of(info) is not FieldType.CHECKBOX]
        waiting = editor.waiting_fields()
        wanted += (twin.info for twin in self.boxes if twin.info in waiting)
        if wanted != [twin.info for twin in self.boxes]:
            self._exchange(wanted)
        self._on_shown()

    def _exchange(self, wanted: Sequence[UserDefinedFieldInfo]) -> None:
        commit_composition(inside=self)
        place, before = focus_place(self), self._twins
        stay = {key: twin for key, twin in before.items() if twin.info in wanted}
        for twin in before.values():
            self._grid.removeWidget(twin)
            self._grid.removeWidget(twin.label)
        self._twins = {info.key: stay.get(info.key) or self._make_twin(info) for info in wanted}
        self._editor.twins = self.boxes
        for row, twin in enumerate(self._twins.values()):
            self._grid.addWidget(twin.label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(twin, row, 1, Qt.AlignmentFlag.AlignTop)
        for one, other in pairwise([self._before, *(twin.widget for twin in self._twins.values())]):
            self.setTabOrder(one, other)
        self.setVisible(bool(wanted))
        for key, twin in before.items():
            if key not in stay:
                discard(twin.label)
                self._replace(twin, self._twins.get(key), place)

    def _replace(self, twin: CustomFieldBox, other: CustomFieldBox | None, place: FocusPlace | None) -> None:
        if other is None or place is None or place.name != twin.path:
            discard(twin)
            return
        other.show()
        other.safe.set_value(self._editor.value_at(other.info.key))
        discard(twin, other.widget, place)

    def holds(self, path: str) -> bool:
        """Returns True if `path` is that of an input here."""
        return any(twin.path == path for twin in self._twins.values())

    def focus_path(self, path: str) -> None:
        """Puts the cursor into the input that is called so."""
        next(twin for twin in self._twins.values() if twin.path == path).focus_path()

    def _make_twin(self, info: UserDefinedFieldInfo) -> CustomFieldBox:
        twin = CustomFieldBox(info, self)
        twin.tells_required = False
        twin.set_path(f"{PREFIX}{self._editor.path_of(info)}", _spoken(twin))
        # A long name has its lines: in one it would have the whole page scroll sideways.
        twin.label.setWordWrap(True)
        twin.label.setFixedWidth(label_width_of(twin))
        twin.changed.connect(lambda: self._editor.take(info.key, twin.safe.value()))
        twin.editing_finished.connect(partial(self._editor.leave, info.key))
        self._editor.show_problems_at(twin)
        return twin

    def _on_shown(self) -> None:
        """Shows what the editor shows: another entry, or what the server says of the fields."""
        for twin in self.boxes:
            twin.set_context(self._editor.context)
            twin.widget.setAccessibleName(plain_line(_spoken(twin)))
        self._show_values()

    def _show_values(self) -> None:
        # By their keys: the editor may be building its inputs again.
        for key, twin in self._twins.items():
            value = self._editor.value_at(key)
            if twin.safe.value() != value:
                twin.safe.set_value(value)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            for twin in self.boxes:
                twin.label.setFixedWidth(label_width_of(twin))

    @property
    def boxes(self) -> Sequence[CustomFieldBox]:
        """The inputs that are shown here."""
        return list(self._twins.values())


def _spoken(twin: CustomFieldBox) -> str:
    """Returns what a screen reader calls it, which lists the field on its own page, too."""
    name = twin.field.name
    return _("{name}, required").format(name=name) if twin.rule.mandatory else name
