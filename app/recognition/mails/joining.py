"""Joins what was recognised in several parts of one mail: each value once, the first reading first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.model.form.people import PersonName
from app.model.form.person_fields import ROW_FIELDS
from app.recognition.reading.findings import FoundValue, PersonBuilder, RecognitionResult, ResultBuilder

_ROW = re.compile(r"\[\d+\]\.Value$")
_WHOLE_NUMBER = 8  # digits of a number without the code of its country
_NAMES = ("Firstname", "MiddleName", "Lastname")
_PERSON_ROWS = {path: field.path for field in ROW_FIELDS for path in (field.path, field.entity_path)}


def joined(results: Sequence[RecognitionResult], rival: RecognitionResult | None = None) -> RecognitionResult:
    """Returns one result. A company of another name than the first is an entry of its own.

    What `rival`, one of the results, says otherwise than those before it stays beside that.
    """
    if len(results) == 1:
        return results[0]
    builder = ResultBuilder.empty()
    others = [other for one in results for other in one.others]
    name = ""
    rivals: tuple[RecognitionResult, ...] = ()
    for found in results:
        own = next((one.value for one in found.company if one.path == "Name"), "")
        if name and own and own.casefold() != name.casefold():
            others.append(found)
            continue
        name = name or own
        if found is rival:
            rivals = _otherwise(builder, found)
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
        rivals=rivals,
    )


def _otherwise(builder: ResultBuilder, found: RecognitionResult) -> tuple[RecognitionResult, ...]:
    """Returns what is found that differs from what is there already, with who the people are there."""
    company = [one for one in found.company if not _ROW.search(one.path) and one.path != "Name"]
    addresses = {_address_of(one.path) for one in company} - {""}
    same = {address for address in addresses if not _has_another(builder, address, company)}
    told = tuple(
        one
        for one in company
        if (address := _address_of(one.path)) in addresses - same
        or (not address and _is_another(builder.company, one.path, one.value))
    )
    people = tuple(filter(None, (_person_otherwise(builder, person) for person in found.persons)))
    return (RecognitionResult(told, people),) if told or people else ()


def _has_another(builder: ResultBuilder, address: str, found: Sequence[FoundValue]) -> bool:
    parts = {one.path: one.value.casefold() for one in found if _address_of(one.path) == address}
    there = {path: text for path, (text, _) in builder.company.items() if _address_of(path) == address}
    return bool(there) and {path: text.casefold() for path, text in there.items()} != parts


def _person_otherwise(builder: ResultBuilder, found: Sequence[FoundValue]) -> tuple[FoundValue, ...]:
    """Returns the differing values of somebody who is there, after those by which they are known."""
    known = _known(builder.persons, found)
    if known is None:
        return ()
    own = [(one, _ROW.sub("", one.path.partition("].")[2])) for one in found]
    single = [(one, name) for one, name in own if name not in _PERSON_ROWS]
    differing = [name for one, name in single if _is_another(known.values, name, one.value)]
    if not differing:
        return ()
    kept = {*differing, *_NAMES}
    whose = f"Persons[{builder.persons.index(known)}]"
    return tuple(replace(one, path=f"{whose}.{name}") for one, name in single if name in kept)


def _is_another(there: Mapping[str, tuple[str, str]], path: str, value: str) -> bool:
    return path in there and there[path][0].casefold() != value.casefold()


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
            rows = _ROW.sub("", one.path)
            if not _is_same_number(one.value, (value for value, _ in builder.rows.get(rows, ()))):
                builder.add(rows, one.value, one.snippet)
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
                there = (value for path, (value, _) in known.values.items() if path.startswith(row))
                if not _is_same_number(one.value, there):
                    known.add(row, one.value, one.snippet)
            else:
                known.set(name, one.value, one.snippet)
    return people


def _is_same_number(value: str, there: Iterable[str]) -> bool:
    """Returns True for a phone number that is there, perhaps with or without the code of its country."""
    digits = _digits(value)
    return len(digits) >= _WHOLE_NUMBER and any(
        len(known := _digits(one)) >= _WHOLE_NUMBER and (known.endswith(digits) or digits.endswith(known))
        for one in there
    )


def _digits(value: str) -> str:
    return "" if re.search(r"[^\W\d_]|@", value) else re.sub(r"\D", "", value)


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
