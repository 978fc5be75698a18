"""What is wrong with an entry before it is sent: errors stop Save, warnings ask once.

An error is what the server cannot take (lengths, no company name, a person without any name, a heading as a
value, a custom field of the wrong form). What the tenant calls mandatory is an error in the window and a
warning on the command line, since the server itself takes such entries. An address or number that only looks
wrong is a warning: the server takes it too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.model import looks
from app.model.contact import ContactEntity
from app.model.custom_fields import decode, length_of, type_of
from app.model.fields import CONTACT_FIELDS, Field, Kind
from app.model.people import display_name
from app.model.rules import Rules
from app.model.wire import Carrier, Limit


class Severity(StrEnum):
    ERROR = "error"
    MANDATORY = "mandatory"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """One sentence about one field; `path` is empty where it is about the whole entry."""

    path: str
    message: str
    severity: Severity = Severity.ERROR


def check(entity: ContactEntity, rules: Rules) -> tuple[Problem, ...]:
    """Everything that is wrong or looks wrong, in the order of the form; empty when all is well."""
    checks = (_names, _headings, _mandatory, _people, _lengths, _custom_fields, _looks)
    return tuple(problem for run in checks for problem in run(entity, rules))


def _names(entity: ContactEntity, _rules: Rules) -> Iterator[Problem]:
    if not (entity.name or "").strip():
        yield Problem("Name", "Enter the name of the company.")


def _headings(entity: ContactEntity, rules: Rules) -> Iterator[Problem]:
    for field in _choices():
        chosen = chosen_id(entity, field)
        if chosen and chosen in rules.headings.get(field.list_name, ()):
            yield Problem(field.path, f"{field.name}: this is a heading. Choose one of the entries below it.")


def _mandatory(entity: ContactEntity, rules: Rules) -> Iterator[Problem]:
    for field in CONTACT_FIELDS:
        if field.required or not rules.of(field.path).mandatory:
            continue
        empty = not chosen_id(entity, field) if field.kind is Kind.CHOICE else not _get(entity, field.path)
        if empty:
            verb = "Choose" if field.kind is Kind.CHOICE else "Enter"
            message = f"{verb} {_article(field.name)}: your SuperOffice requires it."
            yield Problem(field.path, message, Severity.MANDATORY)


def _people(entity: ContactEntity, _rules: Rules) -> Iterator[Problem]:
    for place, person in enumerate(entity.persons or ()):
        if not display_name(person):
            yield Problem(f"Persons[{place}].Firstname", "Enter a first name or a last name.")


def _lengths(entity: ContactEntity, rules: Rules) -> Iterator[Problem]:
    for path, value, column in _limited(entity):
        limit = min(column, rules.of(path).limit or column)
        if len(value) > limit:
            over = len(value) - limit
            yield Problem(path, f"Too long: {limit} characters fit, this has {over} more.")


def _limited(carrier: Carrier, prefix: str = "") -> Iterator[tuple[str, str, int]]:
    """Every text of the entity that has a limit, with its path on the wire."""
    for name, field in type(carrier).model_fields.items():
        path = f"{prefix}{field.alias}"
        limit = next((item.characters for item in field.metadata if isinstance(item, Limit)), None)
        value = getattr(carrier, name)
        if isinstance(value, str) and limit is not None:
            yield path, value, limit
        elif isinstance(value, Carrier) and not value.sent_alone:
            yield from _limited(value, f"{path}.")
        elif isinstance(value, tuple):
            for place, item in enumerate(value):
                if isinstance(item, Carrier):
                    yield from _limited(item, f"{path}[{place}].")
                elif isinstance(item, str) and limit is not None:
                    yield f"{path}[{place}]", item, limit


def _custom_fields(entity: ContactEntity, rules: Rules) -> Iterator[Problem]:
    values = entity.custom_fields or {}
    for field in rules.layout:
        path, text, label = f"CustomFields.{field.key}", values.get(field.key) or "", field.field_label
        if not text and field.is_mandatory and not field.is_read_only:
            message = f"Fill in “{label}”: your SuperOffice requires it."
            yield Problem(path, message, Severity.MANDATORY)
            continue
        limit = length_of(field)
        if limit is not None and len(text) > limit:
            yield Problem(path, f"Too long: {limit} characters fit, this has {len(text) - limit} more.")
        try:
            decode(type_of(field), text)
        except ValueError:
            yield Problem(path, f"“{label}” cannot hold this value.")


def _looks(entity: ContactEntity, rules: Rules) -> Iterator[Problem]:
    region = rules.region
    rows = (
        ("Phones", entity.phones, lambda text: looks.phone(text, region)),
        ("Faxes", entity.faxes, lambda text: looks.phone(text, region)),
        ("Emails", entity.emails, looks.email),
        ("Urls", entity.urls, looks.web_address),
    )
    for name, elements, judge in rows:
        for place, element in enumerate(elements or ()):
            yield from _warning(f"{name}[{place}].Value", judge(element.value or ""))
    for place, person in enumerate(entity.persons or ()):
        yield from _warning(f"Persons[{place}].Email", looks.email(person.email or ""))
        for name, number in (("MobilePhone", person.mobile_phone), ("DirectPhone", person.direct_phone)):
            yield from _warning(f"Persons[{place}].{name}", looks.phone(number or "", region))
    yield from _warning("OrgNr", looks.vat_number(entity.org_nr or "", region))


def _warning(path: str, message: str) -> Iterator[Problem]:
    if message:
        yield Problem(path, message, Severity.WARNING)


def _choices() -> Iterator[Field]:
    return (field for field in CONTACT_FIELDS if field.kind is Kind.CHOICE)


def _get(carrier: Carrier, wire_name: str) -> object:
    for name, field in type(carrier).model_fields.items():
        if field.alias == wire_name:
            return getattr(carrier, name)
    raise KeyError(wire_name)


def chosen_id(entity: ContactEntity, field: Field) -> int:
    """The id that a choice refers to, 0 where nothing is chosen."""
    chosen = _get(entity, field.path)
    found = _get(chosen, field.key) if isinstance(chosen, Carrier) else 0
    return found if isinstance(found, int) else 0


def _article(label: str) -> str:
    return f"the {label[0].lower()}{label[1:]}" if label[1:2].islower() else f"the {label}"
