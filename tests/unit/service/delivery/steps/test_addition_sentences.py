from __future__ import annotations

import inspect
from collections.abc import Callable

import pytest

from app.service.delivery.steps import addition_sentences


def test_each_names_the_company_and_says_that_nothing_was_added() -> None:
    for sentence in (
        addition_sentences.company_gone("Fjord AS", "It is not there."),
        addition_sentences.company_deleted("Fjord AS"),
        addition_sentences.has_other_values("Fjord AS"),
    ):
        assert "Nothing was added to “Fjord AS”: " in sentence


def test_a_value_that_is_there_is_quoted() -> None:
    assert addition_sentences.has_another_value("A {brace}") == "The company has “A {brace}” here."


def test_of_a_company_that_is_gone_it_says_why_and_who_may_be_there() -> None:
    gone = addition_sentences.deleted("Fjord AS")
    assert addition_sentences.nothing_more("Fjord AS", gone) == f"{gone} Nothing more is added to “Fjord AS”."
    told = addition_sentences.perhaps_there("Kari Ås", addition_sentences.merged("Fjord AS"))
    assert told.startswith("“Fjord AS” may have been merged into another company in SuperOffice. Kari Ås may")
    assert "“Fjord AS” may be there all the same" in addition_sentences.perhaps_added("Fjord AS", gone)


def test_where_something_may_be_there_nobody_says_that_nothing_is() -> None:
    for sentence in (
        addition_sentences.has_others("Fjord AS"),
        addition_sentences.is_changing("Fjord AS"),
        addition_sentences.is_there_otherwise("Fjord AS"),
    ):
        assert "“Fjord AS”" in sentence
        assert "Nothing was added" not in sentence


def test_long_values_are_cut_where_they_are_quoted() -> None:
    told = addition_sentences.is_there_as("a" * 70, "b")
    assert told == f"What was typed as “{'a' * 59}…” is “b” there."


GIVEN = {"name": "Fjord AS", "typed": "Fjord", "there": "Vidde AS", "number": 5, "person": "Kari Ås"}
SENTENCES = [
    one
    for _name, one in inspect.getmembers(addition_sentences, inspect.isfunction)
    if one.__module__ == addition_sentences.__name__
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_is_a_sentence_with_what_it_is_given(sentence: Callable[..., str]) -> None:
    given = {name: GIVEN.get(name, "It is not there.") for name in inspect.signature(sentence).parameters}
    told = sentence(**given)
    assert told.endswith(".")
    assert all(str(value) in told for value in given.values()), told
