"""A draft that another program has kept, with values of any type: it opens, and nothing of it raises."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from app.model.entry import Draft
from tests.helpers.ui.window import Typist

pytestmark = [pytest.mark.shared_window, pytest.mark.long]

MAKES_FAULTS = True
"""A field that cannot show its value stays empty, and says so."""

_LISTS = ("Category", "Business", "Associate", "Country", "Address", "Interests", "CustomFields")


@pytest.mark.parametrize(
    "wrong", ["NO", 7, [1], True, {"CountryId": "x", "Street": [1], "Id": {}}, [[[]]]], ids=str
)
def test_it_opens(typist: Typist, wrong: object) -> None:
    now = datetime.now(UTC)
    person = dict.fromkeys(("Emails", "Phones", "Country", "Address", "Position", "Interests"), wrong)
    form: dict[str, Any] = {"Name": "Odd AS", **dict.fromkeys(_LISTS, wrong), "Persons": [person]}
    form["NextSteps"] = wrong
    typist.program.entry.open_draft(Draft("odd", "Practice", form, now, now))
    typist.program.entry.problems.look()
    assert typist.window.form.value()["Name"] == "Odd AS"
    typist.type("x")
    typist.program.entry.new()
    assert typist.window.form.value().get("Name", "") == ""
