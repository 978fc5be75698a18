"""Parts of companies and what is said of a call, in the place of a name."""

import pytest

from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import companies_of
from app.recognition.tables.reading import read_table
from app.recognition.words.no_names import is_part_of_company, says_where


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Bogholderiet",
            "Direktionen",
            "Ledelsen",
            "Regnskap",
            "Inkoop",
            "Laskutus",
            "Direktion",
            "Accounts",
        ),
        *(
            "Døgnvakt",
            "Bereitschaftsdienst",
            "Innkjøpsavdelingen",
            "Indkøbsafd.",
            "Kundtjänsten",
            "Frontdesk",
        ),
        *("Accounts Dept", "The Accounts Team", "Team Verkauf", "Abteilung Einkauf", "Avd. innkjøp"),
        *("Salg og marked", "Sales & Marketing", "Human Resources", "Export Sales", "Regional Sales"),
    ],
)
def test_part_of_a_company(name: str) -> None:
    assert is_part_of_company(name)


@pytest.mark.parametrize(
    "name",
    [
        *("Lönn", "Berg", "Morten", "Norden", "Koch", "Junior", "Marken", "Martin", "Karen", "Vakkt"),
        *(
            "Per Lager",
            "Ole Marked",
            "Eva Dienst",
            "Tom Desk",
            "Junior Silva",
            "The",
            "De Boer",
            "Anna og Ola",
        ),
    ],
)
def test_name_beside_parts_of_companies(name: str) -> None:
    assert not is_part_of_company(name)


@pytest.mark.parametrize(
    "text",
    [
        *("see website", "Se nettside", "Siehe Homepage", "Zie website", "Voir site web", "via hemsidan"),
        *("ring sentralbord", "Ring växeln", "Kontakt via nettside", "see our website", "website"),
        *("left message", "ringer tilbake", "nicht erreicht", "svarar ej", "belt terug", "No answer."),
    ],
)
def test_where_to_look(text: str) -> None:
    assert says_where(text)


@pytest.mark.parametrize(
    "name", ["Se Li", "Ring Berg", "Web Hansen", "Per Vakt", "Ask Berg", "Kari Moe", "se over", "Via Lund"]
)
def test_name_beside_where_to_look(name: str) -> None:
    assert not says_where(name)


@pytest.mark.parametrize(
    ("cells", "is_told"),
    [
        *(("Accounts;Dept", True), ("see;website", True), ("Bogholderiet;", True)),
        *(("ingen uppgift;", False), ("Kein fester Kontakt;", False), ("no;name given", False)),
    ],
)
def test_nobody_is_made_of_them(cells: str, *, is_told: bool) -> None:
    table = f"Firma;Vorname;Nachname;E-Mail\nSol AS;Ola;Lund;ola@sol.no\nVik AS;{cells};x@vik.no\n"
    sheet = read_table(table.encode())
    company = companies_of(match_columns(sheet), sheet.notes, "NO")[-1]
    assert company.found.persons == ()
    assert [one.value for one in company.found.company if one.path.startswith("Emails")] == ["x@vik.no"]
    assert [note.is_doubt for note in company.notes if note.column] == [False] * is_told
