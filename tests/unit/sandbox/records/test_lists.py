"""MDO lists, countries, time zones, and the signed-in user."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Check = Callable[[Any, str], None]


def test_lists_are_what_the_vendor_defines(standing: httpx.Client, conforms: Check) -> None:
    names = standing.get("MDOList").json()
    assert {"category", "business", "associate", "country", "contint", "udlist28"} <= set(names)
    for name in names:
        for item in standing.get(f"MDOList/{name}").json():
            conforms(item, "MDOListItem")
    for item in standing.get("MDOList/contint/selectable").json():
        conforms(item, "SelectableMDOListItem")
    for country in standing.get("List/Country/Items").json():
        conforms(country, "Country")
    conforms(standing.get("User/currentPrincipal").json(), "SoPrincipalCarrier")
    conforms(standing.get("TimeZone").json(), "ODataSlimResponse")
    conforms(standing.get("TimeZone/base").json(), "TimeZoneData")


@pytest.mark.parametrize("name", ["category", "business", "contint", "associate"])
def test_only_children_tell_a_heading(standing: httpx.Client, name: str) -> None:
    tree = standing.get(f"MDOList/{name}").json()
    items = [item for heading in tree for item in heading["ChildItems"]]
    assert all(heading["ChildItems"] for heading in tree)
    assert {heading["Type"] for heading in tree} == {item["Type"] for item in items} == {name}
    assert not {heading["Id"] for heading in tree} & {item["Id"] for item in items}


def test_a_flat_list_has_each_item_once(standing: httpx.Client) -> None:
    tree = standing.get("MDOList/business").json()
    under = [item["Id"] for heading in tree for item in heading["ChildItems"]]
    assert under.count(10) == 2
    flat = standing.get("MDOList/business", params={"flat": "True"}).json()
    assert [item["Id"] for item in flat] == list(range(1, 11))
    assert not any(item["ChildItems"] for item in flat)


def test_a_query_searches_and_implies_a_flat_list(standing: httpx.Client) -> None:
    found = standing.get("MDOList/category", params={"query": "kunde"}).json()
    assert {item["Id"] for item in found} == {1, 3, 6}
    stopped = standing.get("MDOList/contact_new", params={"query": "harbour"}).json()
    assert [(item["Name"], item["StyleHint"]) for item in stopped] == [("Harbour Lane Books Ltd.", "stop")]


def test_deleted_and_hidden_items_are_sent_with_their_marks(standing: httpx.Client) -> None:
    category = standing.get("MDOList/category", params={"flat": "true"}).json()
    assert [item["Id"] for item in category if item["Deleted"]] == [8]
    interests = standing.get("MDOList/contint/selectable", params={"flat": "true"}).json()
    assert [item["Id"] for item in interests if item["Hidden"]] == [7]


def test_user_lists_by_either_address(standing: httpx.Client) -> None:
    by_name = standing.get("MDOList/udlist28").json()
    assert by_name == standing.get("mdolist/UDLIST", params={"additional": "28"}).json()
    assert standing.get("MDOList/position").status_code == 400


def test_associates_tell_their_person(standing: httpx.Client) -> None:
    rows = standing.get("MDOList/associate", params={"flat": "true"}).json()
    assert rows[0]["Name"] == "Ingrid Solberg"
    assert rows[0]["ExtraInfo"] == "person_id=1&contact_id=1"


def test_countries(standing: httpx.Client) -> None:
    rows = standing.get("List/Country/Items", headers={"Accept-Language": "en"}).json()
    by_code = {row["TwoLetterISOCountry"]: row for row in rows}
    assert len(rows) == len(by_code) >= 30
    britain = by_code["GB"]
    assert (britain["CountryId"], britain["ThreeLetterISOCountry"], britain["DialInPrefix"]) == (
        826,
        "GBR",
        "44",
    )
    assert (britain["OrgNrText"], britain["AddressLayoutId"]) == ("VAT No.:", 3)
    layouts = {
        code: by_code[code]["AddressLayoutId"] for code in ("NO", "US", "DE", "CA", "JP", "ES", "AU", "DK")
    }
    assert layouts == {"NO": 1, "US": 2, "DE": 4, "CA": 5, "JP": 6, "ES": 8, "AU": 13, "DK": 15}


def test_the_principal_is_the_owner_of_new_companies(standing: httpx.Client) -> None:
    me = standing.get("User/currentPrincipal").json()
    assert me["AssociateId"] == standing.get("Contact/default").json()["Associate"]["AssociateId"]
    assert (me["HomeCountryId"], me["UserName"]) == (578, "demo")


def test_time_zones(standing: httpx.Client) -> None:
    rows = standing.get("TimeZone").json()["value"]
    assert {"PrimaryKey": "261", "TZLocationCode": "NO"}.items() <= rows[1].items()
    assert standing.get("TimeZone/base").json()["TZLocationID"] == 261
