"""Lists as people have them: ``tests/data/tables/lists.toml``, and files that libraries have made."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from app.model.imports.lines import rows_told
from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import TableCompany, companies_of
from app.recognition.tables.reading import read_table

DATA = Path(__file__).parents[3] / "data" / "tables"
LISTS = tomllib.loads((DATA / "lists.toml").read_text("utf-8"))["list"]
_STREET = tuple(f"Address.Street.Address{line}" for line in (1, 2, 3))
_ROWS = ("OrgNr", "Phones", "Faxes", "Emails", "Urls")


def read(data: bytes) -> list[str]:
    sheet = read_table(data)
    return [told(company) for company in companies_of(match_columns(sheet), sheet.notes, "NO")]


def told(company: TableCompany) -> str:
    """Returns the rows, the company and its people in a line."""
    values = {one.path: one.value for one in company.found.company}

    def together(*paths: str) -> str:
        return " ".join(values[path] for path in paths if path in values)

    parts = [company.name or "?", together("Department"), *map(together, _STREET)]
    parts += [together("Address.Street.Zipcode", "Address.Street.City"), together("Country")]
    parts += [together(*(f"Address.Postal.{name}" for name in ("Address1", "Zipcode", "City")))]
    parts += [value for path, value in values.items() if path.startswith(_ROWS)]
    people = (" | ".join(one.value for one in person) for person in company.found.persons)
    return f"{rows_told(company.rows)}: {' || '.join((' | '.join(filter(None, parts)), *people))}"


@pytest.mark.parametrize("one", LISTS, ids=[one["name"] for one in LISTS])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_lists(one: dict[str, Any], encoding: str) -> None:
    assert read(one["text"].encode(encoding)) == one["companies"]


def test_headings_over_two_rows_in_merged_cells_and_a_sum() -> None:
    assert read((DATA / "headings.xlsx").read_bytes()) == [
        (
            "5–6: Nordlys AS | Storgata 1 | 0155 Oslo || Kari | Moe | kari@nordlys.example | 91234567"
            " || Ola | Lund | ola@nordlys.example | 91334567"
        ),
        "7: Havglimt AS | Kirkegata 2 | 5003 Bergen || Siv | Lie | siv@havglimt.example | 91434567",
    ]


def test_cells_of_an_open_document_that_span_rows_below_repeated_ones() -> None:
    assert read((DATA / "spans.ods").read_bytes()) == [
        "2: Nordlys AS | Oslo || Kari | Moe | 22334455",
        "6–7: Havglimt AS | Bergen || Siv | Lie | 55334455 || Ola | Lund | 55334456",
    ]


def test_a_list_of_visits_of_an_old_excel() -> None:
    assert read((DATA / "visits.xls").read_bytes()) == [
        "4: Nordlys AS | Oslo || Kari | Moe | 22334455",
        "5–6: Havglimt AS || Ola | Lund || Siv | Lie",
        "7: ? || Per | Vik",
    ]
