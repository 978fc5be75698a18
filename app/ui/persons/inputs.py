"""The inputs that only a person's card has, and the boxes of its plain fields."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.model.checks.rules import FieldRule, Rules
from app.model.form.fields import Kind
from app.model.form.person_fields import PersonField
from app.ui.inputs.choice import ChoiceInput
from app.ui.inputs.kinds import make_input
from app.ui.inputs.typed import DateInput
from app.ui.parts.field_box import FieldBox
from app.ui.reading.dates import UNKNOWN_YEAR, day_of_year_text, read_date, read_day_of_year
from app.ui.reading.reading import Reading


class FreeChoiceInput(ChoiceInput):
    """A list of proposals; other text is accepted, too."""

    def _resolve(self, row: int | None) -> None:
        if row is None:
            self._end_typing()
            self._set(self._text() or None)
        else:
            super()._resolve(row)


class NamedChoiceInput(ChoiceInput):
    """A list whose value holds the name of the entry beside its id: ``{"Id": 2, "Value": "Purchaser"}``."""

    def value(self) -> Any:
        value = super().value()
        if not isinstance(value, dict):
            return value
        return {**value, "Value": self._choices.name_of(value.get(self._key)) or value.get("Value") or ""}


class DayInput(DateInput):
    """A day that is past, such as a birthday.

    Day and month alone (``24.12.``, ``12/24``) are a date of an unknown year.
    """

    def read(self, text: str) -> Reading[Any]:
        day = read_day_of_year(text)
        return day if day.value or day.problem else read_date(text, is_past=True)

    def shown(self, value: Any) -> str:
        return day_of_year_text(value) if value.year == UNKNOWN_YEAR else super().shown(value)


class PersonFieldBox(FieldBox):
    """A plain field of a person; its rule is found by the property of the PersonEntity."""

    field: PersonField

    def rule_in(self, rules: Rules) -> FieldRule:
        return rules.for_person_path(self.field.entity_path)


def make_person_box(field: PersonField, parent: QWidget | None = None) -> PersonFieldBox:
    """Returns the box of a plain field of a person."""
    widget = _input(field)
    if isinstance(widget, ChoiceInput):
        widget.setMinimumContentsLength(5)  # two columns stand beside the list
    return PersonFieldBox(field, widget, parent=parent)


def _input(field: PersonField) -> QWidget:
    if field.kind is Kind.DATE:
        return DayInput(field)
    if field.kind is Kind.CHOICE and field.free:
        return FreeChoiceInput(field)
    return NamedChoiceInput(field) if field.path == "Position" else make_input(field)
