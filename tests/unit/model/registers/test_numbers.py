"""A text that is mostly digits is a number; names may have some of them."""

import pytest

from app.model.registers.numbers import is_number_like


@pytest.mark.parametrize("text", ["3M", "Advokatfirmaet 2000-12345 AS", "Studio 54", "", "Nordlys"])
def test_names_with_numbers_are_names(text: str) -> None:
    assert not is_number_like(text)


@pytest.mark.parametrize(
    "text",
    [
        "923609016",
        "NO 923 609 016 MVA",
        "0112038-9",
        "FR39356000000",
        "5493001KJTIIGC8Y1R12",
        "Org.nr.: NO 923 609 016 MVA",
        "Kari 01010112345",
    ],
)
def test_numbers_are_numbers(text: str) -> None:
    assert is_number_like(text)
