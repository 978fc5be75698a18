"""Reads carriers from decoded JSON.

What does so, pydantic, is loaded with the first one: the window is painted without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.model.carriers.contact import ContactEntity

_PEOPLE_AT_ONCE: Final = 200
"""A millisecond or two, in which reading holds Python's lock: the window waits for it."""
T = TypeVar("T")


@dataclass(frozen=True)
class Misfit:
    """One value of a wrong type: where it is, the kind of error (pydantic's error type) and its message."""

    location: tuple[int | str, ...]
    kind: str
    message: str


class Misshapen(ValueError):
    """What was to be read as a carrier has values of other types; `misfits` tells each."""

    def __init__(self, misfits: tuple[Misfit, ...]) -> None:
        super().__init__("; ".join(f"{'.'.join(map(str, one.location))}: {one.kind}" for one in misfits[:5]))
        self.misfits = misfits


def read_as(shape: type[T], value: object) -> T:
    """Reads a decoded JSON value as a carrier, or as a tuple of them. Raises Misshapen."""
    from pydantic_core import ValidationError

    from app.model.carriers.schema import validator_for

    kind: Any = shape
    try:
        fitted: T = validator_for(kind).validate_python(value)
    except ValidationError as error:
        told = error.errors(include_url=False, include_context=False, include_input=False)
        raise Misshapen(tuple(Misfit(one["loc"], one["type"], one["msg"]) for one in told)) from None
    return fitted


def read_company(body: Mapping[str, Any]) -> ContactEntity:
    """Reads a company as `read_as` does, thousands of its people in parts. Raises Misshapen."""
    from app.model.carriers.contact import ContactEntity
    from app.model.carriers.person import Person

    people = body.get("Persons")
    if not isinstance(people, list | tuple) or len(people) <= _PEOPLE_AT_ONCE:
        return read_as(ContactEntity, body)
    alone = read_as(ContactEntity, {**body, "Persons": []})
    parts = (people[start : start + _PEOPLE_AT_ONCE] for start in range(0, len(people), _PEOPLE_AT_ONCE))
    read = chain.from_iterable(read_as(tuple[Person, ...], part) for part in parts)
    return alone.with_changes(persons=tuple(read))


def load_validators() -> None:
    """Makes the validators of what the form reads, so that the first check does not wait for them."""
    from app.model.carriers.contact import ContactEntity
    from app.model.carriers.person import Person, PersonEntity
    from app.model.carriers.schema import validator_for

    kinds: tuple[Any, ...] = (Person, PersonEntity, ContactEntity)
    for kind in kinds:
        validator_for(kind)
