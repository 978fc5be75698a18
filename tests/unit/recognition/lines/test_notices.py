"""Sentences in which companies name themselves."""

import pytest

from app.recognition import recognise
from app.recognition.lines.notices import with_notices_apart


@pytest.mark.parametrize(
    ("sentence", "name", "place"),
    [
        (
            (
                "Le site est édité par la société Menuiserie Kerloc SARL au capital de 8 000 €, "
                "dont le siège social est situé 12, rue du Port, 29900 Concarneau, immatriculée "
                "au RCS de Quimper."
            ),
            "Menuiserie Kerloc SARL",
            ["12, rue du Port", "29900", "Concarneau"],
        ),
        (
            (
                "This website is operated by Fellside Tools Ltd (hereinafter Fellside), whose "
                "registered office is at 4 High Street, Kendal LA9 4DQ and which is registered in "
                "England under number 04012345."
            ),
            "Fellside Tools Ltd",
            ["4 High Street", "LA9 4DQ", "Kendal"],
        ),
        (
            (
                "This site is operated by Larkfield Rooms Limited (company number 09912345), whose "
                "registered office is at 6 Mill Lane, Aylesford ME20 6JH."
            ),
            "Larkfield Rooms Limited",
            ["6 Mill Lane", "ME20 6JH", "Aylesford"],
        ),
        (
            (
                "Betreiber dieser Website ist die Holzbau Remmers GmbH, mit Sitz in der "
                "Industriestraße 4, 49716 Meppen, eingetragen im Handelsregister Osnabrück."
            ),
            "Holzbau Remmers GmbH",
            ["Industriestraße 4", "49716", "Meppen"],
        ),
        (
            (
                "Nettstedet eies og drives av Fjordgløtt Kajakk AS, med forretningsadresse "
                "Strandgata 5, 6150 Ørsta."
            ),
            "Fjordgløtt Kajakk AS",
            ["Strandgata 5", "6150", "Ørsta"],
        ),
        (
            (
                "Deze website is eigendom van Kwekerij De Linde B.V., gevestigd aan de "
                "Dorpsstraat 12, 5711 GC Someren."
            ),
            "Kwekerij De Linde B.V.",
            ["Dorpsstraat 12", "5711 GC", "Someren"],
        ),
        (
            (
                "El titular de esta web es Talleres Olmo, S.L. (en adelante, OLMO), con domicilio "
                "social en Calle Mayor 7, 30001 Murcia y C.I.F. B30123459. Teléfono 968 21 43 65."
            ),
            "Talleres Olmo, S.L.",
            ["Calle Mayor 7", "30001", "Murcia"],
        ),
        (
            ("Webbplatsen ägs av Norrlyckans Plåt AB, med besöksadress Verkstadsgatan 3, 904 21 Umeå."),
            "Norrlyckans Plåt AB",
            ["Verkstadsgatan 3", "904 21", "Umeå"],
        ),
    ],
)
def test_a_company_and_its_seat_are_read_from_a_sentence(sentence: str, name: str, place: list[str]) -> None:
    found = {one.path: one.value for one in recognise(f"Impressum\n\n{sentence}").company}
    assert found["Name"] == name
    assert [found[f"Address.Street.{part}"] for part in ("Address1", "Zipcode", "City")] == place


@pytest.mark.parametrize(
    "line",
    [
        "This website is operated by volunteers who love the region and its people, write to us.",
        "Denne hjemmesiden ejes af os alle sammen, og vi er glade for den hver dag.",
        "Le site est édité par des amateurs de la région, dont le siège est à Brest.",
        "This website is run by the friends of somebody who once worked for Fellside Tools Ltd.",
        "Website is van wol",
        "Fjell AS, Storgata 1, 0150 Oslo, tlf. 22 86 54 00, post@fjell.no",
    ],
)
def test_other_lines_stay_as_they_are(line: str) -> None:
    assert list(with_notices_apart([line])) == [line]
