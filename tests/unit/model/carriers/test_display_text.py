"""How values of carriers are shown to people."""

import pytest

from app.model.carriers.common import Address, Phone, SavedUtmParameters, StructuredAddress
from app.model.carriers.display_text import display_text
from app.model.carriers.lists import Associate, Category, Country, SelectableMDOListItem
from app.model.carriers.rights import TableRight
from app.model.carriers.wire import NO_DATE, DateTimeText

INTERESTS = SelectableMDOListItem(
    id=1,
    name="Fairs",
    child_items=(
        SelectableMDOListItem(id=2, name="Spring", selected=True),
        SelectableMDOListItem(id=3, name="Autumn", full_name="Fairs/Autumn", selected=True),
        SelectableMDOListItem(id=4, name="Winter"),
    ),
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "Yes"),
        (False, ""),
        (0, ""),
        (7, "7"),
        ("  Fjell AS ", "Fjell AS"),
        (DateTimeText("2026-11-24T23:30:00Z"), "2026-11-24"),
        (NO_DATE, ""),
        (("fjell.no", None, "", "fjell.com"), "fjell.no\nfjell.com"),
        (
            {"Self": "https://crm.example.com/api/v1/Contact/23", "Archive": None},
            "https://crm.example.com/api/v1/Contact/23",
        ),
        (Associate(associate_id=5, name="IS", full_name="Ingrid Solberg"), "Ingrid Solberg"),
        (Associate(associate_id=5, name="IS"), "IS"),
        (Category(id=2, value="Customer"), "Customer"),
        (Country(country_id=578, name="Norway"), "Norway"),
        (Category(id=2), ""),
        (TableRight(mask="Select, Update"), "Select, Update"),
        (TableRight(mask="select,DELETE, Unheard,"), "Select, Delete, Unheard"),
        (TableRight(), ""),
        (TableRight(mask=3), "3"),
        (Phone(value="22 11 00 00", description="Switchboard"), "22 11 00 00 · Switchboard"),
        (INTERESTS, "Spring\nFairs/Autumn"),
    ],
)
def test_a_value_is_one_text(value: object, text: str) -> None:
    assert display_text(value) == text


def test_an_address_is_its_lines() -> None:
    street = StructuredAddress(address1="Kaia 1", address2=" ", zipcode="0150", city="Oslo")
    address = Address(street=street, postal=StructuredAddress(address1="Postboks 7"))
    assert display_text(address) == "Kaia 1\n0150 Oslo\nPostboks 7"
    assert display_text(address, ", ") == "Kaia 1, 0150 Oslo, Postboks 7"


def test_utm_parameters_name_each_value() -> None:
    utm = SavedUtmParameters(source="newsletter", campaign="autumn", medium="")
    assert display_text(utm, ", ") == "Source: newsletter, Campaign: autumn"
