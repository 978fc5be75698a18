"""Lists of staff with shared mailboxes, titles before companies, and cities without a postcode."""

import pytest

from app.recognition import RecognitionResult, recognise


def address(found: RecognitionResult) -> dict[str, str]:
    paths = {one.path.removeprefix("Address.Street."): one.value for one in found.company}
    return {
        name: value for name, value in paths.items() if name in ("Address1", "Address2", "Zipcode", "City")
    }


def people(found: RecognitionResult) -> list[dict[str, str]]:
    return [{one.path.partition("].")[2]: one.value for one in person} for person in found.persons]


@pytest.mark.parametrize(
    ("line", "title", "city"),
    [
        ("Snekker, Aune Bygg AS, 7340 Oppdal", "Snekker", "Oppdal"),
        ("Daglig leder, Fjell AS, Storgata 1, 0150 Oslo", "Daglig leder", "Oslo"),
        ("Säljare, Eks Bygg AB, 786 21 Vansbro", "Säljare", "Vansbro"),
        ("Geschäftsführer, Holzbau Meier GmbH, 24103 Kiel", "Geschäftsführer", "Kiel"),
        ("Direktør, Holm Teknik A/S, Dokkajen 6, 6700 Esbjerg", "Direktør", "Esbjerg"),
    ],
)
def test_a_title_before_a_company_and_its_address_is_no_street(line: str, title: str, city: str) -> None:
    found = recognise(f"Mvh\nKari Lund\n{line}\nkari.lund@example.com")
    assert people(found)[0]["Title"] == title
    assert address(found)["City"] == city
    assert title not in address(found).values()


@pytest.mark.parametrize(
    "line", ["Fjell AS, Storgata 1, 0150 Oslo", "Hotell Direktør AS, Storgata 1, 0150 Oslo"]
)
def test_a_company_before_its_address_is_no_title(line: str) -> None:
    found = recognise(f"Kari Lund\n{line}\nkari.lund@example.com", "NO")
    assert address(found) == {"Address1": "Storgata 1", "Zipcode": "0150", "City": "Oslo"}
    assert "Title" not in people(found)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Besöksadress\nMoravägen 12, Vansbro", {"Address1": "Moravägen 12", "City": "Vansbro"}),
        ("Besøksadresse: Storgata 1, Oslo", {"Address1": "Storgata 1", "City": "Oslo"}),
        ("Besøksadresse:\nStorgata 1\nOslo", {"Address1": "Storgata 1", "City": "Oslo"}),
        ("Besucheradresse: Hafenstr. 3, Kiel", {"Address1": "Hafenstr. 3", "City": "Kiel"}),
        (
            "Käyntiosoite: Teollisuuskatu 18, Lappeenranta",
            {"Address1": "Teollisuuskatu 18", "City": "Lappeenranta"},
        ),
        # No cities.
        ("Besøksadresse: Storgata 1, 2. etasje", {"Address1": "Storgata 1", "Address2": "2. etasje"}),
        ("Besøksadresse: Storgata 1, Glassbygget", {"Address1": "Storgata 1", "Address2": "Glassbygget"}),
        ("Besøksadresse:\nStorgata 1\nVaktmester", {"Address1": "Storgata 1"}),
    ],
)
def test_the_city_stands_behind_or_below_a_street_without_a_postcode(
    text: str, expected: dict[str, str]
) -> None:
    assert address(recognise(f"Fjell AS\n22 86 54 00\n\n{text}", "NO")) == expected


@pytest.mark.parametrize(
    ("second", "title"),
    [
        ("Ola Berg\nSelger\nsalg@fjell.no\n911 22 334", "Selger"),
        ("Ola Berg, selger\nTlf. 911 22 334\nsalg@fjell.no", "selger"),
        ("Ola Berg\nRegnskapssjef\n911 22 334", "Regnskapssjef"),
        ("Ola Berg - butikksjef\n911 22 334\nbutikk@fjell.no", "butikksjef"),
        ("Ola Berg\nVerksmester\nT 911 22 334\nverksted@fjell.no", "Verksmester"),
    ],
)
def test_who_shares_a_mailbox_is_a_person_of_the_list(second: str, title: str) -> None:
    first = "Kari Lie\nDaglig leder\npost@fjell.no\n911 22 333"
    found = people(recognise(f"Fjell AS\n\n{first}\n\n{second}", "NO"))
    assert [one["Firstname"] for one in found] == ["Kari", "Ola"]
    assert [one["Title"] for one in found] == ["Daglig leder", title]
    assert [one["MobilePhone"] for one in found] == ["911 22 333", "911 22 334"]


@pytest.mark.parametrize(
    "block", ["Salg\n911 22 334\nsalg@fjell.no", "Ola Berg\n911 22 334", "Berg Gård\nSelger\nsalg@fjell.no"]
)
def test_a_desk_or_two_words_alone_are_no_person(block: str) -> None:
    first = "Kari Lie\nDaglig leder\npost@fjell.no\n911 22 333"
    assert len(people(recognise(f"Fjell AS\n\n{first}\n\n{block}", "NO"))) == 1


@pytest.mark.parametrize(
    ("mail", "is_hers"),
    [
        ("mc@brasserie.be", True),
        ("mcv@brasserie.be", True),
        ("patron@brasserie.be", True),  # the only one in her block
        ("lille@brasserie.be", True),
        ("info@brasserie.be", False),
        ("verkoop@brasserie.be", False),
    ],
)
def test_a_mailbox_in_the_block_of_a_person_is_hers(mail: str, is_hers: bool) -> None:
    found = recognise(
        f"Notre équipe\n\nMarie-Claire Vandenbroucke\nGérante\n+32 475 62 18 43\n{mail}\n\n"
        "Olivier Lejeune\nResponsable commercial\n+32 498 31 74 26\nolivier@brasserie.be\n\n"
        "Brasserie de l'Ourthe SRL\nRue du Moulin 38\n6980 La Roche-en-Ardenne",
        "BE",
    )
    mails = [one.value for one in found.persons[0] if one.path.endswith("Email")]
    assert mails == [mail] * is_hers
    assert [one.value for one in found.company if one.path.startswith("Emails")] == [mail] * (not is_hers)
