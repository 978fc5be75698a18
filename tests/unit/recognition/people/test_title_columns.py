"""Columns called "Title": job titles, or how people are addressed."""

import pytest

from app.recognition.people.title_columns import is_form_of_address
from app.recognition.sheets.delimited import read_text_table
from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import companies_of


def people(text: str) -> list[dict[str, str]]:
    sheet = read_text_table(text)
    found = companies_of(match_columns(sheet), sheet.notes, "NO")
    told = [person for company in found for person in company.found.persons]
    return [{one.path.partition(".")[2]: one.value for one in person} for person in told]


@pytest.mark.parametrize(
    "headings",
    [
        "Firma;Kontakt;Tittel;Kontakt 2;Tittel 2",
        "Company;Name;Title;Name 2;Title 2",
        "Firma;Ansprechpartner;Titel;Ansprechpartner 2;Titel 2",
        "Firma;Kontakt 1;Tittel 1;Kontakt 2;Tittel 2",
        "Company;Name;Title;Name 2;Job Title 2",
        "Company;Contact 1;Title;Contact 2;Job Title 2",
    ],
)
def test_a_title_of_one_person_is_one_beside_that_of_another(headings: str) -> None:
    told = people(f"{headings}\nFjell AS;Kari Moe;CEO;Per Olsen;CFO\nVik AS;Ola Li;Salgssjef;Ida Bø;CTO\n")
    assert [one["Title"] for one in told] == ["CEO", "CFO", "Salgssjef", "CTO"]


@pytest.mark.parametrize(
    ("headings", "job"), [("Firma;Kontakt;Titel;Rolle", "CTO"), ("Firma;Kontakt;Titel;Merknad", "")]
)
@pytest.mark.parametrize(
    ("title", "salutation"),
    [
        ("Dr.", "Dr."),
        ("Prof. Dr.", "Prof. Dr."),
        ("Dipl.-Ing.", "Dipl.-Ing."),
        ("Herr Dr.", "Dr."),
        ("Siv.ing.", "Siv.ing."),
        ("Frau", ""),
        ("Mr", ""),
        ("Hr", ""),
    ],
)
def test_academic_titles_of_a_column_stay_with_the_name(
    headings: str, job: str, title: str, salutation: str
) -> None:
    (person,) = people(f"{headings}\nFjell AS;Kari Moe;{title};{job}\n")
    assert (person.get("Salutation", ""), person.get("Title", "")) == (salutation, job)


def test_a_column_that_is_chosen_by_hand_is_what_it_was_chosen_for() -> None:
    sheet = read_text_table("Firma;Kontakt;Titel\nFjell AS;Kari Moe;Dr.\n")
    matched = match_columns(sheet, {"titel": "Person.Title"})
    (company,) = companies_of(matched, sheet.notes, "NO")
    assert [one.value for one in company.found.persons[0] if one.path.endswith("Title")] == ["Dr."]


def test_what_goes_nowhere_is_told() -> None:
    text = "Firma;Kontakt;Titel;Stilling\nFjell AS;Kari Moe;{};CTO\n"
    assert match_columns(read_text_table(text.format("Frau"))).remarks == (
        "The column “Titel” holds what stands before names, such as “Frau”: it is left out.",
    )
    assert match_columns(read_text_table(text.format("Baron"))).remarks == (
        "The column “Titel” is left out: another one has the job titles.",
    )
    assert match_columns(read_text_table(text.format("Dr."))).remarks == ()


@pytest.mark.parametrize(
    "text", ["CEO", "Professor", "PR", "IR", "Advokat", "Daglig leder", "HR", "Ingeniør"]
)
def test_jobs_are_no_forms_of_address(text: str) -> None:
    assert not is_form_of_address(text)


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("Dr.ing. Nils Aall", ("Dr.ing.", "Nils", "Aall")),
        ("dr.philos. Ida Krag", ("dr.philos.", "Ida", "Krag")),
        ("Dr.psychol. Tor Lie", ("Dr.psychol.", "Tor", "Lie")),
        ("Ph.d. Ida Bull", ("Ph.d.", "Ida", "Bull")),
        ("PhD Ida Bull", ("PhD", "Ida", "Bull")),
        ("Dr Max Huber", ("Dr", "Max", "Huber")),
        ("Professor Eva Lund", ("Professor", "Eva", "Lund")),
        ("RA Max Huber", ("RA", "Max", "Huber")),
        ("StB Max Huber", ("StB", "Max", "Huber")),
        ("Hans Chr. Holm", ("", "Hans Chr.", "Holm")),
        ("Jens Kr. Lie", ("", "Jens Kr.", "Lie")),
        ("Per Joh. Vik", ("", "Per Joh.", "Vik")),
    ],
)
def test_titles_are_no_first_names(cell: str, wanted: tuple[str, str, str]) -> None:
    (person,) = people(f"Firma;Kontakt\nFjell AS;{cell}\n")
    assert (person.get("Salutation", ""), person["Firstname"], person["Lastname"]) == wanted


@pytest.mark.parametrize("heading", ["Anrede", "Salutation", "Prefix", "Aanhef"])
def test_academic_titles_of_a_salutation_stay_with_the_name(heading: str) -> None:
    text = f"Firma;{heading};Kontakt\nFjell AS;Herr Dr.;Kari Moe\nVik AS;Frau;Ida Bø\n"
    assert [one.get("Salutation", "") for one in people(text)] == ["Dr.", ""]
    assert match_columns(read_text_table(text)).remarks == ()


def test_a_column_of_suffixes_is_told() -> None:
    text = "Company;First Name;Last Name;Suffix\nFjell AS;Kari;Moe;{}\n"
    told = "The column “Suffix” is left out: no field has what stands behind a name."
    assert match_columns(read_text_table(text.format("Jr."))).remarks == (told,)
    assert match_columns(read_text_table(text.format(""))).remarks == ()


@pytest.mark.parametrize("mark", [" v/", " v/ ", ", v/"])
def test_a_company_that_is_read_without_its_owner_says_so(mark: str) -> None:
    sheet = read_text_table(f"Firma;Telefon\nFiskers Fisk{mark}Bjarne Fisker;40 21 12 13\n")
    (company,) = companies_of(match_columns(sheet), sheet.notes, "DK")
    assert [note.sentence for note in company.notes] == [
        f"“Fiskers Fisk{mark}Bjarne Fisker” is read as Fiskers Fisk."
    ]
