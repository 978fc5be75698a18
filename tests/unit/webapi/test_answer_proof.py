"""What an answer to a POST says of its own number, and of the record that was sent."""

from __future__ import annotations

from typing import Any

import pytest

from app.webapi import errors
from app.webapi.answer_proof import contradicts, has_one_number, repeats_number, whose_is
from app.webapi.posts import bare_answer, saved_answer

SELF = "https://online3.superoffice.com/Cust12345/api/v1/{what}/{number}/"


def answer(number: object, own: object = None, **more: Any) -> dict[str, Any]:
    links = {} if own is None else {"_Links": {"Self": SELF.format(what="Contact", number=own)}}
    return {"ContactId": number, "Name": "Fjord AS"} | links | more


@pytest.mark.parametrize(
    ("told", "is_one", "is_repeated"),
    [
        (answer(12), True, False),
        (answer(12, 12), True, True),
        (answer(12, "12?$select=name"), True, True),
        (answer(12, "default"), True, False),
        (answer(12, "12abc"), True, False),
        (answer(987654, 12), False, False),
        (answer(1, 12), False, False),
        (answer(12, 12, Persons=[{"ContactId": 12}, {"ContactId": 0}, {}]), True, True),
        (answer(12, Persons=[{"ContactId": 12}]), True, True),
        (answer(12, 12, Persons=[{"ContactId": 12}, {"ContactId": 13}]), False, False),
        (answer(12, None, _Links=["Self"]), True, False),
        (answer(12, None, _Links={"Self": 12}), True, False),
        (answer(12, None, Persons="x"), True, False),
        (answer(12, None, Persons=[None, 5, {"ContactId": "13"}]), True, False),
    ],
)
def test_a_number_is_compared_with_what_else_tells_it(
    told: dict[str, Any], is_one: bool, is_repeated: bool
) -> None:
    assert has_one_number(told, "ContactId") is is_one
    assert repeats_number(told, "ContactId") is is_repeated


def test_a_persons_answer_has_its_number_in_its_address_too() -> None:
    links = {"_Links": {"Self": SELF.format(what="Person", number=5)}}
    assert repeats_number({"PersonId": 5} | links, "PersonId")
    assert not has_one_number({"PersonId": 6} | links, "PersonId")


@pytest.mark.parametrize("key", [None, "3f0cbb4e-0b0e-4d4e-9d2c-5a7a9d3c7f10"])
def test_an_answer_with_two_numbers_gives_none(key: str | None) -> None:
    sent = {"Name": "Fjord AS", "DbiKey": key}
    with pytest.raises(errors.NoIdError):
        saved_answer(answer(987654, 12, DbiKey=key), sent, "ContactId", "crm.example.com")
    assert saved_answer(answer(12, 12, DbiKey=key), sent, "ContactId", "crm.example.com")


def rows(*values: str) -> list[dict[str, str]]:
    return [{"Value": value} for value in values]


@pytest.mark.parametrize(
    ("sent", "told", "is_another"),
    [
        ({"Department": "Oslo"}, {"Department": "Bergen"}, True),
        ({"Department": "Oslo"}, {"Department": "OSLO "}, False),
        ({"Department": "Oslo"}, {"Department": ""}, False),
        ({"Department": None}, {"Department": "Bergen"}, False),
        ({"OrgNr": "987654321"}, {"OrgNr": "NO 987 654 321 MVA"}, False),
        ({"OrgNr": "987654321"}, {"OrgNr": "123456789"}, True),
        ({"Emails": rows("a@fjord.no")}, {"Emails": rows("post@vidda.no")}, True),
        ({"Emails": rows("a@fjord.no")}, {"Emails": rows("x@fjord.no", "A@FJORD.NO")}, False),
        ({"Emails": rows("a@fjord.no", "b@fjord.no")}, {"Emails": rows("b@fjord.no")}, False),
        ({"Emails": rows("a@fjord.no")}, {"Emails": []}, False),
        ({"Phones": rows("55 12 34 56")}, {"Phones": rows("+47 55123456")}, False),
        ({"Phones": rows("55 12 34 56")}, {"Phones": rows("22 33 44 55")}, True),
        ({"Urls": rows("https://fjord.no/")}, {"Urls": rows("fjord.no")}, False),
        ({"Emails": rows("a@fjord.no")}, {"Emails": "x"}, False),
        ({"Emails": rows("a@fjord.no")}, {"Emails": [{"Value": {"a": 1}}]}, False),
    ],
)
def test_what_tells_records_of_one_name_apart_contradicts_or_not(
    sent: dict[str, Any], told: dict[str, Any], is_another: bool
) -> None:
    assert contradicts(sent, told, "ContactId") is is_another


def test_a_key_that_is_ours_stands_against_other_details() -> None:
    key = "3f0cbb4e-0b0e-4d4e-9d2c-5a7a9d3c7f10"
    sent = {"Name": "Fjord AS", "Department": "Oslo", "DbiKey": key}
    told = answer(12, Department="Bergen", DbiKey=key)
    assert saved_answer(told, sent, "ContactId", "crm.example.com")["ContactId"] == 12
    with pytest.raises(errors.OtherRecordError) as raised:
        saved_answer(told | {"DbiKey": ""}, sent, "ContactId", "crm.example.com")
    assert raised.value.remote_id == 12


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({"PersonId": 5, "CreatedDate": "no time", "Contact": {"ContactId": 7, "Name": 3}}, 7),
        ({"PersonId": 5, "Contact": {"ContactId": "7"}}, None),
        ({"PersonId": 5, "Contact": 7}, None),
    ],
)
def test_of_what_cannot_be_read_the_numbers_are_kept(told: dict[str, Any], kept: int | None) -> None:
    where = {} if kept is None else {"Contact": {"ContactId": kept}}
    assert bare_answer(told, "PersonId") == {"PersonId": 5} | where
    company = {"ContactId": 7, "Name": 3, "Contact": {"ContactId": 7}}
    assert bare_answer(company, "ContactId") == {"ContactId": 7}


CALL = {
    "Title": "Call",
    "StartDate": "2026-12-01T08:00:00Z",
    "Contact": {"ContactId": 7},
    "Person": {"PersonId": 70},
}
MEMBER = {"ProjectId": 1, "ContactId": 7, "PersonId": 0}


@pytest.mark.parametrize(
    ("changes", "is_mine"),
    [
        ({}, True),
        ({"Title": " CALL. ", "StartDate": "2026-12-02T10:00:00"}, True),
        ({"Title": None, "StartDate": None}, True),
        ({"Title": "", "StartDate": "soon"}, True),
        ({"Title": "Visit"}, False),
        ({"StartDate": "2026-12-02T10:00:01Z"}, False),
        ({"StartDate": "2026-11-30T05:59:59Z"}, False),
        ({"Contact": {"ContactId": 8}}, False),
        ({"Person": {"PersonId": 71}}, False),
        ({"Contact": None}, None),
        ({"Person": {"PersonId": "70"}}, None),
        ({"Person": 70}, None),
        ({"Person": None, "Title": "Visit"}, False),
    ],
)
def test_an_appointment_is_that_of_its_company_person_title_and_day(
    changes: dict[str, Any], is_mine: bool | None
) -> None:
    assert whose_is(CALL, CALL | changes, "AppointmentId") is is_mine


def test_an_appointment_of_the_company_alone_is_nobodys() -> None:
    alone = CALL | {"Person": None}
    assert whose_is(alone, alone, "AppointmentId") is True
    assert whose_is(alone, CALL, "AppointmentId") is False


@pytest.mark.parametrize(
    ("changes", "is_mine"),
    [
        ({"PersonId": None}, True),
        ({"ProjectId": 2}, False),
        ({"ContactId": 8}, False),
        ({"PersonId": 70}, False),
        ({"ProjectId": 0}, None),
        ({"ContactId": None}, None),
    ],
)
def test_a_membership_is_that_of_project_company_and_person(
    changes: dict[str, Any], is_mine: bool | None
) -> None:
    assert whose_is(MEMBER, MEMBER | changes, "ProjectmemberId") is is_mine


@pytest.mark.parametrize(
    ("name", "what"), [("AppointmentId", "Appointment"), ("ProjectmemberId", "ProjectMember")]
)
def test_a_next_step_has_one_number(name: str, what: str) -> None:
    for number in (12, 13):
        told = {name: 12, "_Links": {"Self": SELF.format(what=what, number=number)}}
        assert has_one_number(told, name) is (number == 12)
