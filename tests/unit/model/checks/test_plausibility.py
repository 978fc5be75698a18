from collections.abc import Callable

import pytest

from app.model.checks.plausibility import (
    check_domain,
    check_email,
    check_phone,
    check_vat_number,
    check_web_address,
)


@pytest.mark.parametrize("text", ["kari@fjell.no", "bjørn@fjell.no", " kari@fjell.no ", "a@b.example", ""])
def test_plausible_e_mails(text: str) -> None:
    assert check_email(text) == ""


@pytest.mark.parametrize("text", ["unde", "kari@", "kari@fjell", "kari@@fjell.no", "kari fjell.no"])
def test_doubtful_e_mails(text: str) -> None:
    assert check_email(text) == f"“{text}” does not look like an e-mail address."


@pytest.mark.parametrize(
    ("text", "region"), [("22 86 54 00", "NO"), ("+44 20 7946 0958", ""), ("22 86 54 00", ""), ("", "NO")]
)
def test_plausible_phones(text: str, region: str) -> None:
    assert check_phone(text, region) == ""


@pytest.mark.parametrize(
    ("text", "region", "doubt"),
    [
        ("itaque", "NO", "does not look like a phone number."),
        ("itaque", "", "does not look like a phone number."),
        ("12", "NO", "has too few or too many digits for a phone number there."),
        ("+47 22 86 54 00 11 22 33", "NO", "has too few or too many digits for a phone number there."),
    ],
)
def test_doubtful_phones(text: str, region: str, doubt: str) -> None:
    assert check_phone(text, region) == f"“{text}” {doubt}"


@pytest.mark.parametrize("text", ["www.fjell.no", "https://fjell.no/om", "fjell.no:8080", ""])
def test_plausible_web_addresses(text: str) -> None:
    assert check_web_address(text) == ""


@pytest.mark.parametrize("text", ["not a site", "http://[", "localhost", "fjell", "https://"])
def test_doubtful_web_addresses(text: str) -> None:
    assert check_web_address(text) == f"“{text}” does not look like a web address."


@pytest.mark.parametrize(
    ("text", "region"),
    [("974 760 673", "NO"), ("NO 974 760 673 MVA", "NO"), ("DE811907980", "DE"), ("123", ""), ("123", "XX")],
)
def test_numbers_that_are_right_or_cannot_be_checked(text: str, region: str) -> None:
    assert check_vat_number(text, region) == ""


@pytest.mark.parametrize(("text", "region"), [("123456789", "NO"), ("DE811907981", "DE")])
def test_a_wrong_check_digit(text: str, region: str) -> None:
    assert check_vat_number(text, region).startswith(f"“{text}” does not look like a VAT or company number")


@pytest.mark.parametrize(
    "check",
    [
        lambda: check_email("x" * 1_000_000),
        lambda: check_phone("x" * 1_000_000, ""),
        lambda: check_web_address("x " * 500_000),
        lambda: check_vat_number("9" * 1_000_000, "NO"),
    ],
    ids=["e-mail", "phone", "web address", "number"],
)
def test_a_long_value_is_not_quoted_whole(check: Callable[[], str]) -> None:
    assert 0 < len(check()) < 200


@pytest.mark.parametrize(
    "text", ["", "fjell.no", "Fjell.NO", "post.fjell.co.uk", "blåbær.no", "山田.jp", "fjell.example"]
)
def test_what_is_a_domain(text: str) -> None:
    assert check_domain(text) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("fjell", "does not look like a domain. Write it for example as fjell.no."),
        ("fjell.", "does not look like a domain"),
        ("fjell..no", "does not look like a domain"),
        ("-fjell.no", "does not look like a domain"),
        ("fjell_as!.no", "does not look like a domain"),
        ("123", "does not look like a domain"),
        ("https://www.fjell.no/om", "is more than a domain. Write fjell.no."),
        ("www.fjell.no", "is more than a domain. Write fjell.no."),
        ("post@fjell.no", "is more than a domain. Write fjell.no."),
        ("gmail.com", "is a mail provider's domain"),
    ],
)
def test_what_is_no_domain_is_told_with_what_would_do(text: str, words: str) -> None:
    assert words in check_domain(text)
