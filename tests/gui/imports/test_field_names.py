"""The fields to which a column can go have names."""

from app.recognition.values.headings import known_fields
from app.ui.imports.field_names import FIELD_NAMES, name_of_value


def test_every_field_that_a_heading_can_name_is_offered() -> None:
    # Mails and phones are offered by whose they are.
    assert {*known_fields()} - {"Email", "Phone"} <= FIELD_NAMES.keys()
    names = list(FIELD_NAMES.values())
    assert len(set(names)) == len(names)
    assert not any("&" in name for name in names)


def test_values_are_named_by_their_paths() -> None:
    assert name_of_value("Name") == "Company name"
    assert name_of_value("Address.Street.Zipcode") == "Postcode"
    assert name_of_value("Address.Postal.City") == "Postal address: city"
    assert name_of_value("Persons[0].Title") == "Title"
    assert name_of_value("Phones[0].Value") == "Phone"
