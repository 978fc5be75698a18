"""Lists what was saved of a company, and what the server added: shown to the user, never edited."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.model.carriers.contact import ContactEntityWithLinks
from app.model.carriers.display_text import display_text
from app.model.carriers.reading import Misshapen, read_as
from app.model.carriers.wire import DateTimeText, declared_properties
from app.model.form.fields import CONTACT_FIELDS, Field, Rows
from app.model.text_normalization import capitalized
from app.translation import _

_LABELS = {
    "ContactId": _("Id in SuperOffice"),
    "CreatedDate": _("Registered"),
    "CreatedBy": _("Registered by"),
    "UpdatedDate": _("Updated"),
    "UpdatedBy": _("Updated by"),
    "GroupId": _("Group of the owner"),
    "ActiveInterests": _("Interests set"),
    "ActiveErpLinks": _("ERP links"),
    "ActiveStatusMonitorId": _("Status monitor"),
    "BounceEmails": _("E-mails that bounced"),
    "UtmParameters": _("Where it came from (UTM)"),
    "TableRight": _("Your rights"),
    "_Links": _("Addresses in the WebAPI"),
}
# The server may have changed these: it assigns numbers and may capitalise names.
_AS_SAVED = ("Name", "Department", "Number2", "Number1")
_OURS = ("DbiKey",)  # usually our token
_NOT_FOR_PEOPLE = {"FieldProperties"}
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")


Fact = tuple[str, str | datetime]
"""Label and value; a moment is zone-aware and left to the window to format."""


def facts_in_answer(answer: Mapping[str, Any]) -> tuple[Fact, ...]:
    """Returns what was saved, in the order of the form, then what the server added, in that of its page."""
    entity = _readable(answer)
    names = {field.path: field.name for field in CONTACT_FIELDS}
    facts: list[tuple[str, str | datetime | None]] = [
        (names[path], display_text(answer.get(path))) for path in _AS_SAVED
    ]
    typed = declared_properties(type(entity)).values()
    by_path = {one.wire_name: getattr(entity, one.name) for one in typed if not one.is_read_only}
    facts += [
        (_name(field), _shown(by_path.get(field.path)))
        for field in CONTACT_FIELDS
        if field.path not in (*_AS_SAVED, *_OURS)
    ]
    facts.append((_("Contacts"), _shown(entity.persons)))
    facts += [
        (_label(one.wire_name), _shown(getattr(entity, one.name)))
        for one in declared_properties(type(entity)).values()
        if one.is_read_only and one.wire_name not in _NOT_FOR_PEOPLE
    ]
    return tuple((label, value) for label, value in facts if value)


def _readable(answer: Mapping[str, Any]) -> ContactEntityWithLinks:
    """Reads the answer without those of its properties that are not what they should be."""
    try:
        return read_as(ContactEntityWithLinks, dict(answer))
    except Misshapen as error:
        unreadable = {str(misfit.location[0]) for misfit in error.misfits}
    left = {name: value for name, value in answer.items() if name not in unreadable}
    return read_as(ContactEntityWithLinks, left)


def _shown(value: object) -> str | datetime | None:
    return value.moment if isinstance(value, DateTimeText) else display_text(value, ", ")


def _name(field: Field | Rows) -> str:
    return field.label if isinstance(field, Rows) else field.name


def _label(wire_name: str) -> str:
    return _LABELS.get(wire_name) or capitalized(_WORDS.sub(" ", wire_name).lower())
