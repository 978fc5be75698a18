"""Values that are the same for every company of a table, and names of list entries into their ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from app.model.carriers.wire import NOT_A_DATE_TIME, DateTimeText
from app.model.form.choices import Choices
from app.model.form.fields import CONTACT_FIELDS, Field, Kind
from app.model.next_steps.card import PROJECT, SELECTION, SUPPORT_PERSON, with_card, with_usual_hour
from app.model.next_steps.declared import NEXT_STEPS
from app.translation import _
from app.webapi.errors import WebApiError

Constants = Sequence[tuple[str, str]]
"""Paths and texts, as ``--set PATH=VALUE`` gives them."""

_BY_PATH: Final = {one.path: one for one in CONTACT_FIELDS}
_STEPS: Final = (
    *("Title", "StartDate", "Task", "Associate", "Description"),
    *(SELECTION, PROJECT, SUPPORT_PERSON),
)
_YES: Final = ("true", "yes", "1", "ja", "x")
_CITY_AND_CODE: Final = ("Address.Street.", "Address.Postal.")


def why_unknown(path: str, text: str = "") -> str:
    """Returns a sentence if a path is none that can be set, or not to that; empty otherwise."""
    root, _dot, name = path.partition(".")
    if root == NEXT_STEPS and name in _STEPS:
        is_wrong = name == "StartDate" and _moment(text) is None
        return f"{path} {NOT_A_DATE_TIME}." if is_wrong else ""
    if root in _BY_PATH and (path == root or path.startswith(_CITY_AND_CODE)) and root != "Address":
        return ""
    if path.startswith((*_CITY_AND_CODE, "CustomFields.")):
        return ""
    return _("“{path}” is no field of a company.").format(path=path)


def with_choices(
    form: Mapping[str, Any],
    named: Mapping[str, str],
    constants: Constants,
    choices: Callable[[str], Choices],
) -> tuple[dict[str, Any], list[str]]:
    """Returns the form with list entries by name and constants, and a sentence for each that is unknown.

    A value that the table has comes before a constant. `choices` returns a list; it may raise WebApiError.
    """
    result: dict[str, Any] = dict(form)
    unknown: list[str] = []
    steps = {path.partition(".")[2]: text for path, text in constants if path.startswith(f"{NEXT_STEPS}.")}
    if steps and NEXT_STEPS not in result:
        result |= _next_steps(steps, has_people=bool(result.get("Persons")))
    constants = [one for one in constants if not one[0].startswith(f"{NEXT_STEPS}.")]
    for path, text in (*named.items(), *((path, text) for path, text in constants if path not in named)):
        field = _BY_PATH.get(path)
        if field is not None and field.kind is Kind.CHOICE and field.list_name:
            try:
                result.setdefault(path, {field.key: _id_in(choices(field.list_name), field, text)})
            except WebApiError as error:
                unknown.append(error.message)
            except LookupError as error:
                unknown.append(str(error.args[0]))
        else:
            _put(result, path, _typed(field.kind if field else Kind.TEXT, text))
    return result, unknown


def _next_steps(given: Mapping[str, str], *, has_people: bool) -> dict[str, Any]:
    """Returns the next steps of a company; the support person is none of one that has nobody."""
    card: dict[str, Any] = dict(given)
    if moment := _moment(card.get("StartDate", "")):
        card["StartDate"] = with_usual_hour(str(DateTimeText.from_datetime(moment)))
    card[SUPPORT_PERSON] = has_people and given.get(SUPPORT_PERSON, "").casefold() in _YES
    return {NEXT_STEPS: with_card(None, card)}


def _moment(text: str) -> datetime | None:
    """Returns the moment of a day, or of a day and a time, here unless it says where."""
    try:
        return datetime.fromisoformat(text).astimezone() if text else None
    except (ValueError, OverflowError, OSError):
        return None


def _id_in(entries: Choices, field: Field, text: str) -> int:
    """Returns the id of an entry by its name or its id. Raises LookupError with a sentence."""
    row = entries.row_of_name(text)
    if row is None and text.isdecimal():
        row = entries.row_of_id(int(text))
    if row is None:
        sentence = _("“{text}” is not in the list {name} of your SuperOffice.")
        raise LookupError(sentence.format(text=text, name=field.name))
    return entries[row].id


def _typed(kind: Kind, text: str) -> Any:
    if kind is Kind.CHECK:
        return text.strip().casefold() in _YES
    if kind is Kind.NUMBER and text.strip().lstrip("-").isdecimal():
        return int(text)
    if kind is Kind.WORDS:
        return [word.strip() for word in text.split(",") if word.strip()]
    return [{"Value": text}] if kind is Kind.ROWS else text


def _put(form: dict[str, Any], path: str, value: Any) -> None:
    """Puts a value where there is none yet."""
    parts = path.split(".") if path.startswith("Address.") else path.split(".", 1)
    place = form
    for part in parts[:-1]:
        place = place.setdefault(part, {})
    place.setdefault(parts[-1], value)
