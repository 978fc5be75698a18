from __future__ import annotations

from typing import Any

from app.model.additions.company_there import CompanyThere, PersonThere
from app.model.carriers.contact import ContactEntityWithLinks
from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.carriers.reading import read_as
from app.model.checks.problem import Severity
from app.model.checks.rules import FieldRule, Rules

RECORD: dict[str, Any] = {
    "ContactId": 2,
    "Name": "Bakery",
    "Number2": "1002",
    "OrgNr": "999 888 771",
    "Source": 0,
    "Category": {"Id": 4, "Value": "Partner"},
    "Business": {"Id": 0, "Value": ""},
    "Country": {"CountryId": 752, "Name": "Sweden"},
    "Domains": ["a.example", "b.example"],
    "Xstop": True,
    "Phones": [{"Value": "22 33 44 55"}, {"Value": ""}],
    "Interests": [{"Id": 9, "Selected": False, "ChildItems": [{"Id": 1, "Name": "Fairs", "Selected": True}]}],
    "Address": {"Street": {"Address1": "", "City": "Oslo"}, "Postal": None},
    "CustomFields": {
        "SuperOffice:1": "K-1",
        "SuperOffice:2": "[I:0]",
        "SuperOffice:7": "[I:3]",
        "SuperOffice:7:DisplayText": "Large",
    },
}
KARI = PersonThere("Kari", "Ås", "kari@a.example", "CEO")


def company(**changes: Any) -> CompanyThere:
    record = {**RECORD, **changes}
    return CompanyThere(record, read_as(ContactEntityWithLinks, record), (KARI,))


def test_what_it_has_is_told_as_text_by_path() -> None:
    there = company()
    assert there.values() == {
        "Name": "Bakery",
        "OrgNr": "999 888 771",
        "Number2": "1002",
        "Category": "Partner",
        "Country": "Sweden",
        "Domains": "a.example, b.example",
        "Xstop": "True",
        "Address.Street.City": "Oslo",
        "CustomFields.SuperOffice:1": "K-1",
        "CustomFields.SuperOffice:7": "Large",
    }
    assert (there.rows("Phones"), there.rows("Emails"), there.interests()) == (["22 33 44 55"], [], ["Fairs"])
    assert (there.name, there.number, there.city, there.country_id) == ("Bakery", "1002", "Oslo", 752)
    assert [one.line for one in there.people] == ["Kari Ås (CEO)"]


def test_what_has_a_value_is_closed_and_what_is_empty_is_open() -> None:
    rules = Rules(fields={"business": FieldRule(mandatory=True)}, may_create=False)
    found = company().rules(rules, {})
    assert found.for_path("OrgNr") == FieldRule(read_only=True, reason="The company has “999 888 771” here.")
    assert found.for_path("Business") == FieldRule()
    assert found.for_path("Name").read_only
    assert found.may_create
    assert found.is_for_addition
    assert not company().rules(rules, {"OrgNr": "1"}).for_path("OrgNr").read_only, "it has to be corrected"


def test_what_the_user_may_not_change_there_is_closed_with_the_reason() -> None:
    layout = (UserDefinedFieldInfo(prog_id="SuperOffice:9"),)
    told = {"Phones": {"FieldRight": {"Mask": "Read", "Reason": "Locked."}}}
    found = company(FieldProperties=told).rules(Rules(layout=layout), {})
    assert found.for_path("Phones").reason == "You have no right to change this. Locked."
    assert not found.for_path("Emails").read_only
    right = {"Mask": "Select", "Reason": ""}
    found = company(TableRight=right).rules(Rules(layout=layout), {})
    assert found.for_path("CustomFields.SuperOffice:9").reason == "You have no right to change this company."
    assert not found.for_path("Persons").read_only, "people are records of their own"


def test_what_cannot_be_added_is_a_problem_at_its_place() -> None:
    form = {
        "Name": "Bakery",
        "Target": {"contact_id": 2},
        "OrgNr": "1",
        "Persons": [{"Firstname": "kari", "Lastname": "ås"}],
    }
    assert company().differences(form) == (("OrgNr", "999 888 771"),)
    assert [(one.path, one.severity) for one in company().problems(form)] == [
        ("OrgNr", Severity.ERROR),
        ("Persons[0]", Severity.ERROR),
    ]
    replaced = {**form, "Target": {"contact_id": 2, "replaces": {"OrgNr": "999 888 771"}}, "Persons": None}
    assert company().problems(replaced) == ()
    assert company(OrgNr="2").differences(replaced) == (("OrgNr", "2"),), "another one than was shown"


def test_a_deleted_company_takes_nothing() -> None:
    assert [one.message for one in company(Deleted=1).problems({})] == ["This company has been deleted."]
