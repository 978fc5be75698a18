"""Values of a register's answer are read strictly and bounded."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.webapi.registers.values import address, at, digits_of, is_true, objects_at, rows, text_at, texts_at

ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=10,
)


@pytest.mark.long
@given(ANYTHING)
def test_anything_can_be_read(value: Any) -> None:
    assert isinstance(text_at(value, "a", 0, "b"), str)
    assert all(isinstance(one, str) for one in texts_at(value, "a"))
    assert all(isinstance(one, dict) for one in objects_at(value, "a"))
    assert isinstance(is_true(value, "a"), bool)


@pytest.mark.long
def test_a_text_is_one_visible_line_of_bounded_length() -> None:
    assert text_at({"a": "  Nord\x00\n \u202eHav  "}, "a") == "Nord Hav"
    assert len(text_at("x" * 10_000_000)) == 250
    assert text_at("x" * 249 + " y") == "x" * 249
    values: list[Any] = [7, 7.5, True, None, [], {}]
    assert [text_at(value) for value in values] == ["7", "7.5", "", "", "", ""]


def test_a_number_is_written_as_people_do_and_what_is_none_is_left_out() -> None:
    values: list[Any] = [4035.0, -0.0, 1e15, 1e308, float("nan"), float("inf"), 10**20]
    assert [text_at(value) for value in values] == ["4035", "0", "", "", "", "", str(10**20)]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("24 25-67.90", "24256790"),
        ("242\xa0567\u201390", "24256790"),
        ("CVR-nr.: DK 24256790", "24256790"),
        ("131052-308T", ""),  # a person's, and nine digits
        ("131052A3081", ""),
        ("Nordlys", ""),
        ("", ""),
    ],
)
def test_the_digits_of_a_number_are_all_that_is_in_it(text: str, digits: str) -> None:
    assert digits_of(text) == digits


def test_a_way_into_a_value() -> None:
    value: Any = {"a": [{"b": 1}, {"b": 2}]}
    assert (at(value, "a", 1, "b"), at(value, "a", 2), at(value, "a", "b"), at(value, 0)) == (
        2,
        None,
        None,
        None,
    )
    assert len(list(objects_at([{}] * 1000))) == 200


@pytest.mark.parametrize("word", [True, "JA", "ja ", "true"])
def test_words_for_yes(word: object) -> None:
    assert is_true({"a": word}, "a")
    assert not is_true({"a": word}, "b")


def test_lines_of_an_address_move_up() -> None:
    assert address("Street", ["", "Storgata 1", " ", "Bakgården"], "0155", "OSLO") == {
        "Address.Street.Address1": "Storgata 1",
        "Address.Street.Address2": "Bakgården",
        "Address.Street.Zipcode": "0155",
        "Address.Street.City": "Oslo",
    }
    assert address("Postal", [], "", "") == {}


def test_rows_have_no_doubles_and_no_gaps() -> None:
    assert rows("Phones", ["", "22 00 00 00", "22\xa000 00 00", "33 00 00 00"]) == {
        "Phones[0].Value": "22 00 00 00",
        "Phones[1].Value": "33 00 00 00",
    }
