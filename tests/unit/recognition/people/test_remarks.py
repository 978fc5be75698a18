"""What stands beside names, and is none of what people have."""

import pytest

from app.recognition.cells.cell_values import Cells
from app.recognition.people.remarks import names_in, remarks
from app.recognition.people.several import people_apart


def told(name: str, beside: str = "Fjell AS Oslo") -> list[tuple[str, bool]]:
    cells = Cells()
    cells.cells["Person.Name"] = [(name, "B")]
    said = names_in(cells)
    return list(remarks(said, people_apart(cells).people, beside))


@pytest.mark.parametrize(
    ("name", "remark"),
    [
        ("Kari Moe (sluttet 1.1.26)", "sluttet 1.1.26"),
        ("Kari Moe (vikar: Per Olsen)", "vikar: Per Olsen"),
        ("Kari Moe [død]", "død"),
        ("Kari Moe (ring Per Olsen 91722333)", "Per Olsen"),
        ("Kari Moe (Sand AS)", "Sand AS"),
        ("Kari Moe (?)", "?"),
        ("Kari Moe (Oslo, til mai)", "Oslo, til mai"),
    ],
)
def test_a_remark_in_brackets_is_a_doubt(name: str, remark: str) -> None:
    assert told(name) == [(f"“{remark}” beside the name is left out.", True)]


@pytest.mark.parametrize(
    "name", ["Kari (Katrine) Moe", "Kari Moe (she/her)", "Kari Moe (Frau)", "Kari Moe (PhD)"]
)
def test_what_says_little_is_told_alone(name: str) -> None:
    assert [is_doubt for _sentence, is_doubt in told(name)] == [False]


@pytest.mark.parametrize(
    "name",
    [
        "Kari Moe",
        "Kari Moe (daglig leder)",
        "Kari Moe (kari@fjell.example)",
        "Kari Moe (mob 91722333)",
        "Kari Moe (Fjell AS)",
        "Kari Moe (Oslo)",
        "Kari Moe - daglig leder",
        "Anne-Marie O'Brien",
        "Kari Moe (f)",
    ],
)
def test_what_is_kept_is_no_remark(name: str) -> None:
    assert told(name) == []


@pytest.mark.parametrize(
    "name", ["Kari Moe – ikke kontakt!", "Kari Moe {slutter}", "Kari Moe -> Per Li", "Kari Moe // ring ikke"]
)
def test_what_is_no_name_in_a_name_is_a_doubt(name: str) -> None:
    assert told(name) == [(f"“{name}” says more than names: see who is meant.", True)]


@pytest.mark.parametrize(
    ("name", "cut"),
    [
        ("Robert Smith Jr.", "Jr."),
        ("Henry Ford III", "III"),
        ("John Smith MBE", "MBE"),
        ("Kari Hansen, PhD", "PhD"),
        ("Sir Ian McKellen", "Sir"),
        ('William "Bill" Gates', "Bill"),
        ("Adv. Siri Krag", "Adv."),
        ("Ing. Jan Novak CSc.", "CSc."),
        ("Capt. Per Vik", "Capt."),
        ("Rev. Ann Lee", "Rev."),
        ("Ida Berg, MBA", "MBA"),
    ],
)
def test_what_a_name_is_read_without_is_told(name: str, cut: str) -> None:
    assert told(name) == [(f"“{cut}” beside the name is left out.", False)]


@pytest.mark.parametrize(
    "name",
    ["Herr Max Berg", "Frau Dr. Anna Schmidt", "Mr. Tom Ng", "Dr. Kari Moe", "Hr. Per Vik", "Mw. Els Bos"],
)
def test_forms_of_address_and_what_is_kept_are_not_told(name: str) -> None:
    assert told(name) == []
