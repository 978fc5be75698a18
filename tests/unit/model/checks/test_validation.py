from dataclasses import replace
from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.carriers.reading import read_as
from app.model.checks.problem import Severity
from app.model.checks.rules import FieldRule, Rules
from app.model.checks.validation import check, check_in_stages

GOOD: dict[str, Any] = {"Name": "Fjell AS"}
NORWAY = Rules(region="NO")


def found(wire: dict[str, Any], rules: Rules = NORWAY) -> list[tuple[str, Severity]]:
    problems = check(read_as(ContactEntity, wire), rules)
    assert all(problem.message for problem in problems)
    return [(problem.path, problem.severity) for problem in problems]


def layout(**field: Any) -> Rules:
    shaped = {"ProgId": "SuperOffice:4", "FieldLabel": "Grade", **field}
    return Rules(layout=(read_as(UserDefinedFieldInfo, shaped),))


def test_a_name_is_enough() -> None:
    assert found(GOOD) == []


@pytest.mark.parametrize(
    ("wire", "path"),
    [
        ({}, "Name"),
        ({"Name": "  "}, "Name"),
        (GOOD | {"Persons": [{"Firstname": "Ola"}, {"Title": "CEO"}]}, "Persons[1].Firstname"),
        (GOOD | {"Persons": [{"Lastname": "N" * 100}]}, "Persons[0].Lastname"),
        ({"Name": "N" * 220}, "Name"),
        (GOOD | {"OrgNr": "1" * 50}, "OrgNr"),
        (GOOD | {"Urls": [{"Value": "a.no"}, {"Value": "a.no/" + "x" * 1023}]}, "Urls[1].Value"),
        (GOOD | {"Address": {"Street": {"Zipcode": "0" * 12}}}, "Address.Street.Zipcode"),
        (GOOD | {"Domains": ["a.no", "b" * 256]}, "Domains[1]"),
    ],
)
def test_errors(wire: dict[str, Any], path: str) -> None:
    assert found(wire, Rules()) == [(path, Severity.ERROR)]


def test_what_the_server_fills_is_not_measured() -> None:
    assert found(GOOD | {"Category": {"Id": 1, "Value": "x" * 300}}) == []


@pytest.mark.parametrize(
    ("wire", "path"),
    [
        ({"Emails": [{"Value": "unde"}]}, "Emails[0].Value"),
        ({"Phones": [{"Value": "22 86 54 00"}, {"Value": "itaque"}]}, "Phones[1].Value"),
        ({"Faxes": [{"Value": "12"}]}, "Faxes[0].Value"),
        ({"Urls": [{"Value": "not a site"}]}, "Urls[0].Value"),
        ({"OrgNr": "123456789"}, "OrgNr"),
        ({"Domains": ["fjell.no", "not a domain"]}, "Domains[1]"),
        ({"Address": {"Street": {"Zipcode": "ABC"}}}, "Address.Street.Zipcode"),
        ({"Address": {"Postal": {"Zipcode": "ABC"}}}, "Address.Postal.Zipcode"),
        ({"Persons": [{"Firstname": "Ola", "Email": "ola@"}]}, "Persons[0].Email"),
        ({"Persons": [{"Firstname": "Ola", "MobilePhone": "x"}]}, "Persons[0].MobilePhone"),
    ],
)
def test_warnings(wire: dict[str, Any], path: str) -> None:
    assert found(GOOD | wire) == [(path, Severity.WARNING)]


@pytest.mark.parametrize(
    "wire",
    [
        {"Emails": [{"Value": "bjørn@fjell.no"}]},
        {"Phones": [{"Value": "+44 20 7946 0958"}]},
        {"OrgNr": "974 760 673"},
        {"OrgNr": "NO 974 760 673 MVA"},
        {"Urls": [{"Value": "www.fjell.no/om-oss"}]},
    ],
)
def test_what_is_plausible(wire: dict[str, Any]) -> None:
    assert found(GOOD | wire) == []


def test_a_national_number_is_not_checked_without_a_country() -> None:
    assert found(GOOD | {"Phones": [{"Value": "22 86 54 00"}]}, Rules()) == []


def test_a_heading_is_no_value() -> None:
    rules = Rules(headings={"category": frozenset({3})})
    assert found(GOOD | {"Category": {"Id": 3}}, rules) == [("Category", Severity.ERROR)]
    assert found(GOOD | {"Category": {"Id": 4}}, rules) == []


def test_what_the_tenant_calls_mandatory() -> None:
    rules = Rules(fields={"category": FieldRule(mandatory=True), "orgnr": FieldRule(mandatory=True)})
    assert found(GOOD, rules) == [("Category", Severity.MANDATORY), ("OrgNr", Severity.MANDATORY)]
    assert found(GOOD | {"Category": {"Id": 1}, "OrgNr": "1"}, rules) == []
    told = [one.message.partition(" ")[0] for one in check(read_as(ContactEntity, GOOD), rules)]
    assert told == ["Choose", "Fill"], "what is chosen of a list is not filled in"


def test_the_tenants_length_is_shorter() -> None:
    rules = Rules(fields={"name": FieldRule(limit=5)})
    assert found({"Name": "Fjell AS"}, rules) == [("Name", Severity.ERROR)]


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ({"FieldType": "ShortText", "IsMandatory": True}, None, Severity.MANDATORY),
        ({"FieldType": "ShortText", "IsMandatory": True, "IsReadOnly": True}, None, None),
        ({"FieldType": "ShortText", "TextLength": 5}, "123456", Severity.ERROR),
        ({"FieldType": "ShortText"}, "x" * 39, None),
        ({"FieldType": "Number"}, "[I:abc]", Severity.ERROR),
        ({"FieldType": "Date"}, "[D:06/19/2019]", None),
        ({"FieldType": "Date", "IsMandatory": True}, "[D:01/01/0001 00:00:00]", Severity.MANDATORY),
        ({"FieldType": "List", "IsMandatory": True, "MdoListName": "a"}, "[I:0]", Severity.MANDATORY),
        ({"FieldType": "List", "IsMandatory": True}, "[I:0]", None),
        ({"FieldType": "RelationTo", "IsMandatory": True}, "[I:0]", None),
    ],
)
def test_custom_fields(field: dict[str, Any], value: str | None, expected: Severity | None) -> None:
    wire = GOOD | {"CustomFields": {"SuperOffice:4": value}}
    assert found(wire, layout(**field)) == ([("CustomFields.SuperOffice:4", expected)] if expected else [])


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (FieldRule(mandatory=True), [("CustomFields.SuperOffice:4", Severity.MANDATORY)]),
        (FieldRule(mandatory=True, read_only=True), []),
        (FieldRule(mandatory=True, hidden=True), []),
        (FieldRule(), []),
    ],
)
def test_the_rights_to_a_custom_field_hold_besides_its_layout(rule: FieldRule, expected: object) -> None:
    rules = replace(layout(FieldType="ShortText"), fields={"customfields.superoffice:4": rule})
    assert found(GOOD, rules) == expected


def test_of_rows_alone_nothing_is_told_that_is_about_the_whole() -> None:
    rules = replace(NORWAY, may_create=False)
    wire = {"Persons": [{"Title": "CEO"}], "Emails": [{"Value": "a@b"}]}
    whole, rows = (
        [
            one.path
            for stage in check_in_stages(read_as(ContactEntity, wire), rules, only_rows=only)
            for one in stage
        ]
        for only in (False, True)
    )
    assert whole[:2] == ["", "Name"]
    assert rows == [path for path in whole if path not in ("", "Name")]
    assert rows


def test_what_is_too_long_in_a_row_is_told_of_rows_alone() -> None:
    wire = {"Phones": [{"Value": "1", "Description": "x" * 2000}]}
    stages = check_in_stages(read_as(ContactEntity, wire), NORWAY, only_rows=True)
    assert "Phones[0].Description" in [one.path for stage in stages for one in stage]
