"""A company with its people on a sheet, in the order and with the words of the form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from app.model.carriers.contact import ContactEntity
from app.model.carriers.display_text import display_text
from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.carriers.reading import read_as
from app.model.carriers.wire import Carrier, DateTimeText
from app.model.form.address_layout import PARTS
from app.model.form.choices import OF_DRAFT
from app.model.form.custom_field_values import decode, type_of
from app.model.form.fields import CONTACT_FIELDS, Field, Rows
from app.model.form.people import as_entity, display_name
from app.model.form.person_fields import PERSON_FIELDS
from app.model.sheets.sheet import Section, Sheet
from app.model.sheets.words import Words
from app.translation import _

_IN_TITLE = ("Name",)
_SEPARATOR = "\n"


def company_sheet(
    form: Mapping[str, Any], words: Words, *, answer: Mapping[str, Any] | None = None, note: str = ""
) -> Sheet:
    """Makes the sheet of what is typed, or was sent; of a saved company with what the server answered.

    Raises Misshapen for a form that is none.
    """
    typed = read_as(ContactEntity, {name: value for name, value in form.items() if name not in OF_DRAFT})
    shown = typed if answer is None else read_as(ContactEntity, {**form, **_as_saved(form, answer)})
    company = (
        *_plain_rows(shown, words),
        *_custom_rows(typed.custom_fields or {}, words.custom_fields, words),
    )
    people = tuple(_person(person, words) for person in typed.persons or ())
    name = display_text(shown.name) or _("New company")
    return Sheet(name, name, note, (Section("", company), *people))


def _as_saved(form: Mapping[str, Any], answer: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the server's values of what has an input, and of what was sent: names of lists, numbers."""
    ours = {*(one.path for one in CONTACT_FIELDS), "Address", *form} - {"Persons", "CustomFields"}
    return {name: answer[name] for name in ours if answer.get(name) is not None}


def _plain_rows(record: ContactEntity, words: Words) -> Iterator[tuple[str, str]]:
    for one in CONTACT_FIELDS:
        if one.path in _IN_TITLE:
            continue
        if one.path == "Address":
            yield from _addresses(record)
        elif text := _text(record.property_value(one.path), one, words):
            yield (one.label.replace("&&", "&") if isinstance(one, Rows) else one.name), text


def _addresses(record: ContactEntity) -> Iterator[tuple[str, str]]:
    for part, title in PARTS.items():
        address = record.address.property_value(part) if record.address else None
        if text := display_text(address, _SEPARATOR):
            yield title, text


def _text(value: object, one: Field, words: Words) -> str:
    if isinstance(value, DateTimeText):
        return words.day_text(value.moment.date()) if value.moment else ""
    if text := display_text(value, _SEPARATOR):
        return text
    # Of an entry of a list its id alone is sent.
    number = value.property_value(one.key) if isinstance(value, Carrier) and one.list_name else None
    return words.name_of(one.list_name, number)


def _person(person: Any, words: Words) -> Section:
    entity = as_entity(person, 0)
    rows: list[tuple[str, str]] = []
    for one in PERSON_FIELDS:
        is_of_address = one.path.startswith("Address.")
        text = "" if is_of_address else _text(entity.property_value(one.entity_path), one, words)
        if text and (one.name, text) not in rows:
            rows.append((one.name, text))
    if text := display_text(entity.address, _SEPARATOR):
        rows.append((_("Home address"), text))
    rows += _custom_rows(entity.custom_fields or {}, words.person_custom_fields, words)
    return Section(display_name(person) or _("Person"), tuple(rows))


def _custom_rows(
    values: Mapping[str, Any], infos: Iterable[UserDefinedFieldInfo], words: Words
) -> Iterator[tuple[str, str]]:
    for info in infos:
        if text := custom_text(str(values.get(info.key) or ""), info, words):
            yield info.field_label or info.key, text


def custom_text(encoded: str, info: UserDefinedFieldInfo, words: Words) -> str:
    """Returns what people read of a custom field's value; empty for an entry that its list does not have."""
    try:
        value = decode(type_of(info), encoded)
    except ValueError:
        return encoded
    if info.mdo_list_name:
        return words.name_of(info.mdo_list_name, value)
    if isinstance(value, datetime):
        return f"{words.day_text(value.date())} {value:%H:%M}"
    if isinstance(value, date):
        return words.day_text(value)
    return display_text(value, _SEPARATOR)
