from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model.carriers import common as shared
from app.model.carriers import contact, lists, person, rights
from app.model.carriers.contact import ContactEntity, ContactEntityWithLinks
from app.model.carriers.reading import Misshapen, read_as
from app.model.carriers.wire import Carrier, declared_properties, limit_of
from tests.helpers.data.carriers import entities
from tests.helpers.data.vendor import properties_of, sample

CARRIERS: list[tuple[type[Carrier], str]] = [
    (contact.ContactEntity, "ContactEntity"),
    (contact.ContactEntityWithLinks, "ContactEntityWithLinks"),
    (shared.EntityElement, "EntityElement"),
    (shared.Address, "Address"),
    (shared.StructuredAddress, "StructuredAddress"),
    (shared.LocalizedField, "LocalizedField"),
    (shared.SavedUtmParameters, "SavedUtmParameters"),
    (shared.Contact, "Contact"),
    (lists.Associate, "Associate"),
    (lists.Business, "Business"),
    (lists.Category, "Category"),
    (lists.Country, "Country"),
    (lists.TicketPriority, "TicketPriority"),
    (lists.CustomerLanguage, "CustomerLanguage"),
    (lists.SelectableMDOListItem, "SelectableMDOListItem"),
    (lists.DuplicateEntry, "DuplicateEntry"),
    (lists.UserDefinedFieldInfo, "UserDefinedFieldInfo"),
    (lists.MDOListItem, "MDOListItem"),
    (person.Person, "Person"),
    (person.PersonEntity, "PersonEntity"),
    (person.PersonEntityWithLinks, "PersonEntityWithLinks"),
    (person.UserInfo, "UserInfo"),
    (person.ConsentInfo, "ConsentInfo"),
    (lists.Position, "Position"),
    (rights.TableRight, "TableRight"),
    (rights.FieldRight, "FieldRight"),
    (rights.FieldProperty, "FieldProperty"),
]


def there_and_back(carrier: type[Carrier], wire: dict[str, Any]) -> dict[str, Any]:
    return read_as(carrier, wire).to_json_object()


@pytest.mark.parametrize(("carrier", "definition"), CARRIERS)
def test_carrier_has_the_properties_of_its_definition(carrier: type[Carrier], definition: str) -> None:
    documented = set(properties_of(definition))
    assert {field.wire_name for field in declared_properties(carrier).values()} == documented


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize(("carrier", "definition"), CARRIERS)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_random_entities_come_back_equal(
    carrier: type[Carrier], definition: str, data: st.DataObject
) -> None:
    wire = data.draw(entities(definition))
    assert there_and_back(carrier, wire) == wire


@pytest.mark.parametrize(
    ("heading", "carrier"), [("Sample request", ContactEntity), ("Sample response", ContactEntityWithLinks)]
)
def test_reference_page_samples_come_back_equal(heading: str, carrier: type[Carrier]) -> None:
    wire = sample(heading)
    back = there_and_back(carrier, wire)
    for name, value in wire.items():
        assert back[name] == value, name
    assert back == wire


def test_unknown_properties_survive_at_every_depth() -> None:
    wire = {
        "Name": "Fjell AS",
        "FromANewerServer": {"Deep": [1]},
        "Emails": [{"Value": "post@fjell.no", "IsPrimary": True}],
    }
    assert there_and_back(ContactEntity, wire) == wire


def test_absent_stays_absent_and_null_stays_null() -> None:
    assert there_and_back(ContactEntity, {"Category": None}) == {"Category": None}


@pytest.mark.parametrize("wire", [{"ContactId": "5"}, {"Name": 5}, {"NoMailing": 1}, {"Emails": {}}])
def test_wrong_types_are_refused_not_converted(wire: dict[str, Any]) -> None:
    with pytest.raises(Misshapen):
        read_as(ContactEntity, wire)


@pytest.mark.parametrize(
    ("carrier", "name", "limit"),
    [
        (ContactEntity, "Name", 219),
        (ContactEntity, "OrgNr", 49),
        (ContactEntity, "Description", 2047),
        (ContactEntity, "DbiKey", 255),
        (shared.StructuredAddress, "Zipcode", 11),
        (shared.Url, "Value", 1023),
        (shared.Phone, "Description", 99),
        (person.Person, "Lastname", 99),
        (ContactEntity, "Country", None),
    ],
)
def test_lengths_are_those_of_the_columns(carrier: type[Carrier], name: str, limit: int | None) -> None:
    assert limit_of(carrier, name) == limit
