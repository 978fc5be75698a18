"""Which consents are ours, and which have been withdrawn since Save."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from app.service.search.consents import is_consent, is_withdrawn_since

GIVEN = {"Purpose": "EMARKETING", "Source": "USER", "LegalBase": "61A"}
THERE = {
    "ConsentPurposeKey": "EMARKETING",
    "ConsentSourceKey": "USER",
    "LegalBaseKey": "WITHDRAWN",
    "Registered": "2026-11-20T12:00:00",
    "Updated": "0001-01-01T00:00:00",
}
SAVED = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_a_consent_is_known_by_its_three_keys() -> None:
    assert is_consent(THERE | {"LegalBaseKey": "61a "}, GIVEN)
    assert not is_consent(THERE, GIVEN)
    assert not is_consent(THERE | {"LegalBaseKey": "61A", "ConsentSourceKey": None}, GIVEN)


@pytest.mark.parametrize(
    ("values", "is_withdrawn"),
    [
        ({}, True),
        ({"Registered": "2026-11-20T11:59:59"}, False),
        ({"Registered": "2026-01-01T00:00:00", "Updated": "2026-11-21T08:00:00Z"}, True),
        ({"Registered": None, "Updated": None}, True),  # nobody knows when
        ({"Registered": "lately"}, True),
        ({"LegalBaseKey": "withdrawn"}, True),
        ({"LegalBaseKey": "61F"}, False),
        ({"ConsentPurposeKey": "STORE"}, False),
    ],
)
def test_what_was_withdrawn_after_save_counts(values: dict[str, Any], is_withdrawn: bool) -> None:
    assert is_withdrawn_since(THERE | values, GIVEN, SAVED) is is_withdrawn
