"""Plans how entries of lists, interests and words go into a form: by id where it is given, else by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from app.model.form.choices import Choices
from app.model.form.fields import Field
from app.recognition.filling.industries import business_of
from app.recognition.filling.plans import (
    ALREADY_THERE,
    COMPANY,
    FormContext,
    PlannedChange,
    ReviewLine,
    as_it_stands,
)
from app.recognition.reading.findings import FoundValue
from app.translation import _

_SEVERAL = ", "
_BUSINESS = "Business"


def choice_plans(
    form: Mapping[str, Any], field: Field, found: FoundValue, context: FormContext
) -> Iterator[PlannedChange]:
    """Plans to choose an entry of a list; nothing if the tenant's list has no such entry."""
    choices = context.choices.get(field.list_name) or Choices()
    chosen, is_sure, snippet = found.given, True, found.snippet
    if chosen is None and field.path == _BUSINESS and found.value[:1].isdigit():
        business = business_of(found.value, choices, context.businesses)
        chosen = {field.key: choices[business.row].id} if business else None
        is_sure = business is not None and business.is_sure
        snippet = _("{source}: industry {code}").format(source=found.snippet, code=found.value)
    elif chosen is None:
        chosen = _entry_named(found.value, field, choices)
    if chosen is None or not (name := _name_of(chosen, field, choices)):
        return
    line = replace(_line(found, field, name), snippet=snippet, is_doubtful=not is_sure)
    there = form.get(field.path)
    if _id_of(there, field) == _id_of(chosen, field):
        line = replace(line, reason=ALREADY_THERE)
    elif there not in (None, {}, ""):
        other = _name_of(there, field, choices)
        if _id_of(there, field) == _id_of(context.proposed.get(field.path), field):
            note = _("Instead of {value}, which nobody chose.").format(value=other) if other else ""
            line = replace(line, note=note)
        else:
            line = as_it_stands(line, other or _("Another one"))
    yield PlannedChange(line, partial(_set, field.path, chosen))


def interests_plan(
    form: Mapping[str, Any], field: Field, found: FoundValue, context: FormContext
) -> PlannedChange:
    """Plans to select interests besides those that are selected."""
    choices = context.choices.get(field.list_name) or Choices()
    given = [one for one in found.given or () if isinstance(one, Mapping)]
    names = [choices.name_of(one.get("Id")) for one in given if one.get("Selected")]
    have = {one.get("Id"): bool(one.get("Selected")) for one in form.get(field.path) or ()}
    line = _line(found, field, _SEVERAL.join(filter(None, names)) or found.value)
    if all(have.get(one.get("Id")) == bool(one.get("Selected")) for one in given):
        line = replace(line, reason=ALREADY_THERE)
    return PlannedChange(line, partial(_select, field.path, given))


def words_plan(form: Mapping[str, Any], field: Field, found: FoundValue) -> PlannedChange:
    """Plans to add a word to those of a field, such as a domain."""
    there = form.get(field.path)
    have = [str(one) for one in there] if isinstance(there, list) else []
    line = _line(found, field, found.value)
    if found.value.casefold() in (one.casefold() for one in have):
        line = replace(line, reason=ALREADY_THERE)
    return PlannedChange(line, partial(_add_word, field.path, found.value))


def _line(found: FoundValue, field: Field, value: str) -> ReviewLine:
    return ReviewLine(found.path, COMPANY, field.name, value, found.snippet)


def _entry_named(name: str, field: Field, choices: Choices) -> dict[str, int | str] | None:
    row = choices.row_of_name(name)
    return None if row is None or not field.key else {field.key: choices[row].id}


def _id_of(value: object, field: Field) -> object:
    return value.get(field.key) if isinstance(value, Mapping) else value or None


def _name_of(value: object, field: Field, choices: Choices) -> str:
    number = _id_of(value, field)
    return choices.name_of(number) if isinstance(number, int) else str(number or "")


def _set(name: str, value: Any, result: dict[str, Any]) -> None:
    result[name] = value


def _add_word(name: str, word: str, result: dict[str, Any]) -> None:
    result[name] = [*(result.get(name) or ()), word]


def _select(name: str, given: list[Mapping[str, Any]], result: dict[str, Any]) -> None:
    whole = {one["Id"]: one for one in (*(result.get(name) or ()), *given) if "Id" in one}
    result[name] = [dict(one) for one in whole.values()]
