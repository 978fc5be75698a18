"""Plans how recognised people go into a form: new ones at the end, known ones completed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from app.model.form.fields import Kind
from app.model.form.people import PersonName
from app.model.form.person_fields import PERSON_FIELDS, ROW_FIELDS, PersonField, entity_path_of
from app.model.form.person_form import card_values, person_from_card
from app.model.text_normalization import capitalized
from app.recognition.filling.plans import (
    ALREADY_THERE,
    FormContext,
    PlannedChange,
    ReviewLine,
    as_it_stands,
    comparison_key,
    why_locked,
)
from app.recognition.reading.findings import FoundValue
from app.translation import _

_NAME_PARTS = ("Firstname", "MiddleName", "Lastname")
_PLAIN = {field.path: field for field in PERSON_FIELDS}
_ROWS = {path: field for field in ROW_FIELDS for path in (field.path, field.entity_path)}
# Stands in a new person while a form is put together; `drop_temporary_marks` removes it.
_MARK = " new"


@dataclass(frozen=True)
class _Target:
    """A person of the form by its index, or a new one (index None) by its temporary mark."""

    index: int | None
    mark: str

    def update(self, form: dict[str, Any], change: Mapping[str, Any]) -> None:
        people = form["Persons"] = list(form.get("Persons") or ())
        index = self.index
        if index is None:
            marks = [person.get(_MARK) for person in people]
            index = marks.index(self.mark) if self.mark in marks else len(people)
            people += [{_MARK: self.mark}] if index == len(people) else []
        people[index] = person_from_card({**card_values(people[index]), **change}, people[index])

    def values(self, form: Mapping[str, Any]) -> dict[str, Any]:
        people = form.get("Persons") or ()
        marks = {person.get(_MARK): index for index, person in enumerate(people)}
        index = self.index if self.index is not None else marks.get(self.mark)
        return card_values(people[index]) if index is not None else {}


def person_plans(
    form: Mapping[str, Any], found: tuple[FoundValue, ...], context: FormContext, taken: set[int]
) -> Iterator[PlannedChange]:
    """Plans the changes for one person.

    `taken` holds the indexes in the form that other people of the text correspond to; this one is added.
    """
    values = {one.path.partition("].")[2]: one for one in found}
    index = _index_of({name: one.value for name, one in values.items()}, form.get("Persons") or [], taken)
    if index is not None:
        taken.add(index)
    planner = _Planner(_Target(index, found[0].path.partition(".")[0]), form, values, context)
    closed = why_locked(context.rules.for_path("Persons"))
    for plan in planner.plans():
        reason = closed or why_locked(
            context.rules.for_person_path(entity_path_of(plan.line.key.partition("].")[2]))
        )
        yield replace(plan, line=replace(plan.line, reason=reason or plan.line.reason))


def drop_temporary_marks(form: dict[str, Any]) -> None:
    """Removes the marks that told new people apart while the form was put together."""
    for person in form.get("Persons") or ():
        person.pop(_MARK, None)


class _Planner:
    """Makes the plans for one person of the text. `values` are keyed by path in a person of the form."""

    def __init__(
        self, target: _Target, form: Mapping[str, Any], values: Mapping[str, FoundValue], context: FormContext
    ) -> None:
        self._target = target
        self._there = target.values(form)
        self._values = values
        self._region = context.rules.region
        self._name = {name: values[name].value for name in _NAME_PARTS if name in values}
        self._group = " ".join(self._name.values()) or next(iter(values.values())).value

    def plans(self) -> Iterator[PlannedChange]:
        if self._name:
            yield self._name_plan()
        for name, one in self._values.items():
            field = _ROWS.get(re.sub(r"\[\d+\]\.Value$", "", name))
            if field is not None:
                yield self._row_plan(field, one)
            elif name not in _NAME_PARTS:
                # The form keeps a day as its beginning.
                value = f"{one.value}T00:00:00" if _PLAIN[name].kind is Kind.DATE else one.value
                row = as_it_stands(self._row(one, _PLAIN[name].name), self._there.get(name), value)
                yield PlannedChange(row, partial(_put, self._target, {name: value}))

    def _name_plan(self) -> PlannedChange:
        """Plans first, middle and last name as one change; a name that agrees is completed."""
        have = {name: str(text) for name in _NAME_PARTS if (text := self._there.get(name))}
        reason = ALREADY_THERE if len(have) == len(self._name) else ""
        row = replace(self._row(self._values[next(iter(self._name))], _("Name"), reason), value=self._group)
        change: Mapping[str, Any] = self._name
        if any(self._name.get(name, "").casefold() != text.casefold() for name, text in have.items()):
            row = as_it_stands(replace(row, reason=""), " ".join(have.values()))
            change = {**dict.fromkeys(have), **self._name}
        return PlannedChange(row, partial(_put, self._target, change))

    def _row_plan(self, field: PersonField, one: FoundValue) -> PlannedChange:
        """Plans another phone or e-mail, unless it is there already."""
        same = partial(comparison_key, field.entity_path, region=self._region)
        have = [same(str(element.get("Value") or "")) for element in self._there.get(field.path) or ()]
        reason = ALREADY_THERE if same(one.value) in have else ""
        return PlannedChange(
            self._row(one, capitalized(field.one), reason), partial(_append, self._target, field, one.value)
        )

    def _row(self, one: FoundValue, label: str, reason: str = "") -> ReviewLine:
        return ReviewLine(one.path, self._group, label, one.value, one.snippet, reason)


def _put(target: _Target, change: Mapping[str, Any], form: dict[str, Any]) -> None:
    target.update(form, change)


def _append(target: _Target, field: PersonField, value: str, form: dict[str, Any]) -> None:
    rows = target.values(form).get(field.path) or []
    target.update(form, {field.path: [*rows, {"Value": value}]})


def _index_of(values: Mapping[str, str], people: Sequence[Mapping[str, Any]], taken: set[int]) -> int | None:
    """Finds the same person in the form: by e-mail, else by first and last name."""
    mail = values.get("Email", "").casefold()
    name = PersonName.normalized(values.get("Firstname"), values.get("Lastname"))
    free = [index for index in range(len(people)) if index not in taken]
    for index in free:
        rows = card_values(people[index]).get("Email") or ()
        if mail and mail in (str(row.get("Value") or "").casefold() for row in rows):
            return index
    for index in free:
        if name != PersonName("", "") and name == PersonName.normalized(
            people[index].get("Firstname"), people[index].get("Lastname")
        ):
            return index
    return None
