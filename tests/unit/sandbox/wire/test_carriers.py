"""Reading bodies as Newtonsoft.Json does, and writing whole carriers."""

from typing import Any

import pytest

from app.sandbox.errors import ServerError
from app.sandbox.wire.carriers import CARRIERS, make, read


def test_names_in_any_case_and_unknown_ones_ignored() -> None:
    body = {"NAME": "Acme", "contactid": 7, "Nonsense": 1, "OrgNr": None}
    assert read("ContactEntity", body) == {"Name": "Acme", "ContactId": 7}


@pytest.mark.parametrize(
    ("name", "sent", "kept"),
    [
        ("ContactId", " 7 ", 7),
        ("Name", 7, "7"),
        ("Name", True, "True"),
        ("Xstop", "TRUE", True),
        ("Xstop", 1, True),
        ("DbiLastModified", "2024-03-01T10:00:00Z", "2024-03-01T10:00:00Z"),
        ("DbiLastModified", "", "0001-01-01T00:00:00"),
        ("Domains", ["a.example", None], ["a.example"]),
        ("CustomFields", {"SuperOffice:1": "x"}, {"SuperOffice:1": "x"}),
        ("Category", {"id": "3"}, {"Id": 3}),
    ],
)
def test_values_are_converted(name: str, sent: Any, kept: Any) -> None:
    assert read("ContactEntity", {name: sent}) == {name: kept}


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("ContactId", 2**31),
        ("ContactId", True),
        ("ContactId", 1.5),
        ("Name", {}),
        ("Xstop", "yes"),
        ("DbiLastModified", "yesterday"),
        ("Domains", "a.example"),
        ("Category", 3),
        ("CustomFields", []),
    ],
)
def test_values_of_another_type_are_refused_with_their_path(name: str, sent: Any) -> None:
    with pytest.raises(ServerError, match="request is invalid") as caught:
        read("ContactEntity", {name: sent})
    assert caught.value.body["MessageDetail"].startswith(f"{name}: ")


def test_the_path_leads_into_arrays() -> None:
    with pytest.raises(ServerError) as caught:
        read("ContactEntity", {"Emails": [{"Value": "a"}, {"Value": []}]})
    assert caught.value.body["MessageDetail"].startswith("Emails[1].Value: ")


def test_a_whole_carrier_has_every_property() -> None:
    made = make("ContactEntity", Name="Acme")
    assert made.keys() >= CARRIERS["ContactEntity"].keys() | {"TableRight", "FieldProperties"}
    assert (made["Name"], made["Department"], made["Emails"], made["Category"]) == ("Acme", "", [], None)
