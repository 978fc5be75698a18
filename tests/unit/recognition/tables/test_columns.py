"""Columns are matched by their headings, else by their values."""

import pytest

from app.recognition.odd_rows.remark_rows import is_total
from app.recognition.sheets.delimited import read_text_table
from app.recognition.sheets.sheet import Row
from app.recognition.tables.columns import match_columns
from app.recognition.tables.reading import read_table
from app.recognition.values.headings import normal

STREET = "Address.Street.Address"
ZIP_CITY = "Address.Street.ZipCity"


def fields(text: str, chosen: dict[str, str] | None = None) -> list[str]:
    return [column.field for column in match_columns(read_text_table(text), chosen).columns]


def test_a_mail_or_phone_is_the_persons_where_there_is_one() -> None:
    assert fields("Firma;E-post;Telefon\nA;a@b.example;1") == ["Name", "Emails", "Phones"]
    assert fields("Firma;Navn;E-post;Telefon\nA;Kari Moe;a@b.example;1") == [
        *("Name", "Person.Name", "Person.Email", "Person.Phone")
    ]


def test_headings_stand_below_a_title() -> None:
    matched = match_columns(read_text_table("Fair 2026;;\n;;\nFirma;Navn;By\nA;Kari Moe;Oslo\n"))
    assert (matched.headings_at, [row.number for row in matched.rows]) == (3, [4])


def test_a_name_alone_is_that_of_companies_if_it_looks_like_it() -> None:
    assert fields("Navn;By\nFjell Bygg AS;Oslo\nVann AS;Bergen\n")[0] == "Name"
    assert fields("Navn;E-post\nKari Nordmann;k@x.example\nOla Moe;o@x.example\n")[0] == "Person.Name"


def test_without_headings_the_values_tell() -> None:
    text = "Fjell AS;Kari Nordmann;kari@fjell.example;22 33 44 55;0155 Oslo;www.fjell.example\n"
    text += "Vann AS;Ola Moe;ola@vann.example;33 44 55 66;5003 Bergen;www.vann.example\n"
    assert fields(text) == [
        *("Name", "Person.Name", "Person.Email", "Person.Phone", "Address.Street.ZipCity", "Urls")
    ]


def test_what_the_user_says_comes_first() -> None:
    chosen = {normal("Rare heading"): "Name", normal("Firma"): ""}
    assert fields("Firma;Rare heading;By\nx;A;Oslo\n", chosen) == ["", "Name", "Address.Street.City"]


def test_totals() -> None:
    assert is_total(Row(1, ("Sum", "12", "", "")))
    assert is_total(Row(1, ("", "I alt:", "3")))
    assert is_total(Row(1, ("Sum Oslo", "2", "")))
    assert is_total(Row(1, ("Totalt antall", "3")))
    assert is_total(Row(1, ("Gjennomsnitt", "3")))
    assert is_total(Row(1, ("Side 2 av 2",)))
    assert not is_total(Row(1, ("Side 2 av 2", "Kari")))
    assert not is_total(Row(1, ("Sum Eiendom AS", "2")))
    assert not is_total(Row(1, ("Sum Eiendom AS", "Kari", "Oslo")))
    assert not is_total(Row(1, ("Sum Bygg",)))
    assert is_total(Row(1, ("Oslo:", "", "")))
    assert not is_total(Row(1, ("Oslo:", "Kari Moe", "")))
    assert not is_total(Row(1, ("Oslo", "", "")))
    assert not is_total(Row(1, ("Total", "Kari Moe", "k@total.example", "Oslo")))


@pytest.mark.parametrize(
    ("headings", "phone"),
    [
        ("Firma;Telefon;Kontaktperson;Mobil", "Phones"),
        ("Företag;Telefon;E-post;Kontaktperson;Mobil", "Phones"),
        ("Company;Phone;First name;Last name;Mobile", "Phones"),
        ("Firma;Telefon;Navn", "Person.Phone"),  # who else has it?
        ("Firma;Navn;Telefon;Mobil", "Person.Phone"),
        ("Navn;Telefon;Firma;Mobil", "Person.Phone"),
    ],
)
def test_a_phone_before_a_person_with_another_is_the_companys(headings: str, phone: str) -> None:
    assert phone in fields(f"{headings}\nFjell AS;a;b;c;d")


@pytest.mark.parametrize(
    ("headings", "fields_wanted"),
    [
        ("Navn;E-post;Kontaktperson navn;Kontaktperson e-post", "Name;Emails;Person.Name;Person.Email"),
        ("Firma;E-post;Kontaktperson;E-post", "Name;Emails;Person.Name;Person.Email"),
        ("Title;First name;Company;Job title", ";Person.Firstname;Name;Person.Title"),
        ("Selskapsnavn;Telefon;E-post;Daglig leder", "Name;Phones;Emails;Person.Name"),
        ("Name;First name;Last name;Phone", "Name;Person.Firstname;Person.Lastname;Person.Phone"),
        ("Utsteller;Distrikt;Innkjøpssjef;DDI", "Name;;Person.Name;Person.DirectPhone"),
        ("Naam relatie;Straat + nr;PC + Plaats;Verdieping", f"Name;{STREET}1;{ZIP_CITY};{STREET}2"),
        ("Firma;Ansprechpartner;Arbeitstitel;Primäre E-Mail", "Name;Person.Name;Person.Title;Person.Email"),
        ("Verksamhet;Kontaktperson;Mejl;Landline phone", "Name;Person.Name;Person.Email;Person.Phone"),
    ],
)
def test_what_a_heading_means_beside_others(headings: str, fields_wanted: str) -> None:
    assert fields(f"{headings}\nFjell AS;a;b;c") == fields_wanted.split(";")


def test_a_row_above_the_headings_says_whose_they_are() -> None:
    text = (
        "Bedrift;;;Kontaktperson;;\nNavn;Org.nr;Sted;Navn;Tlf;E-post\nFjell AS;;Oslo;Kari Moe;1;k@x.example\n"
    )
    matched = match_columns(read_text_table(text))
    assert [one.field for one in matched.columns] == [
        *("Name", "OrgNr", "Address.Street.City", "Person.Name", "Person.Phone", "Person.Email")
    ]
    assert [row.number for row in matched.rows] == [3]


def test_two_headings_among_hundreds_of_columns() -> None:
    text = ";".join(["Firma", "Sted", *(f"X{number}" for number in range(300))])
    matched = match_columns(read_text_table(f"{text}\nFjell AS;Oslo{';1' * 300}\n"))
    assert (matched.headings_at, len(matched.columns)) == (1, 302)


@pytest.mark.parametrize(
    "headings",
    [
        "Firma;Kontakt;;Sted;;Merknad\n;Navn;Mobil;Postnr;Poststed;\n",
        "Besøk 2026;;;;;\nFirma;Kontakt;;;;Merknad\n;Navn;Mobil;Postnr;Poststed;\n",
        "Firma;Beslutningstaker;;Levering til;;Merknad\n;Navn;Mobil;Postnr;Poststed;\n",
    ],
)
def test_headings_of_two_rows_are_one_where_cells_are_merged(headings: str) -> None:
    matched = match_columns(read_text_table(headings + "Fjell AS;Kari Moe;91122333;0155;Oslo;Ring\n"))
    assert [one.field for one in matched.columns] == [
        "Name",
        "Person.Name",
        "Person.MobilePhone",
        "Address.Street.Zipcode",
        "Address.Street.City",
        "Description",
    ]
    assert [row.cell(0) for row in matched.rows] == ["Fjell AS"]


def test_columns_are_chosen_by_their_letters_too() -> None:
    bare = read_table(b"Fjell;Kari Moe;Bergen\nVik;Per Dahl;Voss\n")
    chosen = match_columns(bare, {"b": "Person.Name", "a": "Department", "c": "Name"})
    assert [one.field for one in chosen.columns] == ["Department", "Person.Name", "Name"]
    headed = read_table(b"B;Firma\nFjell;Vik\n")
    assert next(one.field for one in match_columns(headed, {"b": "Department"}).columns) == "Department"


def test_what_is_said_to_go_nowhere_is_not_the_companys_name_for_its_legal_form() -> None:
    table = read_table(b"Firma;Sted;Kontakt\nFjell AS;Oslo;Kari Moe\n")
    assert match_columns(table, {"firma": ""}).columns[0].field == ""


@pytest.mark.parametrize(
    "headings",
    [
        "Forretningsenhed;Adresse;Postnr;By\n",
        "Butikkjede;Adresse;Postnr;By\n",
    ],
)
def test_names_that_stand_before_all_else_are_those_of_companies(headings: str) -> None:
    rows = "XL Odense;Energivej 30;5260;Odense S\nXL Vejle;Dandyvej 4;7100;Vejle\n"
    assert fields(headings + rows)[0] == "Name"


def test_names_with_the_word_of_their_heading_are_those_of_companies() -> None:
    rows = "4012;Bamble kommune;Tore Moe;35 96 50 00\n4014;Kragerø kommune;Siv Lie;35 98 62 00\n"
    assert fields("Kommunenr;Kommune;Kommunedirektør;Sentralbord\n" + rows)[1] == "Name"
    rows = "Bamble;Tore Moe;Gata 1;3970\nKragerø;Siv Lie;Gata 2;3770\n"
    assert fields("Kommune;Navn;Adresse;Postnr\n" + rows)[0] == ""


def test_what_stands_before_people_without_companies_is_none() -> None:
    rows = "Leder;Kari Moe;Storgata 1;0155\nKasserer;Ola Lie;Gata 2;5003\n"
    assert "Name" not in fields("Verv;Navn;Adresse;Postnr\n" + rows)
    rows = "Scandic;Kari Moe;91150001;kari@a.example\nThon;Ola Lie;91150002;ola@b.example\n"
    assert "Name" not in fields("Hotell;Navn;Telefon;E-post\n" + rows)


def test_headings_in_an_unknown_language_are_no_company() -> None:
    text = "Cégnév;Irányítószám;Város;Telefonszám;Posta\n"
    text += "Alfa Kft.;1051;Budapest;+36 1 222 3333;info@alfa.example\n"
    text += "Béta Bt.;6720;Szeged;+36 62 222 333;info@beta.example\n"
    matched = match_columns(read_text_table(text))
    assert (matched.headings_at, [row.number for row in matched.rows]) == (1, [2, 3])
    assert [one.field for one in matched.columns][::3] == ["Name", "Phones"]
    assert matched.columns[4].field == "Emails"


def test_what_names_are_called_heads_them_beside_words_that_nobody_knows() -> None:
    matched = match_columns(
        read_text_table("Deltaker;Dag 1;Dag 2\nKari Moe, leder;x;\nOla Lie, selger;x;x\n")
    )
    assert (matched.headings_at, [one.field for one in matched.columns][1:]) == (1, ["", ""])
    upright = read_table(b"Firma;Fjell AS;Vik AS\nSted;Oslo;Voss\nTelefon;22334455;33445566\n")
    assert [row.cells[0] for row in match_columns(upright).rows] == ["Fjell AS", "Vik AS"]


@pytest.mark.parametrize(
    ("text", "unsure", "rows"),
    [
        ("Row Labels;Count of Firma;Sum of Beløp\nBergen;3;1250000\nOslo;4;900000\n", 0, [2, 3]),
        ("Land;(All)\n\nRadetiketter;Antall av Mobil\nBergen;3\nOslo;4\n", 0, [4, 5]),
        ("Bergen;3;1250000\nOslo;4;900000\n", 0, [1, 2]),
        ("Zeilenbeschriftungen;Anzahl\nFjell GmbH;3\nVik GmbH;4\n", None, [2, 3]),  # companies all the same
        ("Vik;22334455\nOs;23344556\n", None, [1, 2]),
        ("Vik;kari@vik.example\nOs;ola@os.example\n", None, [1, 2]),
        ("Vik\nOs\n", None, [1, 2]),
        ("Firma;Antall\nVik;3\nOs;4\n", None, [2, 3]),
    ],
)
def test_names_that_nothing_tells_in_a_table_with_more_are_unsure(
    text: str, unsure: int | None, rows: list[int]
) -> None:
    matched = match_columns(read_text_table(text))
    assert matched.columns[0].field == "Name"
    assert (matched.unsure_names_at, [row.number for row in matched.rows]) == (unsure, rows)
    assert match_columns(read_text_table(text), {"a": "Name"}).unsure_names_at is None, "somebody says it"


def test_amounts_of_a_pivot_table_are_no_phones() -> None:
    assert fields("Row Labels;Sum of Beløp\nFjell AS;12500000\nVik AS;13500000\n") == ["Name", ""]
