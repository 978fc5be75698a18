"""Companies: the default entity, saving, reading, validating, deleting."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.sandbox import PASSWORD, USER, Options, SandboxServer
from tests.helpers.data.vendor import sample

Check = Callable[[Any, str], None]


def test_the_default_entity_is_ready_to_be_filled(standing: httpx.Client) -> None:
    entity = standing.get("Contact/default").json()
    assert entity["ContactId"] == 0
    assert entity["Name"] == ""
    assert entity["Country"]["CountryId"] == 578
    assert entity["Category"]["Id"] == 3
    assert entity["Business"]["Id"] == 2
    assert entity["Associate"]["FullName"] == "Ingrid Solberg"
    assert entity["Number2"] == "10001"
    assert entity["TableRight"]["Mask"] == "Select, Update, Insert, Delete"
    assert entity["Address"]["Street"]["AtypeIdx"] == "ContactStreetAddress"
    assert {field["Value"] for line in entity["Address"]["LocalizedAddress"] for field in line} == {""}
    assert "_Links" not in entity


def test_the_default_entity_has_the_whole_interest_tree_unselected(standing: httpx.Client) -> None:
    tree = standing.get("Contact/default").json()["Interests"]
    items = [item for heading in tree for item in heading["ChildItems"]]
    assert len(tree) == 2
    assert len(items) == 7
    assert {item["Selected"] for item in tree + items} == {False}
    assert {item["Type"] for item in tree + items} == {"contint"}


def test_field_properties_tell_types_lengths_and_mandatory_hints(standing: httpx.Client) -> None:
    properties = standing.get("Contact/default").json()["FieldProperties"]
    assert properties["Name"] == {
        "FieldRight": {"Mask": "Update, UIHintMandatory", "Reason": "[SR_MANDATORY_FIELD_1281]"},
        "FieldType": "System.String",
        "FieldLength": 219,
    }
    assert properties["Category"]["FieldRight"]["Mask"] == "Update, UIHintMandatory"
    assert properties["Business"]["FieldRight"]["Mask"] == "Update, UIHintMandatory"
    assert properties["Emails"]["FieldLength"] == 0
    assert properties["CreatedDate"]["FieldLength"] == 16
    assert properties["StreetAddress.Zipcode"]["FieldLength"] == 11
    assert properties["CustomFields.SuperOffice:1"]["FieldLength"] == -1
    assert properties["CustomFields.SuperOffice:1"]["FieldRight"]["Mask"] == "Update, UIHintMandatory"
    assert properties["CustomFields.SuperOffice:9"]["FieldRight"]["Mask"] == "Update, UIHintReadOnly"


@pytest.mark.parametrize("sandbox", [Options(masks={"OrgNr": "Update, UIHintMandatory"})], indirect=True)
def test_rights_can_be_set_otherwise(client: httpx.Client) -> None:
    properties = client.get("Contact/default").json()["FieldProperties"]
    assert properties["OrgNr"]["FieldRight"] == {
        "Mask": "Update, UIHintMandatory",
        "Reason": "[SR_ACCESS_MANDATORY]",
    }
    assert "OrgNr" in client.post("Contact/Validate", json={"Name": "A"}).json()


def test_the_reference_pages_own_sample_is_saved(client: httpx.Client, conforms: Check) -> None:
    body = sample("Sample request") | {"ContactId": 0}
    response = client.post("Contact", json=body)
    entity = response.json()
    conforms(entity, "ContactEntityWithLinks")
    assert response.status_code == 200
    assert entity["ContactId"] > 0
    assert entity["Emails"][0]["Value"] == "unde"
    assert entity["Emails"][0]["StrippedValue"] == "unde"  # the server's, not the body's
    assert entity["Country"]["CountryId"] == 578
    assert entity["CustomFields"]["SuperOffice:1"] == "Mitchel McDermott"
    assert entity["CustomFields"]["SuperOffice:2"] == "[I:1944835089]"
    assert "CustomFields1" not in entity["CustomFields"]
    assert entity["DbiKey"] == "sunt"
    assert entity["DbiLastSyncronized"] == "2005-06-02T12:15:26.5856407"  # Norwegian summer time, as sent
    assert entity["Deleted"] == 0
    assert entity["Persons"] == []
    assert entity["_Links"]["Self"].endswith(f"/Contact/{entity['ContactId']}/")


def test_entities_are_what_the_vendor_defines(standing: httpx.Client, conforms: Check) -> None:
    conforms(standing.get("Contact/default").json(), "ContactEntity")
    conforms(standing.get("Contact/2").json(), "ContactEntityWithLinks")
    conforms(standing.get("Contact").json(), "ODataSlimResponse")


def test_what_was_saved_is_read_back(client: httpx.Client) -> None:
    body = {
        "Name": "Havbris Seil AS",
        "Department": "Bergen",
        "OrgNr": "999 111 222",
        "Description": "Ring før ti.",
        "Category": {"Id": 1},
        "Business": {"Id": 4},
        "Country": {"CountryId": 752},
        "Associate": {"AssociateId": 7},
        "Emails": [{"Value": "post@havbris.example", "Description": "Main"}, {"Value": ""}],
        "Phones": [{"Value": "+46 (31) 12 34 56"}],
        "Domains": ["havbris.example"],
        "Interests": [{"Id": 4, "Selected": True}],
        "Xstop": True,
        "Source": 12,
    }
    saved = client.post("Contact", json=body).json()
    read = client.get(f"Contact/{saved['ContactId']}").json()
    assert read == saved
    assert read["Emails"] == [
        {
            "Value": "post@havbris.example",
            "StrippedValue": "post@havbris.example",
            "Description": "Main",
            "TableRight": None,
            "FieldProperties": {},
        }
    ]
    assert read["Phones"][0]["StrippedValue"] == "4631123456"
    assert (read["Category"]["Id"], read["Country"]["CountryId"]) == (1, 752)
    assert read["Associate"]["Name"] == "AW"
    assert read["ActiveInterests"] == 1
    assert [i["Id"] for h in read["Interests"] for i in h["ChildItems"] if i["Selected"]] == [4]
    assert (read["Xstop"], read["Source"], read["Domains"]) == (True, 12, ["havbris.example"])


def test_the_default_entity_can_be_posted_without_its_companions(client: httpx.Client) -> None:
    default = client.get("Contact/default").json() | {"Name": "Som Ny AS"}
    assert client.post("Contact", json=default).status_code == 400
    log_files = (":DisplayText", ":DisplayTooltip", ":org")
    custom = default["CustomFields"]
    default["CustomFields"] = {key: value for key, value in custom.items() if not key.endswith(log_files)}
    saved = client.post("Contact", json=default).json()
    assert saved["CustomFields"] == custom
    for name in ("Category", "Business", "Country", "Associate", "Address", "Interests", "Number2"):
        assert saved[name] == default[name]


def test_the_server_has_its_own_mind_about_names_and_numbers(client: httpx.Client) -> None:
    first = client.post("Contact", json={"Name": "de tre bjørner as"}).json()
    assert first["Name"] == "De Tre Bjørner As"
    assert first["Number1"] == "DeTreBjø"
    assert first["Number2"] == "10001"
    own = client.post("Contact", json={"Name": "A", "Number2": "10002"}).json()
    assert own["Number2"] == "10002"
    assert client.post("Contact", json={"Name": "B"}).json()["Number2"] == "10003"
    assert client.post("Contact", json={"Name": "C", "Number2": "10002"}).json()["Number2"] == "10004"
    assert client.get("Contact/default").json()["Number2"] == "10005"


@pytest.mark.long
def test_numbers_are_never_given_twice(client: httpx.Client) -> None:
    def post(index: int) -> tuple[int, str]:
        answer = client.post("Contact", json={"Name": f"N{index}"}).json()
        return answer["ContactId"], answer["Number2"]

    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(post, range(40)))
    assert len({contact_id for contact_id, _ in given}) == 40
    assert {number for _, number in given} == {str(number) for number in range(10001, 10041)}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"Name": ""}, "Name"),
        ({"Name": "   "}, "Name"),
        ({}, "Name"),
        ({"Name": "A" * 220}, "Name"),
        ({"Name": "A", "OrgNr": "1" * 50}, "OrgNr"),
        ({"Name": "A", "Emails": [{"Value": "ok"}, {"Value": "e" * 240}]}, "Emails[1].Value"),
        ({"Name": "A", "Faxes": [{"Value": "1", "Description": "d" * 100}]}, "Faxes[0].Description"),
        ({"Name": "A", "Urls": [{"Value": "u" * 1024}]}, "Urls[0].Value"),
        ({"Name": "A", "Domains": ["d" * 256]}, "Domains[0]"),
        ({"Name": "A", "Address": {"Street": {"Zipcode": "z" * 12}}}, "Address.Street.Zipcode"),
        ({"Name": "A", "Source": 65536}, "Source"),
        ({"Name": "A", "Category": {"Id": 57}}, "Category.Id"),
        ({"Name": "A", "Business": {"Id": 999}}, "Business.Id"),
        ({"Name": "A", "Country": {"CountryId": 999}}, "Country.CountryId"),
        ({"Name": "A", "Interests": [{"Id": 62, "Selected": True}]}, "Interests"),
        ({"Name": "A", "SupportPerson": {"PersonId": 1}}, "SupportPerson.PersonId"),
    ],
)
def test_what_cannot_be_saved_is_refused_by_name(
    standing: httpx.Client, body: dict[str, Any], field: str
) -> None:
    response = standing.post("Contact", json=body)
    assert response.status_code == 400
    assert response.json()["Error"] is True
    assert response.json()["ErrorType"] == "SoInvalidArgumentException"
    assert response.json()["ErrorMessage"].startswith(f"{field}: ")
    assert set(response.json()) == {"Error", "ErrorType", "ErrorMessage", "ErrorSource"}
    assert standing.get("Contact", params={"$filter": "registeredDate today"}).json()["value"] == []


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"",
        b"null",
        b"[]",
        b'{"Name": NaN}',
        b'{"Name": "\xff"}',
        b'{"Name": "\\ud800"}',
        b"[" * 100_000,
        b'{"Name": "A", "Emails": "a@b.example"}',
        b'{"Name": "A", "Source": "many"}',
        b'{"Name": "A", "Source": 3000000000}',
        b'{"Name": "A", "Xstop": "perhaps"}',
        b'{"Name": "A", "Category": 3}',
        b'{"Name": "A", "Address": {"Street": {"AtypeIdx": 16388}}}',
        b'{"Name": "A", "DbiLastModified": "yesterday"}',
        b'{"Name": "A", "DbiLastModified": "2026-13-45T00:00:00"}',
    ],
)
def test_what_cannot_be_read_gets_the_web_servers_own_error(standing: httpx.Client, body: bytes) -> None:
    response = standing.post("Contact", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 400
    assert set(response.json()) == {"Message", "MessageDetail"}


def test_unknown_properties_other_cases_and_numbers_in_strings_are_taken(client: httpx.Client) -> None:
    body = {
        "name": "Kasus AS",
        "FromTomorrow": {"a": 1},
        "CATEGORY": {"Id": "4"},
        "Department": 7,
        "OrgNr": None,
    }
    entity = client.post("Contact", json=body).json()
    assert (entity["Name"], entity["Category"]["Id"], entity["Department"]) == ("Kasus AS", 4, "7")


@pytest.mark.parametrize(
    ("content_type", "content"),
    [
        ("application/merge-patch+json", b'{"Name": "A"}'),
        ("text/xml", b"<ContactEntity><Name>A</Name></ContactEntity>"),
        ("application/x-www-form-urlencoded", b"Name=A"),
    ],
)
def test_every_documented_format_is_read(content_type: str, content: bytes, client: httpx.Client) -> None:
    response = client.post("Contact", content=content, headers={"Content-Type": content_type})
    assert response.json()["Name"] == "A"


@pytest.mark.parametrize(
    "content", [b"<Person/>", b"<ContactEntity>", b'<!DOCTYPE a [<!ENTITY b "c">]><ContactEntity/>']
)
def test_xml_that_is_not_taken(content: bytes, client: httpx.Client) -> None:
    headers = {"Content-Type": "application/xml"}
    assert client.post("Contact", content=content, headers=headers).status_code == 400


def test_no_other_format_is_read(client: httpx.Client) -> None:
    assert (
        client.post("Contact", content=b"A", headers={"Content-Type": "text/normalized_name"}).status_code
        == 415
    )


def test_an_id_in_the_body_updates_instead_of_creating(client: httpx.Client) -> None:
    missing = client.post("Contact", json={"ContactId": 568, "Name": "A"})
    assert missing.status_code == 404
    assert missing.json()["ErrorType"] == "SoNotFoundException"
    assert missing.json()["ErrorMessage"] == "Contact id 568 not found"
    updated = client.post("Contact", json={"ContactId": 2, "Name": "Nordlys Kafé"}).json()
    assert (updated["ContactId"], updated["Name"], updated["Department"]) == (2, "Nordlys Kafé", "Tromsø")
    assert updated["UpdatedBy"]["AssociateId"] == 5
    assert updated["UpdatedDate"] > updated["CreatedDate"]


def test_a_number_given_once_is_not_given_again(client: httpx.Client) -> None:
    first = client.post("Contact", json={"Name": "A"}).json()
    client.post("Contact", json={"ContactId": first["ContactId"], "Number2": "OWN-1"})
    assert client.post("Contact", json={"Name": "B"}).json()["Number2"] == "10002"


def test_interests_are_changed_one_by_one(client: httpx.Client) -> None:
    def selected(entity: dict[str, Any]) -> list[int]:
        return [i["Id"] for h in entity["Interests"] for i in h["ChildItems"] if i["Selected"]]

    both = [{"Id": 1, "Selected": True}, {"Id": 4, "Selected": True}]
    saved = client.post("Contact", json={"Name": "A", "Interests": both}).json()
    assert selected(saved) == [1, 4]
    fewer = {"ContactId": saved["ContactId"], "Interests": [{"Id": 1, "Selected": False}]}
    assert selected(client.post("Contact", json=fewer).json()) == [4]
    whole_tree = {
        "ContactId": saved["ContactId"],
        "Interests": client.get("Contact/default").json()["Interests"],
    }
    assert selected(client.post("Contact", json=whole_tree).json()) == []


def test_select_leaves_nothing_else(client: httpx.Client) -> None:
    answer = client.post(
        "Contact", params={"$select": "name,department,category/id"}, json={"Name": "A"}
    ).json()
    assert answer["Name"] == "A"
    assert answer["Category"]["Id"] == 3
    assert answer["Category"]["Value"] is None
    assert answer["ContactId"] is None
    assert answer["_Links"] is None
    mine = client.get("Contact/2", params={"$select": "ContactId,Emails/value"}).json()
    assert mine["ContactId"] == 2
    assert [mail["Value"] for mail in mine["Emails"]] == ["post@nordlys-bakeri.example"]


def test_a_deleted_company_is_gone(client: httpx.Client) -> None:
    contact_id = client.post("Contact", json={"Name": "Bort"}).json()["ContactId"]
    gone = client.delete(f"Contact/{contact_id}")
    assert (gone.status_code, gone.content) == (204, b"")
    assert client.get(f"Contact/{contact_id}").status_code == 404
    assert client.get(f"Contact/{contact_id}/Persons").status_code == 404
    assert client.delete(f"Contact/{contact_id}").status_code == 404
    assert client.get("Contact", params={"$filter": "name is 'Bort'"}).json()["value"] == []
    assert client.post("Contact", json={"Name": "Neu"}).json()["ContactId"] == contact_id + 1


def test_validate_tells_what_a_user_should_mend(standing: httpx.Client) -> None:
    good = standing.get("Contact/default").json()
    good["CustomFields"] = {"SuperOffice:1": "K-1"}
    good["Name"] = "A"
    assert standing.post("Contact/Validate", json=good).json() == {}
    wrong = {
        "OrgNr": "1" * 50,
        "Number2": "DEMO-2",
        "Category": {"Id": 0},
        "Business": {"Id": 1},
        "CustomFields": {"SuperOffice:2": "many"},
    }
    answer = standing.post("Contact/Validate", json=wrong, headers={"Accept-Language": "sv"})
    assert answer.status_code == 200
    assert answer.json() == {
        "Name": "Fältet är obligatoriskt",
        "Category": "Fältet är obligatoriskt",
        "CustomFields.SuperOffice:1": "Fältet är obligatoriskt",
        "OrgNr": "Texten är för lång",
        "Number2": "Numret används redan eller är för långt",
        "CustomFields.SuperOffice:2": "Värdet passar inte i fältet",
    }
    raw = standing.post("Contact/Validate", json={"Name": "A"}).json()
    assert raw["Category"] == "[SR_ACCESS_MANDATORY]"


def test_saving_does_not_ask_for_what_the_tenant_calls_mandatory(client: httpx.Client) -> None:
    entity = client.post("Contact", json={"Name": "A", "Category": {"Id": 0}}).json()
    assert entity["Category"]["Id"] == 0
    assert entity["CustomFields"]["SuperOffice:1"] == ""


def test_everything_survives_a_restart(tmp_path: Path) -> None:
    data = tmp_path / "kept.db"
    sign_in = (USER, PASSWORD)
    with SandboxServer(data) as first:
        saved = httpx.post(f"{first.url}/api/v1/Contact", json={"Name": "Varig AS"}, auth=sign_in).json()
    with SandboxServer(data) as second:
        url = f"{second.url}/api/v1/Contact"
        read = httpx.get(f"{url}/{saved['ContactId']}", auth=sign_in).json()
        assert read | {"_Links": None} == saved | {"_Links": None}
        assert httpx.post(url, json={"Name": "B"}, auth=sign_in).json()["Number2"] == "10002"
        assert len(httpx.get(url, auth=sign_in).json()["value"]) == 7


@pytest.mark.parametrize("sandbox", [Options(companies=False)], indirect=True)
def test_a_sandbox_may_begin_with_its_owner_alone(client: httpx.Client) -> None:
    assert [row["name"] for row in client.get("Contact").json()["value"]] == ["Fjordlys Demo AS"]


def test_is_number_valid(standing: httpx.Client) -> None:
    def ask(number: str, contact_id: int = 0) -> Any:
        body = {"ContactId": contact_id, "Number": number}
        return standing.post("Agents/Contact/IsNumberValid", json=body).json()

    assert ask("77") is True
    assert ask("DEMO-2") is False
    assert ask("DEMO-2", contact_id=2) is True
    assert ask("") is False
    assert ask("7" * 50) is False


def test_agents_tell_unreadable_bodies_with_status_200(standing: httpx.Client) -> None:
    response = standing.post(
        "Agents/Contact/IsNumberValid", content=b"{", headers={"Content-Type": "application/json"}
    )
    assert response.status_code == 200
    assert set(response.json()) == {"Message", "MessageDetail"}
