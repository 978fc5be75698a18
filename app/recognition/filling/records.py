"""What a record has that another company can have as well: the one saved last, or one that is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.model.form.address_layout import PARTS
from app.model.form.fields import CONTACT_FIELDS, Field, Kind
from app.recognition.reading.findings import FoundValue, RecognitionResult

_MOST_ROWS = 20
_TEXTS = (Kind.TEXT, Kind.NOTE)


def found_in_record(record: Mapping[str, Any], whose: str) -> RecognitionResult:
    """Returns the values of a record, or of the body of an entry; `whose` says where they come from.

    People and custom fields, and what is of that one company alone, are left out.
    """
    found = [one for field in CONTACT_FIELDS if not field.is_own for one in _values(record, field, whose)]
    return RecognitionResult(company=tuple(found), source=whose)


def _values(record: Mapping[str, Any], field: Field, whose: str) -> Iterator[FoundValue]:
    value, path = record.get(field.path), field.path
    if field.kind in _TEXTS and isinstance(value, str) and value.strip():
        yield FoundValue(path, value, whose)
    elif field.kind is Kind.CHECK and value is True:
        yield FoundValue(path, "true", whose)
    elif field.kind is Kind.CHOICE and (chosen := _chosen(value, field)):
        yield FoundValue(path, "", whose, given=chosen)
    elif field.kind is Kind.INTERESTS and isinstance(value, list):
        given = [one for one in value if isinstance(one, Mapping) and one.get("Id") and one.get("Selected")]
        if given:
            yield FoundValue(path, "", whose, given=[{"Id": one["Id"], "Selected": True} for one in given])
    elif field.kind is Kind.ROWS and isinstance(value, list):
        rows = [one.get("Value") for one in value[:_MOST_ROWS] if isinstance(one, Mapping)]
        texts = (text for text in rows if isinstance(text, str) and text.strip())
        for place, text in enumerate(texts):
            yield FoundValue(f"{path}[{place}].Value", text, whose)
    elif field.kind is Kind.ADDRESS and isinstance(value, Mapping):
        yield from _address(value, whose)


def _chosen(value: object, field: Field) -> dict[str, Any] | None:
    number = value.get(field.key) if isinstance(value, Mapping) else None
    return {field.key: number} if isinstance(number, int) and number > 0 else None


def _address(value: Mapping[str, Any], whose: str) -> Iterator[FoundValue]:
    for part in PARTS:
        lines = value.get(part)
        for name, text in (lines if isinstance(lines, Mapping) else {}).items():
            if isinstance(name, str) and isinstance(text, str) and text.strip():
                yield FoundValue(f"Address.{part}.{name}", text, whose)
