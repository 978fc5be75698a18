"""Custom fields that are given by their keys: their lists, and whether these have the entry that is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.form.choices import Choices
from app.model.form.custom_field_values import LISTS, decode, type_of
from app.service.imports.set_values import Constants
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
