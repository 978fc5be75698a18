"""People of other companies in a form: put among its next steps, told, and taken out again."""

from typing import Any

import pytest

from app.model.next_steps.declared import NEXT_STEPS
from app.model.next_steps.moves import Move, is_named, moves_of, with_move, without_move
from app.model.next_steps.reading import next_step_problems, read_next_step

KARI = Move(7, "Kari Hansen", 2, "Bakery")
STEP = {"Kind": "Move", "Name": "Kari Hansen", "PersonId": 7, "From": 2, "Company": "Bakery"}
PEOPLE = [{"Lastname": "Berg"}, {"Lastname": "Hansen"}, {"Lastname": "Holm"}]


def test_who_is_moved_is_not_added_as_well() -> None:
    form = with_move({"Name": "Fjord", "Persons": PEOPLE}, 1, KARI)
    assert form == {"Name": "Fjord", "Persons": [PEOPLE[0], PEOPLE[2]], NEXT_STEPS: [STEP]}
    assert moves_of(form) == (KARI,)
    assert without_move(form, 8) == form
    assert without_move(form, 7) == {"Name": "Fjord", "Persons": [PEOPLE[0], PEOPLE[2]]}


def test_nobody_is_moved_twice() -> None:
    form = with_move({"Persons": PEOPLE[:2], NEXT_STEPS: (STEP,)}, 1, KARI)
    assert form[NEXT_STEPS] == [STEP]
    assert with_move({"Persons": PEOPLE[:1]}, 0, KARI) == {NEXT_STEPS: [STEP]}


@pytest.mark.parametrize(("about", "then"), [(1, 1), (2, 0), (3, 2), (None, None)])
def test_what_follows_is_about_the_same_people_as_before(about: int | None, then: int | None) -> None:
    project = {"Kind": "Project", "Name": "Fair", **({} if about is None else {"Person": about})}
    form = with_move({"Persons": PEOPLE, NEXT_STEPS: [project]}, 1, KARI)
    assert form[NEXT_STEPS][0].get("Person") == then


@pytest.mark.parametrize(
    "wrong",
    [
        "text",
        {"Kind": "Move"},
        {**STEP, "PersonId": 0},
        {**STEP, "From": "2"},
        {**STEP, "Name": ""},
        {**STEP, "Person": 1},
        {"Kind": ["Move"]},
    ],
)
def test_what_is_no_move_moves_nobody(wrong: Any) -> None:
    assert moves_of({NEXT_STEPS: [wrong, STEP]}) == (KARI,)
    assert moves_of({NEXT_STEPS: wrong}) == ()
    assert list(next_step_problems([wrong], 1))


def test_a_move_is_about_nobody_of_the_entry() -> None:
    assert read_next_step(STEP, 3) == STEP
    assert not list(next_step_problems([STEP], 0))
    assert moves_of({NEXT_STEPS: [{**STEP, "Company": None}]}) == (Move(7, "Kari Hansen", 2),)


def test_a_number_alone_names_nobody() -> None:
    assert is_named("Kari Hansen", "kari  HANSEN", "Hansen")
    assert is_named("Hansen", None, "Hansen")
    assert not is_named("Kari Hansen", "Ole Berg", "Berg")
    assert not is_named("Kari Hansen", None, None)
