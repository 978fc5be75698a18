"""The context of the parts: what changes is another object, what does not stays the same one."""

from dataclasses import replace

from app.model.carriers.lists import Choice
from app.model.checks.rules import Rules
from app.ui.parts.part_context import NO_CONTEXT

NORWAY = (Choice(578, "Norway"),)


def test_other_lists_stay_the_same_objects() -> None:
    before = NO_CONTEXT.with_choices("country", NORWAY)
    after = before.with_choices("category", ())
    assert after.choices["country"] is NORWAY
    assert before.choices.keys() == {"country"}


def test_only_a_list_that_came_anew_is_new() -> None:
    before = NO_CONTEXT.with_choices("country", NORWAY)
    assert before.new_choices("country", NO_CONTEXT) is NORWAY
    assert before.with_choices("category", ()).new_choices("country", before) is None
    assert replace(before, rules=Rules()).new_choices("country", before) is None
    assert before.new_choices("category", NO_CONTEXT) is None


def test_a_list_that_has_become_empty_is_new() -> None:
    before = NO_CONTEXT.with_choices("country", NORWAY)
    assert before.with_choices("country", ()).new_choices("country", before) == ()
