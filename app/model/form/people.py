"""Converts people of the form to the carriers that are sent.

A person whose properties all fit into the light Person is sent inside the company, if that is switched on.
One with more properties is added by ``POST /api/v1/Person``. Sources: the Swagger definitions of `Person` and
`PersonEntity`. `app.model.form.person_form` describes how a person is held in the form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.model.carriers.common import Contact, Email, EntityElement, Phone
from app.model.carriers.lists import Country, Position
from app.model.carriers.person import Person, PersonEntity
from app.model.carriers.reading import read_as
from app.model.carriers.wire import declared_properties
from app.model.form.custom_field_values import without_companions
from app.model.form.person_fields import PERSON_FIELDS
from app.model.form.person_form import POSITION_ID, ROWS_OF
from app.model.text_normalization import normalize

_LIGHT = {one.wire_name for one in declared_properties(Person).values()}
# Those that the form declares and the carriers do not are sent in the PersonEntity, too.
_DECLARED = {field.path.partition(".")[0] for field in PERSON_FIELDS}
_BEYOND = ({one.wire_name for one in declared_properties(PersonEntity).values()} | _DECLARED) - _LIGHT
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
_CUSTOM = {"user_defined_fields", "extra_fields", "custom_fields"}


@dataclass(frozen=True)
class PersonName:
    """First and last name, by which people are matched: as `normalize` has them."""

    first: str
    last: str

    @classmethod
    def normalized(cls, first: str | None, last: str | None) -> PersonName:
        """Normalizes first and last name, either of which may be None."""
        return cls(normalize(first or ""), normalize(last or ""))


def display_name(person: Person) -> str:
    """Returns first and last name in one line; empty if there is neither."""
    return joined_name(person.firstname, person.lastname)


def joined_name(*parts: str | None) -> str:
    """Returns the parts of a name in one line, as the outbox calls a person."""
    return " ".join(part.strip() for part in parts if part and part.strip())


def beyond_light(person: Person) -> dict[str, Any]:
    """Returns the properties of `person` that only the PersonEntity has, in its spelling.

    Empty values are left out, and so is a list of rows that holds only the value of the light property.
    """
    extra = {name: value for name, value in person.undeclared.items() if name in _BEYOND}
    for light, rows in ROWS_OF.items():
        if rows in extra and extra[rows] == [{"Value": person.to_json_object().get(light)}]:
            del extra[rows]
    return {name: value for name, value in extra.items() if value not in (None, "", [], {}, False)}


def is_light(person: Person) -> bool:
    """Returns True if the light Person holds everything, so that it can be sent inside the company."""
    return not beyond_light(person)


def light_person(person: Person) -> Person:
    """Returns the person to send inside a company, without properties that only the form has."""
    ours = {*_BEYOND, POSITION_ID}
    kept = {name: value for name, value in person.to_json_object().items() if name not in ours}
    return read_as(Person, kept)


def entity_part(person: Person) -> PersonEntity:
    """Returns `beyond_light` as an entity. Raises Misshapen for a value of a wrong type."""
    return read_as(PersonEntity, beyond_light(person))


def as_entity(
    person: Person,
    contact_id: int,
    *,
    defaults: PersonEntity | None = None,
    positions: Mapping[str, int] | None = None,
    token: str = "",
) -> PersonEntity:
    """Makes the entity that adds `person` to the company `contact_id`, on top of the server's `defaults`.

    `positions` maps names of the list "perspos" to ids, for a position whose id the form does not have; a
    name that is not in it is left out. `token`, if given, is put into DbiKey.
    """
    beyond = entity_part(person)
    base = _with_custom_fields(defaults or PersonEntity(), beyond)
    changes: dict[str, object] = {name: getattr(beyond, name) for name in beyond.given - _CUSTOM}
    changes |= beyond.undeclared
    changes |= _shared_properties(person) | _rows(person, beyond)
    changes["position"] = _position(person, positions or {})
    if not changes.get("country") and person.country_id:
        changes["country"] = Country(country_id=person.country_id)
    if beyond.address:
        # The server accepts both forms of an address, and the localized one would override what was typed.
        changes["address"] = beyond.address.with_changes(localized_address=None)
    changes |= {"person_id": 0, "contact": Contact(contact_id=contact_id)}
    if token:
        changes["dbi_key"] = token
    return base.with_changes(
        **{name: value for name, value in changes.items() if value not in (None, "", ())}
    )


def has_position_by_name(person: Person) -> bool:
    """Returns True if the list of positions is needed to find the position's id."""
    return bool(person.position) and not _position_id(person)


def has_dbi_key(person: Person) -> bool:
    """Returns True if the user has filled in DbiKey, so that it cannot carry our token."""
    return "DbiKey" in beyond_light(person)


def _shared_properties(person: Person) -> dict[str, object]:
    """Returns the properties that both carriers have, with the entity's types."""
    return {name: getattr(person, name) for name in _SHARED} | {"retired": bool(person.retired) or None}


def _rows(person: Person, beyond: PersonEntity) -> dict[str, object]:
    return {
        "emails": _all_rows(Email, person.email, beyond.emails),
        "office_phones": _all_rows(Phone, person.direct_phone, beyond.office_phones),
        "mobile_phones": _all_rows(Phone, person.mobile_phone, beyond.mobile_phones),
        "faxes": _all_rows(Phone, person.fax_phone, beyond.faxes),
    }


def _all_rows(
    kind: type[EntityElement], first: str | None, rows: tuple[EntityElement, ...] | None
) -> tuple[EntityElement, ...]:
    """Returns all rows of a kind; the light property comes first unless it is among them."""
    held = rows or ()
    return (kind(value=first), *held) if first and all(row.value != first for row in held) else held


def _position(person: Person, positions: Mapping[str, int]) -> Position | None:
    found = _position_id(person) or positions.get((person.position or "").strip())
    return Position(id=found) if found else None


def _position_id(person: Person) -> int:
    held = person.undeclared.get(POSITION_ID)
    return held if isinstance(held, int) else 0


def _with_custom_fields(base: PersonEntity, beyond: PersonEntity) -> PersonEntity:
    """Merges the three dictionaries into the one that is not deprecated; what was typed wins."""
    custom: dict[str, str] = {}
    for source in (base, beyond):
        for name in _CUSTOM:
            custom |= without_companions(getattr(source, name) or {})
    return base.with_changes(user_defined_fields=None, extra_fields=None, custom_fields=custom or None)
