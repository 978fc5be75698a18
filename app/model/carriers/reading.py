"""Reads carriers from decoded JSON.

What does so, pydantic, is loaded with the first one: the window is painted without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

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


def load_validators() -> None:
    """Makes the validators of what the form reads, so that the first check does not wait for them."""
    from app.model.carriers.contact import ContactEntity
    from app.model.carriers.person import Person, PersonEntity
    from app.model.carriers.schema import validator_for

    kinds: tuple[Any, ...] = (Person, PersonEntity, ContactEntity)
    for kind in kinds:
        validator_for(kind)
