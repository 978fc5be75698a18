"""Names of companies, however they are written."""

import pytest

from app.recognition.cells.company_keys import (
    company_key,
    name_without_form,
    parts_of,
    same_spelling,
    spelled_out,
    without_form,
)
from app.recognition.language.tables import phrases, table


@pytest.mark.parametrize(
    "names",
    [
        ("Vik AS", "VIK A/S", "Vik  as", "Vik A.S.", "vik-as"),
        ("Berg B.V.", "Berg BV"),
        ("Fjell & Sønn AS", "Fjell og Sønn A/S", "FJELL OCH SØNN AS"),
        ("Kai Ltd.", "Kai Limited"),
        ("Müller GmbH & Co. KG", "Müller GmbH und Co KG"),
        ("Nord Aktiebolag", "Nord AB"),
    ],
)
def test_spellings_of_one_name(names: tuple[str, ...]) -> None:
    assert len({same_spelling(company_key(name)) for name in names}) == 1


def test_other_names_are_others() -> None:
    names = "Vik AS", "Vik AB", "Vik", "C & A", "CA", "Firma X s.r.o.", "Firma s.r.o.", "AS", "og", "A/S"
    assert len({same_spelling(company_key(name)) for name in names}) == len(names) - 1, "A/S is AS"


def test_the_legal_form_behind_a_name() -> None:
    for name, parts in {
        "Vik A/S": ("vik", "as"),
        "Zielona Sp. z o.o.": ("zielona", "sp z oo"),
        "Vik": ("vik", ""),
        "AS": ("as", ""),
        "Kai Pte. Ltd.": ("kai", "pte ltd"),
    }.items():
        assert without_form(same_spelling(company_key(name))) == parts


@pytest.mark.parametrize("short", table("companies")["short"])
def test_each_spelling_of_a_legal_form_is_that_form(short: str) -> None:
    for long in phrases("companies", "short", short):
        for name in (f"Vik Verft {long}", f"Vik Verft, {long.upper()}.", f"VIK VERFT {long.title()}"):
            key = same_spelling(company_key(name))
            assert key == same_spelling(company_key(f"Vik Verft {short}")), name
            if short != "co":
                assert parts_of(name) == ("vik verft", short), name
                assert name_without_form(name).casefold() == "vik verft", name


@pytest.mark.parametrize("form", sorted({*" ".join(table("companies")["behind"].values()).split()} - {"OG"}))
def test_a_name_is_told_from_each_legal_form_behind_it(form: str) -> None:
    assert name_without_form(f"Vik Verft {form.replace('_', ' ')}") == "Vik Verft"


def test_a_name_without_a_legal_form_is_nothing_but_a_name() -> None:
    for name in ("Vik", "AS", "", "Berg & Co", "Berg-AS"):
        assert name_without_form(name) == ""
    assert name_without_form("Keller & Söhne, GmbH") == "Keller & Söhne"


def test_letters_are_written_with_two_as_in_ascii() -> None:
    assert parts_of("Keller & Söhne GmbH") == parts_of("Keller und Soehne GmbH")
    assert parts_of("Sørås AS") == parts_of("SOERAAS A/S") != parts_of("Soras AS")
    assert spelled_out("日本 ås") == "日本 aas"


def test_letters_of_other_scripts_tell_names_apart() -> None:
    assert spelled_out("山田fjell") == "山田fjell"
    assert spelled_out("фьорд søn") == "фьорд soen"
    names = ("Fjell", "山田Fjell", "山田 Fjell", "Фьорд Fjell", "ΑΒΓ Fjell", "Fjell 株式会社")
    assert len({parts_of(name)[0] for name in names}) == len(names)
