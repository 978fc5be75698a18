import pytest

from app.recognition.language.social_hosts import is_social


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/in/kari-nordmann",
        "no.linkedin.com/in/kari-nordmann",
        "FACEBOOK.com/fjell",
        "https://teams.microsoft.com/l/meetup-join/19",
        "https://goo.gl/maps/x1",
        "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Ffjell.no",
    ],
)
def test_pages_of_networks_maps_and_meetings_are_not_the_companys(url: str) -> None:
    assert is_social(url)


@pytest.mark.parametrize(
    "url", ["www.fjell.no", "https://notlinkedin.com", "fjell.no/linkedin.com", "x.company.com", ""]
)
def test_a_companys_own_pages_are(url: str) -> None:
    assert not is_social(url)
