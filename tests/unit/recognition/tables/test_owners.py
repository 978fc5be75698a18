"""Whose the columns of a table are: told by where they stand, by their numbers, and by who has the same."""

from __future__ import annotations

import pytest

from app.recognition.sheets.delimited import read_text_table
from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import companies_of
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
        # Who sits on the board is somebody of the company.
        ("Firma|Daglig leder|Styreleder", ["Daglig leder", "Styreleder"]),
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


KARI_AND_ANNA = [["Kari", "Hansen", "kari@alfa.example"], ["Anna", "Wallin", "anna@alfa.example"]]


@pytest.mark.parametrize(
    "headings",
    [
        "Navn kontakt;Navn kontakt 2;E-post kontakt;E-post kontakt 2",
        "Navn;Navn 2;E-post;E-post 2",
        "Namn kontaktperson;Namn kontaktperson 2;E-post kontaktperson;E-post kontaktperson 2",
        "Navn på kontaktperson 1;Navn på kontaktperson 2;Mail 1;Mail 2",
        "Name Ansprechpartner;Name Ansprechpartner 2;E-Mail Ansprechpartner;E-Mail Ansprechpartner 2",
        "1. Ansprechpartner;2. Ansprechpartner;E-Mail 1;E-Mail 2",
        "Naam contactpersoon 1;Naam contactpersoon 2;E-mail contactpersoon 1;E-mail contactpersoon 2",
        "1e contactpersoon;2e contactpersoon;E-mail 1e contactpersoon;E-mail 2e contactpersoon",
        "Contact;2nd contact;Contact email;2nd contact email",
        "contact1_name;contact2_name;contact1_email;contact2_email",
        "Nom du contact;Nom du contact 2;Courriel;Courriel 2",
        "Kontakt #1;Kontakt #2;E-post #1;E-post #2",
        "Kontakt nr. 1;Kontakt nr. 2;E-post kontakt nr. 1;E-post kontakt nr. 2",
        "Kontakt;Kontakt II;E-post;E-post II",
    ],
)
def test_the_second_of_two_whom_headings_count(headings: str) -> None:
    row = "Kari Hansen;Anna Wallin;kari@alfa.example;anna@alfa.example"
    matched = match_columns(read_text_table(f"Firma;{headings}\nAlfa AS;{row}"))
    (alfa,) = companies_of(matched, {}, "NO")
    assert [[one.value for one in person] for person in alfa.found.persons] == KARI_AND_ANNA


@pytest.mark.parametrize(
    ("headings", "people"),
    [
        ("Navn kontakt;E-post kontakt 2;E-post kontakt;Navn kontakt 2", (0, 1, 0, 1)),
        ("Navn;Navn 2;Mobil;Mobil 2", (0, 1, 0, 1)),
        ("Fornavn 1;Fornavn 2;Etternavn 1;Etternavn 2", (0, 1, 0, 1)),
        ("Kontakt Vorname;Kontakt Nachname;Kontakt 2 Vorname;Kontakt 2 Nachname", (0, 0, 1, 1)),
        ("Kontakt;Kontakt 2;Kontakt 3;Mobil kontakt 3", (0, 1, 2, 2)),
    ],
)
def test_whose_columns_are_that_are_counted(headings: str, people: tuple[int, ...]) -> None:
    matched = match_columns(read_text_table(f"Firma;{headings}\nAlfa AS;a;b;c;d"))
    assert matched.people_of_columns[1:] == people


def test_a_second_line_of_the_companys_name_is_no_person() -> None:
    matched = match_columns(read_text_table("Firma;Navn 2;Kontakt\nAlfa AS;avd. Bergen;Kari Hansen"))
    assert [one.field for one in matched.columns] == ["Name", "Department", "Person.Name"]


@pytest.mark.parametrize(
    ("headings", "people"),
    [
        ("Company;Contact A;Contact B;Email A;Email B;Phone A;Phone B", (0, 0, 1, 0, 1, 0, 1)),
        ("Firma;Kontakt A;E-post A;Kontakt B;E-post B", (0, 0, 0, 1, 1)),
        ("Aussteller;Ansprechpartner (A);Ansprechpartner (B);E-Mail (B)", (0, 0, 1, 1)),
        ("Firma;Kontakt A navn;Kontakt B navn;Kontakt B e-post", (0, 0, 1, 1)),
        (
            "Company;Primary contact;Email;Secondary contact;Email;Contact (2);Email (2)",
            (0, 0, 0, 1, 1, 2, 2),
        ),
        ("Firma;Hovedkontakt;E-post hovedkontakt;Sekundærkontakt;E-post sekundærkontakt", (0, 0, 0, 1, 1)),
        ("Firma;Kontakt;Stedfortreder;Stedfortreder mobil", (0, 0, 1, 1)),
        ("Firma;Fornavn;Etternavn;E-post;Daglig leder", (0, 0, 0, 0, 1)),
    ],
)
@pytest.mark.parametrize("rows", [1, 2])
def test_letters_and_words_count_people(headings: str, people: tuple[int, ...], rows: int) -> None:
    count = headings.count(";") + 1
    values = [";".join([f"x{number}1@a.no"] * count) for number in range(rows)]
    matched = match_columns(read_table("\n".join([headings, *values]).encode()))
    assert matched.headings_at == 1
    assert all(field for field in (one.field for one in matched.columns))
    whose = matched.people_of_columns
    assert tuple(whose[1:]) == people[1:]


@pytest.mark.parametrize(
    "heading",
    ["Deputy", "Backup", "Stellvertreter", "Vice", "Stedfortreder", "Styreleder", "Nestleder", "Suppleant"],
)
def test_second_persons_have_their_role_as_title(heading: str) -> None:
    sheet = read_text_table(f"Firma;Kontakt;{heading}\nFjell AS;Kari Moe;Per Dahl\n")
    (company,) = companies_of(match_columns(sheet), sheet.notes, "NO")
    told = [{one.path.split(".")[-1]: one.value for one in person} for person in company.found.persons]
    assert [(one["Firstname"], one.get("Title", "")) for one in told] == [("Kari", ""), ("Per", heading)]


def test_columns_about_assistants_are_told_to_be_left_out() -> None:
    text = "Firma;Kontakt;Assistant;Assistant's Phone;Assistent e-post\nFjell AS;Kari Moe;Per Dahl;22334455;"
    remarks = match_columns(read_text_table(text)).remarks
    assert [one for one in remarks if "Assist" in one] == [
        "The column “Assistant” is left out: it is about somebody’s assistant.",
        "The column “Assistant's Phone” is left out: it is about somebody’s assistant.",
    ]


def test_headings_above_one_row_are_no_company() -> None:
    sheet = read_text_table("Company;Fooo;Baar;Email\nFjell AS;x;y;post@fjell.example")
    assert [one.name for one in companies_of(match_columns(sheet), sheet.notes, "NO")] == ["Fjell AS"]


def test_phones_beside_a_leader_and_the_board_are_the_companys() -> None:
    assert fields_of("Firma;Daglig leder;Styreleder;Telefon", "x;x;x;22334455")[3] == "Phones"
    assert fields_of("Firma;Styreleder;Telefon", "x;x;22334455")[2] == "Person.Phone"


@pytest.mark.parametrize("work", ["work_email", "Business e-mail", "Work e-mail"])
def test_a_mail_address_beside_that_at_work_is_of_the_same_person(work: str) -> None:
    headings = f"email;first_name;last_name;company_name;{work}"
    rows = "bo@hotmail.se;Bo;Ask;Asks AB;\nx@gmail.com;Liv;Ek;Eks AS;liv@ek.no\n"
    matched = match_columns(read_text_table(f"{headings}\n{rows}"))
    assert [column.field for column in matched.columns][::4] == ["Person.Email", "Person.Email"]
    mails = [
        [one.value for one in company.found.persons[0] if "@" in one.value]
        for company in companies_of(matched, {}, "NO")
    ]
    assert mails == [["bo@hotmail.se"], ["liv@ek.no", "x@gmail.com"]]
