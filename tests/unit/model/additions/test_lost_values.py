from __future__ import annotations

from typing import Any

import pytest

from app.model.additions.lost_values import Lost, lost_values

SENT: dict[str, Any] = {
    "Name": "Fjord AS",
    "OrgNr": "923609016",
    "Description": "Met at\nthe fair",
    "Phones": [{"Value": "22 33 44 55"}, {"Value": "22 33 44 66"}],
    "Emails": [{"Value": "Post@fjord.example"}],
    "Address": {"Street": {"Address1": "Kaia 1", "Zipcode": "0150"}},
    "Category": {"Id": 3, "Value": "Customer"},
    "CustomFields": {"a:1": "Blue", "a:2": "[I:5]"},
    "DbiKey": "token",
    "Domains": ["fjord.example"],
}
EMPTY: dict[str, Any] = {
    "Name": "Fjord AS",
    "OrgNr": "",
    "Description": " ",
    "Phones": [],
    "Emails": [],
    "Address": {"Street": {"Address1": "", "Zipcode": ""}},
    "Category": {"Id": 3, "Value": ""},
    "CustomFields": {"a:1": "", "a:2": "[I:0]"},
    "DbiKey": "",
    "Domains": [],
}


def test_what_is_empty_in_the_answer_is_told_at_its_place() -> None:
    assert lost_values(SENT, EMPTY) == [
        Lost("OrgNr", "923609016"),
        Lost("Description", "Met at\nthe fair"),
        Lost("Phones[0].Value", "22 33 44 55"),
        Lost("Phones[1].Value", "22 33 44 66"),
        Lost("Emails[0].Value", "Post@fjord.example"),
        Lost("Address.Street.Address1", "Kaia 1"),
        Lost("Address.Street.Zipcode", "0150"),
        Lost("CustomFields.a:1", "Blue"),
        Lost("CustomFields.a:2", "5"),
    ]


def test_what_the_answer_does_not_name_is_not_told() -> None:
    assert lost_values(SENT, {"Name": "Fjord AS"}) == []
    assert lost_values(SENT, {**dict.fromkeys(SENT), "Name": "Fjord AS"}) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"OrgNr": "NO 923 609 016 MVA"},
        {"OrgNr": "0"},
        {"Description": "MET AT THE FAIR"},
        {"Phones": [{"Value": "+47 22334455"}, {"Value": "0047-22334466"}]},
        {"Phones": [{"Value": "somebody’s"}, {"Value": "another"}]},
        {"Emails": [{"Value": "post@fjord.example "}]},
        {"Emails": [], "Urls": [{"Value": "post@fjord.example"}]},
        {"Phones": [], "Faxes": [{"Value": "+47 22 33 44 55"}, {"Value": "22334466"}]},
        {
            "Address": {
                "Street": {"Address1": "", "Zipcode": ""},
                "LocalizedAddress": [[{"Value": "Kaia 1"}, {"Value": "0150"}]],
            }
        },
    ],
)
def test_what_is_written_in_another_way_or_place_is_no_loss(changes: dict[str, Any]) -> None:
    assert lost_values(SENT, {**SENT, **changes}) == []


def test_of_several_rows_the_missing_one_is_told_and_twins_are_none() -> None:
    assert lost_values(SENT, {**SENT, "Phones": [{"Value": "22334455"}]}) == [
        Lost("Phones[1].Value", "22 33 44 66")
    ]
    twice = {"Phones": [{"Value": "22 33 44 55"}, {"Value": "+47 22334455"}]}
    assert lost_values(twice, {"Phones": [{"Value": "+4722334455"}]}) == []
