"""The companies of a table, read when they are asked for."""

from collections.abc import Iterator

import pytest

from app.controller.imports.table_cards import TableCards
from app.service.imports.table_plan import TablePlan
from tests.helpers.ui.window import wait_until


@pytest.fixture
def cards() -> Iterator[TableCards]:
    cards = TableCards()
    yield cards
    assert cards.close(1000)


def plan_of(*names: str) -> TablePlan:
    return TablePlan.of(("Firma;By\n" + "".join(f"{name};Oslo\n" for name in names)).encode(), "NO")


def test_a_card_is_told_once_it_is_read_and_known_ones_are_there(cards: TableCards) -> None:
    told: list[tuple[int, ...]] = []
    cards.read.connect(told.append)
    plan = plan_of("Fjell AS", "Vann AS")
    cards.begin(plan, {0: plan.company(0)})
    assert cards.card(0) is not None
    assert cards.card(1) is None
    wait_until(lambda: told == [(1,)])
    card = cards.card(1)
    assert card is not None
    assert card.name == "Vann AS"


def test_what_was_asked_of_one_table_is_none_of_the_next(cards: TableCards) -> None:
    cards.begin(plan_of("Fjell AS"))
    assert cards.card(0) is None
    cards.begin(plan_of("Vann AS", "Sand AS"))
    assert cards.card(0) is None
    wait_until(lambda: cards.card(0) is not None)
    card = cards.card(0)
    assert card is not None
    assert card.name == "Vann AS"
    cards.begin(None)
    assert cards.card(0) is None
