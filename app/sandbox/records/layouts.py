"""Descriptions of the custom fields, for the endpoints UdefLayout/Published and CustomField.

Source: Swagger, definitions UserDefinedFieldInfo and FieldInfoBase; table and column ids as in the vendor's
own collection of requests.
"""

from typing import Any

from app.sandbox.data.custom_fields import Field
from app.sandbox.records.custom_fields import FIELDS
from app.sandbox.wire.carriers import make

_LINE = 17  # pixels
_LIST_TABLES = {"business": 61}
_USER_LISTS = 136
_COLUMN_PREFIX = {"ShortText": "s", "LongText": "s", "UnlimitedDate": "s", "Decimal": "f"}


def published_fields(owner: str) -> list[dict[str, Any]]:
    """Returns UserDefinedFieldInfo carriers, not in tab order: the server is not documented to sort them."""
    return [_user_defined_field(owner, field) for field in reversed(FIELDS[owner]) if field.layout]


def _user_defined_field(owner: str, field: Field) -> dict[str, Any]:
    own_list = field.list_name.removeprefix("udlist") if field.list_name.startswith("udlist") else "0"
    positions = {
        "FieldHeight": _LINE,
        "FieldLeft": 102,
        "FieldWidth": 100,
        "LabelHeight": _LINE,
        "LabelWidth": 100,
    }
    top = {"FieldTop": field.identity * _LINE, "LabelTop": field.identity * _LINE}
    made = make(
        "UserDefinedFieldInfo",
        UDefFieldId=90 + field.identity,
        ColumnId=9000 + field.identity,
        FieldDefault=field.default,
        FieldLabel=field.label,
        FieldType=field.layout,
        ListTableId=_LIST_TABLES.get(field.list_name, _USER_LISTS) if field.list_name else 0,
        IsMandatory=field.mandatory,
        Type=owner.capitalize(),
        ProgId=field.prog_id,
        IsReadOnly=field.read_only,
        TabOrder=field.identity,
        TextLength=field.length,
        Tooltip=field.tooltip,
        UdefIdentity=field.identity,
        UDListDefinitionId=int(own_list),
        Justification="Left",
        Version=1,
        TemplateVariableName=_variable(owner, field),
        HasBeenPublished=True,
        MdoListName=field.list_name or None,
    )
    return made | positions | top


def _variable(owner: str, field: Field) -> str:
    return f"{owner[0]}{_COLUMN_PREFIX.get(field.layout, 'l')}{field.identity:02d}"


def all_fields(owner: str) -> list[dict[str, Any]]:
    """Returns FieldInfoBase carriers of user-defined and extra fields."""
    return [
        make(
            "FieldInfoBase",
            FieldType=field.kind,
            FieldName=field.key,
            DisplayName=field.label,
            Description=field.tooltip,
            HideField=field.hidden,
            IsMandatory=field.mandatory,
            IsReadOnly=field.read_only,
            Rank=rank,
            TemplateVariableName=_variable(owner, field) if field.layout else None,
        )
        for rank, field in enumerate(FIELDS[owner], 1)
    ]
