"""Builds the rules of a tenant from its server's answers.

The window adds them one by one as they arrive, the command line all at once. A missing answer leaves the
rules as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import Country
from app.model.carriers.person import PersonEntity
from app.model.checks.person_checks import person_rules
from app.model.checks.rules import Rules, allows_creating, field_rules


def with_company_default(rules: Rules, default: ContactEntity | None) -> Rules:
    """Adds what a default company tells: the rights to its fields, and if companies may be created."""
    if default is None:
        return rules
    return replace(rules, fields=field_rules(default), may_create=allows_creating(default.table_right))


def with_person_default(rules: Rules, default: PersonEntity | None) -> Rules:
    """Adds the rights to the fields of a default person."""
    return replace(rules, person_fields=person_rules(default)) if default else rules


def with_countries(rules: Rules, countries: Iterable[Country]) -> Rules:
    """Adds the ISO codes of the countries, by which numbers are checked."""
    codes = {country.country_id or 0: country.two_letter_iso_country or "" for country in countries}
    return replace(rules, regions=codes)


def with_country(rules: Rules, country_id: int) -> Rules:
    """Sets the company's country; 0 and an id that the tenant does not have mean no country."""
    return replace(rules, region=rules.regions.get(country_id, ""))


def with_headings(rules: Rules, name: str, headings: frozenset[int]) -> Rules:
    """Adds the headings of a list: the ids that must not be chosen."""
    return replace(rules, headings={**rules.headings, name: headings})
