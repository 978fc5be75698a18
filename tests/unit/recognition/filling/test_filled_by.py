"""What a register has filled is told by its value: what is edited is nobody's, and damage says nothing."""

from datetime import UTC, datetime
from typing import Any

import pytest

from app.model.form.choices import FILLED_BY
from app.recognition.filling.filled_by import filled_in, with_filled

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
BEFORE: dict[str, Any] = {"Name": "Fjell", "Phones": [{"Value": "1"}]}
CVR = {**BEFORE, "OrgNr": "2", "Phones": [{"Value": "1"}, {"Value": "3"}], "Persons": [{"Lastname": "Holk"}]}
VIES = {**BEFORE, "Address": {"Street": {"City": "Oslo", "Zipcode": ""}}, "NoMailing": True}


def test_each_source_has_what_it_filled() -> None:
    form = with_filled({**CVR, **VIES, "Phones": CVR["Phones"]}, BEFORE, {"CVR": CVR, "VIES": VIES}, NOON)
    form["OrgNr"] = "2"
    assert filled_in(form) == {
        "OrgNr": ("CVR", NOON),
        "Phones[1].Value": ("CVR", NOON),
        "Address.Street.City": ("VIES", NOON),
        "NoMailing": ("VIES", NOON),
    }
    assert filled_in({**form, "OrgNr": "22"}).keys() == filled_in(form).keys() - {"OrgNr"}


def test_what_is_edited_since_is_forgotten_with_the_next() -> None:
    form = with_filled(CVR, BEFORE, {"CVR": CVR}, NOON)
    edited = {**form, "OrgNr": "22"}
    again = with_filled({**edited, "NoMailing": True}, edited, {"VIES": {**edited, "NoMailing": True}}, NOON)
    assert set(again[FILLED_BY]) == {"Phones[1].Value", "NoMailing"}
    assert FILLED_BY not in with_filled(BEFORE, BEFORE, {}, NOON)


@pytest.mark.parametrize(
    "damaged",
    [
        7,
        [1],
        {"OrgNr": 7},
        {"OrgNr": {"by": 1, "at": NOON.isoformat(), "value": "2"}},
        {"OrgNr": {"by": "CVR", "at": "noon", "value": "2"}},
        {"OrgNr": {"by": "CVR", "at": 5, "value": "2"}},
        {"OrgNr": {"by": "CVR", "value": "2"}},
    ],
)
def test_a_damaged_draft_says_nothing(damaged: object) -> None:
    assert filled_in({"OrgNr": "2", FILLED_BY: damaged}) == {}
