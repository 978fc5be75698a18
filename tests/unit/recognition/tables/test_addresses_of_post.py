"""Postcodes and towns of postal addresses, beside those of streets."""

import pytest

from app.recognition.sheets.delimited import read_text_table
from app.recognition.tables.addresses import addresses_of
from app.recognition.tables.columns import match_columns
from app.recognition.tables.row_values import RowValues

_BOTH = "Besøksadresse;Postnr besøk;Sted besøk;Postadresse;Postnr post;Sted post"


@pytest.mark.parametrize(
    ("headings", "row", "parts", "doubted"),
    [
        (
            "Gate;Postnr;Sted;Postadresse",
            "Gata 1;2815;Gjøvik;Postboks 5",
            "P: Postboks 5, 2815, Gjøvik",
            [False],
        ),
        ("Gate;Postnr;Sted;Postboks", "Gata 1;2815;Gjøvik;5", "P: Postboks 5, 2815, Gjøvik", [False]),
        (_BOTH, "Gata 1;2815;Gjøvik;Postboks 5;;", "P: Postboks 5", [True]),
        (_BOTH, "Gata 1;2815;Gjøvik;Postboks 5;2803;", "P: Postboks 5, 2803, Gjøvik", []),
        (_BOTH, "Gata 1;2815;Gjøvik;Postboks 5;5803;", "P: Postboks 5, 5803", [True]),
        (_BOTH, "Gata 1;2815;Gjøvik;Gata 1;;", "", []),
        ("Gate;Postnr;Sted;Postadresse", "Gata 1;2815;Gjøvik;gata 1", "", []),
        (_BOTH, "Gata 1;2815;Gjøvik;Postboks 5;2803;Gjøvik", "P: Postboks 5, 2803, Gjøvik", []),
        ("Gate;Postnr;Sted;Postadresse;Kodepst", "Gata 1;2815;Gjøvik;Boks 5;2803", "P: Boks 5", [True]),
        ("Gate;Postnr;Sted;Postadresse", "Gata 1;2815;Gjøvik;Lia 7", "P: Lia 7", [True]),
        (
            "Adresse 1;Adresse 2;Postnr;Sted",
            "Gata 1;Postboks 44;2815;Gjøvik",
            "P: Postboks 44, 2815, Gjøvik",
            [False],
        ),
    ],
)
def test_a_postal_address_takes_the_place_of_a_street_with_a_word_alone(
    headings: str, row: str, parts: str, doubted: list[bool]
) -> None:
    matched = match_columns(read_text_table(f"Firma;{headings}\nFjell;{row}\n"))
    found = addresses_of(RowValues(matched, matched.rows[0], {}), "NO", has_country=False)
    street = "S: Gata 1, 2815, Gjøvik"
    kinds = {"S": "Address.Street.", "P": "Address.Postal."}
    texts = {
        letter: ", ".join(text for path, text in found.parts.items() if path.startswith(kind))
        for letter, kind in kinds.items()
    }
    assert (
        " ".join(f"{letter}: {text}" for letter, text in texts.items() if text) == f"{street} {parts}".strip()
    )
    assert [note.is_doubt for note in found.notes] == doubted


def test_the_address_of_invoices_is_never_the_visiting_one() -> None:
    text = 'Firma;E-post;Faktureringsadresse\nVik;;"Park Allé 350, 2605 Brøndby"\n'
    matched = match_columns(read_text_table(text))
    found = addresses_of(RowValues(matched, matched.rows[0], {}), "NO", has_country=False)
    assert found.parts == {
        "Address.Postal.Address1": "Park Allé 350",
        "Address.Postal.Zipcode": "2605",
        "Address.Postal.City": "Brøndby",
    }
    assert found.country[0] == "DK"


def test_the_address_of_invoices_beside_a_postal_one_is_left_out_with_a_word() -> None:
    text = "Firma;Adresse;Postadresse;Fakturaadresse\nVik;Lia 4;Boks 7, 5003 Bergen;Boks 9, 5001 Bergen\n"
    (remark,) = match_columns(read_text_table(text)).remarks
    assert remark.startswith("The column “Fakturaadresse” is left out")
