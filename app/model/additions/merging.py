"""Adds what was typed to a company that is there: to the record as the server has it, as JSON objects.

Rows are added that the record does not have, and values where it has none. Where a value differs, that is
told: it is replaced only if its user has seen it and has said so, and it is still the same. Whatever else the
record has stays as it is, known to this program or not, since PUT Contact replaces the whole entity (Swagger,
ContactEntity).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from app.model.form.custom_field_values import without_companions
from app.model.form.submission import MERGED_INTO_CUSTOM_FIELDS
from app.model.next_steps.declared import NEXT_STEPS
from app.model.text_normalization import normalize

REPLACES: Final = "Replaces"
"""Name in the body of an addition of the values that it replaces: what its user was shown, by path."""
NEVER_ADDED: Final = frozenset(
    ("ContactId", "Name", "Department", "Persons", "DbiKey", "DbiAgentId", REPLACES, NEXT_STEPS)
)
"""What says which company it is, and what is added by requests of its own."""

_RIGHTS: Final = frozenset(("TableRight", "FieldProperties", "_Links"))
# What stands for no value: the date, and in custom fields, whose values are encoded, no item and no number.
_NONE: Final = re.compile(
    r"(?:0001-01-01.*|\[[A-Z]+:(?:-?0*(?:\.0*)?|0?1/0?1/0*1(?: [\d:.]*)?)\])?", re.DOTALL
)
_NOT_A_DIGIT: Final = re.compile(r"\D+")
_NO_LETTER_OR_DIGIT: Final = re.compile(r"[\W_]+")
_LEAST_DIGITS: Final = 7
"""Numbers that end in the same digits are one: 22 33 44 55 is +47 22 33 44 55."""
_ITEMS: Final = "Interests"
_NUMBERS: Final = frozenset(("Phones", "Faxes", "InternetPhones", "MobilePhones", "OfficePhones"))


@dataclass(frozen=True)
class Difference:
    """A property that has another value on the server than was typed."""

    path: str
    there: str
    typed: str


@dataclass
class Addition:
    """The record with what was typed; `added` are the paths of what the record did not have."""

    record: dict[str, Any]
    added: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    replaces: Mapping[str, str] = field(default_factory=dict)


def with_added(record: Mapping[str, Any], typed: Mapping[str, Any]) -> Addition:
    """Returns the record of a company with what was typed of it (the body of an entry).

    Rights and links are left out at every depth: they are the server's to say.
    """
    addition = Addition(_as_sent(record), replaces=replaced_values(typed.get(REPLACES)))
    wanted = {name: value for name, value in typed.items() if name not in NEVER_ADDED | _RIGHTS}
    _add(addition, addition.record, _in_custom_fields_alone(wanted), "")
    if any(path.startswith("Address.") for path in addition.added):
        # Another form of the same address, which would win over the one that was changed.
        addition.record["Address"].pop("LocalizedAddress", None)
    return addition


def _in_custom_fields_alone(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Returns what was typed with all custom fields in the one property that the others are a part of."""
    names = (*MERGED_INTO_CUSTOM_FIELDS, "CustomFields")
    parts = [typed[name] for name in names if isinstance(typed.get(name), Mapping)]
    custom = {key: value for part in parts for key, value in part.items()}
    rest = {name: value for name, value in typed.items() if name not in names}
    return {**rest, "CustomFields": custom} if custom else rest


def replaced_values(given: object) -> dict[str, str]:
    """Reads which values are replaced, by path, with what was there; what is none is left out."""
    pairs = given.items() if isinstance(given, Mapping) else ()
    return {path: there for path, there in pairs if isinstance(path, str) and isinstance(there, str)}


def _as_sent(record: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the record without what must not be sent back, custom fields in one property alone."""
    sent: dict[str, Any] = _without_rights(record)
    if isinstance(sent.get("CustomFields"), dict):
        sent["CustomFields"] = without_companions(sent["CustomFields"])
        for name in MERGED_INTO_CUSTOM_FIELDS:
            sent.pop(name, None)
    return sent


def _without_rights(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _without_rights(one) for name, one in value.items() if name not in _RIGHTS}
    if isinstance(value, list | tuple):
        return [_without_rights(one) for one in value]
    return value


def _add(addition: Addition, record: dict[str, Any], typed: Mapping[str, Any], prefix: str) -> None:
    for name, value in typed.items():
        path, there = f"{prefix}{name}", record.get(name)
        if is_empty(value):
            continue
        if isinstance(value, list | tuple) and isinstance(there, list | None):
            rows, add_rows = list(there or ()), _select if name == _ITEMS else _append
            if add_rows(name, rows, value):
                record[name] = rows
                addition.added.append(path)
        elif isinstance(value, Mapping) and not _id_name(value) and isinstance(there, Mapping | None):
            inner = dict(there or {})
            _add(addition, inner, value, f"{path}.")
            record[name] = inner
        elif is_empty(there) or (
            not _is_same(there, value) and addition.replaces.get(path) == shown_value(there)
        ):
            record[name] = dict(value) if isinstance(value, Mapping) else value
            addition.added.append(path)
        elif not _is_same(there, value):
            addition.differences.append(Difference(path, shown_value(there), shown_value(value)))


def _id_name(value: Mapping[str, Any]) -> str:
    """Returns the property that names a chosen item, such as {"Id": 3} or {"CountryId": 578}; else ""."""
    name = next(iter(value)) if len(value) == 1 else ""
    return name if name.endswith("Id") else ""


def is_empty(value: object) -> bool:
    """Returns True for what is no value: nothing, no item chosen, the date that stands for none."""
    if isinstance(value, Mapping):
        name = next((name for name in ("Id", "CountryId", "AssociateId", "PersonId") if name in value), "")
        return not value[name] if name else all(map(is_empty, value.values()))
    if isinstance(value, str):
        return _NONE.fullmatch(value.strip()) is not None
    return value in (None, False, 0, (), [])


def _is_same(there: object, typed: object) -> bool:
    if isinstance(typed, Mapping):
        name = _id_name(typed)
        return isinstance(there, Mapping) and there.get(name) == typed[name]
    if isinstance(typed, str) and isinstance(there, str):
        return _letters_and_digits(there) == _letters_and_digits(typed)
    return there == typed


def _letters_and_digits(text: str) -> str:
    """Returns what numbers and texts are compared by: "914 778 271" is "914778271"."""
    return _NO_LETTER_OR_DIGIT.sub("", normalize(text)) or text.strip()


def shown_value(value: object) -> str:
    """Returns what people are shown of a value of a record."""
    if isinstance(value, Mapping):
        return str(next((value[name] for name in ("Value", "Name", "FullName") if value.get(name)), "") or "")
    return str(value)


def _append(name: str, rows: list[Any], typed: Iterable[Any]) -> bool:
    """Appends the rows, or texts, that are not there; returns True if there were any."""
    known = {_row_key(name, one) for one in rows}
    before = len(rows)
    for row in typed:
        key = _row_key(name, row)
        if key and not (key in known or (name in _NUMBERS and _is_number_known(key, known))):
            known.add(key)
            rows.append(dict(row) if isinstance(row, Mapping) else row)
    return len(rows) > before


def _row_key(name: str, row: object) -> str:
    """Returns what two rows, or texts, with one meaning have in common; "" for one without a value."""
    value = str(row.get("Value") or "") if isinstance(row, Mapping) else row if isinstance(row, str) else ""
    return _NOT_A_DIGIT.sub("", value) or normalize(value) if name in _NUMBERS else normalize(value)


def _is_number_known(digits: str, known: set[str]) -> bool:
    if len(digits) < _LEAST_DIGITS:
        return False
    return any(
        len(one) >= _LEAST_DIGITS and (one.endswith(digits.lstrip("0")) or digits.endswith(one.lstrip("0")))
        for one in known
    )


def _select(_name: str, items: list[Any], typed: Iterable[Any]) -> bool:
    """Selects the items that are not selected; returns True if there were any."""
    there = {one["Id"]: one for one in with_children(items) if isinstance(one.get("Id"), int)}
    wanted = [
        row["Id"]
        for row in typed
        if isinstance(row, Mapping) and isinstance(row.get("Id"), int) and row["Id"] and row.get("Selected")
    ]
    left = [each for each in dict.fromkeys(wanted) if not there.get(each, {}).get("Selected")]
    for each in left:
        if each in there:
            there[each]["Selected"] = True
        else:
            items.append({"Id": each, "Selected": True})
    return bool(left)


def with_children(items: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """Yields the items of a list, those below headings as well."""
    left = [one for one in items if isinstance(one, dict)]
    while left:
        one = left.pop()
        yield one
        left.extend(child for child in one.get("ChildItems") or () if isinstance(child, dict))
