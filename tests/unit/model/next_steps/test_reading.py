from __future__ import annotations

from typing import Any

import pytest

from app.model.form.submission import InvalidEntity, parse_entity
from app.model.next_steps.declared import MOST_NEXT_STEPS, NEXT_STEPS
from app.model.next_steps.reading import next_step_problems, read_next_step
from tests.helpers.kill.next_steps import ALL, APPOINTMENT, CONSENT, SELECTION


def problems(*steps: Any, people: int = 1) -> dict[str, str]:
    return {one.path: one.message for one in next_step_problems(list(steps), people)}


def test_what_the_page_says_is_right() -> None:
    assert problems(*ALL) == {}
    assert not tuple(next_step_problems(None, 0))


@pytest.mark.parametrize(
    ("step", "path", "said"),
    [
        ({"Kind": "Letter"}, ".Kind", "This must be one of: Appointment, Selection"),
        ({"Kind": ["Selection"]}, ".Kind", "This must be one of"),
        ({"Kind": "Selection"}, ".Name", "is missing"),
        ({**SELECTION, "Name": 5}, ".Name", "This must be a text"),
        ({**SELECTION, "Name": "x" * 3000}, ".Name", "is too long"),
        ({**SELECTION, "Colour": "red"}, ".Colour", "This is not known here"),
        ({**SELECTION, "Person": 2}, ".Person", "from 0 to 1"),
        ({**SELECTION, "Person": True}, ".Person", "from 0 to 1"),
        ({**SELECTION, "Id": 0}, ".Id", "This must be the number of a record"),
        ({**CONSENT, "Person": 0}, ".Person", "from 1 to 1"),
        ({**APPOINTMENT, "StartDate": "Tuesday"}, ".StartDate", "This is not a date and time"),
        ({**APPOINTMENT, "EndDate": "2026-11-30T09:00:00Z"}, ".EndDate", "The end is before the start"),
        ({**APPOINTMENT, "Task": {"Id": "1"}}, ".Task", 'or its number as {"Id": 1}'),
        ("Call", "", "This must be an object"),
    ],
)
def test_what_is_wrong_is_told_at_its_path(step: Any, path: str, said: str) -> None:
    ((where, message),) = problems(step).items()
    assert (where, said in message) == (f"{NEXT_STEPS}[0]{path}", True), message


def test_the_same_twice_and_too_many_are_told() -> None:
    assert problems(SELECTION, {**SELECTION, "Person": 1}) == {
        "NextSteps[1]": "This is there twice. Keep one of them."
    }
    many = [{**SELECTION, "Name": str(number)} for number in range(MOST_NEXT_STEPS + 1)]
    assert "more than 20" in problems(*many)[NEXT_STEPS]


def test_without_people_a_consent_is_wrong_and_a_selection_is_the_companys() -> None:
    assert "needs a person" in problems(CONSENT, people=0)["NextSteps[0].Person"]
    assert read_next_step(SELECTION, 0)["Person"] == 0
    assert read_next_step(SELECTION, 2)["Person"] == 1


def test_a_file_with_a_wrong_step_is_refused_whole() -> None:
    with pytest.raises(InvalidEntity) as refusal:
        parse_entity('{"Name": "Fjord AS", "NextSteps": [{"Kind": "Selection"}, 5]}')
    assert [one.path for one in refusal.value.problems] == ["NextSteps[0].Name", "NextSteps[1]"]
