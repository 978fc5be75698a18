"""Texts without blanks between things."""

import pytest

from app.recognition import recognise
from app.recognition.layout.glued_words import with_words_apart


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Kari LieDaglig lederTlf. 911 00 234", ["Kari Lie", "Daglig leder", "Tlf. 911 00 234"]),
        ("Fjell ASTlf: 22 86 54 00", ["Fjell AS", "Tlf: 22 86 54 00"]),
        ("22 86 54 00Mob: 911 00 234", ["22 86 54 00", "Mob: 911 00 234"]),
        ("911 00 234kari@fjell.no", ["911 00 234", "kari@fjell.no"]),
        ("70173Stuttgart", ["70173 Stuttgart"]),
        ("Storgata 4, 0184Oslo", ["Storgata 4, 0184 Oslo"]),
        ("VertriebsleiterBerg Systeme GmbH", ["Vertriebsleiter", "Berg Systeme GmbH"]),
    ],
)
def test_things_come_apart(line: str, expected: list[str]) -> None:
    assert with_words_apart([line]) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Ann McDonald",
        "DeLaval AS",
        "PowerOffice AS",
        "Kari Lie-Moe",
        "kari99@fjell.no",
        "www.fjellTelefon.no",
        "Tel: 22 86 54 00",
        "1016AS Amsterdam",
        "HansMüller",  # no mailbox tells that it is a name
        "5264Xyzzy",
        "iPhone, MacBook",
    ],
)
def test_what_is_written_so_stays(line: str) -> None:
    assert with_words_apart([line]) == [line]


def test_a_name_in_one_word_is_that_of_its_mailbox() -> None:
    assert with_words_apart(["HansMüller", "hans.mueller@berg.de"])[0] == "Hans Müller"
    assert with_words_apart(["KariLie", "post@fjell.no"])[0] == "KariLie"


def test_a_card_without_gaps_is_read() -> None:
    found = recognise("Kari LieDaglig lederFjell ASTlf: 22865400Mob: 91100234kari.lie@fjell.no", "NO")
    person = {one.path.partition("].")[2]: one.value for one in found.persons[0]}
    assert (person["Firstname"], person["Title"], person["MobilePhone"]) == (
        "Kari",
        "Daglig leder",
        "91100234",
    )
    assert found.company[0].value == "Fjell AS"
