import pytest

from app.recognition.values.company_texts import (
    is_of_domain,
    is_trade_alone,
    may_be_company,
    names_family,
    names_owner,
    without_agent,
    without_dashed_department,
)


@pytest.mark.parametrize(
    "text", ["Fjord & Co", "Rørlegger Fossum", "Salong Hårfin", "De Tulp", "Alm & Ek Blommor"]
)
def test_proper_names_may_be_companies(text: str) -> None:
    assert may_be_company(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ejendomsmægler & valuar, MDE",
        "Finn oss på",
        "Call us",
        "Dr. Juliane Krämer",
        "Dr. Juliane Krämer, Anschrift wie oben",
        "Familie Egger",
        "Daglig leder",
        "Torget 4",
        "",
    ],
)
def test_titles_people_and_sentences_may_not(text: str) -> None:
    assert not may_be_company(text)


@pytest.mark.parametrize(
    ("text", "domain", "is_one"),
    [
        ("NORTHSTAR PEOPLE", "northstarpeople.co.uk", True),
        ("BoligPartner Skagen", "boligpartner-skagen.dk", True),
        ("Menai University", "menai.ac.uk", True),
        ("Account Manager", "fjell.no", False),
        ("Director", "director.com", False),
        ("Best regards", "bestregards.com", False),
    ],
)
def test_a_domain_tells_a_company_even_in_words_of_titles(text: str, domain: str, is_one: bool) -> None:
    assert is_of_domain(text, [domain]) is is_one


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("for Fjell Borettslag", "Fjell Borettslag"),
        ("for styret i Solkollen borettslag", "Solkollen borettslag"),
        ("På vegne av Fjell", "På vegne av Fjell"),
        ("på vegne av styret i Fjell Vel", "Fjell Vel"),
        ("Mvh Fjell Vel", "Fjell Vel"),
        ("forum Fjell", "forum Fjell"),
    ],
)
def test_for_whom_somebody_signs(text: str, company: str) -> None:
    assert without_agent(text) == company


def test_a_department_behind_a_dash_is_left_out() -> None:
    assert without_dashed_department("Vik kommune - Teknisk avdeling") == "Vik kommune"
    assert without_dashed_department("Studio Elf – Büro für Film") == "Studio Elf – Büro für Film"


def test_a_trade_alone_is_no_name() -> None:
    assert is_trade_alone("Plomberie")
    assert not is_trade_alone("Plomberie Perrin")
    assert not is_trade_alone("")


def test_families_and_owners() -> None:
    assert names_family("Keane Hardware", ["Keane"])
    assert not names_family("Hardware", ["Keane"])
    assert names_owner("Inh. Andrea Wolf")
    assert not names_owner("Innhold")
