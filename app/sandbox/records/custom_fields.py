"""Custom field values: read from a body, validated, stored in one encoding, and sent back.

Sources: the table of encodings in https://docs.superoffice.com/en/api/archive-providers/encoded-values and
CustomFieldType of https://docs.superoffice.com/en/automation/crmscript/reference. Not documented, so
decided here: dates without encoding are refused, dates are MM/DD/YYYY only, undeclared keys are dropped, and
read-only fields silently keep their values.
"""

import base64
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from app.sandbox.data.custom_fields import CONTACT, PERSON, Field
from app.sandbox.errors import ServerError, refused
from app.sandbox.records import lists
from app.sandbox.wire.language import Language, all_languages

FIELDS: dict[str, tuple[Field, ...]] = {"contact": CONTACT, "person": PERSON}

BAGS = ("UserDefinedFields", "ExtraFields", "CustomFields")  # the last one wins for equal keys
COMPANIONS = (":DisplayText", ":DisplayTooltip", ":org")

_ENCODED = re.compile(r"\[(I|F|D|DT|T|B):(.*)\]", re.DOTALL)
_DATE = re.compile(r"(\d\d/\d\d/\d{4})(?: (\d\d:\d\d:\d\d)(?:\.\d+)?)?")
_NO_DATE = "01/01/0001 00:00:00.0000000"
_INT32 = 2**31


def read_posted(owner: str, body: Mapping[str, Any], language: Language) -> dict[str, str]:
    """Returns the values of a body's three bags: key to stored text, empty if cleared.

    Raises ServerError (400) for a companion key, a label used as key, and a value that is no string or has
    the wrong type.
    """
    fields = {field.key: field for field in FIELDS[owner]}
    taken: dict[str, str] = {}
    for bag in BAGS:
        for key, value in body.get(bag, {}).items():
            field = fields.get(key)
            if field is None:
                _refuse_undeclared(owner, f"{bag}.{key}", key)
            elif not field.read_only:
                taken[key] = _normalize(field, f"{bag}.{key}", value, language)
    return taken


def problems(owner: str, body: Mapping[str, Any], language: Language) -> dict[str, str]:
    """Returns messages by path for the values that ``read_posted`` refuses."""
    found: dict[str, str] = {}
    for key, value in merge_bags(body).items():
        try:
            read_posted(owner, {"CustomFields": {key: value}}, language)
        except ServerError:
            found[f"CustomFields.{key}"] = "[SR_VALIDATE_VALUE]"
    return found


def merge_bags(body: Mapping[str, Any]) -> dict[str, Any]:
    """Merges the three bags of a body."""
    return {key: value for bag in BAGS for key, value in body.get(bag, {}).items()}


def _refuse_undeclared(owner: str, where: str, key: str) -> None:
    if key.endswith(COMPANIONS):
        raise refused(where, "this key is for reading only.")
    labels = {text.casefold() for field in FIELDS[owner] for text in all_languages(field.label)}
    if key.casefold() in labels:
        raise refused(where, "a label is not a key: use the field's ProgId.")


def _normalize(field: Field, where: str, value: Any, language: Language) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise refused(where, "the value must be a string.")
    kept = _READERS[field.kind](field, value, language) if value else ""
    if kept is None:
        raise refused(where, f"'{value:.40}' is not a value of the type {field.layout or field.kind}.")
    return kept


def _decoded(value: str, *codes: str) -> str | None:
    """Returns the text in the brackets, the text itself without brackets, or None for another code."""
    encoded = _ENCODED.fullmatch(value)
    if encoded is None:
        return value
    return encoded[2] if encoded[1] in codes else None


def _integer(field: Field, value: str, _language: Language) -> str | None:
    text = _decoded(value, "I")
    if text is None or not re.fullmatch(r"-?[0-9]{1,10}", text) or not -_INT32 <= int(text) < _INT32:
        return None
    number = int(text)
    if field.kind == "Checkbox" and number not in {0, 1}:
        return None
    if field.list_name and number and lists.item(field.list_name, number) is None:
        return None
    return f"[I:{number}]"


def _decimal(_field: Field, value: str, language: Language) -> str | None:
    text = _decoded(value, "F")
    if text == value:
        text = language.number(value)
    if text is None or not re.fullmatch(r"[+-]?[0-9]{1,18}(\.[0-9]{1,15})?", text):
        return None
    try:
        return f"[F:{Decimal(text):f}]"
    except InvalidOperation:
        return None


def _moment(value: str, *codes: str) -> datetime | None:
    text = _decoded(value, *codes)
    parts = _DATE.fullmatch(text) if text is not None and text != value else None
    if parts is None:
        return None
    try:
        return datetime.strptime(f"{parts[1]} {parts[2] or '00:00:00'} +0000", "%m/%d/%Y %H:%M:%S %z")
    except ValueError:
        return None


def _date(_field: Field, value: str, _language: Language) -> str | None:
    moment = _moment(value, "D", "DT")
    if moment is None:
        return None
    return "" if moment.year == 1 else f"[D:{moment:%m/%d/}{moment.year:04d}]"


def _moment_reader(code: str) -> Callable[[Field, str, Language], str | None]:
    def read(_field: Field, value: str, _language: Language) -> str | None:
        moment = _moment(value, code, "DT")
        if moment is None:
            return None
        told = f"[{code}:{moment:%m/%d/}{moment.year:04d} {moment:%H:%M:%S}.00000]"
        empty = moment.year == 1 and value.startswith("[DT:")
        return "" if empty else told

    return read


def _text(field: Field, value: str, _language: Language) -> str | None:
    return value if len(value) <= (field.length or len(value)) else None


def _blob(_field: Field, value: str, _language: Language) -> str | None:
    text = _decoded(value, "B")
    if text is None or text == value:
        return None
    try:
        base64.b64decode(text, validate=True)
    except ValueError:
        return None
    return value


_READERS: dict[str, Callable[[Field, str, Language], str | None]] = {
    **dict.fromkeys(("Integer", "MdoList", "Checkbox", "TimeSpan", "RelationTo", "Attachment"), _integer),
    **dict.fromkeys(("ShortText", "LongText", "ListText", "DynamicLink", "Unknown"), _text),
    "Decimal": _decimal,
    "Date": _date,
    "DateTime": _moment_reader("DT"),
    "Time": _moment_reader("T"),
    "Blob": _blob,
}
_EMPTY = {
    **dict.fromkeys(("Integer", "MdoList", "Checkbox", "TimeSpan", "RelationTo", "Attachment"), "[I:0]"),
    "Decimal": "[F:0]",
    "DateTime": f"[DT:{_NO_DATE}]",
    "Time": f"[DT:{_NO_DATE}]",
}


def defaults(owner: str) -> dict[str, str]:
    """Returns the values of a new company or person."""
    plain = Language(None, "US")
    return {
        field.key: _normalize(field, field.key, field.default, plain)
        for field in FIELDS[owner]
        if field.default
    }


def to_bags(owner: str, kept: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Builds the three bags of an answer, with companion keys in CustomFields.

    An empty date has one code in UserDefinedFields and another in CustomFields, as in real answers.
    """
    told: dict[str, dict[str, str]] = {bag: {} for bag in BAGS}
    for field in FIELDS[owner]:
        value = kept.get(field.key, "")
        custom = told["CustomFields"]
        custom[field.key] = value or _empty(field, "DT")
        if field.list_name:
            number = int(value[3:-1]) if value else 0
            found = lists.item(field.list_name, number)
            custom[f"{field.key}:DisplayText"] = found.name if found else ""
            custom[f"{field.key}:DisplayTooltip"] = found.tooltip if found else ""
        custom[f"{field.key}:org"] = custom[field.key]
        bag = "UserDefinedFields" if field.layout else "ExtraFields"
        told[bag][field.key] = value or _empty(field, "D")
    return told


def _empty(field: Field, date_code: str) -> str:
    if field.kind == "Date":
        # The encoding of an empty unlimited date is not documented; it is stored as text, so it is an empty
        # text.
        return "" if field.layout == "UnlimitedDate" else f"[{date_code}:{_NO_DATE}]"
    return _EMPTY.get(field.kind, "")
