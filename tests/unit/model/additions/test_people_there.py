from __future__ import annotations

import pytest

from app.model.additions.people_there import people_there
from app.model.carriers.person import Person
from app.model.checks.problem import Severity

THERE = [("Kari", "Ås", "kari@fjord.example"), ("Ola", "Li", "")]


@pytest.mark.parametrize(
    ("person", "path", "severity"),
    [
        (Person(firstname="kari ", lastname="ÅS"), "Persons[0]", Severity.ERROR),
        (Person(firstname="Kari", lastname="Ås", email="KARI@fjord.example"), "Persons[0]", Severity.ERROR),
        (Person(firstname="Ola", lastname="Li", email="ola@li.example"), "Persons[0]", Severity.ERROR),
        (Person(firstname="Kari", lastname="Ås", email="other@x.example"), "Persons[0]", Severity.WARNING),
        (
            Person(firstname="K.", lastname="Ås", email="kari@fjord.example"),
            "Persons[0].Email",
            Severity.WARNING,
        ),
    ],
)
def test_who_is_or_may_be_there_is_told(person: Person, path: str, severity: Severity) -> None:
    (problem,) = people_there((person,), THERE)
    assert (problem.path, problem.severity) == (path, severity)


def test_whoever_is_not_there_is_no_problem() -> None:
    nina = Person(firstname="Nina", lastname="Ås", email="nina@fjord.example")
    assert people_there((nina, Person(lastname="Li")), THERE) == ()
    assert people_there((nina,), ()) == ()
