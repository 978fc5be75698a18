import pytest

from app.model.internet_domains import FREE_MAIL_DOMAINS, domain_of_email, domain_of_url, host_of


@pytest.mark.parametrize(
    ("email", "domain"),
    [
        ("post@Fjell.no", "fjell.no"),
        (" post@mail.fjell.no ", "mail.fjell.no"),
        ("kari@gmail.com", ""),
        ("kari@ONLINE.NO", ""),
        ("post@fjell", ""),
        ("fjell.no", ""),
        ("unde", ""),
        ("", ""),
    ],
)
def test_the_domain_of_an_email(email: str, domain: str) -> None:
    assert domain_of_email(email) == domain


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.fjell.no/om?x=1", "fjell.no"),
        ("www.fjell.no", "fjell.no"),
        ("FJELL.no:8080", "fjell.no"),
        ("http://[", ""),
        ("not a host", ""),
        ("https://gmail.com", ""),
        ("", ""),
    ],
)
def test_the_domain_of_a_web_address(url: str, domain: str) -> None:
    assert domain_of_url(url) == domain


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.Fjell.no/om", "fjell.no"),
        ("fjell.no?x=1", "fjell.no"),
        ("http://user@crm.fjell.no:8443/", "crm.fjell.no"),
        ("www.gmail.com", "gmail.com"),
        ("localhost", "localhost"),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_the_host_of_a_web_address(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize("domain", ["hotmail.de", "hotmail.fr", "t-online.de", "163.com", "fastmail.com"])
def test_the_mailbox_of_a_free_provider_tells_no_domain(domain: str) -> None:
    assert domain in FREE_MAIL_DOMAINS
    assert domain_of_email(f"kari@{domain}") == ""


def test_the_list_is_made_of_domains_in_lower_case() -> None:
    assert all(domain == domain.lower() and "." in domain for domain in FREE_MAIL_DOMAINS)
