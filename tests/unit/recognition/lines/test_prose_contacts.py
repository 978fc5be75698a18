import pytest

from app.recognition.lines.prose_contacts import asked_instead, own_addresses, own_numbers, stand_ins


@pytest.mark.parametrize(
    "line",
    [
        "Du når meg på 918 44 021 frem til fredag.",
        "Ny telefon! Ring meg på mob. 918 44 021, ikke på det gamle (911 22 333).",
        "From Monday you can call me on 918 44 021.",
        "meine neue Handynummer ist: 918 44 021",
        "Je suis toujours joignable au 918 44 021 cette semaine",
    ],
)
def test_a_number_that_one_can_be_called_on_is_ones_own(line: str) -> None:
    assert own_numbers(["Hei,", line]) == ("918 44 021",)


@pytest.mark.parametrize(
    "line",
    [
        "Ring Kari på 918 44 021.",
        "Det gamle nummeret 918 44 021 opphører.",
        "Jeg fikk faktura 918 44 021 i dag.",
        "Call me on 24.07.2026 or later",
        "Ring meg på fredag",
        "call me at 10 30",
    ],
)
def test_other_numbers_are_not(line: str) -> None:
    assert own_numbers([line]) == ()


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("adressen er torget 4, 2815 gjøvik.", "Adresse: Torget 4, 2815 Gjøvik"),
        ("Our address is 4 High Street, Cobham KT11 3DZ", "Adresse: 4 High Street, Cobham KT11 3DZ"),
        ("Die Adresse ist Hafenstr. 3", "Adresse: Hafenstr"),
        ("Adressen er den samme som før", ""),
        ("Adr er oppgitt i vedlegget", ""),
    ],
)
def test_an_address_stands_in_a_sentence(line: str, address: str) -> None:
    assert own_addresses([line]) == ([address] if address and any(map(str.isdigit, address)) else [])


AWAY = "Jeg er på ferie til 4. august."


@pytest.mark.parametrize(
    ("line", "contacts"),
    [
        ("Ved hast: Tone Vik, 911 22 333, tone@fjell.no", ["Tone Vik, tlf. 911 22 333, tone@fjell.no"]),
        (
            "Please contact Amy Holt (amy@lakes.co.uk) or Ben Roe on 020 7946 0811.",
            ["Amy Holt, amy@lakes.co.uk", "Ben Roe, tlf. 020 7946 0811"],
        ),
        ("Für Angebote: angebot@berg.de, Tel. 089 41 22 70", ["angebot@berg.de | tlf. 089 41 22 70"]),
        ("Neem contact op met Els van der Meer: els@linde.nl", ["Els van der Meer, els@linde.nl"]),
        ("Akutt: Kari Lie 911 00 234", ["Kari Lie, tlf. 911 00 234"]),
    ],
)
def test_who_stands_in_for_somebody_away_is_named_in_sentences(line: str, contacts: list[str]) -> None:
    assert stand_ins([AWAY, line]) == contacts
    assert stand_ins([line]) == []


@pytest.mark.parametrize(
    "line",
    [
        "Ring 911 22 333",
        "Perioden er 24.07.2026 - 31.08.2026",
        "Tilbud 44 71 22 10",
        "Mvh",
        "Tone Vik hilser",
    ],
)
def test_numbers_without_anybody_are_left_out(line: str) -> None:
    assert stand_ins([AWAY, line]) == []


@pytest.mark.parametrize(
    ("line", "contacts"),
    [
        (
            "Kontakta Daniel Öberg på 0911-733 52. Annars når du växeln på 0911-733 50 eller info@dack.se",
            ["Daniel Öberg, tlf. 0911-733 52", "tlf. 0911-733 50 | info@dack.se"],
        ),
        ("… an meine Kollegin Frau Ina Holm, Tel. 0911 63 04 17.", ["Ina Holm, tlf. 0911 63 04 17"]),
        ("kontakt min kollega Siri Moen på 932 55 018", ["Siri Moen, tlf. 932 55 018"]),
        ("Ring Kari Lie. Mob. 932 55 018", ["Kari Lie, tlf. 932 55 018"]),
        (
            "bin im Urlaub. Wenden Sie sich an vertrieb@kies.de oder 05193 88 10 40",
            ["vertrieb@kies.de | tlf. 05193 88 10 40"],
        ),
    ],
)
def test_each_sentence_is_about_its_own_contact(line: str, contacts: list[str]) -> None:
    assert stand_ins([AWAY, line]) == contacts


@pytest.mark.parametrize(
    ("line", "contacts"),
    [
        (
            "Spørsmål? Kontakt din selger Jan Brekk, tlf 32 09 14 55, jan.brekk@gol.no",
            ["Kontaktperson: Jan Brekk, tlf. 32 09 14 55, jan.brekk@gol.no"],
        ),
        (
            "Please contact Amy Holt on 020 7946 0811 or amy@lakes.co.uk.",
            ["Kontaktperson: Amy Holt, tlf. 020 7946 0811, amy@lakes.co.uk"],
        ),
        (
            "Bitte wenden Sie sich bitte an Frau Ina Holm (i.holm@berg.de).",
            ["Kontaktperson: Ina Holm, i.holm@berg.de"],
        ),
        ("Kontakta Eva Ström, eva.strom@norr.se", ["Kontaktperson: Eva Ström, eva.strom@norr.se"]),
        ("Contactez Luc Morel : l.morel@lac.fr", ["Kontaktperson: Luc Morel, l.morel@lac.fr"]),
        ("Kontakt Jan Brekk på 32 09 14 55", []),
        ("Kontakt Jan Brekk eller post@gol.no", []),
        ("Jan Brekk, jan.brekk@gol.no, har sluttet hos oss", []),
        ("Call us on 020 7946 0811", []),
    ],
)
def test_an_unsigned_text_says_whom_to_ask(line: str, contacts: list[str]) -> None:
    assert asked_instead([line], is_signed=False) == contacts
    assert asked_instead([line], is_signed=True) == []
