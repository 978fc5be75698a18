"""Values that are the same for every company of a table, and names of list entries into their ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any, Final

from app.model.carriers.wire import DateTimeText
from app.model.form.choices import UNRESOLVED, Choices
from app.model.form.fields import CONTACT_FIELDS, Field, Kind
from app.model.next_steps.card import PROJECT, SELECTION, SUPPORT_PERSON, with_card, with_usual_hour
from app.model.next_steps.declared import CHOICES, NEXT_STEPS
from app.model.templates.numbers import parted
from app.model.text_normalization import normalize_for_search
from app.translation import _
from app.webapi.errors import WebApiError

Constants = Sequence[tuple[str, str]]
"""Paths and texts, as ``--set PATH=VALUE`` gives them."""

_BY_PATH: Final = {one.path: one for one in CONTACT_FIELDS}
_STEPS: Final = (
    *("Title", "StartDate", "Task", "Associate", "Description"),
    *(SELECTION, PROJECT, SUPPORT_PERSON),
)
_LISTS_OF_STEPS: Final = {
    "Task": ("task", CHOICES["Task"], _("Type")),
    "Associate": ("associate", CHOICES["Associate"], _("For")),
}
_A_MOMENT: Final = "2026-11-24T10:15:00Z"
YES: Final = ("true", "yes", "1", "ja", "x")
_CITY_AND_CODE: Final = ("Address.Street.", "Address.Postal.")


class NotInList(LookupError):
    """Texts that a list of entries does not have; `missing` are sentences by text."""

    def __init__(self, entries: Choices, shown: str, missing: Iterable[str]) -> None:
        sentence = _("“{text}” is not in the list {name} of your SuperOffice.")
        self.entries = entries
        self.missing = {text: sentence.format(text=text, name=shown) for text in missing}
        super().__init__(*self.missing.values())

    def with_meant(self) -> list[str]:
        """Returns the sentences, each with the entry that the field takes for the text once it is left."""
        rows = {text: self.entries.unambiguous_match(text) for text in self.missing}
        names = {text: [self.entries[row].name] for text, row in rows.items() if row is not None}
        return [with_similar(told, names.get(text, ())) for text, told in self.missing.items()]


def with_similar(sentence: str, names: Iterable[str]) -> str:
    """Returns a sentence with names that may have been meant; without any, as it is."""
    near = ", ".join(names)
    told = _("Similar: {names}.").format(names=near)
    return f"{sentence} {told}" if near else sentence


def why_unknown(path: str, text: str = "") -> str:
    """Returns a sentence if a path is none that can be set, or not to that; empty otherwise."""
    root, _dot, name = path.partition(".")
    if root == NEXT_STEPS and name in _STEPS:
        return _no_moment(path) if name == "StartDate" and _moment(text) is None else ""
    if root in _BY_PATH and (path == root or path.startswith(_CITY_AND_CODE)) and root != "Address":
        return ""
    if path.startswith((*_CITY_AND_CODE, "CustomFields.")):
        return ""
    by_label = {one.name.replace("&", "").casefold(): one.path for one in CONTACT_FIELDS}
    if (meant := by_label.get(path.strip().casefold())) and meant != path and meant in _known_paths():
        return _("“{path}” is no field of a company: it is called {meant} here.").format(
            path=path, meant=meant
        )
    told = _("“{path}” is no field of a company. These there are: {names}.")
    return told.format(path=path, names=", ".join(_known_paths()))


def _known_paths() -> list[str]:
    """Returns the paths that can be set, as they are told; of addresses and custom fields how they begin."""
    roots = [one for one in _BY_PATH if "." not in one and not one.startswith(("Address", "Persons", "Dbi"))]
    steps = [f"{NEXT_STEPS}.{name}" for name in _STEPS]
    return [*roots, *(f"{one}…" for one in (*_CITY_AND_CODE, "CustomFields.")), *steps]


def _no_moment(path: str) -> str:
    return _("“{path}” must be a date and time such as {example}.").format(path=path, example=_A_MOMENT)


def with_choices(
    form: Mapping[str, Any],
    named: Mapping[str, str],
    constants: Constants,
    choices: Callable[[str], Choices],
) -> tuple[dict[str, Any], list[str]]:
    """Returns the form with list entries by name and constants, and a sentence for each that is unknown.

    A value that the table has comes before a constant; one that the list has not is as if it was typed into
    the field. Of a constant's interests those that the list has go in. `choices` returns a list; it may raise
    WebApiError.
    """
    result: dict[str, Any] = dict(form)
    unknown: list[str] = []
    steps = {path.partition(".")[2]: text for path, text in constants if path.startswith(f"{NEXT_STEPS}.")}
    if steps and NEXT_STEPS not in result:
        result |= _next_steps(steps, has_people=bool(result.get("Persons")))
    constants = [one for one in constants if not one[0].startswith(f"{NEXT_STEPS}.")]
    for path, text in (*named.items(), *((path, text) for path, text in constants if path not in named)):
        try:
            _put(result, path, _value(_BY_PATH.get(path), text, choices, is_cell=path in named))
        except WebApiError as error:
            unknown.append(error.message)
        except NotInList as error:
            unknown += error.with_meant() if path in named else error.missing.values()
            if path in named:
                _put(result, f"{UNRESOLVED}.{path}", text)
            elif there := _those_there(_BY_PATH.get(path), text, error, choices):
                _put(result, path, there)
    return result, unknown


def with_our_contact(
    form: dict[str, Any], named: dict[str, str], ours: str, find: Callable[[str], int | None]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Returns the form with who of us looks after a company, and the other names.

    `ours` is who a column names that goes nowhere; a column that somebody has chosen comes before it. Nobody
    is set whom `find` does not find, or where the list cannot be read.
    """
    field = _BY_PATH["Associate"]
    text = named.get(field.path, ours)
    try:
        number = find(text) if text else None
    except WebApiError:
        number = None
    if number is None:
        return form, named
    others = {path: one for path, one in named.items() if path != field.path}
    return form | {field.path: {field.key: number}}, others


def colleague(text: str, entries: Choices) -> int | None:
    """Returns the id of the one user of a name, else of the one of a first name, user name or e-mail address.

    None where there is none, or several.
    """
    surname, _comma, first = text.partition(",")
    bare, _bracket, inside = text.rstrip(" )]").replace("[", "(").partition("(")
    names = {normalize_for_search(one) for one in (text, f"{first} {surname}", bare)} - {""}
    people = {one.id: one for one in entries if not one.is_heading}
    told = {one: normalize_for_search(person.name) for one, person in people.items()}
    found = [one for one, name in told.items() if name in names]
    if not found:
        local, _at, domain = text.strip("<> ").partition("@")
        words = sorted(re.split(r"[._-]+", normalize_for_search(local)) if domain else [])
        short = {normalize_for_search(one) for one in (local if domain else text, inside)} - {""}
        found = [
            one
            for one, name in told.items()
            if name
            and (
                name.split()[0] in short
                or normalize_for_search(people[one].tooltip) in short
                or sorted(name.split()) == words
            )
        ]
    return int(found[0]) if len(found) == 1 else None


def with_ids(steps: Iterable[Any], choices: Callable[[str], Choices]) -> tuple[list[Any], list[str]]:
    """Returns next steps with the ids of what names an entry of a list, and a sentence for each unknown."""
    result: list[Any] = []
    unknown: list[str] = []
    for step in steps:
        made = dict(step)
        for name, (list_name, key, shown) in _LISTS_OF_STEPS.items():
            if isinstance(text := made.get(name), str):
                try:
                    made[name] = {key: _ids_in(choices(list_name), shown, [text])[0]}
                except NotInList as error:
                    unknown += error.missing.values()
                    del made[name]
                except WebApiError as error:
                    unknown.append(error.message)
        result.append(made)
    return result, unknown


def ids_of(path: str, text: str, choices: Callable[[str], Choices], *, is_cell: bool = False) -> list[int]:
    """Returns the ids of what a constant names; none where it names no entry of a list.

    It may have the number behind the name, which counts where the list has no such name, in another
    language as it is: ``Customer [2]``. In a cell of a table that is a text like any other.

    Raises NotInList, and WebApiError as `choices` does.
    """
    root, _dot, name = path.partition(".")
    if root == NEXT_STEPS and name in _LISTS_OF_STEPS:
        list_name, _key, shown = _LISTS_OF_STEPS[name]
        return _ids_in(choices(list_name), shown, [text], is_cell=is_cell)
    field = _BY_PATH.get(path)
    if field is None or not field.list_name or field.kind not in (Kind.CHOICE, Kind.INTERESTS):
        return []
    entries = choices(field.list_name)
    names = [text]
    if field.kind is Kind.INTERESTS and entries.row_of_name(text) is None:
        names = list(filter(None, map(str.strip, text.split(","))))
    return _ids_in(entries, field.name, names, is_cell=is_cell)


def _next_steps(given: Mapping[str, str], *, has_people: bool) -> dict[str, Any]:
    """Returns the next steps of a company; the support person is none of one that has nobody."""
    card: dict[str, Any] = dict(given)
    if moment := _moment(card.get("StartDate", "")):
        card["StartDate"] = with_usual_hour(str(DateTimeText.from_datetime(moment)))
    card[SUPPORT_PERSON] = has_people and given.get(SUPPORT_PERSON, "").casefold() in YES
    return {NEXT_STEPS: with_card(None, card)}


def _moment(text: str) -> datetime | None:
    """Returns the moment of a day, or of a day and a time, here unless it says where.

    ``+3`` is in three days, ``+3 14:30`` at that time.
    """
    try:
        if text.startswith("+"):
            days, _blank, clock = text[1:].strip().partition(" ")
            day = datetime.now().astimezone().date() + timedelta(days=int(days))
            return datetime.combine(day, time.fromisoformat(clock.strip() or "00:00")).astimezone()
        return datetime.fromisoformat(text).astimezone() if text else None
    except (ValueError, OverflowError, OSError):
        return None


def _value(
    field: Field | None, text: str, choices: Callable[[str], Choices], *, is_cell: bool = False
) -> Any:
    """Returns what a text is in a form. Raises NotInList or WebApiError."""
    if field is None:
        return text
    if field.kind is Kind.CHOICE and field.list_name:
        return {field.key: ids_of(field.path, text, choices, is_cell=is_cell)[0]}
    if field.kind is Kind.INTERESTS:
        ids = ids_of(field.path, text, choices, is_cell=is_cell)
        return [{"Id": one, "Selected": True} for one in dict.fromkeys(ids)]
    return _typed(field.kind, text)


def _those_there(field: Field | None, text: str, error: NotInList, choices: Callable[[str], Choices]) -> Any:
    """Returns those of several interests that the list has, None where there are none."""
    if field is None or field.kind is not Kind.INTERESTS:
        return None
    names = [one for one in map(str.strip, text.split(",")) if one and one not in error.missing]
    return _value(field, ", ".join(names), choices) if names else None


def _ids_in(entries: Choices, shown: str, texts: Sequence[str], *, is_cell: bool = False) -> list[int]:
    """Returns the ids of entries by their names or their ids. Raises NotInList."""
    rows = {text: _row_in(entries, text, is_cell=is_cell) for text in texts}
    if missing := [text for text, row in rows.items() if row is None]:
        raise NotInList(entries, shown, missing)
    return [int(entries[row].id) for row in rows.values() if row is not None]


def _row_in(entries: Choices, text: str, *, is_cell: bool) -> int | None:
    row = entries.row_of_name(text)
    if row is None and text.isdecimal():
        row = entries.row_of_id(int(text))
    if row is None and not is_cell and (both := parted(text))[1]:
        row = entries.row_of_name(both[0])
        row = entries.row_of_id(int(both[1])) if row is None else row
    return row


def _typed(kind: Kind, text: str) -> Any:
    if kind is Kind.CHECK:
        return text.strip().casefold() in YES
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
