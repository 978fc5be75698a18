"""Addresses as people type and paste them."""

import pytest

from app.webapi.errors import BadAddressError, PlainHttpError, SecretInAddressError, Verdict
from app.webapi.http.server_address import api_base, host_of


@pytest.mark.parametrize(
    ("typed", "base"),
    [
        ("crm.example.com", "https://crm.example.com/api"),
        ("  CRM.example.com/ ", "https://crm.example.com/api"),
        ("https://crm.example.com/", "https://crm.example.com/api"),
        ("HTTPS://crm.example.com/api", "https://crm.example.com/api"),
        ("https://crm.example.com/API/v1/", "https://crm.example.com/api"),
        ("crm.example.com/api/v1/Contact/default?$select=Name", "https://crm.example.com/api"),
        ("crm.example.com:8443", "https://crm.example.com:8443/api"),
        ("https://crm.example.com:443/api", "https://crm.example.com/api"),
        ("online2.superoffice.com/Cust12345", "https://online2.superoffice.com/Cust12345/api"),
        ("online2.superoffice.com/Cust12345/api/v1", "https://online2.superoffice.com/Cust12345/api"),
        (
            "https://online2.superoffice.com/Cust12345/default.aspx?contact.main?contact_id=5#x",
            "https://online2.superoffice.com/Cust12345/api",
        ),
        ("intranet/SuperOffice/api", "https://intranet/SuperOffice/api"),
        ("crm.bücher.example", "https://crm.xn--bcher-kva.example/api"),
        ("127.0.0.1:8080", "http://127.0.0.1:8080/api"),
        ("localhost:8080/api/v1", "http://localhost:8080/api"),
        ("https://localhost:8080", "https://localhost:8080/api"),
        ("[::1]:8080", "http://[::1]:8080/api"),
        ("https://192.168.1.10/", "https://192.168.1.10/api"),
    ],
)
def test_every_address_of_a_site_leads_to_its_api(typed: str, base: str) -> None:
    assert api_base(typed) == base
    assert api_base(base) == base


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "https://",
        "ftp://crm.example.com",
        "soprotocol:contact.main",
        "our CRM",
        "a..b",
        "-",
        "crm.example.com:port",
        "crm.example.com:70000",
        "a" * 64 + ".com",
        "https://[::1",
        "https:/crm",
        "HTTPS:crm.example.com",
        "http:/",
        "https://crm.\x00example.com",
        "\udcff.com",
    ],
)
def test_nonsense_gets_a_sentence(typed: str) -> None:
    with pytest.raises(BadAddressError) as caught:
        api_base(typed)
    assert "is not the address of a server" in caught.value.message
    assert caught.value.verdict is Verdict.NOT_SENT


def test_no_password_travels_unencrypted() -> None:
    with pytest.raises(PlainHttpError, match=r"crm\.example\.com would not be encrypted"):
        api_base("http://crm.example.com/api")


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(SecretInAddressError) as caught:
        api_base("https://kari:hemmelig@crm.example.com")
    assert "hemmelig" not in repr(caught.value) + caught.value.message


def test_the_host_for_messages() -> None:
    assert host_of("https://crm.example.com/api") == "crm.example.com"
    assert host_of("http://127.0.0.1:8080/api") == "127.0.0.1:8080"
    assert host_of("http://[::1]:8080/api") == "[::1]:8080"


def test_an_endless_address_is_quoted_in_part() -> None:
    with pytest.raises(BadAddressError) as caught:
        api_base("http://" + "a" * 200_000)
    assert len(caught.value.message) < 400
    assert "a…” is not the address of a server" in caught.value.message
