import pytest

from app.model.checks.rules import FieldRule
from app.recognition.filling.plans import (
    ALREADY_THERE,
    NOT_EDITABLE,
    ReviewLine,
    as_it_stands,
    comparison_key,
    why_locked,
)


@pytest.mark.parametrize(
    ("there", "found", "is_asked", "reason", "current", "begins_ticked"),
    [
        (None, "Fjell AS", False, "", "", True),
        ("  ", "Fjell AS", False, "", "", True),
        ("FJELL as ", "Fjell AS", False, ALREADY_THERE, "", False),
        ("Vidde AS", "Fjell AS", False, "", "Vidde AS", False),
        ("fjell", "Fjell AS", True, "", "fjell", True),
        ("fjell as", "Fjell AS", True, "", "fjell as", True),
        ("Fjell AS", "Fjell AS", True, ALREADY_THERE, "", False),
    ],
)
def test_what_stands_there_is_shown_and_stays_unless_it_was_the_question(  # noqa: PLR0917  # a table
    there: object, found: str, is_asked: bool, reason: str, current: str, begins_ticked: bool
) -> None:
    line = as_it_stands(
        ReviewLine("Name", "Company", "Company name", found, "", is_asked=is_asked), there, found
    )
    assert (line.reason, line.current, line.begins_ticked) == (reason, current, begins_ticked)


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        (FieldRule(), ""),
        (FieldRule(mandatory=True), ""),
        (FieldRule(read_only=True), NOT_EDITABLE),
        (FieldRule(hidden=True), NOT_EDITABLE),
    ],
)
def test_a_rule_locks_a_field(rule: FieldRule, reason: str) -> None:
    assert why_locked(rule) == reason


@pytest.mark.parametrize(
    ("rows", "one", "other"),
    [
        ("Emails", "Post@Fjell.no ", "post@fjell.no"),
        ("Urls", "https://www.Fjell.no/", "fjell.no"),
        ("Phones", "+47 22 86 54 00", "22865400"),
        ("Phones", "0047 22 86 54 00", "(22) 86 54 00"),
        ("MobilePhones", "911 00 234", "+4791100234"),
        ("Phones", "call us: 1", "1"),
    ],
)
def test_two_spellings_have_one_key(rows: str, one: str, other: str) -> None:
    assert comparison_key(rows, one, "NO") == comparison_key(rows, other, "NO") != ""


def test_an_extension_makes_another_number() -> None:
    assert comparison_key("Phones", "22 86 54 00 ext. 5", "NO") != comparison_key("Phones", "22865400", "NO")
