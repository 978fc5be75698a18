"""Several people in one cell: as many as a reader sees, or a doubt; never a mixture of them."""

import pytest

from app.recognition.cells.cell_people import name_of
from app.recognition.cells.cell_values import Cells
from app.recognition.people.several import people_apart


def cells_of(**values: str) -> Cells:
    cells = Cells()
    cells.cells = {f"Person.{field}": [(text, "A")] for field, text in values.items()}
    return cells


def people_of(**values: str) -> list[str]:
    parted = people_apart(cells_of(**values))
    names = [" ".join(name_of(one).values()) for one in parted.people]
    return [*names, "?"] if parted.doubts else names


KARI_AND_PER = ["Kari Hansen", "Per Olsen"]


@pytest.mark.parametrize(
    "text",
    [
        "Kari Hansen/Per Olsen",
        "Kari Hansen / Per Olsen",
        "Kari Hansen; Per Olsen",
        "Kari Hansen\nPer Olsen",
        "Kari Hansen|Per Olsen",
        "Kari Hansen • Per Olsen",
        "- Kari Hansen\n- Per Olsen",
        "Kari Hansen  Per Olsen",
        "Kari Hansen - Per Olsen",
        *(
            f"Kari Hansen {word} Per Olsen"
            for word in ["og", "och", "und", "and", "en", "et", "&", "+", "samt", "sowie"]
        ),
        "KARI HANSEN OG PER OLSEN",
        "kari hansen og per olsen",
        "Hansen, Kari; Olsen, Per",
        "Hansen, Kari og Olsen, Per",
        "1. Kari Hansen 2. Per Olsen",
        "1) Kari Hansen, 2) Per Olsen",
        "Kari Hansen (daglig leder), Per Olsen (salg)",
        "Kari Hansen, daglig leder, Per Olsen, selger",
        "Kari Hansen, daglig leder og Per Olsen, selger",
        "Kari Hansen; daglig leder; Per Olsen; selger",
        "Kari Hansen, kari@f.example, Per Olsen, per@f.example",
        "Kari Hansen (91722333), Per Olsen (91722334)",
        "Dr. Kari Hansen, Dr. Per Olsen",
    ],
)
def test_two_people_in_whatever_way_they_are_parted(text: str) -> None:
    assert people_of(Name=text) == KARI_AND_PER


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Kari og Ola Moe", ["Kari Moe", "Ola Moe"]),
        ("Kari/Per Hansen", ["Kari Hansen", "Per Hansen"]),
        ("Ann & Tom Lee", ["Ann Lee", "Tom Lee"]),
        ("Kari Hansen, Per Olsen og Ola Li", [*KARI_AND_PER, "Ola Li"]),
        ("Kari Hansen, Per Olsen, Ola Li", [*KARI_AND_PER, "Ola Li"]),
        ("Smith, John; Doe, Jane; Roe, Richard", ["John Smith", "Jane Doe", "Richard Roe"]),
        ("Anna van der Meer en Jan de Vries", ["Anna van der Meer", "Jan de Vries"]),
        ("Dr. Müller, Hans und Frau Schmidt, Eva", ["Hans Müller", "Eva Schmidt"]),
        ("Frau Müller / Herr Schmidt", ["Müller", "Schmidt"]),
        ("Daglig leder / Kari Moe", ["Kari Moe"]),
        ("Kari Moe, salgs- og markedssjef", ["Kari Moe"]),
        ("Kari Moe - Salg/Innkjøp", ["Kari Moe"]),
        ("Kari Moe, MBA, PhD", ["Kari Moe"]),
        ("Moe, Kari", ["Kari Moe"]),
        ("Lund, Ola Per", ["Ola Per Lund"]),
        ("Berg Nordmann, Kari", ["Kari Berg Nordmann"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Vasconcelos e Sá, Maria", ["Maria Vasconcelos e Sá"]),
        ("Kari Moe, daglig leder", ["Kari Moe"]),
    ],
)
def test_people_who_are_plain(text: str, people: list[str]) -> None:
    assert people_of(Name=text) == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Frauke Janssen, Hinnerk Petersen", ["Frauke Janssen", "Hinnerk Petersen"]),
        ("Kari og Per", ["Kari", "Per"]),
        ("Kari, Per, Ola", ["Kari", "Per", "Ola"]),
        ("Kari Hansen og Per", ["Kari Hansen", "Per"]),
        ("Kari Hansen/Olsen", ["Kari Hansen", "Olsen"]),
        ("Hansen, Kari, Olsen, Per", KARI_AND_PER),
        ("Kari, Per og Ola Hansen", ["Kari Hansen", "Per Hansen", "Ola Hansen"]),
        ("Kari Hansen, bor i Oslo", ["Kari Hansen"]),
        ("Kari Hansen, Oslo", ["Kari Hansen"]),
        ("Kari Hansen, Per Olsen m.fl.", ["Kari Hansen"]),
        ("Fjell AS / Kari Hansen", ["Kari Hansen"]),
    ],
)
def test_people_who_are_doubtful(text: str, people: list[str]) -> None:
    assert people_of(Name=text) == [*people, "?"]


@pytest.mark.parametrize(
    ("first", "last", "people"),
    [
        ("Kari og Per", "Lund", ["Kari Lund", "Per Lund"]),
        ("Kari / Per", "Hansen / Olsen", KARI_AND_PER),
        ("Kari\nPer", "Hansen\nOlsen", KARI_AND_PER),
        ("Kari, Per", "Lund", ["Kari Lund", "Per Lund", "?"]),
        ("Kari og Per", "", ["Kari", "Per", "?"]),
        ("Kari Hansen og Per Olsen", "", KARI_AND_PER),
        ("Anne-Marie", "Lund", ["Anne-Marie Lund"]),
        ("Ola, MBA", "Lund", ["Ola Lund"]),
    ],
)
def test_several_in_the_columns_of_names(first: str, last: str, people: list[str]) -> None:
    assert people_of(Firstname=first, **({"Lastname": last} if last else {})) == people


def test_what_stands_beside_each_name() -> None:
    kari, per = people_apart(cells_of(Name="Kari Hansen (salg), 91722333 / Per Olsen <per@x.example>")).people
    assert (kari.first("Person.Title"), kari.first("Person.Phone")) == ("salg", "91722333")
    assert (per.first("Person.Name"), per.first("Person.Email")) == ("Per Olsen", "per@x.example")
    (kari,) = people_apart(cells_of(Name="v/ Kari Moe (daglig leder)")).people
    assert kari.cells == {"Person.Name": [("Kari Moe", "A")], "Person.Title": [("daglig leder", "A")]}


@pytest.mark.parametrize("text", ["a" * 9_999 + "1", "Kari Moe, " * 900, "a-" * 4_000 + "!", "og " * 3_000])
def test_long_cells_take_no_longer_than_their_length(text: str) -> None:
    cells = cells_of(Name=text)
    assert people_apart(cells).people


@pytest.mark.parametrize(
    "between",
    [
        *("v/", "v/ ", "V/", "p/", "m/", "m/ ", "w/"),
        *("ev. ", "evt. ", "eventuelt ", "med ", "vs ", "vs. ", "mit ", "sammen med ", "bzw. ", "resp. "),
    ],
)
def test_what_may_part_two_people_does_and_is_doubtful(between: str) -> None:
    cells = Cells()
    cells.cells["Person.Name"] = [(f"Kari Hansen {between}Per Olsen", "B")]
    parted = people_apart(cells)
    assert [one.first("Person.Name") for one in parted.people] == ["Kari Hansen", "Per Olsen"]
    assert parted.doubts == [f"“Kari Hansen {between}Per Olsen” says more than names: see who is meant."]


@pytest.mark.parametrize(
    "name", ["Kari Hansen", "Mette Met Hansen", "Jan van der Berg", "Vs Li", "Ida Med", "Per Mit Moe"]
)
def test_names_with_such_words_are_one(name: str) -> None:
    cells = Cells()
    cells.cells["Person.Name"] = [(name, "B")]
    parted = people_apart(cells)
    assert ([one.first("Person.Name") for one in parted.people], parted.doubts) == ([name], [])
