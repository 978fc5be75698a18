from typing import Any

from app.model.carriers.contact import ContactEntity
from app.model.carriers.lists import Country
from app.model.carriers.person import PersonEntity
from app.model.carriers.reading import read_as
from app.model.checks.rules import FieldRule, Rules
from app.model.checks.rules_builder import (
    with_company_default,
    with_countries,
    with_country,
    with_headings,
    with_person_default,
)

MANDATORY = {"FieldRight": {"Mask": "Update, UIHintMandatory"}}


def test_a_default_company_tells_rights_and_the_right_to_create() -> None:
    default: dict[str, Any] = {"FieldProperties": {"OrgNr": MANDATORY}, "TableRight": {"Mask": "Select"}}
    rules = with_company_default(Rules(region="NO"), read_as(ContactEntity, default))
    assert rules == Rules(region="NO", fields={"orgnr": FieldRule(mandatory=True)}, may_create=False)


def test_a_default_person_tells_the_rights_of_people() -> None:
    default = read_as(PersonEntity, {"FieldProperties": {"Title": MANDATORY}})
    assert with_person_default(Rules(), default).person_fields == {"title": FieldRule(mandatory=True)}


def test_an_answer_that_did_not_come_changes_nothing() -> None:
    rules = Rules(region="NO", may_create=False)
    assert with_company_default(rules, None) is with_person_default(rules, None) is rules


def test_the_country_is_one_of_the_tenants() -> None:
    unknown = Country(two_letter_iso_country="SE")
    countries = (Country(country_id=578, two_letter_iso_country="NO"), Country(country_id=9), unknown)
    rules = with_countries(Rules(), countries)
    assert [with_country(rules, number).region for number in (578, 9, 7, 1)] == ["NO", "", "", ""]


def test_headings_of_several_lists_are_kept() -> None:
    rules = with_headings(with_headings(Rules(), "category", frozenset({1})), "business", frozenset())
    assert with_headings(rules, "category", frozenset({2})).headings == {
        "category": frozenset({2}),
        "business": frozenset(),
    }
