import pytest

from app.model.form.field_names import has_editor, name_in_person, tab_and_full_name, tab_and_name
from app.model.form.fields import Tab


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("Name", (Tab.HEADER, "Company name")),
        ("OrgNr", (Tab.CONTACT, "VAT No.")),
        ("Emails[0].Value", (Tab.CONTACT, "E-mail")),
        ("Emails[0].Description", (Tab.COMMUNICATION, "E-mail 1")),
        ("Faxes", (Tab.CONTACT, "Fax")),
        ("Emails[1].Value", (Tab.COMMUNICATION, "E-mail 2")),
        ("Persons[0].Email", (Tab.PERSONS, "Person 1, E-mail")),
        ("Persons[2].MobilePhones[1].Value", (Tab.PERSONS, "Person 3, Mobile 2")),
        ("Persons[2].CustomFields.SuperOffice:4", (Tab.PERSONS, "Person 3, SuperOffice:4")),
        ("Persons[2].Nonsense", (Tab.PERSONS, "Person 3")),
        ("CustomFields.SuperOffice:4", (Tab.CUSTOM_FIELDS, "SuperOffice:4")),
        ("Kananame", (Tab.MORE, "Name in kana")),
        ("NextSteps[0].Person", (Tab.HEADER, "Next step")),
        ("UtmParameters", (Tab.HEADER, "UtmParameters")),
    ],
)
def test_a_path_has_a_page_and_a_name(path: str, expected: tuple[Tab, str]) -> None:
    assert tab_and_name(path) == expected


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("Address", "Address"),
        ("Address.Street.City", "Visiting address, City"),
        ("Address.Postal.Zipcode", "Postal address, Postcode"),
        ("Address.Street.Address1", "Visiting address, Address"),
        ("Address.Street.Nonsense", "Address"),
        ("Persons[0].Address.Street.City", "Person 1, City"),
        ("Emails[1].Value", "E-mail 2"),
    ],
)
def test_of_an_address_is_also_told_which_and_what_of_it(path: str, name: str) -> None:
    assert tab_and_full_name(path) == (tab_and_name(path)[0], name)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("Firstname", "First name"),
        ("Email", "E-mail"),
        ("Emails[1].Value", "E-mail 2"),
        ("Emails[0].Description", "E-mail"),
        ("OfficePhones[2].Value", "Direct phone 3"),
        ("Urls[0].Value", "Website"),
        ("Address.Street.City", "City"),
        ("CustomFields.SuperOffice:4", "SuperOffice:4"),
        ("Nonsense", ""),
        ("", ""),
    ],
)
def test_a_path_of_a_person_has_a_name(path: str, name: str) -> None:
    assert name_in_person(path) == name


@pytest.mark.parametrize(
    "path", ["Name", "Emails[1].Value", "Address.Street.City", "Persons[0]", "CustomFields.x_a"]
)
def test_what_the_window_edits_has_an_editor(path: str) -> None:
    assert has_editor(path)


@pytest.mark.parametrize("path", ["UtmParameters.Source", "SupportPerson", "Nonsense", ""])
def test_what_it_does_not_edit_has_none(path: str) -> None:
    assert not has_editor(path)
