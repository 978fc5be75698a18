from __future__ import annotations

import httpx
import pytest

APPOINTMENT = {"Title": "Call", "StartDate": "2026-12-01T08:00:00Z", "Contact": {"ContactId": 1}}


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
