import pytest

from app.model.web_client_links import company_link, site_link


@pytest.mark.parametrize(
    ("site", "folder"),
    [
        ("https://crm.example.com/SuperOffice/api", "https://crm.example.com/SuperOffice"),
        ("https://crm.example.com/SuperOffice/api/v1/", "https://crm.example.com/SuperOffice"),
        ("https://crm.example.com/API", "https://crm.example.com"),
        ("https://online.superoffice.com/Cust12345", "https://online.superoffice.com/Cust12345"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("crm.example.com", "https://crm.example.com"),
    ],
)
def test_the_page_of_a_company(site: str, folder: str) -> None:
    assert company_link(site, 5) == f"{folder}/default.aspx?contact.main?contact_id=5"


@pytest.mark.parametrize(
    ("site", "link"),
    [
        ("https://crm.example.com/SuperOffice/api", "https://crm.example.com/"),
        ("crm.example.com", "https://crm.example.com/"),
        ("http://crm.intranet.example:8080", "http://crm.intranet.example:8080/"),
        ("https://online.superoffice.com/Cust12345", "https://online.superoffice.com/"),
        ("file:///etc/passwd", ""),
        ("javascript://crm.example.com/%0aalert(1)", ""),
        ("https://kari:secret@crm.example.com", ""),
        ("https://[::1", ""),
        ("https://crm.exa\u202emple.com", ""),
        ("https://", ""),
        ("", ""),
    ],
)
def test_only_a_web_address_is_opened(site: str, link: str) -> None:
    assert site_link(site) == link
