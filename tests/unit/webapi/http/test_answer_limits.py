"""What a server may send is bounded before it is read; what real servers send stays as it is."""

from __future__ import annotations

from typing import Any

import pytest

from app.webapi.http import answer_limits
from app.webapi.http.answer_limits import DEEPEST, LONGEST_TEXT, MOST_ITEMS, MOST_OF, bounded


@pytest.mark.parametrize(
    "value",
    [
        None,
        1,
        "x" * LONGEST_TEXT,
        [],
        {"Name": "Fjord", "Urls": [{"Value": "x"}] * 20, "Note": None, "Ok": True},
        [{"Id": number, "ChildItems": [{"Id": 1}]} for number in range(1000)],
    ],
)
def test_what_a_real_server_sends_stays_as_it_is(value: Any) -> None:
    assert bounded(value) == value


def test_a_long_text_is_cut_wherever_it_stands() -> None:
    cut = bounded([{"Name": "x" * 5_000_000}])
    assert cut == [{"Name": "x" * LONGEST_TEXT}]


def test_a_long_list_is_cut_and_the_rest_not_even_looked_at() -> None:
    assert len(bounded([{"Id": 1}] * 1_000_000)) == MOST_ITEMS
    assert len(bounded({"value": [1] * 1_000_000})["value"]) == MOST_ITEMS
    assert len(bounded({str(number): 1 for number in range(100_000)}, 100)) == 100


@pytest.mark.parametrize("name", sorted(MOST_OF))
def test_what_becomes_a_widget_is_cut_sooner(name: str) -> None:
    assert len(bounded({"Contact": {name: [1] * 100_000}})["Contact"][name]) == MOST_OF[name]


def test_what_lies_deeper_than_anything_real_is_left_out() -> None:
    deep: Any = "bottom"
    for _ in range(900):
        deep = {"ChildItems": [deep]}
    levels, value = 0, bounded(deep)
    while value:
        value = value["ChildItems"] if isinstance(value, dict) else value[0]
        levels += 1
    assert levels == DEEPEST


def test_a_property_with_an_endless_name_is_left_out() -> None:
    assert bounded({"x" * 1_000_000: 1, "Name": "Fjord"}) == {"Name": "Fjord"}
    assert len("x" * answer_limits.LONGEST_KEY) == 300
