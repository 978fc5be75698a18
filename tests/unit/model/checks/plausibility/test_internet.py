from collections.abc import Callable

import pytest

from app.model.checks.plausibility import (
    check_domain,
    check_email,
    check_phone,
    check_vat_number,
    check_web_address,
    internet,
)


@pytest.mark.parametrize("text", ["kari@fjell.no", "bjørn@fjell.no", " kari@fjell.no ", "a@b.example", ""])
def test_plausible_e_mails(text: str) -> None:
    assert check_email(text) == ""


def test_no_network_is_asked_whether_an_address_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_how: object, **_more: object) -> None:
        pytest.fail("the network was asked")

    monkeypatch.setattr("email_validator.deliverability.validate_email_deliverability", fail)
    assert check_email("kari@fjell.no") == ""


@pytest.mark.parametrize("text", ["unde", "kari@", "kari@fjell", "kari@@fjell.no", "kari fjell.no"])
def test_doubtful_e_mails(text: str) -> None:
    assert check_email(text) == f"“{text}” does not look like an e-mail address."


@pytest.mark.parametrize("text", ["www.fjell.no", "https://fjell.no/om", "fjell.no:8080", "fjell.no:1", ""])
def test_plausible_web_addresses(text: str) -> None:
    assert check_web_address(text) == ""


@pytest.mark.parametrize("text", ["not a site", "http://[", "localhost", "fjell", "https://", "fjell.no:0"])
def test_doubtful_web_addresses(text: str) -> None:
    assert check_web_address(text) == f"“{text}” does not look like a web address."


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


SEVERAL = "holds several addresses. Put each into a row of its own."


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("kari@firma.example; ola@firma.example", SEVERAL),
        ("Kari <kari@firma.example>, Ola <ola@firma.example>", SEVERAL),
        ("n/a", "says that there is none. Leave the field empty instead."),
        ("ukjent", "says that there is none. Leave the field empty instead."),
        ("www.firma.example", "does not look like an e-mail address."),
        ("kari(at)firma.example", "does not look like an e-mail address."),
        ("kari@firma,example", "does not look like an e-mail address."),
        ("kari@firma.example.", "does not look like an e-mail address."),
    ],
)
def test_what_an_e_mail_field_holds_instead_is_said(text: str, doubt: str) -> None:
    assert check_email(text) == f"“{text}” {doubt}"


@pytest.mark.parametrize(
    "text", ["o'connor@firma.example", "post@blåbær.example", "k+a@xn--blbr-roah.example"]
)
def test_odd_e_mails_are_no_doubt(text: str) -> None:
    assert check_email(text) == ""


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("post@firma.example", "is an e-mail address, and this is a web address."),
        ("mailto:post@firma.example", "is an e-mail address, and this is a web address."),
        ("www.a.example, www.b.example", SEVERAL),
        ("https://a.example og https://b.example", SEVERAL),
        ("-", "says that there is none. Leave the field empty instead."),
        ("www,firma.example", "does not look like a web address."),
        ("htp://firma.example", "does not look like a web address."),
        ("www.firma", "does not look like a web address."),
        ("http//firma.example", "does not look like a web address."),
        ("https://https://firma.example", "does not look like a web address."),
        ("http:\\\\firma.example", "does not look like a web address."),
        ("www..firma.example", "does not look like a web address."),
        ("javascript:alert(1)", "does not look like a web address."),
        ("firma.example:99999", "does not look like a web address."),
        ("-firma.example", "does not look like a web address."),
        ("1.234.567", "does not look like a web address."),
    ],
)
def test_what_a_web_field_holds_instead_is_said(text: str, doubt: str) -> None:
    assert check_web_address(text) == f"“{text}” {doubt}"


@pytest.mark.parametrize(
    "text",
    [
        "www.gärtnerei-lenz.example",
        "HTTP://FIRMA.EXAMPLE",
        "firma.example:8080/om?utm_source=a&to=https://b.example",
        "www.firma.example.",
        "192.168.1.1",
        "http://[2001:db8::1]/",
        "山田.jp",
        "xn--blbr-roah.example",
        "my_shop.firma.example",
        "ftp://firma.example",
        "a.museum/@kari",
    ],
)
def test_odd_web_addresses_are_no_doubt(text: str) -> None:
    assert check_web_address(text) == ""


@pytest.mark.parametrize("text", ["x" * 200_000, "x" * 200_000 + "@@", "a@" + "x" * 200_000, "é" * 200_000])
def test_a_word_of_any_length_is_searched_for_addresses_once(text: str) -> None:
    """From each of its letters on, it would take minutes; of two thousand, a tenth of a second each key."""
    assert internet._MAIL_INSIDE.findall(text) == []
    assert internet._MAIL_INSIDE.findall(f"{text} <kari@firma.example>,a@b@c.no") == [
        "kari@firma.example",
        "b@c.no",
    ]
