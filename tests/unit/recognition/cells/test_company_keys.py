"""Names of companies, however they are written."""

import pytest

from app.recognition.cells.company_keys import (
    company_key,
    is_one_number,
    name_without_form,
    parts_of,
    same_spelling,
    spelled_out,
    stands_ahead,
    without_century,
    without_form,
    without_signs,
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


@pytest.mark.parametrize(
    "names",
    [
        ("C++ AS", "C# AS", "C AS", "C+ AS"),
        ("@Home AS", "Home AS", "Home! AS"),
        ("Bygg+ AS", "Bygg AS", "Bygg* AS"),
        ("A+ AS", "A- AS", "A AS"),
        ("A+", "A-", "A"),
        ("1+1 AS", "1-1 AS", "11 AS"),
        ("3.0 AS", "30 AS"),
        ("♥ AS", "∞ AS"),
        ("Hva? AS", "Hva! AS", "Hva AS"),
        ("Pris 50% AS", "Pris 50€ AS"),
        ("Fjell & Fjord AS", "Fjell Fjord AS"),
        ("Kari O Hansen AS", "Kari U Hansen AS", "Kari Hansen AS"),
        ("FJELL O FJORD AS", "FJELL U FJORD AS"),
    ],
)
def test_signs_and_letters_tell_names_apart_that_may_be_one(names: tuple[str, ...]) -> None:
    assert len({parts_of(name) for name in names}) == len(names)
    if names[0] not in ("1+1 AS", "3.0 AS", "♥ AS"):
        assert len({without_signs(parts_of(name)[0]) for name in names}) == 1


@pytest.mark.parametrize(
    "names", [("Studio O AS", "Studio U AS"), ("Blokk O", "Blokk U"), ("O Berg AS", "U Berg AS", "Berg AS")]
)
def test_letters_at_an_end_of_a_name_are_no_word_for_and(names: tuple[str, ...]) -> None:
    assert len({without_signs(parts_of(name)[0]) for name in names}) == len(names)


@pytest.mark.parametrize(
    "names",
    [
        ("Fjell o Fjord AS", "Fjell & Fjord AS", "Fjell + Fjord AS", "Fjell&Fjord AS"),
        ("Müller u. Söhne GmbH", "Müller und Söhne GmbH"),
        ("Vik-Nord (Voss) AS", "Vik Nord Voss AS", "VIK/NORD «VOSS» AS!"),
        ("Bla\u030aba\u0308r+ AB", "Blåbär+ AB"),
    ],
)
def test_other_signs_and_words_for_and_are_a_matter_of_spelling(names: tuple[str, ...]) -> None:
    assert len({parts_of(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("behind", "names"),
    [
        ("Solberga A/S", ("A/S Solberga", "AS Solberga", "Aktieselskabet Solberga", "A.S. Solberga")),
        ("Blåbär Logistik AB", ("AB Blåbär Logistik", "Aktiebolaget BLÅBÄR LOGISTIK")),
        ("Kleppe Oy", ("Oy Kleppe Ab", "Ab Kleppe Oy", "Oy Kleppe", "Oy Ab Kleppe", "Kleppe Ab Oy")),
        ("Dupont SARL", ("SARL Dupont", "S.A.R.L. Dupont", "S.à r.l. Dupont")),
        ("Molenaar Bloemen BV", ("B.V. Molenaar Bloemen", "BV Molenaar-Bloemen")),
        ("Vestkraft I/S", ("I/S Vestkraft",)),
        ("Østhavn K/S", ("K/S Østhavn",)),
        ("Vik UAB", ("UAB „Vik“",)),
        ("Gruve AB", ("AB Gruve (publ)",)),
    ],
)
def test_a_legal_form_that_stands_ahead_is_the_same_behind(behind: str, names: tuple[str, ...]) -> None:
    base, form = parts_of(behind)
    assert stands_ahead(form)
    for name in names:
        assert parts_of(name) == (base, form), name
        assert same_spelling(company_key(name)) == same_spelling(company_key(behind)), name
        assert name_without_form(name).casefold() in (base, "blåbär logistik", "østhavn", "molenaar-bloemen")


def test_what_begins_like_a_legal_form_is_a_name() -> None:
    names = {
        "SA Bygg AS": ("sa bygg", "as"),
        "AB & Sønn AS": ("ab & soenn", "as"),
        "AS og Sønn": ("as & soenn", ""),
        "Is Kafe": ("is kafe", ""),
        "GmbH Vik": ("gmbh vik", ""),
        "Asfalt Nord AS": ("asfalt nord", "as"),
    }
    assert {name: parts_of(name) for name in names} == names
    assert not stands_ahead("gmbh")


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("165560360793", "5560360793"),
        ("16556036-0793", "556036-0793"),
        ("16 556036-0793", "556036-0793"),
        ("16-5560360793", "5560360793"),
        ("165560360794", "165560360794"),  # its last digit is wrong
        ("160101010101", "160101010101"),
        ("198001011234", "198001011234"),
        ("5560360793", "5560360793"),
    ],
)
def test_a_swedish_number_with_what_takes_the_place_of_a_century(text: str, bare: str) -> None:
    assert without_century(text) == bare
    assert is_one_number(text, bare)
