import pytest

from app.model.web_client_links import company_link


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
