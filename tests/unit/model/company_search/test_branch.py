"""What another branch of a company begins with: what they share, and nothing of the one company alone."""

from __future__ import annotations

from typing import Any

import pytest

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.company_search.branch import Branch, begun_as_branch, branch_values, values_to_fill
from app.model.form.choices import NOT_SAME, TARGET

RECORD: dict[str, Any] = {
    "ContactId": 7,
    "Name": "Fjell AS",
    "Department": "Oslo",
    "OrgNr": "999888771",
    "Number1": "FJELL",
    "Number2": "10007",
    "DbiKey": "token",
    "Category": {"Id": 2, "Value": "Customer", "Tooltip": ""},
    "Business": {"Id": 0},
    "Associate": {"AssociateId": 5, "Name": "KM"},
    "Country": {"CountryId": 578, "Name": "Norway"},
    "Urls": [{"Value": "https://fjell.example", "Description": "x", "IsPrimary": True}, {"Value": " "}],
    "Phones": [{"Value": "+47 22 33 44 55"}],
    "Emails": [{"Value": "post@fjell.example"}],
    "Persons": [{"PersonId": 1}],
    "CustomFields": {
        "SuperOffice:1": "K-1",
        "SuperOffice:2": "[I:0]",
        "SuperOffice:3": "",
        "SuperOffice:4": "[I:3]",
        "SuperOffice:4:DisplayText": "Gold",
        "SuperOffice:5": None,
    },
    "Address": {
        "Street": {"Address1": "Storgata 1", "Zipcode": "0155", "City": "Oslo", "AddressType": "S"},
        "Postal": {"Address1": "Postboks 1", "Zipcode": "0101", "City": "Oslo", "AddressType": "P"},
        "LocalizedAddress": [[{"Value": "Storgata 1"}]],
    },
}


def test_what_branches_share_is_taken() -> None:
    assert branch_values(RECORD) == {
        "Category": {"Id": 2},
        "Associate": {"AssociateId": 5},
        "Country": {"CountryId": 578},
        "Urls": [{"Value": "https://fjell.example"}],
        "CustomFields": {"SuperOffice:1": "K-1", "SuperOffice:4": "[I:3]"},
        "Address": {"Postal": {"Address1": "Postboks 1", "Zipcode": "0101", "City": "Oslo"}},
    }


def test_a_postal_address_that_is_the_visiting_one_is_of_the_one_company() -> None:
    street = RECORD["Address"]["Street"]
    postal = {**street, "AddressType": "P"}
    assert "Address" not in branch_values({**RECORD, "Address": {"Street": street, "Postal": postal}})
    assert "Address" not in branch_values({**RECORD, "Address": {"Street": street}})


@pytest.mark.parametrize("garbage", [None, 7, "x", [], [7], {}, {"Id": True}, {"Street": 7, "Postal": [1]}])
def test_a_record_of_another_shape_has_less(garbage: Any) -> None:
    for name in ("Category", "Associate", "Country", "Urls", "CustomFields", "Address"):
        assert name not in branch_values({**RECORD, name: garbage}), name


def test_of_custom_fields_those_go_in_that_can_be_edited() -> None:
    kinds = {"a": "ShortText", "b": "Date", "c": "Attachment", "d": "RelationTo", "e": "List"}
    fields = [
        UserDefinedFieldInfo(prog_id=name, field_type=kind, mdo_list_name="udlist1")
        for name, kind in kinds.items()
    ]
    given = {"a": "K-1", "b": "[D:01/01/0001]", "c": "[I:7]", "d": "[I:8]", "e": "[I:3]", "gone": "x"}
    values = values_to_fill(Branch(7, "Fjell AS", {"CustomFields": given, "Source": 3}), fields)
    assert values == {"CustomFields": {"a": "K-1", "e": "[I:3]"}, "Source": 3}
    assert values_to_fill(Branch(7, "Fjell AS", {"CustomFields": given}), ()) == {}


def test_the_company_itself_is_no_similar_one() -> None:
    branch = Branch(7, "Fjell AS", {})
    typed = {"Name": "fjell", "Department": "Bergen", NOT_SAME: [5], TARGET: {"contact_id": 7}}
    assert begun_as_branch(typed, branch) == {"Name": "Fjell AS", "Department": "Bergen", NOT_SAME: [5, 7]}
