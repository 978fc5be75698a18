from __future__ import annotations

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
