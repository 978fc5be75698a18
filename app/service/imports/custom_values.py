"""Custom fields that are given by their keys: their lists, and whether these have the entry that is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.form.choices import Choices
from app.model.form.custom_field_values import LISTS, FieldType, decode, encode, type_of
from app.service.imports.set_values import YES, Constants, NotInList, why_unknown
from app.translation import _

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
    fields: dict[str, UserDefinedFieldInfo] = {}
    for field in layout:
        fields.setdefault(_plain(field.field_label or ""), field)
        fields[field.key] = field
    result = []
    for path, text in constants:
        name = path.removeprefix(CUSTOM)
        is_custom = path.startswith(CUSTOM) or bool(why_unknown(path, text))
        if is_custom and name and (known := fields.get(name) or fields.get(_plain(name))):
            result.append((f"{CUSTOM}{known.key}", _encoded(known, text, choices)))
        else:
            result.append((path, text))
    return result


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
