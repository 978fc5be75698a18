"""Converts a person between the form's value and the values that a card of the window edits.

In the form, a person is an item of `Persons` in the spelling of the light Person. It may also hold properties
of the PersonEntity that the light one lacks, and lists of rows (`Emails`, `OfficePhones`, …) if there are
more rows than the one that the light property holds; that one is then the first. The position is held by its
name and, since names differ by language, by its id (`PositionId`, a property of neither carrier).

A card edits one value per field: all rows of a kind as a list, choices as the objects that refer to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.model.carriers.wire import NO_DATE
from app.model.form.person_fields import PERSON_FIELDS, ROW_FIELDS

POSITION_ID = "PositionId"
# Light property: the list of rows whose first value it is.
ROWS_OF = {field.path: field.entity for field in ROW_FIELDS if field.entity}
# Names that the reference page and the PersonEntity use for the same value.
_OTHER_SPELLINGS = ("CountryId", POSITION_ID, *ROWS_OF.values(), "Address", "CustomFields")
_EDITED = {field.path.partition(".")[0] for field in PERSON_FIELDS} | set(_OTHER_SPELLINGS)

Values = dict[str, Any]


def card_values(person: Mapping[str, Any]) -> Values:
    """Returns the values that a card shows of a person, by path of the field, without empty ones."""
    values = {name: held for name, held in person.items() if name in _EDITED}
    for light, rows in ROWS_OF.items():
        values[light] = _rows_of(values.pop(light, None), values.pop(rows, None))
    country_id = values.pop("CountryId", None)
    if country_id and not values.get("Country"):
        values["Country"] = {"CountryId": country_id}
    position_id = values.pop(POSITION_ID, None)
    if position_id:
        values["Position"] = {"Id": position_id, "Value": values.get("Position") or ""}
    if str(values.get("BirthDate") or "").startswith(NO_DATE[:10]):
        del values["BirthDate"]
    return {path: value for path, value in values.items() if value not in (None, "", [], {}, 0, False)}


def person_from_card(values: Mapping[str, Any], before: Mapping[str, Any]) -> Values:
    """Makes the person of the form from a card's values; what the card does not edit stays as `before`."""
    person = {path: value for path, value in values.items() if value is not None}
    for light, rows in ROWS_OF.items():
        elements = person.pop(light, None) or []
        if elements and elements[0].get("Value"):
            person[light] = elements[0]["Value"]
        if len(elements) > 1 or (elements and elements[0].keys() != {"Value"}):
            person[rows] = elements
    position = person.get("Position")
    if isinstance(position, dict):
        person["Position"] = position.get("Value") or ""
        person[POSITION_ID] = position["Id"]
    if person.get("Retired"):
        person["Retired"] = 1
    return {name: held for name, held in before.items() if name not in _EDITED} | person


def duplicate_of(person: Mapping[str, Any]) -> Values:
    """Returns a new person with everything that people of one company are likely to share."""
    own = {name for field in PERSON_FIELDS if field.is_own for name in (field.path, field.entity_path)}
    return {name: held for name, held in person.items() if name not in own and name != "PersonId"}


def _rows_of(first: object, rows: object) -> list[Values]:
    """Returns the rows; what is none, in a draft of another program, is told by the check."""
    elements = [one for one in rows if isinstance(one, dict)] if isinstance(rows, list | tuple) else []
    if first and not any(element.get("Value") == first for element in elements):
        elements.insert(0, {"Value": first})
    return elements
