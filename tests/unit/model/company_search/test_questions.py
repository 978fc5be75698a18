"""What a typed text asks the server for."""

from __future__ import annotations

import pytest

from app.model.company_search.questions import (
    LONGEST,
    Criterion,
    Question,
    names_of,
    org_nr_key,
    org_nr_spellings,
    questions_of,
)


def criteria(text: str, region: str = "NO") -> list[Criterion]:
    return [question.criterion for question in questions_of(text, region)]


NAMES = [Criterion.NAME, Criterion.NAME_PART, Criterion.CITY, Criterion.PERSON_NAME]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("", []),
        ("  N ", []),
        ("Nordlys", NAMES),
        ("Kari Hansen", NAMES),
        ("nordlys.example", [Criterion.DOMAIN, *NAMES]),
        ("https://www.nordlys.example/om", [Criterion.DOMAIN, *NAMES]),
        ("kari@nordlys.example", [Criterion.PERSON_EMAIL, Criterion.EMAIL, Criterion.DOMAIN]),
        ("kari@gmail.com", [Criterion.PERSON_EMAIL, Criterion.EMAIL]),
        ("1042", [Criterion.NUMBER, Criterion.NAME]),
        (
            "999 888 771",
            [Criterion.NUMBER, Criterion.ORG_NR, Criterion.PHONE, Criterion.PERSON_PHONE, Criterion.NAME],
        ),
        ("+47 900 00 021", [Criterion.NUMBER, Criterion.PHONE, Criterion.PERSON_PHONE, Criterion.NAME]),
        ("NO 999 888 771 MVA", [Criterion.ORG_NR, *NAMES]),
    ],
)
def test_a_text_asks_for_what_it_may_mean(text: str, asked: list[Criterion]) -> None:
    assert criteria(text) == asked


def test_a_long_text_is_cut() -> None:
    assert questions_of("x" * 5000, "")[0] == Question(Criterion.NAME, ("x" * LONGEST,))


def test_lines_and_what_carries_nothing_are_taken_out() -> None:
    assert questions_of("Nord\nlys\u200b", "")[0].values == ("Nord lys",)


def test_a_phone_number_is_asked_for_by_the_digits_that_spellings_share() -> None:
    by_phone = [
        one.values for one in questions_of("+47 22 00 00 10", "NO") if one.criterion is Criterion.PHONE
    ]
    assert by_phone == [("22000010",)]


@pytest.mark.parametrize(
    ("text", "region", "among"),
    [
        ("999888771", "NO", ("999 888 771", "NO999888771", "NO 999 888 771 MVA", "999888771MVA")),
        ("NO 999 888 771 MVA", "SE", ("999888771", "NO999888771MVA")),
        ("5560004615", "SE", ("556000-4615", "SE5560004615")),
        ("12345678", "DK", ("12 34 56 78", "DK12345678")),
        ("1234567-8", "FI", ("12345678", "1234567-8", "FI12345678")),
        ("NL999999990B01", "NL", ("NL999999990B01",)),
    ],
)
def test_a_company_s_number_is_asked_for_as_people_write_it(
    text: str, region: str, among: tuple[str, ...]
) -> None:
    spellings = org_nr_spellings(text, region)
    assert spellings[0] == text
    assert set(among) <= set(spellings)
    assert len(spellings) <= 12


def test_what_could_not_be_asked_is_named_once_in_a_fixed_order() -> None:
    assert (
        names_of({Criterion.PEOPLE_OF, Criterion.DOMAIN, Criterion.PERSON_NAME}) == "domains, people’s names"
    )


@pytest.mark.parametrize(
    ("numbers", "wanted"),
    [
        (("923609016", "NO 923 609 016 MVA", "no923609016mva", "923.609.016"), ("923609016", "NO")),
        (("556016-0680", "SE556016068001", "SE 556016-0680", "165560160680"), ("5560160680", "SE")),
        (("13585628", "DK13585628", "DK 13 58 56 28"), ("13585628", "DK")),
        (("0112038-9", "FI01120389"), ("01120389", "FI")),
        (("BE 0403.170.701", "BE403170701"), ("403170701", "BE")),
        (("CHE-123.456.788 MWST", "CHE123456788"), ("123456788", "CH")),
        (("ATU 12345675",), ("12345675", "AT")),
        (("NL999999990B01", "NL 9999.99.990.B01"), ("999999990B01", "NL")),
        (("FR40303265045", "303 265 045"), ("303265045", "FR")),
        (("EL123456789",), ("123456789", "GR")),
    ],
)
def test_spellings_of_a_number_have_one_key(numbers: tuple[str, ...], wanted: tuple[str, str]) -> None:
    assert {org_nr_key(one, wanted[1]) for one in numbers} == {wanted}


def test_what_is_no_number_has_no_key_and_another_country_another() -> None:
    assert [org_nr_key(one, "NO") for one in ("", "12345", "ukjent", "—")] == [("", "")] * 4
    assert org_nr_key("923609016", "") == ("923609016", "")
    assert "SE556016068001" in org_nr_spellings("556016-0680", "SE")
    assert "556016-0680" in org_nr_spellings("SE556016068001", "")
