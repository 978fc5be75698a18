"""Decides if a record on the server is the one that was sent, though the server writes it in its own way.

The server capitalises the words of a company's name, trims texts, formats phones for the country, fills
references, puts its own number in the place of one in use, drops what it does not know, and encodes custom
fields (SuperOffice preference "CapitalFirstLetterCompanyName", "Phone formatter", "CultureDataFormatter").
So only what was sent is compared, and only as closely as it survives.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.model.carriers.common import Email, EntityElement, Phone, Url
from app.model.carriers.lists import SelectableMDOListItem
from app.model.carriers.wire import Carrier, DateTimeText, declared_as, declared_properties
from app.model.checks.renamed import KINDS, ValueKind, can_have_become, is_same_value
from app.model.form.custom_field_values import FieldType, decode
from app.model.text_normalization import equal_ignoring_case

# Numbers that the server may change, the second form of an address, and people, who are searched separately.
_NOT_COMPARED = {"number2", "person_number", "localized_address", "persons", "support_person"}
_DEGREES = 0.0001  # ten metres
# A date-time without zone may be in any zone.
_ANY_ZONE = timedelta(hours=26)
# No two keys of ours have so many signs in common at their beginning.
_PART_OF_KEY = 16
_ENCODED = re.compile(r"\[([A-Z]{1,2}):.*\]", re.DOTALL)
_KINDS = {
    "I": FieldType.INTEGER,
    "F": FieldType.DECIMAL,
    "D": FieldType.DATE_TIME,
    "DT": FieldType.DATE_TIME,
    "T": FieldType.TIME,
}


@dataclass(frozen=True)
class _Way:
    """A way to compare; with `values_alone` what is said of a row beside its value does not count."""

    is_same: Callable[[ValueKind, str, str], bool]
    values_alone: bool = False


_EXACT = _Way(is_same_value)
_REWRITTEN = _Way(can_have_become, values_alone=True)
_KIND_OF_ROW: Mapping[type[Carrier], ValueKind] = {
    Phone: ValueKind.PHONE,
    Url: ValueKind.WEB,
    Email: ValueKind.EMAIL,
}
# Domains are the server's own, which makes them of addresses.
_TELLING_ROWS = KINDS.keys() - {"Domains"}
# Where another value shows that it is another record. Rows do if none is on both sides.
_TELLING = {
    *("Name", "Department", "OrgNr", "DbiKey", "Firstname", "MiddleName", "Lastname"),
    *("Country.CountryId", "Contact.ContactId"),
    *(f"Address.{part}.{name}" for part in ("Street", "Postal") for name in ("City", "Zipcode")),
}


def is_same_record(sent: Carrier, found: Carrier) -> bool:
    """Returns True if nothing that was sent is missing or different in `found`."""
    return next(_differences(sent, found, "", _EXACT), None) is None


def is_same_key(sent: str, found: str) -> bool:
    """Returns True if a DbiKey can have been made of the one that was sent, and of no other.

    Servers and their connectors cut keys at the length of a column, put something of theirs around them, or
    leave out hyphens.
    """
    if sent == found:
        return True
    mine, theirs = (re.sub(r"[\W_]", "", key.casefold()) for key in (sent, found))
    if not mine or len(mine) < _PART_OF_KEY:
        return equal_ignoring_case(sent.strip(), found.strip())
    return mine in theirs or (len(theirs) >= _PART_OF_KEY and mine.startswith(theirs))


def differences(sent: Carrier, found: Carrier, *, as_rewritten: bool = False) -> tuple[str, ...]:
    """Returns the paths, in the server's spelling, where `found` differs from what was `sent`.

    With `as_rewritten` that is not where a server can have made one of the other: `can_have_become`.
    """
    return tuple(_differences(sent, found, "", _REWRITTEN if as_rewritten else _EXACT))


def has_become(sent: Carrier, found: Carrier) -> bool:
    """Returns True if `found` has all that was sent, or what a server can have made of it."""
    return next(_differences(sent, found, "", _REWRITTEN), None) is None


def may_be(sent: Carrier, found: Carrier) -> bool:
    """Returns True if nothing in `found` shows that it is another record than the one that was sent.

    Servers drop what they do not know, and write notes and streets anew. But they put no other number, place
    or name in the place of one, and of several addresses they keep some.
    """
    return not any(_tells_apart(path, sent, found) for path in differences(sent, found, as_rewritten=True))


def _tells_apart(path: str, sent: Carrier, found: Carrier) -> bool:
    """Returns True if `found` has something else there, and not nothing."""
    name = path.partition("[")[0]
    rows, others = sent.property_value(name), found.property_value(name)
    if isinstance(rows, tuple):
        if name not in _TELLING_ROWS or not any(map(_has_value, _tuple(others))):
            return False
        lost = differences(_bare(sent, name), _bare(found, name), as_rewritten=True)
        return len(lost) >= sum(map(_has_value, rows))
    return name in _TELLING and not _is_nothing(_value_at(found, name))


def _value_at(record: object, path: str) -> object:
    for name in path.split("."):
        record = record.property_value(name) if isinstance(record, Carrier) else None
    return record


def _bare(record: Carrier, name: str) -> Carrier:
    declared = declared_as(type(record), name)
    return type(record)(**{declared.name: getattr(record, declared.name)}) if declared else record


def _tuple(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


def _has_value(row: object) -> bool:
    return bool(row.value if isinstance(row, EntityElement) else row)


def compared(sent: Carrier) -> frozenset[str]:
    """Returns the properties (Python names) without which no record is the one that was sent.

    Custom fields and flags that were not set are not among them.
    """
    return frozenset(
        name
        for name, declared in declared_properties(type(sent)).items()
        if not declared.is_read_only
        and name not in _NOT_COMPARED
        # As if the record had nothing there.
        and any(_differences(getattr(sent, name), None, name, _EXACT))
    )


def _differences(
    sent: object, found: object, path: str, way: _Way, kind: ValueKind = ValueKind.TEXT
) -> Iterator[str]:
    if _is_nothing(sent):
        return
    if isinstance(sent, Carrier):
        yield from _carrier(sent, found if isinstance(found, Carrier) else type(sent)(), path, way)
    elif isinstance(sent, tuple):
        yield from _rows(sent, found if isinstance(found, tuple) else (), path, way, kind)
    elif isinstance(sent, dict):
        yield from _custom_fields(sent, found if isinstance(found, dict) else {}, path)
    elif isinstance(sent, DateTimeText) or not isinstance(sent, str):
        yield from () if _same_value(sent, found) else (path,)
    elif not (isinstance(found, str) and way.is_same(kind, sent, found)):
        yield path


def _is_nothing(sent: object) -> bool:
    """Returns True for what need not be there: it was not sent, or is empty."""
    return sent is None or (sent in ("", (), {}, 0) and not isinstance(sent, bool))


def _carrier(sent: Carrier, found: Carrier, path: str, way: _Way) -> Iterator[str]:
    is_row = isinstance(sent, EntityElement)
    for name, declared in declared_properties(type(sent)).items():
        compared = name in sent.sent_alone if sent.sent_alone else not declared.is_read_only
        if not compared or name in _NOT_COMPARED or (is_row and way.values_alone and name != "value"):
            continue
        mine, theirs = getattr(sent, name), getattr(found, name, None)
        inner = f"{path}.{declared.wire_name}" if path else declared.wire_name
        if is_row and name == "value" and isinstance(mine, str):
            alike = way.is_same(_KIND_OF_ROW.get(type(sent), ValueKind.TEXT), mine, str(theirs or ""))
            yield from () if alike else (inner,)
        else:
            yield from _differences(mine, theirs, inner, way, KINDS.get(declared.wire_name, ValueKind.TEXT))


def _rows(
    sent: tuple[object, ...], found: Sequence[object], path: str, way: _Way, kind: ValueKind
) -> Iterator[str]:
    """Yields each row that was sent and has no counterpart; the server may have added others."""
    selected = [item for item in sent if isinstance(item, SelectableMDOListItem)]
    if selected:
        yield from () if _selected_ids(selected) <= _selected_ids(found) else (path,)
        return
    left = list(found)
    for index, row in enumerate(sent):
        if isinstance(row, EntityElement) and not row.value:
            continue  # the server keeps no blank rows
        alike = (
            n for n, other in enumerate(left) if next(_differences(row, other, "", way, kind), None) is None
        )
        counterpart = next(alike, None)
        if counterpart is None:
            yield f"{path}[{index}]"
        else:
            del left[counterpart]


def _selected_ids(items: Sequence[object]) -> set[int]:
    """Returns the ids of the selected entries, those below headings included."""
    found: set[int] = set()
    for item in items:
        if isinstance(item, SelectableMDOListItem):
            found |= _selected_ids(item.child_items or ())
            if item.selected and item.id:
                found.add(item.id)
    return found


def _custom_fields(
    sent: Mapping[str, str | None], found: Mapping[str, str | None], path: str
) -> Iterator[str]:
    """Yields custom fields that differ, but none that the server does not list, since it dropped those."""
    for key, mine in sent.items():
        if mine and key in found and not is_same_custom_value(mine, found[key] or ""):
            yield f"{path}.{key}"


def is_same_custom_value(mine: str, theirs: str) -> bool:
    """Returns True if two values of a custom field, encoded or not, mean the same."""
    code = next((match[1] for text in (mine, theirs) if (match := _ENCODED.fullmatch(text))), "")
    kind = _KINDS.get(code, FieldType.LONG_TEXT)
    try:
        return equal_ignoring_case(mine, theirs) or (
            code in _KINDS and decode(kind, mine) == decode(kind, theirs)
        )
    except ValueError:
        return False


def _same_value(sent: object, found: object) -> bool:
    if isinstance(sent, bool):
        return sent is bool(found)
    if isinstance(sent, DateTimeText):
        return _same_moment(sent, found)
    if isinstance(sent, int | float) and isinstance(found, int | float):
        return math.isclose(sent, found, rel_tol=0, abs_tol=_DEGREES)
    return False


def _same_moment(sent: DateTimeText, found: object) -> bool:
    mine, theirs = sent.moment, found.moment if isinstance(found, DateTimeText) else None
    return mine is None or (theirs is not None and abs(mine - theirs) <= _ANY_ZONE)
