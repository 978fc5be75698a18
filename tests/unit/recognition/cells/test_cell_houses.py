"""Numbers of houses, floors and doors in columns of their own."""

import pytest

from app.recognition.cells.cell_houses import DOOR, FLAT, FLOOR, HOUSE, house_part, named_part, with_house
from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import TableCompany, companies_of
from app.recognition.tables.reading import read_table


def read(text: str) -> list[TableCompany]:
    sheet = read_table(text.encode())
    return companies_of(match_columns(sheet), sheet.notes, "NO")


def streets(text: str) -> list[str]:
    values = [{one.path: one.value for one in company.found.company} for company in read(text)]
    return [one.get("Address.Street.Address1", "") for one in values]


@pytest.mark.parametrize(
    ("headings", "row", "wanted"),
    [
        ("Gade;Nr.;Postnr;By;Land", "Istedgade;7 B;1650;København V;DK", "Istedgade 7 B"),
        ("Ulica;Nr domu;Nr lokalu;Miasto;Kraj", "ul. Długa;15;3;Warszawa;PL", "ul. Długa 15/3"),
        ("N°;Rue;CP;Ville;Pays", "15;rue de la Paix;75002;Paris;France", "15 rue de la Paix"),
        ("Rue;N°;CP;Ville;Pays", "avenue Foch;3 bis;69006;Lyon;France", "3 bis avenue Foch"),
        ("Rue;N°;CP;Ville;Pays", "rue de la Loi;16;1000;Bruxelles;Belgique", "rue de la Loi 16"),
        ("Gatenavn;Nummer;Bokstav;Postnr;Sted", "Storgata;15;B;0155;Oslo", "Storgata 15 B"),
        (
            "Vejnavn;Husnr.;Etage;Dør;Postnr.;By;Land",
            "Nørrebrogade;12 B;2;th;2200;København N;Danmark",
            "Nørrebrogade 12 B, 2. th",
        ),
        (
            "Adresse;Nr;Etage;Dør;Postnr;By;Land",
            "Istedgade;7;st.;tv;1650;København V;DK",
            "Istedgade 7, st. tv",
        ),
        ("Straße;Hausnummer;Stockwerk;Ort;Land", "Ringweg;12;3;Berlin;DE", "Ringweg 12, Stockwerk 3"),
        ("Straat;Nr;Toev.;Plaats;Land", "Damrak;1;a;Amsterdam;NL", "Damrak 1 a"),
        ("Straat;Huisnummer;Toevoeging;Plaats;Land", "Damrak;12;2;Amsterdam;NL", "Damrak 12-2"),
        ("Number;Street;City;Postcode;Country", "12;High Street;London;W1A 1AA;UK", "12 High Street"),
        ("Gatuadress;Nr;Postnr;Ort", "Storgatan;5;111 22;Stockholm", "Storgatan 5"),
        (
            "Katuosoite;Nro;Postinumero;Kaupunki",
            "Mannerheimintie;15 A 3;00100;Helsinki",
            "Mannerheimintie 15 A 3",
        ),
        ("Gade;Nr;Bogstav;Sal;Side;By;Land", "Istedgade;5;B;1;tv;København V;DK", "Istedgade 5 B, 1. tv"),
        ("Gate;Nr;Oppgang;Postnr;Sted", "Storgata;5;B;0155;Oslo", "Storgata 5, Oppgang B"),
        ("Gatuadress;Nummer;Lgh nr;Ort", "Storgatan;5;1102;Stockholm", "Storgatan 5, Lgh nr 1102"),
        ("Rue;N°;Boîte;CP;Ville;Pays", "rue de la Loi;16;3;1000;Bruxelles;BE", "rue de la Loi 16, Boîte 3"),
        ("Gate;Husnr;Postnr;Sted", "Storgata 15;15;0155;Oslo", "Storgata 15"),
    ],
)
def test_a_number_stands_with_its_street_as_in_its_country(headings: str, row: str, wanted: str) -> None:
    assert streets(f"Firma;{headings}\nAlfa AS;{row}\n") == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "Nr;Firma;Gate;Sted\n1;Alfa AS;Storgata 1;Oslo\n2;Beta AS;Storgata 2;Oslo\n",
        "Nr;Gate;Firma;Sted\n1;Storgata 1;Alfa AS;Oslo\n2;Storgata 2;Beta AS;Oslo\n",
        "Firma;Nr;Gate;Sted\nAlfa AS;10;Storgata 1;Oslo\nBeta AS;20;Storgata 2;Oslo\n",
        "Firma;Adresse;Nr;Sted\nAlfa AS;Storgata 1;10;Oslo\nBeta AS;Storgata 2;20;Oslo\n",
        "Firma;Adresse;Sted;Nr\nAlfa AS;Storgata 1;Oslo;10\nBeta AS;Storgata 2;Oslo;20\n",
    ],
)
def test_other_numbers_are_none_of_houses(text: str) -> None:
    assert streets(text) == ["Storgata 1", "Storgata 2"]


def test_a_first_column_that_counts_the_rows_is_no_house() -> None:
    assert streets("Nr;Gate;Firma\n1;Storgata;Alfa AS\n2;Ringveien;Beta AS\n") == ["Storgata", "Ringveien"]


def test_a_floor_without_a_number_stays_a_line_of_its_own() -> None:
    (one,) = read("Firma;Gate;Etasje;Sted\nAlfa AS;Storgata 1;2. etg;Oslo\n")
    values = {found.path: found.value for found in one.found.company}
    assert (values["Address.Street.Address1"], values["Address.Street.Address2"]) == ("Storgata 1", "2. etg")


def test_no_column_of_a_house_is_told_to_hold_the_same_as_another() -> None:
    sheet = read_table(b"Firma;Straat;Huisnummer;Toevoeging\nAlfa BV;Damrak;12;A-hs\n")
    assert match_columns(sheet).remarks == ()


def test_parts_by_their_headings() -> None:
    headings = ("Nr.", "Etage", "Dør", "Nr lokalu", "Bokstav")
    assert [house_part(one) for one in headings] == [HOUSE, FLOOR, DOOR, FLAT, HOUSE]
    assert named_part("Etasje", "2", FLOOR) == "Etasje 2"
    assert named_part("Etage", "2", FLOOR) == "2"
    assert named_part("Etasje", "2. etg", FLOOR) == "2. etg"


def test_where_no_country_is_known_the_street_tells_the_order() -> None:
    cells = {HOUSE: [("15", "")], FLAT: [("B", "")]}
    assert with_house("rue de la Paix", cells, "NO", is_sure=False) == "15 rue de la Paix, B"
    assert with_house("Storgata", cells, "NO", is_sure=False) == "Storgata 15, B"
    assert with_house("", {HOUSE: [("15", "")]}, "NO", is_sure=False) == "15"
    assert with_house("Storgata", {}, "NO", is_sure=False) == "Storgata"


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (("C 4;12", "Q 7;24", "Planken;3"), ["C 4 12", "Q 7 24", "Planken 3"]),
        (("Straße des 17. Juni;135", "Hauptstr. 3;7"), ["Straße des 17. Juni 135", "Hauptstr. 3"]),
        (("Storgata 1;1", "Lia 2;2", "Torget;9"), ["Storgata 1", "Lia 2", "Torget 9"]),
        (("2. Tverrgate;4", "7th Avenue;12", "Lia 2;"), ["2. Tverrgate 4", "12 7th Avenue", "Lia 2"]),
        (("Avenida 9 de Julio;5", "rue du 8 mai 1945;3"), ["Avenida 9 de Julio 5", "3 rue du 8 mai 1945"]),
        (("Storgata 5;1001", "Lia 4;1002"), ["Storgata 5", "Lia 4"]),
        (("Storgata 5;1", "Lia;2"), ["Storgata 5", "Lia 2"]),
    ],
)
def test_a_street_without_a_number_gets_that_beside_it_and_another_keeps_its_own(
    rows: tuple[str, ...], wanted: list[str]
) -> None:
    lines = "\n".join(f"Firma {at};{row};Sted" for at, row in enumerate(rows))
    assert streets(f"Firma;Gate;Nr.;Ort\n{lines}\n") == wanted


def test_a_column_of_other_numbers_than_the_streets_have_is_told_once() -> None:
    table = b"Firma;Adresse;Nr.;Ort\nA AS;Lia 5;12;Oslo\nB AS;Lia 6;13;Oslo\n"
    told = (
        "The column “Nr.” counts only in rows in which “Adresse” has no number of a house: "
        "elsewhere it is left out."
    )
    assert match_columns(read_table(table)).remarks == (told,)
    assert not match_columns(read_table(b"Firma;Adresse;Nr.;Ort\nA AS;Lia 5;5;Oslo\n")).remarks
    counted = b"Nr.;Adresse;Firma;Ort\n1;Lia 5;A AS;Oslo\n2;Lia 6;B AS;Oslo\n3;Lia 7;C AS;Oslo\n"
    assert not match_columns(read_table(counted)).remarks
