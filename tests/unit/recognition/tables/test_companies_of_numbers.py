"""Numbers of companies and people as tables have them: in several columns, several in one, with signs."""

from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import TableCompany, companies_of
from app.recognition.tables.reading import read_table


def companies(text: str) -> list[TableCompany]:
    sheet = read_table(text.encode())
    return companies_of(match_columns(sheet), sheet.notes, "NO")


def values(company: TableCompany) -> dict[str, str]:
    return {one.path: one.value for one in company.found.company}


def notes(company: TableCompany) -> list[str]:
    return [one.sentence for one in company.notes]


def doubts(company: TableCompany) -> list[str]:
    return [one.sentence for one in company.notes if one.is_doubt]


def test_swedish_number_with_a_century_is_that_of_the_company() -> None:
    text = "Orgnr;Företagsnamn;Postnr;Postort;E-post\n165560360793;Saab AB;11122;Stockholm;a@saab.example\n"
    both = f"{text}556036-0793;Saab AB;11122;Stockholm;b@saab.example\n"
    (company,) = companies(both)
    assert values(company)["OrgNr"] == "5560360793"
    assert notes(company) == ["“165560360793” is read as 5560360793."]
    assert not doubts(company)
