"""What tells two hits apart, and how a company is called."""

from __future__ import annotations

from app.model.company_search.hits import CompanyHit


def test_a_company_and_somebody_at_it_are_two_hits() -> None:
    company, person = CompanyHit(5, "Bakery"), CompanyHit(5, "Bakery", person="Kari Hansen", person_id=9)
    assert company.key != person.key
    assert company.with_people(3).key == company.key


def test_a_company_is_called_with_its_department() -> None:
    assert CompanyHit(5, "Bakery", "Oslo").full_name == "Bakery, Oslo"
    assert CompanyHit(5, "Bakery").full_name == "Bakery"
