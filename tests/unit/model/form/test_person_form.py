import json
from typing import Any

import pytest

from app.model.form.person_form import card_values, duplicate_of, person_from_card

TWO = [{"Value": "a@a.no"}, {"Value": "b@b.no", "Description": "Home"}]
NO_DATE = "0001-01-01T00:00:00"


@pytest.mark.parametrize(
    ("person", "values"),
    [
        ({"Firstname": "Kari"}, {"Firstname": "Kari"}),
        ({"Email": "a@a.no"}, {"Email": [{"Value": "a@a.no"}]}),
        ({"Email": "a@a.no", "Emails": TWO}, {"Email": TWO}),
        ({"Emails": [{"Value": "", "Description": "x"}]}, {"Email": [{"Value": "", "Description": "x"}]}),
        ({"DirectPhone": "22"}, {"DirectPhone": [{"Value": "22"}]}),
        ({"FaxPhone": "22"}, {"FaxPhone": [{"Value": "22"}]}),
        ({"Urls": [{"Value": "a.no"}]}, {"Urls": [{"Value": "a.no"}]}),
        ({"Country": {"CountryId": 578}}, {"Country": {"CountryId": 578}}),
        ({"Position": "CEO"}, {"Position": "CEO"}),
        ({"Position": "CEO", "PositionId": 3}, {"Position": {"Id": 3, "Value": "CEO"}}),
        ({"Retired": 1}, {"Retired": 1}),
        ({"Address": {"Street": {"City": "Oslo"}}}, {"Address": {"Street": {"City": "Oslo"}}}),
        ({"CustomFields": {"x_a": "1"}}, {"CustomFields": {"x_a": "1"}}),
    ],
)
def test_a_person_of_the_form_comes_back_from_its_card(
    person: dict[str, Any], values: dict[str, Any]
) -> None:
    assert card_values(person) == values
    assert person_from_card(values, person) == person


@pytest.mark.parametrize(
    ("person", "values"),
    [
        ({"CountryId": 578}, {"Country": {"CountryId": 578}}),
        ({"Email": "c@c.no", "Emails": TWO}, {"Email": [{"Value": "c@c.no"}, *TWO]}),
        ({"Firstname": "", "Retired": 0, "NoMailing": False, "Interests": [], "Title": None}, {}),
        ({"BirthDate": NO_DATE}, {}),
        ({"TicketPriorityId": 3}, {}),
    ],
)
def test_what_else_a_person_may_hold(person: dict[str, Any], values: dict[str, Any]) -> None:
    assert card_values(person) == values


def test_a_tick_is_the_light_carriers_number() -> None:
    person = person_from_card({"Retired": True, "NoMailing": True}, {})
    assert json.dumps(person) == '{"Retired": 1, "NoMailing": true}'


def test_a_country_that_is_chosen_replaces_the_light_carriers() -> None:
    assert person_from_card({"Country": {"CountryId": 840}}, {"CountryId": 578}) == {
        "Country": {"CountryId": 840}
    }


def test_what_the_card_does_not_edit_stays() -> None:
    before = {"Firstname": "Kari", "EmailName": "K", "FromANewerServer": {"a": 1}}
    assert person_from_card({"Lastname": "Hansen"}, before) == {
        "EmailName": "K",
        "FromANewerServer": {"a": 1},
        "Lastname": "Hansen",
    }


def test_a_duplicate_shares_what_people_of_a_company_share() -> None:
    shared = {
        "Mrmrs": "Ms",
        "Title": "CEO",
        "Position": "CEO",
        "PositionId": 3,
        "FaxPhone": "22",
        "PrivatePhones": [{"Value": "33"}],
        "Country": {"CountryId": 578},
        "Interests": [{"Id": 1, "Selected": True}],
        "CustomFields": {"x_a": "1"},
        "Description": "A note",
    }
    own = {
        "Firstname": "Kari",
        "MiddleName": "Ås",
        "Lastname": "Nordmann",
        "Email": "a@a.no",
        "Emails": TWO,
        "DirectPhone": "1",
        "OfficePhones": TWO,
        "MobilePhone": "2",
        "MobilePhones": TWO,
        "BirthDate": "1980-12-24T00:00:00",
        "PersonNumber": "7",
        "PersonId": 7,
        "Kanafname": "K",
        "Kanalname": "N",
    }
    assert duplicate_of({**shared, **own}) == shared
