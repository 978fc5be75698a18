"""Recognising on the server what was sent, though the server writes things its own way."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import PersonEntity
from app.model.carriers.reading import read_as
from app.model.carriers.wire import declared_properties
from app.model.checks.same_record import (
    compared,
    differences,
    has_become,
    is_same_key,
    is_same_record,
    may_be,
)
from app.model.form.submission import body_to_post
from app.sandbox import Options, SandboxServer
from tests.helpers.fakes.delivery import Desk


def company(**wire: Any) -> ContactEntity:
    return read_as(ContactEntity, wire)


SENT: dict[str, Any] = {
    "ContactId": 0,
    "Name": "fjord  og fjell as ",
    "Department": "Salg",
    "OrgNr": "923 609 016",
    "Number2": "77",
    "Description": "One\nTwo",
    "NoMailing": True,
    "Xstop": False,
    "Phones": [{"Value": "+47 (0) 22 33 44 55", "Description": "Switchboard"}, {"Value": "110"}],
    "Emails": [{"Value": "Post@Fjord.example"}],
    "Urls": [{"Value": "https://www.fjord.example/"}],
    "Domains": ["fjord.example"],
    "Category": {"Id": 2},
    "Country": {"CountryId": 578},
    "Associate": {"AssociateId": 5},
    "Interests": [{"Id": 3, "Selected": True}, {"Id": 4, "Selected": False}],
    "Address": {"Wgs84Latitude": 59.9139, "Street": {"Address1": "Kaigata 1", "City": "BERGEN"}},
    "DbiLastModified": "2026-11-24T10:00:00Z",
    "CustomFields": {
        "SuperOffice:1": "Bærum",
        "SuperOffice:2": "[I:7]",
        "SuperOffice:3": "[F:3.10]",
        "SuperOffice:4": "[D:06/19/2026]",
        "SuperOffice:5": "12",
        "x_time": "[T:01/01/0001 14:35:00.00000]",
        "x_gone": "dropped by the server",
    },
}
FOUND: dict[str, Any] = {
    "ContactId": 15,
    "Name": "Fjord Og Fjell As",
    "Department": "salg",
    "OrgNr": "923 609 016",
    "Number1": "FJORDOGF",
    "Number2": "10015",
    "Description": "One\r\nTwo",
    "NoMailing": True,
    "Xstop": None,
    "Phones": [
        {"Value": "110"},
        {"Value": "22 33 44 55", "Description": "switchboard", "StrippedValue": "1"},
    ],
    "Emails": [{"Value": "post@fjord.example"}, {"Value": "added@by.the.server"}],
    "Urls": [{"Value": "www.fjord.example"}],
    "Domains": ["other.example", "Fjord.example"],
    "Category": {"Id": 2, "Value": "Customer"},
    "Country": {"CountryId": 578, "Name": "Norge"},
    "Associate": {"AssociateId": 5, "FullName": "Ingrid"},
    "Interests": [{"Id": 9, "ChildItems": [{"Id": 3, "Selected": True}, {"Id": 8, "Selected": True}]}],
    "Address": {"Wgs84Latitude": 59.91391, "Street": {"Address1": "Kaigata 1", "City": "Bergen"}},
    "DbiLastModified": "2026-11-24T11:00:00",
    "CustomFields": {
        "SuperOffice:1": "Bærum ",
        "SuperOffice:2": "7",
        "SuperOffice:3": "[F:3.1]",
        "SuperOffice:4": "[DT:06/19/2026 00:00:00.0000000]",
        "SuperOffice:5": "[I:12]",
        "x_time": "[T:06/19/2019 14:35:00.00000]",
        "SuperOffice:9": "a default",
    },
    "TableRight": {"Mask": "Full"},
}


def test_the_servers_own_way_of_writing_is_no_difference() -> None:
    assert differences(company(**SENT), company(**FOUND)) == ()


@pytest.mark.parametrize(
    ("found", "path"),
    [
        ({"Name": "Fjord og fjell ASA"}, "Name"),
        ({"Department": ""}, "Department"),
        ({"Department": None}, "Department"),
        ({"NoMailing": False}, "NoMailing"),
        ({"Xstop": True}, "Xstop"),
        ({"Phones": [{"Value": "110"}]}, "Phones[0]"),
        ({"Phones": [{"Value": "110"}, {"Value": "22 33 44 56", "Description": "switchboard"}]}, "Phones[0]"),
        ({"Phones": [{"Value": "112"}, {"Value": "22334455", "Description": "switchboard"}]}, "Phones[1]"),
        ({"Phones": [{"Value": "110"}, {"Value": "22334455", "Description": "Fax"}]}, "Phones[0]"),
        ({"Emails": []}, "Emails[0]"),
        ({"Urls": [{"Value": "www.fjord.example/en"}]}, "Urls[0]"),
        ({"Domains": None}, "Domains[0]"),
        ({"Category": {"Id": 3}}, "Category.Id"),
        ({"Category": None}, "Category.Id"),
        ({"Country": {"CountryId": 47}}, "Country.CountryId"),
        ({"Interests": [{"Id": 3, "Selected": False}]}, "Interests"),
        ({"Address": {"Wgs84Latitude": 59.9139, "Street": {"Address1": "Kaigata 1"}}}, "Address.Street.City"),
        (
            {"Address": {"Wgs84Latitude": 59.92, "Street": {"Address1": "Kaigata 1", "City": "Bergen"}}},
            "Address.Wgs84Latitude",
        ),
        ({"DbiLastModified": "2026-11-27T10:00:00Z"}, "DbiLastModified"),
        ({"DbiLastModified": "2026-11-25T12:00:01Z"}, "DbiLastModified"),
        ({"DbiLastModified": "0001-01-01T00:00:00"}, "DbiLastModified"),
        ({"CustomFields": {"SuperOffice:1": "Oslo"}}, "CustomFields.SuperOffice:1"),
        ({"CustomFields": {"SuperOffice:2": "[I:8]"}}, "CustomFields.SuperOffice:2"),
        ({"CustomFields": {"SuperOffice:2": "seven"}}, "CustomFields.SuperOffice:2"),
        ({"CustomFields": {"SuperOffice:4": "[D:06/20/2026]"}}, "CustomFields.SuperOffice:4"),
        ({"CustomFields": {"SuperOffice:4": ""}}, "CustomFields.SuperOffice:4"),
    ],
)
def test_what_another_company_has_is_a_difference(found: dict[str, Any], path: str) -> None:
    assert differences(company(**SENT), company(**(FOUND | found))) == (path,)


def test_a_time_of_the_furthest_zone_is_no_difference() -> None:
    found = FOUND | {"DbiLastModified": "2026-11-25T12:00:00Z"}
    assert differences(company(**SENT), company(**found)) == ()


def test_two_equal_rows_need_two_rows() -> None:
    twice = company(Emails=[{"Value": "a@fjord.example"}, {"Value": "a@fjord.example"}])
    assert is_same_record(twice, twice)
    assert not is_same_record(twice, company(Emails=[{"Value": "a@fjord.example"}]))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("22 33 44 55", "+47 22 33 44 55"),
        ("0151 1234567", "+49 151 1234567"),
        ("ring Kari", "Ring Kari"),
        ("intern ²", "intern 2"),
        ("02 345", "2345"),
    ],
)
def test_a_phone_is_its_digits(typed: str, kept: str) -> None:
    assert is_same_record(company(Phones=[{"Value": typed}]), company(Phones=[{"Value": kept}]))


@pytest.mark.parametrize(("typed", "kept"), [("110", "22110"), ("ring Kari", "ring Ola"), ("22334455", "")])
def test_other_digits_are_another_phone(typed: str, kept: str) -> None:
    assert not is_same_record(company(Phones=[{"Value": typed}]), company(Phones=[{"Value": kept}]))


def test_blank_rows_and_empty_values_were_not_sent() -> None:
    blank = company(
        Name="Fjord", Phones=[{"Value": ""}], Department="", Category=None, Address={"Street": {}}, Source=0
    )
    assert is_same_record(blank, company(Name="Fjord", Department="Salg", Source=4))


def test_people_are_compared_by_what_was_typed_of_them() -> None:
    sent = read_as(
        PersonEntity,
        {"Firstname": "kari", "Contact": {"ContactId": 5}, "MobilePhones": [{"Value": "91122333"}]},
    )
    found = {"Firstname": "Kari", "Contact": {"ContactId": 5, "Name": "Fjord"}, "PersonId": 9}
    assert is_same_record(
        sent, read_as(PersonEntity, {**found, "MobilePhones": [{"Value": "+47 911 22 333"}]})
    )
    assert differences(sent, read_as(PersonEntity, found)) == ("MobilePhones[0]",)
    elsewhere = {**found, "Contact": {"ContactId": 6}, "MobilePhones": [{"Value": "91122333"}]}
    assert differences(sent, read_as(PersonEntity, elsewhere)) == ("Contact.ContactId",)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with SandboxServer(tmp_path / "sandbox.db", Options()) as server, Desk(tmp_path, server.url) as desk:
        yield desk


def test_what_a_server_makes_of_a_full_company_is_recognised(desk: Desk) -> None:
    api = desk.api()
    sent = body_to_post(
        company(
            Name="blåbær & sønner a/s",
            Department=" Salg ",
            Number2="10001",
            Phones=[{"Value": "+47 22 33 44 55", "Description": "Switchboard"}, {"Value": ""}],
            Emails=[{"Value": "post@blabaer.example"}],
            Interests=[{"Id": 2, "Selected": True}],
            Address={"Street": {"Address1": "Kaigata 1", "Zipcode": "5003", "City": "Bergen"}},
            CustomFields={"SuperOffice:1": "Bærum"},
        ),
        api.default_contact(),
    )
    saved = api.contact(api.create_contact(sent).contact_id or 0)
    assert differences(sent, saved) == ()
    other = api.contact(api.create_contact(sent.with_changes(department="Innkjøp")).contact_id or 0)
    assert differences(sent, other) == ("Department",)


def test_compared_is_what_cannot_be_missing() -> None:
    sent = company(**SENT)
    assert sent.custom_fields
    missed = {
        name
        for name in sent.given
        if not is_same_record(sent, read_as(ContactEntity, _without(sent.to_json_object(), name)))
    }
    assert compared(sent) == missed >= {"name", "phones", "category", "no_mailing", "address"}
    assert not missed & {"xstop", "number2", "custom_fields"}


def _without(record: dict[str, Any], name: str) -> dict[str, Any]:
    wire = declared_properties(ContactEntity)[name].wire_name
    return {key: value for key, value in record.items() if key != wire}


REWRITTEN: dict[str, Any] = {
    "OrgNr": "923609016",
    "Description": "One?Two",
    "Phones": [{"Value": "22 33 44 55", "Description": "another one"}, {"Value": "110"}],
    "Emails": [{"Value": "post@fjo"}],
    "Urls": [{"Value": "fjord.example"}],
    "Domains": ["www.fjord.example"],
}
"""What servers make of the values of `SENT`."""


@pytest.mark.parametrize("path", REWRITTEN)
def test_what_a_server_has_rewritten_is_no_other_record(path: str) -> None:
    assert has_become(company(**SENT), company(**(FOUND | {path: REWRITTEN[path]})))


def test_all_of_it_may_be_rewritten_at_once() -> None:
    sent, found = company(**SENT), company(**(FOUND | REWRITTEN))
    assert (has_become(sent, found), may_be(sent, found)) == (True, True)
    assert differences(sent, found, as_rewritten=True) == ()
    assert not is_same_record(sent, found)


STREET = {"Address1": "Kaigata 1", "Zipcode": "5003", "City": "Bergen"}


@pytest.mark.parametrize(
    "found",
    [
        {"Description": None},
        {"Description": "Written anew by a rule of the server"},
        {"OrgNr": ""},
        {"Phones": []},
        {"Phones": [{"Value": "110"}]},
        {"Emails": None},
        {"Domains": ["another.example"]},
        {"Address": None},
        {"Address": {"Street": {"Address1": "P.O. Box 5", "City": "BERGEN"}}},
        {"Category": {"Id": 9}},
        {"Country": None},
        {"NoMailing": False},
        {"Department": ""},
        {"CustomFields": {"SuperOffice:1": "Oslo"}},
    ],
)
def test_what_is_dropped_or_is_secondary_shows_no_other_record(found: dict[str, Any]) -> None:
    sent = company(**SENT)
    assert may_be(sent, company(**(FOUND | found)))
    assert not has_become(sent, company(**(FOUND | found)))


@pytest.mark.parametrize(
    "found",
    [
        {"Name": "Fjell og fjord as"},
        {"OrgNr": "923 609 017"},
        {"Department": "Innkjøp"},
        {"Country": {"CountryId": 47}},
        {"Phones": [{"Value": "99 88 77 66"}]},
        {"Emails": [{"Value": "another@fjord.example"}]},
        {"Urls": [{"Value": "fjell.example"}]},
        {"Address": {"Street": STREET | {"City": "Oslo"}}},
    ],
)
def test_what_only_another_has_shows_another_record(found: dict[str, Any]) -> None:
    sent = company(**SENT)
    assert not may_be(sent, company(**(FOUND | found)))


def test_a_key_of_its_user_and_a_postcode_tell_companies_apart() -> None:
    sent = company(Name="Fjord", DbiKey="ERP-7", Address={"Postal": STREET})
    assert may_be(sent, company(Name="Fjord", Address={"Postal": STREET | {"Zipcode": "N-5003"}}))
    assert not may_be(sent, company(Name="Fjord", DbiKey="ERP-8", Address={"Postal": STREET}))
    assert not may_be(sent, company(Name="Fjord", Address={"Postal": STREET | {"Zipcode": "5004"}}))


def test_of_people_other_addresses_and_companies_tell() -> None:
    def person(**wire: Any) -> PersonEntity:
        given = {"Firstname": "Kari", "Emails": [{"Value": "kari.one@fjord.example"}]}
        return read_as(PersonEntity, given | wire)

    sent = person(Title="Head", Contact={"ContactId": 5}, MobilePhones=[{"Value": "911 22 333 ext. 5"}])
    assert may_be(sent, person(Title="Chief", Position={"Id": 3}, Emails=[], Contact={"ContactId": 5}))
    assert not may_be(sent, person(Contact={"ContactId": 6}))
    assert not may_be(sent, person(Emails=[{"Value": "kari.two@fjord.example"}]))
    assert not may_be(sent, person(MobilePhones=[{"Value": "922 33 444"}]))
    assert not may_be(sent, person(Firstname="Ola"))


@pytest.mark.parametrize(
    ("found", "is_same"),
    [
        ("3f2b-77aa-90cc-1234", True),
        ("3F2B77AA90CC1234", True),
        ("crm:3f2b77aa90cc1234", True),
        ("3f2b-77aa-90cc-1235", False),
        ("", False),
    ],
)
def test_a_key_is_the_same_however_a_server_writes_it(found: str, *, is_same: bool) -> None:
    assert is_same_key("3f2b-77aa-90cc-1234", found) is is_same
    assert is_same_key("", found) is (found == "")
