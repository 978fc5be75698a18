"""What is no name of a company, and what is one all the same."""

import pytest

from app.model.checks.plausibility.names import check_company_name


@pytest.mark.parametrize(
    "text",
    [
        "kari@firma.no",
        "Kari Moe <kari.moe@firma.no>",
        "Kari, kari@firma.co.uk, 912 34 567",
        "2026-03-01",
        "2026-03-01 00:00:00",
        "2026-03-01T00:00:00Z",
        "1.3.2026",
        "01/03/26",
        "true",
        "FALSE",
        "+47 912 34 567",
        "(0)20-1234 5678",
        " 91234567 ",
        *("???", "--5", "= 12,5", "46000"),
    ],
)
def test_it_does_not_look_like_one(text: str) -> None:
    assert check_company_name(text) == f"“{text.strip()}” does not look like the name of a company."


@pytest.mark.parametrize(
    "name",
    [
        *(
            "",
            "Fjell AS",
            "1881",
            "118 118",
            "24/7",
            "3",
            "7-Eleven",
            "12345",
            "4711 GmbH",
            "20/20 Vision",
            "AT&T",
        ),
        *("@Home B.V.", "Booking.com", "Team @ Work", "True Brands AS", "9/11 Museum", "1.2.3 Bygg"),
    ],
)
def test_odd_names_are_names(name: str) -> None:
    assert check_company_name(name) == ""


def test_a_word_without_end_is_looked_at_once() -> None:
    """As long as all that is typed or given may be: each letter of it was tried to its end before."""
    assert check_company_name("T " + "x" * 5_000_000) == ""
    assert check_company_name("kari@fjell." * 100_000 + "example") != ""
