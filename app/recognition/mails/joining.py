"""Joins what was recognised in several parts of one mail: each value once, the first reading first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.model.form.people import PersonName
from app.model.form.person_fields import ROW_FIELDS
from app.recognition.reading.findings import FoundValue, PersonBuilder, RecognitionResult, ResultBuilder

_ROW = re.compile(r"\[\d+\]\.Value$")
_PERSON_ROWS = {path: field.path for field in ROW_FIELDS for path in (field.path, field.entity_path)}


def joined(results: Sequence[RecognitionResult]) -> RecognitionResult:
    """Returns one result. A company of another name than the first is an entry of its own."""
    if len(results) == 1:
        return results[0]
    builder = ResultBuilder.empty()
    others = [other for one in results for other in one.others]
    name = ""
    for found in results:
        own = next((one.value for one in found.company if one.path == "Name"), "")
        if name and own and own.casefold() != name.casefold():
            others.append(found)
            continue
        name = name or own
        _add(builder, found)
    whole = builder.result()
    message = " ".join(dict.fromkeys(one.message for one in results if one.message))
    return RecognitionResult(
        whole.company,
        whole.persons,
        message,
        whole.doubtful,
        tuple(others),
        results[0].source if results else "",
    )


def _add(builder: ResultBuilder, found: RecognitionResult) -> None:
    _add_company(builder, found)
    people = _add_people(builder, found)
    for one in found.doubtful:
        whose, _, name = one.path.partition(".")
        if whose in people:
            people[whose].add_doubtful(name, one.value, one.snippet)
        elif not whose.startswith("Persons["):
            builder.add_doubtful(_ROW.sub("", one.path), one.value, one.snippet)


def _add_company(builder: ResultBuilder, found: RecognitionResult) -> None:
    # An address is one value: two of them are never mixed.
    taken = {_address_of(path) for path in builder.company} - {""}
    for one in found.company:
        if _ROW.search(one.path):
            builder.add(_ROW.sub("", one.path), one.value, one.snippet)
        elif _address_of(one.path) not in taken:
            builder.set(one.path, one.value, one.snippet)


def _add_people(builder: ResultBuilder, found: RecognitionResult) -> dict[str, PersonBuilder]:
    """Adds the people, or completes those who are there; returns each by its place in what was found."""
    people: dict[str, PersonBuilder] = {}
    for person in found.persons:
        known = _known(builder.persons, person)
        if known is None:
            known = PersonBuilder({})
            builder.persons.append(known)
        people[person[0].path.partition(".")[0]] = known
        for one in person:
            name = _ROW.sub("", one.path.partition("].")[2])
            if row := _PERSON_ROWS.get(name):
                known.add(row, one.value, one.snippet)
            else:
                known.set(name, one.value, one.snippet)
    return people


def _address_of(path: str) -> str:
    return path.rpartition(".")[0] if path.startswith("Address.") else ""


def _known(people: Sequence[PersonBuilder], found: Sequence[FoundValue]) -> PersonBuilder | None:
    """Returns who is the same: by e-mail, else by name."""
    values = {one.path.partition("].")[2]: one.value for one in found}
    mail = values.get("Email", "").casefold()
    name = PersonName.normalized(values.get("Firstname"), values.get("Lastname"))
    for person in people:
        if mail and mail == person.values.get("Email", ("", ""))[0].casefold():
            return person
    for person in people:
        have = {path: value for path, (value, _) in person.values.items()}
        if name != PersonName("", "") and name == PersonName.normalized(
            have.get("Firstname"), have.get("Lastname")
        ):
            return person
    return None
