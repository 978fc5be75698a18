"""Another branch of a company that is there: what the two have in common, as a form begins with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.company_search.similar_companies import SimilarCompany, with_not_same
from app.model.form.address_layout import name_in_address
from app.model.form.choices import TARGET
from app.model.form.custom_field_values import is_editable, is_empty, type_of, without_companions
from app.model.form.fields import CONTACT_FIELDS
from app.model.visible_text import visible_line

_LISTS: Final = {
    one.path: one.key
    for one in CONTACT_FIELDS
    if one.path in ("Category", "Business", "Associate", "Country")
}
_MOST_URLS: Final = 20
_EMPTY: Final = ("", "[I:0]", "[F:0]")
"""Custom fields with nothing in them, as the server has them."""


@dataclass(frozen=True)
class Branch:
    """The company, and the values that another branch of it begins with."""

    contact_id: int
    name: str
    values: Mapping[str, Any]


def branch_values(record: Mapping[str, Any]) -> dict[str, Any]:
    """Returns what a record has that its branches have as well: lists, websites, custom fields.

    A branch is at another place, with numbers and people of its own: of the addresses it has the postal one,
    where that is not the visiting one.
    """
    ids = {path: _id(record, path, key) for path, key in _LISTS.items()}
    values: dict[str, Any] = {path: {_LISTS[path]: number} for path, number in ids.items() if number}
    if urls := _urls(record.get("Urls")):
        values["Urls"] = urls
    if custom := _custom_fields(record.get("CustomFields")):
        values["CustomFields"] = custom
    if postal := _postal(record.get("Address")):
        values["Address"] = {"Postal": postal}
    return values


def values_to_fill(branch: Branch, fields: Iterable[UserDefinedFieldInfo]) -> dict[str, Any]:
    """Returns the values; of the custom fields, those of the `fields` that can be edited and have a value."""
    kinds = {one.key: type_of(one) for one in fields if is_editable(one)}
    values = dict(branch.values)
    custom = {
        name: text
        for name, text in values.pop("CustomFields", {}).items()
        if name in kinds and not is_empty(kinds[name], text)
    }
    return values | ({"CustomFields": custom} if custom else {})


def begun_as_branch(form: Mapping[str, Any], branch: Branch) -> dict[str, Any]:
    """Returns a form with the name of the company, which is no similar one to its branch."""
    typed = {name: value for name, value in form.items() if name != TARGET}
    company = SimilarCompany(branch.contact_id, branch.name, "")
    return {**with_not_same(typed, company), "Name": branch.name}


def _id(record: Mapping[str, Any], path: str, key: str) -> int:
    value = record.get(path)
    number = value.get(key) if isinstance(value, Mapping) else None
    return number if type(number) is int and number > 0 else 0


def _urls(given: Any) -> list[dict[str, str]]:
    rows = given[:_MOST_URLS] if isinstance(given, list) else []
    texts = [_line(one.get("Value")) for one in rows if isinstance(one, Mapping)]
    return [{"Value": text} for text in texts if text]


def _custom_fields(given: Any) -> dict[str, str]:
    if not isinstance(given, Mapping):
        return {}
    texts = {name: text for name, text in given.items() if isinstance(name, str) and isinstance(text, str)}
    return {name: text for name, text in without_companions(texts).items() if text not in _EMPTY}


def _postal(given: Any) -> dict[str, str]:
    if not isinstance(given, Mapping):
        return {}
    visiting, postal = _lines(given.get("Street")), _lines(given.get("Postal"))
    return {} if postal == visiting else postal


def _lines(given: Any) -> dict[str, str]:
    """Returns the lines of an address; beside them, a record names its kind."""
    texts = {name: _line(text) for name, text in (given.items() if isinstance(given, Mapping) else ())}
    return {name: text for name, text in texts.items() if text and name_in_address(f"Address.Postal.{name}")}


def _line(text: Any) -> str:
    return visible_line(text).strip() if isinstance(text, str) else ""
