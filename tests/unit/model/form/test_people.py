from typing import Any

import pytest

from app.model.carriers.common import Address
from app.model.carriers.lists import Country
from app.model.carriers.person import Person, PersonEntity
from app.model.carriers.reading import Misshapen, read_as
from app.model.form.people import (
    PersonName,
    as_entity,
    beyond_light,
    entity_part,
    has_dbi_key,
    has_position_by_name,
    is_light,
    light_person,
)

EVERYTHING: dict[str, Any] = {
    "Firstname": "Kari",
    "Lastname": "Nordmann",
    "Email": "a@a.no",
    "Emails": [{"Value": "a@a.no"}, {"Value": "b@b.no", "Description": "Home"}],
    "MobilePhone": "99",
    "Position": "CEO",
    "PositionId": 3,
    "Salutation": "Dr.",
    "BirthDate": "1980-12-24T00:00:00",
    "Address": {"Street": {"City": "Oslo"}, "LocalizedAddress": [[{"Name": "City", "Value": ""}]]},
    "UsePersonAddress": True,
    "Country": {"CountryId": 752},
    "Urls": [{"Value": "a.no"}],
    "NoMailing": True,
    "Retired": 1,
    "Interests": [{"Id": 1, "Selected": True}],
    "CustomFields": {"SuperOffice:1": "typed", "SuperOffice:3:DisplayText": "One"},
}


def person(**wire: Any) -> Person:
    return read_as(Person, wire)


@pytest.mark.parametrize(
    "extra",
    [
        {},
        {"NoMailing": False, "Salutation": "", "Interests": [], "Address": None},
        {"Emails": [{"Value": "a@a.no"}]},
        {"PositionId": 3},
        {"FromANewerServer": 1},
        {"EmailName": "K", "CountryId": 578, "Retired": 1, "UsePersonAddress": True},
    ],
)
def test_who_can_go_out_inside_a_company(extra: dict[str, Any]) -> None:
    assert is_light(person(Firstname="Kari", Email="a@a.no", **extra))


@pytest.mark.parametrize(
    "extra",
    [
        {"Salutation": "Dr."},
        {"NoMailing": True},
        {"BirthDate": "1980-12-24T00:00:00"},
        {"Country": {"CountryId": 578}},
        {"Emails": [{"Value": "b@b.no"}]},
        {"Emails": [{"Value": "a@a.no", "Description": "Home"}]},
        {"OfficePhones": [{"Value": "1"}, {"Value": "2"}]},
        {"CustomFields": {"x_a": "1"}},
    ],
)
def test_who_has_more_than_that(extra: dict[str, Any]) -> None:
    assert not is_light(person(Firstname="Kari", Email="a@a.no", **extra))
    assert beyond_light(person(Firstname="Kari", Email="a@a.no", **extra)) == extra


def test_what_the_form_alone_knows_does_not_go_out_inside_a_company() -> None:
    given = person(Firstname="Kari", Position="CEO", PositionId=3, NoMailing=False, FromANewerServer=1)
    assert light_person(given).to_create_body() == {
        "Firstname": "Kari",
        "Position": "CEO",
        "FromANewerServer": 1,
    }


def test_everything_becomes_an_entity() -> None:
    wire = as_entity(person(**EVERYTHING), 15, token="t").to_create_body()
    assert wire == {
        "Contact": {"ContactId": 15},
        "DbiKey": "t",
        "Firstname": "Kari",
        "Lastname": "Nordmann",
        "Emails": [{"Value": "a@a.no"}, {"Value": "b@b.no", "Description": "Home"}],
        "MobilePhones": [{"Value": "99"}],
        "Position": {"Id": 3},
        "Salutation": "Dr.",
        "BirthDate": "1980-12-24T00:00:00",
        "Address": {"Street": {"City": "Oslo"}},
        "UsePersonAddress": True,
        "Country": {"CountryId": 752},
        "Urls": [{"Value": "a.no"}],
        "NoMailing": True,
        "Retired": True,
        "Interests": [{"Id": 1, "Selected": True}],
        "CustomFields": {"SuperOffice:1": "typed"},
    }


def test_custom_fields_are_laid_over_the_servers() -> None:
    defaults = read_as(
        PersonEntity,
        {
            "UserDefinedFields": {"SuperOffice:1": "old", "SuperOffice:2": "[I:2]"},
            "ExtraFields": {"x_a": "old"},
            "CustomFields": {"SuperOffice:1": "old", "SuperOffice:1:org": "old"},
        },
    )
    given = person(Firstname="Kari", CustomFields={"SuperOffice:1": "typed"}, ExtraFields={"x_a": "also"})
    wire = as_entity(given, 15, defaults=defaults).to_create_body()
    assert wire["CustomFields"] == {"SuperOffice:1": "typed", "SuperOffice:2": "[I:2]", "x_a": "also"}
    assert not wire.keys() & {"UserDefinedFields", "ExtraFields"}


def test_the_light_property_is_among_the_rows() -> None:
    given = person(Firstname="Kari", Email="c@c.no", Emails=[{"Value": "a@a.no"}])
    assert [row.value for row in as_entity(given, 15).emails or ()] == ["c@c.no", "a@a.no"]


def test_a_position_is_known_by_its_id_or_looked_up_by_name() -> None:
    by_id, by_name = person(Position="CEO", PositionId=3), person(Position=" CEO ")
    assert (has_position_by_name(by_id), has_position_by_name(by_name)) == (False, True)
    assert as_entity(by_id, 1, positions={"CEO": 9}).to_create_body()["Position"] == {"Id": 3}
    assert as_entity(by_name, 1, positions={"CEO": 9}).to_create_body()["Position"] == {"Id": 9}
    assert "Position" not in as_entity(by_name, 1).to_create_body()


def test_a_country_of_ones_own_is_not_the_companys() -> None:
    defaults = PersonEntity(country=Country(country_id=578), address=Address())
    assert as_entity(person(), 1, defaults=defaults).country == Country(country_id=578)
    assert as_entity(person(CountryId=840), 1, defaults=defaults).country == Country(country_id=840)
    chosen = person(CountryId=840, Country={"CountryId": 752})
    assert as_entity(chosen, 1, defaults=defaults).country == Country(country_id=752)


def test_a_key_of_the_users_own_is_known() -> None:
    assert has_dbi_key(person(DbiKey="42"))
    assert not has_dbi_key(person(DbiKey=""))
    assert as_entity(person(DbiKey="42"), 1).dbi_key == "42"


def test_a_value_of_the_wrong_type_is_no_entity() -> None:
    with pytest.raises(Misshapen):
        entity_part(person(Salutation=5))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kåre", "Ka\u030are"), ("Anna  Maria", "Anna Maria"), (" Kari", "KARI\u00a0"), ("Straße", "STRASSE")],
)
def test_names_are_the_same_however_they_are_composed_and_spaced(one: str, other: str) -> None:
    assert PersonName.normalized(one, "Li") == PersonName.normalized(other, "li")
    assert PersonName.normalized(one, None) != PersonName.normalized(one, "Li")
