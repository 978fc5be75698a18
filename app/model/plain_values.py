"""Reads dataclasses, such as settings, from values of a file, a policy or a command line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")


def read_values(kind: type[T], values: Mapping[str, object]) -> T:
    """Makes a dataclass of values, which pydantic checks and converts. Raises ValueError with a sentence.

    The sentence is that of the dataclass itself, if it has one to say; no value is quoted.
    """
    # Imported here: nothing of it is needed before the first paint.
    from pydantic import ValidationError

    wanted: Any = kind
    try:
        made: T = _adapter(wanted).validate_python(dict(values))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        said = first["msg"].removeprefix("Value error, ")
        raise ValueError(said if first["type"] == "value_error" else f"{where}: {said}") from None
    return made


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)
