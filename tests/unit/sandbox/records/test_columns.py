"""The columns of the archives, as their rows are sent."""

from typing import Any

import httpx
import pytest

from app.sandbox.records import columns

COMPANY_COLUMNS = {
    "name": "Harbour Lane Books Ltd.",
    "nameDepartment": "Harbour Lane Books Ltd.",
    "number": "DEMO-5",
    "stop": True,
    "hasInterests": False,
    "postAddress/zip": "BS1 4RW",
    "streetAddress/city": "",
    "email/emailAddress": "",
}


def only(client: httpx.Client, path: str, select: str, where: str = "") -> dict[str, Any]:
    (row,) = client.get(path, params={"$select": select, "$filter": where}).json()["value"]
    return dict(row)


@pytest.mark.parametrize(("name", "value"), COMPANY_COLUMNS.items())
def test_a_companys_columns(name: str, value: object, standing: httpx.Client) -> None:
    assert only(standing, "Contact", name, "number is 'DEMO-5'")[name] == value


def test_list_columns_compare_ids_and_send_names(standing: httpx.Client) -> None:
    row = only(standing, "Contact", "category,business,associateId", "number is 'DEMO-5'")
    assert "US:" in row["category"]
    assert row["associateId"].isalpha()
    rows = standing.get("Contact", params={"$select": "name", "$filter": "category oneof (6)"}).json()
    assert "Harbour Lane Books Ltd." in [row["name"] for row in rows["value"]]


def test_no_date_is_null(standing: httpx.Client) -> None:
    row = only(standing, "Contact", "registeredDate,updatedDate", "number is 'DEMO-5'")
    assert row["registeredDate"].startswith("2024-03-01")
    assert row["updatedDate"] is None


def test_the_people_of_the_owner(standing: httpx.Client) -> None:
    query = {"$select": "fullName,personNumber,personRegisteredBy", "$orderby": "personId"}
    rows = standing.get("Contact/1/Persons", params=query).json()["value"]
    assert rows[0]["fullName"] == "Ingrid Solberg"
    assert rows[0]["personNumber"].startswith("DEMO-")


def test_every_default_column_is_there() -> None:
    for archive in (columns.CONTACT, columns.PERSON):
        assert {name.lower() for name in archive.default} <= archive.columns.keys()


def test_custom_fields_have_columns_of_both_kinds() -> None:
    assert "contactudef/superoffice:1" in columns.CONTACT.columns
    assert "personextra/x_badge" in columns.PERSON.columns
