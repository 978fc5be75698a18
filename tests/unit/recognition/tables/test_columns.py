"""Columns are matched by their headings, else by their values."""

import pytest

from app.recognition.tables.columns import field_of_heading, is_total, known_fields, match_columns, normal
from app.recognition.tables.delimited import read_text_table
from app.recognition.tables.sheet import Row


def fields(text: str, chosen: dict[str, str] | None = None) -> list[str]:
    return [column.field for column in match_columns(read_text_table(text), chosen).columns]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Bedrift", "Name"),
        ("FIRMANAVN", "Name"),
        ("Företag:", "Name"),
        ("Unternehmen", "Name"),
        ("Bedrijfsnaam", "Name"),
        ("Org.nr.", "OrgNr"),
        ("USt-IdNr.", "OrgNr"),
        ("KVK-nummer", "OrgNr"),
        ("Postnr./sted", "Address.Street.ZipCity"),
        ("PLZ", "Address.Street.Zipcode"),
        ("Ort", "Address.Street.City"),
        ("Straße & Hausnummer", "Address.Street.Address1"),
        ("Kontaktperson", "Person.Name"),
        ("Ansprechpartner", "Person.Name"),
        ("Kontaktpersonens e-post", "Person.Email"),
        ("E-post (kontakt)", "Person.Email"),
        ("Firma e-post", "Emails"),
        ("Company Phone", "Phones"),
        ("Telefon 2", "Phone"),
        ("Mobilnr.", "Person.MobilePhone"),
        ("Stilling", "Person.Title"),
        ("Kundenr.", ""),
        ("Favourite colour", None),
        ("", None),
    ],
)
def test_headings(heading: str, field: str | None) -> None:
    assert field_of_heading(heading) == field


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
    assert not is_total(Row(1, ("Sum Eiendom AS", "Kari", "Oslo")))
    assert not is_total(Row(1, ("Total", "Kari Moe", "k@total.example", "Oslo")))


def test_a_heading_stands_in_one_list_only() -> None:
    from app.recognition.tables import columns

    words = [word for each in columns._lists().values() for word in each]
    assert len(words) == len(set(words))
    assert "Name" in known_fields()
    assert "" not in known_fields()


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
