"""Encodes and decodes values of custom fields: encoded strings in JSON, Python values in an editor.

Encodings: SuperOffice "CustomFieldType" and "CultureDataFormatter" (encoded values). Numbers are always
written encoded, since plain decimals depend on the language. Decoding is lenient, since the documentation
contradicts itself about dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.visible_text import visible_line

Value = str | int | bool | Decimal | date | datetime | time | None


class FieldType(StrEnum):
    """Both enumerations: UserDefinedFieldInfo.FieldType and FieldInfoBase.FieldType."""

    NUMBER = "Number"
    INTEGER = "Integer"
    SHORT_TEXT = "ShortText"
    LONG_TEXT = "LongText"
    DATE = "Date"
    UNLIMITED_DATE = "UnlimitedDate"
    CHECKBOX = "Checkbox"
    LIST = "List"
    MDO_LIST = "MdoList"
    DECIMAL = "Decimal"
    DATE_TIME = "DateTime"
    TIME = "Time"
    TIME_SPAN = "TimeSpan"
    RELATION_TO = "RelationTo"
    ATTACHMENT = "Attachment"
    BLOB = "Blob"
    UNKNOWN = "Unknown"

    @classmethod
    def _missing_(cls, _value: object) -> FieldType:
        return cls.UNKNOWN


LISTS = (FieldType.LIST, FieldType.MDO_LIST)
# There is no editor for these; a value that the server proposes is shown as it is.
_NOT_EDITABLE = (FieldType.RELATION_TO, FieldType.ATTACHMENT, FieldType.BLOB, FieldType.UNKNOWN)
DEFAULT_LENGTH = {FieldType.SHORT_TEXT: 39, FieldType.LONG_TEXT: 199}
MOST_FIELDS = 1_000
"""Custom fields of a company or person that are shown; SuperOffice itself has columns for far fewer."""
INT32_RANGE = (-(2**31), 2**31 - 1)
"""What the server holds in a whole number."""
DECIMAL_DIGITS = 28
"""How many digits .NET's Decimal holds, before and behind the point together."""
_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,20}")
_DECIMAL_NUMBER = re.compile(r"[+-]?[0-9]{0,40}(\.[0-9]{0,40})?([eE][+-]?[0-9]{1,2})?")
_ENCODED = re.compile(r"\[[A-Z]{1,2}:(.*)\]", re.DOTALL)
DISPLAY_TEXT = ":DisplayText"
"""How the key ends of what the server calls a custom field's value."""
_NO_YEAR = re.compile(r"0001|\d\d.\d\d.0001")
# "No time"; midnight is written ``[T:…]``.
_NO_TIME = re.compile(r"\[DT:01/01/0001 00:00:00(\.0*)?\]")
_MORE_THAN_MICROSECONDS = re.compile(r"(\.\d{6})\d+")
_DAY_FORMATS = ("%m/%d/%Y", "%Y.%m.%d", "%d.%m.%Y", "%Y-%m-%d")
_TIME_FORMATS = ("%H:%M:%S.%f", "%H:%M:%S", "%H:%M")


def type_of(field: UserDefinedFieldInfo) -> FieldType:
    """Returns the type of a custom field; UNKNOWN for one that a newer server has added."""
    return FieldType(field.field_type or "")


def is_extra(field: UserDefinedFieldInfo) -> bool:
    """Returns True for an administrator's extra field, for which no layout tells position or length."""
    return field.key.startswith("x_")


def is_editable(field: UserDefinedFieldInfo) -> bool:
    """Returns True if the user can enter a value; the list of some list fields is unknown."""
    kind = type_of(field)
    has_list = kind not in LISTS or bool(field.mdo_list_name)
    return has_list and kind not in _NOT_EDITABLE and not field.is_read_only


def is_empty(kind: FieldType, text: str | None) -> bool:
    """Returns True if an encoded value means no value, as ``[I:0]`` does in a list and year 1 in a date."""
    try:
        return decode(kind, text) is None
    except ValueError:
        return False


def max_length(field: UserDefinedFieldInfo) -> int | None:
    """Returns the maximum length of a text field; None for other types, or if it is unknown."""
    usual = None if is_extra(field) else DEFAULT_LENGTH.get(type_of(field))
    return field.text_length or usual


def encode(kind: FieldType, value: Value) -> str:
    """Encodes an editor's value; an empty string clears the field. Raises ValueError for a wrong type."""
    if value is None or value == "":
        return ""
    codec = _CODECS.get(kind, _TEXT)
    # bool is an int and datetime is a date to Python, but not to the server.
    if type(value) is not codec.python:
        raise ValueError(f"{value!r} does not fit a field of type {kind}")
    return codec.write(value)


def decode(kind: FieldType, text: str | None) -> Value:
    """Decodes a value for an editor; None if the field is empty. Raises ValueError for other text."""
    if not text:
        return None
    codec = _CODECS.get(kind, _TEXT)
    if kind is FieldType.TIME and _NO_TIME.match(text):
        return None
    encoded = None if codec is _TEXT else _ENCODED.fullmatch(text)
    return codec.read(encoded.group(1) if encoded else text)


@dataclass(frozen=True)
class _Codec:
    """The Python type of a field type's values, and how they are written and read."""

    python: type
    write: Callable[[Any], str]
    read: Callable[[str], Value]


def _read_flag(bare: str) -> bool:
    return bool(int(bare)) if bare.isdecimal() and len(bare) <= 10 else bare.lower() == "true"


def _read_whole(bare: str) -> int:
    """Reads ASCII digits within Int32. Raises ValueError for other text."""
    if _WHOLE_NUMBER.fullmatch(bare.strip()) is None:
        raise ValueError("not a whole number")
    number = int(bare)
    if not INT32_RANGE[0] <= number <= INT32_RANGE[1]:
        raise ValueError("more than Int32 holds")
    return number


def _read_item(bare: str) -> int | None:
    return _read_whole(bare) or None


def _read_decimal(bare: str) -> Decimal:
    """Reads a finite decimal of a size that can be written in full. Raises ValueError for other text."""
    try:
        if _DECIMAL_NUMBER.fullmatch(bare.strip()) is None:
            raise ValueError("not a decimal number")
        number = Decimal(bare.strip())
    except InvalidOperation:
        raise ValueError("not a decimal number") from None
    if number and not -DECIMAL_DIGITS <= number.adjusted() < DECIMAL_DIGITS:
        raise ValueError("more digits than a decimal holds")
    return number


def _read_moment(bare: str) -> datetime | None:
    day, _, clock = bare.strip().replace("T", " ").partition(" ")
    if _NO_YEAR.match(day):
        return None
    on = _parse_first(_DAY_FORMATS, day)
    at = _parse_first(_TIME_FORMATS, _MORE_THAN_MICROSECONDS.sub(r"\1", clock)).time() if clock else time()
    return datetime.combine(on, at)


def _read_day(bare: str) -> date | None:
    moment = _read_moment(bare)
    return moment.date() if moment else None


def _read_time(bare: str) -> time:
    clock = bare.strip().replace("T", " ").rpartition(" ")[2]
    return _parse_first(_TIME_FORMATS, _MORE_THAN_MICROSECONDS.sub(r"\1", clock)).time()


def _parse_first(formats: tuple[str, ...], text: str) -> datetime:
    for form in formats:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007  # calendar days and wall-clock times: no zone
        except ValueError:
            continue
    raise ValueError(f"{text!r} is not a date or time")


_TEXT = _Codec(str, str, str)
_WHOLE = _Codec(int, "[I:{}]".format, _read_whole)
_ITEM = _Codec(int, "[I:{}]".format, _read_item)
# Not %Y, which does not pad years before 1000 on every system.
_MOMENT_FORMAT = "[DT:{0.month:02}/{0.day:02}/{0.year:04} {0:%H:%M:%S}.00000]"
_DAY = _Codec(date, "[D:{0.month:02}/{0.day:02}/{0.year:04}]".format, _read_day)
_CODECS = {
    FieldType.NUMBER: _WHOLE,
    FieldType.INTEGER: _WHOLE,
    FieldType.TIME_SPAN: _WHOLE,
    FieldType.LIST: _ITEM,
    FieldType.MDO_LIST: _ITEM,
    FieldType.RELATION_TO: _ITEM,
    FieldType.ATTACHMENT: _ITEM,
    FieldType.DATE: _DAY,
    FieldType.UNLIMITED_DATE: _DAY,
    FieldType.CHECKBOX: _Codec(bool, "[I:{:d}]".format, _read_flag),
    FieldType.DECIMAL: _Codec(Decimal, "[F:{:f}]".format, _read_decimal),
    FieldType.DATE_TIME: _Codec(datetime, _MOMENT_FORMAT.format, _read_moment),
    FieldType.TIME: _Codec(time, "[T:01/01/0001 {:%H:%M:%S}.00000]".format, _read_time),
}


def in_lines(values: Mapping[str, Any], layout: Iterable[UserDefinedFieldInfo]) -> dict[str, Any]:
    """Returns the custom values with each short text in one line, as the form has it."""
    short = {field.key for field in layout if type_of(field) is FieldType.SHORT_TEXT}
    return {
        key: visible_line(value) if key in short and isinstance(value, str) and "\n" in value else value
        for key, value in values.items()
    }


def without_companions(values: Mapping[str, str | None]) -> dict[str, str]:
    """Returns the values to send: without nulls and companion keys such as ``…:DisplayText`` and ``…:org``.

    Companions are recognised by their ending and not by the colon, since ``SuperOffice:4`` has one, too.
    """
    endings = (DISPLAY_TEXT, ":DisplayTooltip", ":org")
    return {key: value for key, value in values.items() if value is not None and not key.endswith(endings)}


def bare_text(text: str | None) -> str:
    """Returns what stands in an encoded value, for people; any other text as it is."""
    encoded = _ENCODED.fullmatch(text or "")
    return encoded[1] if encoded else text or ""
