"""Merges what two endpoints tell about custom fields of companies or people into one layout.

``GET Contact/CustomField`` lists all of them, user-defined fields and the administrator's extra fields.
Only ``GET Contact/UdefLayout/Published`` tells order, lists, lengths and defaults, and only for the former.
The same holds for ``Person/…``, whose layout is not in the Swagger file but among the links of a person.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.carriers.wire import Carrier, Flag, Text, Whole


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


def merged_layout(
    fields: Iterable[FieldInfoBase], published: Iterable[UserDefinedFieldInfo]
) -> tuple[UserDefinedFieldInfo, ...]:
    """Returns all fields to show: the published ones in their order, then the others, without hidden ones.

    A field that only one endpoint names is shown, since the other one may have failed.
    """
    named = sorted((field for field in fields if field.field_name), key=lambda field: field.rank or 0)
    hidden = {field.field_name for field in named if field.hide_field}
    known = sorted(published, key=lambda info: (info.tab_order or 0, info.page1_line_no or 0))
    keys = {info.key for info in known}
    extra = (_from_field_info(field) for field in named if field.field_name not in keys)
    shown = (info for info in (*known, *extra) if info.key not in hidden)
    return tuple(info.with_changes(tab_order=order) for order, info in enumerate(shown, start=1))


def _from_field_info(field: FieldInfoBase) -> UserDefinedFieldInfo:
    return UserDefinedFieldInfo(
        prog_id=field.field_name,
        field_label=field.display_name,
        field_type=field.field_type,
        tooltip=field.description,
        is_mandatory=field.is_mandatory,
        is_read_only=field.is_read_only,
    )
