from __future__ import annotations

import pytest

from app.model.web_address import proxy_parts, safe_address


@pytest.mark.parametrize(
    "text",
    [
        "https://updates.example.com/contact-entry.json",
        "HTTPS://updates.example.com",
        "http://127.0.0.1:8080/newest",
        "http://[::1]/newest",
        "http://localhost/newest",
    ],
)
def test_encrypted_or_on_this_computer(text: str) -> None:
    assert safe_address(f" {text} ") == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("http://updates.example.com", "must begin with https://"),
        ("ftp://127.0.0.1/x", "must begin with https://"),
        ("file:///etc/passwd", "not a web address"),
        ("javascript:alert(1)", "not a web address"),
        ("updates.example.com", "not a web address"),
        ("https://", "not a web address"),
        ("https://a b.example", "not a web address"),
        ("https://a.example/\x1b[31m", "not a web address"),
        ("https://kari@example.com", "must not hold a user name"),
        ("https://kari:secret@example.com", "must not hold a user name"),
        ("https://[::1", ""),
        ("https://example.com:port/", ""),
    ],
)
def test_anything_else_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError) as refused:
        safe_address(text)
    assert said in str(refused.value)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("proxy.test", ("http", "", "proxy.test")),
        ("HTTPS://kari:p@ss@[fd00::1]:3128/", ("https", "kari:p@ss", "[fd00::1]:3128")),
    ],
)
def test_the_parts_of_a_proxys_address(address: str, parts: tuple[str, str, str]) -> None:
    assert proxy_parts(address) == parts
