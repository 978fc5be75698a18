"""Values that no column can hold are refused, each with a sentence at its field."""

from __future__ import annotations

from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.model.carriers.reading import read_as
from app.model.checks.form_problems import form_problems
from app.model.checks.possible_values import impossible_values, is_blank, possible_value_problems
from app.model.checks.rules import Rules

INVISIBLE = "\u200b\u00ad\u2800\u3164 \u2060"
NUMBER = "Enter a whole number from -2,147,483,648 to 2,147,483,647."
BOUNDS = "This number is beyond all bounds. Enter one with digits."
LINE = "A line break or tab is in it, but this is one line. Write a space instead."
STORED = "A character that cannot be stored (U+{}) is in it. Take it out."

VALUES: list[tuple[dict[str, Any], str, str]] = [
    ({"Name": "A\u0007"}, "Name", STORED.format("0007")),
    ({"Name": "A\x00"}, "Name", STORED.format("0000")),
    ({"Name": "A\x85"}, "Name", STORED.format("0085")),
    ({"Name": "A\ud800"}, "Name", STORED.format("D800")),
    ({"Name": "A\nB"}, "Name", LINE),
    ({"Department": "A\tB"}, "Department", LINE),
    ({"Description": "A\nB\x1b"}, "Description", STORED.format("001B")),
    ({"CustomFields": {"a:1": "x\x07"}}, "CustomFields.a:1", STORED.format("0007")),
    ({"Emails": [{"Value": "a@b.example"}, {"Value": "a@b.example\r"}]}, "Emails[1].Value", LINE),
    ({"Domains": ["fjord.example", "a\x01"]}, "Domains[1]", STORED.format("0001")),
    ({"Address": {"Street": {"City": "Oslo\v"}}}, "Address.Street.City", STORED.format("000B")),
    ({"Newer": ["a\x01"]}, "Newer[0]", STORED.format("0001")),
    ({"Source": 2**31}, "Source", NUMBER),
    ({"DbiAgentId": -(2**31) - 1}, "DbiAgentId", NUMBER),
    ({"Country": {"CountryId": 2**40}}, "Country", NUMBER),
    ({"Interests": [{"Id": 2**31, "Selected": True}]}, "Interests[0].Id", NUMBER),
    ({"Persons": [{"Firstname": "Kari\x07"}]}, "Persons[0].Firstname", STORED.format("0007")),
    (
        {"Persons": [{"Firstname": "Kari", "TicketPriority": {"Id": 2**31}}]},
        "Persons[0].TicketPriority.Id",
        NUMBER,
    ),
    ({"Persons": [{"Firstname": "Kari", "Nickname": "a\nb"}]}, "Persons[0].Nickname", LINE),
    ({"Address": {"Wgs84Latitude": float("inf")}}, "Address.Wgs84Latitude", BOUNDS),
    ({"Address": {"Wgs84Longitude": float("nan")}}, "Address.Wgs84Longitude", BOUNDS),
    ({"Newer": float("-inf")}, "Newer", BOUNDS),
]


def company(**values: Any) -> ContactEntity:
    return read_as(ContactEntity, {"Name": "Fjord AS", **values})


@pytest.mark.parametrize(("values", "path", "message"), VALUES, ids=[path for _, path, _ in VALUES])
def test_each_is_told_at_its_field_in_the_form_and_in_commands(
    values: dict[str, Any], path: str, message: str
) -> None:
    told = [(one.path, one.message) for one in impossible_values(company(**values))]
    assert told == [(path, message)]
    problems = form_problems({"Name": "Fjord AS", **values}, None, Rules(), ())
    is_joined = message in (LINE, STORED.format("0085"), STORED.format("000B")) and "Nick" not in path
    assert ((path, message) in [(one.path, one.message) for one in problems]) is not is_joined, (
        "the form makes one line of several"
    )


@pytest.mark.parametrize(
    "values",
    [
        {"Description": "One\r\n\tTwo\n"},
        {"CustomFields": {"a:1": "One\nTwo"}},
        {"Persons": [{"Firstname": "Kari", "Description": "One\nTwo"}]},
        {"Source": 2**31 - 1, "DbiAgentId": -(2**31)},
        {"Newer": 2**60, "AlsoNewer": "One\nTwo"},
        {"UpdatedDate": "2026-01-01T00:00:00Z", "CreatedBy": {"AssociateId": 2**40}},
        {"Address": {"Wgs84Latitude": 59.9, "Wgs84Longitude": 10}},
        {"Name": "Ca\u200dfé \U0001f3d4"},
    ],
)
def test_what_a_column_can_hold_or_a_newer_server_may_take_passes(values: dict[str, Any]) -> None:
    assert list(impossible_values(company(**values))) == []


@pytest.mark.parametrize("name", ["", " \t", INVISIBLE, None])
def test_a_name_that_nobody_sees_is_none(name: str | None) -> None:
    assert is_blank(name)
    people = [{"Firstname": name, "Lastname": INVISIBLE}]
    told = [(one.path, one.message) for one in impossible_values(company(Name=name, Persons=people))]
    assert told[:2] == [
        ("Name", "Enter the name of the company."),
        ("Persons[0].Firstname", "Enter a first name or a last name."),
    ]
    problems = form_problems({"Name": name, "Persons": people}, None, Rules(), ())
    assert {"Name", "Persons[0].Firstname"} <= {one.path for one in problems}


def test_no_more_than_some_are_told() -> None:
    many = company(Emails=[{"Value": "a\x07"}] * 10_000)
    assert len(list(possible_value_problems(many))) == 20
