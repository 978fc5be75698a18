"""Rows of the list of people, and indexes in paths."""

import pytest

from app.ui.persons.people_order import PeopleOrder

KARI, OLA = {"Firstname": "Kari"}, {"Firstname": "Ola"}
ORDER = PeopleOrder([{}, KARI, {}, OLA, {}])


@pytest.mark.parametrize(("row", "index"), [(0, 0), (1, 0), (2, 1), (3, 1), (4, 2)])
def test_empty_people_do_not_count(row: int, index: int) -> None:
    assert ORDER.index_of(row) == index


@pytest.mark.parametrize(
    ("path", "row"),
    [
        ("Persons[0].Firstname", 1),
        ("Persons[1].Emails[2].Value", 3),
        ("Persons[1]", 3),
        ("Persons[2].Firstname", None),
        ("Persons", 1),
    ],
)
def test_a_path_leads_to_a_row(path: str, row: int | None) -> None:
    assert ORDER.row_of(path) == row


def test_nobody_is_found_among_empty_people() -> None:
    assert PeopleOrder([{}]).row_of("Persons[0].Firstname") is None
