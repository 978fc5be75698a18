"""By what an appointment on the server is known to be the one that was sent."""

from __future__ import annotations

from typing import Any

import pytest

from app.model.next_steps.appointments import id_in, is_appointment, is_same_start, same_text

COMPANY, KARI, OLA = 7, 70, 4
CALL = {"Title": "Call", "StartDate": "2026-12-01T09:00:00+01:00", "Task": {"Id": 3}}
THERE = {
    "Title": "Call",
    "Description": None,
    "StartDate": "2026-12-01T08:00:00Z",
    "Contact": {"ContactId": COMPANY},
    "Person": {"PersonId": KARI},
    "Task": {"TaskListItemId": 3},
    "Associate": {"AssociateId": OLA},
}


@pytest.mark.parametrize(
    ("there", "is_same"),
    [
        ("2026-12-01T08:00:00Z", True),
        ("2026-12-01T09:00:00+01:00", True),
        ("2026-12-01T09:00:00Z", False),
        ("2026-12-01T09:00:00", True),  # in a zone of the server's own
        ("2026-12-01T13:45:00", True),
        ("2026-12-01T22:00:00", True),  # the furthest zone
        ("2026-12-01T22:15:00", False),
        ("2026-12-01T09:07:00", False),
        ("2026-12-02T08:00:00", False),
        (None, False),
        ("soon", False),
    ],
)
def test_a_start_is_the_same_moment_or_one_without_its_zone(there: object, is_same: bool) -> None:
    assert is_same_start(there, "2026-12-01T09:00:00+01:00") is is_same


def is_it(given: dict[str, Any] = CALL, owner: int = OLA, **there: Any) -> bool:
    return is_appointment(THERE | there, given, COMPANY, KARI, owner)


def test_it_is_known_by_all_that_was_typed() -> None:
    assert is_it()
    assert is_it(Title=" CALL ", Description=" ", Contact=None)
    assert is_it({**CALL, "Description": "Why"}, Description="WHY\n")


@pytest.mark.parametrize(
    "there",
    [
        {"Title": "Other"},
        {"Title": None},
        {"Description": "Why"},
        {"StartDate": "2026-12-01T09:00:00Z"},
        {"Contact": {"ContactId": 8}},
        {"Person": {"PersonId": 71}},
        {"Person": None},
        {"Task": {"TaskListItemId": 9}},
        {"Task": None},
        {"Associate": {"AssociateId": 9}},
        {"Associate": None},
    ],
)
def test_what_has_anything_else_is_another(there: dict[str, Any]) -> None:
    assert not is_it(**there)


@pytest.mark.parametrize("task", [None, "Phone", {}])
def test_a_type_that_was_not_chosen_or_by_name_alone_may_be_any(task: object) -> None:
    assert is_it({**CALL, "Task": task}, Task={"TaskListItemId": 9})
    assert is_it({**CALL, "Task": task}, Task=None)


def test_an_owner_who_is_not_known_may_be_anybody() -> None:
    assert is_it(owner=0, Associate={"AssociateId": 9})


def test_an_id_is_a_number_of_a_record_within() -> None:
    assert id_in(THERE, "Person", "PersonId") == KARI
    for there in ({}, {"Person": None}, {"Person": "x"}, {"Person": {"PersonId": True}}):
        assert id_in(there, "Person", "PersonId") == 0


def test_texts_are_the_same_but_for_blanks_and_case() -> None:
    assert same_text("A  b\nC", " a b c ")
    assert same_text(None, "")
    assert not same_text("As", "Ås")
