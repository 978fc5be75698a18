"""FieldProperties: the rights to each property, its .NET type and its length.

The keys follow a real PersonEntity: property names, dotted names for the address, ``UserDefinedFields.<key>``
and ``CustomFields.<key>``. No real dictionary of a company is public; here the prefixes StreetAddress and
PostalAddress distinguish its two addresses, as in the light Contact carrier. Lengths are as misleading as the
real ones: 4 for numbers and objects, 16 for dates, 2 for flags, 0 for arrays, -1 for custom fields.
"""

from collections.abc import Mapping
from typing import Any

from app.sandbox.records.custom_fields import FIELDS
from app.sandbox.wire.carriers import CARRIERS
from app.sandbox.wire.limits import LENGTHS

_TYPES = {
    "int": ("System.Int32", 4),
    "bool": ("System.Boolean", 2),
    "date": ("System.DateTime", 16),
    "double": ("System.Double", 8),
    "[EntityElement]": ("SuperOffice.CRM.Services.EntityElement[]", 0),
}
_SHORT = {"Source", "SentInfo", "ShowContactTickets"}
_MANDATORY = "Update, UIHintMandatory"
_ACCESS = "[SR_ACCESS_MANDATORY]"

_CONTACT_RIGHTS = {
    "Name": (_MANDATORY, "[SR_MANDATORY_FIELD_1281]"),
    "Category": (_MANDATORY, _ACCESS),
    "Business": (_MANDATORY, _ACCESS),
    "ActiveStatusMonitorId": ("Read", ""),
}
_PERSON_RIGHTS = {
    "Firstname": (_MANDATORY, _ACCESS),
    "Contact": (_MANDATORY, _ACCESS),
    "PersonNumber": (_MANDATORY, "[SR_MANDATORY_FIELD_1554]"),
    "Category": ("Read", "[SR_ACCESS_PERSONONCOMPANY]"),
    "Business": ("Read", "[SR_ACCESS_PERSONONCOMPANY]"),
    "Associate": ("Read", "[SR_ACCESS_PERSONONCOMPANY]"),
    "CorrespondingAssociate": ("None", ""),
    "ActiveStatusMonitorId": ("Read", ""),
}


def of_contact(masks: Mapping[str, str]) -> dict[str, Any]:
    """Builds the dictionary of a company; ``masks`` replaces rights by property name."""
    rights = _CONTACT_RIGHTS | {name: (mask, _reason(name, mask)) for name, mask in masks.items()}
    properties = _own("ContactEntity", rights)
    for prefix in ("PostalAddress", "StreetAddress"):
        properties |= _street(prefix, rights)
    return properties | _custom("contact", rights)


def of_person(masks: Mapping[str, str]) -> dict[str, Any]:
    """Builds the dictionary of a person; ``masks`` replaces rights by names that begin with ``Person.``."""
    prefix = "Person."
    ours = {name.removeprefix(prefix): mask for name, mask in masks.items() if name.startswith(prefix)}
    rights = _PERSON_RIGHTS | {name: (mask, "") for name, mask in ours.items()}
    properties = _own("PersonEntity", rights)
    return properties | _street("Address", {}) | _custom("person", {})


def _reason(name: str, mask: str) -> str:
    if "UIHintMandatory" not in mask:
        return ""
    return _CONTACT_RIGHTS.get(name, ("", _ACCESS))[1]


def _entry(right: tuple[str, str] | None, kind: str, length: int) -> dict[str, Any]:
    mask, reason = right or ("Update", "")
    return {"FieldRight": {"Mask": mask, "Reason": reason}, "FieldType": kind, "FieldLength": length}


def _own(carrier: str, rights: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    return {
        name: _entry(rights.get(name), *_type(carrier, name, kind))
        for name, kind in CARRIERS[carrier].items()
        if kind != "{}"
    }


def _type(carrier: str, name: str, kind: str) -> tuple[str, int]:
    if kind == "str":
        return "System.String", LENGTHS[carrier].get(name, 99)
    if name in _SHORT:
        return "System.Int16", 2
    if kind in CARRIERS and kind != "Address":
        return f"SuperOffice.CRM.Services.{kind}", 4
    return _TYPES.get(kind, ("", 0))


def _street(prefix: str, rights: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    return {
        f"{prefix}.{name}": _entry(rights.get(f"{prefix}.{name}"), "System.String", length)
        for name, length in LENGTHS["StructuredAddress"].items()
    }


def _custom(owner: str, rights: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for field in FIELDS[owner]:
        own_bag = "UserDefinedFields" if field.layout else "ExtraFields"
        right = (_MANDATORY, _ACCESS) if field.mandatory else None
        if field.read_only:
            right = ("Update, UIHintReadOnly", "")
        for bag in (own_bag, "CustomFields"):
            key = f"{bag}.{field.key}"
            properties[key] = _entry(rights.get(f"CustomFields.{field.key}", right), "System.String", -1)
    return properties
