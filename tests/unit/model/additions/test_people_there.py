from __future__ import annotations

import pytest

from app.model.additions.people_there import WhoIsThere, people_there
from app.model.carriers.person import Person
from app.model.checks.problem import Severity
from app.model.form.people import PersonName

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


def test_of_two_of_one_name_either_may_be_the_same() -> None:
    two = [*THERE, ("Kari", "Ås", "kari@li.example")]
    same = Person(firstname="Kari", lastname="Ås", email="kari@li.example")
    (problem,) = people_there((same,), two)
    assert problem.severity is Severity.ERROR


def test_thousands_are_gone_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    there = WhoIsThere((f"F{number}", f"L{number}", "") for number in range(20_000))
    typed = [Person(firstname="F7", lastname="L7"), *[Person(firstname="Kari", lastname="Ås")] * 199]
    read: list[object] = []
    normalized = PersonName.normalized

    def noting(first: str | None, last: str | None) -> PersonName:
        read.append(first)
        return normalized(first, last)

    def equals(one: PersonName, other: PersonName) -> bool:
        read.append(one)
        return vars(one) == vars(other)

    monkeypatch.setattr(PersonName, "normalized", noting)
    monkeypatch.setattr(PersonName, "__eq__", equals)
    assert [problem.path for problem in there.problems(typed)] == ["Persons[0]"]
    assert len(read) <= 2 * len(typed)


def test_whoever_is_not_there_is_no_problem() -> None:
    nina = Person(firstname="Nina", lastname="Ås", email="nina@fjord.example")
    assert people_there((nina, Person(lastname="Li")), THERE) == ()
    assert people_there((nina,), ()) == ()
