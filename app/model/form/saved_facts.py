"""What the server says of a saved company beyond what was typed: shown, never edited."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import singledispatch
from typing import Any

from app.model.carriers.contact import ContactEntityWithLinks
from app.model.carriers.lists import Associate
from app.model.carriers.rights import TableRight
from app.model.carriers.wire import SERVER_SET, Carrier, DateTimeText
from app.model.form.fields import CONTACT_FIELDS

_LABELS = {
    "ContactId": "Id in SuperOffice",
    "CreatedDate": "Registered",
    "CreatedBy": "Registered by",
    "UpdatedDate": "Updated",
    "UpdatedBy": "Updated by",
    "GroupId": "Group of the owner",
    "ActiveInterests": "Interests set",
    "ActiveErpLinks": "ERP links",
    "ActiveStatusMonitorId": "Status monitor",
    "BounceEmails": "E-mails that bounced",
    "UtmParameters": "Where it came from (UTM)",
    "TableRight": "Your rights",
    "_Links": "Addresses in the WebAPI",
}
# As the server may have changed them: it gives numbers and may put capitals into names.
_AS_SAVED = ("Name", "Department", "Number2", "Number1")
_NOT_FOR_PEOPLE = {"FieldProperties"}
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")


def facts_of(answer: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Label and text of what the server filled in its answer, in the order of the reference page."""
    entity = ContactEntityWithLinks.model_validate(dict(answer))
    names = {field.path: field.name for field in CONTACT_FIELDS}
    facts = [(names[path], str(answer.get(path) or "")) for path in _AS_SAVED]
    for name, field in type(entity).model_fields.items():
        wire_name = field.alias or name
        if SERVER_SET in field.metadata and wire_name not in _NOT_FOR_PEOPLE:
            facts.append((_label(wire_name), _text(getattr(entity, name))))
    return tuple((label, text) for label, text in facts if text)


def _label(wire_name: str) -> str:
    return _LABELS.get(wire_name) or _WORDS.sub(" ", wire_name).capitalize()


@singledispatch
def _text(value: object) -> str:
    """One line for people; nothing where there is nothing."""
    return str(value) if value else ""


@_text.register
def _(value: DateTimeText) -> str:
    return value.moment.astimezone().strftime("%x %H:%M") if value.moment else ""


@_text.register
def _(value: Associate) -> str:
    return value.full_name or value.name or ""


@_text.register
def _(value: TableRight) -> str:
    return str(value.mask or "")


@_text.register
def _(value: Carrier) -> str:
    return ", ".join(f"{name}: {text}" for name, text in value.to_wire().items() if text)


@_text.register
def _(value: tuple) -> str:  # type: ignore[type-arg]  # a class to dispatch on has no arguments
    return ", ".join(str(item) for item in value)


@_text.register
def _(value: dict) -> str:  # type: ignore[type-arg]  # see above
    return ", ".join(str(item) for item in value.values() if item)
