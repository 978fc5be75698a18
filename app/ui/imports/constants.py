"""Values that every company of a table begins with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.controller.process.sliced_work import SlicedWork
from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.form.custom_field_values import FieldType, is_editable, type_of
from app.model.form.fields import CONTACT_FIELDS, Kind
from app.translation import _
from app.ui.common.plain_text import PlainLabel, plain_line, without_mnemonic
from app.ui.inputs.kinds import bare_text
from app.ui.parts.custom_field_box import CustomFieldBox, label_of
from app.ui.parts.field_box import FieldBox, make_box
from app.ui.parts.interests import InterestsEditor
from app.ui.parts.part import Part
from app.ui.parts.part_context import PartContext

_OFFERED: Final = ("Category", "Business", "Associate", "Country", "Source")
_CUSTOM: Final = "CustomFields."
_LOW: Final = 150  # pixels
_AFTER_MS: Final = 80
"""The companies of a table that the dialog opens with are seen before."""


class Constants(QWidget):
    """An input for each field that whole tables have in common; what a row has comes before it.

    Custom fields that the tenant requires have one as well.
    """

    changed = Signal(object)  # form
    built = Signal()

    def __init__(self, context: PartContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: dict[str, Part] = {}
        self._names: dict[str, str] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        SlicedWork(self).start_soon(self._build(context), _AFTER_MS)

    def _build(self, context: PartContext) -> Iterator[None]:
        """Adds the inputs one by one: the dialog is seen before."""
        fields = {field.path: field for field in CONTACT_FIELDS}
        for path in _OFFERED:
            # Its letter is that of the form's page: here it would be another button's as well.
            name = without_mnemonic(fields[path].name)
            hint = _("a whole number") if fields[path].kind is Kind.NUMBER else ""
            box = make_box(replace(fields[path], label=name, hint=hint))
            box.widget.setAccessibleName(plain_line(_("For all companies: {field}").format(field=name)))
            self._add(path, name, box, context)
            yield
        for info in context.custom_fields:
            required = _required_box(info, context, self)
            if required is not None:
                told = _("For all companies: {field}").format(field=label_of(info))
                required.widget.setAccessibleName(plain_line(told))
                self._add(f"{_CUSTOM}{info.key}", label_of(info), required, context)
            yield
        interests = InterestsEditor()
        interests.setFixedHeight(_LOW)
        yield
        self._add("Interests", _("Interests"), interests, context)
        self.built.emit()

    def value(self) -> dict[str, Any]:
        """Returns what every company begins with, as a form, without what means nothing in its field."""
        values = self._values()
        custom = {
            path.removeprefix(_CUSTOM): values.pop(path) for path in [*values] if path.startswith(_CUSTOM)
        }
        return values | ({"CustomFields": custom} if custom else {})

    def _values(self) -> dict[str, Any]:
        """Returns the values by path."""
        values = {path: part.value() for path, part in self._parts.items() if not part.input_problems()}
        return {path: one for path, one in values.items() if one not in (None, "", [])}

    def has(self, path: str) -> bool:
        """Returns True if there is an input for it."""
        return path in self._parts

    def focus_path(self, path: str) -> None:
        """Puts the cursor into the input of a field."""
        self._parts[path].focus_first()

    def told(self) -> dict[str, str]:
        """Returns in words, by path, what every company begins with."""
        texts = {path: _text_of(self._parts[path], one) for path, one in self._values().items()}
        return {path: f"{self._names[path]}: {text}" for path, text in texts.items()}

    @property
    def problem(self) -> str:
        """Says what means nothing in its field; empty where there is no such text."""
        wrong = ((self._names[path], one.input_problems()) for path, one in self._parts.items())
        return next((f"{name}: {problems[0].message}" for name, problems in wrong if problems), "")

    def _add(self, path: str, name: str, part: Part, context: PartContext) -> None:
        self._parts[path], self._names[path] = part, name
        self._column.addWidget(PlainLabel(name, role="label"))
        self._column.addWidget(part)
        part.set_context(context)
        _name_own(part, path)
        part.editing_finished.connect(self._on_edited)
        part.changed.connect(self._on_edited)

    def _on_edited(self) -> None:
        self.changed.emit(self.value())


def _required_box(info: UserDefinedFieldInfo, context: PartContext, parent: QWidget) -> CustomFieldBox | None:
    """Returns the input of a custom field that the tenant requires; None for any other, and a check box.

    It is made with its parent: else it would be shown as a window of its own.
    """
    if type_of(info) is FieldType.CHECKBOX or not is_editable(info):
        return None
    is_required = bool(info.is_mandatory) or context.rules.for_path(f"{_CUSTOM}{info.key}").mandatory
    return CustomFieldBox(info, parent) if is_required else None


def _text_of(part: Part, value: Any) -> str:
    """Returns what stands in an input; of interests the names of those that are chosen."""
    if isinstance(part, FieldBox):
        widget = part.widget
        return widget.currentText() if isinstance(widget, QComboBox) else str(bare_text(widget) or "")
    chosen = {one["Id"] for one in value if one.get("Selected")}
    return ", ".join(one.name for one in part.context.choices.get("contint", ()) if one.id in chosen)


def _name_own(part: Part, path: str) -> None:
    """Gives the inputs names of their own: those of the form are the form's."""
    for widget in part.findChildren(QWidget):
        if widget.objectName() == path or widget.objectName().startswith(f"{path}."):
            widget.setObjectName(f"import.{widget.objectName()}")
