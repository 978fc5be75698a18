"""Rows become companies with their people."""

from typing import Any

import pytest

from app.recognition.sheets.delimited import read_text_table
from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import TableCompany, companies_of


def companies(text: str, region: str = "NO") -> list[TableCompany]:
    sheet = read_text_table(text)
    return companies_of(match_columns(sheet), sheet.notes, region)


def values(company: TableCompany) -> dict[str, Any]:
    people = [{one.path.partition(".")[2]: one.value for one in person} for person in company.found.persons]
    return {one.path: one.value for one in company.found.company} | {"people": people}


def test_rows_of_one_company_are_one_with_several_people() -> None:
    text = "Firma;Navn;E-post;Telefon\nHaugen AS;Anne Haugen;anne@h.example;55 11 22 33\n"
    text += "Annet AS;Ole Lie;;\nHaugen as;Odd Ås;odd@h.example;\nHAUGEN AS;Liv Moe;;911 22 333\n"
    first, second = companies(text)
    assert first.rows == (2, 4, 5)
    assert values(first) == {
        "Name": "Haugen AS",
        "people": [
            {
                "Firstname": "Anne",
                "Lastname": "Haugen",
                "Email": "anne@h.example",
                "DirectPhone": "55 11 22 33",
            },
            {"Firstname": "Odd", "Lastname": "Ås", "Email": "odd@h.example"},
            {"Firstname": "Liv", "Lastname": "Moe", "MobilePhone": "911 22 333"},
        ],
    }
    assert second.name == "Annet AS"


def test_a_branch_in_another_town_is_a_company_of_its_own() -> None:
    text = (
        "Firma;Org.nr;Navn;By\nBygg AS;;Kari Moe;Oslo\nBygg AS;923609016;Ola Lie;\nBygg AS;;Liv Ås;Bergen\n"
    )
    oslo, unsure, bergen = companies(text)
    assert (oslo.rows, unsure.rows, bergen.rows) == ((2,), (3,), (4,)), "the number may be that of both"
    assert [note.told for note in unsure.notes if note.is_doubt] == [
        "Row 3: The table has several companies of this name, and nothing says which of them the row is of."
    ]
    assert not [note for one in (oslo, bergen) for note in one.notes]


def test_other_numbers_of_one_name_are_other_companies() -> None:
    text = "Firma;Org.nr\nBygg AS;923609016\nBygg AS;974760673\n"
    assert [one.rows for one in companies(text)] == [(2,), (3,)]


def test_what_differs_between_rows_is_doubted_and_the_first_is_kept() -> None:
    text = "Firma;Navn;Gate;By\nBygg AS;Kari Moe;Storgata 1;Oslo\nBygg AS;Ola Lie;Lillegata 2;Oslo\n"
    (company,) = companies(text)
    assert values(company)["Address.Street.Address1"] == "Storgata 1"
    (note,) = company.notes
    assert note.is_doubt
    assert "Lillegata 2" in note.sentence


def test_titles_totals_and_repeated_headings_are_nothing() -> None:
    text = "Deltakere;\n;\nFirma;Kontaktperson\nTak AS;Nils Tak\n;\nFirma;Kontaktperson\n"
    text += "Vegg AS;Liv Vegg\nSum;2\n"
    assert [one.name for one in companies(text)] == ["Tak AS", "Vegg AS"]


def test_a_row_without_a_company_is_told() -> None:
    first, second = companies("Firma;Navn\n;Kari Moe\n;Ola Lie\n")
    assert (first.name, first.rows, second.rows) == ("", (2,), (3,))


def test_zeros_come_back_and_are_told() -> None:
    text = "Company,Zip,City,Country,Phone\nBoston Works,2138,Cambridge,USA,6175550142\n"
    text += "Oslo AS,151,Oslo,Norway,2\n"
    boston, oslo = companies(text)
    assert values(boston)["Address.Street.Zipcode"] == "02138"
    assert values(oslo)["Address.Street.Zipcode"] == "0151"
    assert [note.is_doubt for note in (*boston.notes, *oslo.notes)] == [False, False]
    assert values(boston)["Country"] == "US"


def test_the_country_is_where_the_city_has_its_postcode() -> None:
    (company,) = companies('Företag;Adress\nKai AB;"Hamngatan 2\n111 47 Stockholm"\n')
    assert values(company)["Country"] == "SE"


def test_an_unknown_country_is_doubted() -> None:
    (company,) = companies("Firma;Land\nA;Absurdistan\n")
    assert "Absurdistan" in company.notes[0].sentence


@pytest.mark.parametrize("number", ["4.41E+11", "4.47701E+11", "44E10"])
def test_a_lost_number_is_doubted_and_left_out(number: str) -> None:
    (company,) = companies(f"Firma;Telefon\nA;{number}\n")
    assert "Phones[0].Value" not in values(company)
    assert company.notes[0].is_doubt


def test_without_a_name_nobody_is_made_of_a_mail() -> None:
    text = "Firma;Navn;E-post;Mobil\nA;;post@a.example;911 22 333\n"
    (company,) = companies(text)
    assert values(company) == {
        "Name": "A",
        "Phones[0].Value": "911 22 333",
        "Emails[0].Value": "post@a.example",
        "people": [],
    }


def test_choices_and_notes() -> None:
    (company,) = companies("Firma;Kategori;Bransje;Kommentar\nA;Kunde;IT;Ring\nA;;;mandag\n")
    assert company.choices == {"Category": "Kunde", "Business": "IT"}
    assert company.note == "Ring\nmandag"


def test_postal_addresses_and_house_numbers() -> None:
    text = (
        "Firma;Straße;Hausnummer;PLZ;Ort;Postfach\nA;Hauptstraße;12 a;10115;Berlin;Postfach 7, 10117 Berlin\n"
    )
    (company,) = companies(text, "DE")
    assert values(company)["Address.Street.Address1"] == "Hauptstraße 12 a"
    assert values(company)["Address.Postal.Zipcode"] == "10117"
    assert values(company)["Address.Postal.Address1"] == "Postfach 7"


@pytest.mark.parametrize("mail", ["post@fjell.no", "info@fjell.no", "salg@fjell.no"])
def test_a_mailbox_of_the_company_is_not_that_of_its_person(mail: str) -> None:
    (company,) = companies(f"Firma;Navn;E-post\nFjell AS;Kari Lie;{mail}\n")
    assert values(company)["Emails[0].Value"] == mail
    assert values(company)["people"] == [{"Firstname": "Kari", "Lastname": "Lie"}]


def test_nothing_is_made_of_words_for_nothing() -> None:
    first, second = companies("Company,Contact,Phone,City\nnan,Kari Moe,nan,Oslo\nnan,Ola Lie,-,N/A\n")
    assert (first.name, values(first)["people"]) == ("", [{"Firstname": "Kari", "Lastname": "Moe"}])
    assert values(second) == {"people": [{"Firstname": "Ola", "Lastname": "Lie"}]}


def test_a_formula_is_no_value() -> None:
    (company,) = companies("Firma;Sted\n=cmd|'/C calc'!A0;=\"Oslo\"\n")
    assert values(company) == {"Address.Street.City": "Oslo", "people": []}
    assert [note.is_doubt for note in company.notes] == [True]


def test_a_profile_of_a_person_is_no_site_of_the_company() -> None:
    (company,) = companies("Company,URL,City\nA,https://www.linkedin.com/in/kari,Oslo\n")
    assert "Urls[0].Value" not in values(company)
    told = "“https://www.linkedin.com/in/kari” is the page of a person: it is left out."
    assert [(note.sentence, note.is_doubt) for note in company.notes] == [(told, True)]


def test_a_profile_of_a_person_is_that_of_the_one_of_its_row() -> None:
    page = "https://www.linkedin.com/in/kari"
    (company,) = companies(f"Company,Contact,URL\nA,Kari Moe,{page}\nA,Ola Li,\n")
    assert "Urls[0].Value" not in values(company)
    assert [[one.value for one in person if "Urls" in one.path] for person in company.found.persons] == [
        [page],
        [],
    ]
    assert company.notes == ()


@pytest.mark.parametrize(
    ("row", "doubts"),
    [
        ("A;Kari Moe;;91722333", ["D"]),
        ("A;Kari Moe;ny mobil;per@a.example", ["C", "D"]),
        ("A;Kari Moe; - ;", []),
    ],
)
def test_what_stands_in_no_column_with_a_heading_is_not_dropped_silently(row: str, doubts: list[str]) -> None:
    (company,) = companies(f"Firma;Kontakt;;\n{row}\n")
    assert [note.column for note in company.notes if note.is_doubt] == doubts


def test_of_a_whole_column_without_a_heading_it_is_said_once() -> None:
    text = "Firma;Kontakt;\n" + "".join(f"A{number};Kari Moe;ja\n" for number in range(4))
    matched = match_columns(read_text_table(text))
    assert matched.remarks == ("The column C has no heading: it is not read unless it gets a field.",)
    assert all(company.notes == () for company in companies(text))


def test_a_postal_address_in_columns_of_its_own() -> None:
    headings = (
        "navn,postadresse.adresse,postadresse.postnummer,postadresse.poststed,forretningsadresse.adresse"
    )
    (company,) = companies(f"{headings},forretningsadresse.postnummer\nA,Postboks 85,101,Oslo,Gata 1,0150\n")
    found = values(company)
    assert found["Address.Postal.Address1"] == "Postboks 85"
    assert (found["Address.Postal.Zipcode"], found["Address.Postal.City"]) == ("0101", "Oslo")
    assert (found["Address.Street.Address1"], found["Address.Street.Zipcode"]) == ("Gata 1", "0150")


@pytest.mark.parametrize(
    "headings",
    [
        "Firma;Kontakt 1;E-post 1;Kontakt 2;E-post 2",
        "Firma;Kontakt;E-post;Kontakt (2);E-post (2)",
    ],
)
def test_several_people_in_a_row(headings: str) -> None:
    (company,) = companies(f"{headings}\nA;Kari Moe;k@a.example;Ola Lie;o@a.example\n")
    assert values(company)["people"] == [
        {"Firstname": "Kari", "Lastname": "Moe", "Email": "k@a.example"},
        {"Firstname": "Ola", "Lastname": "Lie", "Email": "o@a.example"},
    ]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Daglig leder", "Daglig leder"),
        ("VD", "VD"),
        ("Verkställande direktör", "Verkställande direktör"),
        ("Geschäftsführer", "Geschäftsführer"),
        ("Managing Director", "Managing Director"),
        ("Kontaktperson", None),
        ("Ansprechpartner", None),
        ("Direktør navn", None),
    ],
)
def test_who_leads_a_company_has_that_title(heading: str, title: str | None) -> None:
    (company,) = companies(f"Firma;E-post;{heading};Telefon\nA AS;post@a.example;Ola Lie;22 33 44 55\n")
    (person,) = values(company)["people"]
    assert (person["Lastname"], person.get("Title")) == ("Lie", title)


def test_a_column_of_titles_says_more_than_a_heading() -> None:
    (company,) = companies("Firma;Daglig leder;Stilling;E-post\nA AS;Ola Lie;Eier;ola@a.example\n")
    assert values(company)["people"][0]["Title"] == "Eier"


def test_a_leader_beside_another_contact_is_somebody_else() -> None:
    (company,) = companies(
        "Firma;Kontaktperson;E-post;Daglig leder;E-post\nA;Kari Moe;k@a.example;Ola Lie;o@a.example\n"
    )
    assert values(company)["people"] == [
        {"Firstname": "Kari", "Lastname": "Moe", "Email": "k@a.example"},
        {"Firstname": "Ola", "Lastname": "Lie", "Email": "o@a.example", "Title": "Daglig leder"},
    ]


def test_numbers_tell_whose_columns_are_that_stand_apart() -> None:
    (company,) = companies(
        "Firma;Kontakt 1;Kontakt 2;Mobil 1;Mobil 2\nA;Kari Moe;Ola Lie;91122333;91122334\n"
    )
    assert [one["MobilePhone"] for one in values(company)["people"]] == ["91122333", "91122334"]


def test_a_number_that_a_spreadsheet_has_lost_is_doubted_and_not_taken() -> None:
    (fjell,) = companies("Firma;Org.nr\nFjell AS;9,23609E+08\n")
    (note,) = fjell.notes
    assert (note.row, note.is_doubt, "the number is lost" in note.sentence) == (2, True, True)
    assert "OrgNr" not in values(fjell)


@pytest.mark.parametrize(
    ("number", "country", "is_doubted"),
    [
        ("22.334455", "NO", True),
        ("22,334455", "NO", True),
        ("22.33.44.55", "NO", False),
        ("040.1234567", "DE", False),
        ("212.5551234", "US", False),
    ],
)
def test_a_phone_with_a_decimal_sign(number: str, country: str, is_doubted: bool) -> None:
    matched = match_columns(read_text_table(f"Firma\tTelefon\nVik\t{number}"))
    (company,) = companies_of(matched, {}, country)
    assert any("decimal" in note.sentence for note in company.notes) == is_doubted


def test_one_number_of_an_organisation_is_one_however_it_is_written() -> None:
    rows = "A AS;974760673;Ola Li\nA AS;NO 974 760 673 MVA;Ida Li\n"
    (company,) = companies(f"Firma;Org.nr;Kontakt\n{rows}")
    assert company.notes == ()
