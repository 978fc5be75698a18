"""Numbers of post boxes in a column of their own."""

import pytest

from app.recognition.numbers.post_boxes import box_in_cell, named_box


@pytest.mark.parametrize(
    ("heading", "cell", "region", "box"),
    [
        ("PFACH", "1100", "DE", "Postfach 1100"),
        ("Postboks", "1234", "NO", "Postboks 1234"),
        ("Postboks", "1234 Sentrum", "NO", "Postboks 1234 Sentrum"),
        ("PO Box", "112", "SE", "Box 112"),
        ("Postboks nr.", "77.0", "DK", "Postboks 77"),
        ("Boîte postale", "123", "FR", "BP 123"),
        ("Case postale", "12", "CH", "Case postale 12"),
        ("Postfach", "12", "CH", "Postfach 12"),
        ("Postbusnr", "90001", "NL", "Postbus 90001"),
        ("Postfach", "10 11 12", "GB", "PO Box 10 11 12"),
        ("Postfach", "10 11 12", "", "Postfach 10 11 12"),
    ],
)
def test_a_number_has_the_word_of_its_country(heading: str, cell: str, region: str, box: str) -> None:
    assert named_box(box_in_cell(cell, heading), region) == box


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("Postadresse", "1234"), ("Postboks", "Postboks 12"), ("Postboks", "0155 Oslo"), ("Postfach", "nein")],
)
def test_what_is_no_number_of_a_box(heading: str, cell: str) -> None:
    assert not box_in_cell(cell, heading)
