import pytest

from app.model.carriers.common import Address
from app.model.carriers.reading import read_as
from app.model.form.address_layout import AddressField, AddressLayout, default_layout, home_layout, layout_of


def names(layout: AddressLayout, part: str) -> list[list[str]]:
    lines = [[field.name for field in line if field.part == part] for line in layout]
    return [line for line in lines if line]


def localized(*lines: list[tuple[str, str]]) -> Address:
    shaped = [[{"Name": name, "Label": label} for name, label in line] for line in lines]
    return read_as(Address, {"LocalizedAddress": shaped})


def test_the_servers_lines_are_taken_with_its_labels() -> None:
    layout = layout_of(
        localized([("StreetAddress1", "Gateadresse:")], [("StreetZipcode", ""), ("StreetCity", "Sted")])
    )
    assert [[(field.name, field.label) for field in line] for line in layout] == [
        [("Address1", "Gateadresse")],
        [("Zipcode", "Postcode"), ("City", "Sted")],
    ]
    assert layout[0][0].path == "Address.Street.Address1"


def test_what_no_input_is_for_and_what_is_no_label_is_left_out() -> None:
    layout = layout_of(localized([("StreetMoon", "Moon")], [("PostalCity", "[SR_CITY]"), ("Wgs84", "")]))
    assert layout == ((AddressField("Postal", "City", "City"),),)
    assert layout_of(Address()) == ()


@pytest.mark.parametrize(
    ("region", "lines"),
    [
        ("NO", [["Address1"], ["Zipcode", "City"]]),
        ("GB", [["Address1"], ["City"], ["Zipcode"]]),
        ("US", [["Address1"], ["City", "State", "Zipcode"]]),
        ("", [["Address1"], ["Zipcode", "City"]]),
        ("XX", [["Address1"], ["Zipcode", "City"]]),
    ],
)
def test_a_library_knows_the_layout_of_countries(region: str, lines: list[list[str]]) -> None:
    layout = default_layout(region)
    assert names(layout, "Street") == names(layout, "Postal") == lines


def test_people_live_at_addresses_of_the_companys_country() -> None:
    assert names(home_layout(default_layout("US")), "Street") == [["Address1"], ["City", "State", "Zipcode"]]
    postal_only = layout_of(localized([("PostalAddress1", "Box")], [("PostalCity", "")]))
    assert names(home_layout(postal_only), "Street") == [["Address1"], ["City"]]


def test_what_is_filled_at_home_is_shown_in_any_case() -> None:
    layout = home_layout(default_layout("NO"), filled=("County", "City"))
    assert names(layout, "Street") == [["Address1"], ["Zipcode", "City"], ["County"]]


def test_an_input_has_a_name_of_its_own_and_the_limit_of_its_column() -> None:
    field = AddressField("Street", "Zipcode", "Postcode/City")
    assert (field.accessible_label, field.limit) == ("Postcode", 11)


def test_a_property_has_one_input_however_often_a_server_names_it() -> None:
    line = [
        {"Name": "StreetCity", "Label": "City" * 1_000_000},
        {"Name": "StreetZipcode", "Label": "\u202eZip\x00"},
    ]
    layout = layout_of(read_as(Address, {"LocalizedAddress": [line] * 100}))
    ((city, zipcode),) = layout
    assert (city.path, zipcode.path) == ("Address.Street.City", "Address.Street.Zipcode")
    assert len(city.label) == 60
    assert zipcode.label == "�Zip�"
