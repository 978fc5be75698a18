"""Two sources of one company: what both say is one line, where they differ both are shown and one goes in."""

from typing import Any

import pytest

from app.model.checks.rules import Rules
from app.recognition import FormContext, FoundValue, RecognitionResult, merge, review, side_by_side

NORWAY = FormContext(rules=Rules(region="NO"))


def said(source: str, *company: tuple[str, str], doubtful: tuple[tuple[str, str], ...] = ()) -> Any:
    return RecognitionResult(
        company=tuple(FoundValue(path, value, source) for path, value in company),
        doubtful=tuple(FoundValue(path, value, source) for path, value in doubtful),
        source=source,
    )


CARD = said(
    "card", ("Name", "Fjell AS"), ("Phones[0].Value", "22 33 44 55"), ("Address.Street.City", "Bergen")
)
REGISTER = said(
    "register",
    ("Name", "FJELL AS"),
    ("OrgNr", "923609016"),
    ("Address.Street.Address1", "Storgata 1"),
    ("Address.Street.City", "Oslo"),
    ("Phones[0].Value", "+47 22334455"),
    ("Phones[1].Value", "51 99 00 00"),
)


def lines(form: dict[str, Any], *sources: Any) -> list[tuple[bool, str, str, str]]:
    first, *others = sources
    for other in others:
        first = side_by_side(first, other)
    shown = review(form, first, NORWAY)
    assert len({one.key for one in shown}) == len(shown)
    return [(one.begins_ticked, one.label, one.value, one.snippet) for one in shown]


def test_what_both_say_is_one_line_and_what_differs_are_two_of_which_the_first_is_ticked() -> None:
    assert lines({}, CARD, REGISTER) == [
        (True, "Company name", "Fjell AS", "card · register"),
        (True, "Phone", "22 33 44 55", "card · register"),
        (True, "Phone", "51 99 00 00", "register"),
        (True, "Address", "Bergen", "card"),
        (False, "Address", "Storgata 1, Oslo", "register"),
        (True, "VAT No.", "923609016", "register"),
    ]


def test_either_of_what_differs_goes_in_by_its_own_key() -> None:
    both = side_by_side(CARD, REGISTER)
    first, second = (one for one in review({}, both, NORWAY) if one.label == "Address")
    assert first.one_of == second.one_of != ""
    assert merge({}, both, {first.key}, NORWAY) == {"Address": {"Street": {"City": "Bergen"}}}
    assert merge({}, both, {second.key}, NORWAY) == {
        "Address": {"Street": {"Address1": "Storgata 1", "City": "Oslo"}}
    }


def test_who_knows_is_told_of_each_line() -> None:
    both = side_by_side(said("", ("Name", "Fjell")), REGISTER)
    assert {one.value: one.source for one in review({}, both, NORWAY)}["923609016"] == "register"


def test_what_one_doubts_and_the_other_knows_is_sure() -> None:
    doubts = said("card", doubtful=(("Name", "Fjell AS"),))
    assert lines({}, doubts, REGISTER)[0][:3] == (True, "Company name", "Fjell AS")
    assert lines({}, REGISTER, doubts)[0][:3] == (True, "Company name", "FJELL AS")


def test_what_stands_in_the_form_stays_whoever_says_something_else() -> None:
    shown = lines({"Name": "Vidde"}, said("card", ("Name", "Fjell")), said("register", ("Name", "Fjord")))
    assert [one[:3] for one in shown] == [
        (False, "Company name", "Fjell"),
        (False, "Company name", "Fjord"),
    ]


@pytest.mark.parametrize(
    ("person", "same"),
    [
        ({"Email": "KARI@fjell.no"}, True),
        ({"Firstname": "kari", "Lastname": "Nordmann"}, True),
        ({"Firstname": "Ola", "Lastname": "Nordmann"}, False),
    ],
)
def test_the_same_person_is_one_group_by_mail_or_name(person: dict[str, str], same: bool) -> None:
    kari = {"Firstname": "Kari", "Lastname": "Nordmann", "Email": "kari@fjell.no"}
    card = RecognitionResult(
        persons=(tuple(FoundValue(f"Persons[0].{name}", value, "card") for name, value in kari.items()),)
    )
    told = said(
        "register", doubtful=tuple((f"Persons[0].{n}", v) for n, v in (person | {"Title": "CEO"}).items())
    )
    both = side_by_side(card, told)
    keys = {one.key for one in review({}, both, NORWAY)}
    people = merge({}, both, keys, NORWAY)["Persons"]
    assert len(people) == (1 if same else 2)
    assert people[-1]["Title"] == "CEO"
    assert people[0]["Firstname"] == "Kari"


def test_three_sources_that_all_differ_are_three_lines_of_one_field() -> None:
    sources = [said(name, ("Name", name)) for name in ("A", "B", "C")]
    assert [one[:3] for one in lines({}, *sources)] == [
        (True, "Company name", "A"),
        (False, "Company name", "B"),
        (False, "Company name", "C"),
    ]
