from __future__ import annotations

import httpx
import pytest

APPOINTMENT = {"Title": "Call", "StartDate": "2026-12-01T08:00:00Z", "Contact": {"ContactId": 1}}


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({}, 204),
        ({"PersonId": 77}, 404),
        ({"DestinationContactId": 77}, 404),
        ({"PersonId": 1}, 400),  # a user of SuperOffice
        ({"MoveAfterDate": "tomorrow"}, 200),  # with a message, as of any date that is none
    ],
)
def test_people_are_moved_but_for_users(client: httpx.Client, values: dict[str, object], status: int) -> None:
    body = {"Lastname": "Berg", "Contact": {"ContactId": 2}}
    person = client.post("Person", json=body).json()["PersonId"]
    asked = {"PersonId": person, "DestinationContactId": 3, "MoveAfterDate": "2026-12-01T08:00:00Z"}
    assert client.post("Agents/Person/Move", json={**asked, **values}).status_code == status
    there = client.get(f"Person/{person}").json()["Contact"]["ContactId"]
    assert there == (3 if status == 204 else 2)


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("Appointment", {**APPOINTMENT, "Contact": {"ContactId": 77}}, 404),
        ("Appointment", {**APPOINTMENT, "Title": " "}, 400),
        ("Appointment", {**APPOINTMENT, "Task": {"TaskListItemId": 9}}, 400),
        ("Appointment", {**APPOINTMENT, "Person": {"PersonId": 77}}, 400),
        ("ProjectMember", {"ProjectId": 77, "ContactId": 1}, 404),
        ("ProjectMember", {"ProjectId": 1, "ContactId": 77}, 404),
        ("Selection/3/Members/AddPerson", [{"ContactId": 1}], 400),
        ("Selection/77/Members/AddPerson", [{"ContactId": 1}], 404),
    ],
)
def test_what_is_not_there_or_takes_no_members_is_refused(
    client: httpx.Client, path: str, body: object, status: int
) -> None:
    assert client.post(f"{path}", json=body).status_code == status
    keys = {"source": "NOBODY", "legalBase": "61A"}
    assert client.put("Person/1/Consent/STORE", params=keys, json={}).status_code == 400
