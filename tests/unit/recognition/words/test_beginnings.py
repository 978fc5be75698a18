"""Headings that are abbreviated, and the words in them."""

import pytest

from app.recognition.values.headings import field_of_heading
from app.recognition.words.beginnings import abbreviated, is_listed, scopes_begun


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("K.person", "Person.Name"),
        ("Kont.pers.", "Person.Name"),
        ("Contactpers.", "Person.Name"),
        ("Ansprechpart.", "Person.Name"),
        ("Yhteyshenk.", "Person.Name"),
        ("Vorn.", "Person.Firstname"),
        ("Opm.", "Description"),
        ("Bem.", "Description"),
        ("Huom.", "Description"),
        ("Bes.adr", "Address.Street.Address1"),
        ("Street addr.", "Address.Street.Address1"),
        ("Dir.nr", "Person.DirectPhone"),
        ("Tel. alg.", "Phones"),
    ],
)
def test_a_heading_may_be_beginnings_of_words(heading: str, field: str) -> None:
    assert field_of_heading(heading) == field


@pytest.mark.parametrize(
    "heading",
    [
        "Fakt. e-post",
        "Ant.",
        "Ref.",
        "Bet.",
        "Kl.",
        "Best.",
        "Ans.",
        "Bes.",
        "P. Holt",
        "Dr. Berg",
        "K",
        "..",
        "A" * 50 + ".",
    ],
)
def test_what_may_be_several_things_is_none(heading: str) -> None:
    assert abbreviated(heading) is None


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Tel. dienstl.", "Person.DirectPhone"),
        ("Tel. bost.", "Person.PrivatePhones"),
        ("Kont.person e-post", "Person.Email"),
        ("Tlf. kont.pers.", "Person.Phone"),
    ],
)
def test_whose_a_value_is_may_be_abbreviated(heading: str, field: str) -> None:
    assert field_of_heading(heading) == field


def test_words_of_scopes_are_completed_where_they_begin() -> None:
    assert scopes_begun("Tel. dienstl.") == "tel dienstlich"
    assert scopes_begun("Tel. xyz.") == ""
    assert scopes_begun("Telefon dienstlich") == ""


def test_a_list_beside_the_headings_has_abbreviated_words_too() -> None:
    assert is_listed("Fakt.adr", "invoices", "words")
    assert is_listed("Fakturaadresse", "invoices", "words")
    assert not is_listed("Bes.adr", "invoices", "words")
