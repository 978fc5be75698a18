"""What columns hold is seen by their cells where no heading says it."""

import pytest

from app.recognition.cells.cell_looks import (
    are_called,
    are_company_numbers,
    are_different_names,
    are_fields_of_work,
    are_headings,
    look_of,
)


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        (["kari@fjell.example", "post@vann.example"], "Email"),
        (["www.fjell.example", "vann.no"], "Urls"),
        (["22 33 44 55", "+47 33 44 55 66", ""], "Phone"),
        (["0155 Oslo", "5003 Bergen"], "Address.Street.ZipCity"),
        (["Oslo", "Bergen"], None),
    ],
)
def test_looks(texts: list[str], field: str | None) -> None:
    assert look_of(texts) == field


def test_numbers_with_right_check_digits_are_those_of_companies_and_no_phones() -> None:
    from stdnum.no import orgnr

    right = [one for one in map(str, range(912345670, 912345760)) if orgnr.is_valid(one)][:4]
    assert look_of(right) == "OrgNr"
    assert look_of([f"{one[:3]} {one[3:6]} {one[6:]}" for one in right]) == "OrgNr"
    wrong = [str(int(one) + 1) for one in right]
    assert not are_company_numbers([*right[:2], *wrong])
    assert not are_company_numbers(right[:2]), "two may be right by chance"


def test_names_of_whatever_kind_differ_and_are_no_people_and_no_titles() -> None:
    assert are_different_names(["XL Odense", "XL Vejle", "Stark Kolding"], 3)
    assert not are_different_names(["Odense", "Odense", "Vejle"], 3)
    assert not are_different_names(["XL Odense"], 3)
    assert not are_different_names(["Kari Moe", "Ola Lie", "Siv Bø"], 3)
    assert not are_different_names(["Daglig leder", "Kasserer", "Sekretær"], 3)
    assert not are_different_names(["17", "18", "19"], 3)


def test_cells_may_have_the_word_of_their_heading() -> None:
    assert are_called("Kommune", ["Bamble kommune", "Kragerø kommune"])
    assert not are_called("Kommune", ["Bamble", "Kragerø"])


def test_a_first_row_in_an_unknown_language_heads_numbers_and_mails() -> None:
    below = [["Kovo s.r.o.", "Hlavní 2", "602 00", "kovo@x.example"]] * 2
    assert are_headings(["Jméno", "Ulice", "PSČ", "Pošta"], below)
    assert not are_headings(["Kovo", "Ulice 1", "PSČ", "Pošta"], below), "a street"
    assert not are_headings(["Kovo", "Ulice", "PSČ", "Pošta"], [["a", "b", "c", "d"]] * 2)
    assert not are_headings(["Kovo", "", "", "Pošta"], below)


def test_fields_of_work_are_no_places() -> None:
    assert are_fields_of_work(["Innkjøp", "Sales & Marketing", "Vertrieb", "Lager"])
    assert not are_fields_of_work(["Bergen", "Avd. Voss", "Salg"])


@pytest.mark.parametrize("text", ["2026-01-10", "2026-01-10 09:15", "10.01.2026", "3/12/26"])
def test_dates_are_no_phones(text: str) -> None:
    assert look_of([text, text]) is None


def test_whole_addresses() -> None:
    assert look_of(["Kölner Str. 88, 50226 Frechen", "Lange Str. 5\nD-21614 Buxtehude"]) == "Address.Street"
    assert look_of(["Oppdrag 5, ring 1500 ganger, takk"]) is None
