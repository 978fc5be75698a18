"""Whom a text is asked of: by country, by what it is, by consent."""

import pytest

from app.model.registers.settings import CODES
from app.service.registers.choice import questions_for


def asked(text: str, country: str, allowed: tuple[str, ...] = CODES) -> list[tuple[str, str]]:
    return [(one.register.code, one.text) for one in questions_for(text, country, allowed)]


@pytest.mark.parametrize(
    ("text", "country", "whom"),
    [
        ("923609016", "NO", [("no", "923609016")]),
        ("923 609 016", "no", [("no", "923609016")]),
        ("Org.nr. 923609016", "NO", [("no", "923609016")]),
        ("24256790", "DK", [("dk", "24256790"), ("vies", "DK24256790")]),
        ("DK24256790", "NO", [("dk", "24256790"), ("vies", "DK24256790")]),
        ("0112038-9", "FI", [("fi", "0112038-9"), ("vies", "FI01120389")]),
        ("FR39356000000", "", [("fr", "356000000"), ("vies", "FR39356000000")]),
        ("004495445B01", "NL", [("vies", "NL004495445B01")]),
        ("EL 094259216", "SE", [("vies", "EL094259216")]),
        ("ATU13585627", "NO", [("vies", "ATU13585627")]),
        ("ESA13585625", "NO", [("vies", "ESA13585625")]),
        ("VAT: DK24256790", "NO", [("dk", "24256790"), ("vies", "DK24256790")]),
        ("CVR-nr.: 24256790", "DK", [("dk", "24256790"), ("vies", "DK24256790")]),
        ("Org.nr. NO 923 609 016 MVA", "SE", [("no", "923609016")]),
        ("556002-1361", "SE", [("se", "5560021361")]),
        ("SE556002136101", "", [("se", "5560021361"), ("vies", "SE556002136101")]),
        ("5493001KJTIIGC8Y1R12", "NO", [("gleif", "5493001KJTIIGC8Y1R12")]),
    ],
)
def test_a_number_is_asked_of_its_country(text: str, country: str, whom: list[tuple[str, str]]) -> None:
    assert asked(text, country) == whom


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("24256790", "NO"),  # a number of another country
        ("923609017", "NO"),  # a wrong check digit
        ("01010112345", "NO"),  # a person's
        ("811218-9876", "SE"),  # a person's
        ("7103192745", "CZ"),  # a person's
        ("54362315K", "ES"),  # a person's
        ("131052-308T", "FI"),  # persons', and nine digits
        ("131052A308X", "FR"),
        ("131052-308T", ""),
        ("19811218-9876", "SE"),
        ("811218987601", "SE"),  # a person's VAT number
        ("SE811218987601", ""),
        ("19640823-3201", "SE"),  # begins as a company's would
        ("070761-4285", "DK"),
        ("0707614285", ""),
        ("010101 12345", ""),
        ("Kari Nordmann 010101 12345", "NO"),
        ("Fødselsnummer: 01.01.01 12345", "NO"),
        ("Anna Andersson 19811218-9876", "SE"),
        ("Jens Hansen, cpr. 070761-4285", "DK"),
        ("Matti Meikäläinen 131052A308T", "FI"),
        ("ES54362315K", ""),
        ("51 99 00 00", "NO"),  # a phone
        ("", "NO"),
        ("AS", "NO"),
        ("x" * 101, "NO"),
        ("AS ", "NO"),
    ],
)
def test_what_is_asked_of_nobody(text: str, country: str) -> None:
    assert asked(text, country) == []


@pytest.mark.parametrize(
    ("country", "whom"),
    [("NO", ["no"]), ("DK", ["dk"]), ("GB", ["gb"]), ("SE", ["gleif"]), ("DE", ["gleif"]), ("", ["gleif"])],
)
def test_a_name_is_asked_of_the_countrys_register_else_of_the_worlds(country: str, whom: list[str]) -> None:
    assert [code for code, _ in asked("Nordlys Havbruk 2000 AS", country)] == whom


def test_a_name_has_three_letters_and_at_most_a_hundred() -> None:
    assert asked(" ASA ", "NO") == [("no", "ASA")]
    assert asked("x" * 100, "NO") == [("no", "x" * 100)]


def test_a_countrys_letters_count_more_than_the_company_has() -> None:
    assert asked("DK 24256790", "") == [("dk", "24256790"), ("vies", "DK24256790")]
    assert asked("dk24256790", "SE") == [("dk", "24256790"), ("vies", "DK24256790")]
    assert asked("24256790", "", ("vies",)) == [], "whose number it is nobody knows"
    assert asked("24256790", "", ("dk",)) == [("dk", "24256790")]


def test_only_those_that_may_be_asked_are() -> None:
    assert asked("Nordlys", "NO", ()) == []
    assert asked("Nordlys", "NO", ("dk",)) == []
    assert asked("24256790", "DK", ("vies",)) == [("vies", "DK24256790")]
