"""The checks that companies and people have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from app.model.carriers.lists import UserDefinedFieldInfo
from app.model.carriers.wire import Carrier, declared_properties, limit_of
from app.model.checks.problem import Problem, Severity
from app.model.checks.rules import FieldRule
from app.model.form.custom_field_values import decode, is_editable, is_empty, max_length, type_of
from app.model.form.fields import Field
from app.model.text_normalization import utf16_length
from app.translation import _


def warning_of(path: str, message: str) -> Iterator[Problem]:
    """Yields the message as a warning; yields nothing for an empty message."""
    if message:
        yield Problem(path, message, Severity.WARNING)


def mandatory_problem(path: str, label: str, *, chosen: bool = False) -> Problem:
    """Returns the problem of an empty field that the tenant requires; `chosen` is for fields with a list."""
    sentence = _("Fill in “{label}”: your SuperOffice requires it.")
    if chosen:
        sentence = _("Choose an entry of “{label}”: your SuperOffice requires it.")
    return Problem(path, sentence.format(label=label), Severity.MANDATORY)


def too_long(path: str, text: str, limit: int) -> Iterator[Problem]:
    """Yields a problem if the text has more characters than the limit, counted as the server's columns do.

    They are nvarchar: see `utf16_length`.
    """
    length = utf16_length(text)
    if length > limit:
        yield Problem(
            path,
            _("Too long: {limit} characters fit, this has {length} more.").format(
                limit=limit, length=length - limit
            ),
        )


def length_problems(
    carrier: Carrier, prefix: str = "", tenant_limit: Callable[[str], int | None] = lambda _path: None
) -> Iterator[Problem]:
    """Yields a problem for each text that is too long for its database column or for the tenant's limit.

    `tenant_limit` returns the characters allowed at a path, or None.
    """
    for path, value, column in _limited(carrier, prefix):
        yield from too_long(path, value, min(column, tenant_limit(path) or column))


def undeclared_length_problems(
    carrier: Carrier,
    fields: Iterable[Field],
    prefix: str = "",
    tenant_limit: Callable[[str], int | None] = lambda _path: None,
) -> Iterator[Problem]:
    """Yields a problem for each text that is too long by the length in its field's declaration."""
    for field in fields:
        if not field.length or limit_of(field.carrier, field.path):
            continue
        text = carrier.property_value(field.path)
        if isinstance(text, str):
            path = f"{prefix}{field.path}"
            yield from too_long(path, text, min(field.length, tenant_limit(path) or field.length))


def _limited(carrier: Carrier, prefix: str) -> Iterator[tuple[str, str, int]]:
    """Yields path, text and limit of every text that has one, nested carriers included."""
    given = carrier.given
    for one in declared_properties(type(carrier)).values():
        if one.name not in given:
            continue
        alias, limit, value = one.wire_name, one.limit, getattr(carrier, one.name)
        if isinstance(value, str) and limit is not None:
            yield f"{prefix}{alias}", value, limit
        elif isinstance(value, Carrier) and not value.sent_alone:
            yield from _limited(value, f"{prefix}{alias}.")
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Carrier):
                    yield from _limited(item, f"{prefix}{alias}[{index}].")
                elif isinstance(item, str) and limit is not None:
                    yield f"{prefix}{alias}[{index}]", item, limit


def custom_field_problems(
    values: Mapping[str, str | None],
    layout: Iterable[UserDefinedFieldInfo],
    rule_of: Callable[[str], FieldRule],
    prefix: str = "",
) -> Iterator[Problem]:
    """Yields what is wrong with values of custom fields, by their layout and the tenant's rules."""
    for field in layout:
        name, text, label = (f"CustomFields.{field.key}", values.get(field.key) or "", field.field_label)
        path = f"{prefix}{name}"
        if is_empty(type_of(field), text) and _is_required(field, rule_of(name)):
            message = _("Fill in “{label}”: your SuperOffice requires it.").format(label=label)
            yield Problem(path, message, Severity.MANDATORY)
            continue
        limit = max_length(field)
        if limit is not None:
            yield from too_long(path, text, limit)
        try:
            decode(type_of(field), text)
        except ValueError:
            yield Problem(path, _("“{label}” cannot hold this value.").format(label=label))


def _is_required(field: UserDefinedFieldInfo, rule: FieldRule) -> bool:
    """Returns True if a custom field must be filled in, and can be."""
    is_open = is_editable(field) and not (rule.hidden or rule.read_only)
    return is_open and (bool(field.is_mandatory) or rule.mandatory)
