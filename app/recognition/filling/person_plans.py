"""How recognised people go into a form: new ones at the end, known ones completed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from app.model.form.people import PersonName
from app.model.form.person_fields import PERSON_FIELDS, ROW_FIELDS, PersonField, entity_path_of
from app.model.form.person_form import person_of, values_of
from app.recognition.filling.plans import THERE, Plan, Row, Surroundings, comparable, kept, locked
from app.recognition.reading.findings import Found

_NAME_PARTS = ("Firstname", "MiddleName", "Lastname")
_PLAIN = {field.path: field for field in PERSON_FIELDS}
_ROWS = {path: field for field in ROW_FIELDS for path in (field.path, field.entity_path)}
# Stands in a new person while a form is put together; `finish` takes it away.
_MARK = " new"


@dataclass(frozen=True)
class _Target:
    """A person of the form by the place, or a new one by its mark where that is None."""

    place: int | None
    mark: str

    def update(self, form: dict[str, Any], change: Mapping[str, Any]) -> None:
        people = form["Persons"] = list(form.get("Persons") or ())
        place = self.place
        if place is None:
            marks = [person.get(_MARK) for person in people]
            place = marks.index(self.mark) if self.mark in marks else len(people)
            people += [{_MARK: self.mark}] if place == len(people) else []
        people[place] = person_of({**values_of(people[place]), **change}, people[place])

    def values(self, form: Mapping[str, Any]) -> dict[str, Any]:
        people = form.get("Persons") or ()
        marks = {person.get(_MARK): place for place, person in enumerate(people)}
        place = self.place if self.place is not None else marks.get(self.mark)
        return values_of(people[place]) if place is not None else {}


def person_plans(
    form: Mapping[str, Any], found: tuple[Found, ...], around: Surroundings, taken: set[int]
) -> Iterator[Plan]:
    """The plans for one person; `taken` are the places in the form that other people of the text have."""
    values = {one.path.partition("].")[2]: one for one in found}
    place = _place_of({name: one.value for name, one in values.items()}, form.get("Persons") or [], taken)
    if place is not None:
        taken.add(place)
    planner = _Planner(_Target(place, found[0].path.partition(".")[0]), form, values, around)
    closed = locked(around.rules.for_path("Persons"))
    for plan in planner.plans():
        reason = closed or locked(
            around.rules.for_person_path(entity_path_of(plan.row.key.partition("].")[2]))
        )
        yield replace(plan, row=replace(plan.row, reason=reason or plan.row.reason))


def finish(form: dict[str, Any]) -> None:
    """Takes away what told new people apart."""
    for person in form.get("Persons") or ():
        person.pop(_MARK, None)


class _Planner:
    """Plans for one person of the text. `values` go by their path in a person of the form."""

    def __init__(
        self, target: _Target, form: Mapping[str, Any], values: Mapping[str, Found], around: Surroundings
    ) -> None:
        self._target = target
        self._there = target.values(form)
        self._values = values
        self._region = around.rules.region
        self._name = {name: values[name].value for name in _NAME_PARTS if name in values}
        self._group = " ".join(self._name.values()) or next(iter(values.values())).value

    def plans(self) -> Iterator[Plan]:
        if self._name:
            yield self._name_plan()
        for name, one in self._values.items():
            field = _ROWS.get(re.sub(r"\[\d+\]\.Value$", "", name))
            if field is not None:
                yield self._row_plan(field, one)
            elif name not in _NAME_PARTS:
                reason = kept(self._there.get(name), one.value)
                yield Plan(
                    self._row(one, _PLAIN[name].name, reason), partial(_put, self._target, {name: one.value})
                )

    def _name_plan(self) -> Plan:
        """First, middle and last name: all at once, completed where what is there agrees."""
        have = {name: str(text) for name in _NAME_PARTS if (text := self._there.get(name))}
        reason = THERE if len(have) == len(self._name) else ""
        if any(self._name.get(name, "").casefold() != text.casefold() for name, text in have.items()):
            reason = kept(" ".join(have.values()))
        row = replace(self._row(self._values[next(iter(self._name))], "Name", reason), value=self._group)
        return Plan(row, partial(_put, self._target, self._name))

    def _row_plan(self, field: PersonField, one: Found) -> Plan:
        """Another phone or e-mail, unless it is there already."""
        same = partial(comparable, field.entity_path, region=self._region)
        have = [same(str(element.get("Value") or "")) for element in self._there.get(field.path) or ()]
        reason = THERE if same(one.value) in have else ""
        return Plan(
            self._row(one, field.one.capitalize(), reason), partial(_append, self._target, field, one.value)
        )

    def _row(self, one: Found, label: str, reason: str) -> Row:
        return Row(one.path, self._group, label, one.value, one.snippet, reason)


def _put(target: _Target, change: Mapping[str, Any], form: dict[str, Any]) -> None:
    target.update(form, change)


def _append(target: _Target, field: PersonField, value: str, form: dict[str, Any]) -> None:
    rows = target.values(form).get(field.path) or []
    target.update(form, {field.path: [*rows, {"Value": value}]})


def _place_of(values: Mapping[str, str], people: Sequence[Mapping[str, Any]], taken: set[int]) -> int | None:
    """The same person in the form: by e-mail, else by first and last name."""
    mail = values.get("Email", "").casefold()
    name = PersonName.normalized(values.get("Firstname"), values.get("Lastname"))
    free = [place for place in range(len(people)) if place not in taken]
    for place in free:
        rows = values_of(people[place]).get("Email") or ()
        if mail and mail in (str(row.get("Value") or "").casefold() for row in rows):
            return place
    for place in free:
        if name != PersonName("", "") and name == PersonName.normalized(
            people[place].get("Firstname"), people[place].get("Lastname")
        ):
            return place
    return None
