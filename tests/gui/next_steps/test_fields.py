from __future__ import annotations

from app.model.next_steps.card import card_of
from app.ui.next_steps.fields import FIELDS
from tests.helpers.kill.next_steps import ALL


def test_each_value_of_the_card_has_an_input() -> None:
    assert {field.path for field in FIELDS} == card_of(ALL).keys()
