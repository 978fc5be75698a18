"""People in a cell of a table with forms of address: one of them, two, or a couple."""

import pytest

from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import companies_of
from app.recognition.tables.reading import read_table


def people(cell: str, country: str = "Norge") -> str:
    """Returns first names in front of a bar, last names behind it, and a question mark for a doubt."""
    sheet = read_table(f"Firma;Kontakt;Land\nSol AS;Ola Lund;Norge\nVik AS;{cell};{country}\n".encode())
    company = companies_of(match_columns(sheet), sheet.notes, "NO")[-1]
    parts = [{one.path.rpartition(".")[2]: one.value for one in who} for who in company.found.persons]
    names = [f"{one.get('Firstname', '')}|{one.get('Lastname', '')}" for one in parts]
    titles = [f" ({one['Title']})" if "Title" in one else "" for one in parts]
    mark = "?" if any(note.is_doubt for note in company.notes) else ""
    return ", ".join(name + title for name, title in zip(names, titles, strict=True)) + mark


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        *(("Hr Nilsen", "|Nilsen"), ("Fr Berg", "|Berg"), ("hr Nilsen", "|Nilsen"), ("Hrn. Maier", "|Maier")),
        *(("Hr Ole Hansen", "Ole|Hansen"), ("Fr Dr Schulz", "|Schulz"), ("Mw De Wit", "|De Wit")),
        *(("dhr. Van Dijk", "|Van Dijk"), ("t.a.v. mevr. De Boer", "|De Boer")),
        *(("mevrouw Van den Berg", "|Van den Berg"), ("Mevr. v.d. Berg", "|v.d. Berg")),
        *(("Herr von Berg", "|von Berg"), ("Dr. De Vries", "|De Vries"), ("De Boer", "|De Boer")),
        *(("Hr. Koch", "|Koch"), ("Vogt, Herr", "|Vogt"), ("Herr Vogt, GF", "|Vogt (GF)")),
        *(("Frau Lenz (Assistenz)", "|Lenz (Assistenz)"), ("Dhr. Van Dijk, Kees", "Kees|Van Dijk")),
    ],
)
def test_a_form_of_address_is_no_first_name(cell: str, name: str) -> None:
    assert people(cell) == name


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        *(("Mr Al Smith", "Al|Smith"), ("Frode Berg", "Frode|Berg"), ("Van Nguyen", "Van|Nguyen")),
        *(("Kari O. Moe", "Kari|Moe"), ("KARI O. MOE", "Kari|Moe"), ("Dhr. H. de Boer", "H.|de Boer")),
        *(("Herr", ""), ("Herr/Frau", ""), ("Hr.", "")),
    ],
)
def test_first_names_stay(cell: str, name: str) -> None:
    assert people(cell) == name


def test_van_is_a_surname_in_the_netherlands() -> None:
    assert people("Van Dijk", "Nederland") == "|Van Dijk"


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Fr. Weber u. Hr. Koch", "|Weber, |Koch"),
        ("Frau Lenz, Herr Vogt", "|Lenz, |Vogt"),
        ("Hr Nilsen, Fr Berg", "|Nilsen, |Berg"),
        ("Hr. Vogt (GF), Fr. Lenz (Assistenz)", "|Vogt (GF), |Lenz (Assistenz)"),
        ("Geschäftsführer Hr. Vogt u. Fr. Lenz", "|Vogt (Geschäftsführer), |Lenz"),
        ("Dhr. Van Dijk, mevr. De Boer", "|Van Dijk, |De Boer"),
        ("Kari Moe, Herr Vogt", "Kari|Moe, |Vogt"),
        ("z.Hd. Herrn Koch u. Frau Ruder", "|Koch, |Ruder"),
        ("Hr. K. u. Fr. M. Vogt", "K.|Vogt, M.|Vogt"),
        ("Anna u. Karl Mosel", "Anna|Mosel, Karl|Mosel"),
        ("Kalle o. Lisa Prov", "Kalle|Prov, Lisa|Prov"),
        ("Eva Roth u. Hans Koch", "Eva|Roth, Hans|Koch"),
        ("KARI OG PER MOE", "Kari|Moe, Per|Moe"),
    ],
)
def test_two_forms_of_address_are_two_people(cell: str, names: str) -> None:
    assert people(cell) == names


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        *(("Hr. u. Fr. Berg", "|Berg?"), ("Mr & Mrs J Jones", "J|Jones?"), ("Hr. og Fru Berg", "|Berg?")),
        *(("Dhr/Mevr K. Smit", "K.|Smit"), ("Hr./Fr. Berg", "|Berg"), ("Frau/Herr Berg", "|Berg")),
    ],
)
def test_a_couple_is_doubtful_and_who_is_addressed_in_either_way_is_one(cell: str, name: str) -> None:
    assert people(cell) == name
