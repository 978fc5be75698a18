"""Addresses in two forms: structured (Street, Postal) and localized (lines of fields by country layout).

A body may change either; the localized form wins over the structured one. Sources:
https://docs.superoffice.com/en/api/localization/address for the fields and their names,
https://docs.superoffice.com/en/company/learn/address-formats for the lines of each layout.
"""

from typing import Any

from app.sandbox.data.countries import BY_NUMBER
from app.sandbox.wire.carriers import CARRIERS, make
from app.sandbox.wire.limits import LENGTHS

PARTS = {"Street": "ContactStreetAddress", "Postal": "ContactPostalAddress"}

_POST = "PostalAddress1 | PostalZipcode PostalCity"
_BOTH = f"StreetAddress1 | StreetZipcode StreetCity | {_POST}"
_LONG = f"StreetAddress1 | StreetAddress2 | StreetZipcode StreetCity | {_POST}"
_LAYOUTS = {
    1: _BOTH,
    2: "PostalAddress1 | PostalAddress2 | PostalCity | PostalState PostalZipcode",
    3: "PostalAddress1 | PostalAddress2 | PostalAddress3 | PostalCity | PostalCounty PostalZipcode",
    4: _BOTH,
    5: "PostalAddress1 | PostalAddress2 | PostalCity | PostalState PostalZipcode",
    6: "PostalAddress1 | PostalAddress2 | PostalCity PostalZipcode",
    7: "PostalAddress1 | PostalAddress2 | PostalAddress3 | PostalZipcode PostalCity",
    8: "PostalAddress1 | PostalAddress2 | PostalAddress3 | PostalZipcode PostalCity | PostalCounty",
    9: _BOTH,
    10: "PostalAddress1 | PostalAddress2 | PostalAddress3 | PostalCity",
    11: "StreetAddress1 | StreetZipcode StreetCity",
    12: _LONG,
    13: "PostalAddress1 | PostalAddress2 | PostalCity | PostalState PostalZipcode",
    14: _BOTH,
    15: _LONG,
    16: f"StreetAddress1 | StreetCity | StreetState StreetZipcode | {_POST}",
}
_FIELDS = ("Address1", "Address2", "Address3", "City", "County", "State", "Zipcode")
_LABELS = {"Zipcode City": "PCODECITY", "City Zipcode": "CITYPCODE", "County Zipcode": "COUNTYPCODE"}
# Real answers have other lengths than the columns (80 for 79, 12 for 11); so does the sandbox.
_REPORTED_LENGTH = {"County": 29, "State": 5, "Zipcode": 12}

StoredAddress = dict[str, Any]


def empty_address() -> StoredAddress:
    """Returns an empty stored address: the texts of Street and Postal, and the coordinates."""
    nothing = dict.fromkeys(_FIELDS, "")
    return {
        "Street": dict(nothing),
        "Postal": dict(nothing),
        "Wgs84Latitude": 0.0,
        "Wgs84Longitude": 0.0,
    }


def merge(kept: StoredAddress, body: StoredAddress) -> StoredAddress:
    """Returns a stored address with the values of a posted Address."""
    merged: StoredAddress = {part: dict(kept[part]) for part in PARTS}
    for name in ("Wgs84Latitude", "Wgs84Longitude"):
        merged[name] = body.get(name, kept[name])
    for part in PARTS:
        merged[part].update({k: v for k, v in body.get(part, {}).items() if k in _FIELDS})
    for line in body.get("LocalizedAddress", []):
        for field in line:
            part, name = _split(field.get("Name", ""))
            if name in _FIELDS and field.get("Value", "") != kept[part][name]:
                merged[part][name] = field.get("Value", "")
    return merged


def _split(name: str) -> tuple[str, str]:
    """Splits ``PostalCity`` into Postal and City; a person's fields have no prefix and belong to Street."""
    part = name[:6] if name[:6] in PARTS else "Street"
    return part, name.removeprefix(part)


def of_company(kept: StoredAddress, country: int) -> dict[str, Any]:
    """Builds the Address carrier of a company in that country."""
    lines = [
        [_localized(field, *_split(field), label, kept) for field, label in zip(line, labels, strict=True)]
        for line, labels in _lines(BY_NUMBER[country].layout)
    ]
    return _address(kept, lines) | {part: _structured(kept, part, kind) for part, kind in PARTS.items()}


def of_person(kept: StoredAddress, country: int) -> dict[str, Any]:
    """Builds the Address carrier of a person: without Postal, with names without prefix."""
    all_lines = _lines(BY_NUMBER[country].layout)
    prefix = all_lines[-1][0][0][:6]
    lines: list[list[dict[str, Any]]] = []
    for line, labels in all_lines:
        if line[0].startswith(prefix):
            names = [field.removeprefix(prefix) for field in line]
            fields = zip(names, labels, strict=True)
            lines.append([_localized(name, "Street", name, label, kept) for name, label in fields])
    for field in (field for line in lines for field in line):
        field["AddressType"] = "PersonPrivateAddress"
    street = _structured(kept, "Street", "PersonPrivateAddress")
    return _address(kept, lines) | {"Street": street, "Postal": None}


def _address(kept: StoredAddress, lines: list[list[dict[str, Any]]]) -> dict[str, Any]:
    # A person's lines show Street, so Street comes first.
    formatted = _formatted(kept["Street"]) or _formatted(kept["Postal"])
    return make(
        "Address",
        Wgs84Latitude=kept["Wgs84Latitude"],
        Wgs84Longitude=kept["Wgs84Longitude"],
        LocalizedAddress=lines,
        Formatted=formatted,
        TableRight={"Mask": "Select, Update, Insert, Delete", "Reason": ""},
        FieldProperties={
            name.lower(): {
                "FieldRight": {"Mask": "Update", "Reason": ""},
                "FieldType": "System.String",
                "FieldLength": LENGTHS["StructuredAddress"][name],
            }
            for name in _FIELDS
        },
    )


def _structured(kept: StoredAddress, part: str, kind: str) -> dict[str, Any]:
    values = {name: kept[part][name] for name in CARRIERS["StructuredAddress"] if name in _FIELDS}
    return make("StructuredAddress", AtypeIdx=kind, Formatted=_formatted(values), **values)


def _formatted(values: dict[str, str]) -> str:
    town = f"{values['Zipcode']} {values['City']}".strip()
    lines = [
        values["Address1"],
        values["Address2"],
        values["Address3"],
        town,
        values["County"],
        values["State"],
    ]
    return "\r\n".join(line for line in lines if line)


def _lines(layout: int) -> list[tuple[list[str], list[str]]]:
    text = _LAYOUTS[layout]
    lines = [line.split() for line in text.split("|")]
    mixed = "Street" in text and "Postal" in text
    return [(line, [_label(line, layout, mixed=mixed), ""][: len(line)]) for line in lines]


def _label(line: list[str], layout: int, *, mixed: bool) -> str:
    names = [_split(field)[1] for field in line]
    if names[-2:] == ["State", "Zipcode"]:
        return "SR_AL_STATEPCODE" if layout in {2, 16} else "SR_AL_PROVINCEPCODE"
    if mixed and names == ["Address1"]:
        post = "SR_AL_POBOX" if layout in {4, 12} else "SR_AL_POSTAL"
        return "SR_AL_VISITING" if line[0].startswith("Street") else post
    joined = " ".join(names)
    return f"SR_AL_{_LABELS.get(joined, joined.upper())}"


def _localized(name: str, part: str, column: str, label: str, kept: StoredAddress) -> dict[str, Any]:
    return make(
        "LocalizedField",
        Name=name,
        Value=kept[part][column],
        Label=label,
        ValueLength=_REPORTED_LENGTH.get(column, 80),
        AddressType=PARTS[part],
    )
