import pytest

from app.recognition.values.street_lines import (
    is_department,
    is_place,
    is_street,
    is_timetable,
    is_unit,
    pieces,
    without_label,
)


@pytest.mark.parametrize(
    "text",
    [
        "Storgata 12",
        "1, rue de Bergen",
        "Emma-Kohn-Straße, 31",
        "300 Kenley Road",
        "Postboks 12",
        "Avenue Louise 54 bte 3",
    ],
)
def test_streets_have_a_number(text: str) -> None:
    assert is_street(text)
    assert is_place(text)


@pytest.mark.parametrize("text", ["Avdelning 44", "Dublin 4", "Daglig leder", "Fjell", ""])
def test_other_lines_are_no_streets(text: str) -> None:
    assert not is_street(text)


def test_houses_and_units() -> None:
    assert is_place("Church Lane")
    assert not is_place("West Yorkshire")
    assert is_unit("2. etasje")
    assert is_unit("Block C, Maynooth Trade Campus")
    assert is_department("Dept 1419")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1, rue de Bergen, 75008 PARIS", ["1, rue de Bergen", "75008 PARIS"]),
        ("Emma-Kohn-Straße, 31", ["Emma-Kohn-Straße, 31"]),
        ("Storgata 12, 2. etasje", ["Storgata 12", "2. etasje"]),
        ("Storgata 1 – 0150 Oslo", ["Storgata 1", "0150 Oslo"]),
    ],
)
def test_a_street_and_its_number_stay_together(text: str, parts: list[str]) -> None:
    assert pieces(text) == parts


def test_labels_of_addresses() -> None:
    assert without_label("Postadresse: Postboks 1") == ("Postboks 1", "postal")
    assert without_label("Besöksadress: Storgatan 1") == ("Storgatan 1", "visiting")
    assert without_label("Storgata 1") == ("Storgata 1", "")


def test_the_name_of_an_office_before_a_street_is_a_label() -> None:
    assert without_label("Geschäftsstelle: Waldstraße 40, 74722 Buchen") == (
        "Waldstraße 40, 74722 Buchen",
        "visiting",
    )
    assert without_label("Ansprechpartner: Eva Wolf") == ("Ansprechpartner: Eva Wolf", "")


@pytest.mark.parametrize(
    "text",
    [
        "22.04. ab 08:04 10 ICE 788 1 Sitzplatz",
        "Torget 10:30",
        "Wagen 22, Platz 54",
        "Vogn 4, plass 12",
        "coach 12, seat 4",
        "Gate 12   14:05   Oslo S",
        "1 Fenster 09:15",
        "Plass 4    Vogn 2    Rute 45",
    ],
)
def test_a_line_of_a_timetable_is_no_street(text: str) -> None:
    assert is_timetable(text)
    assert not is_street(text)


@pytest.mark.parametrize(
    "text", ["Storgata 12", "C. J. Hambros plass 2 D", "Königsallee 61, 4. OG", "5th Avenue 1200"]
)
def test_a_street_is_no_timetable(text: str) -> None:
    assert not is_timetable(text)
    assert is_street(text)


@pytest.mark.parametrize("text", ["4. OG", "1. UG", "2.OG", "Obergeschoss 3", "Erdgeschoß 2"])
def test_german_floors_are_units(text: str) -> None:
    assert is_unit(text)
