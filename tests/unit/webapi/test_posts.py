"""What is posted, and which answers to it count."""

from __future__ import annotations

from typing import Any

import pytest

from app.model.carriers.contact import ContactEntity
from app.webapi import errors
from app.webapi.posts import create_body, saved_answer, select_query

SENT = {"ContactId": 0, "Name": "Fjord AS", "DbiKey": "token-1"}
UUID = "0b7ce5f8-1f67-4c55-9c41-9b3f1a1b0e77"
KEPT = [UUID[:30], UUID.upper(), f"ERP-{UUID}", f"{{{UUID}}}", UUID.replace("-", "")]
KARI = {"PersonId": 0, "Firstname": "Kari", "Lastname": "Ås", "DbiKey": "token-1"}


def test_a_new_record_has_no_id_yet_and_no_companions_of_custom_fields() -> None:
    entity = ContactEntity(contact_id=7, name="Fjord AS", custom_fields={"a:1": "x", "a:1:DisplayText": "y"})
    assert create_body(entity, "ContactId") == {
        "ContactId": 0,
        "Name": "Fjord AS",
        "CustomFields": {"a:1": "x"},
    }


@pytest.mark.parametrize(
    ("names", "query"),
    [((), ()), (("Name",), (("$select", "ContactId,Name"),)), (("contactid",), (("$select", "contactid"),))],
)
def test_the_id_is_always_among_what_is_selected(names: tuple[str, ...], query: object) -> None:
    assert select_query(names, "ContactId") == query


@pytest.mark.parametrize(
    "told",
    [
        {"DbiKey": " TOKEN-1 ", "Name": "Anything"},
        {"DbiKey": None, "Name": "FJORD  A/S"},
        {"DbiKey": "", "Name": "Fjord &amp; AS"},
        {"Name": None},
        {},
        {"Name": "?????"},
    ],
)
def test_a_server_may_leave_out_the_key_and_write_the_name_in_its_own_way(told: dict[str, Any]) -> None:
    answer = {"ContactId": 7, "FieldProperties": {"Name": {}}, **told}
    assert saved_answer(answer, SENT, "ContactId", "host") == {"ContactId": 7, **told}


def test_an_answer_without_key_about_somebody_else_proves_nothing() -> None:
    with pytest.raises(errors.OtherRecordError) as raised:
        saved_answer({"ContactId": 7, "Name": "Vidda Kraftlag"}, SENT, "ContactId", "host")
    assert raised.value.remote_id == 7
    with pytest.raises(errors.OtherRecordError) as raised:
        saved_answer({"ContactId": 7, "Name": "Fjord AS", "DbiKey": "token-2"}, SENT, "ContactId", "host")
    assert raised.value.remote_id == 7, "servers have keys of their own"
    with pytest.raises(errors.OtherRecordError) as raised:
        saved_answer({"ContactId": 7, "Name": "Vidda", "DbiKey": "token-2"}, SENT, "ContactId", "host")
    assert not raised.value.remote_id
    with pytest.raises(errors.OtherRecordError):
        saved_answer({"PersonId": 7, "Firstname": "Nils", "Lastname": "Berg"}, KARI, "PersonId", "host")


def test_where_no_key_was_sent_none_is_missed() -> None:
    answer = {"ContactId": 7, "Name": "FJORD", "DbiKey": "ERP-7"}
    assert saved_answer(answer, {"Name": "Fjord"}, "ContactId", "host") == answer


def test_where_no_key_was_sent_the_name_tells() -> None:
    told = {"ContactId": 7, "Name": "Vidda Kraftlag", "DbiKey": "ERP-7"}
    with pytest.raises(errors.OtherRecordError) as raised:
        saved_answer(told, {"Name": "Fjord AS"}, "ContactId", "host")
    assert raised.value.remote_id == 7


@pytest.mark.parametrize("kept", KEPT)
def test_a_server_may_write_a_key_in_its_own_way(kept: str) -> None:
    answer = {"ContactId": 7, "Name": "Fjord AS", "DbiKey": kept}
    assert saved_answer(answer, SENT | {"DbiKey": UUID}, "ContactId", "host") == answer


@pytest.mark.parametrize(
    "names",
    [
        {"Firstname": "Ås", "Lastname": "KARI"},
        {"Firstname": "Kari Marie", "Lastname": "Ås"},
        {"Firstname": "Kari", "MiddleName": "Marie Elisabeth", "Lastname": "Ås"},
        {"Firstname": None, "Lastname": "Kari Ås"},
        {"Firstname": "Кари", "Lastname": "Ос"},
        {"Firstname": "", "Lastname": ""},
    ],
)
def test_people_may_be_named_in_another_way(names: dict[str, Any]) -> None:
    told = {"PersonId": 7, **names}
    assert saved_answer(told, KARI, "PersonId", "host") == told


@pytest.mark.parametrize("answer", [None, [], "x", {}, {"ContactId": 0}, {"ContactId": 2**31}])
def test_without_an_id_nothing_is_saved(answer: object) -> None:
    with pytest.raises(errors.NoIdError):
        saved_answer(answer, SENT, "ContactId", "host")
