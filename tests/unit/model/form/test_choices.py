"""What the typing finds in a list."""

import pytest

from app.model.carriers.lists import Choice, KeyedListItem, MDOListItem
from app.model.carriers.reading import read_as
from app.model.form.choices import Choices, choices_from_keyed, choices_from_list

CATEGORIES = choices_from_list(
    [
        read_as(
            MDOListItem,
            {
                "Id": 57,
                "Name": "Sales",
                "ChildItems": [
                    {"Id": 1, "Name": "Customer"},
                    {"Id": 3, "Name": "Potential customer"},
                    {"Id": 8, "Name": "Former member", "Deleted": True},
                ],
            },
        ),
        read_as(MDOListItem, {"Id": 58, "Name": "Customs", "ChildItems": [{"Id": 2, "Name": "Supplier"}]}),
        read_as(MDOListItem, {"Id": 9, "Name": "Press"}),
    ]
)


def found(choices: Choices, typed: str) -> list[str]:
    return [choices[row].name for row in choices.find(typed).rows]


def name_of(choices: Choices, row: int | None) -> str:
    return "" if row is None else choices[row].name


@pytest.mark.parametrize(
    ("typed", "lines", "best"),
    [
        ("", ["Sales", "Customer", "Potential customer", "Customs", "Supplier", "Press"], ""),
        ("CUST", ["Sales", "Customer", "Potential customer"], "Customer"),
        ("tial", ["Sales", "Potential customer"], "Potential customer"),
        ("customer pot", ["Sales", "Potential customer"], "Potential customer"),
        ("e", ["Sales", "Customer", "Potential customer", "Customs", "Supplier", "Press"], "Customer"),
        ("press", ["Press"], "Press"),
        ("ｐｒｅｓｓ", ["Press"], "Press"),
        ("customs", [], ""),
        ("former", [], ""),
        ("xyz", [], ""),
    ],
)
def test_any_part_of_a_name_is_found_beneath_its_heading(typed: str, lines: list[str], best: str) -> None:
    assert found(CATEGORIES, typed) == lines
    assert name_of(CATEGORIES, CATEGORIES.find(typed).best) == best


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("customer", "Customer"), ("cus", "Customer"), ("tial", "Potential customer"), ("e", ""), ("", "")],
)
def test_what_the_typing_can_only_mean(typed: str, meant: str) -> None:
    assert name_of(CATEGORIES, CATEGORIES.unambiguous_match(typed)) == meant


def test_the_same_entry_beneath_two_headings_is_one_entry() -> None:
    twice = Choices([Choice(1, "A", True), Choice(10, "Energy", level=1), Choice(2, "B", True)])
    twice = Choices([*twice, Choice(10, "Energy", level=1)])
    assert twice.unambiguous_match("energy") == 1
    assert found(twice, "energy") == ["A", "Energy", "B", "Energy"]


def test_an_id_of_a_heading_is_nobodys() -> None:
    assert CATEGORIES.row_of_id(57) is None
    assert CATEGORIES.name_of(57) == ""


def test_what_is_offered_no_longer_still_has_a_name() -> None:
    assert CATEGORIES.row_of_id(8) is None
    assert CATEGORIES.name_of(8) == "Former member"


def test_entries_that_are_known_by_keys_are_found_by_them() -> None:
    given = [
        {"Key": "61A", "Name": " Consent "},
        {"Key": "OLD", "Name": "Former", "Deleted": True},
        {"Key": "", "Name": "Keyless"},
        {"Key": "NAMELESS", "Name": " "},
        {"Key": "X" * 101, "Name": "Endless"},
    ]
    choices = choices_from_keyed(read_as(KeyedListItem, one) for one in given)
    assert list(choices) == [Choice("61A", "Consent")]
    assert (choices.row_of_id("61A"), choices.row_of_id("OLD")) == (0, None)
    assert choices.name_of("OLD") == "Former"
