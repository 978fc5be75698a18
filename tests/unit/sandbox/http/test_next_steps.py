from __future__ import annotations

import httpx


def test_it_answers_as_the_pages_say(client: httpx.Client) -> None:
    default = client.get("Appointment/default").json()
    assert (default["AppointmentId"], default["Task"]["TaskListItemId"]) == (0, 1)
    added = client.post("Selection/1/Members/AddPerson", json=[{"ContactId": 1, "PersonId": 0}])
    assert (added.status_code, added.content) == (204, b"")
    assert client.post("Selection/1/Members/AddPerson", json={"ContactId": 1}).status_code == 400
    assert client.get("Appointment/77").status_code == 404


def test_the_lists_of_consents_are_in_the_language_asked_for(client: httpx.Client) -> None:
    for name in ("ConsentPurpose", "ConsentSource", "LegalBase"):
        items = client.get(f"List/{name}/Items").json()
        assert [one[f"{name}Id"] for one in items] == list(range(1, len(items) + 1))
        assert all(one["Key"] and one["Name"] for one in items)
    german = client.get("List/LegalBase/Items", headers={"Accept-Language": "de"}).json()
    assert german[0]["Name"] == "Einwilligung"
