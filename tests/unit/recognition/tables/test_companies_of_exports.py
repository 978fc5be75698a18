"""What programs export, with the headings that they have: ``tests/data/tables/exports.toml``."""

import csv
import io
import tomllib
from pathlib import Path
from typing import Any

import pytest

from app.recognition.sheets.delimited import read_text_table
from app.recognition.sheets.encodings import decoded
from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import companies_of

_FILE = Path(__file__).parents[3] / "data" / "tables" / "exports.toml"
EXPORTS = tomllib.loads(_FILE.read_text("utf-8"))["export"]


@pytest.mark.parametrize("export", EXPORTS, ids=[one["name"] for one in EXPORTS])
@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8"), (";", "cp1252"), ("\t", "utf-16")])
def test_what_programs_export(export: dict[str, Any], delimiter: str, encoding: str) -> None:
    file = io.StringIO()
    rows = (export["headings"].split("|"), export["row"].split("|"))
    csv.writer(file, delimiter=delimiter).writerows(rows)
    sheet = read_text_table(decoded(file.getvalue().encode(encoding)))
    (company,) = companies_of(match_columns(sheet), sheet.notes, "NO")
    assert not [note for note in company.notes if note.is_doubt]
    assert {one.path: one.value for one in company.found.company if one.path != "Country"} == export[
        "company"
    ]
    people = [{one.path.partition(".")[2]: one.value for one in person} for person in company.found.persons]
    assert people == export.get("people", [])


def test_linkedin_begins_with_a_note() -> None:
    text = 'Notes:\n"When exporting your connection data, you may notice that some are missing."\n\n'
    text += "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    text += "Kari,Moe,https://www.linkedin.com/in/kari,kari@frukt.example,Frukt AS,Innkjøpssjef,01 Oct 2026\n"
    (company,) = companies_of(match_columns(read_text_table(text)), {}, "NO")
    assert [one.path for one in company.found.company] == ["Name"]
    assert [one.value for one in company.found.persons[0]] == [
        *("Kari", "Moe", "Innkjøpssjef", "kari@frukt.example", "https://www.linkedin.com/in/kari")
    ]


def test_labels_beside_values_say_what_they_are() -> None:
    headings = "Name,Organization Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,"
    headings += "Address 1 - Label,Address 1 - Street,Address 1 - City"
    rows = (
        "Mikko Virta,Pumppu,Work Fax,+358 9 123 4568,* Home,+358 9 765 432,Home,Lia 3,Helsinki\n"
        "Kari Moe,Fjell AS,Mobil ::: Privat,22 11 00 11 ::: 22 11 00 12,Work,22 11 00 13,Work,Lia 4,Oslo\n"
    )
    matched = match_columns(read_text_table(f"{headings}\n{rows}"))
    finnish, other = companies_of(matched, {}, "NO")
    values = {one.path: one.value for one in (*finnish.found.company, *finnish.found.persons[0])}
    assert values["Faxes[0].Value"] == "+358 9 123 4568"
    assert values["Persons[0].PrivatePhones[0].Value"] == "+358 9 765 432"
    assert not any(path.startswith("Address.") for path in values)
    assert ["home" in one.sentence for one in finnish.notes if not one.is_doubt] == [True]
    values = {one.path: one.value for one in (*other.found.company, *other.found.persons[0])}
    assert values["Persons[0].MobilePhone"] == "22 11 00 11"
    assert values["Persons[0].PrivatePhones[0].Value"] == "22 11 00 12"
    assert values["Persons[0].DirectPhone"] == "22 11 00 13"
    assert values["Address.Street.Address1"] == "Lia 4"


SALESFORCE = (
    "Last Name,Account Name,Mailing Street,Mailing City,Mailing State/Province,Mailing Zip/Postal Code,"
    "Mailing Country,Billing Street,Billing City,Billing State/Province,Billing Zip/Postal Code,"
    "Billing Country\n"
)


@pytest.mark.parametrize(
    ("row", "street", "postal"),
    [
        (
            "Rag,Thames,10 Science Park,Oxford,Oxon,OX4 4GA,UK,1 Finance House,London,,EC1A 1BB,UK",
            ["1 Finance House", "EC1A 1BB", "London"],
            ["10 Science Park", "OX4 4GA", "Oxford", "Oxon"],
        ),
        (
            "Byrne,Ferries,Pier Rd,Killimer,Co. Clare,V15 XN75,Ireland,Pier Rd,Killimer,,V15 XN75,Ireland",
            ["Pier Rd", "V15 XN75", "Killimer", "Co. Clare"],
            [],
        ),
        (
            "Lee,Acme,PO Box 12,Austin,TX,78701,USA,1 Main St,Dallas,TX,75201,USA",
            ["1 Main St", "75201", "Dallas", "TX"],
            ["PO Box 12", "78701", "Austin", "TX"],
        ),
        ("Moe,Fjell AS,Storgata 1,Oslo,,0155,Norway,,,,,", [], ["Storgata 1", "0155", "Oslo"]),
        ("Bo,Tom AS,,,,,,Storgata 2,Oslo,,0155,Norway", ["Storgata 2", "0155", "Oslo"], []),
    ],
)
def test_where_mail_goes_is_the_postal_address(row: str, street: list[str], postal: list[str]) -> None:
    matched = match_columns(read_text_table(f"{SALESFORCE}{row}\n"))
    (company,) = companies_of(matched, {}, "DE")
    values = {one.path: one.value for one in company.found.company}
    for kind, parts in (("Street", street), ("Postal", postal)):
        assert [text for path, text in values.items() if path.startswith(f"Address.{kind}.")] == parts
    assert values["Country"]
    assert not [note for note in company.notes if note.is_doubt]
    assert matched.remarks == ()


def test_addresses_of_two_countries_are_doubted() -> None:
    row = "Do,Mix,Storgata 3,Oslo,,0155,Norway,1 Finance House,London,,EC1A 1BB,United Kingdom"
    (company,) = companies_of(match_columns(read_text_table(f"{SALESFORCE}{row}\n")), {}, "NO")
    assert [note.sentence[:33] for note in company.notes] == ["“United Kingdom” and “Norway” are"]
