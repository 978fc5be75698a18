"""Names and addresses that stand in one cell."""

import pytest

from app.recognition.cells.cell_addresses import code_and_city, parts_of_address
from app.recognition.cells.cell_people import name_of
from app.recognition.numbers.post_boxes import BOX
from app.recognition.sheets.delimited import read_text_table
from app.recognition.tables.columns import match_columns
from app.recognition.tables.row_values import CellNote, RowValues


def row_of(text: str) -> RowValues:
    matched = match_columns(read_text_table(text))
    return RowValues(matched, matched.rows[0], {(2, 0): "A formula's error."})


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("0155 Oslo", ("0155", "Oslo")),
        ("111 47 Stockholm", ("111 47", "Stockholm")),
        ("D-10115 Berlin", ("D-10115", "Berlin")),
        ("1012 AB Amsterdam", ("1012 AB", "Amsterdam")),
        ("Oslo 0155", ("0155", "Oslo")),
        ("Oslo", ("", "Oslo")),
    ],
)
def test_postcode_and_city(text: str, parts: tuple[str, str]) -> None:
    assert code_and_city(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Hamngatan 2\n111 47 Stockholm", (["Hamngatan 2"], "111 47", "Stockholm")),
        ("Storgata 12, 0155 Oslo", (["Storgata 12"], "0155", "Oslo")),
        ("Bygg 3, Storgata 12, 0155 Oslo, Norge", (["Bygg 3", "Storgata 12"], "0155", "Oslo")),
        ("Storgata 12", (["Storgata 12"], "", "")),
        ("Storgata 12\n0155", (["Storgata 12"], "0155", "")),
        ("Storgata 12\n0155\nNorge", (["Storgata 12", "Norge"], "0155", "")),
    ],
)
def test_an_address_in_one_cell(text: str, parts: tuple[list[str], str, str]) -> None:
    assert parts_of_address(text) == parts


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Kari Nordmann", {"Firstname": "Kari", "Lastname": "Nordmann"}),
        ("Nordmann, Kari", {"Firstname": "Kari", "Lastname": "Nordmann"}),
        ("Anne Marie van der Berg", {"Firstname": "Anne Marie", "Lastname": "van der Berg"}),
        ("Cher", {"Firstname": "Cher"}),
    ],
)
def test_names(name: str, parts: dict[str, str]) -> None:
    assert name_of(row_of(f'Firma;Kontaktperson\nA;"{name}"').people[0]) == parts


def test_parts_of_names_have_columns_of_their_own() -> None:
    values = row_of("Firma;Fornavn;Etternavn\nA;Kari;Nordmann")
    assert name_of(values.people[0]) == {"Firstname": "Kari", "Lastname": "Nordmann"}
    assert values.notes[0].is_doubt


def test_exports_join_several_values_in_a_cell() -> None:
    values = row_of("Firma;E-post\nA;a@x.example ::: b@x.example")
    assert [text for text, _letters in values.all("Emails")] == ["a@x.example", "b@x.example"]


@pytest.mark.parametrize(
    ("text", "beside", "lines"),
    [
        ("Sallerupsvägen 214", "", ["Sallerupsvägen 214"]),
        ("Storgata 1045", "0150", ["Storgata 1045"]),
        ("Hovedgaden 12, 2. sal", "4000", ["Hovedgaden 12", "2. sal"]),
        ("Storgata 1, 0150 Oslo", "", ["Storgata 1"]),
        ("Storgata 1, 0150 Oslo", "0150", ["Storgata 1"]),
    ],
)
def test_a_number_beside_a_postcode_is_that_of_the_house(text: str, beside: str, lines: list[str]) -> None:
    assert parts_of_address(text, beside)[0] == lines


@pytest.mark.parametrize("between", ["\n", " / "])
def test_a_title_among_names_is_that_of_the_one_before(between: str) -> None:
    row = row_of(f'Firma;Navn\nFjell AS;"Kari Moe{between}Daglig leder{between}Ola Lie"\n')
    told = [{field: [text for text, _letters in one.all(field)] for field in one.cells} for one in row.people]
    kari = {"Person.Name": ["Kari Moe"], "Person.Title": ["Daglig leder"]}
    assert told == [kari, {"Person.Name": ["Ola Lie"]}]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Kari Nordmann <kari@fjell.no>, 912 34 567", ["Kari Nordmann kari@fjell.no 912 34 567"]),
        ("Per Moe (innkjøp), per@fjell.no, tlf. 913 34 567", ["Per Moe per@fjell.no 913 34 567"]),
        ('"Lie, Eva" <eva@fjell.no>', ["Eva Lie eva@fjell.no"]),
        (
            "A Moe <a@fjell.no>, Liv Moe <liv@fjell.no>",
            ["A Moe a@fjell.no", "Liv Moe liv@fjell.no"],
        ),
        ("Lars Ås / Liv Ås 915 34 567", ["Lars Ås", "Liv Ås 915 34 567"]),
        ("Ola Berg\nola@fjell.no", ["Ola Berg ola@fjell.no"]),
        ("kari@fjell.no", ["kari@fjell.no"]),
        ("Ola Berg 2", ["Ola Berg 2"]),
    ],
)
def test_mails_and_numbers_beside_a_name_are_of_that_person(text: str, people: list[str]) -> None:
    cell = text.replace('"', '""')
    row = row_of(f'Firma;Kontakt\nFjell AS;"{cell}"\n')
    told = [
        " ".join(
            [
                *name_of(person).values(),
                *(value for kind in ("Person.Email", "Person.Phone") for value, _l in person.all(kind)),
            ]
        )
        for person in row.people
    ]
    assert told == people


def test_an_error_in_a_column_that_nothing_is_taken_from_is_no_doubt() -> None:
    matched = match_columns(read_text_table("Firma;Formel;Kontaktperson\nA;;Kari Moe"))
    notes = {(2, place): f"Error {place}." for place in range(3)}
    values = RowValues(matched, matched.rows[0], notes)
    assert [note.sentence for note in values.notes] == ["Error 0.", "Error 2."]


@pytest.mark.parametrize(
    ("headings", "row", "notes"),
    [
        ("Mobil", "900 00 000 (helst SMS)", ["“helst SMS” beside the number is left out."]),
        ("E-post", "a(at)x.example", ["“a(at)x.example” is read as a@x.example."]),
        ("Kontakt", "Ann Lee Moe, Ola Lie", ["“Ann Lee Moe, Ola Lie” may be one name or two: read as two."]),
        ("Zentrale;Kontakt;Durchwahl", "089 555-0;Al Au;-24", ["The extension -24 is read as 089 555-24."]),
        ("Postfach", "20 12", []),
    ],
)
def test_what_is_noticed_about_cells(headings: str, row: str, notes: list[str]) -> None:
    matched = match_columns(read_text_table(f"Firma;{headings}\nFjell AS;{row}\n"))
    values = RowValues(matched, matched.rows[0], {})
    assert [note.sentence for note in values.notes] == notes
    assert values.first(BOX) == ("postfach 20 12" if headings == "Postfach" else "")


def test_a_mail_is_whose_heading_names_the_role() -> None:
    row = row_of(
        "Firma;Daglig leder;Innkjøper;E-post innkjøper;E-post (privat)\nA;Ola Lie;Kari Moe;k@a.no;p@a.no"
    )
    told = [
        (one.first("Person.Name"), one.first("Person.Email"), one.first("Person.Title")) for one in row.people
    ]
    assert told == [("Ola Lie", "", "Daglig leder"), ("Kari Moe", "k@a.no", "Innkjøper")]


def test_an_extension_makes_one_number_of_that_beside_it() -> None:
    (person,) = row_of("Company;Main contact;Position;Tel. no.;Ext\nA;Al Au;Buyer;01354 960123;214").people
    assert list(person.all("Person.DirectPhone")) == [("01354 960123 ext. 214", "E")]
    assert not list(person.all("Person.Phone"))


def test_a_title_is_as_its_heading_has_it() -> None:
    matched = match_columns(read_text_table("Butikk;Kjøpmann/butikksjef\nKiwi 512;Stine Rø\n"))
    values = RowValues(matched, matched.rows[0], {})
    assert values.people[0].first("Person.Title") == "Kjøpmann/butikksjef"


def test_a_note_says_where_its_cell_is() -> None:
    assert CellNote(3, "C", "It is odd.").told == "Row 3, column C: It is odd."
    assert CellNote(3, "", "It is odd.").told == "Row 3: It is odd."


@pytest.mark.parametrize("name", ["Fjord AS / Vik AS", "Alfa AB och Beta AB", '"Gamma AS\nDelta AS"'])
def test_two_companies_in_one_cell_are_doubted(name: str) -> None:
    values = row_of(f"Firma;By\n{name};Oslo\n")
    shown = " ".join(name.strip('"').split())
    told = f"“{shown}” may be the names of two companies: they are read as one."
    assert CellNote(2, "A", told, is_doubt=True) in values.notes


@pytest.mark.parametrize(
    ("headings", "cells", "is_left"),
    [
        ("Firma;Telefon", "Vik AS;01.01.1970", False),
        ("Firma;Telefon", "Vik AS;2033-04-22", False),
        ("Firma;Mobil", "Vik AS;12/31/1999", False),
        ("Firma;Kontakt", "Vik AS;2026-03-15\nBo AS;Kari Hansen\nLie AS;Ola Li", False),
        ("Firma;Adresse", "Vik AS;2026-05-03", True),
        ("Firma;Postnr", "Vik AS;1900-06-03", True),
        ("Firma;Telefon", "12.mai;22334455", True),
    ],
)
def test_a_date_in_the_place_of_another_value_is_doubted(headings: str, cells: str, is_left: bool) -> None:
    values = row_of(f"{headings}\n{cells}")
    (told,) = [note.sentence for note in values.notes if "date" in note.sentence]
    date = next(cell for cell in cells.split("\n", 1)[0].split(";") if cell[0].isdigit())
    everywhere = [values, *values.people]
    there = any(date == text for one in everywhere for cell in one.cells.values() for text, _letters in cell)
    assert there == is_left and date in told


def test_the_word_of_a_link_whose_address_is_lost_is_doubted() -> None:
    values = row_of(
        "Firma;Kontakt;E-post\nAlfa AS;Kari Hansen;Send e-post\nBeta AS;Per Olsen;per@beta.example"
    )
    (note,) = values.notes[1:]
    assert note.is_doubt and "Send e-post" in note.sentence
    assert not [*values.people[0].all("Person.Email")]


@pytest.mark.parametrize(
    ("headings", "row", "told"),
    [
        ("Kontaktperson;Telefon", "Kari Berg;91 11 11 11 (Kari)", []),
        ("Telefon;Kontaktperson", "Kari Berg 91 11 11 11;Kari Berg", []),
        ("Kontaktperson;Mobil", "Kari Berg;91 11 11 11 (Berg)", []),
        ("Fornavn;Etternavn;Mobil", "Kari;Berg;91 11 11 11 (kari)", []),
        ("Kontaktperson;Telefon", "Kari Berg;91 11 11 11 (Per)", ["Per"]),
        ("Kontaktperson;Telefon", "Kari Berg;91 11 11 11 (Kari Moe)", ["Kari Moe"]),
        ("Kontaktperson;Telefon", "Kari Berg og Per Moe;91 11 11 11 (Per)", ["Per"]),
        ("Kontaktperson;Telefon bedrift", "Kari Berg;91 11 11 11 (Kari)", ["Kari"]),
        ("Kontaktperson;Telefon", ";91 11 11 11 (Kari)", ["Kari"]),
    ],
)
def test_the_own_name_beside_a_number_is_not_left_out(headings: str, row: str, told: list[str]) -> None:
    matched = match_columns(read_text_table(f"Firma;{headings}\nFjell AS;{row}\n"))
    notes = RowValues(matched, matched.rows[0], {}).notes
    sentences = [note.sentence for note in notes]
    assert sentences == [f"“{one}” beside the number is left out." for one in told]


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("Anna Schmidt", ["“Anna Schmidt” may be a person: it is read as a part of the company."]),
        ("Frau Eva Lang", ["“Frau Eva Lang” may be a person: it is read as a part of the company."]),
        ("Niederlassung Nord", []),
        ("Geschäftsstelle Mitte", []),
        ("Sports Division", []),
        ("Vertrieb", []),
    ],
)
def test_somebody_in_the_second_line_of_a_companys_name_is_doubted(text: str, doubts: list[str]) -> None:
    row = row_of(f"Name 1;Name 2;Straße;PLZ;Ort\nMeier KG;{text};Weg 2;20095;Hamburg")
    assert [one.sentence for one in row.notes if one.column == "B"] == doubts


@pytest.mark.parametrize(
    ("heading", "field", "most"),
    [
        ("Firma", "Name", 1000),
        ("Fornavn", "Person.Firstname", 400),
        ("Poststed", "Address.Street.City", 1000),
    ],
)
def test_a_cell_that_is_too_long_is_cut_and_doubted(heading: str, field: str, most: int) -> None:
    row = row_of(f"{heading};Epost;Etternavn\n{'x' * 1500};a@b.example;Moe")
    cells = (row.people[0] if field.startswith("Person.") else row).cells
    assert [len(text) for text, _letters in cells[field]] == [most]
    doubts = [one.sentence for one in row.notes if one.is_doubt]
    assert any(one.endswith(f"is too long: only its first {most} characters are read.") for one in doubts)
