"""However long a value is, and whatever it is, what is said of it is a sentence that people can read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

import pytest

from app.model.checks.rules import Rules
from app.model.checks.validation import check
from app.model.form.submission import InvalidEntity, parse_entity

LONG: Final = 3_000
VALUES: Final[dict[str, Any]] = {
    "Name": "Fjord AS",
    "Department": "Oslo",
    "OrgNr": "974760673",
    "Number1": "1",
    "Number2": "2",
    "DbiKey": "key",
    "OfNobody": "text",
    "Emails": [{"Value": "post@fjord.example", "Description": "d"}],
    "Phones": [{"Value": "22334455", "Description": "d"}],
    "Faxes": [{"Value": "22334455"}],
    "Urls": [{"Value": "fjord.example", "Description": "d"}],
    "Domains": ["fjord.example"],
    "Description": "text",
    "Address": {"Street": {"Address1": "a", "Zipcode": "0150", "City": "c", "State": "s"}},
    "Country": {"CountryId": 578, "Name": "n", "TwoLetterIsoCountry": "NO"},
    "Category": {"Id": 1, "Value": "v"},
    "Interests": [{"Id": 1, "Name": "i"}],
    "CustomFields": {"SuperOffice:1": "K"},
    "Persons": [
        {
            "Firstname": "Kari",
            "MiddleName": "m",
            "Lastname": "Ås",
            "Title": "t",
            "Position": "p",
            "BirthDate": "1980-11-24",
            "Email": "kari@fjord.example",
            "MobilePhone": "91122333",
            "OfficePhones": [{"Value": "22334455"}],
            "Urls": [{"Value": "fjord.example"}],
            "Address": {"Street": {"Zipcode": "0150"}},
            "CustomFields": {"SuperOffice:1": "K"},
        }
    ],
    "NextSteps": [
        {"Kind": "Appointment", "Title": "t", "StartDate": "2026-12-01T09:00:00+01:00", "Task": "Call"},
        {"Kind": "Consent", "Purpose": "p", "Source": "s", "LegalBase": "l"},
    ],
}


def changed(value: Any, text: str) -> Iterator[Any]:
    """Yields a value with each of its texts and numbers replaced, one at a time."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from ({**value, name: one} for one in changed(inner, text))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from ([*value[:index], one, *value[index + 1 :]] for one in changed(inner, text))
    else:
        yield text


def told(company: dict[str, Any], region: str) -> list[str]:
    try:
        return [one.message for one in check(parse_entity(json.dumps(company)), Rules(region=region))]
    except InvalidEntity as error:
        return [one.message for one in error.problems]


def test_the_sample_itself_is_right() -> None:
    assert told(VALUES, "NO") == []


@pytest.mark.parametrize("pattern", ["9", "a b ", "1980-"])
def test_no_long_value_is_quoted_whole(pattern: str) -> None:
    companies = list(changed(VALUES, pattern * (LONG // len(pattern))))
    assert len(companies) > 40
    assert [one for company in companies for one in told(company, "NO") if len(one) > 300] == []
