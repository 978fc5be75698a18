"""What is no part of a name, and names that are not one person's."""

import pytest

from app.recognition.cells.cell_people import name_of
from app.recognition.cells.cell_values import Cells
from app.recognition.people.odd_names import why_odd, without_days


def cells_of(**values: str) -> Cells:
    cells = Cells()
    cells.cells = {f"Person.{field}": [(text, "A")] for field, text in values.items()}
    return cells


@pytest.mark.parametrize(
    ("text", "left", "is_doubt"),
    [
        ("Müller, Hans, *01.01.1970", "Müller, Hans", False),
        ("Müller, Hans, geb. am 01.01.1970", "Müller, Hans", False),
        ("Per Olsen, f. 1970", "Per Olsen", False),
        ("Ola Li (f. 12.03.1981)", "Ola Li", False),
        ("Eva Li født 12.3.81", "Eva Li", False),
        ("Ann Lee, born 1970", "Ann Lee", False),
        ("Kari Hansen 01.01.1970", "Kari Hansen", True),
        ("Ida Lie 2026-11-01", "Ida Lie", True),
        ("2026-03-15", "", True),
        ("12.mai", "", True),
    ],
)
def test_days_are_no_part_of_a_name(text: str, left: str, is_doubt: bool) -> None:
    person = cells_of(Name=text)
    (told,) = without_days(person)
    assert person.first("Person.Name") == left
    assert told[1:] == ("A", is_doubt)


@pytest.mark.parametrize("text", ["Kari Moe 22.33.44.55", "Kari Moe 91722333", "Kari Moe (slutter 1.1.2026)"])
def test_numbers_that_are_no_days(text: str) -> None:
    person = cells_of(Name=text)
    assert not [*without_days(person)] and person.first("Person.Name") == text


def test_a_title_in_the_column_of_last_names() -> None:
    person = cells_of(Firstname="Per", Lastname="Olsen, CEO")
    assert not [*without_days(person)]
    assert (person.first("Person.Lastname"), person.first("Person.Title")) == ("Olsen", "CEO")


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("Kari Hansen", "Hansen", "Kari|Hansen"),
        ("Kari", "Kari Hansen", "Kari|Hansen"),
        ("Kari Hansen", "Kari Hansen", "Kari|Hansen"),
        ("KARI HANSEN", "HANSEN", "Kari|Hansen"),
        ("Anna van der Meer", "van der Meer", "Anna|van der Meer"),
        ("Hansen", "Hansen", "Hansen|Hansen"),
        ("Kari Berg", "Hansen", "Kari Berg|Hansen"),
    ],
)
def test_the_whole_name_in_the_column_of_a_part(first: str, last: str, name: str) -> None:
    assert "|".join(name_of(cells_of(Firstname=first, Lastname=last)).values()) == name


@pytest.mark.parametrize(
    "name",
    [
        {"Firstname": "Kari", "Lastname": "Hansen / Olsen"},
        {"Firstname": "Eva", "Lastname": "Li kl. 10.30"},
        {"Firstname": "Mia", "Lastname": "Li stand 12"},
        {"Firstname": "Kari", "Lastname": "Moe m.fl."},
        {"Firstname": "Kari", "Lastname": "Hansen og Olsen"},
        {"Firstname": "Kari", "Lastname": "Hansen, Per Olsen"},
        {"Firstname": "Kari Hansen"},
        {"Lastname": "Kari Hansen"},
    ],
)
def test_names_that_are_odd(name: dict[str, str]) -> None:
    assert why_odd(name)


@pytest.mark.parametrize(
    "name",
    [
        {"Firstname": "Kari", "Lastname": "Hansen"},
        {"Firstname": "José", "Lastname": "Ortega y Gasset"},
        {"Firstname": "Maria", "Lastname": "Vasconcelos e Sá"},
        {"Firstname": "Jean-Pierre", "Lastname": "O'Neill"},
        {"Lastname": "van der Berg"},
        {"Firstname": "Kari"},
        {"Firstname": "P.J.", "MiddleName": "M.", "Lastname": "de Vries"},
    ],
)
def test_names_that_are_plain(name: dict[str, str]) -> None:
    assert not why_odd(name)
