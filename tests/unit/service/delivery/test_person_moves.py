"""Whether somebody can be moved, and from where."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from app.model.carriers.person import PersonEntityWithLinks
from app.model.carriers.reading import read_as
from app.model.next_steps.moves import Move
from app.service.delivery.person_moves import move_of
from app.webapi.client import WebApi
from app.webapi.errors import MaintenanceError, NotFoundError, WebApiError

KARI = {"PersonId": 7, "FullName": "Kari Hansen", "Contact": {"ContactId": 2, "Name": "Bakery"}}


def api(record: dict[str, Any] | WebApiError, *, has_move: bool = True) -> WebApi:
    def person(_number: int) -> PersonEntityWithLinks:
        if isinstance(record, WebApiError):
            raise record
        return read_as(PersonEntityWithLinks, record)

    return cast("WebApi", SimpleNamespace(person=person, next_steps=SimpleNamespace(has_move=has_move)))


def test_somebody_is_offered_from_where_they_are() -> None:
    assert move_of(api(KARI), 7) == Move(7, "Kari Hansen", 2, "Bakery")
    spelled = {"Firstname": "Kari", "Lastname": "Hansen", "FullName": ""}
    contact = {"ContactId": 2, "Name": "Bakery", "Department": "Oslo"}
    assert move_of(api({**KARI, **spelled, "Contact": contact}), 7) == Move(
        7, "Kari Hansen", 2, "Bakery, Oslo"
    )


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (
            {**KARI, "TableRight": {"Mask": "Select", "Reason": "Not yours."}},
            "change this person. Not yours.",
        ),
        (
            {**KARI, "FieldProperties": {"Contact": {"FieldRight": {"Mask": "Read"}}}},
            "no right to change this.",
        ),
        ({**KARI, "IsAssociate": True}, "They are users of SuperOffice"),
        (NotFoundError("crm.example", status=404, said=""), "crm.example"),
    ],
)
def test_why_somebody_is_not_moved(record: dict[str, Any] | WebApiError, told: str) -> None:
    said = move_of(api(record), 7)
    assert isinstance(said, str)
    assert told in said


@pytest.mark.parametrize("record", [{**KARI, "Contact": None}, {**KARI, "FullName": ""}])
def test_nothing_is_said_of_who_has_no_company_or_no_name(record: dict[str, Any]) -> None:
    assert move_of(api(record), 7) == ""


def test_a_server_without_the_call_is_not_asked_for_the_person() -> None:
    said = move_of(api(MaintenanceError("crm.example"), has_move=False), 7)
    assert "no way to move people" in str(said)
    with pytest.raises(MaintenanceError):
        move_of(api(MaintenanceError("crm.example")), 7)
