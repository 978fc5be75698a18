"""Paths into the form's value, such as ``Persons[1].Email`` or ``CustomFields.SuperOffice:4``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

_PART = re.compile(r"(\w[^.\[\]]*)|\[(\d+)\]")


def value_at(form: Any, path: str) -> Any:
    """Returns the value at `path`, None if there is none; the whole form for an empty path."""
    found = form
    for name, index in _PART.findall(path):
        if name and isinstance(found, dict):
            found = found.get(name)
        elif index and isinstance(found, list | tuple) and int(index) < len(found):
            found = found[int(index)]
        else:
            return None
    return found


def without(form: dict[str, Any], path: str) -> dict[str, Any]:
    """Returns a copy of the form without the value at `path`; for one of a list, without the whole list."""
    changed = _without(form, _PART.findall(path))
    return changed if isinstance(changed, dict) else {}


def _without(value: Any, parts: Sequence[tuple[str, str]]) -> Any:
    """Returns None where nothing is left."""
    if not parts:
        return None
    (name, index), rest = parts[0], parts[1:]
    if name and isinstance(value, dict) and name in value:
        inner = _without(value[name], rest)
        return {
            key: inner if key == name else held
            for key, held in value.items()
            if key != name or inner is not None
        }
    if index and isinstance(value, list) and int(index) < len(value):
        inner = _without(value[int(index)], rest)
        return None if inner is None else [inner if n == int(index) else held for n, held in enumerate(value)]
    return value
