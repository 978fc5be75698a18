from __future__ import annotations

from app.model.next_steps.named import Named, NamedAnswer, NamedPage


def test_records_of_one_name_are_told_apart_by_their_numbers() -> None:
    page = NamedPage((Named(4, "Christmas cards"), Named(5, "christmas Cards"), Named(1, "Fair")))
    assert [(one.id, one.name) for one in NamedAnswer("c", page).choices()] == [
        (4, "Christmas cards (No. 4)"),
        (5, "christmas Cards (No. 5)"),
        (1, "Fair"),
    ]


def test_a_selection_that_takes_no_members_is_named_where_it_is_meant() -> None:
    page = NamedPage((Named(1, "Large fairs"),), closed=("Large customers", "Largest"))
    assert "“Large customers” takes no members by hand" in NamedAnswer("", page).why_closed("large CUSTOMERS")
    assert NamedAnswer("", page).why_closed("large") == "", "what is offered may be meant"
    nothing_else = NamedPage(closed=("Large customers",))
    assert "“Large customers” takes no members by hand" in NamedAnswer("", nothing_else).why_closed("large")
    assert NamedAnswer("", NamedPage()).why_closed("large") == ""
