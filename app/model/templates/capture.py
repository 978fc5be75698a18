"""What of a card can be kept as a template: by names, which people can read and other systems have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from app.model.carriers.wire import DateTimeText
from app.model.form.choices import Choices
from app.model.form.fields import CONTACT_FIELDS, Kind
from app.model.next_steps.card import card_of
from app.model.next_steps.declared import CHOICES, NEXT_STEPS

_STEP_LISTS: Final = {"Task": "task", "Associate": "associate"}
_FIELDS: Final = [one for one in CONTACT_FIELDS if not one.is_own]


def captured(form: Mapping[str, Any], choices: Mapping[str, Choices], today: date) -> dict[str, str]:
    """Returns what a card shares with others of its kind, by path: lists, ticks, custom fields, next steps.

    The day of an appointment is kept as so many days from `today`.
    """
    found = dict(_of_fields(form, choices))
    custom = form.get("CustomFields")
    for path, value in (custom if isinstance(custom, Mapping) else {}).items():
        if isinstance(value, str) and value:
            found[f"CustomFields.{path}"] = value
    return found | dict(_of_steps(card_of(form.get(NEXT_STEPS)), choices, today))


def _of_fields(form: Mapping[str, Any], choices: Mapping[str, Choices]) -> Iterator[tuple[str, str]]:
    for field in _FIELDS:
        value, entries = form.get(field.path), choices.get(field.list_name) or Choices()
        if field.kind is Kind.CHOICE and isinstance(value, Mapping):
            if text := _named(value.get(field.key), entries):
                yield field.path, text
        elif field.kind is Kind.CHECK and value is True:
            yield field.path, "true"
        elif field.kind is Kind.NUMBER and type(value) is int:
            yield field.path, str(value)
        elif field.kind is Kind.INTERESTS and isinstance(value, list):
            ids = [one.get("Id") for one in value if isinstance(one, Mapping) and one.get("Selected")]
            if texts := [text for one in ids if (text := _named(one, entries, is_one_of_several=True))]:
                yield field.path, ", ".join(texts)


def _of_steps(
    card: Mapping[str, Any], choices: Mapping[str, Choices], today: date
) -> Iterator[tuple[str, str]]:
    for name, value in card.items():
        path = f"{NEXT_STEPS}.{name}"
        if name in CHOICES and isinstance(value, Mapping):
            if text := _named(value.get(CHOICES[name]), choices.get(_STEP_LISTS[name]) or Choices()):
                yield path, text
        elif name == "StartDate":
            if text := _days_ahead(value, today):
                yield path, text
        elif value is True:
            yield path, "true"
        elif isinstance(value, str):
            yield path, value


def _named(number: object, entries: Choices, *, is_one_of_several: bool = False) -> str:
    """Returns the name of an entry, or its number where the name would not lead back to it."""
    if not isinstance(number, int) or number <= 0:
        return ""
    name = entries.name_of(number).strip()
    row = entries.row_of_name(name) if name else None
    is_plain = row is not None and entries[row].id == number and not (is_one_of_several and "," in name)
    return name if is_plain else str(number)


def _days_ahead(start: object, today: date) -> str:
    try:
        moment = DateTimeText(str(start)).moment
    except ValueError:
        return ""
    if moment is None:
        return ""
    here = moment.astimezone()
    return f"+{max(0, (here.date() - today).days)} {here:%H:%M}"
