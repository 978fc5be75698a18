"""Words of companies and people beside the domains of a text."""

import pytest

from app.recognition.language.company_domains import (
    domain_likeness,
    is_whole_domain,
    resembles_any_domain,
    resembles_domain,
)
from app.recognition.language.person_names import Name


@pytest.mark.parametrize(
    ("company", "domain"),
    [
        ("Fjell AS", "fjell.no"),
        ("Tunsberg Tak og Blikk AS", "tunsbergtak.no"),
        ("Bjørn Sæther", "bjoernsaether.no"),
        ("Deutsche Bahn", "db.de"),
        ("Baker Ltd", "baker.co.uk"),
    ],
)
def test_domains_are_made_from_companies_names(company: str, domain: str) -> None:
    assert resembles_domain(company, domain)
    assert resembles_any_domain(company, ["gmail.com", domain])
    assert not resembles_domain("Vidde", domain)


def test_how_much_of_a_domain_a_text_makes_up() -> None:
    assert domain_likeness("Hotel Huber", ["hotel-huber.de"]) == 1.0
    assert domain_likeness("Familie Huber", ["hotel-huber.de"]) < 1.0
    assert is_whole_domain(Name("Tunsberg", "", "Tak"), ["tunsbergtak.no"])
    assert not is_whole_domain(Name("Kari", "", "Lien"), ["lienbygg.no"])


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("Menai University", "menai.ac.uk"),
        ("Kitano Seimitsu", "kitano-seimitsu.co.jp"),
        ("Vik Trust", "viktrust.nhs.uk"),
        ("Wiener Rathaus", "wiener.gv.at"),
        ("Crows Nest", "crowsnest.com.au"),
    ],
)
def test_a_domain_may_be_registered_below_a_second_level(name: str, domain: str) -> None:
    assert resembles_domain(name, domain)
    assert not resembles_domain("School of Ocean", domain)
