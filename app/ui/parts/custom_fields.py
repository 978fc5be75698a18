"""The page "Custom fields": the published fields in the administrator's order, then the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.checks.validation import Problem
from app.model.form.custom_field_values import (
    is_extra,
)
from app.model.form.fields import Tab
from app.ui.common.plain_text import PlainLabel
from app.ui.inputs.line import SearchLine
from app.ui.parts.custom_field_box import CustomFieldBox
from app.ui.parts.custom_field_group import CustomFieldGroup
from app.ui.parts.part import Page, Part
from app.ui.parts.part_context import PartContext

_SEARCH_FROM = 16  # as many as are seen at a glance
_INPUT_WIDTH = 250  # pixels, with the space around it: less is too little for two columns
_WIDEST_LABEL = 180  # pixels; a longer one goes on in the next line, as does that of a check box


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
        self._groups: list[CustomFieldGroup] = []
        self._label_width = 0
        self._columns = 0
        self._search = SearchLine("CustomFields.search", "Search the custom fields")
        self._search.hide()
        self._search.textChanged.connect(self._find)
        self._none = PlainLabel(
            "Your SuperOffice has no custom fields for companies, or they are still loading."
        )
        self._nothing_found = PlainLabel("No custom field has that in its name.")
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
        self._lay_out()
        self._defaults = {box.info.key: box.info.field_default or None for box in self._boxes}
        self.set_value(value)

    def set_default(self, proposed: Mapping[str, str | None] | None, *, fill: bool) -> None:  # noqa: ARG002  # see below
        """Shows the server's defaults at any time: a field at its default is not sent."""
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

    def reveal_problems(self, is_revealed: bool = True) -> None:
        for box in self._boxes:
            box.reveal_problems(is_revealed)

    def commit_pending_text(self) -> None:
        for box in self._boxes:
            box.commit_pending_text()

    def input_problems(self) -> Sequence[Problem]:
        return [problem for box in self._boxes for problem in box.input_problems()]

    def label_of(self, path: str) -> str:
        """Returns the label of the custom field at `path`; an empty text if there is none."""
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
            if not box.is_default(value, self._defaults.get(key)):
                typed[key] = value or ""
        return typed or None

    def set_value(self, value: Mapping[str, Any] | None) -> None:
        known = {box.info.key for box in self._boxes}
        given = value or {}
        self._kept = {key: held for key, held in given.items() if key not in known}
        for box in self._boxes:
            key = box.info.key
            box.set_value(given[key] if key in given else self._defaults.get(key))

    def _lay_out(self) -> None:
        """Groups the boxes: first those in the layout's tab order, then those that no layout has."""
        extra = [box for box in self._boxes if is_extra(box.info)]
        named = [box for box in self._boxes if box not in extra]
        self._groups = [
            CustomFieldGroup(heading, boxes, self)
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
            box.editing_finished.connect(self.editing_finished)
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


def _width_of(label: PlainLabel) -> int:
    if label.isHidden():
        return 0
    label.ensurePolished()  # its font is that of the style sheet from here on
    return label.sizeHint().width()
