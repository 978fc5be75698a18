"""Keys of the server's messages lead to the form's own paths, wherever they come from."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model.carriers.contact import ContactEntity
from app.model.carriers.wire import declared_properties
from app.model.entry import FieldMessage
from app.model.form.server_paths import company_problems, form_path, person_path, person_problems

PATHS = {
    # As the Swagger file spells them
    "Name": "Name",
    "OrgNr": "OrgNr",
    "Emails": "Emails",
    "Emails[1].Value": "Emails[1].Value",
    "Emails[0].Description": "Emails[0].Description",
    "Address.Street.City": "Address.Street.City",
    "Domains[1]": "Domains[1]",
    "SupportPerson.PersonId": "SupportPerson",
    # With the name of the parameter, as ASP.NET tells them
    "newEntity.Name": "Name",
    "NewEntity.name": "Name",
    "newEntity.Emails[0].Value": "Emails[0].Value",
    "newEntity.CustomFields.SuperOffice:4": "CustomFields.SuperOffice:4",
    "newEntity.persons[0].lastname": "Persons[0].Lastname",
    "newEntity": "",
    "newEntity.": "",
    "$.orgNr": "OrgNr",
    # In other capitals
    "name": "Name",
    "ORGNR": "OrgNr",
    "emails": "Emails",
    "emails[0].value": "Emails[0].Value",
    "Emails[1].value": "Emails[1].Value",
    "address.street.city": "Address.Street.City",
    "Address.Street.ZipCode": "Address.Street.Zipcode",
    # A row without its property, and a property deeper than the form goes
    "Emails[0]": "Emails[0].Value",
    "urls[2]": "Urls[2].Value",
    "Category.Id": "Category",
    "category.id": "Category",
    "Country.CountryId": "Country",
    "Name.Length": "Name",
    "Name[0]": "Name",
    "Interests[3].Selected": "Interests[3]",
    # People inside the company, light ones and those with more
    "Persons": "Persons",
    "Persons[0]": "Persons[0]",
    "persons[0].lastname": "Persons[0].Lastname",
    "Persons[1].email": "Persons[1].Email",
    "Persons[12].Emails[0].Value": "Persons[12].Email",
    "Persons[1].officePhones[1]": "Persons[1].OfficePhones[1].Value",
    "Persons[1].userDefinedFields.SuperOffice:1": "Persons[1].CustomFields.SuperOffice:1",
    "Persons[1].somethingNew": "Persons[1]",
    # Custom fields by all their names; their own keys stay as they are
    "CustomFields.SuperOffice:4": "CustomFields.SuperOffice:4",
    "customFields.SuperOffice:4": "CustomFields.SuperOffice:4",
    "UserDefinedFields.x_a": "CustomFields.x_a",
    "UserDefinedFields[SuperOffice:4]": "CustomFields.SuperOffice:4",
    "extrafields['x_Vip']": "CustomFields.x_Vip",
    "CustomFields": "",
    "ExtraFields": "",
    # Nothing that the form has
    "SomethingNew": "",
    "somethingNew.Name": "",
    "Address.Moon": "",
    "Emails[0].Colour": "",
    "[0]": "",
    ".": "",
    "§$%": "",
    "": "",
}


@pytest.mark.parametrize(("key", "path"), PATHS.items())
def test_a_key_leads_to_a_path_of_the_form(key: str, path: str) -> None:
    assert form_path(key) == path
    assert company_problems({key: "No."}) == (FieldMessage(path, "No."),)


@pytest.mark.long
@settings(deadline=None)
@given(st.sampled_from([key for key in PATHS if "Fields" not in key and "fields" not in key]), st.data())
def test_capitals_do_not_matter(key: str, data: st.DataObject) -> None:
    mixed = "".join(data.draw(st.sampled_from([letter.upper(), letter.lower()])) for letter in key)
    assert form_path(mixed) == PATHS[key]


@pytest.mark.parametrize("name", [field.wire_name for field in declared_properties(ContactEntity).values()])
def test_every_property_of_a_company_keeps_its_spelling(name: str) -> None:
    assert form_path(name.swapcase()) in (name, "")


@settings(deadline=None)
@given(st.text(max_size=30))
def test_no_key_is_too_odd(key: str) -> None:
    assert form_path(key) == form_path(f"newEntity.{key.strip()}")


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("lastname", "Persons[2].Lastname"),
        ("newEntity.Emails[0].Value", "Persons[2].Email"),
        ("Emails[0].Value", "Persons[2].Email"),
        ("Emails[0]", "Persons[2].Email"),
        ("OfficePhones", "Persons[2].DirectPhone"),
        ("MobilePhones[1].Value", "Persons[2].MobilePhones[1].Value"),
        ("Urls[0].Value", "Persons[2].Urls[0].Value"),
        ("Country.CountryId", "Persons[2].Country"),
        ("Position.Id", "Persons[2].Position"),
        ("Address.Street.City", "Persons[2].Address.Street.City"),
        ("CustomFields.SuperOffice:2", "Persons[2].CustomFields.SuperOffice:2"),
        ("Nonsense", "Persons[2]"),
        ("", "Persons[2]"),
    ],
)
def test_a_key_of_a_person_leads_to_that_person_of_the_form(key: str, path: str) -> None:
    assert person_path(2, key) == path
    assert person_problems(2, {key: "No."}) == (FieldMessage(path, "No."),)
