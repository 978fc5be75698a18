"""The page "Custom fields": the published ones in the administrator's order, and below them the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from textwrap import wrap
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.checks.rules import FieldRule, Rules
from app.model.checks.validation import Problem
from app.model.form.custom_field_values import (
    LISTS,
    FieldType,
    decode,
    encode,
    is_editable,
    is_extra,
    max_length,
    type_of,
)
from app.model.form.fields import Field, Kind, Tab
from app.ui.inputs.choice import ChoiceInput
from app.ui.inputs.plain import CheckInput, NoteInput, TextInput
from app.ui.inputs.typed import ValueInput
from app.ui.parts.field_box import FieldBox
from app.ui.parts.part import Page, Part
from app.ui.parts.part_context import PartContext

_TEXTS = (FieldType.SHORT_TEXT, FieldType.LONG_TEXT, FieldType.BLOB, FieldType.UNKNOWN)
_SEARCH_FROM = 16  # as many as are seen at a glance
_INPUT_WIDTH = 250  # pixels, with the space around it: less is too little for two columns
_WIDEST_LABEL = 180  # pixels; a longer one goes on in the next line, as does that of a check box
_CHECK_LINE = 28  # characters
_NOT_HERE = "set in SuperOffice"


@dataclass(frozen=True)
class CustomField(Field):
    """A plain field whose length comes from the published layout instead of a carrier."""

    length: int | None = None

    @property
    def limit(self) -> int | None:
        return self.length


def _field_of(info: UserDefinedFieldInfo) -> CustomField:
    return CustomField(
        info.key,
        (info.field_label or info.key).replace("&", "&&"),
        Tab.CUSTOM_FIELDS,
        Kind.CHOICE if type_of(info) in LISTS else Kind.TEXT,
        list_name=info.mdo_list_name or "",
        hint="" if info.is_read_only or is_editable(info) else _NOT_HERE,
        length=max_length(info),
    )


class CustomFieldBox(FieldBox):
    """A custom field: the form's value holds it encoded, its input in its own way."""

    def __init__(self, info: UserDefinedFieldInfo, parent: QWidget | None = None) -> None:
        field = _field_of(info)
        self.info = info
        self.kind = type_of(info)
        super().__init__(field, _input(field, self.kind), f"CustomFields.{info.key}", parent)
        is_open = is_editable(info)
        self._of_layout = FieldRule(
            mandatory=bool(info.is_mandatory) and is_open, read_only=not is_open, reason=info.tooltip or ""
        )
        self.set_rule(self._of_layout)

    def rights_in(self, rules: Rules) -> FieldRule:
        """Returns what the user may do with the field."""
        return rules.for_path(f"CustomFields.{self.info.key}")

    def rule_in(self, rules: Rules) -> FieldRule:
        """Returns the layout's rule, narrowed by the user's rights, which never allow more."""
        own, rule = self._of_layout, self.rights_in(rules)
        read_only = own.read_only or rule.read_only
        mandatory = (own.mandatory or rule.mandatory) and not read_only
        reason = own.reason or rule.reason
        return replace(own, mandatory=mandatory, read_only=read_only, hidden=rule.hidden, reason=reason)

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


class _Group(QWidget):
    """Some of the fields in two columns, each read downwards."""

    def __init__(self, heading: str, boxes: Sequence[CustomFieldBox], parent: QWidget) -> None:
        super().__init__(parent)
        self.boxes = boxes
        self._label_width = 0
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(2, 16)
        self._grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        if heading:
            title = QLabel(heading)
            title.setProperty("role", "heading")
            layout.addWidget(title)
        layout.addLayout(self._grid)

    def set_label_width(self, width: int) -> None:
        """As wide as the other groups' labels, in pixels: their inputs are to be in line."""
        self._label_width = width
        self._grid.setColumnMinimumWidth(0, width)
        for box in self.boxes:
            box.label.setWordWrap(True)
            box.label.setFixedWidth(width)

    def show_only(self, words: Sequence[str], columns: int) -> bool:
        """Shows the fields whose labels have all the `words`, in 1 or 2 columns; whether there are any."""
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
        for place, box in enumerate(found):
            row, side = place % half, 3 * (place // half)
            if not isinstance(box.widget, CheckInput):
                self._grid.addWidget(box.label, row, side, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(box, row, side + 1, Qt.AlignmentFlag.AlignTop)
        self.setVisible(bool(found))
        return bool(found)


class CustomFieldsEditor(Part):
    """All custom fields, searched by their labels where there are many.

    The value holds what differs from the server's defaults, and nothing else.
    """

    path = "CustomFields"
    make_box: type[CustomFieldBox] = CustomFieldBox

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: list[CustomFieldBox] = []
        self._defaults: dict[str, str | None] = {}
        self._kept: dict[str, Any] = {}
        self._groups: list[_Group] = []
        self._label_width = 0
        self._columns = 0
        self._search = QLineEdit()
        self._search.setObjectName("CustomFields.search")
        self._search.setAccessibleName("Search the custom fields")
        self._search.setPlaceholderText("Search")
        self._search.setClearButtonEnabled(True)
        self._search.setMaximumWidth(320)
        self._search.hide()
        self._search.textChanged.connect(self._find)
        self._none = QLabel("Your SuperOffice has no custom fields for companies, or they are still loading.")
        self._nothing_found = QLabel("No custom field has that in its name.")
        self._nothing_found.hide()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 12, 0, 0)
        self._layout.addWidget(self._search)
        for hint in (self._none, self._nothing_found):
            hint.setProperty("role", "hint")
            self._layout.addWidget(hint)
        self._layout.addStretch(1)

    def set_layout(self, layout: Iterable[UserDefinedFieldInfo]) -> None:
        """Builds the fields in the tab order of the layout; what was typed before stays."""
        value = self.value()
        fields = sorted(layout, key=lambda info: (info.tab_order or 0, info.page1_line_no or 0))
        for group in self._groups:
            self._layout.removeWidget(group)
            group.deleteLater()
        self._boxes = [self.make_box(info, self) for info in fields]
        self._none.setVisible(not fields)
        self._search.clear()
        self._search.setVisible(len(fields) >= _SEARCH_FROM)
        for box in self._boxes:
            box.set_context(self.context)
        self._place()
        self._defaults = {box.info.key: box.info.field_default or None for box in self._boxes}
        self.set_value(value)

    def set_default(self, proposed: Mapping[str, str | None] | None, *, fill: bool) -> None:  # noqa: ARG002  # see below
        """A field at its default is not sent, so that its default is shown at any time does no harm."""
        value, defaults = self.value(), proposed or {}
        for box in self._boxes:
            self._defaults[box.info.key] = defaults.get(box.info.key) or box.info.field_default or None
        self.set_value(value)

    def set_context(self, context: PartContext) -> None:
        before = self.context
        super().set_context(context)
        if self.layout_in(context) is not self.layout_in(before):
            self.set_layout(self.layout_in(context))
            return
        shown = [box.is_shown for box in self._boxes]
        for box in self._boxes:
            box.set_context(context)
        if shown != [box.is_shown for box in self._boxes]:
            self._find(self._search.text())

    def layout_in(self, context: PartContext) -> Sequence[UserDefinedFieldInfo]:
        """Returns the custom fields that this editor shows."""
        return context.custom_fields

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
                self._search.clear()
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
        """Fields in tab order come first: extra ones have no place in a layout."""
        extra = [box for box in self._boxes if is_extra(box.info)]
        named = [box for box in self._boxes if box not in extra]
        self._groups = [
            _Group(heading, boxes, self)
            for heading, boxes in (("", named), ("More fields" if named else "", extra))
            if boxes
        ]
        self._boxes = [*named, *extra]
        widest = max((_width_of(box.label) for box in self._boxes), default=0)
        self._label_width = min(widest, _WIDEST_LABEL)
        for group in self._groups:
            group.set_label_width(self._label_width)
            self._layout.insertWidget(self._layout.count() - 1, group)
        for box in self._boxes:
            box.changed.connect(self.changed)
            box.judged.connect(self.judged)
        for before, after in pairwise([self, self._search, *(box.widget for box in self._boxes)]):
            self.setTabOrder(before, after)
        self._find(self._search.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._columns != self._columns_that_fit():
            self._find(self._search.text())

    def _columns_that_fit(self) -> int:
        return 2 if self.width() >= 2 * (self._label_width + _INPUT_WIDTH) else 1

    def _find(self, text: str) -> None:
        words = text.casefold().split()
        self._columns = self._columns_that_fit()
        found = [group.show_only(words, self._columns) for group in self._groups]
        self._nothing_found.setVisible(bool(self._boxes) and not any(found))


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
    if kind in LISTS:
        return ChoiceInput(field)
    if kind is FieldType.CHECKBOX:
        check = CheckInput(field)
        check.setText("\n".join(wrap(field.label, _CHECK_LINE, break_long_words=False)))
        return check
    if kind is FieldType.LONG_TEXT:
        note = NoteInput(field)
        note.setFixedHeight(68)
        return note
    return TextInput(field) if kind in _TEXTS else ValueInput(field, kind)


def _width_of(label: QLabel) -> int:
    if label.isHidden():
        return 0
    label.ensurePolished()  # its font is that of the style sheet from here on
    return label.sizeHint().width()


def _decoded(kind: FieldType, value: str | None) -> Any:
    try:
        return decode(kind, value)
    except ValueError:
        return value
