"""No column that has texts vanishes: it goes to a field, says nothing by its heading, or is told."""

import random

import pytest

from app.recognition.sheets.delimited import read_text_table
from app.recognition.tables.arranging import arranged
from app.recognition.tables.columns import match_columns
from app.recognition.values.headings import IGNORED, field_of_heading

HEADINGS = (
    *("Firma", "Kontakt", "E-post", "Telefon", "Stilling", "Sted", "Postnr", "Adresse", "Adr.2", "Referat"),
    *(
        "Fakturakontakt",
        "Förvaltning",
        "Akademischer Titel",
        "Lead score",
        "Mal",
        "Etternavn",
        "Qwerty",
        "Spouse",
    ),
    *("Kl.", "Nr", "Assistant", "Vorwahl", "Zusatz", "Opt in", "Åpningstider", "Butikk", "Tlf lev.", "Kanal"),
)
WORDS = (
    "Fjell AS",
    "Kari Moe",
    "kari@fjell.example",
    "22 33 44 55",
    "Selger",
    "Oslo",
    "Storgata 1",
    "ikke ring",
)


@pytest.mark.parametrize("seed", range(60))
def test_every_column_with_texts_is_read_or_told(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same tables each time
    headings = ["Firma", *chance.sample(HEADINGS[1:], 6)]
    rows = [[f"Fjell {number} AS", *chance.choices(WORDS, k=6)] for number in range(4)]
    text = "\n".join(";".join(cells) for cells in (headings, *rows))
    matched = match_columns(arranged(read_text_table(text)))
    told = " ".join(matched.remarks)
    for column in matched.columns:
        is_known = bool(column.field) or field_of_heading(column.heading) == IGNORED
        assert is_known or f"“{column.heading}”" in told, column.heading


COLUMNS = (
    ("Kari Moe", "Ola Li", "Eva Berg", "Per Dal"),
    ("kari@fjell.example", "ola@vann.example", "", "per@sand.example"),
    ("22 33 44 55", "22 33 44 56", "22 33 44 57", ""),
    ("Daglig leder", "Selger", "Eier", "Innkjøper"),
    ("ikke ring før jul", "Kunde siden 1998", "", "ringer selv"),
    ("Storgata 1", "Lia 4", "Havna 2", "Arne Garborgs veg 3"),
    ("Oslo", "Bergen", "Halden", "Gol"),
    ("A", "B", "A", "C"),
    ("rød", "blå", "grønn", "rød"),
)


@pytest.mark.parametrize("seed", range(40))
def test_without_headings_as_well(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    columns = [("Fjell AS", "Vann AS", "Sand Bygg AS", "Lys AS"), *chance.sample(COLUMNS, 5)]
    rows = zip(*columns, strict=True)
    matched = match_columns(arranged(read_text_table("\n".join(map(";".join, rows)))))
    told = " ".join(matched.remarks)
    for column in matched.columns:
        assert column.field or f"column {'ABCDEF'[column.place]} " in told


def test_the_title_of_a_deal_is_none_of_people() -> None:
    rows = "Tittel;Kunde;Kontakt;Sannsynlighet\nNytt anlegg;Tre AS;Ida Tan;50 %\nService;Vik AS;Bo Li;20 %\n"
    matched = match_columns(arranged(read_text_table(rows)))
    assert [column.field for column in matched.columns] == ["", "Name", "Person.Name", ""]
    told = "The column “Tittel” is left out: it is about what is sold, not about people."
    assert told in matched.remarks


def test_names_of_customers_are_companies_where_some_are() -> None:
    rows = "Kundnr;Namn;Adress\n1;Bergs Bageri AB;Gatan 1\n2;Lindas Salong;Gatan 2\n3;Erik Bo;Gatan 3\n"
    matched = match_columns(arranged(read_text_table(rows)))
    assert matched.columns[1].field == "Name"
