"""The rules of a tenant, put together from what its server answers: in the window piece by piece as answers
come, on the command line at once. An answer that does not come leaves the rules as they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import Country
from app.model.carriers.person import PersonEntity
from app.model.checks.person_checks import person_rules
from app.model.checks.rules import Rules, field_rules, may_create


def with_company_default(rules: Rules, default: ContactEntity | None) -> Rules:
    """What comes with a new company: the rights to its fields, and whether there may be one."""
    if default is None:
        return rules
    return replace(rules, fields=field_rules(default), may_create=may_create(default.table_right))


def with_person_default(rules: Rules, default: PersonEntity | None) -> Rules:
    """What comes with a new person."""
    return replace(rules, person_fields=person_rules(default)) if default else rules


def with_countries(rules: Rules, countries: Iterable[Country]) -> Rules:
    """The countries by which numbers are judged."""
    codes = {country.country_id or 0: country.two_letter_iso_country or "" for country in countries}
    return replace(rules, regions=codes)


def with_country(rules: Rules, country_id: int) -> Rules:
    """The rules for a company of that country; 0 and one that the tenant does not have are none."""
    return replace(rules, region=rules.regions.get(country_id, ""))


def with_headings(rules: Rules, name: str, headings: frozenset[int]) -> Rules:
    """What may not be chosen from a list: the ids of its headings."""
    return replace(rules, headings={**rules.headings, name: headings})
