"""Which business an industry code means, as an administrator says it."""

import pytest

from app.model.registers.businesses import business_for, businesses_of, businesses_text
from app.model.registers.settings import RegisterSettings

TEXT = "62=IT/Software; 64-66=Bank, finans; 41.2 = Bygg og anlegg;"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("62.010", "IT/Software"),
        ("62", "IT/Software"),
        ("65120", "Bank, finans"),
        ("66.19Z", "Bank, finans"),
        ("41.200", "Bygg og anlegg"),
        ("41100", ""),
        ("6", ""),
        ("", ""),
    ],
)
def test_a_code_means_the_business_of_its_beginning(code: str, name: str) -> None:
    assert business_for(code, businesses_of(TEXT)) == name


def test_the_longest_beginning_counts() -> None:
    assert business_for("62.020", businesses_of("62=IT; 62.02=Rådgivning")) == "Rådgivning"


def test_what_is_written_is_read_again() -> None:
    found = businesses_of(TEXT)
    assert businesses_of(businesses_text(found)) == found
    assert businesses_of("") == {}


@pytest.mark.parametrize(
    "text", ["IT", "62", "62=", "=IT", "6=IT", "A=IT", "62=IT; x", "66-64=Finance", "62=" + "x" * 251]
)
def test_what_cannot_be_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="does not say which business an industry code means"):
        businesses_of(text)


def test_one_is_said_and_taken_back_and_the_rest_of_the_settings_stays() -> None:
    settings = RegisterSettings.of("no", "no=https://gateway.example", "64=Finance")
    changed = settings.with_business("62", "IT; data")
    assert changed.businesses_text == "64=Finance; 62=IT data"
    assert changed.with_business("64", "").businesses_text == "62=IT data"
    assert changed.with_allowed("dk", is_allowed=True).with_address("no", "").businesses == changed.businesses
    assert (changed.allowed, changed.addresses) == (settings.allowed, settings.addresses)
