import pytest

from app.recognition.values.titles import IMPOSSIBLE, SURE, title_score


@pytest.mark.parametrize(
    "text",
    [
        "Daglig leder",
        "Zaakvoerder",
        "Négociateur immobilier",
        "kiinteistöpäällikkö",
        "CTO Offene Wolke",
        "Handläggare",
    ],
)
def test_titles_of_many_languages(text: str) -> None:
    assert title_score(text) >= SURE


def test_other_words_are_a_title_only_right_below_the_name() -> None:
    assert title_score("Altmuligmann", is_next=True) >= SURE
    assert title_score("Altmuligmann") < SURE


@pytest.mark.parametrize(
    "text",
    [
        "Hei Per",
        "Med vennlig hilsen",
        "Storgata 12",
        "Norge",
        "@kari",
        "Ring meg!",
        "Tema: vår",
        "x",
        "Konto 1503",
    ],
)
def test_what_is_said_or_numbered_is_no_title(text: str) -> None:
    assert title_score(text, is_next=True) == IMPOSSIBLE


@pytest.mark.parametrize("text", ["Gjøvik", "Tunsberg Tak", "Vidde Bygg"])
def test_towns_and_companies_are_no_titles(text: str) -> None:
    assert title_score(text, ["tunsbergtak.no"], is_next=True) < SURE


def test_an_occupation_goes_before_a_department() -> None:
    assert title_score("Handläggare", is_next=True) > title_score("Avdelning 44")


@pytest.mark.parametrize(
    "text",
    [
        "Directora Comercial",
        "Ufficio Acquisti",
        "Direttore Tecnico",
        "Kierownik Działu Sprzedaży",
        "vedoucí obchodního oddělení",
        "Diretora de Produção",
    ],
)
def test_titles_of_southern_and_eastern_europe(text: str) -> None:
    assert title_score(text, is_next=True) >= SURE + 1


@pytest.mark.parametrize(
    "text", ["Besök vår", "Find us", "Se vores udvalg", "Unsere Seite", "Följ oss", "Lees onze"]
)
def test_what_speaks_of_us_is_no_title(text: str) -> None:
    assert title_score(text, is_next=True) == IMPOSSIBLE
