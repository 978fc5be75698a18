"""What columns hold is told by their cells, where headings say too little."""

import pytest

from app.recognition.cells.column_guesses import guessed, place_of_names, texts_of, told_by_cells
from app.recognition.sheets.sheet import Row
from app.recognition.values.headings import ANY_NAME


def rows(*lines: str) -> list[Row]:
    return [Row(number, tuple(line.split("|"))) for number, line in enumerate(lines, 2)]


def told(fields: list[str | None], *lines: str) -> list[str | None]:
    return told_by_cells(
        fields, [f"Kolonne {letter}" for letter in "ABCDE"[: len(fields)]], rows(*lines), set()
    )


def test_columns_without_headings() -> None:
    lines = rows(
        "Fjell AS|Kari Moe|Storgata 1, 0155 Oslo|2026-01-10", "Vik|Ola Lie|Gata 2, 5003 Bergen|2026-03-01"
    )
    assert guessed(lines, 4, [None] * 4) == ["Name", "Person.Name", "Address.Street", None], (
        "a date is no phone"
    )
    assert texts_of(lines, 1) == ["Kari Moe", "Ola Lie"]


def test_titles_and_places_need_no_headings() -> None:
    lines = rows(
        "Otter Ltd|Jim Otter|Managing Director|Exeter|EX1 1AA|Undheimsvegen 1|4340 Bryne",
        "Fox Fabrics|Al Fox|Owner|Crediton|EX17 3CC|Storgata 3|4342 Undheim",
    )
    assert guessed([Row(one.number, one.cells[:5]) for one in lines], 5, [None] * 5) == [
        *("Name", "Person.Name", "Person.Title", "Address.Street.City", "Address.Street.Zipcode"),
    ]
    beside = [Row(one.number, (one.cells[0], *one.cells[5:])) for one in lines]
    assert guessed(beside, 3, [None] * 3) == ["Name", "Address.Street.Address1", "Address.Street.ZipCity"]


def test_numbers_and_nothing_are_no_names_where_another_column_has_some() -> None:
    lines = ("1001|Kari Moe|", "1002|Ola Lie|")
    assert told(["Name", "Person.Name"], *lines) == ["", "Person.Name"]
    assert told([ANY_NAME, "Person.Name"], "|Kari Moe", "|Ola Lie") == ["", "Person.Name"]
    assert told(["Name", "Phone"], "1881|22 33 44 55") == ["Name", "Phone"], "the only name"
    chosen = told_by_cells(["Name", "Person.Name"], ["A", "B"], rows(*lines), {0})
    assert chosen == ["Name", "Person.Name"]


@pytest.mark.parametrize(
    ("fields", "line", "wanted"),
    [
        (["Name", "Address.Street"], "Fjell AS|Norwich", "Address.Street.City"),
        (["Name", "Address.Street"], "Fjell AS|Gata 1", "Address.Street"),
        (["Name", "Address.Street"], "Fjell AS|Damsgård, Bergen", "Address.Street"),
        (["Name", "Address.Street", "Address.Street.City"], "Fjell AS|Damsgård|Bergen", "Address.Street"),
    ],
)
def test_an_address_may_be_a_town_alone(fields: list[str | None], line: str, wanted: str) -> None:
    assert told(fields, line)[1] == wanted


def test_mails_have_the_column_that_nobody_knows() -> None:
    lines = ("Fjell AS|a@fjell.example; b@fjell.example", "Vik AS|post@vik.example")
    assert told(["Name", None], *lines) == ["Name", "Email"]
    assert told(["Name", ""], *lines) == ["Name", ""], "known, and nobody's"
    assert told(["Name", None], "Fjell AS|selger@vi.example", "Vik AS|selger@vi.example") == ["Name", None]


def test_people_have_the_column_that_nobody_knows_beside_what_is_known_of_them() -> None:
    lines = ("Fjell AS|Kari Moe|Leder", "Vik AS|Ola Lie|Selger")
    assert told(["Name", None, "Person.Title"], *lines)[1] == "Person.Name"
    assert told(["Name", None, None], *lines)[1] is None, "Volvo Penta"
    same = ("Fjell AS|Kari Moe|Leder", "Vik AS|Kari Moe|Selger")
    assert told(["Name", None, "Person.Title"], *same)[1] is None, "who has the customers"


def test_names_stand_before_all_else_or_have_the_word_of_their_heading() -> None:
    lines = rows("1|Bamble kommune|3970", "2|Kragerø kommune|3770")
    fields, headings = ["", "", "Address.Street.Zipcode"], ["Nummer", "Kommune", "Postnr"]
    assert place_of_names(fields, headings, lines, [0, 1]) == 1
    assert place_of_names(["", "", ""], headings, lines, [0, 1]) is None, "nothing more is known of companies"


def test_mails_need_no_heading_and_marks_are_no_names() -> None:
    lines = rows("Fjell AS|a@fjell.example", "Vik AS|post@vik.example")
    assert told_by_cells(["Name", None], ["Firma", ""], lines, set()) == ["Name", "Email"]
    assert guessed(rows("x|22 33 44 55", "x|33 44 55 66"), 2, [None, None]) == [None, "Phone"]


def test_postcodes_stand_before_towns() -> None:
    lines = ("Stalmet|81-061|Gdynia", "Drewpol|15-704|Białystok")
    assert told(["Name", None, "Address.Street.City"], *lines)[1] == "Address.Street.Zipcode"
    assert told(["Name", None, "Person.Title"], *lines)[1] is None
    lines = ("Stalmet|A1|Gdynia", "Drewpol|15-704|Białystok")
    assert told(["Name", None, "Address.Street.City"], *lines)[1] is None


def test_numbers_below_nr_are_phones_where_they_are_written_so() -> None:
    lines = rows("Fjell AS|90 11 22 33", "Vik AS|57 78 11 22 / 911 22 333", "Os AS|57 78 11 23")
    assert told_by_cells(["Name", ""], ["Firma", "NR"], lines, set()) == ["Name", "Phone"]
    assert told_by_cells(["Name", ""], ["Firma", "NR"], lines, {1}) == ["Name", ""], "chosen"
    ids = rows("Fjell AS|10000001", "Vik AS|10000002", "Os AS|10000003")
    assert told_by_cells(["Name", ""], ["Firma", "NR"], ids, set()) == ["Name", ""]


def test_names_beside_mails_of_theirs_are_people() -> None:
    lines = rows("Fjell AS|KAH|kah@fjell.no", "Vik AS|P. Holt|p.holt@vik.no", "Os AS|Stig (formann)|")
    assert told_by_cells(["Name", None, "Email"], ["Firma", "Ktp", "Mail"], lines, set()) == [
        "Name",
        "Person.Name",
        "Email",
    ]
    shops = rows("Kiwi|Kiwi Sandnes|sandnes@kiwi.no", "Kiwi|Kiwi Bodø|bodo.kiwi@kiwi.no")
    assert told_by_cells(["Name", None, "Email"], ["Firma", "Enh", "Mail"], shops, set())[1] is None
    assert told_by_cells(["Name", None, "Email"], ["Firma", "Ktp", "Mail"], lines[:1], set())[1] is None
