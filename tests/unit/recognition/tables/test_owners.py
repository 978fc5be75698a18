"""Whose the columns of a table are: told by where they stand, by their numbers, and by who has the same."""

from __future__ import annotations

import pytest

from app.recognition.tables.columns import match_columns
from app.recognition.tables.owners import Column, people_of, without_record_owners
from app.recognition.tables.reading import read_table
from app.recognition.values.headings import field_of_heading


def fields_of(*lines: str) -> tuple[str, ...]:
    return tuple(one.field for one in match_columns(read_table("\n".join(lines).encode())).columns)


@pytest.mark.parametrize(
    ("headings", "field"),
    [
        ("Firma;Telefon;Adresse;Kontaktperson", "Phones"),
        ("Bedrijf;Plaats;Tel.nr;Website;Contactpersoon;Functie", "Phones"),
        ("Exhibitor;Phone;Email;Town;First Name;Last Name", "Phones"),
        ("Firma;Telefon;Kontaktperson;Mobil", "Phones"),
        ("Organisation;Orgnr;Telefon;Kontakt;Befattning", "Phones"),
        ("Navn;Mobil;Firma;Telefon", "Phones"),
        ("Mobil;Navn;Firma;Telefon", "Phones"),
        ("Navn;Firma;Telefon", "Person.Phone"),
        ("Firma;Telefon;Kontaktperson", "Person.Phone"),
        ("Firma;Adresse;Kontaktperson;Telefon", "Person.Phone"),
        ("Phone;First Name;Last Name;Company;City", "Person.Phone"),
    ],
)
def test_a_phone_among_what_is_known_of_the_company_is_the_companys(headings: str, field: str) -> None:
    assert field in fields_of(headings, ";".join("x" * (headings.count(";") + 1)))


@pytest.mark.parametrize("kind", ["Telefon", "E-post"])
def test_what_people_of_one_company_have_in_common_is_the_companys(kind: str) -> None:
    value, another = (
        ("22 33 44 55", "22 33 44 56") if kind == "Telefon" else ("post@a.example", "o@a.example")
    )
    of_company, of_person = ("Phones", "Person.Phone") if kind == "Telefon" else ("Emails", "Person.Email")
    heading = f"Firma;Kontaktperson;{kind}"
    shared = fields_of(heading, f"Fjell AS;Kari Moe;{value}", f"FJELL AS;Ola Moe;{value.replace(' ', '')}")
    assert shared[2] == of_company
    their_own = fields_of(heading, f"Fjell AS;Kari Moe;{value}", f"Fjell AS;Ola Moe;{another}")
    assert their_own[2] == of_person
    # One person at each says nothing.
    assert fields_of(heading, f"Fjell AS;Kari Moe;{value}", f"Vik AS;Ola Moe;{value}")[2] == of_person


def test_a_mail_that_is_called_after_the_person_of_its_row_is_the_persons() -> None:
    headings = "Firma;E-post;Telefon;Adresse;Fornavn;Etternavn"
    rows = ("Fjell AS;{};22334455;Storgata 1;Kari;Moe", "Vik AS;{};22334456;Storgata 2;Per;Dahl")
    after_them = [
        row.format(mail) for row, mail in zip(rows, ("kari@a.example", "dahl@b.example"), strict=True)
    ]
    assert fields_of(headings, *after_them)[1:3] == ("Person.Email", "Phones")
    general = [row.format("post@a.example") for row in rows]
    assert fields_of(headings, *general)[1:3] == ("Emails", "Phones")


def test_companies_are_known_by_their_legal_forms_where_no_heading_tells_them() -> None:
    rows = ("X1;Fjell AS;Bergen", "X2;Vik Bygg ANS;Oslo", "X3;Hansen;Voss")
    assert fields_of("Kode;Hvem;Hvor", *rows)[:2] == ("", "Name")
    assert fields_of("Kode;Hvem;Poststed;Fornavn", *(f"{row};Kari" for row in rows))[:2] == ("", "Name")


@pytest.mark.parametrize(
    ("headings", "names"),
    [
        ("Firma|Ejer|Telefon", ["Ejer"]),
        ("Firma|Ejer|Primær kontakt", ["Primær kontakt"]),
        ("Lag|Styreleder|Telefon", ["Styreleder"]),
        ("Firma|Daglig leder|Styreleder", ["Daglig leder"]),
    ],
)
def test_who_owns_a_record_is_no_person_where_others_are_named(headings: str, names: list[str]) -> None:
    words = headings.split("|")
    fields = without_record_owners([field_of_heading(word) or "" for word in words], words)
    assert [word for word, field in zip(words, fields, strict=True) if field == "Person.Name"] == names


_FIELDS = {
    "Navn": "Person.Name",
    "Kontakt": "Person.Name",
    "Fornavn": "Person.Firstname",
    "Etternavn": "Person.Lastname",
    "Tlf": "Person.Phone",
    "E-post": "Person.Email",
    "Firma": "Name",
    "Direktør": "Person.Name",
    "Direktør mobil": "Person.MobilePhone",
    "Økonomiansvarlig": "Person.Name",
    "Økonomi mail": "Person.Email",
}


def people(headings: str) -> tuple[int, ...]:
    told = headings.split(";")
    return people_of([Column(at, one, _FIELDS[one.rstrip(" 12")]) for at, one in enumerate(told)])


@pytest.mark.parametrize(
    ("headings", "whose"),
    [
        ("Firma;Fornavn;Etternavn;E-post", (0, 0, 0, 0)),
        ("Firma;Navn;E-post;Navn;E-post", (0, 0, 0, 1, 1)),
        ("Fornavn;Etternavn;E-post;Fornavn;Etternavn;E-post", (0, 0, 0, 1, 1, 1)),
        ("Kontakt 1;Kontakt 2;E-post 1;E-post 2", (0, 1, 0, 1)),
        ("Navn;Navn;E-post;E-post", (0, 1, 0, 1)),
        ("Navn;Navn;E-post;E-post;Tlf;Tlf", (0, 1, 0, 1, 0, 1)),
        ("Navn;E-post;E-post", (0, 0, 0)),
        ("Direktør;Direktør mobil;Økonomiansvarlig;Økonomi mail", (0, 0, 1, 1)),
        ("Direktør;Økonomi mail", (0, 1)),
    ],
)
def test_columns_are_about_whom_they_stand_behind_or_whose_number_they_have(
    headings: str, whose: tuple[int, ...]
) -> None:
    assert people(headings) == whose


def test_initials_are_a_first_name_where_nothing_else_is() -> None:
    whole = ["Person.Firstname", "Person.Firstname", "Person.Lastname"]
    assert without_record_owners(whole, ["Voorl.", "Voornaam", "Achternaam"]) == ["", *whole[1:]]
    assert without_record_owners(whole[1:], ["Voorl.", "Achternaam"]) == whole[1:]
