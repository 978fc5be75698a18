"""Paths into the form's value, such as ``Persons[1].Email`` or ``CustomFields.SuperOffice:4``."""

from __future__ import annotations

import re
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
