"""Checks an entry before it is sent: errors stop Save, warnings ask once.

An error is what the server cannot take (lengths, no company name, a person without any name, a heading as a
value, a custom field of the wrong form, a value that no column can hold). What the tenant calls mandatory is
an error in the window and a warning on the command line, since the server itself takes such entries. An
address or number that only looks wrong is a warning: the server takes it too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, islice

from app.model.carriers.contact import ContactEntity
from app.model.carriers.wire import Carrier
from app.model.checks import plausibility
from app.model.checks.person_checks import check_people
from app.model.checks.possible_values import MOST_TOLD, name_problems, possible_value_problems
from app.model.checks.problem import Problem, Severity
from app.model.checks.problems import (
    custom_field_problems,
    length_problems,
    mandatory_problem,
    undeclared_length_problems,
    warning_of,
)
from app.model.checks.rules import Rules
from app.model.form.fields import CONTACT_FIELDS, Field, Kind
from app.translation import _

NO_RIGHT = _(
    "Your user may not create companies in this SuperOffice. "
    "Ask your administrator for the right to, or choose another connection; what you type is kept."
)

__all__ = ["NO_RIGHT", "Problem", "Severity", "check", "chosen_id"]


Stages = tuple[tuple[Problem, ...], ...]
"""What each check of an entity has found, in their order."""


def check(entity: ContactEntity, rules: Rules) -> tuple[Problem, ...]:
    """Returns all errors and warnings, in the order of the form."""
    return tuple(problem for found in check_in_stages(entity, rules) for problem in found)


def check_in_stages(entity: ContactEntity, rules: Rules, *, only_rows: bool = False) -> Stages:
    """Returns what `check` does, by check; with `only_rows`, of an entity with some rows and nothing else."""
    return tuple(tuple(run(entity, rules)) if of_rows or not only_rows else () for run, of_rows in _CHECKS)


def _rights(_entity: ContactEntity, rules: Rules) -> Iterator[Problem]:
    if not rules.may_create:
        yield Problem("", NO_RIGHT)


def _names(entity: ContactEntity, _rules: Rules) -> Iterator[Problem]:
    return name_problems(entity)


def _possible_values(entity: ContactEntity, _rules: Rules) -> Iterator[Problem]:
    return possible_value_problems(entity)


def _headings(entity: ContactEntity, rules: Rules) -> Iterator[Problem]:
    for field in _choices():
        chosen = chosen_id(entity, field)
        if chosen and chosen in rules.headings.get(field.list_name, ()):
            yield Problem(
                field.path,
                _("{name}: this is a heading. Choose one of the entries below it.").format(name=field.name),
            )


def _mandatory(entity: ContactEntity, rules: Rules) -> Iterator[Problem]:
    for field in CONTACT_FIELDS:
        if field.required or field.kind is Kind.CHECK or not rules.for_path(field.path).mandatory:
            continue  # a box that is not ticked says no, which is a value
        empty = (
            not chosen_id(entity, field)
            if field.kind is Kind.CHOICE
            else not entity.property_value(field.path)
        )
        if empty:
            yield mandatory_problem(field.path, field.name, chosen=field.kind is Kind.CHOICE)


def _people(entity: ContactEntity, rules: Rules) -> Iterator[Problem]:
    return check_people(entity.persons or (), rules)


def _lengths(entity: ContactEntity, rules: Rules) -> Iterator[Problem]:
    def tenant_limit(path: str) -> int | None:
        return rules.for_path(path).limit

    yield from length_problems(entity.with_changes(persons=None), tenant_limit=tenant_limit)
    yield from undeclared_length_problems(entity, CONTACT_FIELDS, tenant_limit=tenant_limit)


def _custom_fields(entity: ContactEntity, rules: Rules) -> Iterator[Problem]:
    return custom_field_problems(entity.custom_fields or {}, rules.layout, rules.for_path)


def _plausibility(entity: ContactEntity, rules: Rules) -> Iterator[Problem]:
    region = rules.region
    rows = (
        ("Phones", entity.phones, lambda text: plausibility.check_phone(text, region)),
        ("Faxes", entity.faxes, lambda text: plausibility.check_phone(text, region)),
        ("Emails", entity.emails, plausibility.check_email),
        ("Urls", entity.urls, plausibility.check_web_address),
    )
    yield from warning_of("Name", plausibility.check_company_name(entity.name or ""))
    for part in ("Street", "Postal"):
        given = getattr(entity.address, part.lower(), None) if entity.address else None
        doubt = plausibility.check_postcode((given.zipcode if given else "") or "", region)
        yield from warning_of(f"Address.{part}.Zipcode", doubt)
    for name, elements, check_value in rows:
        for index, element in enumerate(elements or ()):
            yield from warning_of(f"{name}[{index}].Value", check_value(element.value or ""))
    for index, domain in enumerate(entity.domains or ()):
        yield from warning_of(f"Domains[{index}]", plausibility.check_domain(domain or ""))
    yield from warning_of("OrgNr", plausibility.check_vat_number(entity.org_nr or "", region))


def in_order(parts: Sequence[Stages]) -> Iterator[Problem]:
    """Yields what was found in parts of an entity, in the order in which `check` tells it of the whole."""
    for (run, _of_rows), found in zip(_CHECKS, zip(*parts, strict=True), strict=True):
        together = chain.from_iterable(found)
        yield from islice(together, MOST_TOLD) if run is _possible_values else together


# With each, whether it looks into rows, such as people and phones.
_CHECKS: tuple[tuple[Callable[[ContactEntity, Rules], Iterator[Problem]], bool], ...] = (
    (_rights, False),
    (_names, False),
    (_possible_values, True),
    (_headings, False),
    (_mandatory, False),
    (_people, True),
    (_lengths, True),
    (_custom_fields, False),
    (_plausibility, True),
)


def _choices() -> Iterator[Field]:
    return (field for field in CONTACT_FIELDS if field.kind is Kind.CHOICE)


def chosen_id(entity: ContactEntity, field: Field) -> int:
    """Returns the id that a choice refers to; 0 if nothing is chosen."""
    chosen = entity.property_value(field.path)
    if isinstance(chosen, Mapping):  # of a property that the carrier does not declare
        found = chosen.get(field.key)
    else:
        found = chosen.property_value(field.key) if isinstance(chosen, Carrier) else 0
    return found if isinstance(found, int) else 0
