"""Lists of people below the names of departments."""

import pytest

from app.recognition import recognise
from app.recognition.layout.team_lists import is_department, with_people_apart


def people(text: str, region: str) -> list[tuple[str, str, str]]:
    found = []
    for person in recognise(text, region).persons:
        values = {one.path.partition("].")[2]: one.value for one in person}
        number = values.get("MobilePhone") or values.get("DirectPhone") or ""
        found.append((f"{values['Firstname']} {values['Lastname']}", values.get("Title", ""), number))
    return found


@pytest.mark.parametrize(
    ("text", "region", "expected"),
    [
        (
            (
                "Salg\nTom Vik – Salgssjef – 911 22 301 – tom@vik.no\n"
                "Eva Moe – Selger – 911 22 302 – eva@vik.no\n"
                "\nVerksted\nKnut Berg – Verksmester – 911 22 303"
            ),
            "NO",
            [
                ("Tom Vik", "Salgssjef", "911 22 301"),
                ("Eva Moe", "Selger", "911 22 302"),
                ("Knut Berg", "Verksmester", "911 22 303"),
            ],
        ),
        (
            (
                "Geschäftsführung\nMartin Brandl\nGeschäftsführer\nTel. 089 312245-11\n\n"
                "Vertrieb\nSabine Hofer\nVertriebsleiterin\nTel. 089 312245-21\n\n"
                "Buchhaltung\nClaudia Meier\nTel. 089 312245-31"
            ),
            "DE",
            [
                ("Martin Brandl", "Geschäftsführer", "089 312245-11"),
                ("Sabine Hofer", "Vertriebsleiterin", "089 312245-21"),
                ("Claudia Meier", "", "089 312245-31"),
            ],
        ),
        (
            (
                "Sälj & Marknad\nJohan Ek, försäljningschef\n070-233 41 11\n"
                "Sara Lund, säljare\n070-233 41 12\n"
                "Ekonomi\nAnna Berg, ekonomiassistent\n070-233 41 13"
            ),
            "SE",
            [
                ("Johan Ek", "försäljningschef", "070-233 41 11"),
                ("Sara Lund", "säljare", "070-233 41 12"),
                ("Anna Berg", "ekonomiassistent", "070-233 41 13"),
            ],
        ),
        (
            (
                "Accounts\nHelen Dodd\nFinance Manager\n07700 900401\n\nWorkshop\n"
                "Gary Pike\nForeman\n07700 900402"
            ),
            "GB",
            [("Helen Dodd", "Finance Manager", "07700 900401"), ("Gary Pike", "Foreman", "07700 900402")],
        ),
        (
            "Verkoop\nPiet de Boer, verkoper, 06 12345671\nBinnendienst\nEva Smit, medewerker, 06 12345672",
            "NL",
            [("Piet de Boer", "verkoper", "06 12345671"), ("Eva Smit", "medewerker", "06 12345672")],
        ),
    ],
)
def test_each_of_a_list_has_their_own_title_and_number(
    text: str, region: str, expected: list[tuple[str, str, str]]
) -> None:
    assert people(text, region) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kari Lie\nInnkjøp\nFjell AS\n911 00 234",  # one alone: it is what she does
        "Fjell Elektro\n\nKari Lie\nDaglig leder\n911 00 234",
        "Nordre Verksted\nKari Lie, daglig leder, 911 00 234\nOla Moe",
        "Salg\nMarked\nØkonomi",
        "Vennlig hilsen\nKari Lie",
    ],
)
def test_what_is_no_list_stays(text: str) -> None:
    assert with_people_apart(text.split("\n")) == text.split("\n")


def test_what_stands_right_below_a_name_is_no_department() -> None:
    text = "Kari Lie\nRådgiver\n911 00 234\n\nOla Moe\nSalg\nPer Dal\nSelger\n911 00 235"
    assert "Salg" in with_people_apart(text.split("\n"))


@pytest.mark.parametrize(
    "line", ["Salg og marked", "Økonomi & administrasjon", "Vertrieb Innendienst", "Workshop"]
)
def test_words_of_departments_alone_name_one(line: str) -> None:
    assert is_department(line)


@pytest.mark.parametrize(
    "line", ["Daglig leder", "Fjell Salg", "salg", "Salg 3", "", "Kari Lie", "Vi er her for deg"]
)
def test_other_words_name_none(line: str) -> None:
    assert not is_department(line)
