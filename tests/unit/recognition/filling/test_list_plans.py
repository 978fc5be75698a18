"""Entries of lists go in by id or by name, interests and words beside those that are there."""

import pytest

from app.model.carriers.lists import Choice
from app.model.form.choices import Choices
from app.recognition import FormContext, FoundValue, RecognitionResult, merge, review

LISTS = FormContext(
    choices={"business": Choices([Choice(0, "IT", True), Choice(3, "Software"), Choice(4, "IT")])}
)


@pytest.mark.parametrize(("name", "chosen"), [("software", 3), ("IT", 4)])
def test_an_entry_is_found_by_its_name(name: str, chosen: int) -> None:
    found = RecognitionResult(company=(FoundValue("Business", name, "register"),))
    assert merge({}, found, {"Business"}, LISTS) == {"Business": {"Id": chosen}}


def test_what_the_list_has_not_is_not_proposed() -> None:
    found = RecognitionResult(company=(FoundValue("Business", "Fishing", "register"),))
    assert review({}, found, LISTS) == ()


def test_an_entry_without_a_name_here_is_not_proposed() -> None:
    found = RecognitionResult(company=(FoundValue("Business", "", "last", given={"Id": 9}),))
    (line,) = review({}, found, LISTS) or [None]
    assert line is None


def test_a_word_is_added_once() -> None:
    found = RecognitionResult(company=(FoundValue("Domains", "fjell.no", "mail"),))
    assert merge({"Domains": ["vidde.no"]}, found, {"Domains"}) == {"Domains": ["vidde.no", "fjell.no"]}
    (line,) = review({"Domains": ["Fjell.no"]}, found)
    assert line.reason == "Already there."


def test_interests_are_added_to_those_that_are_there() -> None:
    given = [{"Id": 7, "Selected": True}]
    found = RecognitionResult(company=(FoundValue("Interests", "Fishing", "last", given=given),))
    form = {"Interests": [{"Id": 8, "Selected": True}]}
    assert merge(form, found, {"Interests"})["Interests"] == [{"Id": 8, "Selected": True}, *given]
