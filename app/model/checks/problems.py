"""What a check finds, and the checks that hold for companies and people alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.carriers.wire import Carrier, Limit
from app.model.checks.rules import FieldRule
from app.model.form.custom_field_values import decode, is_editable, is_empty, max_length, type_of


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


def warning(path: str, message: str) -> Iterator[Problem]:
    """The message as a warning; nothing where there is no message."""
    if message:
        yield Problem(path, message, Severity.WARNING)


def missing(path: str, label: str, *, chosen: bool = False) -> Problem:
    """A field is empty that the tenant calls mandatory."""
    named = f"the {label[0].lower()}{label[1:]}" if label[1:2].islower() else f"the {label}"
    verb = "Choose" if chosen else "Enter"
    return Problem(path, f"{verb} {named}: your SuperOffice requires it.", Severity.MANDATORY)


def too_long(path: str, text: str, limit: int) -> Iterator[Problem]:
    """Nothing where the text fits."""
    if len(text) > limit:
        yield Problem(path, f"Too long: {limit} characters fit, this has {len(text) - limit} more.")


def lengths(
    carrier: Carrier, prefix: str = "", tenant: Callable[[str], int | None] = lambda _path: None
) -> Iterator[Problem]:
    """Every text of `carrier` that does not fit its column, or what `tenant` allows at its path."""
    for path, value, column in _limited(carrier, prefix):
        yield from too_long(path, value, min(column, tenant(path) or column))


def _limited(carrier: Carrier, prefix: str) -> Iterator[tuple[str, str, int]]:
    """Every text that has a limit, with its path on the wire."""
    given = carrier.model_fields_set
    for name, alias, limit in _properties(type(carrier)):
        if name not in given:
            continue
        value = getattr(carrier, name)
        if isinstance(value, str) and limit is not None:
            yield f"{prefix}{alias}", value, limit
        elif isinstance(value, Carrier) and not value.sent_alone:
            yield from _limited(value, f"{prefix}{alias}.")
        elif isinstance(value, tuple):
            for place, item in enumerate(value):
                if isinstance(item, Carrier):
                    yield from _limited(item, f"{prefix}{alias}[{place}].")
                elif isinstance(item, str) and limit is not None:
                    yield f"{prefix}{alias}[{place}]", item, limit


@cache
def _properties(kind: type[Carrier]) -> tuple[tuple[str, str, int | None], ...]:
    """Name in Python, name on the wire and limit; looked up once, since hundreds of people are measured."""
    return tuple(
        (
            name,
            field.alias or name,
            next((item.characters for item in field.metadata if isinstance(item, Limit)), None),
        )
        for name, field in kind.model_fields.items()
    )


def custom_fields(
    values: Mapping[str, str | None],
    layout: Iterable[UserDefinedFieldInfo],
    said: Callable[[str], FieldRule],
    prefix: str = "",
) -> Iterator[Problem]:
    """What is wrong with the values of custom fields, by their layout and what the tenant `said` of each."""
    for field in layout:
        name, text, label = (f"CustomFields.{field.key}", values.get(field.key) or "", field.field_label)
        path = f"{prefix}{name}"
        if is_empty(type_of(field), text) and _is_asked(field, said(name)):
            message = f"Fill in “{label}”: your SuperOffice requires it."
            yield Problem(path, message, Severity.MANDATORY)
            continue
        limit = max_length(field)
        if limit is not None:
            yield from too_long(path, text, limit)
        try:
            decode(type_of(field), text)
        except ValueError:
            yield Problem(path, f"“{label}” cannot hold this value.")


def _is_asked(field: UserDefinedFieldInfo, rule: FieldRule) -> bool:
    """Whether it must be filled, and can be."""
    is_open = is_editable(field) and not (rule.hidden or rule.read_only)
    return is_open and (bool(field.is_mandatory) or rule.mandatory)
