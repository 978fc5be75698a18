"""What of the answer to a POST speaks for it, or against: whether it is of one record, and of the one sent.

An answer has its number several times: in its own address, and in the people of a company. A cache or a
filter that puts in another number, or answers for a record of the same name, does not change them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from app.model.carriers.contact import ContactEntity
from app.model.carriers.person import PersonEntity
from app.model.carriers.reading import read_as
from app.model.carriers.wire import DateTimeText
from app.model.checks.renamed import may_have_become
from app.model.checks.same_record import differences

_IN_ADDRESS: Final[Mapping[str, re.Pattern[str]]] = {
    "ContactId": re.compile(r"/Contact/(\d{1,10})(?![^/?#])", re.ASCII | re.IGNORECASE),
    "PersonId": re.compile(r"/Person/(\d{1,10})(?![^/?#])", re.ASCII | re.IGNORECASE),
    "AppointmentId": re.compile(r"/Appointment/(\d{1,10})(?![^/?#])", re.ASCII | re.IGNORECASE),
    "ProjectmemberId": re.compile(r"/ProjectMember/(\d{1,10})(?![^/?#])", re.ASCII | re.IGNORECASE),
}
_SHAPES: Final[Mapping[str, type[ContactEntity | PersonEntity]]] = {
    "ContactId": ContactEntity,
    "PersonId": PersonEntity,
}
# What tells records of one name apart. A server may leave one of several out, and write each in its own way.
_TEXTS: Final[Mapping[str, tuple[str, ...]]] = {"ContactId": ("Department", "OrgNr"), "PersonId": ()}
_ROWS: Final[Mapping[str, tuple[str, ...]]] = {
    "ContactId": ("Emails", "Phones", "Faxes", "Urls"),
    "PersonId": ("Emails", "OfficePhones", "MobilePhones", "PrivatePhones"),
}
# What says whose a next step is.
_OWNERS: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "AppointmentId": (("Contact", "ContactId"), ("Person", "PersonId")),
    "ProjectmemberId": (("ProjectId",), ("ContactId",), ("PersonId",)),
}
_ANY_ZONE: Final = timedelta(hours=26)
"""A server may tell its own time as if it were UTC."""
_MOST_ROWS: Final = 100
_LONGEST_ADDRESS: Final = 2_000


def has_one_number(answer: Mapping[str, Any], id_name: str) -> bool:
    """Returns False if the answer gives its record a second number beside that of `id_name`."""
    return all(number == answer.get(id_name) for number in _other_mentions(answer, id_name))


def repeats_number(answer: Mapping[str, Any], id_name: str) -> bool:
    """Returns True if the answer gives the number of its record once more, and no other."""
    mentions = set(_other_mentions(answer, id_name))
    return mentions == {answer.get(id_name)}


def contradicts(sent: Mapping[str, Any], told: Mapping[str, Any], id_name: str) -> bool:
    """Returns True if `told` has something else where `sent` has what tells records of one name apart."""
    for name in _TEXTS[id_name]:
        mine, theirs = sent.get(name), told.get(name)
        are_texts = isinstance(mine, str) and isinstance(theirs, str) and mine.strip() and theirs.strip()
        if are_texts and not may_have_become(str(mine), str(theirs)):
            return True
    return any(_has_none_of(sent, told, name, _SHAPES[id_name]) for name in _ROWS[id_name])


def lacks_all(sent: Mapping[str, Any], told: Mapping[str, Any], id_name: str) -> bool:
    """Returns True if `told` says that it has none of the numbers and addresses of `sent`, which has some."""
    given = [name for name in _ROWS[id_name] if _rows(sent, name)]
    if id_name == "ContactId" and str(sent.get("OrgNr") or "").strip():
        given.append("OrgNr")
    return bool(given) and all(name in told and not told[name] for name in given)


def whose_is(sent: Mapping[str, Any], told: Mapping[str, Any], id_name: str) -> bool | None:
    """Returns whether the answer to a next step is about the one that was sent; None if it does not say.

    It says so by company, person and project: names and times alone are those of many.
    """
    pairs = [(_number_at(sent, path), _number_at(told, path)) for path in _OWNERS[id_name]]
    if any(theirs and theirs != mine for mine, theirs in pairs) or _is_other_appointment(sent, told):
        return False
    return None if any(mine and not theirs for mine, theirs in pairs) else True


def _number_at(record: Mapping[str, Any], path: tuple[str, ...]) -> int:
    found: Any = record
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found if type(found) is int else 0


def _is_other_appointment(sent: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    """Returns True if the answer has quite another title, or another day."""
    mine, theirs = sent.get("Title"), told.get("Title")
    are_texts = isinstance(mine, str) and isinstance(theirs, str) and theirs.strip()
    if are_texts and not may_have_become(str(mine), str(theirs)):
        return True
    begins, began = _moment(sent.get("StartDate")), _moment(told.get("StartDate"))
    return begins is not None and began is not None and abs(begins - began) > _ANY_ZONE


def _moment(text: object) -> datetime | None:
    try:
        return DateTimeText(text).moment if isinstance(text, str) else None
    except ValueError:
        return None


def _has_none_of(
    sent: Mapping[str, Any], told: Mapping[str, Any], name: str, shape: type[ContactEntity | PersonEntity]
) -> bool:
    """Returns True if there are rows on both sides, and none of them is on both."""
    mine, theirs = _rows(sent, name), _rows(told, name)
    if not mine or not theirs:
        return False
    try:
        one, other = read_as(shape, {name: mine}), read_as(shape, {name: theirs})
    except ValueError:
        return False
    return len(differences(one, other, as_rewritten=True)) == len(mine)


def _rows(record: Mapping[str, Any], name: str) -> list[Any]:
    rows = record.get(name)
    given = rows[:_MOST_ROWS] if isinstance(rows, list) else []
    return [row for row in given if isinstance(row, dict) and row.get("Value")]


def _other_mentions(answer: Mapping[str, Any], id_name: str) -> Iterator[int]:
    """Yields each number that the answer has in another place for its own record; 0 and null are none."""
    links = answer.get("_Links")
    address = links.get("Self") if isinstance(links, dict) else None
    if isinstance(address, str) and (found := _IN_ADDRESS[id_name].search(address[:_LONGEST_ADDRESS])):
        yield int(found[1])
    people = answer.get("Persons") if id_name == "ContactId" else None
    for person in people if isinstance(people, list) else ():
        where = person.get("ContactId") if isinstance(person, dict) else None
        if type(where) is int and where:
            yield where
