"""People of a company: from the person of the form to what goes out.

A person who has no more than the light Person can tell goes out inside the company, if that is switched on;
one who has more is added by ``POST /api/v1/Person``, with everything. Sources: facts of `Person` and
`PersonEntity` in the Swagger definitions; how a person stands in the form: `app.model.form.person_form`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.model.carriers.common import Contact, Email, EntityElement, Phone
from app.model.carriers.lists import Country, Position
from app.model.carriers.person import Person, PersonEntity
from app.model.form.custom_field_values import without_companions
from app.model.form.person_form import POSITION_ID, ROWS_OF

_LIGHT = {field.alias for field in Person.model_fields.values()}
_BEYOND = {str(field.alias) for field in PersonEntity.model_fields.values()} - _LIGHT
_SHARED = (
    "firstname",
    "middle_name",
    "lastname",
    "mrmrs",
    "title",
    "description",
    "person_number",
    "use_person_address",
    "kanafname",
    "kanalname",
    "post1",
    "post2",
    "post3",
)
_CUSTOM = ("user_defined_fields", "extra_fields", "custom_fields")


@dataclass(frozen=True)
class PersonName:
    """What people on both sides are told apart by; case and outer blanks do not count."""

    first: str
    last: str

    @classmethod
    def normalized(cls, first: str | None, last: str | None) -> PersonName:
        """Makes a name of what a record holds, which may be nothing."""
        return cls((first or "").strip().casefold(), (last or "").strip().casefold())


def display_name(person: Person) -> str:
    """First and last name as one line; empty where there are none."""
    return " ".join(part.strip() for part in (person.firstname, person.lastname) if part and part.strip())


def beyond_light(person: Person) -> dict[str, Any]:
    """The properties of the PersonEntity (its spelling) that `person` has besides the light one's own.

    What is empty does not count, and neither does a list of rows that says no more than the light property.
    """
    extra = {name: value for name, value in (person.model_extra or {}).items() if name in _BEYOND}
    for light, rows in ROWS_OF.items():
        if rows in extra and extra[rows] == [{"Value": person.to_json_object().get(light)}]:
            del extra[rows]
    return {name: value for name, value in extra.items() if value not in (None, "", [], {}, False)}


def is_light(person: Person) -> bool:
    """Whether the light Person can tell all of it, so that it can go out inside the company."""
    return not beyond_light(person)


def light_person(person: Person) -> Person:
    """The person as it goes out inside a company: without what the form alone knows."""
    ours = {*_BEYOND, POSITION_ID}
    kept = {name: value for name, value in person.to_json_object().items() if name not in ours}
    return Person.model_validate(kept)


def entity_part(person: Person) -> PersonEntity:
    """`beyond_light` as an entity. Raises ValidationError where a value has a type that it cannot have."""
    return PersonEntity.model_validate(beyond_light(person))


def as_entity(
    person: Person,
    contact_id: int,
    *,
    defaults: PersonEntity | None = None,
    positions: Mapping[str, int] | None = None,
    token: str = "",
) -> PersonEntity:
    """The entity that adds `person` to the company `contact_id`, laid over the server's `defaults`.

    `positions` maps the names of the list "perspos" to ids, for a position of which the form has no id; a
    name that is not in it is left out. `token` goes into DbiKey where given.
    """
    beyond = entity_part(person)
    base = _with_custom_fields(defaults or PersonEntity(), beyond)
    changes: dict[str, object] = {
        name: getattr(beyond, name) for name in beyond.model_fields_set if name not in _CUSTOM
    }
    changes |= _of_light(person) | _rows(person, beyond)
    changes["position"] = _position(person, positions or {})
    if not changes.get("country") and person.country_id:
        changes["country"] = Country(country_id=person.country_id)
    if beyond.address:
        # Both forms of an address are taken, and the localized one would win over what was typed.
        changes["address"] = beyond.address.with_changes(localized_address=None)
    changes |= {"person_id": 0, "contact": Contact(contact_id=contact_id)}
    if token:
        changes["dbi_key"] = token
    return base.with_changes(
        **{name: value for name, value in changes.items() if value not in (None, "", ())}
    )


def has_position_by_name(person: Person) -> bool:
    """Whether the list of positions is needed to know which one is meant."""
    return bool(person.position) and not _position_id(person)


def has_dbi_key(person: Person) -> bool:
    """Whether the user has filled DbiKey, so that no token of ours may stand there."""
    return "DbiKey" in beyond_light(person)


def _of_light(person: Person) -> dict[str, object]:
    """What both carriers have, in the entity's types."""
    return {name: getattr(person, name) for name in _SHARED} | {"retired": bool(person.retired) or None}


def _rows(person: Person, beyond: PersonEntity) -> dict[str, object]:
    return {
        "emails": _all(Email, person.email, beyond.emails),
        "office_phones": _all(Phone, person.direct_phone, beyond.office_phones),
        "mobile_phones": _all(Phone, person.mobile_phone, beyond.mobile_phones),
        "faxes": _all(Phone, person.fax_phone, beyond.faxes),
    }


def _all(
    kind: type[EntityElement], first: str | None, rows: tuple[EntityElement, ...] | None
) -> tuple[EntityElement, ...]:
    """All rows of a kind; the light property is the first of them, if it is not there already."""
    held = rows or ()
    return (kind(value=first), *held) if first and all(row.value != first for row in held) else held


def _position(person: Person, positions: Mapping[str, int]) -> Position | None:
    found = _position_id(person) or positions.get((person.position or "").strip())
    return Position(id=found) if found else None


def _position_id(person: Person) -> int:
    held = (person.model_extra or {}).get(POSITION_ID)
    return held if isinstance(held, int) else 0


def _with_custom_fields(base: PersonEntity, beyond: PersonEntity) -> PersonEntity:
    """All three dictionaries as the one that is not deprecated; what was typed wins."""
    custom: dict[str, str] = {}
    for source in (base, beyond):
        for name in _CUSTOM:
            custom |= without_companions(getattr(source, name) or {})
    return base.with_changes(user_defined_fields=None, extra_fields=None, custom_fields=custom or None)
