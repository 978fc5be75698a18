"""Whatever body comes: a saved entity or a refusal, never a breakdown."""

from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.sandbox.records.custom_fields import FIELDS, problems, read_posted, to_bags
from app.sandbox.wire.language import Language
from tests.helpers.data.carriers import entities

_CONTACTS = entities("ContactEntity")
_PERSONS = entities("PersonEntity")
_calm = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("path", ["Contact", "Contact/Validate"])
@_calm
@given(body=_CONTACTS)
def test_companies(standing: httpx.Client, path: str, body: dict[str, Any]) -> None:
    for contact_id in (body.get("ContactId"), 0):
        response = standing.post(path, json=body | {"ContactId": contact_id})
        assert response.status_code in {200, 400, 404}, response.text
        assert response.json() is not None


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("path", ["Person", "Person/Validate"])
@_calm
@given(body=_PERSONS)
def test_persons(standing: httpx.Client, path: str, body: dict[str, Any]) -> None:
    for more in ({}, {"PersonId": 0, "Contact": {"ContactId": 2}}):
        response = standing.post(path, json=body | more)
        assert response.status_code in {200, 400, 404}, response.text
        assert response.json() is not None


@pytest.mark.long
@pytest.mark.slow
@_calm
@given(text=st.text(), order=st.text(max_size=20))
def test_searches(standing: httpx.Client, text: str, order: str) -> None:
    for condition in (text, f"name is '{text}'", f"contactId = {text}", f"registeredDate after {text}"):
        params = {"$filter": condition, "$orderby": order, "$select": text}
        assert standing.get("Contact", params=params).status_code in {200, 400}


@pytest.mark.long
@pytest.mark.slow
@_calm
@given(value=st.text())
def test_headers(standing: httpx.Client, value: str) -> None:
    for name in ("Accept-Language", "SO-Language", "SO-Culture", "SO-TimeZone"):
        printable = "".join(letter for letter in value if letter.isprintable()).strip()
        headers = [(name.encode(), printable.encode())]
        assert standing.get("Person/CustomField", headers=headers).status_code in {200, 400}


@pytest.mark.long
@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(value=st.text() | st.from_regex(r"\[(I|F|D|DT|T|B):[\d/:. -]*\]", fullmatch=True))
def test_custom_values(value: str) -> None:
    english = Language("US", "US")
    for field in FIELDS["contact"]:
        for form in (value, f"[I:{value}]", f"[F:{value}]", f"[D:{value}]", f"[B:{value}]"):
            body = {"CustomFields": {field.key: form}}
            if not problems("contact", body, english):
                told = to_bags("contact", read_posted("contact", body, english))["CustomFields"][field.key]
                again = read_posted("contact", {"CustomFields": {field.key: told}}, english)
                assert to_bags("contact", again)["CustomFields"][field.key] == told
