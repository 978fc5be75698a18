"""People: embedded in a company or posted one by one."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from app.sandbox import Options
from tests.helpers.data.vendor import sample

Check = Callable[[Any, str], None]

WITH_PEOPLE = {
    "Name": "Havbris Seil AS",
    "Persons": [
        {
            "PersonId": 713,
            "Firstname": "Kari",
            "Lastname": "Moe",
            "Email": "kari@havbris.example",
            "DirectPhone": "55 00 00 01",
            "MobilePhone": "+47 900 00 001",
            "Position": "salgssjef",
        },
        {"Lastname": "Rask"},
    ],
}


def persons_of(client: httpx.Client, contact_id: int) -> list[dict[str, Any]]:
    query = {"$orderby": "personId", "$entities": "person,retiredPerson"}
    rows: list[dict[str, Any]] = client.get(f"Contact/{contact_id}/Persons", params=query).json()["value"]
    return rows


def test_embedded_persons_are_ignored(client: httpx.Client) -> None:
    saved = client.post("Contact", json=WITH_PEOPLE).json()
    assert saved["Persons"] == []
    assert persons_of(client, saved["ContactId"]) == []


@pytest.mark.parametrize("sandbox", [Options(take_persons=True)], indirect=True)
def test_embedded_persons_are_taken_with_the_option(client: httpx.Client) -> None:
    saved = client.post("Contact", json=WITH_PEOPLE).json()
    assert [(p["Firstname"], p["Lastname"]) for p in saved["Persons"]] == [("Kari", "Moe"), ("", "Rask")]
    assert saved["Persons"][0]["PersonId"] not in {0, 713}
    assert saved["Persons"][0]["ContactName"] == "Havbris Seil AS"
    assert client.get(f"Contact/{saved['ContactId']}").json()["Persons"] == []
    first, second = persons_of(client, saved["ContactId"])
    assert first["PrimaryKey"] == str(saved["Persons"][0]["PersonId"])
    assert first["fullName"] == "Kari Moe"
    assert first["email/emailAddress"] == "kari@havbris.example"
    assert first["personDirectPhone/formattedNumber"] == "55 00 00 01"
    assert first["personMobilePhone/formattedNumber"] == "+47 900 00 001"
    assert first["position"].startswith('NO:"Salgssjef"')
    assert second["lastName"] == "Rask"


@pytest.mark.parametrize("sandbox", [Options(take_persons=True)], indirect=True)
def test_a_nameless_embedded_person_stops_the_whole_company(client: httpx.Client) -> None:
    response = client.post("Contact", json={"Name": "A", "Persons": [{"Lastname": "Ok"}, {"Title": "CEO"}]})
    assert response.status_code == 400
    assert client.get("Contact", params={"$filter": "registeredDate today"}).json()["value"] == []


@pytest.mark.parametrize("sandbox", [Options(), Options(take_persons=True)], indirect=True)
def test_the_samples_person_is_there_once_after_completing(client: httpx.Client, conforms: Check) -> None:
    saved = client.post("Contact", json=sample("Sample request") | {"ContactId": 0}).json()
    conforms(saved, "ContactEntityWithLinks")
    if not saved["Persons"]:
        body = {
            "Firstname": "Terrence",
            "Lastname": "Balistreri",
            "Contact": {"ContactId": saved["ContactId"]},
        }
        assert client.post("Person", json=body).status_code == 200
    assert [row["lastName"] for row in persons_of(client, saved["ContactId"])] == ["Balistreri"]


def test_persons_are_what_the_vendor_defines(client: httpx.Client, conforms: Check) -> None:
    conforms(client.get("Person/default").json(), "PersonEntity")
    conforms(client.get("Person/1").json(), "PersonEntityWithLinks")
    conforms(client.get("Contact/1/Persons").json(), "ODataSlimResponse")
    default = client.post("Agents/Person/CreateDefaultByContactId", json={"ContactId": 3}).json()
    conforms(default, "PersonEntity")


def test_a_posted_person_is_read_back(client: httpx.Client) -> None:
    body = {
        "Firstname": "Anna",
        "MiddleName": "af",
        "Lastname": "Berg",
        "Mrmrs": "Ms",
        "Salutation": "Dr.",
        "Title": "Inköpschef",
        "Contact": {"ContactId": "3"},
        "Position": {"Id": 3},
        "Emails": [{"Value": "anna@blabar.example", "Description": "Jobb"}],
        "OfficePhones": [{"Value": "031-12 34 56"}],
        "MobilePhones": [{"Value": "+46 70 123 45 67"}],
        "BirthDate": "1980-02-29T00:00:00",
        "Address": {"Street": {"Address1": "Hemvägen 1", "Zipcode": "411 01", "City": "Göteborg"}},
        "Interests": [{"Id": 1, "Selected": True}],
        "CustomFields": {"SuperOffice:2": "[D:06/19/2019]", "x_badge": "77"},
        "UsePersonAddress": True,
    }
    saved = client.post("Person", json=body).json()
    read = client.get(f"Person/{saved['PersonId']}").json()
    assert read == saved
    assert read["FullName"] == "Anna af Berg"
    assert read["FormalName"] == "Ms Anna af Berg"
    assert read["PersonNumber"] == "10001"
    assert read["Contact"]["Name"] == "Blåbär Logistik AB"
    assert read["Country"]["CountryId"] == 752  # the company's
    assert read["Associate"]["AssociateId"] == 7  # the company's
    assert read["BirthDate"] == "1980-02-29T00:00:00"
    assert read["Address"]["Postal"] is None
    assert read["Address"]["LocalizedAddress"][0][0]["Value"] == "Hemvägen 1"
    assert read["Address"]["LocalizedAddress"][0][0]["AddressType"] == "PersonPrivateAddress"
    assert (read["CustomFields"]["SuperOffice:2"], read["CustomFields"]["x_badge"]) == (
        "[D:06/19/2019]",
        "[I:77]",
    )
    assert read["_Links"]["Contact"].endswith("/Contact/3/")


def test_the_default_person_keeps_its_consent_and_number(client: httpx.Client) -> None:
    default = client.post("Agents/Person/CreateDefaultByContactId", json={"ContactId": 4}).json()
    assert default["Contact"]["ContactId"] == 4
    assert default["Country"]["CountryId"] == 276
    assert default["PersonNumber"] == "10001"
    assert [consent["ConsentPurposeKey"] for consent in default["Consents"]] == ["STORE"]
    assert default["FieldProperties"]["Firstname"]["FieldRight"]["Mask"] == "Update, UIHintMandatory"
    assert default["FieldProperties"]["Category"]["FieldRight"]["Mask"] == "Read"
    assert client.get("Person/default").json()["Contact"] is None
    assert client.post("Agents/Person/CreateDefaultByContactId", json={"ContactId": 99}).json() is None


@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        ({"Firstname": "A"}, 400, "Contact: "),
        ({"Firstname": "A", "Contact": {"ContactId": 0}}, 400, "Contact: "),
        ({"Firstname": "A", "Contact": {"ContactId": 999}}, 404, "Contact id 999 not found"),
        ({"Title": "CEO", "Contact": {"ContactId": 2}}, 400, "Firstname: "),
        ({"Firstname": "A" * 100, "Contact": {"ContactId": 2}}, 400, "Firstname: "),
        ({"Firstname": "A", "Contact": {"ContactId": 2}, "Position": {"Id": 99}}, 400, "Position.Id: "),
        ({"Firstname": "A", "Contact": {"ContactId": 2}, "PersonId": 999}, 404, "Person id 999 not found"),
        (
            {"Firstname": "A", "Contact": {"ContactId": 2}, "CustomFields": {"x_badge": 7}},
            400,
            "CustomFields.x_badge: ",
        ),
    ],
)
def test_what_cannot_be_saved(
    standing: httpx.Client, body: dict[str, Any], status: int, message: str
) -> None:
    response = standing.post("Person", json=body)
    assert response.status_code == status
    assert response.json()["ErrorMessage"].startswith(message)
    assert persons_of(standing, 2) == []


@pytest.mark.parametrize("sandbox", [Options(fail_person="Uhell", take_persons=True)], indirect=True)
def test_one_person_can_be_made_to_fail(client: httpx.Client) -> None:
    people = [{"Lastname": "Heldig"}, {"Lastname": "Uhell"}]
    saved = client.post("Contact", json={"Name": "A", "Persons": people}).json()
    assert [person["Lastname"] for person in saved["Persons"]] == ["Heldig"]
    body = {"Lastname": "Uhell", "Contact": {"ContactId": saved["ContactId"]}}
    failed = client.post("Person", json=body)
    assert failed.status_code == 500
    assert failed.json()["Error"] is True
    assert len(persons_of(client, saved["ContactId"])) == 1
    assert client.post("Person", json=body | {"Lastname": "Neste"}).status_code == 200


def test_an_id_in_the_body_updates_the_person(client: httpx.Client) -> None:
    body = {"Firstname": "Liv", "Contact": {"ContactId": 2}}
    person_id = client.post("Person", json=body).json()["PersonId"]
    again = client.post("Person", json={"PersonId": person_id, "Title": "Baker"}).json()
    assert (again["PersonId"], again["Firstname"], again["Title"]) == (person_id, "Liv", "Baker")
    assert len(persons_of(client, 2)) == 1


def test_validate(standing: httpx.Client) -> None:
    good = {"Firstname": "A", "Contact": {"ContactId": 2}}
    assert standing.post("Person/Validate", json=good).json() == {}
    wrong = {"Title": "T" * 240, "PersonNumber": "DEMO-5", "CustomFields": {"SuperOffice:3": "9"}}
    assert standing.post("Person/Validate", json=wrong).json() == {
        "Title": "[SR_VALIDATE_TOO_LONG]",
        "PersonNumber": "[SR_VALIDATE_NUMBER]",
        "Firstname": "[SR_ACCESS_MANDATORY]",
        "Contact": "[SR_ACCESS_MANDATORY]",
        "CustomFields.SuperOffice:3": "[SR_VALIDATE_VALUE]",
    }
