"""Checks the people of a company, as `app.model.checks.validation` checks the company itself.

Paths are those of the form, such as ``Persons[1].Email``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from app.model.carriers.common import Email, Phone, Url
from app.model.carriers.person import Person, PersonEntity
from app.model.carriers.reading import Misshapen
from app.model.checks import plausibility
from app.model.checks.possible_values import person_name_problems, type_problems_of_person
from app.model.checks.problem import Problem
from app.model.checks.problems import (
    custom_field_problems,
    length_problems,
    mandatory_problem,
    undeclared_length_problems,
    warning_of,
)
from app.model.checks.rules import FieldRule, Rules, field_rules
from app.model.form.fields import Kind
from app.model.form.paths import value_at
from app.model.form.people import entity_part
from app.model.form.person_fields import PERSON_FIELDS, ROW_FIELDS, PersonField, entity_path_of
from app.model.form.person_form import ROWS_OF, card_values
from app.translation import _

# Hundreds of people are checked after every pause in typing, and nearly all of them are unchanged.
_email = lru_cache(4096)(plausibility.check_email)
_phone = lru_cache(4096)(plausibility.check_phone)
_web_address = lru_cache(4096)(plausibility.check_web_address)
# Names and numbers of other services, which have formats of their own.
# Years before mean that the year is not known: the server itself has 0002 for it.
_FIRST_YEAR = 1000
_OLDEST = 110
_POSTCODE = "Address.Street.Zipcode"
_UNCHECKED_ROWS = ("ChatEmails", "InternetPhones")


def person_rules(default: PersonEntity) -> dict[str, FieldRule]:
    """Returns the rules in a default PersonEntity, by lower-case path.

    A mandatory number that the server proposes is not required, since the server gives each person the next.
    """
    rules = field_rules(default)
    number = rules.get("personnumber")
    if number is not None and default.person_number:
        rules["personnumber"] = FieldRule(
            read_only=number.read_only, hidden=number.hidden, limit=number.limit, reason=number.reason
        )
    return rules


def check_people(people: Sequence[Person], rules: Rules) -> Iterator[Problem]:
    """Yields the errors and warnings, person by person."""
    checker = _PersonChecker(rules)
    for index, person in enumerate(people):
        yield from checker.check(person, f"Persons[{index}].")


def used_list_names(people: Iterable[Person]) -> set[str]:
    """Returns the names of the lists from which `people` refer to an entry by its id."""
    every = [card_values(person.to_json_object()) for person in people]
    return {
        field.list_name
        for field in PERSON_FIELDS
        if field.list_name and any(_chosen(values.get(field.path), field.key) for values in every)
    }


class _PersonChecker:
    """Checks people by the same rules, which are searched only once."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._headings = {
            field: headings
            for field in PERSON_FIELDS
            if field.list_name and (headings := rules.headings.get(field.list_name))
        }
        self._required = [field for field in PERSON_FIELDS if _is_required(field, rules)]

    def check(self, person: Person, prefix: str) -> Iterator[Problem]:
        values = card_values(person.to_json_object())
        yield from person_name_problems(person, prefix)
        try:
            beyond = entity_part(person)
        except Misshapen as error:
            yield from type_problems_of_person(error, person, prefix)
            return
        yield from self._choice_problems(values, prefix)
        yield from _length_problems(person, beyond, prefix, self._rules)
        yield from custom_field_problems(
            beyond.custom_fields or {}, self._rules.person_layout, self._rules.for_person_path, prefix
        )
        yield from _birth_date(beyond, prefix)
        yield from _plausibility(values, prefix, self._rules)

    def _choice_problems(self, values: dict[str, Any], prefix: str) -> Iterator[Problem]:
        for field, headings in self._headings.items():
            if headings & _chosen(values.get(field.path), field.key):
                message = _("{name}: this is a heading. Choose one of the entries below it.").format(
                    name=field.name
                )
                yield Problem(f"{prefix}{field.path}", message)
        for field in self._required:
            if not value_at(values, field.path):
                yield mandatory_problem(f"{prefix}{field.path}", field.name, chosen=field.kind is Kind.CHOICE)


def _is_required(field: PersonField, rules: Rules) -> bool:
    rule = rules.for_person_path(field.entity_path)
    if field.kind is Kind.CHECK:  # a box that is not ticked says no, which is a value
        return False
    return rule.mandatory and not rule.hidden and not rule.read_only and not field.required


def _chosen(value: Any, key: str) -> set[int]:
    """Returns the ids in the value of a choice or of a list of interests."""
    items = value if isinstance(value, list) else [value]
    found = (item.get(key) for item in items if isinstance(item, dict) and item.get("Selected", True))
    return {number for number in found if isinstance(number, int)}


def _length_problems(person: Person, beyond: PersonEntity, prefix: str, rules: Rules) -> Iterator[Problem]:
    def tenant_limit(path: str) -> int | None:
        return rules.for_person_path(entity_path_of(path.removeprefix(prefix))).limit

    yield from undeclared_length_problems(person, PERSON_FIELDS, prefix, tenant_limit)
    # The first of several rows is the light property, which is checked already.
    twice = {f"{prefix}{rows}[0].Value" for rows in ROWS_OF.values()}
    yield from length_problems(person, prefix, tenant_limit)
    yield from (
        problem for problem in length_problems(beyond, prefix, tenant_limit) if problem.path not in twice
    )


def _birth_date(beyond: PersonEntity, prefix: str) -> Iterator[Problem]:
    born = beyond.birth_date.moment if beyond.birth_date else None
    # A day where the user is, which in the east begins before it does in Greenwich.
    today = date.today()  # noqa: DTZ011  # as said
    if born and born.date() > today:
        yield from warning_of(f"{prefix}BirthDate", _("This day is still to come."))
    elif born and _FIRST_YEAR < born.year < today.year - _OLDEST:
        yield from warning_of(
            f"{prefix}BirthDate", _("This day is more than {oldest} years ago.").format(oldest=_OLDEST)
        )


def _plausibility(values: dict[str, Any], prefix: str, rules: Rules) -> Iterator[Problem]:
    country = values.get("Country") or {}
    region = rules.regions.get(country.get("CountryId", 0)) or rules.region
    postcode = value_at(values, _POSTCODE)
    if isinstance(postcode, str):
        yield from warning_of(f"{prefix}{_POSTCODE}", plausibility.check_postcode(postcode, region))
    for field in ROW_FIELDS:
        for index, row in enumerate(values.get(field.path) or ()):
            message = _check_row(field, row.get("Value") or "", region)
            yield from warning_of(f"{prefix}{field.row_path(index)}", message)


def _check_row(field: PersonField, text: str, region: str) -> str:
    if field.path in _UNCHECKED_ROWS:
        return ""
    if field.row is Phone:
        return _phone(text, region)
    return _web_address(text) if field.row is Url else _email(text) if field.row is Email else ""
