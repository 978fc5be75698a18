"""Labels around values: behind addresses, of halves of a name, of references, of copyrights."""

import pytest

from app.recognition import recognise
from app.recognition.layout.labelled_lines import with_labels_ahead


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Postbus 59, 3008 PE Rotterdam (postadres)"], ["postadres: Postbus 59, 3008 PE Rotterdam"]),
        (["Storgata 1, 0155 Oslo (besøksadresse)"], ["besøksadresse: Storgata 1, 0155 Oslo"]),
        (["Förnamn: Joakim", "Efternamn: Rydell"], ["Name: Joakim Rydell"]),
        (["First name: Amy", "Last name: Holt"], ["Name: Amy Holt"]),
        (["Vorname: Ina", "Nachname: Berg"], ["Name: Ina Berg"]),
        (["Vår referanse: Britt Elin Omdal"], ["Kontakt: Britt Elin Omdal"]),
        (["Our ref.: Amy Holt"], ["Kontakt: Amy Holt"]),
        (["Org.nr", "556411-2233"], ["Org.nr: 556411-2233"]),
        (["CVR-nr.", "33 22 11 44"], ["CVR-nr.: 33 22 11 44"]),
        (["© 2026 Holloway Marine Limited. All rights reserved."], ["Holloway Marine Limited"]),
        (["Copyright © 2019-2026 Groen Daken B.V. Alle rechten voorbehouden"], ["Groen Daken B.V."]),
    ],
)
def test_labels_come_before_what_they_say(lines: list[str], expected: list[str]) -> None:
    assert list(with_labels_ahead(lines)) == expected


@pytest.mark.parametrize(
    "lines",
    [
        ["Kari Lie (vikar)"],
        ["Vår ref: 2026/1187"],
        ["Your ref.: Amy Holt"],
        ["Ihr Zeichen: Ina Berg"],
        ["© Foto: Kari Lie"],
        ["Efternamn: Rydell"],
        ["Org.nr", "Kari Lie"],
        ["Telefon", "22 86 54 00"],
        [""],
    ],
)
def test_others_stay(lines: list[str]) -> None:
    assert list(with_labels_ahead(lines)) == lines


def test_half_a_name_alone_stays_a_name() -> None:
    assert list(with_labels_ahead(["Fornavn: Kari", "Firma: Fjell AS"])) == ["Kari", "Firma: Fjell AS"]


def test_a_web_form_names_a_person_with_a_title() -> None:
    text = (
        "Förnamn: Joakim\nEfternamn: Ek\nBefattning: Platschef\nFöretag: Kinda AB\nE-post: joakim.ek@kinda.se"
    )
    person = {one.path.partition("].")[2]: one.value for one in recognise(text, "SE").persons[0]}
    assert person == {
        "Firstname": "Joakim",
        "Lastname": "Ek",
        "Title": "Platschef",
        "Email": "joakim.ek@kinda.se",
    }
