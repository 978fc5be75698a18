"""What is a table, as far as its name or its look tells."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

from app.recognition.cards.reader import read
from app.ui.imports.incoming import data_of_table, is_table_file, looks_like_table, table_file_in

HEADINGS, ROW = "Firma\tNavn\tBy\r\n", "Fjell AS\tKari\tOslo\r\n"
ROWS = HEADINGS + 2 * ROW
TWO = "Hei AS\tKari Hei\tkari@hei.example\nHo AS\tOla Ho\tola@ho.example\n"


@pytest.mark.parametrize(
    "text",
    [ROWS, ROWS * 400, TWO, "a\tb\tc\nd\te\tf\n\ng\th\ti\nonly a total\nj\tk\tl\nm\tn\to\n"],
)
def test_rows_of_a_spreadsheet_are_a_table(text: str) -> None:
    assert looks_like_table(text)


@pytest.mark.parametrize(
    "text",
    ["", ROW, HEADINGS + ROW, "Kari Nordmann\nTel\t+47 22\nMob\t+47 91\n", "a;b;c\nd;e;f\n"],
)
def test_a_row_a_signature_and_plain_text_are_none(text: str) -> None:
    assert not looks_like_table(text)


def test_html_beside_the_rows_is_what_is_read() -> None:
    data = QMimeData()
    data.setText(ROWS)
    assert data_of_table(data) == ROWS.encode()
    data.setHtml("<table><tr><td>Firma</td></tr></table>")
    assert data_of_table(data).startswith(b"<table>")


BROKEN = 'Firma\tNavn\tMobil\nFjell AS\t"Kari Lie\nOla ""Ole"" Moe"\t"+47 900 11 222\n\nkveld"\nVik AS\t\t\n'
SIGNATURE = (
    "<table><tr><td>Kari</td></tr><tr><td>Tel</td><td>22 33 44 55</td></tr><tr><td>Web</td></tr></table>"
)


@pytest.mark.parametrize(
    ("text", "is_one", "is_meant"),
    [
        pytest.param(BROKEN, True, True, id="lines within cells"),
        pytest.param(
            "Company\tE-mail\nA Ltd\ta@a.example\nB Ltd\tb@b.example\n", True, True, id="two columns"
        ),
        pytest.param("Firma\tOrt\nA GmbH\tUlm\n", False, True, id="two columns of one company"),
        pytest.param("A Ltd\tOslo\nB Ltd\tBergen\nC Ltd\tVik\n", False, True, id="two without headings"),
        pytest.param("Firma;Ort\nA GmbH;Ulm\n", False, True, id="semicolons"),
        pytest.param("Tel\t22 33 44 55\nMob\t90 00 11 22\nWeb\tfjell.example\n", False, True, id="labels"),
        pytest.param("Dear Kari, how are you?\nCall me, please.\nYours, Ola", False, False, id="sentences"),
        pytest.param('He said "so\nbe it".\nYours\nOla', False, False, id="a quotation"),
        pytest.param("Fjell AS\nVik AS\n", False, False, id="one column"),
    ],
)
def test_a_copied_text_is_a_table_or_is_called_one(text: str, is_one: bool, is_meant: bool) -> None:
    data = QMimeData()
    data.setText(text)
    assert bool(data_of_table(data)) is is_one
    assert bool(data_of_table(data, is_meant=True)) is is_meant


def test_lines_within_the_cells_of_html_are_none_of_the_table() -> None:
    data = QMimeData()
    data.setText("Firma\tNavn\tBy\nFjell AS\tKari\nOla\tOslo\nVik AS\tEva\nIda\nUlf\tBergen\n")
    cells = (
        ("Firma", "Navn", "By"),
        ("Fjell AS", "Kari<br>Ola", "Oslo"),
        ("Vik AS", "Eva<br>Ida<br>Ulf", "Vik"),
    )
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    data.setHtml(
        f"<html><head><style>{'td {x: y} ' * 5000}</style></head><TABLE class=a>{rows}</TABLE></html>"
    )
    assert data_of_table(data).startswith(b"<html>")
    data.setHtml(SIGNATURE)
    assert not data_of_table(data), "the table of a mail, which lays it out"


def test_a_table_that_is_read_as_a_text_says_that_it_can_be_imported() -> None:
    said = read("Company\tE-mail\nAlfa Ltd\ta@alfa.example\n").message
    assert said == "This is a table, so nothing was changed. Import it as one instead."


def test_one_file_with_a_table_s_name(tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "Fair.XLSX"))])
    assert table_file_in(data) == tmp_path / "Fair.XLSX"
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.csv", "b.csv")])
    assert table_file_in(data) is None
    assert not is_table_file(Path("card.vcf"))
