"""Industry codes of registers lead to entries of a tenant's list, in the language that it has."""

import pytest

from app.model.carriers.lists import Choice
from app.model.form.choices import Choices
from app.recognition import FormContext, FoundValue, RecognitionResult, merge, review
from app.recognition.filling.industries import _words_by_division, business_of

ENGLISH = ("IT", "Finance", "Construction", "Retail", "Food industry and trade", "Shipping / Transport")
NORWEGIAN = ("Industri", "Bygg og anlegg", "Bank og finans", "Helse", "Havbruk", "IT")
GERMAN = ("Großhandel", "Bauwesen", "Gesundheit", "Öffentlicher Dienst")


def named(code: str, names: tuple[str, ...]) -> tuple[str, bool] | None:
    choices = Choices([Choice(number, name) for number, name in enumerate(names, 1)])
    found = business_of(code, choices)
    return (choices[found.row].name, found.is_sure) if found else None


@pytest.mark.parametrize(
    ("code", "names", "business"),
    [
        ("62.010", ENGLISH, ("IT", True)),
        ("62010", NORWEGIAN, ("IT", True)),
        ("64.19", ENGLISH, ("Finance", True)),
        ("64.190", NORWEGIAN, ("Bank og finans", True)),
        ("41200", ENGLISH, ("Construction", True)),
        ("412000", NORWEGIAN, ("Bygg og anlegg", True)),
        ("41.20B", GERMAN, ("Bauwesen", True)),
        ("03.211", NORWEGIAN, ("Havbruk", True)),
        ("46.900", GERMAN, ("Großhandel", True)),
        ("84110", GERMAN, ("Öffentlicher Dienst", True)),
        ("10200", ENGLISH, ("Food industry and trade", False)),
        ("49.41", ENGLISH, ("Shipping / Transport", True)),
        ("47.110", ("Retail/Wholesale", "IT/Software"), ("Retail/Wholesale", False)),
        ("62.010", ("Retail/Wholesale", "IT/Software"), ("IT/Software", True)),
        ("64.190", ("Bank/Finans",), ("Bank/Finans", True)),
        ("86101", ENGLISH, None),
        ("", ENGLISH, None),
        ("A", ENGLISH, None),
        ("62", (), None),
    ],
)
def test_what_an_industry_is_called(
    code: str, names: tuple[str, ...], business: tuple[str, bool] | None
) -> None:
    assert named(code, names) == business


def test_what_an_administrator_says_of_a_code_comes_first_if_the_list_has_it() -> None:
    choices = Choices([Choice(1, "IT"), Choice(2, "Spesialkunder")])
    assert business_of("62.010", choices, {"62": "spesialkunder"}) == (1, True)
    assert business_of("62.010", choices, {"62": "Not in the list"}) == (0, True)
    assert business_of("64.190", choices, {"62": "Spesialkunder"}) is None


def test_two_entries_of_one_industry_are_a_guess() -> None:
    assert named("62.01", ("Software", "IT")) == ("IT", False)


def test_every_division_of_nace_that_has_companies_is_there_once() -> None:
    divisions = _words_by_division()
    assert len(divisions) > 75
    assert all(code.isdigit() and len(code) == 2 for code in divisions)


def test_it_is_ticked_where_it_fits_and_offered_where_it_may() -> None:
    lists = FormContext(
        choices={"business": Choices([Choice(1, "IT"), Choice(2, "Food industry and trade")])}
    )

    def told(code: str) -> tuple[bool, str, str]:
        found = RecognitionResult(company=(FoundValue("Business", code, "CVR"),), source="CVR")
        (line,) = review({}, found, lists)
        return line.begins_ticked, line.value, line.snippet

    assert told("620100") == (True, "IT", "CVR: industry 620100")
    assert told("108900")[:2] == (False, "Food industry and trade")
    found = RecognitionResult(company=(FoundValue("Business", "620100", "CVR"),))
    assert merge({}, found, {"Business"}, lists) == {"Business": {"Id": 1}}
