import pytest

from app.recognition.values.town_lines import town_in


@pytest.mark.parametrize("text", ["Voss", " – Gjøvik", "Kramfors.", ", Höhr-Grenzhausen", "Aabenraa"])
def test_a_town_may_stand_alone(text: str) -> None:
    assert town_in(text) == text.strip(" ,.–")


@pytest.mark.parametrize("text", ["", "Salg", "voss", "5700 Voss", "Drift og salg", "Voss og omegn"])
def test_other_words_are_no_town(text: str) -> None:
    assert town_in(text) == ""
