"""People of a company: from the light Person of the form to the PersonEntity of ``POST /api/v1/Person``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.model.lists import Country, Position
from app.model.person import Person, PersonEntity
from app.model.shared import Contact, Email, Phone


@dataclass(frozen=True)
class PersonName:
    """What people on both sides are told apart by; case and outer blanks do not count."""

    first: str
    last: str

    @classmethod
    def of(cls, first: str | None, last: str | None) -> PersonName:
        return cls((first or "").strip().casefold(), (last or "").strip().casefold())


def display_name(person: Person) -> str:
    """First and last name as one line; empty where there are none."""
    return " ".join(part.strip() for part in (person.firstname, person.lastname) if part and part.strip())


def not_among(people: Sequence[Person], present: Iterable[PersonName]) -> list[int]:
    """The places in `people` of those who are not `present`; two of one name need two of that name."""
    left = Counter(present)
    missing = []
    for place, person in enumerate(people):
        name = PersonName.of(person.firstname, person.lastname)
        if left[name]:
            left[name] -= 1
        else:
            missing.append(place)
    return missing


def as_entity(
    person: Person,
    contact_id: int,
    *,
    defaults: PersonEntity | None = None,
    positions: Mapping[str, int] | None = None,
    token: str = "",
) -> PersonEntity:
    """The entity that adds `person` to the company `contact_id`, laid over the server's `defaults`.

    `positions` maps the names of the list "perspos" to ids, since the light person holds a name where the
    entity holds an id; a name that is not in it is left out. `token` goes into DbiKey where given.
    """
    changes: dict[str, object] = {
        "person_id": 0,
        "contact": Contact(contact_id=contact_id),
        "dbi_key": token or None,
        "firstname": person.firstname,
        "middle_name": person.middle_name,
        "lastname": person.lastname,
        "mrmrs": person.mrmrs,
        "title": person.title,
        "description": person.description,
        "person_number": person.person_number,
        "use_person_address": person.use_person_address,
        "retired": bool(person.retired) or None,
        "kanafname": person.kanafname,
        "kanalname": person.kanalname,
        "post1": person.post1,
        "post2": person.post2,
        "post3": person.post3,
        "emails": (Email(value=person.email),) if person.email else None,
        "office_phones": _phones(person.direct_phone),
        "mobile_phones": _phones(person.mobile_phone),
        "faxes": _phones(person.fax_phone),
        "country": Country(country_id=person.country_id) if person.country_id else None,
        "position": _position(person.position, positions or {}),
    }
    given = {name: value for name, value in changes.items() if value not in (None, "")}
    return (defaults or PersonEntity()).with_changes(**given)


def _phones(number: str | None) -> tuple[Phone, ...] | None:
    return (Phone(value=number),) if number else None


def _position(name: str | None, positions: Mapping[str, int]) -> Position | None:
    found = positions.get((name or "").strip())
    return Position(id=found) if found else None
