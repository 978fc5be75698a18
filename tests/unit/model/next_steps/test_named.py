from __future__ import annotations

from app.model.next_steps.named import Named, NamedAnswer, NamedPage


def test_records_of_one_name_are_told_apart_by_their_numbers() -> None:
    page = NamedPage((Named(4, "Christmas cards"), Named(5, "christmas Cards"), Named(1, "Fair")))
    assert [(one.id, one.name) for one in NamedAnswer("c", page).choices()] == [
        (4, "Christmas cards (No. 4)"),
        (5, "christmas Cards (No. 5)"),
        (1, "Fair"),
    ]
