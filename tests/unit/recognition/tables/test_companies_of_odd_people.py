"""What stands in columns of people and is nobody of the company: desks, placeholders, remarks, companies."""

import pytest

from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import TableCompany, companies_of
from app.recognition.tables.reading import read_table


def companies(text: str) -> list[TableCompany]:
    sheet = read_table(text.encode())
    return companies_of(match_columns(sheet), sheet.notes, "NO")


def told(company: TableCompany) -> str:
    """Returns the company and its people in a line, with a question mark where something is doubted."""
    names = [
        " ".join(one.value for one in person if one.path.endswith(("Firstname", "MiddleName", "Lastname")))
        for person in company.found.persons
    ]
    mark = "?" if any(note.is_doubt for note in company.notes) else ""
    return f"{company.name}: {', '.join(names)}{mark}"


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        *(
            (word, "")
            for word in ("växel", "Poststelle", "Styret", "Ansatt", "Azubi", "Zentrale", "Receptie")
        ),
        *((word, "") for word in ("Vakant", "à définir", "[not provided]", "To be appointed", "(folgt)")),
        *(("Poststelle Bonn", "?"), ("Receptionen Eva", "Eva?"), ("noen på lageret", "?")),
        *(("Vik Taxi AS", ""), ("Vik Taxi", ""), ("Berg Holding AS", "?")),
        *(
            ("Ring Per Tak", "Per Tak?"),
            ("Spør etter Bjørn", "Bjørn?"),
            ("Ask for Jim Moe", "Jim Moe?"),
            ("Vikar for Per", "Per?"),
        ),
        *(("adm.dir. Jens Moe", "Jens Moe"), ("Ordf. Eva Sol", "Eva Sol"), ("GF Hans Maier", "Hans Maier")),
        *(("Bo Moe 🚀", "Bo Moe"), ("⭐ Nina Ek", "Nina Ek")),
        *(
            (name, name)
            for name in ("Stein Ring", "Anna Post", "Kim Do", "Emil Ansatt", "Will Vacant", "Sven Styre")
        ),
        *((name, name) for name in ("Ask Berg", "Wie Jansen", "Chr. Moe", "Md. Alam", "Ida Idem")),
    ],
)
def test_who_is_nobody(cell: str, people: str) -> None:
    table = f"Firma;Kontakt;Telefon\nSol AS;Ola Lund;22 33 44 55\nVik Taxi AS;{cell};22 33 44 56\n"
    assert [told(one) for one in companies(table)] == ["Sol AS: Ola Lund", f"Vik Taxi AS: {people}"]


def test_what_nobody_has_is_the_companys() -> None:
    table = "Firma;Kontakt 1;Tel 1;Kontakt 2;Tel 2\nVik AS;Kari Moe;22 33 44 55;växel;22 33 44 00\n"
    (company,) = companies(table)
    assert told(company) == "Vik AS: Kari Moe"
    assert [one.value for one in company.found.company if one.path.startswith("Phones")] == ["22 33 44 00"]


def test_the_same_as_above_or_beside() -> None:
    table = (
        "Firma;Daglig leder;Styreleder;Mobil styreleder\n"
        "Sol AS;Kari Moe;samme;912 34 567\n"
        "Vik AS;Ola Lund;som daglig leder;\n"
        "dto.;dto.;Siv Lie;\n"
        "Lie AS;samme;vakant;\n"
    )
    assert [told(one) for one in companies(table)] == [
        "Sol AS: Kari Moe",
        "Vik AS: Ola Lund, Siv Lie",
        "Lie AS: ?",
    ]


def test_the_same_person_in_another_row_of_the_company() -> None:
    table = (
        "Firma;Ort;Kontakt;Funktion;Mobil\nKlar KG;Köln;Max Klar;Inhaber;\nKlar KG;;ebenso;;0172 222 33 44\n"
    )
    (company,) = companies(table)
    assert told(company) == "Klar KG: Max Klar"
    assert [one.value for one in company.found.persons[0]][-1] == "0172 222 33 44"


def test_a_first_name_beside_the_whole_one_is_one_person() -> None:
    table = "Firmanavn;Att.;Mail\nRosas Blomster v/ Rosa Holm;Rosa;rosa@blomster.dk\n"
    (company,) = companies(table)
    assert told(company) == "Rosas Blomster: Rosa Holm"
    assert company.found.persons[0][-1].value == "rosa@blomster.dk"


@pytest.mark.parametrize("name", ["Lisa Sol", "Berg"])
def test_people_may_be_called_as_their_company_is(name: str) -> None:
    mail = f"{name.partition(' ')[0].lower()}@firma.no"
    (company,) = companies(f"Firma;Kontakt;E-post\n{name} AS;{name};{mail}\n")
    assert told(company) == f"{name} AS: {name}"


def test_the_name_that_an_address_book_shows_of_a_company_is_nobodys() -> None:
    table = (
        "First name;Last name;Display name;Organization\n"
        "Nora;Fjeld;Nora Fjeld;Jotun AS\n;;Nordlys Sandefjord;Nordlys Sandefjord\n"
    )
    assert [told(one) for one in companies(table)] == ["Jotun AS: Nora Fjeld", "Nordlys Sandefjord: "]


@pytest.mark.parametrize("name", ["[not provided]", "(ikke oppgitt)", "<unknown>"])
def test_a_placeholder_is_no_company(name: str) -> None:
    (company,) = companies(f"Company;Contact;Email\n{name};Lars Larsen;lars@x.no\n")
    assert told(company) == ": Lars Larsen"


def test_a_desk_beside_somebody_has_no_surname() -> None:
    (company,) = companies("Företag;Kontakt;Telefon\nVik AB;Växel / Eva Ek;08-111 11 12\n")
    assert told(company) == "Vik AB: Eva Ek?"


def test_the_company_over_the_columns_of_a_name_is_nobody() -> None:
    (company,) = companies("Company,First Name,Last Name,Email\nBeta Ltd,Beta,Ltd,x@beta.co.uk\n")
    assert told(company).startswith("Beta Ltd: ")
    assert company.found.persons == ()


def test_at_whom_a_letter_arrives_is_nobody_of_the_company() -> None:
    (company,) = companies("Navn;Adresse;Postnr;Poststed\nVik AS;c/o Per Lie, Kaien 2;5401;Stord\n")
    assert company.found.persons == ()
    assert "c/o Per Lie" in [one.value for one in company.found.company]


def test_who_is_meant_by_a_role_is_no_remark() -> None:
    table = "Firma;Geschäftsführer;Einkaufsleiter;Telefon Einkauf\nSauer GmbH;Max Sauer;wie GF;02931 556\n"
    (company,) = companies(table)
    assert [one.value for one in company.found.persons[0]][-1] == "02931 556"
    assert not [note for note in company.notes if note.column]


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("tidl. Jens Vig, nu Bo Vig", "Bo Vig?"),
        ("Bo Vig, tidligere Jens Vig", "Bo Vig?"),
        ("Jens Vig (slutat) nu Bo Vig", "Bo Vig?"),
        ("tidligere Jens Vig", "Jens Vig?"),
        ("früher Hans Alt, jetzt Frau Eva Neu", "Eva Neu?"),
        ("voorheen Jan Bos, nu Piet Vos", "Piet Vos?"),
        ("Former CEO Jim Smith, now Ann Lee", "Ann Lee?"),
        ("Karin (mammaledig) vik. Sara Ek", "Sara Ek?"),
        ("Tom Zelt i.V. Ute Zelt", "Ute Zelt, Tom Zelt?"),
        ("Per Vik erstattes av Kari Moe", "Kari Moe, Per Vik?"),
        ("Karin Moe vikar for Sara Ek", "Karin Moe?"),
        ("Kari Moe, nå Hansen", "Kari Moe?"),
        ("Jens, nu Bo", "Bo?"),
        ("vik. Sara Ek", "Sara Ek"),
        ("i.V. Ute Zelt", "Ute Zelt"),
        ("Per Vik Hansen", "Per Vik Hansen"),
        ("Nu Nguyen", "Nu Nguyen"),
        ("Bo Vig, tidl. salgssjef", "Bo Vig"),
    ],
)
def test_who_is_it_today(cell: str, people: str) -> None:
    assert [told(one) for one in companies(f"Firma;Kontakt\nFjell AS;{cell}\n")] == [f"Fjell AS: {people}"]
