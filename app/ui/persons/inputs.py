"""The inputs that only a person's card has, and the boxes of its plain fields."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from app.model.carriers.wire import DateTimeText
from app.model.checks.rules import FieldRule, Rules
from app.model.form.custom_field_values import FieldType, Value, decode, encode
from app.model.form.fields import Kind
from app.model.form.person_fields import PersonField
from app.ui.inputs.choice import ChoiceInput
from app.ui.inputs.typed import ValueInput
from app.ui.parts.field_box import INPUTS, FieldBox

# The server's year of birthdays of which nobody knows the year (Swagger: PersonEntity.BirthDate).
_UNKNOWN_YEAR = 2
_WITHOUT_YEAR = re.compile(r"(\d{1,2})\. ?(\d{1,2})\.")


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


class DayInput(ValueInput):
    """A date, typed as in custom fields; its value is an ISO date-time at midnight without a zone.

    ``24.12.`` is a date of an unknown year.
    """

    def __init__(self, field: PersonField, parent: QWidget | None = None) -> None:
        super().__init__(field, FieldType.DATE, parent)

    def value(self) -> str | None:
        typed = self.text().strip()
        day = _without_year(typed)
        with suppress(ValueError):
            day = day or _day(decode(FieldType.DATE, super().value()))
        return f"{day}T00:00:00" if day else typed or None

    def set_value(self, value: Any) -> None:
        try:
            moment = DateTimeText(value).moment if value else None
        except ValueError:
            self.setText(str(value))
            return
        if moment and moment.year == _UNKNOWN_YEAR:
            self.setText(f"{moment.day}.{moment.month}.")
        else:
            super().set_value(encode(FieldType.DATE, moment.date()) if moment else None)


def _day(value: Value) -> date | None:
    return value if isinstance(value, date) else None


def _without_year(text: str) -> date | None:
    found = _WITHOUT_YEAR.fullmatch(text)
    with suppress(ValueError):
        return date(_UNKNOWN_YEAR, int(found[2]), int(found[1])) if found else None
    return None


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
    return NamedChoiceInput(field) if field.path == "Position" else INPUTS[field.kind](field)
