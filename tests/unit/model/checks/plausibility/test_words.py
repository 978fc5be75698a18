import pytest

from app.model.checks.plausibility.words import unlike, why_nothing


@pytest.mark.parametrize(
    "text", ["n/a", "N/A", "-", "--", "?", "x", "ingen", "Ukjent", "keine", "saknas", "none"]
)
def test_what_says_that_there_is_none(text: str) -> None:
    assert why_nothing(text) == f"“{text}” says that there is none. Leave the field empty instead."


@pytest.mark.parametrize("text", ["", " ", "0", "na@fjell.no", "22865400", "ingen.no", "no.no", "-" * 50])
def test_what_is_a_value(text: str) -> None:
    assert why_nothing(text) == ""


@pytest.mark.parametrize(("count", "says_so"), [(19, True), (20, False)])
def test_what_says_that_there_is_none_is_short(count: int, says_so: bool) -> None:
    assert bool(why_nothing("-" * count)) is says_so


def test_a_long_value_is_not_quoted_whole() -> None:
    assert len(unlike("x" * 1_000_000, "a phone number")) < 200
