import pytest

from app.model.checks.rules import FieldRule
from app.recognition.filling.plans import ALREADY_THERE, NOT_EDITABLE, comparison_key, why_kept, why_locked


@pytest.mark.parametrize(
    ("there", "found", "reason"),
    [
        (None, "Fjell AS", ""),
        ("  ", "Fjell AS", ""),
        ("FJELL as ", "Fjell AS", ALREADY_THERE),
        ("Vidde AS", "Fjell AS", "Already filled: “Vidde AS” stays."),
    ],
)
def test_what_was_typed_is_kept_with_a_reason(there: object, found: str, reason: str) -> None:
    assert why_kept(there, found) == reason


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
