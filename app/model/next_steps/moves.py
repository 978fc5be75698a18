"""People of other companies who are to come to the company of a form, as its next steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.model.next_steps.declared import NEXT_STEPS
from app.model.next_steps.reading import next_step_problems
from app.model.text_normalization import equal_ignoring_case

MOVE: Final = "Move"


@dataclass(frozen=True)
class Move:
    """Somebody with the company that they are at."""

    person_id: int
    name: str
    contact_id: int
    company: str = ""


def moves_of(form: Mapping[str, Any]) -> tuple[Move, ...]:
    """Returns who is to be moved; what is no next step is left out."""
    return tuple(
        Move(one["PersonId"], one["Name"], one["From"], one.get("Company") or "")
        for one in _steps(form)
        if _is_move(one)
    )


def with_move(form: Mapping[str, Any], index: int, move: Move) -> dict[str, Any]:
    """Returns the form with the person at `index` moved instead of added anew."""
    people = list(form.get("Persons") or ())
    del people[index : index + 1]
    steps = [_without_person(one, index + 1) for one in _steps(form)]
    if move.person_id not in {one.person_id for one in moves_of(form)}:
        told = {"Kind": MOVE, "Name": move.name, "PersonId": move.person_id, "From": move.contact_id}
        steps.append({**told, "Company": move.company} if move.company else told)
    others = {name: value for name, value in form.items() if name not in ("Persons", NEXT_STEPS)}
    return {**others, **({"Persons": people} if people else {}), NEXT_STEPS: steps}


def without_move(form: Mapping[str, Any], person_id: int) -> dict[str, Any]:
    """Returns the form without the move of that person."""
    steps = [one for one in _steps(form) if not (_is_move(one) and one["PersonId"] == person_id)]
    others = {name: value for name, value in form.items() if name != NEXT_STEPS}
    return {**others, NEXT_STEPS: steps} if steps else others


def is_named(name: str, full_name: str | None, lastname: str | None) -> bool:
    """Returns True if a person's record is that of whom a move names: a number may be another's elsewhere."""
    return equal_ignoring_case(name, full_name or "") or equal_ignoring_case(name, lastname or "")


def _steps(form: Mapping[str, Any]) -> list[Any]:
    steps = form.get(NEXT_STEPS)
    return list(steps) if isinstance(steps, list | tuple) else []


def _is_move(step: Any) -> bool:
    is_kind = isinstance(step, Mapping) and step.get("Kind") == MOVE
    return is_kind and not any(next_step_problems([step], 0))


def _without_person(step: Any, number: int) -> Any:
    """Returns a step of which that person goes: it is about the same one as before, or about nobody."""
    about = step.get("Person") if isinstance(step, Mapping) else None
    if type(about) is not int or about < number:
        return step
    return {**step, "Person": about - 1 if about > number else 0}
