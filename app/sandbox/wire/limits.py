"""The maximum length of each text: the usable lengths of the vendor's database columns.

Source: https://docs.superoffice.com/en/database/tables (contact, person, address, phone, email, url, text,
company_domain); they match FieldLength in real answers.
"""

from typing import Any

from app.sandbox.errors import refused
from app.sandbox.wire.carriers import CARRIERS

_STREET = {
    "Address1": 79,
    "Address2": 79,
    "Address3": 79,
    "City": 79,
    "County": 29,
    "State": 5,
    "Zipcode": 11,
}
_EMAIL = {"Value": 239, "Description": 254}
_PHONE = {"Value": 239, "Description": 99}
_URL = {"Value": 1023, "Description": 254}

LENGTHS: dict[str, dict[str, int]] = {
    "ContactEntity": {
        "Name": 219,
        "Department": 219,
        "OrgNr": 49,
        "Number1": 49,
        "Number2": 49,
        "Description": 2047,
        "DbiKey": 255,
        "Kananame": 219,
        "Domains": 255,
    },
    "PersonEntity": {
        "Firstname": 99,
        "MiddleName": 99,
        "Lastname": 99,
        "Mrmrs": 239,
        "Title": 239,
        "Salutation": 239,
        "PersonNumber": 49,
        "Description": 2047,
        "DbiKey": 255,
        "Kanafname": 99,
        "Kanalname": 99,
        "Post1": 99,
        "Post2": 99,
        "Post3": 99,
    },
    "StructuredAddress": _STREET,
    "Emails": _EMAIL,
    "ChatEmails": _EMAIL,
    "Urls": _URL,
}
_USHORT = 65535


def _limits_of(name: str, kind: str) -> dict[str, int]:
    if kind == "[EntityElement]":
        return LENGTHS.get(name, _PHONE)
    return LENGTHS.get(kind.strip("[]"), {})


def length_problems(carrier: str, values: dict[str, Any]) -> dict[str, str]:
    """Returns messages by path for texts longer than their columns."""
    return dict(_walk(carrier, values, LENGTHS.get(carrier, {}), ""))


def _walk(carrier: str, values: dict[str, Any], limits: dict[str, int], path: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in values.items():
        kind, where = CARRIERS[carrier][name], f"{path}{name}"
        inner = kind.strip("[]")
        for index, each in enumerate(value if isinstance(value, list) else [value]):
            item_path = f"{where}[{index}]" if isinstance(value, list) else where
            if isinstance(each, str) and len(each) > limits.get(name, len(each)):
                found.append((item_path, f"the text has {len(each)} characters, {limits[name]} are allowed."))
            elif inner in CARRIERS and isinstance(each, dict):
                found += _walk(inner, each, _limits_of(name, kind), item_path + ".")
    return found


def check_lengths(carrier: str, values: dict[str, Any]) -> None:
    """Raises ServerError (400) for the first text that is too long, or for a source out of range."""
    for field, message in length_problems(carrier, values).items():
        raise refused(field, message)
    if not 0 <= values.get("Source", 0) <= _USHORT:
        raise refused("Source", f"the number must be between 0 and {_USHORT}.")
