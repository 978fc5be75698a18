"""Postcodes with letters beside their cities in one column, by the country of the row."""

import pytest

from app.recognition.sheets.delimited import read_text_table
from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import companies_of


@pytest.mark.parametrize(
    ("cell", "country", "told"),
    [
        ("BS1 4RW Bristol", "UK", ("GB", "BS1 4RW", "Bristol", "")),
        ("BS1 4RW Bristol", "", ("GB", "BS1 4RW", "Bristol", "")),
        ("1012 NX Amsterdam", "Netherlands", ("NL", "1012 NX", "Amsterdam", "")),
        ("M5V 2T6 Toronto ON", "Canada", ("CA", "M5V 2T6", "Toronto", "ON")),
        ("D02 X285 Dublin 2", "Ireland", ("IE", "D02 X285", "Dublin 2", "")),
        ("VLT 1117 Valletta", "Malta", ("MT", "VLT 1117", "Valletta", "")),
        ("HM 12 Hamilton", "Bermuda", ("BM", "HM 12", "Hamilton", "")),
        ("5003 Bergen", "Norway", ("NO", "5003", "Bergen", "")),
    ],
)
def test_a_cell_with_both_is_parted(cell: str, country: str, told: tuple[str, ...]) -> None:
    sheet = read_text_table(f"Company\tPostcode / City\tCountry\nFjell Ltd\t{cell}\t{country}\n")
    (company,) = companies_of(match_columns(sheet), sheet.notes, "NO")
    found = {one.path: one.value for one in company.found.company}
    names = ("Country", *(f"Address.Street.{name}" for name in ("Zipcode", "City", "State")))
    assert tuple(found.get(name, "") for name in names) == told
