"""People of one company who may be one."""

from typing import Any

import pytest

from app.model.imports.people_twice import people_twice


def person(name: str, mail: str = "", mobile: str = "") -> dict[str, Any]:
    first, _blank, last = name.rpartition(" ")
    return {"Firstname": first, "Lastname": last, "Email": mail, "MobilePhone": mobile}


@pytest.mark.parametrize(
    "people",
    [
        [("Jan Li", "jan@fjell.example", "91722333"), ("Jan Erik Li", "jan@fjell.example", "+47 917 22 333")],
        [("Katrine Bø", "K@fjell.example"), ("Katrine Bø Hansen", "k@fjell.example")],
        [("Kari Hansen",), ("Hansen Kari",)],
        [("Kari Hansen",), ("Kari A. Hansen", "kari@fjell.example")],
        [("K. Hansen",), ("Kari Hansen",)],
        [("Anna-Lena Öst", "", "0701234567"), ("Anna Lena Ost", "al@fjell.example", "+46701234567")],
        [("Bob Smith", "bob@fjell.example"), ("Robert Smith", "bob@fjell.example")],
        [("Per Moe",), ("Ola Li",), ("Per Arne Moe",)],
    ],
)
def test_they_may_be_one(people: list[tuple[str, ...]]) -> None:
    (told,) = people_twice([person(*one) for one in people])
    assert told.startswith(f"“{people[0][0]}” and “{people[-1][0]}” ")
    assert told.endswith("may be one person.")


@pytest.mark.parametrize(
    "people",
    [
        [("Kari Hansen", "kari@fjell.example")],
        [("Kari Hansen",), ("Per Hansen",), ("Kari Moe",)],
        [("Jan Li", "jan@fjell.example"), ("Jan Erik Li", "jan.erik@fjell.example")],
        [("Jan Li", "", "91722333"), ("Jan Erik Li", "", "91722334")],
        [("Kari Moe", "fest@fjell.example"), ("Ola Li", "fest@fjell.example")],
        [("Jan Erik Li",), ("Jan Ole Li",)],
        [("",), ("",)],
    ],
)
def test_they_are_not(people: list[tuple[str, ...]]) -> None:
    assert people_twice([person(*one) for one in people]) == []


def test_rows_of_addresses_count_as_well() -> None:
    rows = [{"Lastname": "Moe", "Emails": [{"Value": "a@b.example"}, {}]} for _count in range(2)]
    assert "a@b.example" in people_twice(rows)[0]


def test_of_many_a_few_are_told() -> None:
    many = [person(f"Kari{number} Moe", "kari@fjell.example") for number in range(1500)]
    assert len(people_twice(many)) == 3
