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

from app.model.checks.renamed import (
    KINDS,
    ValueKind,
    bare_web_address,
    can_have_become,
    is_same_value,
)
from app.model.checks.same_record import is_same_custom_value
from app.model.form.custom_field_values import DISPLAY_TEXT, bare_text, without_companions
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
_LEAST_DIGITS: Final = 7
"""Numbers that end in the same digits are one: 22 33 44 55 is +47 22 33 44 55."""
_LEAST_WITHOUT_ZEROS: Final = 6
_CUSTOM: Final = "CustomFields."
_ITEMS: Final = "Interests"


@dataclass(frozen=True)
class Difference:
    """A property that has another value on the server than was typed; `shown` is what people read of it."""

    path: str
    there: str
    typed: str
    shown: str = ""


@dataclass
class Addition:
    """The record with what was typed; `added` are the paths of what the record did not have."""

    record: dict[str, Any]
    added: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    replaces: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    """What the server calls values of custom fields, by path."""
    is_written: bool = False
    rewritten: list[Difference] = field(default_factory=list)
    """Of what has been written, what the server has otherwise than was typed."""


def with_added(record: Mapping[str, Any], typed: Mapping[str, Any], *, is_written: bool = False) -> Addition:
    """Returns the record of a company with what was typed of it (the body of an entry).

    Rights and links are left out at every depth: they are the server's to say. With `is_written` the record
    may have it already: what the server can have made of it is not added once more, but `rewritten`.
    """
    addition = Addition(
        _as_sent(record),
        replaces=replaced_values(typed.get(REPLACES)),
        texts=dict(_display_texts(record)),
        is_written=is_written,
    )
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


def _display_texts(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    custom = record.get("CustomFields")
    for key, text in custom.items() if isinstance(custom, Mapping) else ():
        if key.endswith(DISPLAY_TEXT) and isinstance(text, str):
            yield _CUSTOM + key.removesuffix(DISPLAY_TEXT), text


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
            is_compared = addition.is_written and name != _ITEMS
            if add_rows(name, rows, _not_rewritten(addition, path, rows, value) if is_compared else value):
                record[name] = rows
                addition.added.append(path)
        elif isinstance(value, Mapping) and not _id_name(value) and isinstance(there, Mapping | None):
            inner = dict(there or {})
            _add(addition, inner, value, f"{path}.")
            record[name] = inner
        elif is_empty(there) or (
            not _is_same(path, there, value) and addition.replaces.get(path) == shown_value(there)
        ):
            record[name] = dict(value) if isinstance(value, Mapping) else value
            addition.added.append(path)
        elif not _is_same(path, there, value):
            raw = shown_value(there)
            shown = addition.texts.get(path) or bare_text(raw)
            is_rewritten = addition.is_written and _can_have_become(name, value, there)
            told = addition.rewritten if is_rewritten else addition.differences
            told.append(Difference(path, raw, shown_value(value), shown))


def _not_rewritten(addition: Addition, path: str, rows: Iterable[Any], typed: Iterable[Any]) -> list[Any]:
    """Returns the typed rows without those that the server has made another one of, and notes these."""
    rows, name = list(rows), path.rpartition(".")[2]
    known, left = {row_key(name, one) for one in rows}, []
    for row in typed:
        text = row_text(row)
        texts = () if not text or is_row_known(name, row_key(name, row), known) else map(row_text, rows)
        there = next((one for one in texts if _can_have_become(name, text, one)), "")
        if there:
            addition.rewritten.append(Difference(path, there, text, there))
        else:
            left.append(row)
    return left


def _can_have_become(name: str, typed: object, there: object) -> bool:
    if not (isinstance(typed, str) and isinstance(there, str)):
        return False
    return can_have_become(KINDS.get(name, ValueKind.TEXT), typed, there)


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


def _is_same(path: str, there: object, typed: object) -> bool:
    if isinstance(typed, Mapping):
        name = _id_name(typed)
        return isinstance(there, Mapping) and there.get(name) == typed[name]
    if not (isinstance(typed, str) and isinstance(there, str)):
        return there == typed
    if path.startswith(_CUSTOM):
        return is_same_custom_value(typed, there)
    return is_same_value(KINDS.get(path.rpartition(".")[2], ValueKind.TEXT), typed, there)


def has_new_rows(before: Mapping[str, Any], after: Mapping[str, Any], path: str) -> bool:
    """Returns True if the record has rows, or texts, of that name that it did not have before."""
    known = {row_key(path, one) for one in _listed(before, path)}
    return any(row_key(path, one) not in known for one in _listed(after, path))


def _listed(record: Mapping[str, Any], name: str) -> list[Any]:
    value = record.get(name)
    return list(value) if isinstance(value, list | tuple) else []


def shown_value(value: object) -> str:
    """Returns what people are shown of a value of a record."""
    if isinstance(value, Mapping):
        return str(next((value[name] for name in ("Value", "FullName", "Name") if value.get(name)), "") or "")
    return str(value)


def _append(name: str, rows: list[Any], typed: Iterable[Any]) -> bool:
    """Appends the rows, or texts, that are not there; returns True if there were any."""
    known = {row_key(name, one) for one in rows}
    before = len(rows)
    for row in typed:
        key = row_key(name, row)
        if key and not is_row_known(name, key, known):
            known.add(key)
            rows.append(dict(row) if isinstance(row, Mapping) else row)
    return len(rows) > before


def row_text(row: object) -> str:
    """Returns the value of a row, or a text itself; "" for what is neither."""
    if isinstance(row, Mapping):
        return str(row.get("Value") or "")
    return row if isinstance(row, str) else ""


def row_key(name: str, row: object) -> str:
    """Returns what two rows, or texts, with one meaning have in common; "" for one without a value.

    An extension counts: somebody adds it to a number that is there without one.
    """
    value, kind = row_text(row), KINDS.get(name)
    if kind is ValueKind.PHONE:
        return _NOT_A_DIGIT.sub("", value) or normalize(value)
    return (bare_web_address(value) if kind is ValueKind.WEB else "") or normalize(value)


def is_row_known(name: str, key: str, known: set[str]) -> bool:
    """Returns True if one of the `known` keys is that of a row, or of the same number in another form."""
    return key in known or (KINDS.get(name) is ValueKind.PHONE and _is_number_known(key, known))


def _is_number_known(digits: str, known: set[str]) -> bool:
    bare = digits.lstrip("0")
    others = (one.lstrip("0") for one in known if len(one) >= _LEAST_DIGITS)
    return (
        len(digits) >= _LEAST_DIGITS
        and len(bare) >= _LEAST_WITHOUT_ZEROS
        and any(
            len(one) >= _LEAST_WITHOUT_ZEROS and (one.endswith(bare) or bare.endswith(one)) for one in others
        )
    )


def _select(_name: str, items: list[Any], typed: Iterable[Any]) -> bool:
    """Selects the items that are not selected; returns True if there were any."""
    there = _items_by_id(items)
    wanted = [
        row["Id"]
        for row in typed
        if isinstance(row, Mapping) and isinstance(row.get("Id"), int) and row["Id"] and row.get("Selected")
    ]
    is_added = False
    for each in dict.fromkeys(wanted):
        found = there.get(each) or [{"Id": each}]
        left = [one for one in found if not one.get("Selected")]
        is_added = is_added or bool(left)
        for one in left:
            one["Selected"] = True
        if each not in there:
            items.extend(found)
    return is_added


def _items_by_id(items: Iterable[Any]) -> dict[int, list[dict[str, Any]]]:
    """Returns the entries of a list: one may stand beneath several headings.

    A heading has an id of a series of its own, so that it counts only where no entry has that id.
    """
    found: dict[int, list[dict[str, Any]]] = {}
    for one in sorted(with_children(items), key=lambda one: bool(one.get("ChildItems"))):
        known = found.setdefault(one["Id"], []) if isinstance(one.get("Id"), int) else []
        if not (known and one.get("ChildItems")):
            known.append(one)
    return found


def with_children(items: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """Yields the items of a list, those below headings as well."""
    left = [one for one in items if isinstance(one, dict)]
    while left:
        one = left.pop()
        yield one
        left.extend(child for child in one.get("ChildItems") or () if isinstance(child, dict))
