import pytest

from app.recognition.lines.order_parties import without_receivers

OWN = ["", "Aune Lås AS, Torget 4, 2815 Gjøvik"]


@pytest.mark.parametrize(
    "title",
    [
        "Ordrebekreftelse 1044",
        "PAKKSEDDEL",
        "Rechnung Nr. 2026-18",
        "Invoice #44",
        "Orderbekräftelse",
        "FACTUUR 20261188",
        "Confirmation de commande n° 8",
        "** Følgeseddel **",
    ],
)
@pytest.mark.parametrize(
    "receiver",
    [
        ["Leveringsadresse: Vold Eiendom AS, Kaiveien 9, 7080 Heimdal"],
        ["Leveres til:", "Vold Eiendom AS", "Kaiveien 9", "7080 Heimdal"],
        ["Ship to", "Vold Eiendom AS", "Kaiveien 9"],
        ["Rechnungsempfänger:", "Vold Eiendom AS"],
        ["Kund: Vold Eiendom AS"],
        ["Afleveradres:", "Vold Eiendom AS", "Kaiveien 9"],
    ],
)
def test_whom_a_sellers_paper_goes_to_is_left_out(title: str, receiver: list[str]) -> None:
    assert without_receivers([title, "", *receiver, *OWN]) == [title, "", *OWN]


@pytest.mark.parametrize(
    "lines",
    [
        ["Kontakt oss", "Leveringsadresse: Kaiveien 9, 7080 Heimdal", *OWN],
        ["PURCHASE ORDER 3391", "Deliver to:", "Ashby Joinery Ltd", "14 Station Road", *OWN],
        ["Innkjøpsordre 12", "Fakturaadresse: Vold Eiendom AS, 7080 Heimdal", *OWN],
        ["Kunde:", "Vold Eiendom AS", *OWN],
        ["Vi viser til faktura 1044 og ber om kopi av den.", "Kunde: Vold Eiendom AS", *OWN],
        ["Faktura 1044", "Faktureres til:", "Vold Eiendom AS", "7080 Heimdal"],
    ],
)
def test_other_texts_and_papers_of_nobody_else_stay(lines: list[str]) -> None:
    assert without_receivers(lines) == lines


def test_another_label_ends_what_is_about_the_customer() -> None:
    lines = ["Faktura 8", "Kunde:", "Vold AS", "Betaling: 14 dager", *OWN]
    assert without_receivers(lines) == ["Faktura 8", "Betaling: 14 dager", *OWN]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Vår ref: Silje Aune", ["Kontaktperson: Silje Aune"]),
        ("Vår ref: Silje Aune       Deres ref: Petter Vold", ["Kontaktperson: Silje Aune"]),
        ("Er referens: Malin Frisk | Vår referens: Hampus Ek", ["Kontaktperson: Hampus Ek"]),
        ("Ihr Ansprechpartner: Jörg Hellwig", ["Kontaktperson: Jörg Hellwig"]),
        ("Our ref: 4471-B", ["Our ref: 4471-B"]),
        ("Your reference: PO 118", []),
        ("Deres ref.: Ole Haug", []),
    ],
)
def test_our_reference_is_a_person_of_the_seller(line: str, expected: list[str]) -> None:
    assert without_receivers(["Faktura 8", line, *OWN]) == ["Faktura 8", *expected, *OWN]
