"""Values that are the same for every company of a table, and names of list entries into their ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from app.model.form.choices import Choices
from app.model.form.fields import CONTACT_FIELDS, Field, Kind
from app.translation import _
from app.webapi.errors import WebApiError

Constants = Sequence[tuple[str, str]]
"""Paths and texts, as ``--set PATH=VALUE`` gives them."""

_BY_PATH: Final = {one.path: one for one in CONTACT_FIELDS}
_YES: Final = ("true", "yes", "1", "ja", "x")
_CITY_AND_CODE: Final = ("Address.Street.", "Address.Postal.")


def why_unknown(path: str) -> str:
    """Returns a sentence if a path is none that can be set; empty otherwise."""
    root = path.partition(".")[0]
    if root in _BY_PATH and (path == root or path.startswith(_CITY_AND_CODE)) and root != "Address":
        return ""
    if path.startswith((*_CITY_AND_CODE, "CustomFields.")):
        return ""
    return _("“{path}” is no field of a company.").format(path=path)


def with_choices(
    form: Mapping[str, Any],
    named: Mapping[str, str],
    constants: Constants,
    choices: Callable[[str], Choices],
) -> tuple[dict[str, Any], list[str]]:
    """Returns the form with list entries by name and constants, and a sentence for each that is unknown.

    A value that the table has comes before a constant. `choices` returns a list; it may raise WebApiError.
    """
    result: dict[str, Any] = dict(form)
    unknown: list[str] = []
    for path, text in (*named.items(), *((path, text) for path, text in constants if path not in named)):
        field = _BY_PATH.get(path)
        if field is not None and field.kind is Kind.CHOICE and field.list_name:
            try:
                result.setdefault(path, {field.key: _id_in(choices(field.list_name), field, text)})
            except WebApiError as error:
                unknown.append(error.message)
            except LookupError as error:
                unknown.append(str(error.args[0]))
        else:
            _put(result, path, _typed(field.kind if field else Kind.TEXT, text))
    return result, unknown


def _id_in(entries: Choices, field: Field, text: str) -> int:
    """Returns the id of an entry by its name or its id. Raises LookupError with a sentence."""
    row = entries.row_of_name(text)
    if row is None and text.isdecimal():
        row = entries.row_of_id(int(text))
    if row is None:
        sentence = _("“{text}” is not in the list {name} of your SuperOffice.")
        raise LookupError(sentence.format(text=text, name=field.name))
    return entries[row].id


def _typed(kind: Kind, text: str) -> Any:
    if kind is Kind.CHECK:
        return text.strip().casefold() in _YES
    if kind is Kind.NUMBER and text.strip().lstrip("-").isdecimal():
        return int(text)
    if kind is Kind.WORDS:
        return [word.strip() for word in text.split(",") if word.strip()]
    return [{"Value": text}] if kind is Kind.ROWS else text


def _put(form: dict[str, Any], path: str, value: Any) -> None:
    """Puts a value where there is none yet."""
    parts = path.split(".") if path.startswith("Address.") else path.split(".", 1)
    place = form
    for part in parts[:-1]:
        place = place.setdefault(part, {})
    place.setdefault(parts[-1], value)
