"""To which group a company belongs."""

import pytest

from app.recognition import recognise
from app.recognition.layout.group_lines import without_groups


@pytest.mark.parametrize(
    "line",
    [
        "a Schneider Group company",
        "An OAK Holdings plc business",
        "Ein Unternehmen der Hartung Holding GmbH",
        "En del av Polaris Group AB",
        "et selskap i Nordlift-konsernet",
        "Part of the Meridian Group Ltd",
        "Une société du groupe Lafarre SA",
        "Onderdeel van Waterland Groep B.V.",
        "Ein Polaris-Unternehmen",
    ],
)
def test_a_group_is_not_the_company(line: str) -> None:
    assert without_groups([line]) == [""]
    found = recognise(f"Kate Vale\nSales Manager\nVale Seals Ltd\n{line}\nT: 01332 960200", "GB")
    assert [one.value for one in found.company if one.path == "Name"] == ["Vale Seals Ltd"]


def test_what_stands_behind_the_company_goes() -> None:
    lines = ["Dale Kran AS – et selskap i Nordlift-konsernet", "Vale Seals Ltd (part of the Meridian Group)"]
    assert [line.strip() for line in without_groups(lines)] == ["Dale Kran AS", "Vale Seals Ltd"]


@pytest.mark.parametrize(
    "line",
    [
        "Mitglied der Geschäftsleitung",
        "Member of the Board",
        "Del av teamet",
        "A Better Way Ltd",
        "Osa 3, Helsinki",
        "Schneider Group AG",
        "part of what we do",
    ],
)
def test_titles_companies_and_others_stay(line: str) -> None:
    assert without_groups([line]) == [line]
