"""What a company of a table has that the one which an earlier import has made of it has not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from app.model.form.choices import ORIGIN, TARGET, UNRESOLVED
from app.model.form.field_names import name_in_person, tab_and_name
from app.model.next_steps.declared import NEXT_STEPS
from app.model.text_normalization import normalize_for_search, shortened
from app.translation.joined_names import quoted

Form = Mapping[str, Any]
_Leaf = tuple[str, str | int]
_NOT_COMPARED: Final = frozenset(("Name", "Persons", ORIGIN, UNRESOLVED, TARGET, NEXT_STEPS))
_NAMES: Final = ("Firstname", "MiddleName", "Lastname")
_INDEX: Final = re.compile(r"\[\d+\]")
_WEB: Final = re.compile(r"^https?://(?:www\.)?|^www\.|/$", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d(?:[\s()./-]{0,2}\d){6,}")
_SHORT_CODES: Final = ("", "1", "7")
_LONGEST_CODE: Final = 3
_MOST_TOLD: Final = 3
_LONGEST_TOLD: Final = 60


def new_values(form: Form, stored: Form, *, is_exact: bool = False) -> tuple[str, ...]:
    """Returns, for people, each value of a form that `stored` has nowhere; of somebody, not with her.

    Signs in numbers and the beginning of web addresses do not count; nor does letter case, nor the spelling
    of names, unless it `is_exact`. Both are forms, or what was sent of one.
    """
    others = _Values(_leaves(stored), is_exact=is_exact)
    of_company = _Values(_of_company(stored), is_exact=is_exact)
    people = {_key(one): one for one in _people(stored)}
    found = [_told(path, value) for path, value in _of_company(form) if not others.has(path, value)]
    if is_exact and form.get("Name") != stored.get("Name"):
        found.append(_told("Name", str(form.get("Name"))))
    for person in _people(form):
        there = people.get(_key(person))
        values = others if there is None else _Values(_leaves(there), is_exact=is_exact)
        if is_exact and there is not None and _name(there) != _name(person):
            found.append(quoted(_name(person)))
        found += [
            f"{_told(path, value, is_of_person=True)} ({_name(person)})"
            for path, value in _leaves(person)
            if path not in _NAMES and not values.has(path, value) and not of_company.has(path, value)
        ]
    return tuple(found)


def told_shortly(values: tuple[str, ...]) -> str:
    """Returns the first of some values in a row."""
    return ", ".join(values[:_MOST_TOLD]) + (" …" if values[_MOST_TOLD:] else "")


def covers(form: Form, stored: Form) -> bool:
    """Returns True if nothing of `stored` is in a field that the form has not, or of somebody it has not."""
    return _fields(stored) <= _fields(form)


class _Values:
    """What is there, to be asked for one value after the other."""

    def __init__(self, leaves: Iterable[_Leaf], *, is_exact: bool) -> None:
        self._is_exact = is_exact
        self._ids: set[_Leaf] = set()
        self._texts: set[str] = set()
        self._numbers: set[str] = set()
        self._lines: list[str] = []
        for path, value in leaves:
            if isinstance(value, int):
                self._ids.add((_INDEX.sub("", path), value))
                continue
            self._texts.add(self._plain(value))
            self._numbers.update(_numbers(value))
            if path == "Description":
                self._texts.update(map(self._plain, value.splitlines()))
                self._lines.append(f" {' '.join(value.casefold().split())} ")

    def has(self, path: str, value: str | int) -> bool:
        """Returns True for a value that is there; of several lines, if each is."""
        if isinstance(value, int):
            return (_INDEX.sub("", path), value) in self._ids
        return all(self._has_text(line) for line in value.splitlines())

    def _has_text(self, text: str) -> bool:
        if self._plain(text) in self._texts:
            return True
        if any(f" {' '.join(text.casefold().split())} " in line for line in self._lines):
            return True
        if "@" in text or _NUMBER.fullmatch(text.strip(" +()")) is None:
            return False
        (number,) = _numbers(text)
        return any(_is_same_number(number, one) for one in self._numbers)

    def _plain(self, text: str) -> str:
        text = _WEB.sub("", _WEB.sub("", text.strip()))
        return " ".join(text.split()) if self._is_exact else "".join(text.casefold().split())


def _numbers(text: str) -> list[str]:
    """Returns the phone numbers of a text, and the like, without signs and zeros in front."""
    return ["".join(filter(str.isdigit, one)).lstrip("0") for one in _NUMBER.findall(text)]


def _is_same_number(one: str, other: str) -> bool:
    """Returns True for two that are the same but for the code of the country, which one of them has not."""
    short, long = sorted((one, other), key=len)
    before = long.removesuffix(short)
    return long.endswith(short) and (before in _SHORT_CODES or 1 < len(before) <= _LONGEST_CODE)


def _leaves(value: Any, path: str = "") -> Iterator[_Leaf]:
    """Yields what stands in a form, or a part of it, with the paths."""
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from _leaves(one, f"{path}.{key}" if path else str(key))
    elif isinstance(value, (list, tuple)):
        for at, one in enumerate(value):
            yield from _leaves(one, f"{path}[{at}]")
    elif isinstance(value, bool):
        return
    elif (isinstance(value, str) and value.strip()) or (isinstance(value, int) and value):
        yield path, value


def _of_company(form: Form) -> Iterator[_Leaf]:
    yield from _leaves({name: value for name, value in form.items() if name not in _NOT_COMPARED})


def _people(form: Form) -> list[Mapping[str, Any]]:
    people = form.get("Persons")
    return [one for one in people if isinstance(one, Mapping)] if isinstance(people, (list, tuple)) else []


def _name(person: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (str(person.get(part) or "").strip() for part in _NAMES)))


def _key(person: Mapping[str, Any]) -> str:
    return normalize_for_search(_name(person))


def _fields(form: Form) -> set[tuple[str, str]]:
    found = {("", _INDEX.sub("", path)) for path, _value in _of_company(form)}
    for person in _people(form):
        key = _key(person)
        found |= {(key, _INDEX.sub("", path)) for path, _value in _leaves(person) if path not in _NAMES}
        found.add((key, ""))
    return found


def _told(path: str, value: str | int, *, is_of_person: bool = False) -> str:
    """Returns the name of a field with its value, unless that is a number of a list."""
    field = (name_in_person(path) or path) if is_of_person else tab_and_name(path)[1]
    if isinstance(value, int):
        return field
    return f"{field} {quoted(shortened(' '.join(value.split()), _LONGEST_TOLD))}"
