"""Where in the form a message of the server belongs: its property names become our paths."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import get_args

from app.model.carriers.common import EntityElement
from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import PersonEntity
from app.model.carriers.wire import Carrier
from app.model.entry import FieldMessage
from app.model.form.person_form import ROWS_OF

_PART = re.compile(r"(\w[^.\[\]]*)|\[(\d+)\]")
_CUSTOM = re.compile(r"(?:customfields|userdefinedfields|extrafields)(?:\.|\[)(.+?)\]?", re.IGNORECASE)
# By the list of rows of a PersonEntity, what a person of the form calls the first of them.
_FIRST_ROWS = {rows: light for light, rows in ROWS_OF.items()}


def company_problems(fields: Mapping[str, str]) -> tuple[FieldMessage, ...]:
    """The messages at their paths; at the empty path, the whole entry, where the form has no such field."""
    return tuple(FieldMessage(_path(ContactEntity, key), text) for key, text in fields.items())


def person_problems(place: int, fields: Mapping[str, str]) -> tuple[FieldMessage, ...]:
    """As above for the person at that place of the form; the person as a whole where no field fits."""
    found = []
    for key, text in fields.items():
        path = _path(PersonEntity, key)
        light = _FIRST_ROWS.get(re.sub(r"(\[0\].*)?$", "", path), path)
        found.append(FieldMessage(f"Persons[{place}].{light}" if light else f"Persons[{place}]", text))
    return tuple(found)


def _path(carrier: type[Carrier], key: str) -> str:
    """The path in the WebAPI's own spelling, as far as the form goes; empty where there is no property."""
    custom = _CUSTOM.fullmatch(key)
    if custom:
        return f"CustomFields.{custom[1]}"
    path = ""
    inside: type[Carrier] | None = carrier
    for name, index in _PART.findall(key):
        if index:
            path += f"[{index}]"
        elif inside is None or (inside.sent_alone and not issubclass(inside, EntityElement)):
            # A chosen list item is one field of the form.
            return path
        else:
            alias, inside = _property(inside, name)
            if not alias:
                return ""
            path += f".{alias}" if path else alias
    is_row = path.endswith("]") and inside is not None and issubclass(inside, EntityElement)
    return f"{path}.Value" if is_row else path


def _property(carrier: type[Carrier], name: str) -> tuple[str, type[Carrier] | None]:
    """A property by its name, capitals aside: its spelling and the carrier of what it holds, if one."""
    for field in carrier.model_fields.values():
        if str(field.alias).casefold() == name.casefold():
            return str(field.alias), next(_carriers(field.annotation), None)
    return "", None


def _carriers(annotation: object) -> Iterator[type[Carrier]]:
    if isinstance(annotation, type) and issubclass(annotation, Carrier):
        yield annotation
    for inner in get_args(annotation):
        yield from _carriers(inner)
