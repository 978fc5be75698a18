from __future__ import annotations

from typing import Any

import pytest

from app.model.next_steps.consents import (
    OF_ALL,
    consent_of,
    names_of,
    nobody_problems,
    with_consent,
    with_people_found,
)
from tests.helpers.kill.next_steps import CONSENT, SELECTION

KEYS = {name: CONSENT[name] for name in ("Purpose", "Source", "LegalBase")}
TWO = ["Kari Li", "Ola Berg"]
KARI, OLA = ({**CONSENT, "Person": number, "Name": name} for number, name in enumerate(TWO, 1))


def test_people_are_called_as_those_that_are_sent() -> None:
    people = [{"Firstname": " Kari ", "Lastname": "Li"}, {"Lastname": "Berg", "Firstname": 5}, {}, None]
    assert names_of(people) == ["Kari Li", "Berg", "", ""]
    assert names_of(None) == names_of("x") == []


@pytest.mark.parametrize(
    ("steps", "names"),
    [
        ([SELECTION, CONSENT, {"Kind": "SupportPerson"}], TWO),
        ([CONSENT], []),
        ([KARI, SELECTION, OLA], TWO),
        ([{**OLA, "Comment": "Met"}, CONSENT], TWO),
        ([{**KARI, "Name": "Eva"}], TWO),
        ([KARI, OLA], ["Kari Li"]),
    ],
)
def test_a_consent_that_is_not_changed_changes_nothing(steps: list[Any], names: list[str]) -> None:
    assert with_consent(steps, consent_of(steps, names), names) == steps


def test_one_is_given_for_one_person_by_name_or_for_each() -> None:
    assert with_consent([SELECTION], {**KEYS, "Person": 2}, TWO) == [SELECTION, OLA]
    assert with_consent(None, {**KEYS, "Person": OF_ALL}, TWO) == [KARI, OLA]
    assert consent_of([KARI, SELECTION, OLA], TWO) == {**KEYS, "Person": OF_ALL}
    assert with_consent([KARI, OLA], {**KEYS, "Person": 1}, TWO) == [KARI]
    assert with_consent([KARI, OLA, SELECTION], {"Person": 1}, TWO) == [SELECTION]


def test_what_is_kept_beside_the_keys_stays_with_other_ones() -> None:
    noted = {**KARI, "Comment": "Met"}
    changed = {**KEYS, "Source": "PHONE", "Person": OF_ALL}
    assert with_consent([noted], changed, TWO) == [
        {**noted, "Source": "PHONE"},
        {**OLA, "Comment": "Met", "Source": "PHONE"},
    ]


def test_whose_it_is_follows_the_name() -> None:
    assert with_people_found([SELECTION, OLA], ["Ola  berg"]) == [SELECTION, {**OLA, "Person": 1}]
    assert with_people_found([KARI, OLA], TWO[::-1]) == [{**KARI, "Person": 2}, {**OLA, "Person": 1}]
    assert with_people_found([OLA], ["Ola Berg", "Ola Berg"]) == [OLA], (
        "the number tells two of one name apart"
    )
    assert with_people_found([CONSENT], ["Eva"]) == [CONSENT]
    assert with_people_found("x", TWO) == "x"


@pytest.mark.parametrize("names", [[], ["Kari Li"], ["Eva", "Kari Li"], ["Ola Berg", "Eva", "Ola Berg"]])
def test_nobody_has_consented_for_another_one(names: list[str]) -> None:
    (problem,) = nobody_problems([SELECTION, OLA], names)
    assert problem.path == "NextSteps[1].Name"
    assert problem.message.startswith("Ola Berg has consented")
    assert "Person" not in consent_of([OLA], names)


@pytest.mark.parametrize("steps", [None, "x", 5, [5, None, {"Kind": ["x"]}]])
def test_what_is_no_step_is_nothing(steps: Any) -> None:
    assert consent_of(steps, TWO) == {}
    assert list(nobody_problems(steps, TWO)) == []


@pytest.mark.parametrize(
    ("name", "now", "number"),
    [
        ("Rune", ["Rune Dahl"], 1),
        ("Dahl", ["Rune Dahl", "Kari"], 1),
        ("Rune Dahl", ["Rune Erik Dahl"], 1),
        ("Rune", ["Kari", "Rune Dahl"], None),
        ("Rune", ["Rune Dahl", "Rune Berg"], None),
        ("Rune Dahl", ["Rune"], None),
        ("Rune", ["Runar Dahl"], None),
    ],
)
def test_a_name_that_is_typed_on_is_the_same_persons(name: str, now: list[str], number: int | None) -> None:
    given = [{"Kind": "Consent", "Purpose": "1", "Person": 1, "Name": name}]
    found: Any = with_people_found(given, now)
    assert found[0].get("Person") == number
    assert found[0]["Name"] == (now[0] if number else name)
    assert bool([*nobody_problems(given, now)]) is (number is None)
