"""Addresses: two representations, one truth, laid out by country."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from app.sandbox.data.countries import COUNTRIES
from app.sandbox.records.addresses import empty_address as blank_address
from app.sandbox.records.addresses import of_company, of_person

Check = Callable[[Any, str], None]


def fields(address: dict[str, Any]) -> list[list[str]]:
    return [[field["Name"] for field in line] for line in address["LocalizedAddress"]]


def layout(client: httpx.Client, country: int, contact_id: int = 0) -> dict[str, Any]:
    body = {"ContactId": contact_id, "CountryId": country}
    answer: dict[str, Any] = client.post("Agents/Contact/GetAddressByCountry", json=body).json()
    return answer


@pytest.mark.parametrize("country", [country.number for country in COUNTRIES])
def test_every_country_has_an_address(conforms: Check, country: int) -> None:
    conforms(of_company(blank_address(), country), "Address")
    conforms(of_person(blank_address(), country), "Address")
    assert fields(of_company(blank_address(), country))
    assert fields(of_person(blank_address(), country))


def test_the_layout_follows_the_country(standing: httpx.Client) -> None:
    assert fields(layout(standing, 578)) == [
        ["StreetAddress1"],
        ["StreetZipcode", "StreetCity"],
        ["PostalAddress1"],
        ["PostalZipcode", "PostalCity"],
    ]
    assert fields(layout(standing, 840))[-1] == ["PostalState", "PostalZipcode"]
    assert fields(layout(standing, 756)) == [["StreetAddress1"], ["StreetZipcode", "StreetCity"]]
    britain = layout(standing, 826)
    assert britain["LocalizedAddress"][-1][0]["Label"] == "SR_AL_COUNTYPCODE"
    assert britain["LocalizedAddress"][-1][1]["Label"] == ""
    assert britain["LocalizedAddress"][-1][1]["ValueLength"] == 12  # the column holds 11
    assert britain["FieldProperties"]["zipcode"]["FieldLength"] == 11


def test_a_companys_values_move_to_the_other_layout(standing: httpx.Client) -> None:
    address = layout(standing, 208, contact_id=2)
    values = {f["Name"]: f["Value"] for line in address["LocalizedAddress"] for f in line}
    assert values["StreetCity"] == "Tromsø"
    assert values["StreetAddress2"] == ""
    unknown = standing.post("Agents/Contact/GetAddressByCountry", json={"CountryId": 999})
    assert unknown.status_code == 400


def test_structured_values_are_told_in_both_ways(client: httpx.Client) -> None:
    street = {"Address1": "Strandgata 1", "Zipcode": "0150", "City": "Oslo"}
    empty_address = client.get("Contact/default").json()["Address"]
    body = {"Name": "A", "Address": {**empty_address, "Street": street, "Wgs84Latitude": 59.9}}
    address = client.post("Contact", json=body).json()["Address"]
    assert address["Street"]["City"] == "Oslo"
    assert address["Street"]["Formatted"] == address["Formatted"] == "Strandgata 1\r\n0150 Oslo"
    assert address["LocalizedAddress"][1][1]["Value"] == "Oslo"
    assert address["Wgs84Latitude"] == 59.9
    assert address["Postal"]["City"] == ""


def test_the_localized_form_wins_where_both_were_changed(client: httpx.Client) -> None:
    lines = [[{"Name": "StreetCity", "Value": "Moss"}], [{"Name": "PostalCity", "Value": ""}]]
    body = {
        "Name": "A",
        "Address": {"Street": {"City": "Oslo"}, "Postal": {"City": "Bergen"}, "LocalizedAddress": lines},
    }
    address = client.post("Contact", json=body).json()["Address"]
    assert address["Street"]["City"] == "Moss"
    assert address["Postal"]["City"] == "Bergen"


def test_a_localized_value_too_long_is_refused(client: httpx.Client) -> None:
    lines = [[{"Name": "StreetZipcode", "Value": "123456789012"}]]
    response = client.post("Contact", json={"Name": "A", "Address": {"LocalizedAddress": lines}})
    assert response.status_code == 400
    assert "Zipcode" in response.json()["ErrorMessage"]
