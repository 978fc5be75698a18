"""The page "Custom fields", built from the layout that the administrator has published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.model.custom_fields import FieldType, decode, encode, length_of, type_of
from app.model.fields import Field, Kind, Tab
from app.model.lists import Choice, UserDefinedFieldInfo
from app.model.rules import FieldRule
from app.model.validation import Problem
from app.ui.choice import ChoiceInput
from app.ui.field_box import FieldBox
from app.ui.inputs import CheckInput, NoteInput, TextInput
from app.ui.part import Page, Part
from app.ui.values import ValueInput

_CHOICES = (FieldType.LIST, FieldType.MDO_LIST)
_TEXTS = (FieldType.SHORT_TEXT, FieldType.LONG_TEXT)


@dataclass(frozen=True)
class CustomField(Field):
    """A plain field whose length comes from the published layout instead of a carrier."""

    length: int | None = None

    @property
    def limit(self) -> int | None:
        return self.length


def _field_of(info: UserDefinedFieldInfo) -> CustomField:
    kind = Kind.CHOICE if type_of(info) in _CHOICES else Kind.TEXT
    label = (info.field_label or info.key).replace("&", "&&")
    list_name = info.mdo_list_name or ""
    return CustomField(info.key, label, Tab.CUSTOM_FIELDS, kind, list_name=list_name, length=length_of(info))


class CustomFieldBox(FieldBox):
    """A custom field: the form's value holds it encoded, its input in its own way."""

    def __init__(self, info: UserDefinedFieldInfo, parent: QWidget | None = None) -> None:
        field = _field_of(info)
        self.info = info
        self.kind = type_of(info)
        super().__init__(field, _input(field, self.kind), f"CustomFields.{info.key}", parent)
        self.set_rule(
            FieldRule(
                mandatory=bool(info.is_mandatory),
                read_only=bool(info.is_read_only) or self.kind is FieldType.UNKNOWN,
                reason=info.tooltip or "",
            )
        )

    def value(self) -> str | None:
        value = super().value()
        if isinstance(self.widget, CheckInput):
            return encode(FieldType.CHECKBOX, bool(value))
        if isinstance(self.widget, ChoiceInput):
            return encode(self.kind, value["Id"]) if value else None
        return str(value) if value else None

    def set_value(self, value: Any) -> None:
        if isinstance(self.widget, CheckInput | ChoiceInput):
            decoded = _decoded(self.kind, value)
            chosen = {"Id": decoded} if decoded else None
            super().set_value(chosen if isinstance(self.widget, ChoiceInput) else decoded)
        else:
            super().set_value(value)


class CustomFieldsEditor(Part):
    """All custom fields. The value holds what differs from the server's defaults, and nothing else."""

    path = "CustomFields"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: list[CustomFieldBox] = []
        self._defaults: dict[str, str | None] = {}
        self._kept: dict[str, Any] = {}
        self._shown = QWidget()
        self._none = QLabel("Your SuperOffice has no custom fields for companies, or they are still loading.")
        self._none.setProperty("role", "hint")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 12, 0, 0)
        self._layout.addWidget(self._none)
        self._layout.addWidget(self._shown)
        self._layout.addStretch(1)

    def set_layout(self, layout: Iterable[UserDefinedFieldInfo]) -> None:
        """Builds the fields in the tab order of the layout; what was typed before stays."""
        value = self.value()
        fields = sorted(layout, key=lambda info: (info.tab_order or 0, info.page1_line_no or 0))
        self._layout.removeWidget(self._shown)
        self._shown.deleteLater()
        self._shown = QWidget()
        self._boxes = [CustomFieldBox(info, self._shown) for info in fields]
        self._layout.insertWidget(1, self._shown)
        self._none.setVisible(not fields)
        self._place()
        self._defaults = {box.info.key: box.info.field_default or None for box in self._boxes}
        self.set_value(value)

    def set_default(self, proposed: Mapping[str, str | None] | None, *, fill: bool) -> None:  # noqa: ARG002  # see below
        """A field at its default is not sent, so that its default is shown at any time does no harm."""
        value, defaults = self.value(), proposed or {}
        for box in self._boxes:
            self._defaults[box.info.key] = defaults.get(box.info.key) or box.info.field_default or None
        self.set_value(value)

    def set_choices(self, list_name: str, choices: Sequence[Choice]) -> None:
        for box in self._boxes:
            box.set_choices(list_name, choices)

    def set_problems(self, problems: Sequence[Problem]) -> None:
        for box in self._boxes:
            box.set_problems([problem for problem in problems if problem.path == box.path])

    def shown_problems(self) -> Sequence[Problem]:
        return [problem for box in self._boxes for problem in box.shown_problems()]

    def open_for_judgement(self, is_open: bool = True) -> None:
        for box in self._boxes:
            box.open_for_judgement(is_open)

    def settle(self) -> None:
        for box in self._boxes:
            box.settle()

    def troubles(self) -> Sequence[Problem]:
        return [trouble for box in self._boxes for trouble in box.troubles()]

    def label_of(self, path: str) -> str:
        """The label of the custom field with that path; nothing where there is none."""
        return next((box.field.name for box in self._boxes if box.path == path), "")

    def focus_path(self, path: str) -> None:
        for box in self._boxes:
            if box.path == path:
                box.focus_path()

    def value(self) -> dict[str, Any] | None:
        typed = dict(self._kept)
        for box in self._boxes:
            key, value = box.info.key, box.value()
            if not self._is_default(box, value):
                typed[key] = value or ""
        return typed or None

    def set_value(self, value: Mapping[str, Any] | None) -> None:
        known = {box.info.key for box in self._boxes}
        given = value or {}
        self._kept = {key: held for key, held in given.items() if key not in known}
        for box in self._boxes:
            key = box.info.key
            box.set_value(given[key] if key in given else self._defaults.get(key))

    def _is_default(self, box: CustomFieldBox, value: str | None) -> bool:
        default = self._defaults.get(box.info.key)
        if box.kind is FieldType.CHECKBOX:
            return bool(_decoded(box.kind, value)) is bool(_decoded(box.kind, default))
        return bool(_decoded(box.kind, value) == _decoded(box.kind, default))

    def _place(self) -> None:
        grid = QGridLayout(self._shown)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(2, 16)
        half = (len(self._boxes) + 1) // 2
        for place, box in enumerate(self._boxes):
            row, side = place % half, 3 * (place // half)
            if not isinstance(box.widget, CheckInput):
                grid.addWidget(box.label, row, side, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(box, row, side + 1, Qt.AlignmentFlag.AlignTop)
            box.changed.connect(self.changed)
            box.judged.connect(self.judged)
        for before, after in pairwise([self, *(box.widget for box in self._boxes)]):
            self.setTabOrder(before, after)
        for column in (1, 4):
            grid.setColumnStretch(column, 1)


class CustomFieldsPage(Page):
    tab = Tab.CUSTOM_FIELDS
    title = "Custom fields"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = CustomFieldsEditor(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.editor)

    @property
    def parts(self) -> Sequence[Part]:
        return (self.editor,)


def _input(field: CustomField, kind: FieldType) -> QWidget:
    if kind in _CHOICES:
        return ChoiceInput(field)
    if kind is FieldType.CHECKBOX:
        return CheckInput(field)
    if kind is FieldType.LONG_TEXT:
        note = NoteInput(field)
        note.setFixedHeight(68)
        return note
    return TextInput(field) if kind in (*_TEXTS, FieldType.UNKNOWN) else ValueInput(field, kind)


def _decoded(kind: FieldType, value: str | None) -> Any:
    try:
        return decode(kind, value)
    except ValueError:
        return value
