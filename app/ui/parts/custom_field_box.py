"""One custom field: its input by its type, and its value as the server encodes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import Any

from PySide6.QtWidgets import QWidget

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.checks.problem import Problem
from app.model.checks.rules import FieldRule, Rules
from app.model.form.custom_field_values import (
    LISTS,
    FieldType,
    decode,
    encode,
    is_editable,
    max_length,
    type_of,
)
from app.model.form.fields import Field, Kind, Tab
from app.model.text_normalization import displayable
from app.translation import _
from app.ui.common.plain_text import without_mnemonic
from app.ui.inputs.choice import ChoiceInput
from app.ui.inputs.plain import CheckInput, NoteInput, TextInput
from app.ui.inputs.typed import ValueInput
from app.ui.parts.field_box import FieldBox

_TEXTS = (FieldType.SHORT_TEXT, FieldType.LONG_TEXT, FieldType.BLOB, FieldType.UNKNOWN)
_CHECK_LINE = 28  # characters; the label of a check box continues in the next line
_LONGEST_LABEL = 200
_NOT_HERE = _("set in SuperOffice")


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
        without_mnemonic(displayable(info.field_label or info.key, _LONGEST_LABEL)),
        Tab.CUSTOM_FIELDS,
        Kind.CHOICE if type_of(info) in LISTS else Kind.TEXT,
        list_name=info.mdo_list_name or "",
        hint="" if info.is_read_only or is_editable(info) else _NOT_HERE,
        length=max_length(info),
    )


class CustomFieldBox(FieldBox):
    """A custom field; its value is the text that the server encodes it as."""

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

    def may_be_required(self, rules: Rules) -> bool:
        """Returns False where nothing of the company has to be filled in."""
        return not rules.is_for_addition

    def rule_in(self, rules: Rules) -> FieldRule:
        """Returns the layout's rule, narrowed by the user's rights, which never allow more."""
        own, rule = self._of_layout, self.rights_in(rules)
        read_only = own.read_only or rule.read_only
        mandatory = (own.mandatory or rule.mandatory) and not read_only and self.may_be_required(rules)
        reason = (rule.read_only and rule.reason) or own.reason or rule.reason
        return replace(own, mandatory=mandatory, read_only=read_only, hidden=rule.hidden, reason=reason)

    def value(self) -> str | None:
        value = super().value()
        if isinstance(self.widget, CheckInput):
            return encode(FieldType.CHECKBOX, bool(value))
        if isinstance(self.widget, ChoiceInput):
            return _encoded(self.kind, value["Id"]) if value else None
        return str(value) if value else None

    def set_value(self, value: Any) -> None:
        if isinstance(self.widget, CheckInput | ChoiceInput):
            decoded = _decoded(self.kind, value)
            chosen = {"Id": decoded} if decoded else None
            super().set_value(chosen if isinstance(self.widget, ChoiceInput) else decoded)
        else:
            super().set_value(value)

    def is_default(self, value: str | None, default: str | None) -> bool:
        """Returns True if two encoded values mean the same."""
        return is_same(self.kind, value, default)


def is_same(kind: FieldType, value: str | None, default: str | None) -> bool:
    """Returns True if two encoded values mean the same; an empty check box is an unticked one."""
    if value == default:
        return True
    decoded, expected = _decoded(kind, value), _decoded(kind, default)
    if kind is FieldType.CHECKBOX:
        return bool(decoded) is bool(expected)
    return bool(decoded == expected)


def problems_of(
    boxes: Iterable[CustomFieldBox], ask: Callable[[CustomFieldBox], Sequence[Problem]]
) -> list[Problem]:
    """Asks inputs for their problems; what two inputs of a field say alike is told once."""
    found = [(box.info.key, problem) for box in boxes for problem in ask(box)]
    told = {(key, problem.message): problem for key, problem in reversed(found)}
    return list(reversed(told.values()))


def label_of(info: UserDefinedFieldInfo) -> str:
    """Returns the name of a custom field, as messages say it."""
    return _field_of(info).name


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


def _encoded(kind: FieldType, chosen: Any) -> str | None:
    try:
        return encode(kind, chosen)
    except ValueError:  # what the server holds and is no entry of a list: it goes back as it came
        return str(chosen)


def _decoded(kind: FieldType, value: str | None) -> Any:
    try:
        return decode(kind, value)
    except ValueError:
        return value
