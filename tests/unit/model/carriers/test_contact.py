from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from app.model.carriers import common as shared
from app.model.carriers import contact, lists, person, principal, rights
from app.model.carriers.contact import ContactEntity, ContactEntityWithLinks
from app.model.carriers.wire import Carrier, limit_of
from tests.helpers.data.carriers import entities
from tests.helpers.data.vendor import needs_reference, sample, swagger

_SERVICES = "SuperOffice.CRM.Services."
_SECURITY = "SuperOffice.CRM.Security."

CARRIERS: list[tuple[type[Carrier], str, str]] = [
    (contact.ContactEntity, "Contact", _SERVICES + "ContactEntity"),
    (
        contact.ContactEntityWithLinks,
        "Contact",
        "SuperOffice.WebApi.v1.Carriers.ContactCarriers.ContactEntityWithLinks",
    ),
    (shared.EntityElement, "Contact", _SERVICES + "EntityElement"),
    (shared.Address, "Contact", _SERVICES + "Address"),
    (shared.StructuredAddress, "Contact", _SERVICES + "StructuredAddress"),
    (shared.LocalizedField, "Contact", _SERVICES + "LocalizedField"),
    (shared.SavedUtmParameters, "Contact", _SERVICES + "SavedUtmParameters"),
    (shared.Contact, "Contact", _SERVICES + "Contact"),
    (lists.Associate, "Contact", _SERVICES + "Associate"),
    (lists.Business, "Contact", _SERVICES + "Business"),
    (lists.Category, "Contact", _SERVICES + "Category"),
    (lists.Country, "Contact", _SERVICES + "Country"),
    (lists.TicketPriority, "Contact", _SERVICES + "TicketPriority"),
    (lists.CustomerLanguage, "Contact", _SERVICES + "CustomerLanguage"),
    (lists.SelectableMDOListItem, "Contact", _SERVICES + "SelectableMDOListItem"),
    (lists.DuplicateEntry, "Contact", _SERVICES + "DuplicateEntry"),
    (lists.UserDefinedFieldInfo, "Contact", _SERVICES + "UserDefinedFieldInfo"),
    (lists.MDOListItem, "MDOList", _SERVICES + "MDOListItem"),
    (person.Person, "Contact", _SERVICES + "Person"),
    (person.PersonEntity, "Person", _SERVICES + "PersonEntity"),
    (
        person.PersonEntityWithLinks,
        "Person",
        "SuperOffice.WebApi.v1.Carriers.PersonCarriers.PersonEntityWithLinks",
    ),
    (person.UserInfo, "Person", _SERVICES + "UserInfo"),
    (person.ConsentInfo, "Person", _SERVICES + "ConsentInfo"),
    (lists.Position, "Person", _SERVICES + "Position"),
    (rights.TableRight, "Contact", _SECURITY + "TableRight"),
    (rights.FieldRight, "Contact", _SECURITY + "FieldRight"),
    (rights.FieldProperty, "Contact", _SECURITY + "FieldProperty"),
]


def there_and_back(carrier: type[Carrier], wire: dict[str, Any]) -> dict[str, Any]:
    return carrier.model_validate(wire).to_json_object()


@needs_reference
@pytest.mark.parametrize(("carrier", "file", "definition"), CARRIERS)
def test_carrier_has_the_properties_of_its_definition(
    carrier: type[Carrier], file: str, definition: str
) -> None:
    documented = set(swagger(file)["definitions"][definition].get("properties", {}))
    assert {field.alias for field in carrier.model_fields.values()} == documented


@needs_reference
@pytest.mark.parametrize(("carrier", "file", "definition"), CARRIERS)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_random_entities_come_back_equal(
    carrier: type[Carrier], file: str, definition: str, data: st.DataObject
) -> None:
    wire = data.draw(entities(file, definition))
    assert there_and_back(carrier, wire) == wire


@needs_reference
@pytest.mark.parametrize(
    ("heading", "carrier"), [("Sample request", ContactEntity), ("Sample response", ContactEntityWithLinks)]
)
def test_reference_page_samples_come_back_equal(heading: str, carrier: type[Carrier]) -> None:
    wire = sample(heading)
    back = there_and_back(carrier, wire)
    for name, value in wire.items():
        assert back[name] == value, name
    assert back == wire


@needs_reference
def test_principal_names_only_documented_properties() -> None:
    documented = swagger("User")["definitions"][_SERVICES + "SoPrincipalCarrier"]["properties"]
    assert {field.alias for field in principal.Principal.model_fields.values()} <= set(documented)


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
    with pytest.raises(ValidationError):
        ContactEntity.model_validate(wire)


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
