"""Maps the server's property names to paths of the form, so that its messages stand at the fields.

The keys come from ``Contact/Validate``, whose spelling is not documented, and from the ModelState of a
refused POST (ASP.NET), where the name of the parameter, ``newEntity``, may stand before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import get_args, get_origin

from app.model.carriers.common import EntityElement
from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import Person, PersonEntity
from app.model.carriers.wire import Carrier, declared_properties
from app.model.entry import FieldMessage
from app.model.form.person_form import ROWS_OF

_PARAMETER = re.compile(r"(?:newEntity|\$)\.", re.IGNORECASE)
_PART = re.compile(r"(\w[^.\[\]]*)|\[(\d+)\]")
_CUSTOM = re.compile(
    r"(?:customfields|userdefinedfields|extrafields)(?:(?:\.|\[[\"']?)(.+?)[\"']?\]?)?", re.IGNORECASE
)
_PERSON = re.compile(r"persons\[(\d+)\]\.?(.*)", re.IGNORECASE)
_FIRST_ROW = re.compile(r"(\[0\].*)?$")
# By the list of rows of a PersonEntity, what a person of the form calls the first of them.
_FIRST_ROWS = {rows: light for light, rows in ROWS_OF.items()}


def company_problems(fields: Mapping[str, str]) -> tuple[FieldMessage, ...]:
    """Puts the server's messages, by its key, at the paths that `form_path` finds."""
    return tuple(FieldMessage(form_path(key), text) for key, text in fields.items())


def person_problems(index: int, fields: Mapping[str, str]) -> tuple[FieldMessage, ...]:
    """Puts the messages of a refused PersonEntity at the person with that index in the form."""
    return tuple(FieldMessage(person_path(index, key), text) for key, text in fields.items())


def without_person(problems: Iterable[FieldMessage], index: int) -> tuple[FieldMessage, ...]:
    """Leaves out what is said of the person with that index in the form."""
    of_person = f"Persons[{index}]"
    return tuple(one for one in problems if one.path.partition(".")[0] != of_person)


def form_path(key: str) -> str:
    """Translates a key of the server's answer for a company, in any capitals, to the form's path.

    Returns an empty string, which means the company as a whole, where ContactEntity has no such property.
    """
    key = _without_parameter(key)
    if person := _PERSON.fullmatch(key):
        return person_path(int(person[1]), person[2])
    return _path(ContactEntity, key)


def person_path(index: int, key: str) -> str:
    """Translates a key of the server's answer for one person, be it a PersonEntity or a light Person.

    Returns the path of the person as a whole, ``Persons[index]``, where neither has such a property.
    """
    key = _without_parameter(key)
    path = _path(PersonEntity, key) or _path(Person, key)
    light = _FIRST_ROWS.get(_FIRST_ROW.sub("", path), path)
    return f"Persons[{index}].{light}" if light else f"Persons[{index}]"


def _without_parameter(key: str) -> str:
    key = key.strip()
    match = _PARAMETER.match(key)
    return key[match.end() :] if match else key


def _path(carrier: type[Carrier], key: str) -> str:
    """Spells `key` as the WebAPI does, as deep as the form goes; empty where there is no such property."""
    if custom := _CUSTOM.fullmatch(key):
        return f"CustomFields.{custom[1]}" if custom[1] else ""
    path = ""
    inside: type[Carrier] | None = carrier
    is_list = False
    for name, index in _PART.findall(key):
        if index and not path:
            return ""
        if index:
            path += f"[{index}]" if is_list else ""
        elif inside is None or (inside.sent_alone and not issubclass(inside, EntityElement)):
            # A chosen list item is one field of the form.
            return path
        else:
            alias, inside, is_list = _property(inside, name)
            if not alias:
                return ""
            path += f".{alias}" if path else alias
    is_row = path.endswith("]") and inside is not None and issubclass(inside, EntityElement)
    return f"{path}.Value" if is_row else path


def _property(carrier: type[Carrier], name: str) -> tuple[str, type[Carrier] | None, bool]:
    """Finds a property in any capitals: its spelling, the carrier that it holds, and if it is a list."""
    for one in declared_properties(carrier).values():
        if one.wire_name.casefold() == name.casefold():
            kinds = tuple(_nested(one.annotation))
            held = (kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Carrier))
            return one.wire_name, next(held, None), any(get_origin(kind) is tuple for kind in kinds)
    return "", None, False


def _nested(annotation: object) -> Iterator[object]:
    """Yields a type and all that it is made of, such as ``tuple[Email, ...]`` and Email of a list."""
    yield annotation
    for inner in get_args(annotation):
        yield from _nested(inner)
