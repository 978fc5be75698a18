"""Custom fields: layout, defaults, encodings, and what is refused."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Check = Callable[[Any, str], None]


def post(client: httpx.Client, **bags: dict[str, Any]) -> httpx.Response:
    return client.post("Contact", json={"Name": "A", **bags})


@pytest.mark.parametrize("owner", ["Contact", "Person"])
def test_layouts_are_what_the_vendor_defines(standing: httpx.Client, conforms: Check, owner: str) -> None:
    for udef in standing.get(f"{owner}/UdefLayout/Published").json():
        conforms(udef, "UserDefinedFieldInfo")
    for field in standing.get(f"{owner}/CustomField").json():
        conforms(field, "FieldInfoBase")


def test_the_published_layout_has_every_type(standing: httpx.Client) -> None:
    layout = standing.get("Contact/UdefLayout/Published", headers={"Accept-Language": "en"}).json()
    assert {udef["FieldType"] for udef in layout} == {
        "Number",
        "ShortText",
        "LongText",
        "Date",
        "UnlimitedDate",
        "Checkbox",
        "List",
        "Decimal",
    }
    by_id = {udef["UdefIdentity"]: udef for udef in layout}
    assert [udef["UdefIdentity"] for udef in layout] != sorted(by_id)
    assert by_id[1]["IsMandatory"] is True
    assert by_id[1]["TextLength"] == 39
    assert by_id[7]["MdoListName"] == "udlist28"
    assert by_id[7]["UDListDefinitionId"] == 28
    assert by_id[8]["MdoListName"] is None
    assert by_id[9]["IsReadOnly"] is True
    assert by_id[10]["ProgId"] == "Demo:Sector"
    assert by_id[11]["ProgId"] == ""
    assert by_id[2]["Tooltip"] == "Head count"


def test_extra_fields_have_the_further_types(standing: httpx.Client) -> None:
    fields = standing.get("Contact/CustomField").json()
    extra = {field["FieldType"] for field in fields if field["FieldName"].startswith("x_")}
    udefs = {field["FieldType"] for field in fields if not field["FieldName"].startswith("x_")}
    assert udefs | extra == {
        *("Unknown", "Integer", "ShortText", "LongText", "Date", "Blob", "Checkbox", "MdoList", "Decimal"),
        *("DateTime", "Time", "TimeSpan", "RelationTo", "Attachment", "DynamicLink", "ListText"),
    }
    assert [field["FieldName"] for field in fields if field["HideField"]] == ["x_import_id"]


def test_defaults_come_encoded_with_their_companions(standing: httpx.Client) -> None:
    entity = standing.get("Contact/default").json()
    custom, udefs = entity["CustomFields"], entity["UserDefinedFields"]
    assert custom["SuperOffice:3"] == "Free delivery"
    assert custom["SuperOffice:7"] == "[I:2]"
    assert custom["SuperOffice:7:DisplayText"].endswith('SW:"Medel"')
    assert custom["SuperOffice:7:DisplayTooltip"].startswith('NO:"20')
    assert custom["SuperOffice:7:org"] == "[I:2]"
    assert custom["SuperOffice:4"] == "[DT:01/01/0001 00:00:00.0000000]"
    assert udefs["SuperOffice:4"] == "[D:01/01/0001 00:00:00.0000000]"
    assert custom["SuperOffice:5"] == ""
    assert custom["SuperOffice:9"] == "Not rated"
    assert entity["ExtraFields"]["x_visits"] == "[I:0]"
    assert "x_visits" not in udefs


@pytest.mark.parametrize(
    ("key", "posted", "told"),
    [
        ("SuperOffice:1", "K-1001", "K-1001"),
        ("SuperOffice:2", "[I:42]", "[I:42]"),
        ("SuperOffice:2", "42", "[I:42]"),
        ("SuperOffice:3", "", ""),
        ("SuperOffice:4", "[D:06/19/2019]", "[D:06/19/2019]"),
        ("SuperOffice:4", "[DT:06/19/2019 00:00:00.0000000]", "[D:06/19/2019]"),
        ("SuperOffice:4", "[D:01/01/0001 00:00:00.0000000]", "[DT:01/01/0001 00:00:00.0000000]"),
        ("SuperOffice:5", "[D:11/24/1789]", "[D:11/24/1789]"),
        ("SuperOffice:6", "[I:1]", "[I:1]"),
        ("SuperOffice:7", "[I:3]", "[I:3]"),
        ("SuperOffice:7", "0", "[I:0]"),
        ("SuperOffice:8", "[F:3.14]", "[F:3.14]"),
        ("SuperOffice:8", "-2.50", "[F:-2.50]"),
        ("SuperOffice:9", "AAA", "Not rated"),  # read-only: the old value stays
        ("SuperOffice:11", "K1", "K1"),
        ("Demo:Sector", "[I:4]", "[I:4]"),
        ("x_next_visit", "[DT:06/19/2019 14:35:56.00000]", "[DT:06/19/2019 14:35:56.00000]"),
        ("x_opens_at", "[T:01/01/0001 08:30:00.00000]", "[T:01/01/0001 08:30:00.00000]"),
        ("x_response_time", "[I:90]", "[I:90]"),
        ("x_region", "4", "[I:4]"),
        ("x_fingerprint", "[B:aGk=]", "[B:aGk=]"),
        ("x_intranet", "https://a.example", "https://a.example"),
    ],
)
def test_values_are_kept_and_told_in_one_spelling(
    standing: httpx.Client, key: str, posted: str, told: str
) -> None:
    saved = post(standing, CustomFields={key: posted})
    assert saved.status_code == 200
    read = standing.get(f"Contact/{saved.json()['ContactId']}").json()["CustomFields"]
    assert read[key] == told
    assert read[f"{key}:org"] == told


@pytest.mark.parametrize(
    ("key", "posted"),
    [
        ("SuperOffice:1", "x" * 40),
        ("SuperOffice:1", 5),
        ("SuperOffice:1", ["x"]),
        ("SuperOffice:2", 5),
        ("SuperOffice:2", "five"),
        ("SuperOffice:2", "[I:2147483648]"),
        ("SuperOffice:2", "[F:2]"),
        ("SuperOffice:3", "x" * 200),
        ("SuperOffice:4", "[D:19/06/2019]"),
        ("SuperOffice:4", "[D:2019.06.19]"),
        ("SuperOffice:4", "2019-06-19"),
        ("SuperOffice:6", True),
        ("SuperOffice:6", "[I:2]"),
        ("SuperOffice:7", "[I:99]"),
        ("Demo:Sector", "[I:59]"),  # a heading
        ("SuperOffice:8", "[F:3,14]"),
        ("SuperOffice:8", "NaN"),
        ("SuperOffice:11", "x" * 20),
        ("x_next_visit", "[T:06/19/2019 14:35:56.00000]"),
        ("x_fingerprint", "[B:***]"),
        ("SuperOffice:7:DisplayText", "Medium"),
        ("SuperOffice:7:DisplayTooltip", ""),
        ("SuperOffice:1:org", ""),
        ("Employees", "[I:5]"),
        ("ansatte", "[I:5]"),
    ],
)
def test_what_does_not_fit_is_refused_by_key(standing: httpx.Client, key: str, posted: object) -> None:
    response = post(standing, CustomFields={key: posted})
    assert response.status_code == 400
    assert key in response.json()["ErrorMessage"]


def test_keys_that_nobody_declared_are_dropped(standing: httpx.Client) -> None:
    saved = post(standing, CustomFields={"CustomFields1": "unde", "Nobody:Knows": 7, "SuperOffice:1": None})
    assert saved.status_code == 200
    assert "CustomFields1" not in saved.json()["CustomFields"]
    assert saved.json()["CustomFields"]["SuperOffice:1"] == ""


def test_the_deprecated_bags_are_merged_and_custom_fields_win(standing: httpx.Client) -> None:
    saved = post(
        standing,
        UserDefinedFields={"SuperOffice:1": "old", "SuperOffice:2": "1"},
        ExtraFields={"x_visits": "3"},
        CustomFields={"SuperOffice:1": "new"},
    ).json()
    assert saved["CustomFields"]["SuperOffice:1"] == "new"
    assert saved["UserDefinedFields"]["SuperOffice:1"] == "new"
    assert saved["CustomFields"]["SuperOffice:2"] == "[I:1]"
    assert saved["ExtraFields"]["x_visits"] == "[I:3]"


def test_a_bare_decimal_is_read_in_the_callers_culture(standing: httpx.Client) -> None:
    body = {"Name": "A", "CustomFields": {"SuperOffice:8": "3.14"}}
    german = standing.post("Contact", json=body, headers={"Accept-Language": "de"})
    assert german.json()["CustomFields"]["SuperOffice:8"] == "[F:314]"
    assert standing.post("Contact", json=body, headers={"Accept-Language": "nb"}).status_code == 400
