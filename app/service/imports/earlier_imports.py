"""Finds companies of a table among those that earlier imports have made of other columns or another file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from app.recognition.cells.company_keys import company_key, same_spelling

Form = Mapping[str, Any]
_ALONE: Final = ("OrgNr", "Department")
_STREET: Final = ("Zipcode", "City")
_ROWS: Final = ("Phones", "Emails", "Urls")
_NAMES: Final = ("Firstname", "MiddleName", "Lastname")
_DIGITS: Final = 7
"""The last ones of a phone number, with which its country's code does not matter."""


class EarlierImports:
    """The companies that tables have become, by their names; each is that of one row of a table at most.

    The id of a company of a table is made of all that was read of it: with other columns it is another one.
    """

    def __init__(self, stored: Iterable[tuple[str, str]], read: Callable[[str], Form | None]) -> None:
        """`stored` are names and ids. `read` returns what is stored, None for what is of no table."""
        self._read = read
        self._ids: dict[str, list[str]] = {}
        for name, entry_id in stored:
            self._ids.setdefault(_key(name), []).append(entry_id)
        self._taken: dict[str, str] = {}

    def id_of(self, own_id: str, name: str, form: Callable[[], Form]) -> str:
        """Returns the id under which a company is stored that surely is the one of `form`; else its own."""
        ids = self._ids.get(_key(name), ())
        if not name or own_id in ids or not ids:
            return own_id
        wanted = form()
        for entry_id in ids:
            if self._taken.get(entry_id, own_id) != own_id:
                continue
            there = self._read(entry_id)
            if there is not None and is_surely_same(wanted, there):
                self._taken[entry_id] = own_id
                return entry_id
        return own_id


def is_surely_same(one: Form, other: Form) -> bool:
    """Returns True for two companies of one name that have the same people, and say nothing else of them.

    Without people they must have the same place, number or address.
    """
    people = _people(one)
    if people != _people(other):
        return False
    told, told_other = _told(one), _told(other)
    both = told.keys() & told_other.keys()
    singles = both - {*_ROWS}
    if any(told[name] != told_other[name] for name in singles):
        return False
    shared = any(told[name] & told_other[name] for name in both)
    return bool(people) or shared


def _people(form: Form) -> list[str]:
    people = form.get("Persons") or ()
    names = (" ".join(str(one.get(part) or "") for part in _NAMES) for one in people if isinstance(one, dict))
    return sorted(company_key(name) for name in names)


def _told(form: Form) -> dict[str, frozenset[str]]:
    """Returns what tells a company apart from others of its name, as far as a form has it."""
    address = form.get("Address")
    street = (address.get("Street") if isinstance(address, dict) else None) or {}
    found = {name: frozenset((_plain(form.get(name)),)) for name in _ALONE}
    found |= {name: frozenset((_plain(street.get(name)),)) for name in _STREET}
    for name in _ROWS:
        values = (_plain(one.get("Value")) for one in form.get(name) or () if isinstance(one, dict))
        found[name] = frozenset(one[-_DIGITS:] if name == "Phones" else one for one in values)
    return {name: values - {""} for name, values in found.items() if values - {""}}


def _plain(value: object) -> str:
    return "".join(filter(str.isalnum, str(value or "").casefold()))


def _key(name: str) -> str:
    return same_spelling(company_key(name))
