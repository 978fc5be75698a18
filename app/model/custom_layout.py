"""The custom fields of people: what two endpoints tell of them, as one layout.

``GET Person/CustomField`` names them all, user-defined ones and the administrator's extra fields; lists,
lengths and defaults are told by ``GET Person/UdefLayout/Published`` alone, which is not in the Swagger file
for Person but among the links of a person.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.model.custom_fields import FieldType
from app.model.lists import UserDefinedFieldInfo
from app.model.wire import Carrier, Flag, Text, Whole


class FieldInfoBase(Carrier):
    """A custom field (Swagger definition of the same name). `field_name` is its key in `CustomFields`."""

    field_type: Text = None
    field_name: Text = None
    display_name: Text = None
    description: Text = None
    short_label: Text = None
    hide_label: Flag = None
    hide_field: Flag = None
    is_indexed: Flag = None
    is_mandatory: Flag = None
    is_read_only: Flag = None
    is_external: Flag = None
    is_display_field: Flag = None
    rank: Whole = None
    template_variable_name: Text = None


def whole_layout(
    fields: Iterable[FieldInfoBase], published: Iterable[UserDefinedFieldInfo]
) -> tuple[UserDefinedFieldInfo, ...]:
    """All fields to show, in their order; the hidden ones are for programs. Empty `fields` tell nothing."""
    known = {info.key: info for info in published}
    named = sorted((field for field in fields if field.field_name), key=lambda field: field.rank or 0)
    if not named:
        return tuple(known.values())
    return tuple(
        _with_order(known.get(field.field_name or "") or _made_of(field), place)
        for place, field in enumerate(named, start=1)
        if not field.hide_field
    )


def _with_order(info: UserDefinedFieldInfo, place: int) -> UserDefinedFieldInfo:
    return info.with_changes(tab_order=place)


def _made_of(field: FieldInfoBase) -> UserDefinedFieldInfo:
    # Nothing tells the list of a field that is not in the layout: its value can be shown, and not chosen.
    kind = FieldType.UNKNOWN if field.field_type == FieldType.MDO_LIST else field.field_type
    return UserDefinedFieldInfo(
        prog_id=field.field_name,
        field_label=field.display_name,
        field_type=kind,
        tooltip=field.description,
        is_mandatory=field.is_mandatory,
        is_read_only=field.is_read_only,
    )
