"""Custom fields that are given by their keys: their lists, and whether these have the entry that is named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.form.choices import Choices
from app.model.form.custom_field_values import LISTS, FieldType, decode, encode, is_editable, type_of
from app.recognition.values.headings import field_of_heading, normal
from app.service.imports.set_values import YES, Constants, NotInList, why_unknown
from app.translation import _
from app.webapi.errors import WebApiError

_SHORTEST_LABEL: Final = 3
_DAY: Final = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
CUSTOM = "CustomFields."
"""How the paths of custom fields begin."""


def custom_lists(paths: Iterable[str], layout: Iterable[UserDefinedFieldInfo]) -> Iterator[str]:
    """Yields the lists of the custom fields among the paths."""
    wanted = set(paths)
    for field in layout:
        if f"{CUSTOM}{field.key}" in wanted and type_of(field) in LISTS and field.mdo_list_name:
            yield field.mdo_list_name


def gone_entries(
    constants: Constants, layout: Iterable[UserDefinedFieldInfo], choices: Callable[[str], Choices]
) -> dict[str, str]:
    """Returns sentences, by path, for entries that the lists of custom fields have no more.

    Raises WebApiError as `choices` does.
    """
    fields = {f"{CUSTOM}{field.key}": field for field in layout}
    given = ((path, text, fields[path]) for path, text in constants if path in fields)
    return {
        path: _("“{text}” is not in the list {name} of your SuperOffice.").format(
            text=text, name=field.field_label or field.key
        )
        for path, text, field in given
        if (number := _entry_in(field, text)) and choices(field.mdo_list_name or "").row_of_id(number) is None
    }


def by_keys(
    constants: Constants, layout: Iterable[UserDefinedFieldInfo], choices: Callable[[str], Choices]
) -> list[tuple[str, str]]:
    """Returns constants with the keys of custom fields where their labels are given, as the window has them.

    Entries of lists may be given by their names, check boxes by a word for yes. What is no label stays.
    Raises NotInList, and WebApiError as `choices` does.
    """
    fields = _by_name(layout)
    result = []
    for path, text in constants:
        name = path.removeprefix(CUSTOM)
        is_custom = path.startswith(CUSTOM) or bool(why_unknown(path, text))
        if is_custom and name and (known := fields.get(name) or fields.get(_plain(name))):
            result.append((f"{CUSTOM}{known.key}", _encoded(known, text, choices)))
        else:
            result.append((path, text))
    return result


def with_columns(
    form: dict[str, Any],
    given: Mapping[str, str],
    layout: Callable[[], Iterable[UserDefinedFieldInfo]],
    choices: Callable[[str], Choices],
) -> tuple[dict[str, Any], dict[str, str], list[str]]:
    """Returns the form with the custom fields that a row of a table has, the other values, and what is odd.

    `given` is by path, of a custom field with its key or its label.
    """
    custom = {path: text for path, text in given.items() if path.startswith(CUSTOM)}
    if not custom:
        return form, dict(given), []
    try:
        values, odd = _of_columns(custom, layout(), choices)
    except WebApiError as error:
        values, odd = {}, [error.message]
    others = {path: text for path, text in given.items() if path not in custom}
    return form | ({"CustomFields": values} if values else {}), others, odd


def _of_columns(
    given: Mapping[str, str], layout: Iterable[UserDefinedFieldInfo], choices: Callable[[str], Choices]
) -> tuple[dict[str, str], list[str]]:
    """Returns values by keys, and what is none. Raises WebApiError as `choices` does."""
    fields = _by_name(layout)
    values: dict[str, str] = {}
    wrong: list[str] = []
    for path, text in given.items():
        name = path.removeprefix(CUSTOM)
        field = fields.get(name) or fields.get(_plain(name))
        if field is None or not is_editable(field):
            wrong.append(_("“{path}” is no custom field of your SuperOffice.").format(path=path))
            continue
        try:
            values[field.key] = _of_cell(field, text, choices)
        except NotInList as error:
            wrong += error.missing.values()
        except ValueError:
            label = field.field_label or field.key
            wrong.append(_("“{text}” is no value of “{label}”.").format(text=text, label=label))
    return values, wrong


def is_unlisted(
    path: str, text: str, layout: Iterable[UserDefinedFieldInfo], choices: Callable[[str], Choices]
) -> bool:
    """Returns True for the text of a cell that the list of a custom field has not; False where it has none.

    Raises WebApiError as `choices` does.
    """
    fields, name = _by_name(layout), path.removeprefix(CUSTOM)
    field = fields.get(name) or fields.get(_plain(name))
    if field is None or type_of(field) not in LISTS:
        return False
    try:
        _of_cell(field, text, choices)
    except NotInList:
        return True
    except ValueError:
        return False
    return False


def fields_by_label(layout: Iterable[UserDefinedFieldInfo]) -> dict[str, str]:
    """Returns the paths of custom fields by their labels, as `normal` returns the headings.

    A heading that is known otherwise stays what it is, and so does a label that two fields have.
    """
    found: dict[str, list[str]] = {}
    for field in layout:
        label = normal(field.field_label or "")
        if len(label) >= _SHORTEST_LABEL and is_editable(field) and field_of_heading(label) is None:
            found.setdefault(label, []).append(f"{CUSTOM}{field.key}")
    return {label: paths[0] for label, paths in found.items() if len(paths) == 1}


def _by_name(layout: Iterable[UserDefinedFieldInfo]) -> dict[str, UserDefinedFieldInfo]:
    """Returns custom fields by their keys, and by their labels in small letters."""
    fields: dict[str, UserDefinedFieldInfo] = {}
    for field in layout:
        fields.setdefault(_plain(field.field_label or ""), field)
        fields[field.key] = field
    return fields


def _of_cell(field: UserDefinedFieldInfo, text: str, choices: Callable[[str], Choices]) -> str:
    """Returns the text of a cell as the server writes a field's value. Raises NotInList, ValueError."""
    kind, text = type_of(field), " ".join(text.split())
    if kind is FieldType.CHECKBOX:
        return encode(kind, text.casefold() in YES)
    if kind in LISTS or kind in (FieldType.SHORT_TEXT, FieldType.LONG_TEXT):
        return _encoded(field, text, choices)
    if kind in (FieldType.DATE, FieldType.UNLIMITED_DATE):
        day = _DAY.fullmatch(text)  # the day first: "02/03/2026" may be either
        return encode(kind, date(*map(int, day.groups()[::-1])) if day else date.fromisoformat(text[:10]))
    number = text.replace(" ", "").replace(",", ".")
    if kind is FieldType.DECIMAL:
        return encode(kind, _decimal(number))
    if kind is FieldType.DATE_TIME:
        return encode(kind, datetime.fromisoformat(text))
    return encode(kind, decode(kind, number if kind in (FieldType.NUMBER, FieldType.INTEGER) else text))


def _decimal(text: str) -> Decimal:
    """Reads a decimal. Raises ValueError: "1.234.5" is none, and "1.234" could be a thousand as well."""
    if not re.fullmatch(r"[+-]?\d+(?:\.\d{1,2}|\.\d{4,})?|0\.\d+", text):
        raise ValueError(text)
    return Decimal(text)


def _plain(label: str) -> str:
    return " ".join(label.casefold().split())


def _encoded(field: UserDefinedFieldInfo, text: str, choices: Callable[[str], Choices]) -> str:
    """Returns a text as the server writes a field's value; one that means nothing there as it is."""
    kind = type_of(field)
    if kind is FieldType.CHECKBOX and text.strip().casefold() in YES:
        return encode(kind, True)
    if kind in LISTS and field.mdo_list_name and not text.startswith("["):
        entries = choices(field.mdo_list_name)
        row = entries.row_of_name(text)
        if row is not None:
            return encode(kind, int(entries[row].id))
        if not text.isdecimal():
            raise NotInList(entries, field.field_label or field.key, [text])
    return text


def _entry_in(field: UserDefinedFieldInfo, text: str) -> int:
    """Returns the number of a list's entry; 0 for what is none, or is of no list that is known."""
    kind = type_of(field)
    if kind not in LISTS or not field.mdo_list_name:
        return 0
    try:
        number = decode(kind, text)
    except ValueError:
        return 0
    return number if isinstance(number, int) else 0
