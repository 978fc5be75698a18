"""Contacts that sentences tell of."""

import pytest

from app.recognition import recognise
from app.recognition.lines.prose_people import lines_of_contact


@pytest.mark.parametrize(
    ("text", "region", "expected"),
    [
        (
            "Eva fra Nordlys Mat AS ringte, hun heter Eva Nygård og er daglig leder. Nummeret er 918 44 203.",
            "NO",
            ("Nordlys Mat AS", "Eva", "Nygård", "daglig leder", "918 44 203"),
        ),
        (
            "Bitte Herrn Peter Kolb von der Kolb Fenster GmbH zurückrufen, mobil 0170 3322114",
            "DE",
            ("Kolb Fenster GmbH", "Peter", "Kolb", "", "0170 3322114"),
        ),
        (
            (
                "[11.11.2026, 08:41] Per Vik: Ny kontakt i Havbris AS: Siv Moe, hun er produksjonsleder\n"
                "[11.11.2026, 08:42] Per Vik: Ring henne på 48 21 77 01. Kontoret er i Kaigata 3"
            ),
            "NO",
            ("Havbris AS", "Siv", "Moe", "produksjonsleder", "48 21 77 01"),
        ),
        (
            "Kan du ringa Lars Ek på Granit Syd AB? Han är inköpare och har 070-811 23 44.",
            "SE",
            ("Granit Syd AB", "Lars", "Ek", "inköpare", "070-811 23 44"),
        ),
        (
            "Please call Amy Holt at Vale Seals Ltd, she is their buyer, mobile 07911 123 401.",
            "GB",
            ("Vale Seals Ltd", "Amy", "Holt", "buyer", "07911 123 401"),
        ),
        (
            "legg inn Siri Moen fra Vikan Regnskap, mob 932 55 018, siri@vikanregnskap.no",
            "NO",
            ("Vikan Regnskap", "Siri", "Moen", "", "932 55 018"),
        ),
        (
            "Husk kunden Café Lindehus, ejer Bo Friis, der nås på 22 61 08 47. Faktura: bog@lindehus.dk",
            "DK",
            ("Café Lindehus", "Bo", "Friis", "ejer", "22 61 08 47"),
        ),
        (
            "Please add Dawn Price from Hartley Blinds, dawn@hartleyblinds.co.uk, mobile 07911 123 401",
            "GB",
            ("Hartley Blinds", "Dawn", "Price", "", "07911 123 401"),
        ),
        (
            "Hej, lägg upp Ina Ek på Norrlids Bageri, mobil 070-811 23 44, ina@norrlidsbageri.se tack",
            "SE",
            ("Norrlids Bageri", "Ina", "Ek", "", "070-811 23 44"),
        ),
        (
            "Opprett Bakeri Solgry, daglig leder Unni Brekke, 928 14 556, post@solgry.no. takk for det",
            "NO",
            ("Bakeri Solgry", "Unni", "Brekke", "daglig leder", "928 14 556"),
        ),
    ],
)
def test_who_is_told_of_is_read(text: str, region: str, expected: tuple[str, ...]) -> None:
    found = recognise(text, region)
    person = {one.path.partition("].")[2]: one.value for one in found.persons[0]}
    got = [person.get(name, "") for name in ("Firstname", "Lastname", "Title", "MobilePhone")]
    assert (found.company[0].value, *got) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Gast-Netz Passwort 8842-1177-9034",
        "Kari Lie og Ola Moe i Fjell AS har 22 86 54 00.",  # whose it is nobody knows
        "Fjell AS og Vik AS har 22 86 54 00.",
        "Vi møtes hos Fjell AS den 12.11.2026 kl. 12.00.",
        "Takk for sist, Kari Lie!",
        "Levering 12345678 til Kari Lie",
        "",
        "Kari Lie i Fjell AS, 22 86 54 00. " * 100,
    ],
)
def test_what_may_be_anything_tells_of_nobody(text: str) -> None:
    assert lines_of_contact(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Siri Moen fra Vikan Regnskap ringte, mail siri@online.no",
        "Siri Moen fra Bodø, siri.moen@vikan.no",
        "Kari Lie, karilie@gmail.com",
        "Spør Ola Moe fra Fjell Data, se post@vidde.no",
        "Møte i Nordlys Arena med Kari Lie, kari.lie@fjell.no",
    ],
)
def test_what_no_domain_is_called_after_is_no_employer(text: str) -> None:
    assert not any(line.startswith("Firma:") for line in lines_of_contact(text))
