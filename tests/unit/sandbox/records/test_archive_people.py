"""Searching people of all companies, and records with several rows of a kind."""

from __future__ import annotations

import httpx
import pytest

from app.sandbox import Options, SandboxServer

COLUMNS = "fullName,contactId,personContact/name,personContact/streetAddress/city,personContact/orgnr"
with_people = pytest.mark.parametrize("sandbox", [Options(people=True)], indirect=True)


def rows(
    client: httpx.Client, condition: str, path: str = "Person", select: str = COLUMNS
) -> list[dict[str, str]]:
    answer = client.get(path, params={"$filter": condition, "$select": select})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, str]] = answer.json()["value"]
    return found


@with_people
def test_people_have_the_columns_of_their_company(client: httpx.Client) -> None:
    (kari,) = rows(client, "email/emailAddress is 'kari.hansen@nordlys-bakeri.example'")
    assert (kari["fullName"], kari["personContact/name"]) == ("Kari Hansen", "Nordlys Bakeri AS")
    assert (kari["personContact/streetAddress/city"], kari["personContact/orgnr"]) == (
        "Tromsø",
        "999 888 771",
    )
    assert rows(client, "personContact/name begins 'Nordlys' and lastName is 'Hansen'") == [kari]


@with_people
def test_somebody_at_a_deleted_company_has_none_of_its_columns(client: httpx.Client) -> None:
    (kari,) = rows(client, "fullName is 'Kari Hansen'")
    assert client.delete(f"Contact/{kari['contactId']}").status_code == 204
    (kari,) = rows(client, "fullName is 'Kari Hansen'")
    assert kari["personContact/name"] == ""


@with_people
def test_every_row_of_a_kind_is_searched(client: httpx.Client) -> None:
    by_second = "searchPhone/formattedNumber contains '51000071'"
    (found,) = rows(client, by_second, "Contact", "name,searchPhone/formattedNumber")
    assert (found["name"], "51000070" in found["searchPhone/formattedNumber"]) == ("Havbris Sjømat AS", True)
    (person,) = rows(client, "searchPhone/formattedNumber contains '711000041'")
    assert person["fullName"] == "Jürgen Vogel"


@pytest.mark.parametrize("sandbox", [Options(lacks=("GET Person",))], indirect=True)
def test_an_older_server_lacks_an_endpoint(client: httpx.Client, sandbox: SandboxServer) -> None:
    assert sandbox.url
    assert client.get("Person").status_code == 404
    assert client.get("Person/1").status_code == 200


def test_who_has_left_is_listed_where_that_is_asked_for(client: httpx.Client) -> None:
    company = client.post("Contact", json={"Name": "Fjord AS"}).json()["ContactId"]
    for name, has_left in (("Ås", 1), ("Li", 0), ("Bø", 1)):
        body = {"Lastname": name, "Retired": has_left, "Contact": {"ContactId": company}}
        assert client.post("Person", json=body).status_code == 200
    path, entities = f"Contact/{company}/Persons", {"$entities": "person,retiredPerson"}
    kinds = [
        (row["lastName"], row["EntityName"]) for row in client.get(path, params=entities).json()["value"]
    ]
    assert kinds == [("Bø", "retiredPerson"), ("Li", "person"), ("Ås", "retiredPerson")]
    assert [row["lastName"] for row in client.get(path).json()["value"]] == ["Li"]
    page = client.get(path, params=entities | {"$top": "2"}).json()
    (last,) = client.get(page["odata.nextLink"]).json()["value"]
    assert last["lastName"] == "Ås", "the link has what was asked for"


def test_project_members_who_have_left_or_are_stopped_are_listed_where_that_is_asked_for(
    client: httpx.Client,
) -> None:
    company = client.post("Contact", json={"Name": "Fjord AS", "Xstop": True}).json()["ContactId"]
    other = client.post("Contact", json={"Name": "Vik AS"}).json()["ContactId"]
    body = {"Lastname": "Ås", "Retired": 1, "Contact": {"ContactId": other}}
    person = client.post("Person", json=body).json()["PersonId"]
    for contact_id, person_id in ((company, 0), (other, person), (other, 0)):
        member = {"ProjectId": 1, "ContactId": contact_id, "PersonId": person_id}
        assert client.post("ProjectMember", json=member).status_code == 200
    entities = {"$entities": "projectMember,retired,stop"}
    rows = client.get("ProjectMember", params=entities).json()["value"]
    assert [row["EntityName"] for row in rows] == ["projectMember", "retired", "stop"]
    assert len(client.get("ProjectMember").json()["value"]) == 1
